"""`tf.contrib.opt`'s powers of matrices by iteration, which use products alone."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf.names import provide

PLACE = "tf.contrib.opt.python.training.matrix_functions"


@provide(f"{PLACE}.matrix_square_root", gone="2.0")
def matrix_square_root(mat_a: Any, mat_a_size: int, iter_count: int = 100, ridge_epsilon: float = 1e-4) -> Any:
    """The square root of a symmetric matrix that is positive semidefinite, by Higham's stable iteration.

    Args:
      mat_a: float32, [mat_a_size, mat_a_size].
      iter_count: steps at most; it stops before where the error grows.
      ridge_epsilon: is added to the diagonal.

    Returns:
      A tensor of `mat_a`'s shape.
    """
    identity = tf.eye(tf.cast(mat_a_size, tf.int32))
    ridged = mat_a + ridge_epsilon * identity
    size = tf.sqrt(tf.reduce_sum(ridged * ridged))

    def goes_on(i: Any, y: Any, y_before: Any, z: Any, z_before: Any, error: Any, error_before: Any) -> Any:
        return tf.logical_and(i < iter_count, error < error_before)

    def step(i: Any, y: Any, y_before: Any, z: Any, z_before: Any, error: Any, error_before: Any) -> Any:
        factor = 0.5 * (3.0 * identity - tf.matmul(z, y))
        y_new = tf.matmul(y, factor)
        z_new = tf.matmul(factor, z)
        root = y_new * tf.sqrt(size)
        missed = ridged - tf.matmul(root, root)
        missing = tf.sqrt(tf.reduce_sum(missed * missed)) / size
        return i + 1, y_new, y, z_new, z, missing, error

    start = ridged / size
    found = tf.while_loop(goes_on, step, [0, start, start, identity, identity, size, size + 1.0])
    return found[2] * tf.sqrt(size)  # of the step before the error grew


@provide(f"{PLACE}.matrix_inverse_pth_root", gone="2.0")
def matrix_inverse_pth_root(
    mat_g: Any,
    mat_g_size: int,
    alpha: float,
    iter_count: int = 100,
    epsilon: float = 1e-6,
    ridge_epsilon: float = 1e-6,
) -> Any:
    """A power of a symmetric matrix that is positive definite, by Guo and Higham's Schur-Newton iteration.

    Args:
      mat_g: float32, [mat_g_size, mat_g_size].
      alpha: the exponent: -1/p of a whole positive p.
      iter_count: steps at most.
      epsilon: it stops where no element is farther from the identity's.
      ridge_epsilon: is added to the diagonal.

    Returns:
      A tensor of `mat_g`'s shape.

    Raises:
      AssertionError: p is not a whole positive number.
    """
    identity = tf.eye(tf.cast(mat_g_size, tf.int32))
    if mat_g_size == 1:
        return tf.pow(mat_g + ridge_epsilon, alpha)

    def goes_on(i: Any, mat: Any, _: Any) -> Any:
        return tf.logical_and(i < iter_count, tf.reduce_max(tf.abs(mat - identity)) > epsilon)

    def step(i: Any, mat: Any, power: Any) -> Any:
        factor = (1 - alpha) * identity + alpha * mat
        return i + 1, tf.matmul(_whole_power(factor, -1.0 / alpha), mat), tf.matmul(power, factor)

    ridged = mat_g + ridge_epsilon * identity
    z = (1 - 1 / alpha) / (2 * tf.norm(ridged))
    return tf.while_loop(goes_on, step, [0, ridged * z, identity * tf.pow(z, -alpha)])[2]


def _whole_power(matrix: Any, p: float) -> Any:
    """`matrix` to the whole power `p`, by squares; the last square is made too, and used by nothing."""
    if p != int(p) or p <= 0:
        raise AssertionError(f"alpha of matrix_inverse_pth_root must be -1/p of a whole positive p, but p is {p}.")
    power = None
    while p > 0:
        if p % 2 == 1:
            power = matrix if power is None else tf.matmul(matrix, power)
        p //= 2
        matrix = tf.matmul(matrix, matrix)
    return power
