"""Sparse tensors."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, inside, math_ops, original, seen_by, sparse_ops
from tf1graph.tf.names import provide


@provide("tf.sparse_transpose", "tf.sparse.transpose", today="tf.sparse.transpose")
@inside(sparse_ops)
def sparse_transpose(sp_input: Any, perm: Any = None, name: str | None = None) -> Any:
    """`sp_input` with its axes in the order `perm`, reversed where it is None, in canonical order.

    That order TensorFlow 1 worked out by nodes even where the rank is known.
    """
    with compat_v1.name_scope(name, "SparseTranspose", [sp_input]) as scope:
        if perm is None:
            rank = array_ops.rank(sp_input)
            perm = rank - 1 - math_ops.range(0, rank, 1)
        return original(sparse_ops.sparse_transpose)(sp_input, perm, scope)


@seen_by(sparse_ops, "array_ops", "zeros_like")
def zero_of(tensor: Any) -> Any:
    """What `tf.sparse.from_dense` compares with: one zero, where today's makes as many as there are elements."""
    return compat_v1.constant(0, tensor.dtype)
