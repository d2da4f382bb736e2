"""`tf.contrib.image`: pictures warped by a flow of their pixels, or of some points."""

from __future__ import annotations

from typing import Any

import numpy as np

from tf1graph import tf
from tf1graph.tf._private import math_ops
from tf1graph.tf.contrib.image.splines import interpolate_spline
from tf1graph.tf.names import provide


@provide("tf.contrib.image.dense_image_warp", gone="2.0")
def dense_image_warp(image: Any, flow: Any, name: str = "dense_image_warp") -> Any:
    """Pictures whose pixel at (j, i) is that of `image` at (j - flow[j, i, 0], i - flow[j, i, 1]).

    Args:
      image: [batch, height, width, channels].
      flow: [batch, height, width, 2].
    """
    with tf.name_scope(name):
        batch, height, width, channels = (tf.shape(image)[i] for i in range(4))
        xs, ys = tf.meshgrid(math_ops.range(width), math_ops.range(height))
        places = math_ops.cast(tf.stack([ys, xs], axis=2), flow.dtype)
        places = tf.expand_dims(places, axis=0) - flow
        found = _between_pixels(image, tf.reshape(places, [batch, height * width, 2]))
        return tf.reshape(found, [batch, height, width, channels])


def _between_pixels(grid: Any, places: Any) -> Any:
    """The pixels at `places`, [batch, queries, 2], interpolated."""
    with tf.name_scope("interpolate_bilinear"):
        grid, places = tf.convert_to_tensor(grid), tf.convert_to_tensor(places)
        if len(grid.shape.as_list()) != 4:
            raise ValueError(f"Grid must be 4 dimensional. Received size: {grid.shape}")
        batch, height, width, channels = sizes = [tf.shape(grid)[i] for i in range(4)]
        are_places = [
            tf.assert_equal(len(places.shape), 3, message="Query points must be 3 dimensional."),
            tf.assert_equal(tf.shape(places)[2], 2, message="Query points must be size 2 in dim 2."),
        ]
        with tf.control_dependencies(are_places):
            queries = tf.shape(places)[1]
        is_large = [
            tf.assert_greater_equal(height, 2, message="Grid height must be at least 2."),
            tf.assert_greater_equal(width, 2, message="Grid width must be at least 2."),
        ]
        with tf.control_dependencies(is_large):
            parts = tf.unstack(places, axis=2)
        (y_shares, y_floors, y_ceils), (x_shares, x_floors, x_ceils) = (
            _between_rows(axis, parts[axis], sizes[axis + 1], grid.dtype) for axis in (0, 1)
        )
        is_small = tf.assert_less_equal(
            math_ops.cast(batch * height * width, dtype=tf.float32),
            np.iinfo(np.int32).max / 8,
            message="The image size or batch size is sufficiently large\n                       that the linearized "
            "addresses used by array_ops.gather\n                       may exceed the int32 limit.",
        )
        with tf.control_dependencies([is_small]):
            flat = tf.reshape(grid, [batch * height * width, channels])
            starts = tf.reshape(math_ops.range(batch) * height * width, [batch, 1])

        def pixels(ys: Any, xs: Any, name: str) -> Any:
            with tf.name_scope(f"gather-{name}"):
                found = tf.gather(flat, starts + ys * width + xs)
                return tf.reshape(found, [batch, queries, channels])

        top_left = pixels(y_floors, x_floors, "top_left")
        top_right = pixels(y_floors, x_ceils, "top_right")
        bottom_left = pixels(y_ceils, x_floors, "bottom_left")
        bottom_right = pixels(y_ceils, x_ceils, "bottom_right")
        with tf.name_scope("interpolate"):
            top = x_shares * (top_right - top_left) + top_left
            bottom = x_shares * (bottom_right - bottom_left) + bottom_left
            return y_shares * (bottom - top) + top


def _between_rows(axis: int, places: Any, size: Any, dtype: Any) -> tuple[Any, Any, Any]:
    """How far places are from one row or column to the next, and the numbers of both."""
    with tf.name_scope(f"dim-{axis}"):
        last = math_ops.cast(size - 2, places.dtype)
        first = tf.constant(0.0, dtype=places.dtype)
        floors = math_ops.minimum(math_ops.maximum(first, tf.floor(places)), last)
        numbers = math_ops.cast(floors, tf.int32)
        following = numbers + 1
        shares = math_ops.cast(places - floors, dtype)
        none, whole = tf.constant(0.0, dtype=dtype), tf.constant(1.0, dtype=dtype)
        shares = math_ops.minimum(math_ops.maximum(none, shares), whole)
        return tf.expand_dims(shares, 2), numbers, following


@provide("tf.contrib.image.sparse_image_warp", gone="2.0")
def sparse_image_warp(
    image: Any,
    source_control_point_locations: Any,
    dest_control_point_locations: Any,
    interpolation_order: int = 2,
    regularization_weight: float = 0.0,
    num_boundary_points: int = 0,
    name: str = "sparse_image_warp",
) -> tuple[Any, Any]:
    """Pictures with some points moved and the rest by a spline between; and the flow, [batch, height, width, 2].

    Args:
      image: [batch, height, width, channels], of known size.
      source_control_point_locations, dest_control_point_locations: [batch, points, 2], where the points are and where
        they go to.
      interpolation_order, regularization_weight: of `interpolate_spline`.
      num_boundary_points: how many points of each edge stay, with the corner.
    """
    image = tf.convert_to_tensor(image)
    sources = tf.convert_to_tensor(source_control_point_locations)
    points = tf.convert_to_tensor(dest_control_point_locations)
    flows = points - sources
    with tf.name_scope(name):
        batch, height, width, _ = image.shape.as_list()
        rows, columns = np.linspace(0, height - 1, height), np.linspace(0, width - 1, width)
        pixels = np.stack(np.meshgrid(rows, columns, indexing="ij"), -1).reshape(-1, 2)
        queries = tf.constant(_of_each(batch, pixels), image.dtype)
        if num_boundary_points > 0:
            edge = _edge(height, width, num_boundary_points - 1)
            kept = tf.constant(_of_each(points.shape.as_list()[0], edge), dtype=points.dtype)
            still = tf.constant(_of_each(points.shape.as_list()[0], np.zeros_like(edge)), dtype=points.dtype)
            points, flows = tf.concat([points, kept], 1), tf.concat([flows, still], 1)
        flow = interpolate_spline(points, flows, queries, interpolation_order, regularization_weight)
        flow = tf.reshape(flow, [batch, height, width, 2])
        return dense_image_warp(image, flow), flow


def _of_each(batch: int, array: np.ndarray) -> np.ndarray:
    return np.tile(array[None], [batch, *[1] * array.ndim])


def _edge(height: int, width: int, between: int) -> np.ndarray:
    """Points on the edge of a picture: its corners, and `between` on each side."""
    ys, xs = np.meshgrid(np.linspace(0, height - 1, between + 2), np.linspace(0, width - 1, between + 2), indexing="ij")
    outside = (xs == 0) | (xs == width - 1) | (ys == 0) | (ys == height - 1)
    return np.stack([ys[outside], xs[outside]], axis=-1)
