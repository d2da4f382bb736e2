"""Gradients of sparse tensors."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, gen_sparse_ops, gradient, math_ops


@gradient("SparseTensorDenseMatMul")
def sparse_tensor_dense_matmul_grad(op: Any, grad: Any) -> Any:
    """That of each value of the sparse matrix is a row of `grad` times a row of the dense one.

    Raises:
      NotImplementedError: the matrices are complex.
    """
    indices, values, shape, b = op.inputs
    adjoint_a, adjoint_b = op.get_attr("adjoint_a"), op.get_attr("adjoint_b")
    if values.dtype.is_complex:
        raise NotImplementedError("SparseTensorDenseMatMul op does not support complex gradients.")
    grad_b = gen_sparse_ops.sparse_tensor_dense_mat_mul(indices, values, shape, grad, adjoint_a=not adjoint_a)
    if adjoint_b:
        grad_b = array_ops.transpose(grad_b)
    rows, columns = indices[:, 0], indices[:, 1]
    if adjoint_a:
        rows, columns = columns, rows
    of_grad = compat_v1.gather(grad, rows)
    of_b = compat_v1.gather(array_ops.transpose(b) if adjoint_b else b, columns)
    return None, math_ops.reduce_sum(of_grad * of_b, axis=1), None, grad_b
