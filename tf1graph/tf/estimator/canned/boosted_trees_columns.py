"""What boosted trees split: the scalar features of feature columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import feature_column, feature_column_v2

CATEGORICAL = (feature_column_v2.CategoricalColumn, feature_column._CategoricalColumn)
BUCKETIZED = (feature_column_v2.BucketizedColumn, feature_column._BucketizedColumn)
INDICATOR = (feature_column_v2.IndicatorColumn, feature_column._IndicatorColumn)
DENSE = (feature_column_v2.DenseColumn, feature_column._DenseColumn)


def is_float(column: Any) -> bool:
    """Whether a column's buckets have to be found from the data.

    Raises:
      ValueError: it is no column that trees can split.
    """
    if isinstance(column, (*CATEGORICAL, *BUCKETIZED, *INDICATOR)):
        return False
    if isinstance(column, DENSE):
        return column.dtype.is_floating
    raise ValueError(f"Encountered unexpected column {column}")


def width(column: Any) -> int:
    """How many scalar features a column has.

    Raises:
      ValueError: it is no column that trees can split.
    """
    if isinstance(column, INDICATOR):
        return column.categorical_column._num_buckets
    if isinstance(column, BUCKETIZED):
        return 1
    if isinstance(column, DENSE):
        shape = _shape(column)
        return shape[0] if shape.as_list() else 1
    if isinstance(column, CATEGORICAL):
        raise ValueError(f"CategoricalColumn must be wrapped by IndicatorColumn, got: {column}")
    raise ValueError(f"Got unexpected feature column type: {column}")


def count(columns: Sequence[Any]) -> int:
    """How many scalar features the columns have together."""
    return sum(width(column) for column in columns)


def names(columns: Sequence[Any]) -> list[str]:
    """For each scalar feature the name of its column."""
    return [
        (column.categorical_column if isinstance(column, INDICATOR) else column).name
        for column in columns
        for _ in range(width(column))
    ]


def _shape(column: Any) -> Any:
    is_v2 = feature_column_v2.is_feature_column_v2([column])
    return column.variable_shape if is_v2 else column._variable_shape


def transform(features: dict[str, Any], columns: Sequence[Any]) -> dict[Any, Any]:
    """The tensor of each column."""
    new = [column for column in columns if feature_column_v2.is_feature_column_v2([column])]
    old = [column for column in columns if column not in new]
    found = {}
    if new:
        manager = feature_column_v2._StateManagerImpl(layer=None, trainable=False)
        found = feature_column_v2._transform_features_v2(features, new, manager)
    if old:
        found.update(feature_column._transform_features(features, old))
    return found


def scalars(features: dict[str, Any], columns: Sequence[Any]) -> list[Any]:
    """Each scalar feature of the columns, [examples]: the number of its bucket, or its value where that is a float."""
    tensors = transform(features, columns)
    return [part for column in columns for part in _parts(column, tensors[column], features)]


def _parts(column: Any, tensor: Any, features: dict[str, Any]) -> Iterator[Any]:
    if isinstance(column, BUCKETIZED):
        squeezed = tf.squeeze(tensor, axis=1)
        if len(squeezed.shape) > 1:
            name = column.source_column.name
            raise ValueError(
                f"For now, only supports features equivalent to rank 1 but column `{name}` got: {features[name].shape}"
            )
        yield squeezed
    elif isinstance(column, INDICATOR):
        if len(tensor.shape) > 2:
            name = column.categorical_column.name
            raise ValueError(
                f"Rank of indicator column must be no more than 2, but column `{name}` got: {features[name].shape}"
            )
        yield from tf.unstack(tf.cast(tensor, tf.int32), axis=1)
    else:
        shape = _shape(column)
        if shape.rank > 1:
            raise ValueError(
                f"For now, we only support Dense column with rank of 1, but column `{column.name}` got: {shape}"
            )
        yield from tf.unstack(tensor, axis=1)


def sizes(columns: Sequence[Any]) -> list[int]:
    """How many buckets each scalar feature has; 0 of floats, whose buckets have to be found."""
    return [size for column in columns for size in [_size(column)] * width(column)]


def _size(column: Any) -> int:
    if is_float(column):
        return 0
    return len(column.boundaries) + 1 if isinstance(column, BUCKETIZED) else 2


def in_order_of_groups(columns: Sequence[Any]) -> list[int]:
    """The scalar features in the order in which their splits are compared: bucketised ones come last."""
    kinds = [isinstance(column, BUCKETIZED) for column in columns for _ in range(width(column))]
    return sorted(range(len(kinds)), key=lambda feature: kinds[feature])
