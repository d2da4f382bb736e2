"""Sparse tensors that come out of a data set."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import gen_sparse_ops, inside, sparse_tensor


@inside(sparse_tensor.SparseTensorSpec, "_from_compatible_tensor_list")
def from_one_tensor(spec: Any, serialized: Any) -> Any:
    """The sparse tensor, with the shape that its op gives it."""
    found = sparse_tensor.SparseTensor(*gen_sparse_ops.deserialize_sparse(serialized[0], spec._dtype))
    found.indices.set_shape([None, spec._shape.ndims])
    found.dense_shape.set_shape([spec._shape.ndims])
    return found
