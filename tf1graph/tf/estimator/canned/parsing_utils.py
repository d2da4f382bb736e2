"""How serialized examples of columns, a label and weights are parsed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import feature_column_v2
from tf1graph.tf.names import provide


@provide("tf.estimator.classifier_parse_example_spec")
def classifier_parse_example_spec(
    feature_columns: Sequence[Any],
    label_key: str,
    label_dtype: Any = tf.int64,
    label_default: Any = None,
    weight_column: Any = None,
) -> dict[str, Any]:
    """What `tf.parse_example` takes to read columns, and a class by the name `label_key`.

    Args:
      weight_column: the key or the numeric column of weights, or None.

    Raises:
      ValueError: label or weights are one of the columns too, or the weights are no numeric column.
    """
    return _spec(feature_columns, label_key, (1,), label_dtype, label_default, weight_column)


@provide("tf.estimator.regressor_parse_example_spec")
def regressor_parse_example_spec(
    feature_columns: Sequence[Any],
    label_key: str,
    label_dtype: Any = tf.float32,
    label_default: Any = None,
    label_dimension: int = 1,
    weight_column: Any = None,
) -> dict[str, Any]:
    """What `tf.parse_example` takes to read columns, and `label_dimension` numbers by the name `label_key`."""
    return _spec(feature_columns, label_key, (label_dimension,), label_dtype, label_default, weight_column)


def _spec(
    columns: Sequence[Any], label_key: str, shape: tuple[int, ...], dtype: Any, default: Any, weight_column: Any
) -> dict[str, Any]:
    spec = tf.feature_column.make_parse_example_spec(columns)
    if label_key in spec:
        raise ValueError(f"label should not be used as feature. label_key: {label_key}, features: {spec.keys()}")
    spec[label_key] = tf.FixedLenFeature(shape, dtype, default)
    if weight_column is None:
        return spec
    if isinstance(weight_column, str):
        weight_column = tf.feature_column.numeric_column(weight_column)
    if not isinstance(weight_column, feature_column_v2.NumericColumn):
        raise ValueError(
            "weight_column should be an instance of tf.feature_column.numeric_column. Given type: "
            f"{type(weight_column)} value: {weight_column}"
        )
    if weight_column.key in spec:
        raise ValueError(
            f"weight_column should not be used as feature. weight_column: {weight_column.key}, features: {spec.keys()}"
        )
    spec.update(weight_column.parse_example_spec)
    return spec
