"""Clipping by norms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tf1graph.tf._private import array_ops, clip_ops, compat_v1, inside, math_ops, ops
from tf1graph.tf.names import provide


@provide("tf.clip_by_norm", today="tf.clip_by_norm")
@inside(clip_ops)
def clip_by_norm(t: Any, clip_norm: Any, axes: Any = None, name: str | None = None) -> Any:
    """`t` scaled down to the L2 norm `clip_norm` where its own, over `axes`, is larger.

    TensorFlow 1 took a negative `clip_norm` as it is.

    Args:
      t: a tensor or IndexedSlices, of which the values are clipped.
    """
    with compat_v1.name_scope(name, "clip_by_norm", [t, clip_norm]) as scope:
        values = ops.convert_to_tensor(_values(t), name="t")
        squared = math_ops.reduce_sum(values * values, axes, keepdims=True)
        positive = squared > 0  # the gradient of the root of zero is none
        safe = compat_v1.where(positive, squared, array_ops.ones_like(squared))
        norm = compat_v1.where(positive, math_ops.sqrt(safe), squared)
        scaled = values * clip_norm
        values.shape.assert_is_compatible_with(scaled.shape)
        clipped = compat_v1.identity(scaled / math_ops.maximum(norm, clip_norm), name=scope)
        return _like(t, clipped)


@provide("tf.clip_by_global_norm", today="tf.clip_by_global_norm")
@inside(clip_ops)
def clip_by_global_norm(
    t_list: Any, clip_norm: Any, use_norm: Any = None, name: str | None = None
) -> tuple[list[Any], Any]:
    """The tensors of `t_list`, scaled down together to the norm `clip_norm`, and the norm that they had.

    Where that is infinite or NaN all become NaN: 1.15.5 chooses between the scale and a NaN.

    Args:
      t_list: tensors, IndexedSlices and None, which stays None.
      use_norm: the norm where it is known already, a scalar.

    Raises:
      TypeError: `t_list` is no sequence.
    """
    if not isinstance(t_list, Sequence) or isinstance(t_list, str):
        raise TypeError("t_list should be a sequence")
    t_list = list(t_list)
    if use_norm is None:
        use_norm = compat_v1.global_norm(t_list, name)
    with compat_v1.name_scope(name, "clip_by_global_norm", [*t_list, clip_norm]) as scope:
        one = 1.0 / use_norm
        finite = clip_norm * math_ops.minimum(one, compat_v1.constant(1.0, use_norm.dtype) / clip_norm)
        nan = float("nan")
        scale = compat_v1.where(math_ops.is_finite(use_norm), finite, compat_v1.constant(nan, use_norm.dtype))
        values = [None if t is None else ops.convert_to_tensor(_values(t), name=f"t_{i}") for i, t in enumerate(t_list)]
        clipped: list[Any] = []
        for i, (t, value) in enumerate(zip(t_list, values, strict=True)):
            if value is None:
                clipped.append(None)
            else:
                with ops.colocate_with(value):
                    clipped.append(_like(t, compat_v1.identity(value * scale, name=f"{scope}_{i}")))
    return clipped, use_norm


def _values(t: Any) -> Any:
    return t.values if isinstance(t, compat_v1.IndexedSlices) else t


def _like(t: Any, values: Any) -> Any:
    """`values` as IndexedSlices where `t` is such."""
    return compat_v1.IndexedSlices(values, t.indices, t.dense_shape) if _values(t) is not t else values
