"""Models that go through a series step by step, such as recurrent nets."""

from __future__ import annotations

import abc
from collections.abc import Callable, Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import nest
from tf1graph.tf.contrib.timeseries.feature_keys import NOT_EXOGENOUS, SERIES, PredictionFeatures, TrainEvalFeatures
from tf1graph.tf.contrib.timeseries.model import ModelOutputs, TimeSeriesModel, without


class SequentialTimeSeriesModel(TimeSeriesModel):
    """Base of models with a state that each time moves on.

    Args:
      train_output_names: the keys of what `_filtering_step` gives beside `loss`.
      predict_output_names: the keys of what `_prediction_step` gives.
      num_features: how many values each time has.
      normalize_features: whether the model gets values of mean 0 and variance 1; `_scale_back_predictions` undoes it.
      dtype: of the values.
      exogenous_feature_columns: feature columns of what is known beside the values.
      exogenous_update_condition: a function of `times` [batch] and `features` that says, [batch], whether the state
        is moved on by them; always without one.
      static_unrolling_window_size_threshold: windows up to that size are unrolled; None unrolls none.
    """

    def __init__(
        self,
        train_output_names: Sequence[str],
        predict_output_names: Sequence[str],
        num_features: int,
        normalize_features: bool = False,
        dtype: Any = tf.float32,
        exogenous_feature_columns: Any = None,
        exogenous_update_condition: Callable[..., Any] | None = None,
        static_unrolling_window_size_threshold: int | None = None,
    ):
        super().__init__(num_features, exogenous_feature_columns, dtype)
        self._exogenous_update_condition = exogenous_update_condition
        self._train_output_names, self._predict_output_names = train_output_names, predict_output_names
        self._normalize_features = normalize_features
        self._static_unrolling_window_size_threshold = static_unrolling_window_size_threshold

    def _scale_back_predictions(self, predictions: dict[str, Any]) -> dict[str, Any]:
        raise NotImplementedError(
            "SequentialTimeSeriesModel normalized input data (normalize_features=True), but no method was provided to "
            "transform the predictions back to the input scale."
        )

    @abc.abstractmethod
    def _filtering_step(self, current_times: Any, current_values: Any, state: Any, predictions: Any) -> Any:
        """The state after a value was seen, and a dictionary with `loss` [batch] and the outputs."""

    @abc.abstractmethod
    def _prediction_step(self, current_times: Any, state: Any) -> Any:
        """The state at these times, and the predictions for them."""

    @abc.abstractmethod
    def _imputation_step(self, current_times: Any, state: Any) -> Any:
        """The state moved on over times that are missing."""

    @abc.abstractmethod
    def _exogenous_input_step(self, current_times: Any, current_exogenous_regressors: Any, state: Any) -> Any:
        """The state moved on by exogenous features [batch, size]."""

    def _loss_additions(self, times: Any, values: Any, mode: str) -> Any:
        """What is added to the loss, such as regularisation."""
        return 0.0

    def _window_initializer(self, times: Any, state: Any) -> None:
        """Is called once for each window, before its steps."""

    def get_batch_loss(self, features: dict[str, Any], mode: str, state: Any) -> ModelOutputs:
        loss, state, outputs = self.per_step_batch_loss(features, mode, state)
        end = nest.pack_sequence_as(state, [part[:, -1] for part in nest.flatten(state)])
        outputs["observed"] = features[TrainEvalFeatures.VALUES]
        return ModelOutputs(loss, end, outputs, features[TrainEvalFeatures.TIMES])

    def per_step_batch_loss(self, features: dict[str, Any], mode: str, state: Any) -> tuple[Any, Any, dict[str, Any]]:
        """The mean loss, and the states and the outputs after each step, [batch, window, …]."""
        self._check_graph_initialized()
        times = tf.cast(features[TrainEvalFeatures.TIMES], dtype=tf.int64)
        values = tf.cast(features[TrainEvalFeatures.VALUES], dtype=self.dtype)
        if self._normalize_features:
            values = self._scale_data(values)
        exogenous = self._process_exogenous_features(times=times, features=without(features, SERIES))

        def step(step_number: Any, current_times: Any, state: Any) -> Any:
            current_values = values[:, step_number, :]
            state = self._exogenous_update(current_times, step_number, state, features, exogenous)
            predicted, predictions = self._prediction_step(current_times=current_times, state=state)
            return self._filtering_step(
                current_times=current_times, current_values=current_values, state=predicted, predictions=predictions
            )

        names = ["loss", *self._train_output_names]
        state, outputs = self._state_update_loop(times, state, step, names)
        outputs["loss"].set_shape(times.get_shape())
        loss = tf.reduce_sum(outputs["loss"]) / tf.cast(tf.reduce_prod(tf.shape(times)), dtype=self.dtype)
        loss += self._loss_additions(times, values, mode)
        del outputs["loss"]
        if self._normalize_features:
            outputs = self._scale_back_predictions(outputs)
        return loss, state, outputs

    def predict(self, features: dict[str, Any]) -> dict[str, Any]:
        times = tf.convert_to_tensor(features[PredictionFeatures.TIMES], tf.int64)
        start = features[PredictionFeatures.STATE_TUPLE]
        known = without(features, (PredictionFeatures.TIMES, PredictionFeatures.STATE_TUPLE))
        exogenous = self._process_exogenous_features(times=times, features=known)

        def step(step_number: Any, current_times: Any, state: Any) -> Any:
            state = self._exogenous_update(current_times, step_number, state, features, exogenous)
            return self._prediction_step(current_times=current_times, state=state)

        _, predictions = self._state_update_loop(times, start, step, self._predict_output_names)
        return self._scale_back_predictions(predictions) if self._normalize_features else predictions

    def _exogenous_update(self, times: Any, number: Any, state: Any, features: dict[str, Any], exogenous: Any) -> Any:
        """The state moved on by the exogenous features of a step, where that is to be."""
        if exogenous is None:
            return state
        updated = self._exogenous_input_step(
            current_times=times, current_exogenous_regressors=exogenous[:, number, :], state=state
        )
        if self._exogenous_update_condition is None:
            return updated
        current = {key: value[:, number] for key, value in without(features, NOT_EXOGENOUS).items()}
        chosen = [
            tf.where(self._exogenous_update_condition(times=times, features=current), new, old)
            for new, old in zip(nest.flatten(updated), nest.flatten(state), strict=True)
        ]
        return nest.pack_sequence_as(state, chosen)

    def _state_update_loop(
        self, times: Any, state: Any, state_update_fn: Callable[..., Any], outputs: Sequence[str]
    ) -> tuple[Any, dict[str, Any]]:
        """The states and the outputs after each step of a window, [batch, window, …]."""
        times = tf.convert_to_tensor(times, dtype=tf.int64)
        steps = tf.dimension_value(times.shape[1])
        threshold = self._static_unrolling_window_size_threshold
        unrolls = threshold is not None and steps is not None and steps <= threshold
        self._window_initializer(times, state)

        def update(
            step_number: Any, state: Any, states_so_far: list[Any], outputs_so_far: list[Any], reuse: bool = False
        ) -> Any:
            with tf.variable_scope("state_update_step", reuse=reuse):
                current_times = times[:, step_number]
                state = self._imputation_step(current_times=current_times, state=state)
                new_state, found = state_update_fn(step_number=step_number, current_times=current_times, state=state)
                assert set(found) == set(outputs)
                outputs_so_far = [
                    so_far.write(step_number, found[key]) for key, so_far in zip(outputs, outputs_so_far, strict=True)
                ]
                parts = nest.flatten(new_state)
                assert len(states_so_far) == len(parts)
                written = []
                for part, so_far, before in zip(parts, states_so_far, nest.flatten(state), strict=True):
                    part.set_shape(before.get_shape())
                    written.append(so_far.write(step_number, part))
                return step_number + 1, nest.pack_sequence_as(state, parts), written, outputs_so_far

        size = tf.shape(times)[1]

        def steps_of(dtype: Any) -> Any:
            return _Steps() if unrolls else tf.TensorArray(dtype=dtype, size=size, dynamic_size=False)

        start = [
            tf.zeros([], tf.int32),
            state,
            [steps_of(part.dtype) for part in nest.flatten(state)],
            [steps_of(self.dtype) for _ in outputs],
        ]
        if unrolls:
            found: Any = start
            for number in range(steps):
                found = update(tf.constant(number, tf.int32), found[1], found[2], found[3], number > 0)
        else:
            found = tf.while_loop(cond=lambda number, *_: tf.less(number, size), body=update, loop_vars=start)
        _, _, states, values = found
        stack = _stack_unrolled if unrolls else _stack_loop
        by_name = {key: stack(value) for key, value in zip(outputs, values, strict=True)}
        return nest.pack_sequence_as(state, [stack(part) for part in states]), by_name


class _Steps:
    """Takes what the steps of an unrolled window give, as a TensorArray would."""

    def __init__(self) -> None:
        self.values: list[Any] = []

    def write(self, index: Any, value: Any) -> _Steps:
        self.values.append(value)
        return self


def _stack_unrolled(steps: _Steps) -> Any:
    return tf.stack(steps.values, axis=1)


def _stack_loop(array: Any) -> Any:
    stacked = array.stack()
    return tf.transpose(stacked, perm=tf.concat([[1, 0], tf.range(2, tf.rank(stacked))], 0))
