"""What pruning computes with: blocks of a matrix, and assignments to variables in parts."""

from __future__ import annotations

from typing import Any

import numpy as np

from tf1graph import tf


def kronecker_product(mat1: Any, mat2: Any) -> Any:
    """The Kronecker product of two matrices of known shapes."""
    (rows1, columns1), (rows2, columns2) = mat1.get_shape().as_list(), mat2.get_shape().as_list()
    first = tf.reshape(mat1, [rows1, 1, columns1, 1])
    second = tf.reshape(mat2, [1, rows2, 1, columns2])
    return tf.reshape(first * second, [rows1 * rows2, columns1 * columns2])


def expand_tensor(tensor: Any, block_dims: Any) -> Any:
    """A matrix with a block of that height and width in the place of each number.

    Raises:
      ValueError: the tensor is no matrix, or there are not two sizes.
    """
    if tensor.get_shape().ndims != 2:
        raise ValueError("Input tensor must be rank 2")
    if len(block_dims) != 2:
        raise ValueError("block_dims must have 2 elements")
    height, width = block_dims
    expanded = _repeat_rows(tensor, height) if height > 1 else tensor
    if width > 1:
        expanded = tf.transpose(_repeat_rows(tf.transpose(expanded), width))
    return expanded


def _repeat_rows(tensor: Any, times: int) -> Any:
    rows, columns = tensor.shape.as_list()
    # where each row of `times` copies of the matrix, one below the other, is put
    places = np.arange(rows * times).reshape(rows, times).T.reshape(-1, 1).astype(np.int32)
    indices = tf.constant(places)
    return tf.scatter_nd(indices, tf.tile(tensor, [times, 1]), [rows * times, columns])


def factorized_pool(
    input_tensor: Any, window_shape: Any, pooling_type: str, strides: Any, padding: str, name: str | None = None
) -> Any:
    """A matrix pooled along one axis, then along the other.

    Raises:
      ValueError: the tensor is no matrix.
    """
    if input_tensor.get_shape().ndims != 2:
        raise ValueError("factorized_pool() accepts tensors of rank 2 only")
    height, width = input_tensor.get_shape().as_list()
    with tf.name_scope(name, "factorized_pool"):
        pooled = tf.reshape(input_tensor, [1, 1, height, width], name=input_tensor.op.name + "_aligned")
        for window, stride in zip(window_shape, strides, strict=True):
            pooled = tf.nn.pool(
                pooled, window_shape=[1, window], pooling_type=pooling_type, strides=[1, stride], padding=padding
            )
            pooled = tf.transpose(pooled, perm=[0, 1, 3, 2])
    return tf.squeeze(pooled, axis=[0, 1])


def determine_partitioned_axis(partitioned_variable: Any) -> int:
    """Which axis of a variable is divided among its parts.

    Raises:
      ValueError: it is not one.
    """
    whole = partitioned_variable.get_shape().as_list()
    axis = 0
    for part in partitioned_variable:
        divided = np.flatnonzero(np.less(part.get_shape().as_list(), whole))
        if len(divided) != 1:
            raise ValueError(f"Number of partitioned axes {len(divided)} not equal to 1")
        axis = int(divided[0])
    return axis


def variable_assign(var: Any, new_value: Any) -> Any:
    """An assignment, with the variable's name in its own."""
    return tf.assign(var, new_value, name=var.op.name + "_assign")


def partitioned_variable_assign(partitioned_var: Any, new_value: Any) -> Any:
    """An op that assigns a tensor to a variable in parts."""
    parts = list(partitioned_var)
    axis = 0 if len(parts) == 1 else determine_partitioned_axis(partitioned_var)
    sizes = np.array([part.get_shape().as_list()[axis] for part in parts])
    values = tf.split(new_value, tf.convert_to_tensor(sizes, dtype=tf.int32), axis=axis)
    assigned = [variable_assign(part, value) for part, value in zip(parts, values, strict=True)]
    return tf.group(*assigned, name=partitioned_var.name + "_group_assign")
