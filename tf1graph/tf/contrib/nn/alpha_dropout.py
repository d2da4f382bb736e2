"""Dropout that keeps mean and variance (arXiv:1706.02515)."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, math_ops, ops, random_ops, tensor_util
from tf1graph.tf.names import provide

SATURATED = -1.7580993408473766  # what selu tends to on the left


@provide("tf.contrib.nn.alpha_dropout", today="tf_keras.layers.AlphaDropout", gone="2.0")
def alpha_dropout(x: Any, keep_prob: Any, noise_shape: Any = None, seed: int | None = None, name: Any = None) -> Any:
    """`x` with some numbers set to where selu ends, and the rest scaled so that mean and variance stay.

    Args:
      x: a floating tensor.
      keep_prob: how likely a number is kept: a float above 0 and up to 1, or a scalar tensor.
      noise_shape: of the draws, which are broadcast to `x`; its shape where it is None.
      seed: of the draws.
      name: of the scope.

    Raises:
      ValueError: `keep_prob` is a number outside.
    """
    with compat_v1.name_scope(name, "alpha_dropout", [x]):
        x = ops.convert_to_tensor(x, name="x")
        if isinstance(keep_prob, int | float) and not 0 < keep_prob <= 1.0:
            raise ValueError(f"keep_prob must be a scalar tensor or a float in the range (0, 1], got {keep_prob:g}")
        keep_prob = ops.convert_to_tensor(keep_prob, dtype=x.dtype, name="keep_prob")
        keep_prob.shape.assert_has_rank(0)
        if tensor_util.constant_value(keep_prob) == 1:
            return x
        shape = array_ops.shape(x) if noise_shape is None else noise_shape
        draws = random_ops.random_uniform(shape, seed=seed, dtype=x.dtype)
        kept = math_ops.cast(math_ops.greater_equal(draws, 1 - keep_prob), x.dtype)
        x = x * kept + SATURATED * (1 - kept)
        scale = (keep_prob + keep_prob * (1 - keep_prob) * SATURATED**2) ** -0.5
        shift = -scale * SATURATED * (1 - keep_prob)
        return scale * x + shift
