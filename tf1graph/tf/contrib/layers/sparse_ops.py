"""Sparse tensors for the encoders of `tf.contrib.layers`."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import array_ops, math_ops, ops


def dense_to_sparse_tensor(dense_tensor: Any, ignore_value: Any = None) -> Any:
    """`dense_tensor` as a sparse one that leaves `ignore_value` out: 0 or the empty string where it is None."""
    with tf.name_scope("DenseToSparseTensor"):
        dense = ops.convert_to_tensor(dense_tensor)
        if ignore_value is None:
            ignore_value = "" if dense.dtype == tf.string else dense.dtype.as_numpy_dtype()
        ignored = math_ops.cast(ignore_value, dense.dtype, name="ignore_value")
        indices = tf.where(math_ops.not_equal(dense, ignored), name="indices")
        values = array_ops.gather_nd(dense, indices, name="values")
        return tf.SparseTensor(indices, values, array_ops.shape(dense, out_type=tf.int64, name="dense_shape"))
