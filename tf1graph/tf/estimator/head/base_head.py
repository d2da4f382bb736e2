"""`tf.estimator.Head`, and the flow that those of one loss have in common."""

from __future__ import annotations

import abc
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import lookup_ops
from tf1graph.tf.estimator.canned import checks
from tf1graph.tf.estimator.canned.head_base import metrics_of_tensors
from tf1graph.tf.estimator.canned.head_metrics import summary_key
from tf1graph.tf.estimator.canned.metric_keys import MetricKeys
from tf1graph.tf.estimator.mode_keys import ModeKeys
from tf1graph.tf.estimator.model_fn import _TPUEstimatorSpec
from tf1graph.tf.names import provide

MEAN = "sum_over_batch_size"  # as `tf.keras.losses.Reduction` spells it
REDUCTIONS = ("auto", "sum", MEAN)
LossFn = Callable[..., Any]
Metrics = dict[str, Any]


@provide("tf.estimator.Head", gone="2.16")
class Head(abc.ABC):
    """Makes the loss, the predictions, the metrics and the training of logits; a program may derive its own.

    What derives from it defines what is abstract here, and `create_estimator_spec` or
    `_create_tpu_estimator_spec`.
    """

    @property
    @abc.abstractmethod
    def name(self) -> str | None:
        """The name of the head, which its metrics' keys end with, or None."""

    @property
    @abc.abstractmethod
    def logits_dimension(self) -> int:
        """How many logits an example has."""

    @property
    @abc.abstractmethod
    def loss_reduction(self) -> str:
        """How the losses of a batch become one: `sum`, or `sum_over_batch_size`, their mean."""

    @abc.abstractmethod
    def loss(
        self,
        labels: Any,
        logits: Any,
        features: Any = None,
        mode: str | None = None,
        regularization_losses: Sequence[Any] | None = None,
    ) -> Any:
        """The loss of a batch, a scalar, with `regularization_losses` added."""

    @abc.abstractmethod
    def predictions(self, logits: Any, keys: Sequence[str] | None = None) -> dict[Any, Any]:
        """The predictions by their keys; of `keys` alone where they are given."""

    @abc.abstractmethod
    def metrics(self, regularization_losses: Sequence[Any] | None = None) -> Metrics:
        """New metrics, `tf.keras.metrics.Metric`, by their keys."""

    @abc.abstractmethod
    def update_metrics(
        self,
        eval_metrics: Metrics,
        features: Any,
        logits: Any,
        labels: Any,
        mode: str | None = None,
        regularization_losses: Sequence[Any] | None = None,
    ) -> Metrics:
        """The metrics `eval_metrics`, each with an update by this batch."""

    def _summary_key(self, key: str) -> str:
        return summary_key(self.name, key)

    def create_estimator_spec(
        self,
        features: Any,
        mode: str,
        logits: Any,
        labels: Any = None,
        optimizer: Any = None,
        trainable_variables: Sequence[Any] | None = None,
        train_op_fn: Callable[[Any], Any] | None = None,
        update_ops: Sequence[Any] | None = None,
        regularization_losses: Sequence[Any] | None = None,
    ) -> Any:
        """The `EstimatorSpec` of logits and labels.

        Args:
          optimizer, train_op_fn: one of them, for training: a `tf.keras.optimizers.Optimizer`, or a function from the
            loss to an op.
          trainable_variables: what the optimiser trains.
          update_ops: run with each step.
          regularization_losses: are added to the loss.

        Raises:
          NotImplementedError: the head defines neither this nor `_create_tpu_estimator_spec`.
          ValueError: both or none of `optimizer` and `train_op_fn`, no variables, or an optimiser of `tf.train`.
        """
        try:
            spec = self._create_tpu_estimator_spec(
                features=features,
                mode=mode,
                logits=logits,
                labels=labels,
                optimizer=optimizer,
                trainable_variables=trainable_variables,
                train_op_fn=train_op_fn,
                update_ops=update_ops,
                regularization_losses=regularization_losses,
            )
            return spec.as_estimator_spec()
        except NotImplementedError:
            raise NotImplementedError(
                "Subclasses of Head must implement `create_estimator_spec()` or _create_tpu_estimator_spec()."
            ) from None

    def _create_tpu_estimator_spec(self, features: Any, mode: str, logits: Any, **others: Any) -> Any:
        raise NotImplementedError("TPUEstimatorSpec not available for this model head.")


class OneLossHead(Head):
    """A head of one loss: the flow, to which each kind gives its labels, losses, predictions and metrics."""

    def __init__(self, weight_column: Any, loss_reduction: str, loss_fn: LossFn | None, name: str | None):
        if loss_reduction not in REDUCTIONS:
            raise ValueError(f"Invalid loss_reduction: {loss_reduction}. See `tf.losses.Reduction` for valid options.")
        checks.check_loss_fn(loss_fn, beside=("features", "loss_reduction"))
        self._weight_column, self._loss_reduction, self._loss_fn = weight_column, loss_reduction, loss_fn
        self._name = name

    @property
    def name(self) -> str | None:
        return self._name

    @property
    def loss_reduction(self) -> str:
        return self._loss_reduction

    @abc.abstractmethod
    def _processed_labels(self, logits: Any, labels: Any) -> Any:
        """The labels, checked, as the loss takes them."""

    @abc.abstractmethod
    def _unweighted_loss(self, logits: Any, labels: Any) -> Any:
        """The losses of the examples, where the program gave no function."""

    @abc.abstractmethod
    def _export_outputs(self, predictions: dict[str, Any]) -> dict[str, Any]:
        """What a SavedModel gives."""

    def _unweighted_loss_and_weights(
        self, logits: Any, labels: Any, features: Any, loss_dimension: int = 1, allow_per_logit_weights: bool = False
    ) -> tuple[Any, Any]:
        if self._loss_fn:
            loss = checks.call_loss_fn(self._loss_fn, labels, logits, features, loss_dimension)
        else:
            loss = self._unweighted_loss(logits, labels)
        return loss, checks.checked_weights(features, self._weight_column, logits, allow_per_logit_weights)

    def loss(
        self,
        labels: Any,
        logits: Any,
        features: Any = None,
        mode: str | None = None,
        regularization_losses: Sequence[Any] | None = None,
    ) -> Any:
        with tf.name_scope(None, "losses", values=(logits, labels)):
            logits = checks.checked_logits(logits, self.logits_dimension)
            labels = self._processed_labels(logits, labels)
            losses, weights = self._unweighted_loss_and_weights(logits, labels, features)
            return regularized(weighted(losses, weights, self._loss_reduction), regularization_losses)

    def _create_tpu_estimator_spec(  # type: ignore[override]
        self,
        features: Any,
        mode: str,
        logits: Any,
        labels: Any = None,
        optimizer: Any = None,
        trainable_variables: Sequence[Any] | None = None,
        train_op_fn: Callable[[Any], Any] | None = None,
        update_ops: Sequence[Any] | None = None,
        regularization_losses: Sequence[Any] | None = None,
    ) -> Any:
        with tf.name_scope(self._name, "head"):
            predictions = self.predictions(logits)
            if mode == ModeKeys.PREDICT:
                return _TPUEstimatorSpec(mode, predictions, export_outputs=self._export_outputs(predictions))
            loss = self.loss(
                logits=logits, labels=labels, features=features, mode=mode, regularization_losses=regularization_losses
            )
            if mode == ModeKeys.EVAL:
                given = {
                    "eval_metrics": self.metrics(regularization_losses=regularization_losses),
                    "features": features,
                    "logits": logits,
                    "labels": labels,
                    "regularization_losses": regularization_losses,
                }
                metrics = metrics_of_tensors(self.update_metrics, given)
                return _TPUEstimatorSpec(mode, predictions, loss, eval_metrics=metrics)
            train_op = make_train_op(loss, optimizer, trainable_variables, train_op_fn, update_ops)
        add_summaries(loss, regularization_losses, self._summary_key)
        return _TPUEstimatorSpec(ModeKeys.TRAIN, predictions, loss, train_op)


def weighted(losses: Any, weights: Any, reduction: str) -> Any:
    """One loss of weighted losses: their sum, or by default their mean, to which weights of 0 count too."""
    of_keras = import_module("tf1graph.tf.python.keras.utils.losses_utils")  # Keras is imported when it is needed
    return of_keras.compute_weighted_loss(losses, sample_weight=weights, reduction=reduction)


def regularized(loss: Any, regularization_losses: Sequence[Any] | None) -> Any:
    """The loss, with the sum of `regularization_losses` where there are any."""
    return loss if regularization_losses is None else loss + tf.add_n(regularization_losses)


def update_regularization(metrics: Metrics, key: str, regularization_losses: Sequence[Any] | None) -> None:
    """Let the metric of regularisation, where there is one, take in this batch's."""
    if regularization_losses is not None:
        metrics[key].update_state(values=tf.add_n(regularization_losses))


def add_regularization_metric(metrics: Metrics, key: str, regularization_losses: Sequence[Any] | None) -> None:
    """Put a mean of the regularisation among the metrics, where there is any."""
    if regularization_losses is not None:
        metrics[key] = tf.keras.metrics.Mean(name=MetricKeys.LOSS_REGULARIZATION)


def check_keys(keys: Sequence[str] | None, valid: Sequence[str]) -> Sequence[str]:
    """The keys of the predictions that are asked for: `keys`, or all.

    Raises:
      ValueError: one is not among the valid ones.
    """
    for key in keys or ():
        if key not in valid:
            raise ValueError(
                f"Prediction key must be in PredictionKeys, given: {key}.Valid prediction keys include {list(valid)}."
            )
    return keys or valid


def checked_labels(labels: Any, logits: Any, dimension: int) -> Any:
    """The labels with the rank of the logits, and `dimension` values each.

    Raises:
      ValueError: there are none, they are sparse, or have another dimension.
    """
    checks.check_given(labels)
    with tf.name_scope(None, "labels", (labels, logits)) as scope:
        labels = checks.dense_labels(labels, logits, dimension)
        message = (
            f"labels shape must be [D0, D1, ... DN, {dimension}]. Suggested Fix: check your n_classes argument to the "
            "head and/or the shape of your label."
        )
        with tf.control_dependencies([tf.assert_rank_at_least(labels, 2, message=message)]):
            checks.check_last_dimension(labels, dimension)
            logits_shape = tf.shape(logits)
            expected = tf.concat([logits_shape[:-1], [dimension]], axis=0)
            labels_shape = tf.shape(labels)
            data = ["expected_labels_shape: ", expected, "labels_shape: ", labels_shape]
            with tf.control_dependencies([tf.assert_equal(expected, labels_shape, message=message, data=data)]):
                return tf.identity(labels, name=scope)


def checked_classes(labels: Any, n_classes: int, message: str | None = None) -> Any:
    """The labels, checked to be from 0 to less than `n_classes` when they are run."""
    return checks.checked_classes(labels, n_classes, message, "check_label_range")


def ids_of(labels: Any, vocabulary: Sequence[str] | None) -> Any:
    """The numbers of classes by their names."""
    table = lookup_ops.index_table_from_tensor(vocabulary_list=tuple(vocabulary or ()), name="class_id_lookup")
    return table.lookup(labels)


def make_train_op(
    loss: Any,
    optimizer: Any,
    trainable_variables: Sequence[Any] | None,
    train_op_fn: Callable[[Any], Any] | None,
    update_ops: Sequence[Any] | None,
) -> Any:
    """The op that takes a step and runs the updates.

    Raises:
      ValueError: both or none of `optimizer` and `train_op_fn`, no variables, or an optimiser of `tf.train`.
    """
    if update_ops is not None and not isinstance(update_ops, (list, tuple)):
        raise ValueError(f"update_ops should be a list or a tuple. Given type: {type(update_ops)}.")
    with tf.name_scope(""), tf.name_scope("training"):
        if optimizer is not None:
            if train_op_fn is not None:
                raise ValueError("train_op_fn and optimizer cannot both be set.")
            _check_optimizer(optimizer, trainable_variables)
            train_op = optimizer.get_updates(loss, trainable_variables)[0]
        elif train_op_fn is not None:
            train_op = train_op_fn(loss)
        else:
            raise ValueError("train_op_fn and optimizer cannot both be None.")
        return train_op if update_ops is None else tf.group(train_op, *update_ops)


def _check_optimizer(optimizer: Any, trainable_variables: Sequence[Any] | None) -> None:
    if not isinstance(optimizer, tf.keras.optimizers.Optimizer):
        raise ValueError(f"The given optimizer is not a tf.keras.optimizers.Optimizer instance. Given: {optimizer}")
    if trainable_variables is None:
        raise ValueError(f"trainable_variables cannot be None. Given {trainable_variables}")
    if not isinstance(trainable_variables, (list, tuple)):
        raise ValueError(f"trainable_variables should be a list or a tuple. Given type: {type(trainable_variables)}.")


def add_summaries(
    loss: Any, regularization_losses: Sequence[Any] | None, key: Callable[[str], str] = lambda key: key
) -> None:
    """Summaries of what there is of the losses, in no name scope."""
    with tf.name_scope(""):
        tf.summary.scalar(key(MetricKeys.LOSS), loss)
        if regularization_losses is not None:
            tf.summary.scalar(key(MetricKeys.LOSS_REGULARIZATION), tf.add_n(regularization_losses))
