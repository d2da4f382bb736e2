"""Gradients of linear algebra: TensorFlow 1 neither broadcast nor kept clear of a division by zero."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, gradient, inside, linalg_grad, linalg_ops, math_ops


@inside(linalg_grad, "_SafeReciprocal")
def reciprocal(x: Any, epsilon: float = 0.0) -> Any:
    return math_ops.reciprocal(x)


@gradient("MatrixTriangularSolve")
def matrix_triangular_solve_grad(op: Any, grad: Any) -> Any:
    matrix, solution = op.inputs[0], op.outputs[0]
    adjoint, lower = op.get_attr("adjoint"), op.get_attr("lower")
    grad_b = linalg_ops.matrix_triangular_solve(matrix, grad, lower=lower, adjoint=not adjoint)
    pair = (solution, grad_b) if adjoint else (grad_b, solution)
    grad_a = -math_ops.matmul(*pair, adjoint_b=True)
    return array_ops.matrix_band_part(grad_a, *((-1, 0) if lower else (0, -1))), grad_b


@gradient("Svd")
def svd_grad(op: Any, grad_s: Any, grad_u: Any, grad_v: Any) -> Any:
    """By Giles' formula for the thin decomposition, and that of the one more column that a full one may have.

    Raises:
      NotImplementedError: the matrix is complex, its shape is not known, or it is more than one column from square
        and its full vectors were asked for.
    """
    a = op.inputs[0]
    shape = a.shape.with_rank_at_least(2)
    diagonal = array_ops.matrix_diag(grad_s)
    if not op.get_attr("compute_uv"):
        s, u, v = linalg_ops.svd(a, compute_uv=True)
        grad = math_ops.matmul(u, math_ops.matmul(diagonal, v, adjoint_b=True))
        grad.set_shape(shape)
        return grad
    full = op.get_attr("full_matrices")
    if a.dtype.is_complex:
        raise NotImplementedError("SVD gradient is not implemented for complex types and compute_uv=True.")
    m, n = (compat_v1.dimension_value(size) for size in shape[-2:])
    if m is None or n is None:
        raise NotImplementedError("SVD gradient has not been implemented for input with unknown inner matrix shape.")
    s, u, v = op.outputs
    tall = m > n
    if tall:  # the gradient of the transposed matrix, transposed
        m, n, u, v, grad_u, grad_v = n, m, v, u, grad_v, grad_u
    with compat_v1.control_dependencies([grad_s, *((grad_v, grad_u) if tall else (grad_u, grad_v))]):
        if full and abs(m - n) > 1:
            message = "svd gradient is not implemented for abs(m - n) > 1 when full_matrices is True"
            raise NotImplementedError(message)
        grad = _wide_svd_grad(diagonal, (s, u, v), (grad_u, grad_v), (m, n), full)
        if tall:
            grad = array_ops.matrix_transpose(grad)
        grad.set_shape(shape)
        return grad


def _wide_svd_grad(diagonal: Any, parts: Any, grads: Any, size: tuple[int, int], full: bool) -> Any:
    (s, u, v), (grad_u, grad_v), (m, n) = parts, grads, size
    matmul, adjoint = math_ops.matmul, compat_v1.linalg.adjoint
    s_matrix, squares = array_ops.matrix_diag(s), math_ops.square(s)
    s_shape = array_ops.shape(s)
    eye = compat_v1.linalg.eye(s_shape[-1], batch_shape=s_shape[:-1], dtype=s.dtype)
    gaps = array_ops.expand_dims(squares, -2) - array_ops.expand_dims(squares, -1) + eye
    factors = array_ops.matrix_set_diag(math_ops.reciprocal(gaps), array_ops.zeros_like(s))
    s_inverse = array_ops.matrix_diag(math_ops.reciprocal(s))
    v_thin, grad_thin = v[..., :, :m], grad_v[..., :, :m]
    of_u, of_v = matmul(u, grad_u, adjoint_a=True), matmul(v_thin, grad_thin, adjoint_a=True)
    f_u, f_v = factors * of_u, factors * of_v
    inner = diagonal + matmul(f_u + adjoint(f_u), s_matrix) + matmul(s_matrix, f_v + adjoint(f_v))
    grad = matmul(u, matmul(inner, v_thin, adjoint_b=True))
    if m == n:
        return grad
    turned = array_ops.matrix_transpose(grad_thin)
    rest = turned - matmul(matmul(turned, v_thin), v_thin, adjoint_b=True)
    if full:
        more, grad_more = v[..., :, m:n], grad_v[..., :, m:n]
        rest -= matmul(matmul(v_thin, grad_more, adjoint_a=True), more, adjoint_b=True)
    return grad + matmul(matmul(u, s_inverse), rest)
