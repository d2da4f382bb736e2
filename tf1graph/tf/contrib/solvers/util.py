"""`tf.contrib.solvers.util`: operators of matrices, and norms of vectors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from tf1graph import tf
from tf1graph.tf._private import math_ops
from tf1graph.tf._tree import mirror
from tf1graph.tf.names import provide

__getattr__, __dir__ = mirror(__name__)


class LinearOperator(NamedTuple):
    """A matrix by what it does to vectors.

    Attributes:
      shape: of the matrix, a list or a tensor.
      apply, apply_adjoint: multiply a column by it, and by its adjoint.
    """

    shape: Any
    dtype: Any
    apply: Callable[[Any], Any]
    apply_adjoint: Callable[[Any], Any]


def _shape(matrix: Any) -> Any:
    return matrix.shape.as_list() if matrix.shape.is_fully_defined() else tf.shape(matrix)


@provide("tf.contrib.solvers.util.create_operator", gone="2.0")
def create_operator(matrix: Any) -> LinearOperator:
    """The operator of a matrix."""
    return LinearOperator(
        _shape(matrix),
        matrix.dtype,
        lambda v: tf.matmul(matrix, v, adjoint_a=False),
        lambda v: tf.matmul(matrix, v, adjoint_a=True),
    )


@provide("tf.contrib.solvers.util.identity_operator", gone="2.0")
def identity_operator(matrix: Any) -> LinearOperator:
    """The identity, with the shape of a matrix."""
    return LinearOperator(_shape(matrix), matrix.dtype, lambda v: v, lambda v: v)


@provide("tf.contrib.solvers.util.dot", gone="2.0")
def dot(x: Any, y: Any) -> Any:
    """The inner product."""
    return math_ops.reduce_sum(math_ops.conj(x) * y)


@provide("tf.contrib.solvers.util.l2norm_squared", gone="2.0")
def l2norm_squared(v: Any) -> Any:
    """The sum of squares."""
    return tf.constant(2, dtype=v.dtype.base_dtype) * tf.nn.l2_loss(v)


@provide("tf.contrib.solvers.util.l2norm", gone="2.0")
def l2norm(v: Any) -> Any:
    """The length."""
    return math_ops.sqrt(l2norm_squared(v))


@provide("tf.contrib.solvers.util.l2normalize", gone="2.0")
def l2normalize(v: Any) -> tuple[Any, Any]:
    """The vector of length one, and the length."""
    norm = l2norm(v)
    return v / norm, norm
