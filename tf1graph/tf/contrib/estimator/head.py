"""Heads of `tf.contrib.estimator`: those of the canned models, and of several labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import export_output, lookup_ops
from tf1graph.tf.estimator.canned import checks, chosen_classes, head_metrics
from tf1graph.tf.estimator.canned import head as head_lib
from tf1graph.tf.estimator.canned.head_base import (
    LossSpec,
    _LogitsHead,
    add_regularization_metric,
    classification_output,
)
from tf1graph.tf.estimator.canned.metric_keys import MetricKeys
from tf1graph.tf.estimator.canned.prediction_keys import PredictionKeys
from tf1graph.tf.names import provide

MEAN = tf.losses.Reduction.SUM_OVER_BATCH_SIZE
LossFn = Callable[..., Any]
_key = head_metrics.summary_key


@provide("tf.contrib.estimator.multi_class_head", gone="2.0")
def multi_class_head(
    n_classes: int,
    weight_column: Any = None,
    label_vocabulary: Sequence[str] | None = None,
    loss_reduction: Any = MEAN,
    loss_fn: LossFn | None = None,
    name: str | None = None,
) -> Any:
    """A head of one of several classes; softmax and cross entropy.

    Args:
      n_classes: how many classes there are, more than two.
      weight_column: the key or the numeric column of the examples' weights, or None.
      label_vocabulary: the classes' names, where the labels are strings.
      loss_reduction: one of `tf.losses.Reduction`.
      loss_fn: from `labels`, `logits` and, if it names them, `features` to the losses [examples, 1].
      name: of the head, which its metrics' keys end with.

    Raises:
      ValueError: an argument cannot be meant.
    """
    return head_lib._multi_class_head_with_softmax_cross_entropy_loss(
        n_classes, weight_column, label_vocabulary, loss_reduction, loss_fn, name
    )


@provide("tf.contrib.estimator.binary_classification_head", gone="2.0")
def binary_classification_head(
    weight_column: Any = None,
    thresholds: Sequence[float] | None = None,
    label_vocabulary: Sequence[str] | None = None,
    loss_reduction: Any = MEAN,
    loss_fn: LossFn | None = None,
    name: str | None = None,
) -> Any:
    """A head of one of two classes; sigmoid and cross entropy.

    Args:
      thresholds: at which accuracy, precision and recall are measured too.
      The others are those of `multi_class_head`.
    """
    return head_lib._binary_logistic_head_with_sigmoid_cross_entropy_loss(
        weight_column, thresholds, label_vocabulary, loss_reduction, loss_fn, name
    )


@provide("tf.contrib.estimator.regression_head", gone="2.0")
def regression_head(
    weight_column: Any = None,
    label_dimension: int = 1,
    loss_reduction: Any = MEAN,
    loss_fn: LossFn | None = None,
    inverse_link_fn: Callable[[Any], Any] | None = None,
    name: str | None = None,
) -> Any:
    """A head of numbers; squared errors.

    Args:
      label_dimension: how many numbers an example has.
      inverse_link_fn: from logits to predictions.
      The others are those of `multi_class_head`.
    """
    return head_lib._regression_head(weight_column, label_dimension, loss_reduction, loss_fn, inverse_link_fn, name)


@provide("tf.contrib.estimator.poisson_regression_head", gone="2.0")
def poisson_regression_head(
    weight_column: Any = None,
    label_dimension: int = 1,
    loss_reduction: Any = MEAN,
    compute_full_loss: bool = True,
    name: str | None = None,
) -> Any:
    """A head of counts; the logits are the logarithms of their means.

    Args:
      compute_full_loss: whether the loss has the term that does not depend on the logits.
      The others are those of `regression_head`.
    """

    def _poisson_loss(labels: Any, logits: Any) -> Any:
        return tf.nn.log_poisson_loss(targets=labels, log_input=logits, compute_full_loss=compute_full_loss)

    return head_lib._regression_head(weight_column, label_dimension, loss_reduction, _poisson_loss, tf.exp, name)


@provide("tf.contrib.estimator.logistic_regression_head", gone="2.0")
def logistic_regression_head(weight_column: Any = None, loss_reduction: Any = MEAN, name: str | None = None) -> Any:
    """A head of probabilities; sigmoid and cross entropy. Its arguments are those of `regression_head`."""

    def _logistic_loss(labels: Any, logits: Any) -> Any:
        labels = checks.checked_classes(labels, n_classes=2, message="Labels must be in range [0, 1]")
        return tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits)

    return head_lib._regression_head(weight_column, 1, loss_reduction, _logistic_loss, tf.sigmoid, name)


@provide("tf.contrib.estimator.multi_label_head", gone="2.0")
def multi_label_head(
    n_classes: int,
    weight_column: Any = None,
    thresholds: Sequence[float] | None = None,
    label_vocabulary: Sequence[str] | None = None,
    loss_reduction: Any = MEAN,
    loss_fn: LossFn | None = None,
    classes_for_class_based_metrics: Sequence[Any] | None = None,
    name: str | None = None,
) -> Any:
    """A head of any number of classes at once; a sigmoid each.

    Args:
      n_classes: how many classes there are. The labels are 0 or 1 for each, or a sparse tensor of classes.
      classes_for_class_based_metrics: classes, by number or name, that are measured by themselves too.
      The others are those of `binary_classification_head`.

    Raises:
      ValueError: an argument cannot be meant.
    """
    if n_classes is None or n_classes < 2:
        raise ValueError(f"n_classes must be > 1 for multi-class classification. Given: {n_classes}")
    for threshold in thresholds or ():
        if threshold <= 0.0 or threshold >= 1.0:
            raise ValueError(f"thresholds must be in (0, 1) range. Given: {threshold}")
    chosen_classes.check_vocabulary(label_vocabulary, n_classes)
    checks.check_loss_fn(loss_fn)
    checks.check_reduction(loss_reduction)
    chosen = chosen_classes.numbers_of_classes(classes_for_class_based_metrics, n_classes, label_vocabulary)
    return _MultiLabelHead(
        n_classes, weight_column, tuple(thresholds or ()), label_vocabulary, loss_reduction, loss_fn, chosen, name
    )


class _MultiLabelHead(_LogitsHead):
    """Of any number of classes at once."""

    def __init__(
        self,
        n_classes: int,
        weight_column: Any,
        thresholds: tuple[float, ...],
        label_vocabulary: Sequence[str] | None,
        loss_reduction: Any,
        loss_fn: LossFn | None,
        classes: tuple[int, ...],
        name: str | None,
    ):
        self._n_classes, self._weight_column, self._thresholds = n_classes, weight_column, thresholds
        self._label_vocabulary, self._loss_reduction, self._loss_fn = label_vocabulary, loss_reduction, loss_fn
        self._classes, self._name = classes, name

    @property
    def logits_dimension(self) -> int:
        return self._n_classes

    def _predict(self, logits: Any) -> tuple[Any, dict[str, Any]]:
        keys = PredictionKeys
        logits = checks.checked_logits(logits, self._n_classes)
        with tf.name_scope(None, "predictions", (logits,)):
            return logits, {
                keys.LOGITS: logits,
                keys.PROBABILITIES: tf.sigmoid(logits, name=keys.PROBABILITIES),
            }

    def _export_outputs(self, predictions: dict[str, Any]) -> dict[str, Any]:
        scores = predictions[PredictionKeys.PROBABILITIES]
        output = classification_output(scores, self._n_classes, self._label_vocabulary)
        return {
            head_lib._DEFAULT_SERVING_KEY: output,
            head_lib._CLASSIFY_SERVING_KEY: output,
            head_lib._PREDICT_SERVING_KEY: export_output.PredictOutput(predictions),
        }

    def create_loss(self, features: Any, mode: str, logits: Any, labels: Any) -> LossSpec:
        logits = tf.convert_to_tensor(logits)
        labels = checks.checked_labels(self._indicators(labels), logits, self._n_classes)
        if self._loss_fn:
            loss = checks.call_loss_fn(self._loss_fn, labels, logits, features)
        else:
            none = tf.losses.Reduction.NONE
            loss = tf.losses.sigmoid_cross_entropy(multi_class_labels=labels, logits=logits, reduction=none)
            loss = tf.reduce_mean(loss, axis=-1, keepdims=True)
        weights = checks.checked_weights(features, self._weight_column, logits)
        training_loss = tf.losses.compute_weighted_loss(loss, weights=weights, reduction=self._loss_reduction)
        return LossSpec(training_loss, loss, weights, labels)

    def _indicators(self, labels: Any) -> Any:
        """0 or 1 for each class."""
        checks.check_given(labels)
        if not isinstance(labels, tf.SparseTensor):
            message = "labels must be an integer indicator Tensor with values in [0, 1]"
            return checks.checked_classes(labels, 2, message=message)
        if labels.dtype == tf.string:
            table = lookup_ops.index_table_from_tensor(
                vocabulary_list=tuple(self._label_vocabulary or ()), name="class_id_lookup"
            )
            labels = tf.SparseTensor(labels.indices, table.lookup(labels.values), labels.dense_shape)
            return tf.to_int64(tf.sparse_to_indicator(labels, self._n_classes))
        message = f"labels must be an integer SparseTensor with values in [0, {self._n_classes})"
        most = tf.convert_to_tensor(self._n_classes, dtype=labels.dtype)
        are_integers = tf.assert_integer(labels.values, message=message)
        are_less = tf.assert_less(labels.values, most, message=message)
        are_not_negative = tf.assert_non_negative(labels.values, message=message)
        with tf.control_dependencies([are_integers, are_less, are_not_negative]):
            return tf.to_int64(tf.sparse_to_indicator(labels, self._n_classes))

    def _measured(self, labels: Any, logits: Any, predictions: dict[str, Any], loss: LossSpec) -> dict[str, Any]:
        return {"labels": loss.processed_labels, "probabilities": predictions[PredictionKeys.PROBABILITIES]}

    def _eval_metric_ops(  # type: ignore[override]
        self, labels: Any, probabilities: Any, weights: Any, unreduced_loss: Any, regularization_loss: Any
    ) -> dict[str, Any]:
        keys, name = MetricKeys, self._name
        with tf.name_scope(None, "metrics", [labels, probabilities, weights, unreduced_loss, regularization_loss]):
            metrics = {
                _key(name, keys.LOSS_MEAN): tf.metrics.mean(unreduced_loss, weights, name=keys.LOSS_MEAN),
                _key(name, keys.AUC): tf.metrics.auc(labels, probabilities, weights, name=keys.AUC),
                _key(name, keys.AUC_PR): tf.metrics.auc(labels, probabilities, weights, curve="PR", name=keys.AUC_PR),
            }
            add_regularization_metric(name, metrics, regularization_loss)
            metrics.update(head_metrics.at_thresholds(name, self._thresholds, labels, probabilities, weights))
            for number in self._classes:
                metrics.update(self._metrics_of_class(number, labels, probabilities, weights))
        return metrics

    def _metrics_of_class(self, number: int, labels: Any, probabilities: Any, weights: Any) -> dict[str, Any]:
        mean_key, auc_key, pr_key = chosen_classes.keys_of_class(number, self._label_vocabulary)
        scores, of_class = chosen_classes.values_of_class(number, probabilities, labels)
        return {
            _key(self._name, mean_key): head_metrics.predictions_mean(scores, weights, name=mean_key),
            _key(self._name, auc_key): head_metrics.auc(of_class, scores, weights, name=auc_key),
            _key(self._name, pr_key): head_metrics.auc(of_class, scores, weights, curve="PR", name=pr_key),
        }
