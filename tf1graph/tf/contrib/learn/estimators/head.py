"""The kinds of heads: for numbers, counts, classes, several labels, and several heads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import array_ops, deprecation, lookup_ops, math_ops, variable_scope
from tf1graph.tf.contrib.learn.estimators import head_losses
from tf1graph.tf.contrib.learn.estimators.constants import ProblemType
from tf1graph.tf.contrib.learn.estimators.head_base import (
    Head,
    SingleHead,
    TrainOpFn,
    custom_loss,
    no_op_train_fn,
    public,
    summary_key,
)
from tf1graph.tf.contrib.learn.estimators.metric_key import MetricKey
from tf1graph.tf.contrib.learn.estimators.model_fn import ModeKeys, ModelFnOps
from tf1graph.tf.contrib.learn.estimators.prediction_key import PredictionKey

mkey = MetricKey
deprecated = deprecation.deprecated


class _RegressionHead(SingleHead):
    def __init__(self, link_fn: Callable[[Any], Any], *args: Any, **kwargs: Any):
        super().__init__(ProblemType.LINEAR_REGRESSION, *args, **kwargs)
        self._link_fn = link_fn

    def _predict(self, logits: Any) -> dict[str, Any]:
        with tf.name_scope(None, "predictions", (logits,)):
            if self.logits_dimension == 1:
                logits = array_ops.squeeze(logits, axis=(1,), name=PredictionKey.SCORES)
            return {PredictionKey.SCORES: self._link_fn(logits)}

    def _metrics(self, mean_loss: Any, predictions: dict[str, Any], labels: Any, weights: Any) -> dict[str, Any]:
        with tf.name_scope("metrics", values=[mean_loss]):
            return {self._key(MetricKey.LOSS): tf.metrics.mean(mean_loss)}


@public("regression_head")
def regression_head(
    label_name: str | None = None,
    weight_column_name: str | None = None,
    label_dimension: int = 1,
    enable_centered_bias: bool = False,
    head_name: str | None = None,
    link_fn: Callable[[Any], Any] | None = None,
) -> Head:
    """A head for numbers [batch, label_dimension], by the squared error.

    Args:
      label_name: of the labels, where these are a dict.
      weight_column_name: of the weights among the features.
      enable_centered_bias: whether a bias is learned beside the model.
      head_name: of the head, behind the names of its metrics.
      link_fn: what is predicted of the last layer; that layer itself where it is None.
    """
    given = (label_name, weight_column_name, enable_centered_bias, head_name)
    return _RegressionHead(
        tf.identity if link_fn is None else link_fn, label_dimension, "regression_head", head_losses.squared, *given
    )


@public("poisson_regression_head")
def poisson_regression_head(
    label_name: str | None = None,
    weight_column_name: str | None = None,
    label_dimension: int = 1,
    enable_centered_bias: bool = False,
    head_name: str | None = None,
) -> Head:
    """A head for counts, which are predicted as the exponential of the last layer; as `regression_head`."""
    given = (label_name, weight_column_name, enable_centered_bias, head_name)
    return _RegressionHead(math_ops.exp, label_dimension, "regression_head", head_losses.poisson, *given)


class _ClassificationHead(SingleHead):
    """A head whose export has the probabilities and the names of the classes."""

    _label_keys: Any = None

    def _output_alternatives(self, predictions: dict[str, Any]) -> Any:
        probabilities = predictions[PredictionKey.PROBABILITIES]
        with tf.name_scope(None, "_classification_output_alternatives", (probabilities,)):
            batch = array_ops.shape(probabilities)[0]
            if self._label_keys:
                names = array_ops.expand_dims(input=self._label_keys, axis=0)
                classes = array_ops.tile(input=names, multiples=[batch, 1], name="classes_tensor")
            else:
                numbers = array_ops.expand_dims(input=math_ops.range(array_ops.shape(probabilities)[1]), axis=0)
                classes = array_ops.tile(input=numbers, multiples=[batch, 1])
                classes = tf.as_string(classes, name="classes_tensor")
        exported = {PredictionKey.PROBABILITIES: probabilities, PredictionKey.CLASSES: classes}
        return {self.head_name: (self._problem_type, exported)}


class _BinaryLogisticHead(_ClassificationHead):
    def __init__(self, thresholds: Any, *args: Any):
        super().__init__(ProblemType.LOGISTIC_REGRESSION, 1, "binary_logistic_head", *args)
        self._thresholds = thresholds or (0.5,)

    def _predict(self, logits: Any) -> dict[str, Any]:
        with tf.name_scope(None, "predictions", (logits,)):
            both = tf.concat((tf.zeros_like(logits), logits), 1)
            return {
                PredictionKey.LOGITS: logits,
                PredictionKey.LOGISTIC: math_ops.sigmoid(logits, name=PredictionKey.LOGISTIC),
                PredictionKey.PROBABILITIES: tf.nn.softmax(both, name=PredictionKey.PROBABILITIES),
                PredictionKey.CLASSES: tf.argmax(both, 1, name=PredictionKey.CLASSES),
            }

    def _metrics(self, mean_loss: Any, predictions: dict[str, Any], labels: Any, weights: Any) -> dict[str, Any]:
        with tf.name_scope("metrics", values=[mean_loss, labels, weights, *predictions.values()]):
            classes, logistic = predictions[PredictionKey.CLASSES], predictions[PredictionKey.LOGISTIC]
            found = {
                MetricKey.LOSS: tf.metrics.mean(mean_loss),
                MetricKey.ACCURACY: tf.metrics.accuracy(labels, classes, weights),
                MetricKey.PREDICTION_MEAN: head_losses.mean(logistic, weights),
                MetricKey.LABEL_MEAN: head_losses.mean(labels, weights),
                MetricKey.ACCURACY_BASELINE: head_losses.mean(labels, weights),
                MetricKey.AUC: head_losses.auc(logistic, labels, weights),
                MetricKey.AUC_PR: head_losses.auc(logistic, labels, weights, curve="PR"),
            }
            given = (logistic, labels, weights)
            for threshold in self._thresholds:
                found[MetricKey.ACCURACY_MEAN % threshold] = head_losses.accuracy_at(*given, threshold)
                precision, recall = tf.metrics.precision_at_thresholds, tf.metrics.recall_at_thresholds
                found[MetricKey.PRECISION_MEAN % threshold] = head_losses.at(precision, *given, threshold)
                found[MetricKey.RECALL_MEAN % threshold] = head_losses.at(recall, *given, threshold)
        return {self._key(key): metric for key, metric in found.items()}


class _MultiClassHead(_ClassificationHead):
    def __init__(self, n_classes: int, class_ids: Any, label_keys: Any, *args: Any):
        super().__init__(ProblemType.CLASSIFICATION, n_classes, "multi_class_head", *args)
        self._class_ids = _checked_ids(class_ids, n_classes)
        if label_keys and len(label_keys) != n_classes:
            raise ValueError("Length of label_keys must equal n_classes.")
        self._label_keys = label_keys

    def _transform_labels(self, labels: Any) -> Any:
        labels = super()._transform_labels(labels)
        if not self._label_keys:
            return {"labels": labels, "label_ids": labels}
        table = lookup_ops.index_table_from_tensor(self._label_keys, name="label_id_lookup")
        return {"labels": labels, "label_ids": table.lookup(labels)}

    def _label_values(self, labels: Any) -> list[Any]:
        return [labels["labels"], labels["label_ids"]]

    def _loss(self, labels: Any, logits: Any, weights: Any) -> tuple[Any, Any]:
        return self._loss_fn(labels["label_ids"], logits, weights=weights)

    def _predict(self, logits: Any) -> dict[str, Any]:
        with tf.name_scope(None, "predictions", (logits,)):
            classes = tf.argmax(logits, 1, name=PredictionKey.CLASSES)
            if self._label_keys:
                table = lookup_ops.index_to_string_table_from_tensor(self._label_keys, name="class_string_lookup")
                classes = table.lookup(classes)
            return {
                PredictionKey.LOGITS: logits,
                PredictionKey.PROBABILITIES: tf.nn.softmax(logits, name=PredictionKey.PROBABILITIES),
                PredictionKey.CLASSES: classes,
            }

    def _metrics(self, mean_loss: Any, predictions: dict[str, Any], labels: Any, weights: Any) -> dict[str, Any]:
        with tf.name_scope("metrics", values=[mean_loss, *labels.values(), weights, *predictions.values()]):
            classes, ids = predictions[PredictionKey.CLASSES], labels["label_ids"]
            found = {
                MetricKey.LOSS: tf.metrics.mean(mean_loss),
                MetricKey.ACCURACY: tf.metrics.accuracy(labels["labels"], classes, weights),
            }
            probabilities, logits = predictions[PredictionKey.PROBABILITIES], predictions[PredictionKey.LOGITS]
            for one in () if self._label_keys else self._class_ids:
                found[MetricKey.CLASS_PREDICTION_MEAN % one] = head_losses.share(classes, weights, one)
                found[MetricKey.CLASS_LABEL_MEAN % one] = head_losses.share(ids, weights, one)
                found[MetricKey.CLASS_PROBABILITY_MEAN % one] = head_losses.mean(probabilities, weights, one)
                found[MetricKey.CLASS_LOGITS_MEAN % one] = head_losses.mean(logits, weights, one)
        return {self._key(key): metric for key, metric in found.items()}


def _checked_ids(class_ids: Any, n_classes: int) -> tuple[int, ...]:
    for class_id in class_ids or ():
        if not 0 <= class_id < n_classes:
            raise ValueError(f"Class ID {class_id} not in [0, {n_classes}).")
    return tuple(class_ids or ())


@public("multi_class_head")
def multi_class_head(
    n_classes: int,
    label_name: str | None = None,
    weight_column_name: str | None = None,
    enable_centered_bias: bool = False,
    head_name: str | None = None,
    thresholds: Any = None,
    metric_class_ids: Any = None,
    loss_fn: Callable[..., Any] | None = None,
    label_keys: Any = None,
) -> Head:
    """A head for one of `n_classes` classes; for two of them by a sigmoid.

    Args:
      thresholds: of the metrics of two classes.
      metric_class_ids: classes that have metrics of their own, where there are more than two.
      loss_fn: of labels, logits and weights.
      label_keys: the classes' names, where there are more than two and the labels are texts.
      The others are those of `regression_head`.

    Raises:
      ValueError: there are fewer than two classes, or something is given that does not fit their number.
    """
    if n_classes is None or n_classes < 2:
        raise ValueError(f"n_classes must be > 1 for classification: {n_classes}.")
    loss = custom_loss(loss_fn) if loss_fn else None
    given = (label_name, weight_column_name, enable_centered_bias, head_name)
    if n_classes > 2:
        return _MultiClassHead(n_classes, metric_class_ids, label_keys, loss or head_losses.of_classes, *given)
    if metric_class_ids:
        raise ValueError("metric_class_ids invalid for n_classes==2.")
    if label_keys:
        raise ValueError("label_keys is not supported for n_classes=2.")
    return _BinaryLogisticHead(thresholds, loss or head_losses.of_two_classes, *given)


class _BinarySvmHead(SingleHead):
    def _predict(self, logits: Any) -> dict[str, Any]:
        with tf.name_scope(None, "predictions", (logits,)):
            both = tf.concat((tf.zeros_like(logits), logits), 1)
            classes = tf.argmax(both, 1, name=PredictionKey.CLASSES)
            return {PredictionKey.LOGITS: logits, PredictionKey.CLASSES: classes}

    def _metrics(self, mean_loss: Any, predictions: dict[str, Any], labels: Any, weights: Any) -> dict[str, Any]:
        with tf.name_scope("metrics", values=[mean_loss, labels, weights, *predictions.values()]):
            accuracy = tf.metrics.mean(mean_loss), predictions[PredictionKey.CLASSES]
            return {
                self._key(MetricKey.LOSS): accuracy[0],
                self._key(MetricKey.ACCURACY): tf.metrics.accuracy(labels, accuracy[1], weights),
            }


@public("binary_svm_head")
def binary_svm_head(
    label_name: str | None = None,
    weight_column_name: str | None = None,
    enable_centered_bias: bool = False,
    head_name: str | None = None,
    thresholds: Any = None,
) -> Head:
    """A head for two classes, by the hinge loss; as `regression_head`. `thresholds` was never used."""
    given = (label_name, weight_column_name, enable_centered_bias, head_name)
    return _BinarySvmHead(ProblemType.LOGISTIC_REGRESSION, 1, "binary_svm_head", head_losses.hinge, *given)


class _MultiLabelHead(_ClassificationHead):
    def __init__(self, n_classes: int, class_ids: Any, *args: Any):
        super().__init__(ProblemType.CLASSIFICATION, n_classes, "multi_label_head", *args)
        self._class_ids = _checked_ids(class_ids, n_classes)

    def _transform_labels(self, labels: Any) -> Any:
        labels = self._tensor(labels)
        if isinstance(labels, tf.SparseTensor):
            return math_ops.cast(tf.sparse_to_indicator(labels, self.logits_dimension), tf.int64)
        return labels

    def _predict(self, logits: Any) -> dict[str, Any]:
        with tf.name_scope(None, "predictions", (logits,)):
            return {
                PredictionKey.LOGITS: logits,
                PredictionKey.PROBABILITIES: math_ops.sigmoid(logits, name=PredictionKey.PROBABILITIES),
                PredictionKey.CLASSES: math_ops.cast(math_ops.greater(logits, 0), tf.int64, name=PredictionKey.CLASSES),
            }

    def _metrics(self, mean_loss: Any, predictions: dict[str, Any], labels: Any, weights: Any) -> dict[str, Any]:
        with tf.name_scope("metrics", values=[mean_loss, labels, weights, *predictions.values()]):
            classes, logits = predictions[PredictionKey.CLASSES], predictions[PredictionKey.LOGITS]
            probabilities = predictions[PredictionKey.PROBABILITIES]
            found = {
                MetricKey.LOSS: tf.metrics.mean(mean_loss),
                MetricKey.ACCURACY: tf.metrics.accuracy(labels, classes, weights),
                MetricKey.AUC: head_losses.auc(probabilities, labels, weights),
                MetricKey.AUC_PR: head_losses.auc(probabilities, labels, weights, curve="PR"),
            }
            for one in self._class_ids:
                found[MetricKey.CLASS_PREDICTION_MEAN % one] = head_losses.mean(classes, weights, one)
                found[MetricKey.CLASS_LABEL_MEAN % one] = head_losses.mean(labels, weights, one)
                found[MetricKey.CLASS_PROBABILITY_MEAN % one] = head_losses.mean(probabilities, weights, one)
                found[MetricKey.CLASS_LOGITS_MEAN % one] = head_losses.mean(logits, weights, one)
                found[MetricKey.CLASS_AUC % one] = head_losses.auc(probabilities, labels, weights, one)
                found[MetricKey.CLASS_AUC_PR % one] = head_losses.auc(probabilities, labels, weights, one, curve="PR")
        return {self._key(key): metric for key, metric in found.items()}


@public("multi_label_head")
def multi_label_head(
    n_classes: int,
    label_name: str | None = None,
    weight_column_name: str | None = None,
    enable_centered_bias: bool = False,
    head_name: str | None = None,
    thresholds: Any = None,
    metric_class_ids: Any = None,
    loss_fn: Callable[..., Any] | None = None,
) -> Head:
    """A head for any of `n_classes` labels, each by a sigmoid; as `multi_class_head`.

    Raises:
      ValueError: there are fewer than two labels, or no such classes for metrics.
    """
    if n_classes < 2:
        raise ValueError("n_classes must be > 1 for classification.")
    loss = custom_loss(loss_fn) if loss_fn else head_losses.of_labels
    given = (label_name, weight_column_name, enable_centered_bias, head_name)
    return _MultiLabelHead(n_classes, metric_class_ids, loss, *given)


class _LossOnlyHead(Head):
    def __init__(self, loss_fn: Callable[[], Any], head_name: str | None = None):
        self._loss_fn = loss_fn
        self.head_name = head_name or "loss_only_head"

    @property
    def logits_dimension(self) -> int:
        return 0

    def create_model_fn_ops(
        self,
        features: Any,
        mode: str,
        labels: Any = None,
        train_op_fn: TrainOpFn | None = None,
        logits: Any = None,
        logits_input: Any = None,
        scope: Any = None,
    ) -> ModelFnOps:
        ModeKeys.validate(mode)
        loss = train_op = None
        if mode != ModeKeys.INFER:
            with variable_scope.variable_scope(scope, default_name=self.head_name):
                loss = self._loss_fn()
                loss = math_ops.add_n(loss) if isinstance(loss, list) else loss
                with tf.name_scope(""):
                    tf.summary.scalar(summary_key(self.head_name, MetricKey.LOSS), tf.identity(loss))
                if mode == ModeKeys.TRAIN:
                    if train_op_fn is None:
                        raise ValueError("train_op_fn can not be None in TRAIN mode")
                    with tf.name_scope(None, "train_op", (loss,)):
                        train_op = train_op_fn(loss)
        return ModelFnOps(mode, {}, loss, train_op, {})


@public("loss_only_head")
def loss_only_head(loss_fn: Callable[[], Any], head_name: str | None = None) -> Head:
    """A head that adds the loss, or the losses, that `loss_fn` gives, and predicts nothing."""
    return _LossOnlyHead(loss_fn, head_name)


class _MultiHead(Head):
    def __init__(self, heads: Sequence[Head], loss_weights: Any):
        if not all(head.head_name for head in heads):
            raise ValueError("Members of MultiHead must have names.")
        self._heads, self._loss_weights = heads, loss_weights

    @property
    def logits_dimension(self) -> int:
        return sum(head.logits_dimension for head in self._heads)

    def create_model_fn_ops(
        self,
        features: Any,
        mode: str,
        labels: Any = None,
        train_op_fn: TrainOpFn | None = None,
        logits: Any = None,
        logits_input: Any = None,
        scope: Any = None,
    ) -> ModelFnOps:
        ModeKeys.validate(mode)
        common = {"features": features, "mode": mode, "labels": labels, "train_op_fn": no_op_train_fn, "scope": scope}
        if logits is None:
            parts = [head.create_model_fn_ops(logits_input=logits_input, **common) for head in self._heads]
        else:
            pairs = zip(self._heads, self._split(logits), strict=True)
            parts = [head.create_model_fn_ops(logits=part, **common) for head, part in pairs]
        if mode == ModeKeys.TRAIN:
            if train_op_fn is None:
                raise ValueError("train_op_fn can not be None in TRAIN mode.")
            loss = self._merge([part.loss for part in parts])
            train_op = tf.group(train_op_fn(loss), *[part.train_op for part in parts])
            metrics = {key: metric for part in parts for key, metric in part.eval_metric_ops.items()}
            return ModelFnOps(mode, loss=loss, train_op=train_op, eval_metric_ops=metrics)
        pairs = zip(self._heads, parts, strict=True)
        named = [(head.head_name, part) for head, part in pairs if not isinstance(head, _LossOnlyHead)]
        predictions = {(name, key): value for name, part in named for key, value in part.predictions.items()}
        if mode == ModeKeys.INFER:
            alternatives = {name: part.output_alternatives[name] for name, part in named}
            return ModelFnOps(mode, predictions=predictions, output_alternatives=alternatives)
        metrics = {key: metric for part in parts for key, metric in part.eval_metric_ops.items()}
        return ModelFnOps(mode, predictions, self._merge([part.loss for part in parts]), eval_metric_ops=metrics)

    def _merge(self, losses: list[Any]) -> Any:
        if self._loss_weights:
            pairs = zip(losses, self._loss_weights, strict=True)
            losses = [math_ops.multiply(loss, weight) for loss, weight in pairs]
        return math_ops.add_n(losses)

    def _split(self, logits: Any) -> list[Any]:
        if isinstance(logits, dict):
            return [None if isinstance(head, _LossOnlyHead) else logits[head.head_name] for head in self._heads]
        found, begin = [], 0
        for head in self._heads:
            found.append(array_ops.slice(logits, [0, begin], [-1, head.logits_dimension]))
            begin += head.logits_dimension
        return found


@public("multi_head")
def multi_head(heads: Sequence[Head], loss_weights: Any = None) -> Head:
    """Several heads with names side by side; the loss is the sum of theirs, times `loss_weights` where given.

    Raises:
      ValueError: a head has no name, or there is another number of weights.
    """
    if loss_weights and len(loss_weights) != len(heads):
        raise ValueError("heads and loss_weights must have same size")
    return _MultiHead(heads, loss_weights)
