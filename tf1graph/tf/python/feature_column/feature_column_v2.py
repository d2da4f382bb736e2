"""Columns of identities check their range, and a layer that is called twice makes its tables twice."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, check_ops, compat_v1, feature_column_v2, inside, math_ops


@inside(feature_column_v2.IdentityCategoricalColumn)
def _transform_input_tensor(column: Any, input_tensor: Any) -> Any:
    return checked_identities(column, input_tensor, array_ops.where_v2)


@inside(feature_column_v2._StateManagerImpl)
def has_resource(manager: Any, column: Any, name: str) -> bool:
    return False


def checked_identities(column: Any, input_tensor: Any, where: Any) -> Any:
    """The ids of a column with identity, as int64; those out of its range raise, or become its default value.

    Today's graph lets them through where there is no default value.

    Args:
      column: has `name`, `key`, `num_buckets` and `default_value`.
      input_tensor: a sparse tensor of integers.
      where: the op that chooses.

    Raises:
      ValueError: these are no integers.
    """
    if not input_tensor.dtype.is_integer:
        raise ValueError(f"Invalid input, not integer. key: {column.key} dtype: {input_tensor.dtype}")
    values = math_ops.cast(input_tensor.values, compat_v1.int64, name="values")
    buckets = math_ops.cast(column.num_buckets, compat_v1.int64, name="num_buckets")
    zero = math_ops.cast(0, compat_v1.int64, name="zero")
    if column.default_value is None:
        of_column = f'for categorical column "{column.name}"'
        checks = [
            check_ops.assert_less(
                values,
                buckets,
                data=(values, buckets),
                message=f"Bucket index {of_column} exceeds number of buckets",
                name="assert_less_than_num_buckets",
            ),
            check_ops.assert_greater_equal(
                values,
                zero,
                data=(values,),
                message=f"Negative bucket index {of_column}",
                name="assert_greater_or_equal_0",
            ),
        ]
        with compat_v1.control_dependencies(checks):
            values = compat_v1.identity(values)
    else:
        outside = math_ops.logical_or(values < zero, values >= buckets, name="out_of_range")
        shape = array_ops.shape(values)
        default = math_ops.cast(column.default_value, compat_v1.int64)
        values = where(outside, compat_v1.fill(shape, default, name="default_values"), values)
    return compat_v1.SparseTensor(input_tensor.indices, values, input_tensor.dense_shape)
