"""Targets of `tf.contrib.layers`: what a model's outputs are compared with, of before `tf.contrib.learn`'s heads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import math_ops
from tf1graph.tf.contrib.layers.names import layer
from tf1graph.tf.names import provide

Metric = Callable[..., Any]


@layer("regression_target")
def regression_target(
    label_name: str | None = None, weight_column_name: str | None = None, label_dimension: int = 1
) -> Any:
    """The target of a regression, with the squared difference as loss.

    Args:
      label_name: of the label in a dictionary.
      weight_column_name: of the feature that weights examples.
      label_dimension: how many numbers an example's label has.
    """
    return _RegressionTargetColumn(_squared_difference, label_name, weight_column_name, label_dimension)


@layer("multi_class_target")
def multi_class_target(n_classes: int, label_name: str | None = None, weight_column_name: str | None = None) -> Any:
    """The target of a classification, with the cross entropy as loss; one logit for two classes.

    Raises:
      ValueError: there are less than two classes.
    """
    if n_classes < 2:
        raise ValueError("n_classes must be > 1 for classification.")
    loss = _sigmoid_cross_entropy if n_classes == 2 else _softmax_cross_entropy
    return _MultiClassTargetColumn(loss, n_classes, label_name, weight_column_name)


@provide("tf.contrib.slim.binary_svm_target", gone="2.0")
def binary_svm_target(label_name: str | None = None, weight_column_name: str | None = None) -> Any:
    """The target of a classification into two, with the hinge loss."""
    return _BinarySvmTargetColumn(_hinge_loss, 2, label_name, weight_column_name)


@provide("tf.contrib.slim.ProblemType", fidelity="approximate", gone="2.0", note="four numbers")
class ProblemType:
    """What a target is of."""

    UNSPECIFIED = 0
    CLASSIFICATION = 1
    LINEAR_REGRESSION = 2
    LOGISTIC_REGRESSION = 3


class _TargetColumn:
    """What targets share."""

    def __init__(
        self,
        loss_fn: Callable[[Any, Any], Any],
        num_label_columns: int,
        label_name: str | None,
        weight_column_name: str | None,
        problem_type: int,
    ):
        self._loss_fn = loss_fn
        self.num_label_columns = num_label_columns
        self.label_name = label_name
        self.weight_column_name = weight_column_name
        self.problem_type = problem_type

    def logits_to_predictions(self, logits: Any, proba: bool = False) -> Any:
        raise TypeError(f"{type(self).__name__} makes no predictions: give it a method `logits_to_predictions`")

    def get_weight_tensor(self, features: Any) -> Any:
        """The examples' weights, [N]; None where there are none."""
        if not self.weight_column_name:
            return None
        return tf.reshape(math_ops.cast(features[self.weight_column_name], tf.float32), shape=(-1,))

    def _losses(self, logits: Any, target: Any, features: Any) -> tuple[Any, Any]:
        """The losses of the examples, weighted where there are weights, and the weights."""
        target = target[self.label_name] if isinstance(target, dict) else target
        losses = self._loss_fn(logits, target)
        weights = self.get_weight_tensor(features)
        if weights is not None:
            flat = tf.reshape(losses, shape=(-1,))
            losses = math_ops.multiply(flat, tf.reshape(weights, shape=(-1,)))
        return losses, weights

    def training_loss(self, logits: Any, target: Any, features: Any, name: str = "training_loss") -> Any:
        """The mean of the weighted losses over the batch, a scalar."""
        return math_ops.reduce_mean(self._losses(logits, target, features)[0], name=name)

    def loss(self, logits: Any, target: Any, features: Any) -> Any:
        """The weighted mean of the losses, a scalar."""
        losses, weights = self._losses(logits, target, features)
        if weights is None:
            return math_ops.reduce_mean(losses, name="loss")
        total = math_ops.reduce_sum(losses)
        return math_ops.div(total, math_ops.cast(math_ops.reduce_sum(weights), tf.float32), name="loss")


class _RegressionTargetColumn(_TargetColumn):
    def __init__(self, loss_fn: Any, label_name: str | None, weight_column_name: str | None, label_dimension: int):
        super().__init__(loss_fn, label_dimension, label_name, weight_column_name, ProblemType.LINEAR_REGRESSION)

    def logits_to_predictions(self, logits: Any, proba: bool = False) -> Any:
        """The predicted numbers: the logits."""
        return tf.squeeze(logits, axis=[1]) if self.num_label_columns == 1 else logits

    def get_eval_ops(
        self, features: Any, logits: Any, labels: Any, metrics: Mapping[str, Metric] | None = None
    ) -> dict[str, Any]:
        """The metrics by name, with `loss`; each is a value and what updates it."""
        found = {"loss": tf.contrib.metrics.streaming_mean(self.loss(logits, labels, features))}
        if metrics:
            predictions = self.logits_to_predictions(logits)
            found.update(_measure(predictions, labels, metrics, self.get_weight_tensor(features)))
        return found


class _MultiClassTargetColumn(_TargetColumn):
    def __init__(self, loss_fn: Any, n_classes: int, label_name: str | None, weight_column_name: str | None):
        columns = 1 if n_classes == 2 else n_classes
        super().__init__(loss_fn, columns, label_name, weight_column_name, ProblemType.CLASSIFICATION)

    def _of_each_class(self, logits: Any) -> Any:
        return tf.concat([tf.zeros_like(logits), logits], 1) if self.num_label_columns == 1 else logits

    def logits_to_predictions(self, logits: Any, proba: bool = False) -> Any:
        """The class of each example, or with `proba` the probabilities of all."""
        logits = self._of_each_class(logits)
        return tf.nn.softmax(logits) if proba else math_ops.argmax(logits, 1)

    def get_eval_ops(
        self, features: Any, logits: Any, labels: Any, metrics: Mapping[Any, Metric] | None = None
    ) -> dict[str, Any]:
        """The metrics by name, with `loss`; each is a value and what updates it.

        Args:
          metrics: by name, or by a pair of a name and `classes` or `probabilities`, which is what they are given.

        Raises:
          ValueError: the name is none of these.
        """
        found = {"loss": tf.contrib.metrics.streaming_mean(self.loss(logits, labels, features))}
        if metrics is None:
            metrics = {("accuracy", "classes"): tf.contrib.metrics.streaming_accuracy}
        predictions, as_floats = math_ops.sigmoid(logits), math_ops.cast(labels, tf.float32)
        if self.num_label_columns == 1:
            for name, metric in get_default_binary_metrics_for_eval(thresholds=[0.5]).items():
                found[name] = metric(predictions, as_floats)
        chosen: dict[str, dict[str, Metric]] = {"classes": {}, "probabilities": {}}
        for key, metric in metrics.items():
            name, kind = _name_and_kind(key)
            chosen[kind][name] = metric
        for kind, of_kind in chosen.items():
            if of_kind:
                predictions = self.logits_to_predictions(logits, proba=kind == "probabilities")
                found.update(_measure(predictions, labels, of_kind, self.get_weight_tensor(features)))
        return found


class _BinarySvmTargetColumn(_MultiClassTargetColumn):
    def logits_to_predictions(self, logits: Any, proba: bool = False) -> Any:
        """The class of each example, 0 or 1."""
        if proba:
            raise ValueError("logits to probabilities is not supported for _BinarySvmTargetColumn")
        return math_ops.argmax(self._of_each_class(logits), 1)


def _name_and_kind(key: Any) -> tuple[str, str]:
    name, kind = key if isinstance(key, tuple) and len(key) == 2 else (key, "classes")
    if not isinstance(name, str) or kind not in ("classes", "probabilities"):
        raise ValueError(
            f"Ignoring metric {key}. Its name is a string, or a pair of one and either 'classes' or 'probabilities'."
        )
    return name, kind


def _in_columns(target: Any) -> Any:
    return tf.expand_dims(target, axis=1) if len(target.get_shape()) == 1 else target


def _squared_difference(logits: Any, target: Any) -> Any:
    target = _in_columns(target)
    logits.get_shape().assert_is_compatible_with(target.get_shape())
    return math_ops.squared_difference(logits, math_ops.cast(target, tf.float32))


def _sigmoid_cross_entropy(logits: Any, target: Any) -> Any:
    labels = math_ops.cast(_in_columns(target), tf.float32)
    return tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits)


def _softmax_cross_entropy(logits: Any, target: Any) -> Any:
    if not target.dtype.is_integer:
        raise ValueError(f"Target's dtype should be integer. Instead got {target.dtype}.")
    labels = tf.squeeze(target, axis=[1]) if len(target.get_shape()) == 2 else target
    return tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits)


def _hinge_loss(logits: Any, target: Any) -> Any:
    is_flat = math_ops.less_equal(tf.rank(target), 2)
    check = tf.Assert(is_flat, ["target's shape should be either [batch_size, 1] or [batch_size]"])
    with tf.control_dependencies([check]):
        target = tf.reshape(target, shape=[tf.shape(target)[0], 1])
    return tf.contrib.losses.hinge_loss(logits, target)


def _measure(predictions: Any, labels: Any, metrics: Mapping[str, Metric], weights: Any) -> dict[str, Any]:
    labels = math_ops.cast(labels, predictions.dtype)
    weighted = {} if weights is None else {"weights": weights}
    return {name: metric(predictions, labels, **weighted) for name, metric in metrics.items()}


@provide("tf.contrib.slim.get_default_binary_metrics_for_eval", gone="2.0")
def get_default_binary_metrics_for_eval(thresholds: Sequence[float]) -> dict[str, Metric]:
    """Metrics of a classification into two, by name: functions of predictions, labels and weights.

    Args:
      thresholds: of the predictions, for accuracy, precision and recall.
    """
    found: dict[str, Metric] = {
        "labels/prediction_mean": _mean_of_predictions,
        "labels/actual_target_mean": _mean_of_labels,
        "accuracy/baseline_target_mean": _mean_of_labels,
        "auc": _auc,
    }
    for threshold in thresholds:
        precision = tf.contrib.metrics.streaming_precision_at_thresholds
        recall = tf.contrib.metrics.streaming_recall_at_thresholds
        found[f"accuracy/threshold_{threshold:f}_mean"] = _accuracy_at(threshold)
        found[f"precision/positive_threshold_{threshold:f}_mean"] = _at(threshold, precision)
        found[f"recall/positive_threshold_{threshold:f}_mean"] = _at(threshold, recall)
    return found


def _mean_of_labels(predictions: Any, labels: Any, weights: Any = None) -> Any:
    return tf.contrib.metrics.streaming_mean(labels, weights=weights)


def _mean_of_predictions(predictions: Any, labels: Any, weights: Any = None) -> Any:
    return tf.contrib.metrics.streaming_mean(predictions, weights=weights)


def _as_floats(weights: Any) -> Any:
    return None if weights is None else math_ops.cast(weights, tf.float32)


def _auc(predictions: Any, labels: Any, weights: Any = None) -> Any:
    return tf.contrib.metrics.streaming_auc(predictions, labels, weights=_as_floats(weights))


def _accuracy_at(threshold: float) -> Metric:
    def measure(predictions: Any, labels: Any, weights: Any = None) -> Any:
        found = math_ops.cast(math_ops.greater_equal(predictions, threshold), tf.float32)
        return tf.contrib.metrics.streaming_accuracy(predictions=found, labels=labels, weights=weights)

    return measure


def _at(threshold: float, metric: Metric) -> Metric:
    def measure(predictions: Any, labels: Any, weights: Any = None) -> Any:
        value, update = metric(predictions, labels=labels, thresholds=[threshold], weights=_as_floats(weights))
        return tf.squeeze(value), update

    return measure
