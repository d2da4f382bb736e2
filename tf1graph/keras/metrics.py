"""`keras.metrics`: functions of targets and predictions, of which each batch's mean is told."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.keras._naming import function_of, written
from tf1graph.keras._tree import mirror
from tf1graph.keras.losses import (
    binary_crossentropy,
    categorical_crossentropy,
    cosine_proximity,
    hinge,
    kullback_leibler_divergence,
    logcosh,
    mean_absolute_error,
    mean_absolute_percentage_error,
    mean_squared_error,
    mean_squared_logarithmic_error,
    poisson,
    sparse_categorical_crossentropy,
    squared_hinge,
)

__all__ = [
    "binary_accuracy",
    "binary_crossentropy",
    "categorical_accuracy",
    "categorical_crossentropy",
    "cosine",
    "cosine_proximity",
    "deserialize",
    "get",
    "hinge",
    "kullback_leibler_divergence",
    "logcosh",
    "mae",
    "mape",
    "mean_absolute_error",
    "mean_absolute_percentage_error",
    "mean_squared_error",
    "mean_squared_logarithmic_error",
    "mse",
    "msle",
    "poisson",
    "serialize",
    "sparse_categorical_accuracy",
    "sparse_categorical_crossentropy",
    "sparse_top_k_categorical_accuracy",
    "squared_hinge",
    "top_k_categorical_accuracy",
]


def binary_accuracy(y_true: Any, y_pred: Any) -> Any:
    """The part of the numbers that are the target once they are rounded."""
    return tf.keras.backend.mean(tf.equal(y_true, tf.round(y_pred)), axis=-1)


def categorical_accuracy(y_true: Any, y_pred: Any) -> Any:
    """1 where the largest prediction is at the largest target, else 0."""
    right = tf.equal(tf.argmax(y_true, -1), tf.argmax(y_pred, -1))
    return tf.cast(right, tf.keras.backend.floatx())


def sparse_categorical_accuracy(y_true: Any, y_pred: Any) -> Any:
    """1 where the largest prediction is that of the class, else 0; targets of any shape are taken flat."""
    floatx = tf.keras.backend.floatx()
    right = tf.equal(tf.reshape(y_true, [-1]), tf.cast(tf.argmax(y_pred, -1), floatx))
    return tf.cast(right, floatx)


def top_k_categorical_accuracy(y_true: Any, y_pred: Any, k: int = 5) -> Any:
    """The part of the samples whose class is among the `k` largest predictions."""
    return tf.keras.backend.mean(tf.nn.in_top_k(y_pred, tf.argmax(y_true, -1), k), axis=-1)


def sparse_top_k_categorical_accuracy(y_true: Any, y_pred: Any, k: int = 5) -> Any:
    """The same, of class numbers."""
    classes = tf.cast(tf.reshape(y_true, [-1]), "int32")
    return tf.keras.backend.mean(tf.nn.in_top_k(y_pred, classes, k), axis=-1)


mse = MSE = mean_squared_error
mae = MAE = mean_absolute_error
mape = MAPE = mean_absolute_percentage_error
msle = MSLE = mean_squared_logarithmic_error
cosine = cosine_proximity


def serialize(metric: Any) -> Any:
    """The name of a metric, of one that has a configuration its class and that."""
    return written(metric)


def deserialize(config: Any, custom_objects: dict[str, Any] | None = None) -> Any:
    """The metric of a name, the program's own first."""
    return function_of(config, globals(), custom_objects, "metric function")


def get(identifier: Any) -> Any:
    """The metric of a name, or the function itself.

    Raises:
      ValueError: there is no such metric.
    """
    return identifier if callable(identifier) else deserialize(identifier)


__getattr__, __dir__ = mirror(__name__)
