"""Random numbers that a seed alone decides: TensorFlow 1 gave it to the op, today's makes key and counter of it."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import (
    compat_v1,
    dtypes,
    gen_stateless_random_ops,
    inside,
    math_ops,
    ops,
    shape_util,
    stateless_random_ops,
)
from tf1graph.tf.names import provide
from tf1graph.tf.python.ops.random_ops import UNIFORM_DTYPES


@provide("tf.random.stateless_uniform", today="tf.random.stateless_uniform")
@inside(stateless_random_ops)
def stateless_random_uniform(
    shape: Any,
    seed: Any,
    minval: Any = 0,
    maxval: Any = None,
    dtype: Any = dtypes.float32,
    name: str | None = None,
) -> Any:
    """Values of `shape` from [minval, maxval), uniform; `maxval` is 1 where it is not given.

    Args:
      seed: two integers.

    Raises:
      ValueError: `dtype` is none that can be drawn, or is integral and `maxval` is not given.
    """
    dtype = dtypes.as_dtype(dtype)
    if dtype not in UNIFORM_DTYPES:
        raise ValueError(f"Invalid dtype {dtype!r}")
    if maxval is None and dtype.is_integer:
        raise ValueError(f"Must specify maxval for integer dtype {dtype!r}")
    maxval = 1 if maxval is None else maxval
    with compat_v1.name_scope(name, "stateless_random_uniform", [shape, seed, minval, maxval]) as scope:
        shape = shape_util.shape_tensor(shape)
        low = ops.convert_to_tensor(minval, dtype=dtype, name="min")
        high = ops.convert_to_tensor(maxval, dtype=dtype, name="max")
        if dtype.is_integer:
            value = gen_stateless_random_ops.stateless_random_uniform_int(
                shape, seed=seed, minval=low, maxval=high, name=scope
            )
        else:
            unit = gen_stateless_random_ops.stateless_random_uniform(shape, seed=seed, dtype=dtype)
            value = math_ops.add(unit * (high - low), low, name=scope)
        shape_util.maybe_set_static_shape(value, shape)
        return value


@provide("tf.random.stateless_normal", today="tf.random.stateless_normal")
@inside(stateless_random_ops)
def stateless_random_normal(
    shape: Any,
    seed: Any,
    mean: Any = 0.0,
    stddev: Any = 1.0,
    dtype: Any = dtypes.float32,
    name: str | None = None,
) -> Any:
    """Normal values of `shape`."""
    draw = gen_stateless_random_ops.stateless_random_normal
    return _normal(draw, "stateless_random_normal", shape, seed, mean, stddev, dtype, name)


@provide("tf.random.stateless_truncated_normal", today="tf.random.stateless_truncated_normal")
@inside(stateless_random_ops)
def stateless_truncated_normal(
    shape: Any,
    seed: Any,
    mean: Any = 0.0,
    stddev: Any = 1.0,
    dtype: Any = dtypes.float32,
    name: str | None = None,
) -> Any:
    """Normal values of `shape`; those more than two standard deviations off the mean are drawn again."""
    draw = gen_stateless_random_ops.stateless_truncated_normal
    return _normal(draw, "stateless_truncated_normal", shape, seed, mean, stddev, dtype, name)


def _normal(draw: Any, default: str, shape: Any, seed: Any, mean: Any, stddev: Any, dtype: Any, name: Any) -> Any:
    with compat_v1.name_scope(name, default, [shape, seed, mean, stddev]) as scope:
        shape = shape_util.shape_tensor(shape)
        mean = ops.convert_to_tensor(mean, dtype=dtype, name="mean")
        stddev = ops.convert_to_tensor(stddev, dtype=dtype, name="stddev")
        value = math_ops.add(draw(shape, seed, dtype) * stddev, mean, name=scope)
        shape_util.maybe_set_static_shape(value, shape)
        return value
