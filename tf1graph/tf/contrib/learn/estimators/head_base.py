"""Heads: what a model's last layer is compared with, by which loss, and by which metrics."""

from __future__ import annotations

import abc
from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import array_ops, function_utils, math_ops, nn_ops, ops, variable_scope
from tf1graph.tf.contrib.learn.estimators.metric_key import MetricKey
from tf1graph.tf.contrib.learn.estimators.model_fn import ModeKeys, ModelFnOps
from tf1graph.tf.names import provide

TrainOpFn = Callable[[Any], Any]


def public(name: str) -> Any:
    """`provide` for a name of `tf.contrib.learn`, which its module `head` has as well."""
    return provide(f"tf.contrib.learn.{name}", f"tf.contrib.learn.head.{name}", gone="2.0")


@public("Head")
class Head(abc.ABC):
    """Makes a model's ops of its last layer."""

    head_name: str | None

    @property
    @abc.abstractmethod
    def logits_dimension(self) -> int:
        """The width of that layer."""

    @abc.abstractmethod
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
        """The model's ops.

        Args:
          features: tensors by name.
          mode: one of `ModeKeys`.
          labels: what is to be predicted.
          train_op_fn: makes the train op of the loss.
          logits: the last layer.
          logits_input: or what it is to be made of.
          scope: of the ops.
        """


@public("no_op_train_fn")
def no_op_train_fn(loss: Any) -> Any:
    """A train op that does nothing."""
    return tf.no_op()


def summary_key(head_name: str | None, key: str) -> str:
    """The name of a metric of a head."""
    return f"{key}/{head_name}" if head_name else key


class SingleHead(Head):
    """A head of one kind of labels.

    Args:
      problem_type: one of `ProblemType`.
      logits_dimension: the width of the last layer.
      default_name: of the scope, where the head has no name.
      loss_fn: takes labels, logits and weights; gives the loss and its weighted mean.
      label_name: of the labels, where these are a dict.
      weight_column_name: of the weights among the features.
      enable_centered_bias: whether a bias is learned beside the model.
      head_name: of the head.
    """

    def __init__(
        self,
        problem_type: int,
        logits_dimension: int,
        default_name: str,
        loss_fn: Callable[..., Any],
        label_name: str | None = None,
        weight_column_name: str | None = None,
        enable_centered_bias: bool = False,
        head_name: str | None = None,
    ):
        if logits_dimension is None or logits_dimension < 1:
            raise ValueError(f"Invalid logits_dimension {logits_dimension}.")
        self._problem_type, self._logits_dimension = problem_type, logits_dimension
        self._default_name, self._loss_fn = default_name, loss_fn
        self.label_name, self.weight_column_name, self.head_name = label_name, weight_column_name, head_name
        self._enable_centered_bias = enable_centered_bias

    @property
    def logits_dimension(self) -> int:
        return self._logits_dimension

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
        values = (*features.values(), labels, logits, logits_input)
        with variable_scope.variable_scope(scope, default_name=self.head_name or self._default_name, values=values):
            labels = None if mode == ModeKeys.INFER or labels is None else self._transform_labels(labels)
            logits = _logits(logits_input, logits, self.logits_dimension)
            ModeKeys.validate(mode)
            bias = None
            if self._enable_centered_bias:
                bias = _centered_bias(self.logits_dimension, self.head_name)
                logits = nn_ops.bias_add(logits, bias)
            predictions = self._predict(logits)
            loss = train_op = metrics = None
            if labels is not None:
                weights = _weights(features, self.weight_column_name)
                loss, mean = self._loss(labels, logits, weights)
                with tf.name_scope(""):
                    tf.summary.scalar(self._key(MetricKey.LOSS), tf.identity(mean))
                if mode == ModeKeys.TRAIN:
                    if train_op_fn is None:
                        raise ValueError("train_op_fn can not be None in TRAIN mode")
                    batch = array_ops.shape(logits)[0]
                    train_op = self._train(loss, labels, train_op_fn, bias, batch, weights)
                metrics = self._metrics(mean, predictions, labels, weights)
            return ModelFnOps(mode, predictions, loss, train_op, metrics, self._output_alternatives(predictions))

    def _key(self, key: str) -> str:
        return summary_key(self.head_name, key)

    def _transform_labels(self, labels: Any) -> Any:
        labels = self._tensor(labels)
        if isinstance(labels, tf.SparseTensor):
            raise ValueError("SparseTensor is not supported.")
        return labels

    def _tensor(self, labels: Any) -> Any:
        return tf.convert_to_tensor_or_sparse_tensor(labels[self.label_name] if isinstance(labels, dict) else labels)

    def _loss(self, labels: Any, logits: Any, weights: Any) -> tuple[Any, Any]:
        return self._loss_fn(labels, logits, weights)

    def _label_values(self, labels: Any) -> list[Any]:
        """The tensors of what `_transform_labels` gave, for a scope."""
        return [labels]

    def _train(self, loss: Any, labels: Any, train_op_fn: TrainOpFn, bias: Any, batch: Any, weights: Any) -> Any:
        step = None
        if bias is not None:
            with tf.name_scope(None, "centered_bias_step", self._label_values(labels)) as name:
                width = array_ops.shape(bias)[0]
                logits = array_ops.reshape(array_ops.tile(bias, (batch,)), (batch, width))
                with tf.name_scope(None, "centered_bias", [*self._label_values(labels), logits]):
                    bias_loss = math_ops.reduce_mean(self._loss(labels, logits, weights), name="training_loss")
            step = tf.train.AdagradOptimizer(0.1).minimize(bias_loss, var_list=(bias,), name=name)
        with tf.name_scope(None, "train_op", [loss, *self._label_values(labels)]):
            train_op = train_op_fn(loss)
            return train_op if step is None else tf.group(train_op, step)

    @abc.abstractmethod
    def _predict(self, logits: Any) -> dict[str, Any]:
        """The predictions by name."""

    @abc.abstractmethod
    def _metrics(self, mean_loss: Any, predictions: dict[str, Any], labels: Any, weights: Any) -> dict[str, Any]:
        """The metrics by name."""

    def _output_alternatives(self, predictions: dict[str, Any]) -> Any:
        return {self.head_name: (self._problem_type, predictions)}


def _logits(logits_input: Any, logits: Any, width: int) -> Any:
    if logits is None:
        if logits_input is None:
            raise ValueError("Neither logits nor logits_input supplied.")
        return tf.contrib.layers.linear(logits_input, width, scope="logits")
    if logits_input is not None:
        raise ValueError("Both logits and logits_input supplied.")
    logits = ops.convert_to_tensor(logits, name="logits")
    if logits.get_shape().dims is not None:
        logits.get_shape().dims[-1].assert_is_compatible_with(width)
    return logits


def _centered_bias(width: int, head_name: str | None) -> Any:
    zeros = tf.zeros(shape=(width,))
    bias = tf.Variable(name="centered_bias_weight", initial_value=zeros, trainable=True)
    for place in range(width):
        tf.summary.scalar(summary_key(head_name, f"centered_bias/bias_{place}"), bias[place])
    return bias


def _weights(features: Any, name: str | None) -> Any:
    if not name:
        return None
    if name not in features:
        raise ValueError(f"Weights {name} missing from features.")
    with tf.name_scope(None, "weight_tensor", tuple(features.values())):
        weights = math_ops.cast(features[name], tf.float32)
        if weights.get_shape().ndims != 1:
            return weights
        tf.logging.warning(f"Weights {name} has shape {weights.get_shape()}, expanding to make it 2d.")
        if isinstance(weights, tf.SparseTensor):
            return tf.sparse_reshape(weights, (-1, 1))
        return array_ops.reshape(weights, (-1, 1))


def custom_loss(loss_fn: Callable[..., Any]) -> Callable[..., Any]:
    """A loss of the program's as a head calls it.

    Raises:
      ValueError: it does not take labels, logits and weights.
    """
    names = function_utils.fn_args(loss_fn)
    for name in ("labels", "logits", "weights"):
        if name not in names:
            raise ValueError(f"Argument {name} not found in loss_fn.")

    def call(labels: Any, logits: Any, weights: Any = None) -> tuple[Any, Any]:
        loss = loss_fn(labels, logits) if weights is None else loss_fn(labels, logits, weights)
        return loss, loss

    return call
