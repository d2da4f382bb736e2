"""Ops of neural networks: dropout, as TensorFlow 1 drew its mask, and the names of pooling."""

from __future__ import annotations

from typing import Any

import numpy as np

from tf1graph.tf._private import (
    array_ops,
    compat_v1,
    inside,
    math_ops,
    nn_ops,
    ops,
    original,
    tensor_shape,
    tensor_util,
)
from tf1graph.tf.names import provide
from tf1graph.tf.python.ops import random_ops


@provide("tf.nn.dropout", today="tf.nn.dropout", port="tf1graph")
@inside(nn_ops)
def dropout(
    x: Any, keep_prob: Any = None, noise_shape: Any = None, seed: Any = None, name: Any = None, rate: Any = None
) -> Any:
    """`x`, of which each number is kept with probability `keep_prob` and divided by it, and is else 0.

    Args:
      x: a floating tensor.
      keep_prob: a number in (0, 1] or a scalar tensor.
      noise_shape: the shape of the mask, broadcast to that of `x`.
      seed: of the mask.
      name: of the scope.
      rate: 1 - keep_prob, which may be given in its place.

    Raises:
      ValueError: neither or both of `keep_prob` and `rate` are given, or one is out of bounds, or `x` is not floating.
    """
    try:
        of_keep_prob = None if keep_prob is None else 1.0 - keep_prob
    except TypeError:
        raise ValueError(f"keep_prob must be a floating point number or Tensor (got {keep_prob!r})") from None
    if rate is not None and of_keep_prob is not None:
        raise ValueError("Cannot specify both 'rate' and 'keep_prob'")
    rate = of_keep_prob if rate is None else rate
    if rate is None:
        raise ValueError("You must provide a rate to dropout.")
    return dropout_v2(x, rate, noise_shape, seed, name)


@inside(nn_ops)
def dropout_v2(x: Any, rate: Any, noise_shape: Any = None, seed: Any = None, name: Any = None) -> Any:
    """`x`, of which each number is 0 with probability `rate`, and the others grow by 1 / (1 - rate)."""
    with compat_v1.name_scope(name, "dropout", [x]):
        x = ops.convert_to_tensor(x, name="x")
        if not x.dtype.is_floating:
            raise ValueError(
                f"x has to be a floating point tensor since it's going to be scaled. Got a {x.dtype} tensor instead."
            )
        if isinstance(rate, float | int | np.number):
            if not 0 <= rate < 1:
                raise ValueError(f"rate must be a scalar tensor or a float in the range [0, 1), got {rate:g}")
            if rate == 0:
                return x
        rate = ops.convert_to_tensor(rate, dtype=x.dtype, name="rate")
        rate.shape.assert_has_rank(0)
        if tensor_util.constant_value(rate) == 0:
            return x
        drawn = random_ops.random_uniform(_mask_shape(x, noise_shape), seed=seed, dtype=x.dtype)
        scale = 1 / (1 - rate)
        kept = drawn >= rate
        result = x * scale * math_ops.cast(kept, x.dtype)
        result.set_shape(x.shape)
        return result


def _mask_shape(x: Any, given: Any) -> Any:
    if given is None:
        return array_ops.shape(x)
    try:
        shape = tensor_shape.as_shape(given)
    except (TypeError, ValueError):
        return given  # a tensor
    if x.shape.ndims is None or x.shape.ndims != shape.ndims:
        return given
    sizes = zip(shape.as_list(), x.shape.as_list(), strict=True)
    return tensor_shape.as_shape([own if asked is None else asked for asked, own in sizes])


@provide("tf.nn.max_pool_v2", today="tf.nn.max_pool")
@inside(nn_ops)
def max_pool_v2(
    input: Any, ksize: Any, strides: Any, padding: Any, data_format: str | None = None, name: str | None = None
) -> Any:
    """The maximum over each window of `input`, of rank 3, 4 or 5; `MaxPool` for pictures, `MaxPool2d` today."""
    pictures = len(data_format) == 4 if input.shape.ndims is None and data_format else input.shape.ndims == 4
    scope = compat_v1.get_default_graph().unique_name("MaxPool", mark_as_used=False) if pictures and not name else name
    return original(nn_ops.max_pool_v2)(input, ksize, strides, padding, data_format, scope)
