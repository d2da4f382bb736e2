"""Linear algebra."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import gen_linalg_ops, inside, linalg_ops
from tf1graph.tf.names import provide


@provide("tf.matrix_triangular_solve", "tf.linalg.triangular_solve", today="tf.linalg.triangular_solve")
@inside(linalg_ops)
def matrix_triangular_solve(
    matrix: Any, rhs: Any, lower: bool = True, adjoint: bool = False, name: str | None = None
) -> Any:
    """The solutions [..., m, k] of triangular systems [..., m, m] for `rhs` [..., m, k]: one op without a scope."""
    return gen_linalg_ops.matrix_triangular_solve(matrix, rhs, lower=lower, adjoint=adjoint, name=name)
