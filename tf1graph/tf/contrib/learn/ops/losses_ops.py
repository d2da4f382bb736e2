"""A layer and its loss in one."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf.names import provide


@provide("tf.contrib.learn.ops.mean_squared_error_regressor", gone="2.0")
def mean_squared_error_regressor(
    tensor_in: Any, labels: Any, weights: Any, biases: Any, name: str | None = None
) -> tuple[Any, Any]:
    """The predictions `tensor_in * weights + biases`, and their mean squared error.

    Args:
      tensor_in: [examples, features].
      labels: [examples] or [examples, outputs]; predictions have the same rank.
    """
    with tf.name_scope(name, "mean_squared_error_regressor", [tensor_in, labels]):
        predictions = tf.nn.xw_plus_b(tensor_in, weights, biases)
        if len(labels.shape) == 1 and len(predictions.shape) == 2:
            predictions = tf.squeeze(predictions, axis=[1])
        return predictions, tf.losses.mean_squared_error(labels, predictions)


@provide("tf.contrib.learn.ops.softmax_classifier", gone="2.0")
def softmax_classifier(
    tensor_in: Any, labels: Any, weights: Any, biases: Any, class_weight: Any = None, name: str | None = None
) -> tuple[Any, Any]:
    """The probabilities of the classes, and their cross entropy.

    Args:
      tensor_in: [examples, features].
      labels: [examples, classes], 1 for the class of each.
      class_weight: factors of the logits, [classes], or None.
    """
    with tf.name_scope(name, "softmax_classifier", [tensor_in, labels]):
        logits = tf.nn.xw_plus_b(tensor_in, weights, biases)
        if class_weight is not None:
            logits = tf.multiply(logits, class_weight)
        return tf.nn.softmax(logits), tf.losses.softmax_cross_entropy(labels, logits)
