"""Activations, moments and normalisations of neural networks."""

from __future__ import annotations

import math
from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, gen_nn_ops, inside, math_ops, nn_impl, ops
from tf1graph.tf.names import provide

SMALLEST_EPSILON = 1.001e-5  # cuDNN's bound; TensorFlow 1 kept to it on every device


@provide("tf.nn.fused_batch_norm", today="tf.compat.v1.nn.fused_batch_norm")
@inside(nn_impl)
def fused_batch_norm(
    x: Any,
    scale: Any,
    offset: Any,
    mean: Any = None,
    variance: Any = None,
    epsilon: float = 0.001,
    data_format: str = "NHWC",
    is_training: bool = True,
    name: str | None = None,
) -> tuple[Any, Any, Any]:
    """Pictures `x` normalised by one op; the result, and the mean and variance that were used.

    Args:
      x: a tensor [N, height, width, channels], or [N, channels, height, width] with `NCHW`.
      scale, offset: vectors [channels].
      mean, variance: vectors [channels], not in training.
      epsilon: added to the variance, 1.001e-5 at least.
      data_format: `NHWC` or `NCHW`.
      is_training: whether the batch's own statistics are used.
      name: of the op.

    Raises:
      ValueError: `mean` or `variance` are given in training.
    """
    x = ops.convert_to_tensor(x, name="input")
    scale = ops.convert_to_tensor(scale, name="scale")
    offset = ops.convert_to_tensor(offset, name="offset")
    if is_training and not (mean is None and variance is None):
        raise ValueError("Both 'mean' and 'variance' must be None if is_training is True.")
    mean = compat_v1.constant([]) if mean is None else mean
    variance = compat_v1.constant([]) if variance is None else variance
    return gen_nn_ops.fused_batch_norm_v3(
        x,
        scale,
        offset,
        mean,
        variance,
        epsilon=max(epsilon, SMALLEST_EPSILON),
        data_format=data_format,
        is_training=is_training,
        name=name,
    )[:3]


@provide("tf.nn.weighted_moments", today="tf.nn.weighted_moments")
@inside(nn_impl)
def weighted_moments(
    x: Any,
    axes: Any,
    frequency_weights: Any,
    name: str | None = None,
    keep_dims: bool | None = None,
    keepdims: bool | None = None,
) -> tuple[Any, Any]:
    """Mean and variance of `x` over `axes`, each number weighted.

    Args:
      x: a tensor.
      axes: the axes to reduce.
      frequency_weights: a tensor that is broadcast to `x`.
      name: of the scope.
      keep_dims, keepdims: whether the axes stay, as ones.
    """
    if keep_dims is not None and keepdims is not None:
        raise ValueError("Cannot specify both 'keepdims' and 'keep_dims'")
    with compat_v1.name_scope(name, "weighted_moments", [x, frequency_weights, axes]):
        x = ops.convert_to_tensor(x, name="x")
        weights = ops.convert_to_tensor(frequency_weights, name="frequency_weights")
        half = x.dtype == compat_v1.float16
        x = math_ops.cast(x, compat_v1.float32) if half else x
        weights = math_ops.cast(weights, x.dtype)
        total = math_ops.reduce_sum(weights * x, axes, name="weighted_input_sum", keepdims=True)
        spread = weights + compat_v1.zeros_like(x)
        weight = math_ops.reduce_sum(spread, axes, name="sum_of_weights", keepdims=True)
        divisor = math_ops.reciprocal(weight, name="inv_weight_sum")
        mean = math_ops.multiply(total, divisor)
        squares = weights * math_ops.squared_difference(x, mean)
        squares = math_ops.reduce_sum(squares, axes, name="weighted_distsq", keepdims=True)
        moments = [mean, math_ops.multiply(squares, divisor)]
        if not (keep_dims or keepdims):
            moments = [compat_v1.squeeze(part, axis=axes) for part in moments]
        if half:
            moments = [math_ops.cast(part, compat_v1.float16) for part in moments]
        return tuple(moments)


@provide("tf.nn.sufficient_statistics", today="tf.nn.sufficient_statistics")
@inside(nn_impl)
def sufficient_statistics(
    x: Any,
    axes: Any,
    shift: Any = None,
    keep_dims: bool | None = None,
    name: str | None = None,
    keepdims: bool | None = None,
) -> tuple[Any, Any, Any, Any]:
    """How many numbers `x` has over `axes`, their sum, the sum of their squares, and `shift`.

    Args:
      x: a tensor.
      axes: the axes to reduce, counted from the front.
      shift: what is taken off first, for the sake of precision; None for nothing.
      keep_dims, keepdims: whether the axes stay, as ones.
      name: of the scope.
    """
    axes = list(set(axes))
    keep = bool(keep_dims or keepdims)
    with compat_v1.name_scope(name, "sufficient_statistics", [x, shift]):
        x = ops.convert_to_tensor(x, name="x")
        sizes = x.shape.as_list() if x.shape.ndims is not None else None
        if sizes is not None and all(sizes[axis] is not None for axis in axes):
            counts = compat_v1.constant(math.prod(sizes[axis] for axis in axes), dtype=x.dtype)
        else:
            reduced = compat_v1.gather(math_ops.cast(array_ops.shape(x), x.dtype), axes)
            counts = math_ops.reduce_prod(reduced, name="count")
        if shift is None:
            centred, squares = x, math_ops.square(x)
        else:
            shift = ops.convert_to_tensor(shift, name="shift")
            centred, squares = math_ops.subtract(x, shift), math_ops.squared_difference(x, shift)
        total = math_ops.reduce_sum(centred, axes, keepdims=keep, name="mean_ss")
        return counts, total, math_ops.reduce_sum(squares, axes, keepdims=keep, name="var_ss"), shift


@provide("tf.nn.swish", today="tf.nn.swish")
@compat_v1.custom_gradient
def swish(features: Any) -> Any:
    """`features * sigmoid(features)`, whose sigmoid is worked out again for the gradient."""
    features = ops.convert_to_tensor(features, name="features")

    def grad(dy: Any) -> Any:
        with compat_v1.control_dependencies([dy]):
            unit = math_ops.sigmoid(features)
        return dy * (unit * (1.0 + features * (1.0 - unit)))

    return features * math_ops.sigmoid(features), grad
