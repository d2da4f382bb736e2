"""Crossentropies of probabilities, which Keras 2.2.4 worked out from what an activation gave, never from its logits."""

from __future__ import annotations

from typing import Any

from tf1graph import tf


def _clipped(output: Any) -> Any:
    epsilon = tf.constant(tf.keras.backend.epsilon(), output.dtype.base_dtype)
    return tf.clip_by_value(output, epsilon, 1.0 - epsilon)


def _check_axis(axis: int, rank: int) -> None:
    if axis != -1 and axis not in range(rank):
        raise ValueError(
            f"Unexpected channels axis {axis}. Expected to be -1 or one of the axes of `output`, which has {rank} "
            "dimensions."
        )


def categorical_crossentropy(target: Any, output: Any, from_logits: bool = False, axis: int = -1) -> Any:
    """The crossentropy of each sample [batch, ...] with one-hot targets; probabilities are scaled to sum to 1."""
    _check_axis(axis, len(output.shape))
    if from_logits:
        return tf.nn.softmax_cross_entropy_with_logits(labels=target, logits=output)
    output = _clipped(output / tf.reduce_sum(output, axis, True))
    return -tf.reduce_sum(target * tf.log(output), axis)


def sparse_categorical_crossentropy(target: Any, output: Any, from_logits: bool = False, axis: int = -1) -> Any:
    """The crossentropy of each sample with targets that are class numbers, of any shape with as many of them."""
    rank = len(output.shape)
    _check_axis(axis, rank)
    if axis not in (-1, rank - 1):
        output = tf.transpose(output, [*(i for i in range(rank) if i != axis), axis])
    if not from_logits:
        output = tf.log(_clipped(output))
    classes = tf.cast(tf.reshape(target, [-1]), "int64")
    logits = tf.reshape(output, [-1, int(output.shape[-1])])
    losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=classes, logits=logits)
    return tf.reshape(losses, tf.shape(output)[:-1]) if rank >= 3 else losses


def binary_crossentropy(target: Any, output: Any, from_logits: bool = False) -> Any:
    """The crossentropy of each number."""
    if not from_logits:
        output = _clipped(output)
        output = tf.log(output / (1 - output))
    return tf.nn.sigmoid_cross_entropy_with_logits(labels=target, logits=output)
