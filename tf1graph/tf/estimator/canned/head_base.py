"""What heads have in common: the flow from logits and labels to an `EstimatorSpec`."""

from __future__ import annotations

import abc
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from tf1graph import tf
from tf1graph.tf._private import export_output, lookup_ops, tensor_util
from tf1graph.tf.estimator.canned.head_metrics import summary_key as _summary_key
from tf1graph.tf.estimator.canned.metric_keys import MetricKeys
from tf1graph.tf.estimator.mode_keys import ModeKeys
from tf1graph.tf.estimator.model_fn import _TPUEstimatorSpec

SUM = tf.losses.Reduction.SUM


class LossSpec(NamedTuple):
    """What a head's loss is made of."""

    training_loss: Any
    unreduced_loss: Any
    weights: Any
    processed_labels: Any


class _Head(abc.ABC):
    """Base of heads: makes what an estimator needs of logits and labels."""

    _name: str | None
    _loss_reduction: Any

    @property
    def name(self) -> str | None:
        """The name of the head, which its metrics' keys end with."""
        return self._name

    @property
    @abc.abstractmethod
    def logits_dimension(self) -> int:
        """How many logits an example has."""

    @abc.abstractmethod
    def create_loss(self, features: Any, mode: str, logits: Any, labels: Any) -> LossSpec:
        """The loss of logits and labels."""

    def create_estimator_spec(
        self,
        features: Any,
        mode: str,
        logits: Any,
        labels: Any = None,
        optimizer: Any = None,
        train_op_fn: Callable[[Any], Any] | None = None,
        regularization_losses: Sequence[Any] | None = None,
    ) -> Any:
        """The `EstimatorSpec` of logits and labels.

        Args:
          optimizer, train_op_fn: one of them, for training: an optimiser, or a function from the loss to an op.
          regularization_losses: are added to the loss.
        """
        return self._create_tpu_estimator_spec(
            features, mode, logits, labels, optimizer, train_op_fn, regularization_losses
        ).as_estimator_spec()

    def _create_tpu_estimator_spec(
        self,
        features: Any,
        mode: str,
        logits: Any,
        labels: Any = None,
        optimizer: Any = None,
        train_op_fn: Callable[[Any], Any] | None = None,
        regularization_losses: Sequence[Any] | None = None,
    ) -> Any:
        raise NotImplementedError("TPUEstimatorSpec not available for this model head.")


class _LogitsHead(_Head):
    """A head of one loss; what it predicts and measures is its own."""

    @abc.abstractmethod
    def _predict(self, logits: Any) -> tuple[Any, dict[str, Any]]:
        """The logits, checked, and the predictions."""

    @abc.abstractmethod
    def _export_outputs(self, predictions: dict[str, Any]) -> dict[str, Any]:
        """What a SavedModel gives."""

    @abc.abstractmethod
    def _measured(self, labels: Any, logits: Any, predictions: dict[str, Any], loss: LossSpec) -> dict[str, Any]:
        """The arguments of `_eval_metric_ops` beside weights and losses."""

    @abc.abstractmethod
    def _eval_metric_ops(self, **tensors: Any) -> dict[str, Any]:
        """The metrics."""

    def _create_tpu_estimator_spec(
        self,
        features: Any,
        mode: str,
        logits: Any,
        labels: Any = None,
        optimizer: Any = None,
        train_op_fn: Callable[[Any], Any] | None = None,
        regularization_losses: Sequence[Any] | None = None,
    ) -> Any:
        with tf.name_scope(self._name, "head"):
            logits, predictions = self._predict(logits)
            if mode == ModeKeys.PREDICT:
                return _TPUEstimatorSpec(mode, predictions, export_outputs=self._export_outputs(predictions))
            loss_spec = self.create_loss(features=features, mode=mode, logits=logits, labels=labels)
            loss, regularization = add_regularization(loss_spec.training_loss, regularization_losses)
            if mode == ModeKeys.EVAL:
                measured = {
                    **self._measured(labels, logits, predictions, loss_spec),
                    "weights": loss_spec.weights,
                    "unreduced_loss": loss_spec.unreduced_loss,
                    "regularization_loss": regularization,
                }
                metrics = metrics_of_tensors(self._eval_metric_ops, measured)
                return _TPUEstimatorSpec(mode, predictions, loss, eval_metrics=metrics)
            train_op = make_train_op(loss, optimizer, train_op_fn)
            mean_loss = None
            if self._loss_reduction == SUM:
                example_weight_sum = tf.reduce_sum(loss_spec.weights * tf.ones_like(loss_spec.unreduced_loss))
                mean_loss = loss_spec.training_loss / example_weight_sum
        add_loss_summaries(self._name, loss, mean_loss, regularization)
        return _TPUEstimatorSpec(ModeKeys.TRAIN, predictions, loss, train_op)


def add_regularization(loss: Any, losses: Sequence[Any] | None) -> tuple[Any, Any]:
    """The loss with `losses`, and their sum; the loss and None where there are none."""
    if not losses:
        return loss, None
    regularization = tf.add_n(losses)
    return tf.add_n([loss, regularization]), regularization


def metrics_of_tensors(fn: Callable[..., Any], given: dict[str, Any]) -> tuple[Callable[..., Any], dict[str, Any]]:
    """A function of tensors alone and those tensors, as the specs of TPUs take them."""
    tensors = {name: value for name, value in given.items() if tensor_util.is_tf_type(value)}
    others = {name: value for name, value in given.items() if name not in tensors}
    return lambda **those: fn(**{**others, **those}), tensors


def make_train_op(loss: Any, optimizer: Any, train_op_fn: Callable[[Any], Any] | None) -> Any:
    """The op that takes a step and runs the updates.

    Raises:
      ValueError: there is neither an optimiser nor a function, or there are both.
    """
    if optimizer is not None and train_op_fn is not None:
        raise ValueError("train_op_fn and optimizer cannot both be set.")
    if optimizer is not None:
        train_op = optimizer.minimize(loss, global_step=tf.train.get_global_step())
    elif train_op_fn is not None:
        train_op = train_op_fn(loss)
    else:
        raise ValueError("train_op_fn and optimizer cannot both be None.")
    return _append_update_ops(train_op)


def _append_update_ops(train_op: Any) -> Any:
    updates = tf.get_collection(tf.GraphKeys.UPDATE_OPS)
    return tf.group(train_op, *updates) if updates else train_op


def add_loss_summaries(name: str | None, loss: Any, mean_loss: Any, regularization: Any) -> None:
    """Summaries of what there is of the losses, in no name scope."""
    with tf.name_scope(""):
        for key, value in (
            (MetricKeys.LOSS, loss),
            (MetricKeys.LOSS_MEAN, mean_loss),
            (MetricKeys.LOSS_REGULARIZATION, regularization),
        ):
            if value is not None:
                tf.summary.scalar(_summary_key(name, key), value)


def add_regularization_metric(name: str | None, metrics: dict[str, Any], regularization: Any) -> dict[str, Any]:
    """The metrics, and the mean of the regularisation where there is one."""
    if regularization is not None:
        key = MetricKeys.LOSS_REGULARIZATION
        metrics[_summary_key(name, key)] = tf.metrics.mean(values=regularization, name=key)
    return metrics


def class_names(n_classes: Any, vocabulary: Any) -> Any:
    """The names of the classes: the vocabulary, or their numbers as strings."""
    return vocabulary or tf.as_string(tf.range(n_classes))


def _tiled(batch_size: Any, row: Any) -> Any:
    return tf.tile(input=tf.expand_dims(input=row, axis=0), multiples=[batch_size, 1])


def all_class_ids(logits: Any, n_classes: Any) -> Any:
    """The numbers of all classes, for each example."""
    batch_size = tf.shape(logits)[0]
    return _tiled(batch_size, tf.range(n_classes))


def all_classes(logits: Any, n_classes: Any, vocabulary: Any = None) -> Any:
    """The names of all classes, for each example."""
    batch_size = tf.shape(logits)[0]
    return _tiled(batch_size, class_names(n_classes, vocabulary))


def classification_output(scores: Any, n_classes: Any, vocabulary: Any = None) -> Any:
    """What a SavedModel of a classifier gives."""
    return export_output.ClassificationOutput(scores=scores, classes=all_classes(scores, n_classes, vocabulary))


def class_labels(class_ids: Any, vocabulary: Any) -> Any:
    """The names of classes by their numbers."""
    if not vocabulary:
        return tf.as_string(class_ids, name="str_classes")
    table = lookup_ops.index_to_string_table_from_tensor(vocabulary_list=vocabulary, name="class_string_lookup")
    return table.lookup(class_ids)


def ids_of(labels: Any, vocabulary: Any) -> Any:
    """The numbers of classes by their names."""
    table = lookup_ops.index_table_from_tensor(vocabulary_list=tuple(vocabulary), name="class_id_lookup")
    return table.lookup(labels)
