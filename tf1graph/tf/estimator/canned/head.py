"""Heads: the loss, the predictions, the metrics and the training of a model that gives logits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import export_output
from tf1graph.tf.estimator.canned import checks, head_metrics
from tf1graph.tf.estimator.canned.head_base import (
    SUM,
    LossSpec,
    _append_update_ops,
    _Head,
    _LogitsHead,
    add_regularization_metric,
    all_class_ids,
    all_classes,
    class_labels,
    classification_output,
    ids_of,
)
from tf1graph.tf.estimator.canned.head_metrics import summary_key as _summary_key
from tf1graph.tf.estimator.canned.metric_keys import MetricKeys
from tf1graph.tf.estimator.canned.prediction_keys import PredictionKeys

__all__ = ["LossSpec", "_Head", "_append_update_ops"]

_DEFAULT_SERVING_KEY = tf.saved_model.DEFAULT_SERVING_SIGNATURE_DEF_KEY
_CLASSIFY_SERVING_KEY = "classification"
_REGRESS_SERVING_KEY = "regression"
_PREDICT_SERVING_KEY = "predict"
LossFn = Callable[..., Any]


class _MultiClassHeadWithSoftmaxCrossEntropyLoss(_LogitsHead):
    """Of one of several classes."""

    def __init__(
        self,
        n_classes: int,
        weight_column: Any = None,
        label_vocabulary: Any = None,
        loss_reduction: Any = SUM,
        loss_fn: LossFn | None = None,
        name: str | None = None,
    ):
        if n_classes is None:
            raise ValueError("n_classes cannot be None")
        self._n_classes = checks.check_n_classes(n_classes)
        self._weight_column, self._label_vocabulary = weight_column, label_vocabulary
        self._loss_reduction, self._loss_fn, self._name = loss_reduction, loss_fn, name

    @property
    def logits_dimension(self) -> int:
        return self._n_classes

    def _predict(self, logits: Any) -> tuple[Any, dict[str, Any]]:
        keys, vocabulary = PredictionKeys, self._label_vocabulary
        logits = checks.checked_logits(logits, self.logits_dimension)
        with tf.name_scope(None, "predictions", (logits,)):
            every_id = all_class_ids(logits, self._n_classes)
            every_class = all_classes(logits, self._n_classes, vocabulary)
            class_ids = tf.expand_dims(tf.argmax(logits, axis=-1, name=keys.CLASS_IDS), axis=-1)
            classes = class_labels(class_ids, vocabulary)
            return logits, {
                keys.LOGITS: logits,
                keys.PROBABILITIES: tf.nn.softmax(logits, name=keys.PROBABILITIES),
                keys.CLASS_IDS: class_ids,
                keys.CLASSES: classes,
                keys.ALL_CLASS_IDS: every_id,
                keys.ALL_CLASSES: every_class,
            }

    def _export_outputs(self, predictions: dict[str, Any]) -> dict[str, Any]:
        scores = predictions[PredictionKeys.PROBABILITIES]
        output = classification_output(scores, self._n_classes, self._label_vocabulary)
        return {
            _DEFAULT_SERVING_KEY: output,
            _CLASSIFY_SERVING_KEY: output,
            _PREDICT_SERVING_KEY: export_output.PredictOutput(predictions),
        }

    def create_loss(self, features: Any, mode: str, logits: Any, labels: Any) -> LossSpec:
        logits = tf.convert_to_tensor(logits)
        labels = checks.checked_labels(labels, logits, 1)
        label_ids = self._label_ids(labels)
        if self._loss_fn:
            loss = checks.call_loss_fn(self._loss_fn, label_ids, logits, features)
        else:
            none = tf.losses.Reduction.NONE
            loss = tf.losses.sparse_softmax_cross_entropy(labels=label_ids, logits=logits, reduction=none)
            loss = tf.expand_dims(loss, axis=-1)
        weights = checks.checked_weights(features, self._weight_column, logits)
        training_loss = tf.losses.compute_weighted_loss(loss, weights=weights, reduction=self._loss_reduction)
        return LossSpec(training_loss, loss, weights, label_ids)

    def _label_ids(self, labels: Any) -> Any:
        if self._label_vocabulary is None:
            if not labels.dtype.is_integer:
                raise ValueError(f"Labels dtype should be integer. Instead got {labels.dtype}.")
            ids = labels
        else:
            if labels.dtype != tf.string:
                raise ValueError(f"Labels dtype should be string if there is a vocabulary. Instead got {labels.dtype}")
            ids = ids_of(labels, self._label_vocabulary)
        return checks.checked_classes(ids, self._n_classes)

    def _measured(self, labels: Any, logits: Any, predictions: dict[str, Any], loss: LossSpec) -> dict[str, Any]:
        return {"labels": loss.processed_labels, "class_ids": predictions[PredictionKeys.CLASS_IDS]}

    def _eval_metric_ops(  # type: ignore[override]
        self, labels: Any, class_ids: Any, weights: Any, unreduced_loss: Any, regularization_loss: Any
    ) -> dict[str, Any]:
        keys, name = MetricKeys, self._name
        with tf.name_scope(None, "metrics", (labels, class_ids, weights, unreduced_loss, regularization_loss)):
            metrics = {
                _summary_key(name, keys.LOSS_MEAN): tf.metrics.mean(unreduced_loss, weights, name=keys.LOSS_MEAN),
                _summary_key(name, keys.ACCURACY): tf.metrics.accuracy(labels, class_ids, weights, name=keys.ACCURACY),
            }
            return add_regularization_metric(name, metrics, regularization_loss)


class _BinaryLogisticHeadWithSigmoidCrossEntropyLoss(_LogitsHead):
    """Of one of two classes."""

    def __init__(
        self,
        weight_column: Any = None,
        thresholds: Any = None,
        label_vocabulary: Any = None,
        loss_reduction: Any = SUM,
        loss_fn: LossFn | None = None,
        name: str | None = None,
    ):
        self._weight_column, self._label_vocabulary = weight_column, label_vocabulary
        self._thresholds = tuple(thresholds) if thresholds else ()
        self._loss_reduction, self._loss_fn, self._name = loss_reduction, loss_fn, name

    @property
    def logits_dimension(self) -> int:
        return 1

    def _predict(self, logits: Any) -> tuple[Any, dict[str, Any]]:
        keys, vocabulary = PredictionKeys, self._label_vocabulary
        with tf.name_scope(None, "predictions", (logits,)):
            logits = checks.checked_logits(logits, self.logits_dimension)
            logistic = tf.sigmoid(logits, name=keys.LOGISTIC)
            both = tf.concat((tf.zeros_like(logits), logits), axis=-1, name="two_class_logits")
            probabilities = tf.nn.softmax(both, name=keys.PROBABILITIES)
            class_ids = tf.expand_dims(tf.argmax(both, axis=-1, name=keys.CLASS_IDS), axis=-1)
            every_id = all_class_ids(logits, 2)
            every_class = all_classes(logits, 2, vocabulary)
            return logits, {
                keys.LOGITS: logits,
                keys.LOGISTIC: logistic,
                keys.PROBABILITIES: probabilities,
                keys.CLASS_IDS: class_ids,
                keys.CLASSES: class_labels(class_ids, vocabulary),
                keys.ALL_CLASS_IDS: every_id,
                keys.ALL_CLASSES: every_class,
            }

    def _export_outputs(self, predictions: dict[str, Any]) -> dict[str, Any]:
        output = classification_output(predictions[PredictionKeys.PROBABILITIES], 2, self._label_vocabulary)
        return {
            _DEFAULT_SERVING_KEY: output,
            _CLASSIFY_SERVING_KEY: output,
            _REGRESS_SERVING_KEY: export_output.RegressionOutput(value=predictions[PredictionKeys.LOGISTIC]),
            _PREDICT_SERVING_KEY: export_output.PredictOutput(predictions),
        }

    def create_loss(self, features: Any, mode: str, logits: Any, labels: Any) -> LossSpec:
        logits = tf.convert_to_tensor(logits)
        labels = checks.checked_labels(labels, logits, 1)
        if self._label_vocabulary is not None:
            labels = ids_of(labels, self._label_vocabulary)
        labels = checks.checked_classes(tf.to_float(labels), n_classes=2)
        if self._loss_fn:
            loss = checks.call_loss_fn(self._loss_fn, labels, logits, features)
        else:
            loss = tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits)
        weights = checks.checked_weights(features, self._weight_column, logits)
        training_loss = tf.losses.compute_weighted_loss(loss, weights=weights, reduction=self._loss_reduction)
        return LossSpec(training_loss, loss, weights, labels)

    def _measured(self, labels: Any, logits: Any, predictions: dict[str, Any], loss: LossSpec) -> dict[str, Any]:
        return {
            "labels": loss.processed_labels,
            "logits": logits,
            "logistic": predictions[PredictionKeys.LOGISTIC],
            "class_ids": predictions[PredictionKeys.CLASS_IDS],
        }

    def _eval_metric_ops(  # type: ignore[override]
        self,
        labels: Any,
        logits: Any,
        logistic: Any,
        class_ids: Any,
        weights: Any,
        unreduced_loss: Any,
        regularization_loss: Any,
    ) -> dict[str, Any]:
        keys, name = MetricKeys, self._name
        given = (labels, logits, logistic, class_ids, weights, unreduced_loss, regularization_loss)
        with tf.name_scope(None, "metrics", given):
            mean = head_metrics.labels_mean(labels, weights, name=keys.LABEL_MEAN)
            metrics = {
                keys.LOSS_MEAN: tf.metrics.mean(unreduced_loss, weights, name=keys.LOSS_MEAN),
                keys.ACCURACY: tf.metrics.accuracy(labels, class_ids, weights, name=keys.ACCURACY),
                keys.PRECISION: tf.metrics.precision(labels, class_ids, weights, name=keys.PRECISION),
                keys.RECALL: tf.metrics.recall(labels, class_ids, weights, name=keys.RECALL),
                keys.PREDICTION_MEAN: head_metrics.predictions_mean(logistic, weights, name=keys.PREDICTION_MEAN),
                keys.LABEL_MEAN: mean,
                keys.ACCURACY_BASELINE: head_metrics.accuracy_baseline(mean),
                keys.AUC: head_metrics.auc(labels, logistic, weights, name=keys.AUC),
                keys.AUC_PR: head_metrics.auc(labels, logistic, weights, curve="PR", name=keys.AUC_PR),
            }
            metrics = {_summary_key(name, key): metric for key, metric in metrics.items()}
            add_regularization_metric(name, metrics, regularization_loss)
            metrics.update(head_metrics.at_thresholds(name, self._thresholds, labels, logistic, weights))
            return metrics


class _RegressionHeadWithMeanSquaredErrorLoss(_LogitsHead):
    """Of numbers."""

    def __init__(
        self,
        label_dimension: int,
        weight_column: Any = None,
        loss_reduction: Any = SUM,
        loss_fn: LossFn | None = None,
        inverse_link_fn: Callable[[Any], Any] | None = None,
        name: str | None = None,
    ):
        if label_dimension < 1:
            raise ValueError(f"Invalid label_dimension {label_dimension}.")
        self._logits_dimension, self._weight_column = label_dimension, weight_column
        self._loss_reduction, self._loss_fn, self._name = loss_reduction, loss_fn, name
        self._inverse_link_fn = inverse_link_fn

    @property
    def logits_dimension(self) -> int:
        return self._logits_dimension

    def _predict(self, logits: Any) -> tuple[Any, dict[str, Any]]:
        logits = checks.checked_logits(logits, self._logits_dimension)
        if not self._inverse_link_fn:
            return logits, {PredictionKeys.PREDICTIONS: logits}
        value = self._inverse_link_fn(logits)
        return logits, {PredictionKeys.PREDICTIONS: value, PredictionKeys.LOGITS: logits}

    def _export_outputs(self, predictions: dict[str, Any]) -> dict[str, Any]:
        output = export_output.RegressionOutput(value=predictions[PredictionKeys.PREDICTIONS])
        return {
            _DEFAULT_SERVING_KEY: output,
            _REGRESS_SERVING_KEY: output,
            _PREDICT_SERVING_KEY: export_output.PredictOutput(predictions),
        }

    def create_loss(self, features: Any, mode: str, logits: Any, labels: Any) -> LossSpec:
        logits = tf.convert_to_tensor(logits)
        labels = tf.to_float(checks.checked_labels(labels, logits, self._logits_dimension))
        if self._loss_fn:
            loss = checks.call_loss_fn(self._loss_fn, labels, logits, features, self._logits_dimension)
        else:
            none = tf.losses.Reduction.NONE
            loss = tf.losses.mean_squared_error(labels=labels, predictions=logits, reduction=none)
        weights = checks.checked_weights(features, self._weight_column, logits, allow_per_logit_weights=True)
        training_loss = tf.losses.compute_weighted_loss(loss, weights=weights, reduction=self._loss_reduction)
        return LossSpec(training_loss, loss, weights, labels)

    def _measured(self, labels: Any, logits: Any, predictions: dict[str, Any], loss: LossSpec) -> dict[str, Any]:
        return {"predicted_value": predictions[PredictionKeys.PREDICTIONS], "labels": labels}

    def _eval_metric_ops(  # type: ignore[override]
        self, predicted_value: Any, labels: Any, weights: Any, unreduced_loss: Any, regularization_loss: Any
    ) -> dict[str, Any]:
        keys, name = MetricKeys, self._name
        metrics = {
            _summary_key(name, keys.LOSS_MEAN): tf.metrics.mean(unreduced_loss, weights),
            _summary_key(name, keys.PREDICTION_MEAN): head_metrics.predictions_mean(
                predicted_value, weights, name=keys.PREDICTION_MEAN
            ),
            _summary_key(name, keys.LABEL_MEAN): tf.metrics.mean(labels, weights),
        }
        return add_regularization_metric(name, metrics, regularization_loss)


def _multi_class_head_with_softmax_cross_entropy_loss(
    n_classes: int,
    weight_column: Any = None,
    label_vocabulary: Any = None,
    loss_reduction: Any = SUM,
    loss_fn: LossFn | None = None,
    name: str | None = None,
) -> _Head:
    if label_vocabulary is not None and not isinstance(label_vocabulary, (list, tuple)):
        raise ValueError(f"label_vocabulary should be a list or a tuple. Given type: {type(label_vocabulary)}")
    checks.check_reduction(loss_reduction)
    checks.check_loss_fn(loss_fn)
    return _MultiClassHeadWithSoftmaxCrossEntropyLoss(
        n_classes, weight_column, label_vocabulary, loss_reduction, loss_fn, name
    )


def _binary_logistic_head_with_sigmoid_cross_entropy_loss(
    weight_column: Any = None,
    thresholds: Any = None,
    label_vocabulary: Any = None,
    loss_reduction: Any = SUM,
    loss_fn: LossFn | None = None,
    name: str | None = None,
) -> _Head:
    if label_vocabulary is not None and not isinstance(label_vocabulary, (list, tuple)):
        raise TypeError(f"label_vocabulary should be a list or tuple. Given type: {type(label_vocabulary)}")
    thresholds = checks.check_thresholds(thresholds)
    checks.check_reduction(loss_reduction)
    checks.check_loss_fn(loss_fn)
    return _BinaryLogisticHeadWithSigmoidCrossEntropyLoss(
        weight_column, thresholds, label_vocabulary, loss_reduction, loss_fn, name
    )


def _regression_head(
    weight_column: Any = None,
    label_dimension: int = 1,
    loss_reduction: Any = SUM,
    loss_fn: LossFn | None = None,
    inverse_link_fn: Callable[[Any], Any] | None = None,
    name: str | None = None,
) -> _Head:
    checks.check_reduction(loss_reduction)
    checks.check_loss_fn(loss_fn)
    return _RegressionHeadWithMeanSquaredErrorLoss(
        label_dimension, weight_column, loss_reduction, loss_fn, inverse_link_fn, name
    )


_regression_head_with_mean_squared_error_loss = _regression_head  # its name in TensorFlow 1.4


def _binary_logistic_or_multi_class_head(
    n_classes: int, weight_column: Any, label_vocabulary: Any, loss_reduction: Any
) -> _Head:
    if n_classes == 2:
        return _binary_logistic_head_with_sigmoid_cross_entropy_loss(
            weight_column, label_vocabulary=label_vocabulary, loss_reduction=loss_reduction
        )
    return _multi_class_head_with_softmax_cross_entropy_loss(n_classes, weight_column, label_vocabulary, loss_reduction)
