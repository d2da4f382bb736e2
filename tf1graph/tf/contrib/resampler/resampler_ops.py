"""`tf.contrib.resampler.resampler`."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import math_ops
from tf1graph.tf.names import provide


@provide(
    "tf.contrib.resampler.resampler",
    fidelity="approximate",
    gone="2.0",
    note="the same values and gradients by core ops, where 1.15.5 had one op with a kernel of its own",
)
def resampler(data: Any, warp: Any, name: str = "resampler") -> Any:
    """The values of pictures at points, interpolated from the four pixels around; 0 outside.

    Args:
      data: a floating tensor [N, height, width, channels].
      warp: of its dtype, [N, …, 2]: x from 0 to width - 1, and y from 0 to height - 1. A point up to one pixel
        outside lies between the edge and 0.

    Returns:
      A tensor [N, …, channels], through which gradients go to both.

    Raises:
      ValueError: the points have not two coordinates, or there are as many pictures as none of the points is for.
    """
    with tf.name_scope(name, "resampler", [data, warp]):
        data = tf.convert_to_tensor(data, name="data")
        warp = tf.convert_to_tensor(warp, name="warp", dtype=data.dtype)
        data.shape.with_rank(4)
        if tf.dimension_value(warp.shape.with_rank_at_least(2)[-1]) not in (2, None):
            raise ValueError(f"warp has two coordinates in its last axis, not those of {warp.shape}.")
        data.shape[:1].assert_is_compatible_with(warp.shape[:1])
        sizes = tf.shape(data)
        points = tf.reshape(warp, [sizes[0], -1, 2])
        x, y = points[..., 0], points[..., 1]
        height, width = (math_ops.cast(sizes[axis], data.dtype) for axis in (1, 2))
        is_inside = math_ops.logical_and(
            math_ops.logical_and(x > -1, y > -1), math_ops.logical_and(x < width, y < height)
        )
        # points outside, and those that are no numbers, are taken at 0 and left out in the end
        x, y = (tf.where(is_inside, axis, tf.zeros_like(axis)) for axis in (x, y))
        left, top = (tf.stop_gradient(tf.floor(axis)) for axis in (x, y))
        to_right, to_bottom = x - left, y - top
        found = sum(
            tf.expand_dims(by_x * by_y, -1) * _pixels(data, sizes, left + right, top + below)
            for right, by_x in ((0, 1 - to_right), (1, to_right))
            for below, by_y in ((0, 1 - to_bottom), (1, to_bottom))
        )
        found *= tf.expand_dims(math_ops.cast(is_inside, data.dtype), -1)
        outputs = tf.reshape(found, tf.concat([tf.shape(warp)[:-1], sizes[3:]], 0))
        if warp.shape.ndims is not None:
            outputs.set_shape(warp.shape[:-1].concatenate(data.shape[3:]))
        return outputs


def _pixels(data: Any, sizes: Any, x: Any, y: Any) -> Any:
    """The pixels at whole coordinates [N, points]; zeros outside the picture."""
    x, y = math_ops.cast(x, tf.int32), math_ops.cast(y, tf.int32)
    is_inside = math_ops.logical_and(
        math_ops.logical_and(x >= 0, y >= 0), math_ops.logical_and(x < sizes[2], y < sizes[1])
    )
    near_x, near_y = (math_ops.minimum(math_ops.maximum(axis, 0), sizes[place] - 1) for axis, place in ((x, 2), (y, 1)))
    picture = math_ops.range(sizes[0])[:, tf.newaxis] + tf.zeros_like(near_x)
    found = tf.gather_nd(data, tf.stack([picture, near_y, near_x], axis=-1))
    return found * tf.expand_dims(math_ops.cast(is_inside, data.dtype), -1)
