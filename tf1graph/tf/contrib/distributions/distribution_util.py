"""What programs take from `tensorflow.contrib.distributions.python.ops.distribution_util`.

Its own functions, under TensorFlow 1's names; the others are those of `tensorflow.python.ops.distributions.util`.
"""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, distribution_util, math_ops, smart_cond
from tf1graph.tf.contrib.distributions import scale as scales
from tf1graph.tf.contrib.distributions.mixture import mixture_stddev
from tf1graph.tf.contrib.distributions.mixture import padded as pad_mixture_dimensions
from tf1graph.tf.contrib.distributions.scalar import broadcast_shape_of as get_broadcast_shape
from tf1graph.tf.contrib.distributions.scalar import check_scalar as maybe_check_scalar_distribution
from tf1graph.tf.contrib.distributions.scalar import static_value
from tf1graph.tf.contrib.distributions.scale import make_diag_scale, make_tril_scale
from tf1graph.tf.contrib.distributions.scale import shapes_of as shapes_from_loc_and_scale

__all__ = [
    "get_broadcast_shape",
    "is_diagonal_scale",
    "make_diag_scale",
    "make_tril_scale",
    "maybe_check_scalar_distribution",
    "mixture_stddev",
    "move_dimension",
    "pad_mixture_dimensions",
    "shapes_from_loc_and_scale",
    "static_value",
]


def __getattr__(name: str) -> Any:
    return getattr(distribution_util, name)


def is_diagonal_scale(scale: Any) -> bool:
    """Whether the operator `scale` is diagonal by its class.

    Raises:
      TypeError: it is no linear operator.
    """
    if not isinstance(scale, scales.linalg.LinearOperator):
        raise TypeError(f"Expected argument 'scale' to be instance of LinearOperator. Found: {scale}")
    return scales.is_diagonal(scale)


def move_dimension(x: Any, source_idx: Any, dest_idx: Any) -> Any:
    """`x` with the axis `source_idx` at the place `dest_idx`, both numbers or tensors, counted from the end below 0."""
    ndims = distribution_util.prefer_static_rank(x)
    dtype = compat_v1.int32 if isinstance(source_idx, int) else compat_v1.as_dtype(source_idx.dtype)
    source = ndims + source_idx if source_idx < 0 else source_idx
    place = ndims + dest_idx if dest_idx < 0 else dest_idx

    def axes(first: Any, last: Any) -> Any:
        return math_ops.range(first, last, dtype=dtype)

    def leftwards() -> Any:
        parts = [axes(0, place), [source], axes(place, source), axes(source + 1, ndims)]
        return distribution_util.prefer_static_value(array_ops.concat(parts, axis=0))

    def rightwards() -> Any:
        parts = [axes(0, source), axes(source + 1, place + 1), [source], axes(place + 1, ndims)]
        return distribution_util.prefer_static_value(array_ops.concat(parts, axis=0))

    def moved() -> Any:
        return array_ops.transpose(x, perm=smart_cond.smart_cond(source < place, rightwards, leftwards))

    return smart_cond.smart_cond(math_ops.equal(source, place), lambda: x, moved)
