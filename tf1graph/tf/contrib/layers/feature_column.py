"""`tf.contrib.layers.feature_column`: the columns of `tf.contrib.layers`, and how their features are parsed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import feature_column as core
from tf1graph.tf.contrib.layers.column import PLACE, _FeatureColumn, feature_config
from tf1graph.tf.contrib.layers.dense_column import (
    _BucketizedColumn,
    _real_valued_var_len_column,
    _RealValuedColumn,
    _RealValuedVarLenColumn,
    bucketized_column,
    real_valued_column,
)
from tf1graph.tf.contrib.layers.network_columns import (
    _CrossedColumn,
    _EmbeddingColumn,
    _OneHotColumn,
    _ScatteredEmbeddingColumn,
    crossed_column,
    embedding_column,
    one_hot_column,
    scattered_embedding_column,
    shared_embedding_columns,
)
from tf1graph.tf.contrib.layers.sparse_column import (
    _SparseColumn,
    _SparseIdLookupConfig,
    _WeightedSparseColumn,
    sparse_column_with_hash_bucket,
    sparse_column_with_integerized_feature,
    sparse_column_with_keys,
    sparse_column_with_vocabulary_file,
    weighted_sparse_column,
)
from tf1graph.tf.names import provide

InputLayer = core.InputLayer

__all__ = [
    "InputLayer",
    "_BucketizedColumn",
    "_CrossedColumn",
    "_EmbeddingColumn",
    "_FeatureColumn",
    "_OneHotColumn",
    "_RealValuedColumn",
    "_RealValuedVarLenColumn",
    "_ScatteredEmbeddingColumn",
    "_SparseColumn",
    "_SparseIdLookupConfig",
    "_WeightedSparseColumn",
    "_real_valued_var_len_column",
    "bucketized_column",
    "create_feature_spec_for_parsing",
    "crossed_column",
    "embedding_column",
    "make_place_holder_tensors_for_base_features",
    "one_hot_column",
    "real_valued_column",
    "scattered_embedding_column",
    "shared_embedding_columns",
    "sparse_column_with_hash_bucket",
    "sparse_column_with_integerized_feature",
    "sparse_column_with_keys",
    "sparse_column_with_vocabulary_file",
    "weighted_sparse_column",
]


@provide(PLACE + "create_feature_spec_for_parsing", today="tf.feature_column.make_parse_example_spec", gone="2.0")
def create_feature_spec_for_parsing(feature_columns: Any) -> dict[str, Any]:
    """How the features of columns, a list or the values of a dict, are parsed by `tf.parse_example`.

    Raises:
      TypeError: one is no column of `tf.contrib.layers`.
    """
    columns = feature_columns.values() if isinstance(feature_columns, dict) else feature_columns
    return {key: value for column in columns for key, value in feature_config(column).items()}


def sequence_feature_spec(feature_columns: Iterable[Any], allow_missing: bool = False) -> dict[str, Any]:
    """How the features of columns are parsed from sequences; what has a default value may be missing there."""
    found = {}
    for key, feature in create_feature_spec_for_parsing(feature_columns).items():
        if isinstance(feature, tf.VarLenFeature):
            found[key] = feature
            continue
        missing = feature.default_value is not None
        if missing:
            tf.logging.warning(
                'Found default value %s for feature "%s". Ignoring this value and setting `allow_missing=True` '
                "instead.",
                feature.default_value,
                key,
            )
        found[key] = tf.FixedLenSequenceFeature(feature.shape, feature.dtype, allow_missing=allow_missing or missing)
    return found


@provide(PLACE + "make_place_holder_tensors_for_base_features", today="tf.placeholder", gone="2.0")
def make_place_holder_tensors_for_base_features(feature_columns: Any) -> dict[str, Any]:
    """Placeholders for the features of columns, by name, of any batch."""
    found = {}
    for name, feature in create_feature_spec_for_parsing(feature_columns).items():
        about = {"name": f"Placeholder_{name}"}
        if isinstance(feature, tf.VarLenFeature):
            found[name] = tf.sparse_placeholder(feature.dtype, **about)
        else:
            found[name] = tf.placeholder(feature.dtype, shape=(None, feature.shape[0]), **about)
    return found
