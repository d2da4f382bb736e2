"""What the state saver's sequences are checked for: in the graph, and as far as it is known while it is built."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tf1graph import tf


def multiple_of(value: Any, factor: int) -> Any:
    """`value`, a scalar integer tensor, checked to be a multiple of `factor` and not zero."""
    fits = tf.logical_and(tf.equal(tf.mod(value, factor), 0), tf.not_equal(value, 0))
    said = tf.string_join(
        [
            f"Tensor {value.name} should be a multiple of: ",
            tf.as_string(factor),
            ", but saw value: ",
            tf.as_string(value),
            ". Consider setting pad=True.",
        ]
    )
    with tf.control_dependencies([tf.Assert(fits, [said])]):
        return tf.identity(value, name="multiple_of_checked")


def of_rank(value: Any, rank: Any) -> Any:
    """`value`, checked to have `rank` axes: an integer, or a tensor.

    Raises:
      ValueError: it is known to have others.
    """
    fits = tf.equal(rank, tf.rank(value))
    said = tf.string_join([f"Rank of tensor {value.name} should be: ", tf.as_string(rank), ", shape received:"])
    with tf.control_dependencies([tf.Assert(fits, [said, tf.shape(value)])]):
        checked = tf.identity(value, name="rank_checked")
        known = tf.contrib.util.constant_value(rank) if isinstance(rank, tf.Tensor) else rank
        if known is not None:
            try:
                checked.set_shape(checked.shape.with_rank(int(known)))
            except ValueError as error:
                raise ValueError(f"Rank check failed for {value.name}: {error}") from None
        return checked


def of_shape(value: Any, shape: Any) -> Any:
    """`value`, checked to have `shape`, an integer vector of the graph."""
    known = tf.contrib.util.constant_value(shape)
    expected = shape if known is None else [int(size) for size in known]
    value = of_rank(value, tf.size(expected) if known is None else len(expected))
    fits = tf.reduce_all(tf.equal(expected, tf.shape(value)))
    said = tf.string_join(
        [
            f"Shape of tensor {value.name} should be: ",
            tf.as_string(expected),
            ", shape received: ",
            tf.as_string(tf.shape(value)),
        ]
    )
    with tf.control_dependencies([tf.Assert(fits, [said])]):
        checked = tf.identity(value, name="shape_checked")
        if known is not None:
            checked.set_shape(expected)
        return checked


def of_sizes(value: Any, axes: Sequence[int], sizes: Sequence[Any], label: str) -> Any:
    """`value`, checked to have `sizes`, integers or tensors, along `axes`; `label` is what errors call it.

    Raises:
      ValueError: it is known to have others.
    """
    if value.shape.ndims is not None:
        if value.shape.ndims <= max(axes):
            raise ValueError(
                f"{label}: rank of input is not greater than max(dimensions): {value.shape.ndims} vs. {max(axes)}"
            )
        known = value.shape.as_list()
        for axis, size in zip(axes, sizes, strict=True):
            if not isinstance(size, tf.Tensor):
                known[axis] = size
        try:
            value.set_shape(value.shape.merge_with(known))
        except ValueError as error:
            raise ValueError(f"Dimensions check failed for {label}: {error}") from None
    checks = [_has_size(value, axis, size, label) for axis, size in zip(axes, sizes, strict=True)]
    with tf.control_dependencies(checks):
        return tf.identity(value, name=f"dims_checked_{label}")


def _has_size(value: Any, axis: int, size: Any, label: str) -> Any:
    fits = tf.equal(size, tf.shape(value)[axis])
    said = tf.string_join(
        [
            f"Dimension {axis} of tensor labeled {label} should be: ",
            tf.as_string(size),
            ", shape received: ",
            tf.as_string(tf.shape(value)),
        ]
    )
    return tf.Assert(fits, [said])
