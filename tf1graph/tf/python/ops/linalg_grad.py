"""Gradients of linear algebra: TensorFlow 1 neither broadcast nor kept clear of a division by zero."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, gradient, inside, linalg_grad, math_ops


@inside(linalg_grad, "_SafeReciprocal")
def reciprocal(x: Any, epsilon: float = 0.0) -> Any:
    return math_ops.reciprocal(x)


@gradient("MatrixTriangularSolve")
def matrix_triangular_solve_grad(op: Any, grad: Any) -> Any:
    matrix, solution = op.inputs[0], op.outputs[0]
    adjoint, lower = op.get_attr("adjoint"), op.get_attr("lower")
    grad_b = compat_v1.matrix_triangular_solve(matrix, grad, lower=lower, adjoint=not adjoint)
    pair = (solution, grad_b) if adjoint else (grad_b, solution)
    grad_a = -math_ops.matmul(*pair, adjoint_b=True)
    return array_ops.matrix_band_part(grad_a, *((-1, 0) if lower else (0, -1))), grad_b
