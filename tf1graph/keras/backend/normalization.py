"""The nodes of batch normalisation, and its moving averages, which Keras 2.2.4 freed of their start at zero."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import moving_averages


def normalize_batch_in_training(
    x: Any, gamma: Any, beta: Any, reduction_axes: list[int], epsilon: float = 1e-3
) -> tuple[Any, Any, Any]:
    """`x` by the mean and variance of this batch; these two.

    Pictures with their channels last go through the fused kernel, whose variance is that of the population.
    """
    axes = list(reduction_axes)
    if len(x.shape) == 4 and axes == [0, 1, 2]:
        channels = [x.shape[3]]
        gamma = tf.constant(1.0, x.dtype, channels) if gamma is None else gamma
        beta = tf.constant(0.0, x.dtype, channels) if beta is None else beta
        return tf.nn.fused_batch_norm(x, gamma, beta, epsilon=epsilon)
    mean, variance = tf.nn.moments(x, axes, None, None, False)
    if sorted(axes) == list(range(len(x.shape)))[:-1]:
        return tf.nn.batch_normalization(x, mean, variance, beta, gamma, epsilon), mean, variance
    shape = tf.stack([1 if axis in axes else tf.shape(x)[axis] for axis in range(len(x.shape))])
    along = [None if part is None else tf.reshape(part, shape) for part in (mean, variance, beta, gamma)]
    return tf.nn.batch_normalization(x, *along, epsilon), mean, variance


def batch_normalization(
    x: Any, mean: Any, var: Any, beta: Any, gamma: Any, axis: int = -1, epsilon: float = 1e-3
) -> Any:
    """`x` by a given mean and variance."""
    if len(x.shape) != 4 or axis not in (3, -1):
        return tf.nn.batch_normalization(x, mean, var, beta, gamma, epsilon)
    mean, var = _flat(mean), _flat(var)
    beta = tf.zeros_like(mean) if beta is None else _flat(beta)
    gamma = tf.ones_like(mean) if gamma is None else _flat(gamma)
    return tf.nn.fused_batch_norm(x, gamma, beta, epsilon=epsilon, mean=mean, variance=var, is_training=False)[0]


def _flat(part: Any) -> Any:
    return tf.reshape(part, [-1]) if len(part.shape) > 1 else part


def moving_average_update(x: Any, value: Any, momentum: float) -> Any:
    """The op that moves the variable `x` towards `value`, as if it had not started at 0."""
    return moving_averages.assign_moving_average(x, value, momentum, zero_debias=True)
