"""Weights of `linear_model` that are resources, as a model of Keras had; the range of old columns of identities."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, feature_column, inside
from tf1graph.tf.python.feature_column.feature_column_v2 import checked_identities


@inside(feature_column._FCLinearWrapper)
@inside(feature_column._BiasLayer)
def add_variable(layer: Any, *args: Any, **kwargs: Any) -> Any:
    return layer.add_weight(*args, use_resource=True, **kwargs)


@inside(feature_column._IdentityCategoricalColumn)
def _transform_feature(column: Any, inputs: Any) -> Any:
    given = feature_column._to_sparse_input_and_drop_ignore_values(inputs.get(column.key))
    return checked_identities(column, given, array_ops.where)
