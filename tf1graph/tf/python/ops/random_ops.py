"""Random ops: TensorFlow 1 wrote the shift as `Add`, and `random_uniform` always scaled and shifted."""

from __future__ import annotations

from typing import Any

import numpy as np

from tf1graph.tf._private import (
    array_ops,
    compat_v1,
    dtypes,
    gen_math_ops,
    gen_random_ops,
    inside,
    math_ops,
    ops,
    random_ops,
    random_seed,
    shape_util,
)
from tf1graph.tf.names import provide

UNIFORM_DTYPES = (
    dtypes.float16,
    dtypes.bfloat16,
    dtypes.float32,
    dtypes.float64,
    dtypes.int32,
    dtypes.int64,
)


@provide("tf.truncated_normal", "tf.random.truncated_normal", today="tf.random.truncated_normal")
@inside(random_ops)
def truncated_normal(
    shape: Any,
    mean: Any = 0.0,
    stddev: Any = 1.0,
    dtype: Any = dtypes.float32,
    seed: Any = None,
    name: Any = None,
) -> Any:
    """Normal values of `shape`; those more than two standard deviations off the mean are drawn again."""
    return _normal(gen_random_ops.truncated_normal, "truncated_normal", shape, mean, stddev, dtype, seed, name)


@provide("tf.random_normal", "tf.random.normal", today="tf.random.normal")
@inside(random_ops)
def random_normal(
    shape: Any,
    mean: Any = 0.0,
    stddev: Any = 1.0,
    dtype: Any = dtypes.float32,
    seed: Any = None,
    name: Any = None,
) -> Any:
    """Normal values of `shape`."""
    return _normal(gen_random_ops.random_standard_normal, "random_normal", shape, mean, stddev, dtype, seed, name)


@provide("tf.random_uniform", "tf.random.uniform", today="tf.random.uniform")
@inside(random_ops)
def random_uniform(
    shape: Any,
    minval: Any = 0,
    maxval: Any = None,
    dtype: Any = dtypes.float32,
    seed: Any = None,
    name: Any = None,
) -> Any:
    """Values of `shape` from [minval, maxval), uniform; `maxval` is 1 where it is not given.

    Raises:
      ValueError: `dtype` is none that can be drawn, or is integral and `maxval` is not given.
    """
    dtype = dtypes.as_dtype(dtype)
    if dtype not in UNIFORM_DTYPES:
        raise ValueError(f"Invalid dtype {dtype!r}")
    if maxval is None:
        if dtype.is_integer:
            raise ValueError(f"Must specify maxval for integer dtype {dtype!r}")
        maxval = 1
    with compat_v1.name_scope(name, "random_uniform", [shape, minval, maxval]) as scope:
        shape = shape_util.shape_tensor(shape)
        low = ops.convert_to_tensor(minval, dtype=dtype, name="min")
        high = ops.convert_to_tensor(maxval, dtype=dtype, name="max")
        seed1, seed2 = random_seed.get_seed(seed)
        if dtype.is_integer:
            value = gen_random_ops.random_uniform_int(shape, low, high, seed=seed1, seed2=seed2, name=scope)
        else:
            unit = gen_random_ops.random_uniform(shape, dtype, seed=seed1, seed2=seed2)
            value = gen_math_ops.add(unit * (high - low), low, name=scope)
        shape_util.maybe_set_static_shape(value, shape)
        return value


def _normal(draw: Any, default_name: str, shape: Any, mean: Any, stddev: Any, dtype: Any, seed: Any, name: Any) -> Any:
    with compat_v1.name_scope(name, default_name, [shape, mean, stddev]) as scope:
        shape = shape_util.shape_tensor(shape)
        mean = ops.convert_to_tensor(mean, dtype=dtype, name="mean")
        stddev = ops.convert_to_tensor(stddev, dtype=dtype, name="stddev")
        seed1, seed2 = random_seed.get_seed(seed)
        value = gen_math_ops.add(draw(shape, dtype, seed=seed1, seed2=seed2) * stddev, mean, name=scope)
        shape_util.maybe_set_static_shape(value, shape)
        return value


@provide("tf.random_gamma", "tf.random.gamma", today="tf.random.gamma")
@inside(random_ops)
def random_gamma(
    shape: Any,
    alpha: Any,
    beta: Any = None,
    dtype: Any = dtypes.float32,
    seed: Any = None,
    name: str | None = None,
) -> Any:
    """`shape` values for each pair of shape parameter `alpha` and rate `beta`, 1 where it is None."""
    with compat_v1.name_scope(name, "random_gamma", [shape, alpha, beta]):
        shape = ops.convert_to_tensor(shape, name="shape", dtype=dtypes.int32)
        alpha = ops.convert_to_tensor(alpha, name="alpha", dtype=dtype)
        beta = ops.convert_to_tensor(1 if beta is None else beta, name="beta", dtype=dtype)
        alphas = alpha + array_ops.zeros_like(beta)
        seed1, seed2 = random_seed.get_seed(seed)
        drawn = gen_random_ops.random_gamma(shape, alphas, seed=seed1, seed2=seed2) / beta
        value = math_ops.maximum(np.finfo(alpha.dtype.as_numpy_dtype).tiny, drawn)
        random_ops._maybe_set_static_shape_helper(value, shape, alphas)
        return value
