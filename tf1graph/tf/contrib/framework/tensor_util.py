"""Checks of shapes and ranks in `tf.contrib.framework`, at build time where they are known, else as ops."""

from __future__ import annotations

from typing import Any

import numpy as np

from tf1graph import tf
from tf1graph.tf._private import array_ops, math_ops, ops
from tf1graph.tf.names import provide


@provide("tf.contrib.framework.reduce_sum_n", gone="2.0")
def reduce_sum_n(tensors: Any, name: str | None = None) -> Any:
    """The sum of all elements of all `tensors`, a scalar.

    Raises:
      ValueError: there are none.
    """
    if not tensors:
        raise ValueError("No tensors provided.")
    with tf.name_scope(name, "reduce_sum_n", tensors) as scope:
        sums = [math_ops.reduce_sum(tensor, name=f"{tensor.op.name}/sum") for tensor in tensors]
        return sums[0] if len(sums) == 1 else tf.add_n(sums, name=scope)


@provide("tf.contrib.framework.remove_squeezable_dimensions", gone="2.0")
def remove_squeezable_dimensions(predictions: Any, labels: Any, name: str | None = None) -> tuple[Any, Any]:
    """Both, the one of the higher rank without its last axis, where the ranks differ by one and that axis is 1.

    Where a rank is unknown, ops decide it when the graph runs.
    """
    with tf.name_scope(name, "remove_squeezable_dimensions", [predictions, labels]):
        predictions, labels = ops.convert_to_tensor(predictions), ops.convert_to_tensor(labels)
        ranks = predictions.shape.ndims, labels.shape.ndims
        if None not in ranks:
            if ranks[0] - ranks[1] == 1:
                predictions = array_ops.squeeze(predictions, [-1])
            elif ranks[0] - ranks[1] == -1:
                labels = array_ops.squeeze(labels, [-1])
            return predictions, labels
        difference = array_ops.rank(predictions) - array_ops.rank(labels)
        return _squeeze_if(1, difference, predictions), _squeeze_if(-1, difference, labels)


def _squeeze_if(wanted: int, difference: Any, tensor: Any) -> Any:
    if tensor.shape.ndims is not None and not tensor.shape.dims[-1].is_compatible_with(1):
        return tensor
    return tf.cond(math_ops.equal(wanted, difference), lambda: array_ops.squeeze(tensor, [-1]), lambda: tensor)


@provide("tf.contrib.framework.assert_scalar_int", gone="2.0")
def assert_scalar_int(tensor: Any, name: str | None = None) -> Any:
    """`tensor`, once it is known to be a scalar of an integer dtype.

    Raises:
      ValueError: it is not.
    """
    with tf.name_scope(name, "assert_scalar_int", [tensor]) as scope:
        tensor = ops.convert_to_tensor(tensor)
        if not tensor.dtype.base_dtype.is_integer:
            raise ValueError(f"Expected integer type for {tensor.name}, received type: {tensor.dtype}.")
        return tf.assert_scalar(tensor, name=scope)


@provide("tf.contrib.framework.with_same_shape", gone="2.0")
def with_same_shape(expected_tensor: Any, tensor: Any) -> Any:
    """`tensor`, once it is known to have the shape of `expected_tensor`; see `with_shape`."""
    with tf.name_scope(f"{tensor.op.name}/", values=[expected_tensor, tensor]):
        known = expected_tensor.get_shape()
        if known.is_fully_defined():
            return with_shape(known.as_list(), tensor)
        return with_shape(array_ops.shape(expected_tensor, name="expected_shape"), tensor)


@provide("tf.contrib.framework.with_shape", gone="2.0")
def with_shape(expected_shape: Any, tensor: Any) -> Any:
    """`tensor`, once it is known to have that shape; an op asserts it where the graph does not know.

    Args:
      expected_shape: a list, tuple, array or tensor of int32; [] reshapes a tensor [1] into a scalar.
      tensor: a dense tensor.

    Raises:
      ValueError: the shapes differ, the tensor is sparse, or `expected_shape` is no vector of int32.
    """
    if isinstance(tensor, tf.SparseTensor):
        raise ValueError("SparseTensor not supported.")
    expected = _as_vector(expected_shape, tensor)
    is_tensor = tf.is_tensor(expected)
    actual = tensor.get_shape()
    scalar = not is_tensor and len(expected) == 0
    if not actual.is_fully_defined() or is_tensor:
        with tf.name_scope(f"{tensor.op.name}/", values=[tensor]):
            if scalar:
                return array_ops.reshape(tensor, [])
            with tf.control_dependencies([_assert_shape(expected, tensor)]):
                result = tf.identity(tensor)
            if not is_tensor:
                result.set_shape(expected)
            return result
    if actual.is_compatible_with(expected):
        return tensor
    if scalar and actual.is_compatible_with([1]):
        with tf.name_scope(f"{tensor.op.name}/", values=[tensor]):
            return array_ops.reshape(tensor, [])
    raise ValueError(f"Invalid shape for tensor {tensor.name}, expected {expected}, got {actual}.")


def _as_vector(expected: Any, tensor: Any) -> Any:
    """The expected shape as an array or tensor of int32."""
    if isinstance(expected, (list, tuple)):
        given = np.asarray(expected)
        expected = given.astype(np.int32) if given.dtype == np.int64 or not given.size else given
    if isinstance(expected, np.ndarray) and expected.ndim > 1:
        raise ValueError(f"Invalid rank {expected.ndim} for shape {expected} expected of tensor {tensor.name}.")
    is_tensor = tf.is_tensor(expected)
    dtype = expected.dtype.base_dtype if is_tensor else getattr(expected, "dtype", np.int32)
    if dtype != np.int32:
        raise ValueError(f"Invalid dtype {dtype} for shape {expected} expected of tensor {tensor.name}.")
    return expected


def _assert_shape(expected: Any, tensor: Any) -> Any:
    with tf.name_scope("assert_shape", values=[tensor]) as scope:
        actual = array_ops.shape(tensor, name="actual")
        if isinstance(expected, tf.TensorShape) and not expected.is_fully_defined():
            expected = [size or -1 for size in expected.as_list()]
        wrong = [f"Wrong shape for {tensor.name} [expected] [actual].", expected, actual]
        return tf.Assert(_is_shape(expected, tensor, actual), wrong, name=scope)


def _is_shape(expected: Any, tensor: Any, actual: Any) -> Any:
    with tf.name_scope("is_shape", values=[tensor]) as scope:
        count = array_ops.size(expected)
        with tf.name_scope("is_rank", values=[tensor]) as rank_scope:
            count = ops.convert_to_tensor(count, name="expected")
            is_rank = math_ops.equal(count, array_ops.rank(tensor, name="actual"), name=rank_scope)
        with tf.name_scope("shape_tensor_equal", values=[expected, actual]) as equal_scope:
            open_or_equal = math_ops.logical_or(
                math_ops.equal(expected, -1), math_ops.equal(expected, actual, "equal"), name="exclude_partial_shape"
            )
            is_equal = math_ops.reduce_all(open_or_equal, name=equal_scope)
        return math_ops.logical_and(is_rank, is_equal, name=scope)
