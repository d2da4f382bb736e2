"""Linear operators: solved by the ops that TensorFlow 1 solved them with, and in the scopes that it opened."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import (
    compat_v1,
    inside,
    linalg_ops,
    linear_operator,
    linear_operator_low_rank_update,
    linear_operator_lower_triangular,
    linear_operator_util,
    math_ops,
    ops,
    original,
    seen_by,
)


@seen_by(linear_operator_lower_triangular, "linalg", "triangular_solve")
def triangular_solve(matrix: Any, rhs: Any, lower: bool = True, adjoint: bool = False) -> Any:
    """The solutions of triangular systems, whose batches are broadcast by hand."""
    with compat_v1.name_scope("MatrixTriangularSolve"):
        matrix = ops.convert_to_tensor(matrix, name="matrix")
        rhs = ops.convert_to_tensor(rhs, name="rhs", dtype=matrix.dtype)
        matrix, rhs, undo, transposes = linear_operator_util._reshape_for_efficiency(matrix, rhs, adjoint_a=adjoint)
        if adjoint and not transposes:
            lower = not lower
        matrix, rhs = linear_operator_util.broadcast_matrix_batch_dims([matrix, rhs])
        return undo(linalg_ops.matrix_triangular_solve(matrix, rhs, lower=lower, adjoint=adjoint and transposes))


@inside(linear_operator_low_rank_update.LinearOperatorLowRankUpdate, "_solve")
def solve_low_rank_update(self: Any, rhs: Any, adjoint: bool = False, adjoint_arg: bool = False) -> Any:
    """The solution by Woodbury's formula; TensorFlow 1 solved the base first, and then made the capacitance."""
    base = self.base_operator
    if base.is_non_singular is False:
        raise ValueError("Solve not implemented unless this is a perturbation of a non-singular LinearOperator.")
    u, v = (self.v, self.u) if adjoint else (self.u, self.v)
    solved = base.solve(rhs, adjoint=adjoint, adjoint_arg=adjoint_arg)
    seen = math_ops.matmul(v, solved, adjoint_a=True)
    capacitance = self._make_capacitance(u=self.u, v=self.v)
    if self._use_cholesky:
        chol = compat_v1.cholesky(capacitance)
        with compat_v1.name_scope("CholeskySolveWithBroadcast"):
            chol, seen = linear_operator_util.broadcast_matrix_batch_dims([chol, seen])
            seen = linalg_ops.cholesky_solve(chol, seen)
    else:
        seen = linear_operator_util.matrix_solve_with_broadcast(capacitance, seen, adjoint=adjoint)
    return solved - base.solve(math_ops.matmul(u, seen), adjoint=adjoint)


# TensorFlow 1 opened one more scope for what another operator is made by.
@inside(linear_operator.LinearOperator)
def inverse(self: Any, name: str = "inverse") -> Any:
    if self.is_square is False or self.is_non_singular is False:
        return original(linear_operator.LinearOperator.inverse)(self, name)  # says why there is none
    with self._name_scope(name), compat_v1.name_scope("Inverse"):
        return self._linop_inverse()


@inside(linear_operator.LinearOperator)
def cholesky(self: Any, name: str = "cholesky") -> Any:
    if not self._can_use_cholesky():
        return original(linear_operator.LinearOperator.cholesky)(self, name)  # says why there is none
    with self._name_scope(name), compat_v1.name_scope("Cholesky"):
        return self._linop_cholesky()


@inside(linear_operator.LinearOperator)
def adjoint(self: Any, name: str = "adjoint") -> Any:
    if self.is_self_adjoint is True:
        return self
    with self._name_scope(name), compat_v1.name_scope("Adjoint"):
        return self._linop_adjoint()
