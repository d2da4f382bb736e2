"""`tf.contrib.image.interpolate_spline`: polyharmonic splines through points."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import math_ops
from tf1graph.tf.names import provide

EPSILON = 1e-10


@provide("tf.contrib.image.interpolate_spline", gone="2.0")
def interpolate_spline(
    train_points: Any,
    train_values: Any,
    query_points: Any,
    order: int,
    regularization_weight: float = 0.0,
    name: str = "interpolate_spline",
) -> Any:
    """What a spline through `train_values` at `train_points` is at `query_points`.

    Args:
      train_points: [batch, points, dimensions].
      train_values: [batch, points, values].
      query_points: [batch, queries, dimensions].
      order: 1 is linear, 2 a thin plate.
      regularization_weight: how far the spline may miss the values.

    Raises:
      ValueError: how many dimensions or values there are is not known.
    """
    with tf.name_scope(name):
        points, values, queries = (tf.convert_to_tensor(part) for part in (train_points, train_values, query_points))
        with tf.name_scope("solve"):
            weights, linear = _solve(points, values, order, regularization_weight)
        with tf.name_scope("predict"):
            radial = tf.matmul(_basis(_distances(queries, points), order), weights)
            padded = tf.concat([queries, tf.ones_like(queries[..., :1], points.dtype)], 2)
            return radial + tf.matmul(padded, linear)


def _solve(points: Any, values: Any, order: int, regularization: float) -> tuple[Any, Any]:
    """The weights of the radial functions, and the linear part."""
    batch, number, _ = tf.unstack(tf.shape(points), num=3)
    dimensions, outputs = points.shape.as_list()[-1], values.shape.as_list()[-1]
    for size, told in ((dimensions, "input points (d)"), (outputs, "output values (k)")):
        if size is None:
            raise ValueError(f"The dimensionality of the {told} must be statically-inferrable.")
    with tf.name_scope("construct_linear_system"):
        radial = _basis(_distances_among(points), order)
        if regularization > 0:
            radial += regularization * tf.expand_dims(tf.eye(number, dtype=points.dtype), 0)
        affine = tf.concat([points, tf.ones_like(points[..., :1], dtype=points.dtype)], 2)
        left = tf.concat([radial, tf.transpose(affine, [0, 2, 1])], 1)
        columns = affine.shape[2]
        right = tf.concat([affine, tf.zeros([batch, columns, columns], points.dtype)], 1)
        system = tf.concat([left, right], 2)
        wanted = tf.concat([values, tf.zeros([batch, dimensions + 1, outputs], points.dtype)], 1)
    with tf.name_scope("solve_linear_system"):
        solved = tf.matrix_solve(system, wanted)
        return solved[:, :number, :], solved[:, number:, :]


def _distances(x: Any, y: Any) -> Any:
    """The squared distances of the points of `x` from those of `y`."""
    x_squares = math_ops.reduce_sum(math_ops.square(x), 2)
    y_squares = math_ops.reduce_sum(math_ops.square(y), 2)
    x_squares, y_squares = tf.expand_dims(x_squares, 2), tf.expand_dims(y_squares, 1)
    return x_squares - 2 * tf.matmul(x, y, adjoint_b=True) + y_squares


def _distances_among(x: Any) -> Any:
    products = tf.matmul(x, x, adjoint_b=True)
    squares = tf.expand_dims(tf.matrix_diag_part(products), 2)
    return squares - 2 * products + tf.transpose(squares, [0, 2, 1])


def _basis(squares: Any, order: int) -> Any:
    """The radial function of a squared distance."""
    with tf.name_scope("phi"):
        if order in (2, 4):
            power = squares if order == 2 else math_ops.square(squares)
            return 0.5 * power * tf.log(math_ops.maximum(squares, EPSILON))
        squares = math_ops.maximum(squares, EPSILON)
        if order == 1:
            return math_ops.sqrt(squares)
        power = math_ops.pow(squares, 0.5 * order)
        return 0.5 * power * tf.log(squares) if order % 2 == 0 else power
