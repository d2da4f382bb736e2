"""Heads of time series: what an estimator needs, of a model and its state."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import nest
from tf1graph.tf.contrib.timeseries.feature_keys import (
    FilteringFeatures,
    FilteringResults,
    PredictionFeatures,
    PredictionResults,
    SavedModelLabels,
    State,
    TrainEvalFeatures,
)
from tf1graph.tf.estimator.canned.head_base import _Head
from tf1graph.tf.estimator.canned.head_metrics import summary_key
from tf1graph.tf.estimator.canned.metric_keys import MetricKeys
from tf1graph.tf.estimator.export import PredictOutput
from tf1graph.tf.names import provide

ModeKeys = tf.estimator.ModeKeys
TIMES, VALUES = TrainEvalFeatures.TIMES, TrainEvalFeatures.VALUES


class _NoStatePredictOutput(PredictOutput):
    """A signature that takes no state."""

    def as_signature_def(self, receiver_tensors: dict[str, Any]) -> Any:
        return super().as_signature_def(
            {key: value for key, value in receiver_tensors.items() if not key.startswith(State.STATE_PREFIX)}
        )


class TimeSeriesRegressionHead(_Head):
    """The head of a time series model.

    Args:
      model: a `TimeSeriesModel`.
      state_manager: says which state a window begins in.
      optimizer: a `tf.train.Optimizer`.
      input_statistics_generator: learns what the series is like, None without.
      name: of the head.
    """

    def __init__(
        self,
        model: Any,
        state_manager: Any,
        optimizer: Any,
        input_statistics_generator: Any = None,
        name: str | None = None,
    ):
        self.model, self.state_manager, self.optimizer = model, state_manager, optimizer
        self.input_statistics_generator = input_statistics_generator
        self._name = name

    @property
    def logits_dimension(self) -> int:
        return 1

    def create_loss(self, features: Any, mode: str, logits: Any = None, labels: Any = None) -> Any:
        """The `ModelOutputs` of features; logits and labels are passed over."""
        outputs = self.state_manager.define_loss(self.model, features, mode)
        tf.summary.scalar(summary_key(self._name, MetricKeys.LOSS), outputs.loss)
        return outputs

    def create_estimator_spec(self, features: Any, mode: str, labels: Any = None) -> Any:  # type: ignore[override]
        """The `EstimatorSpec` of features; it is the model function.

        Raises:
          ValueError: there are labels, a feature is missing, or its shape is another than it must be.
        """
        with tf.name_scope(self._name, "head"):
            if labels is not None and labels != {}:
                raise ValueError(
                    f"The model received a `labels`, which is not supported. Pass '{TIMES}' and '{VALUES}' as features."
                )
            features = {name: self._convert(name, value) for name, value in features.items()}
            statistics = None
            if self.input_statistics_generator is not None:
                statistics = self.input_statistics_generator.initialize_graph(
                    features, update_statistics=(mode == ModeKeys.TRAIN)
                )
            self.model.initialize_graph(input_statistics=statistics)
            features, serves = self._gather_state(features)
            if mode in (ModeKeys.TRAIN, ModeKeys.EVAL):
                self._check_series(features)
            elif mode == ModeKeys.PREDICT:
                self._check_predict_features(features)
            else:
                raise ValueError(f"Unknown mode '{mode}' passed to model_fn.")
            self.state_manager.initialize_graph(model=self.model, input_statistics=statistics)
            if mode == ModeKeys.TRAIN:
                return self._train_ops(features)
            if mode == ModeKeys.EVAL:
                return self._evaluate_ops(features)
            return self._serving_ops(features) if serves else self._predict_ops(features)

    def _train_ops(self, features: dict[str, Any]) -> Any:
        with tf.variable_scope("model", use_resource=True):
            outputs = self.create_loss(features, ModeKeys.TRAIN)
        train_op = self.optimizer.minimize(outputs.loss, global_step=tf.train.get_global_step())
        return tf.estimator.EstimatorSpec(mode=ModeKeys.TRAIN, loss=outputs.loss, train_op=train_op)

    def _evaluate_ops(self, features: dict[str, Any]) -> Any:
        with tf.variable_scope("model", use_resource=True):
            outputs = self.create_loss(features, ModeKeys.EVAL)
        metrics: dict[str, Any] = {key: _last_seen(key, value) for key, value in outputs.predictions.items()}
        metrics[TIMES] = _last_seen(TIMES, outputs.prediction_times)
        metrics[FilteringResults.STATE_TUPLE] = _last_state(FilteringResults.STATE_TUPLE, outputs.end_state)
        metrics[MetricKeys.LOSS_MEAN] = tf.metrics.mean(outputs.loss, name="average_loss")
        return tf.estimator.EstimatorSpec(
            mode=ModeKeys.EVAL, loss=outputs.loss, eval_metric_ops=metrics, predictions=outputs.predictions
        )

    def _predict_ops(self, features: dict[str, Any]) -> Any:
        with tf.variable_scope("model", use_resource=True):
            prediction = self.model.predict(features=features)
        prediction[PredictionResults.TIMES] = features[PredictionFeatures.TIMES]
        return tf.estimator.EstimatorSpec(mode=ModeKeys.PREDICT, predictions=prediction)

    def _serving_ops(self, features: dict[str, Any]) -> Any:
        """Three signatures: from state to prediction, from state and values to state, and from values to state."""
        with tf.variable_scope("model", use_resource=True):
            predicted = self.model.predict(features=features)
        with tf.variable_scope("model", reuse=True):
            filtered = self.create_loss(features, ModeKeys.EVAL)
        with tf.variable_scope("model", reuse=True):
            stateless = {key: value for key, value in features.items() if not key.startswith(State.STATE_PREFIX)}
            from_start = self.model.define_loss(features=stateless, mode=ModeKeys.EVAL)
        return tf.estimator.EstimatorSpec(
            mode=ModeKeys.PREDICT,
            export_outputs={
                SavedModelLabels.PREDICT: PredictOutput(predicted),
                SavedModelLabels.FILTER: PredictOutput(state_to_dictionary(filtered.end_state)),
                SavedModelLabels.COLD_START_FILTER: _NoStatePredictOutput(state_to_dictionary(from_start.end_state)),
            },
            predictions={},
        )

    def _convert(self, name: str, value: Any) -> Any:
        """A feature as a tensor of the type that its name asks for."""
        if name == TIMES:
            return tf.cast(value, tf.int64)
        if name == VALUES:
            return tf.cast(value, self.model.dtype)
        if name == State.STATE_TUPLE:
            return value
        return tf.convert_to_tensor_or_sparse_tensor(value)

    def _gather_state(self, features: dict[str, Any]) -> tuple[dict[str, Any], bool]:
        """The features with the numbered parts of a state put together, and whether there were any."""
        numbered = []
        for key, tensor in features.items():
            match = re.search(rf"^{State.STATE_PREFIX}_(\d+)$", key)
            if match:
                numbered.append((int(match.group(1)), key, tensor))
        if not numbered:
            return features, False
        numbered.sort(key=lambda part: part[0])
        taken = {key for _, key, _ in numbered}
        kept = {key: value for key, value in features.items() if key not in taken}
        kept[State.STATE_TUPLE] = nest.pack_sequence_as(
            structure=self.model.get_start_state(), flat_sequence=[tensor for _, _, tensor in numbered]
        )
        return kept, True

    def _check_series(self, features: dict[str, Any]) -> None:
        _check_features(features, (TIMES, VALUES), "training/evaluation", (State.STATE_TUPLE,))
        shape = features[VALUES].get_shape()
        count = self.model.num_features
        if not shape.is_compatible_with([None, None, count]):
            raise ValueError(
                f"Expected shape (batch dimension, window size, {count}) for feature '{VALUES}', since the model was "
                f"configured with num_features={count} (got shape {shape})"
            )

    def _check_predict_features(self, features: dict[str, Any]) -> None:
        _check_features(features, (TIMES, State.STATE_TUPLE), "prediction", (State.STATE_TUPLE,))


@provide("tf.contrib.timeseries.OneShotPredictionHead", gone="2.0")
class OneShotPredictionHead(TimeSeriesRegressionHead):
    """A head whose exported model has one signature without a state.

    It takes `values` [batch, length, features] and `times` [batch, longer], goes through the values from the model's
    start state and predicts for the rest of the times. Exogenous features have the shape of the times.
    """

    def _check_predict_features(self, features: dict[str, Any]) -> None:
        required = (TIMES, VALUES, State.STATE_TUPLE)
        _check_features(features, required, "prediction", (State.STATE_TUPLE, VALUES))

    def _evaluate_ops(self, features: dict[str, Any]) -> Any:
        spec = super()._evaluate_ops(features)
        del spec.eval_metric_ops[State.STATE_TUPLE]
        return spec

    def _serving_ops(self, features: dict[str, Any]) -> Any:
        with tf.variable_scope("model", use_resource=True):
            known, asked = {}, {}
            length = tf.shape(features[FilteringFeatures.VALUES])[1]
            for key, value in features.items():
                if key == FilteringFeatures.VALUES:
                    known[key] = value
                elif key != State.STATE_TUPLE:
                    known[key] = value[:, :length]
                    asked[key] = value[:, length:]
            outputs = self.model.define_loss(features=known, mode=ModeKeys.EVAL)
            asked[State.STATE_TUPLE] = outputs.end_state
        with tf.variable_scope("model", reuse=True):
            predicted = self.model.predict(features=asked)
        return tf.estimator.EstimatorSpec(
            mode=ModeKeys.PREDICT,
            export_outputs={SavedModelLabels.PREDICT: _NoStatePredictOutput(predicted)},
            predictions={},
        )


def _check_features(features: dict[str, Any], required: Iterable[str], purpose: str, free: Iterable[str]) -> None:
    """Raise a ValueError where a feature is missing, or has not the batch and window of the times and is not `free`."""
    for key in required:
        if key not in features:
            raise ValueError(f"Expected a '{key}' feature for {purpose}.")
    times = features[TIMES].get_shape()
    if not times.is_compatible_with([None, None]):
        raise ValueError(f"Expected shape (batch dimension, window size) for feature '{TIMES}' (got shape {times})")
    for name, value in features.items():
        if name in free or value.get_shape().ndims is None:
            continue
        shape = value.get_shape()
        if shape.ndims < 2:
            raise ValueError(
                f"Features must have shape (batch dimension, window size, ...) (got rank {shape.ndims} for feature "
                f"'{name}')"
            )
        if not shape[:2].is_compatible_with(times):
            raise ValueError(
                "Features must have shape (batch dimension, window size, ...) where batch dimension and window size "
                f"match the '{TIMES}' feature (got shape {shape} for feature '{name}' but shape {times} for feature "
                f"'{TIMES}')"
            )


def _last_seen(name: str, tensor: Any) -> tuple[Any, Any]:
    """A metric that is what it was last given, in step with the others."""
    variable = tf.Variable(
        name=f"{name}_identity_metric",
        initial_value=tf.zeros([], dtype=tensor.dtype),
        collections=[tf.GraphKeys.LOCAL_VARIABLES],
        validate_shape=False,
    )
    update = tf.assign(variable, tensor, validate_shape=False)
    variable.set_shape(tensor.get_shape())
    return variable.value(), update


def _last_state(name: str, state: Any) -> tuple[Any, Any]:
    """Such a metric of a nest of tensors."""
    metrics = [_last_seen(f"{name}_{number}", tensor) for number, tensor in enumerate(nest.flatten(state))]
    values = nest.pack_sequence_as(state, [value for value, _ in metrics])
    return values, tf.group(*(update for _, update in metrics))


def state_to_dictionary(state_tuple: Any) -> dict[str, Any]:
    """The parts of a state by the names that a SavedModel gives them."""
    return {f"{State.STATE_PREFIX}_{number:02d}": value for number, value in enumerate(nest.flatten(state_tuple))}
