"""`keras.losses`: what Keras 2.2.4 worked out of targets and predictions; each is the mean over the last axis."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.keras import backend
from tf1graph.keras._naming import function_of, written
from tf1graph.keras._tree import mirror


def mean_squared_error(y_true: Any, y_pred: Any) -> Any:
    """The mean of the squares of what is between the two."""
    return tf.keras.backend.mean(tf.square(y_pred - y_true), axis=-1)


def mean_absolute_error(y_true: Any, y_pred: Any) -> Any:
    """The mean of the distances."""
    return tf.keras.backend.mean(tf.abs(y_pred - y_true), axis=-1)


def mean_absolute_percentage_error(y_true: Any, y_pred: Any) -> Any:
    """The mean distance in percent of the target."""
    size = tf.keras.backend.clip(tf.abs(y_true), tf.keras.backend.epsilon(), None)
    return 100.0 * tf.keras.backend.mean(tf.abs((y_true - y_pred) / size), axis=-1)


def mean_squared_logarithmic_error(y_true: Any, y_pred: Any) -> Any:
    """The mean of the squares of what is between the logarithms of both, 1 added."""
    logs = [tf.log(tf.keras.backend.clip(y, tf.keras.backend.epsilon(), None) + 1.0) for y in (y_pred, y_true)]
    return tf.keras.backend.mean(tf.square(logs[0] - logs[1]), axis=-1)


def squared_hinge(y_true: Any, y_pred: Any) -> Any:
    """The mean of the squares of what is missing to 1, of targets -1 and 1."""
    return tf.keras.backend.mean(tf.square(tf.maximum(1.0 - y_true * y_pred, 0.0)), axis=-1)


def hinge(y_true: Any, y_pred: Any) -> Any:
    """The mean of what is missing to 1, of targets -1 and 1."""
    return tf.keras.backend.mean(tf.maximum(1.0 - y_true * y_pred, 0.0), axis=-1)


def categorical_hinge(y_true: Any, y_pred: Any) -> Any:
    """How far the right class is from being 1 above the best of the wrong ones."""
    right = tf.reduce_sum(y_true * y_pred, axis=-1)
    wrong = tf.reduce_max((1.0 - y_true) * y_pred, axis=-1)
    return tf.maximum(0.0, wrong - right + 1.0)


def logcosh(y_true: Any, y_pred: Any) -> Any:
    """The mean logarithm of the hyperbolic cosine of what is between the two."""
    off = y_pred - y_true
    return tf.keras.backend.mean(off + tf.nn.softplus(-2.0 * off) - tf.log(2.0), axis=-1)


def categorical_crossentropy(y_true: Any, y_pred: Any) -> Any:
    """The crossentropy of probabilities with one-hot targets."""
    return backend.categorical_crossentropy(y_true, y_pred)


def sparse_categorical_crossentropy(y_true: Any, y_pred: Any) -> Any:
    """The crossentropy of probabilities with class numbers."""
    return backend.sparse_categorical_crossentropy(y_true, y_pred)


def binary_crossentropy(y_true: Any, y_pred: Any) -> Any:
    """The mean crossentropy of probabilities of yes, targets 0 and 1."""
    return tf.keras.backend.mean(backend.binary_crossentropy(y_true, y_pred), axis=-1)


def kullback_leibler_divergence(y_true: Any, y_pred: Any) -> Any:
    """The divergence of the second distribution from the first."""
    y_true, y_pred = (tf.keras.backend.clip(y, tf.keras.backend.epsilon(), 1) for y in (y_true, y_pred))
    return tf.reduce_sum(y_true * tf.log(y_true / y_pred), axis=-1)


def poisson(y_true: Any, y_pred: Any) -> Any:
    """The mean loss of counts that are Poisson distributed."""
    return tf.keras.backend.mean(y_pred - y_true * tf.log(y_pred + tf.keras.backend.epsilon()), axis=-1)


def cosine_proximity(y_true: Any, y_pred: Any) -> Any:
    """The cosine of the angle between the two, negated."""
    y_true, y_pred = (tf.nn.l2_normalize(y, axis=-1) for y in (y_true, y_pred))
    return -tf.reduce_sum(y_true * y_pred, axis=-1)


mse = MSE = mean_squared_error
mae = MAE = mean_absolute_error
mape = MAPE = mean_absolute_percentage_error
msle = MSLE = mean_squared_logarithmic_error
kld = KLD = kullback_leibler_divergence
cosine = cosine_proximity


def serialize(loss: Any) -> Any:
    """The name of a loss, of one that has a configuration its class and that."""
    return written(loss)


def deserialize(name: Any, custom_objects: dict[str, Any] | None = None) -> Any:
    """The loss of a name, the program's own first."""
    return function_of(name, globals(), custom_objects, "loss function")


def get(identifier: Any) -> Any:
    """The loss of a name, or the function itself; None for None.

    Raises:
      ValueError: there is no such loss.
    """
    if identifier is None or callable(identifier):
        return identifier
    return deserialize(identifier)


__getattr__, __dir__ = mirror(__name__)
