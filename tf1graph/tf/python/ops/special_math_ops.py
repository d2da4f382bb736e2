"""Special functions, and `einsum`."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import (
    compat_v1,
    gen_special_math_ops,
    inside,
    math_ops,
    special_math_ops,
)
from tf1graph.tf.names import provide


@provide("tf.einsum", "tf.linalg.einsum", today="tf.einsum")
@inside(special_math_ops)
def einsum(equation: str, *inputs: Any, name: str | None = None) -> Any:
    """The sum of products that `equation` writes, by transposes, reshapes and matrix products.

    Today's is one op. An axis may not appear twice in one input, but for the trace `ii`.
    """
    return special_math_ops._einsum_v1(equation, *inputs, name=name)


@provide("tf.math.bessel_i0e", today="tf.math.bessel_i0e")
@inside(special_math_ops)
def bessel_i0e(x: Any, name: str | None = None) -> Any:
    """The exponentially scaled modified Bessel function of order 0, one op without a scope."""
    return gen_special_math_ops.bessel_i0e(x, name)


@provide("tf.math.bessel_i1e", today="tf.math.bessel_i1e")
@inside(special_math_ops)
def bessel_i1e(x: Any, name: str | None = None) -> Any:
    """The exponentially scaled modified Bessel function of order 1, one op without a scope."""
    return gen_special_math_ops.bessel_i1e(x, name)


@provide("tf.math.bessel_i0", today="tf.math.bessel_i0")
@inside(special_math_ops)
def bessel_i0(x: Any, name: str | None = None) -> Any:
    """The modified Bessel function of order 0, which 1.15.5 worked out from the scaled one."""
    with compat_v1.name_scope(name, "bessel_i0", [x]):
        return math_ops.exp(math_ops.abs(x)) * bessel_i0e(x)


@provide("tf.math.bessel_i1", today="tf.math.bessel_i1")
@inside(special_math_ops)
def bessel_i1(x: Any, name: str | None = None) -> Any:
    """The modified Bessel function of order 1, which 1.15.5 worked out from the scaled one."""
    with compat_v1.name_scope(name, "bessel_i1", [x]):
        return math_ops.exp(math_ops.abs(x)) * bessel_i1e(x)
