"""Columns of categories: their ids, for linear models and for embeddings."""

from __future__ import annotations

from typing import Any, NamedTuple

from tf1graph import tf
from tf1graph.tf._private import feature_column as core
from tf1graph.tf._private import math_ops, nest, sparse_ops
from tf1graph.tf.contrib.layers.column import PLACE, LinearLookup, _FeatureColumn, feature_config, reshape_to_rank
from tf1graph.tf.contrib.layers.sparse_ops import dense_to_sparse_tensor
from tf1graph.tf.names import provide

TODAY = "tf.feature_column.categorical_column_with_"


class _SparseIdLookupConfig(NamedTuple):
    vocabulary_file: str | None = None
    keys: tuple[Any, ...] | None = None
    num_oov_buckets: int = 0
    vocab_size: int | None = None
    default_value: int = -1


class CategoricalColumn(_FeatureColumn, core._CategoricalColumn):
    """What columns of ids have in common, and what `tf.feature_column` asks of them."""

    length: Any
    combiner: Any

    def id_tensor(self, input_tensor: Any) -> Any:
        """The ids in what the column made of the features."""
        return input_tensor

    def weight_tensor(self, input_tensor: Any) -> Any:
        """The weights in it, or None."""
        return None

    def _wide_embedding_lookup_arguments(self, input_tensor: Any) -> LinearLookup:
        return LinearLookup(
            self.id_tensor(input_tensor),
            self.weight_tensor(input_tensor),
            self.length,
            tf.zeros_initializer(),
            self.combiner,
        )

    @property
    def _num_buckets(self) -> int:
        return self.length

    def _get_sparse_tensors(self, inputs: Any, weight_collections: Any = None, trainable: Any = None) -> Any:
        found = inputs.get(self)
        return core._CategoricalColumn.IdWeightPair(self.id_tensor(found), self.weight_tensor(found))


class _SparseFields(NamedTuple):
    column_name: str
    is_integerized: bool
    bucket_size: int | None
    lookup_config: _SparseIdLookupConfig | None
    combiner: str
    dtype: Any


class _SparseColumn(CategoricalColumn, _SparseFields):
    """A column of ids that are hashed, counted or looked up."""

    def __new__(
        cls,
        column_name: str,
        is_integerized: bool = False,
        bucket_size: int | None = None,
        lookup_config: Any = None,
        combiner: str = "sum",
        dtype: Any = tf.string,
    ) -> Any:
        about = f"column_name: {column_name}"
        if is_integerized and bucket_size is None:
            raise ValueError(f"bucket_size must be set if is_integerized is True. {about}")
        if is_integerized and not dtype.is_integer:
            raise ValueError(f"dtype must be an integer if is_integerized is True. dtype: {dtype}, {about}.")
        if dtype != tf.string and not dtype.is_integer:
            raise ValueError(f"dtype must be string or integer. dtype: {dtype}, {about}")
        if bucket_size is None and lookup_config is None:
            raise ValueError(f"one of bucket_size or lookup_config must be set. {about}")
        if bucket_size is not None and lookup_config:
            raise ValueError(f"one and only one of bucket_size or lookup_config must be set. {about}")
        if bucket_size is not None and bucket_size < 1:
            raise ValueError(f"bucket_size must be at least 1. bucket_size: {bucket_size}, {about}")
        return _SparseFields.__new__(cls, column_name, is_integerized, bucket_size, lookup_config, combiner, dtype)

    @property
    def name(self) -> str:
        return self.column_name

    @property
    def length(self) -> int:
        """How many ids there are."""
        if self.bucket_size is not None:
            return self.bucket_size
        found: Any = self.lookup_config
        return found.vocab_size + found.num_oov_buckets

    @property
    def config(self) -> dict[str, Any]:
        return {self.column_name: tf.VarLenFeature(self.dtype)}

    def _to_dnn_input_layer(
        self, input_tensor: Any, weight_collections: Any = None, trainable: bool = True, output_rank: int = 2
    ) -> Any:
        raise ValueError(
            f"SparseColumn is not supported in DNN. Please use embedding_column or one_hot_column. column: {self}"
        )

    def is_compatible(self, other_column: Any) -> bool:
        """Whether both have the same ids, as far as can be told."""
        if self.lookup_config and other_column.lookup_config:
            return self.lookup_config == other_column.lookup_config
        integers = self.dtype.is_integer and other_column.dtype.is_integer
        compatible = self.length == other_column.length and (self.dtype == other_column.dtype or integers)
        if compatible:
            tf.logging.warn(f"Column {self.name} and {other_column.name} may not have the same vocabulary.")
        return compatible

    def _sparse(self, tensor: Any) -> Any:
        if isinstance(tensor, tf.SparseTensor):
            return tensor
        ignored = "" if tensor.dtype == tf.string else -1
        return dense_to_sparse_tensor(reshape_to_rank(tensor, 2, self.name), ignore_value=ignored)

    def _do_transform(self, input_tensor: Any) -> Any:
        raise NotImplementedError

    def insert_transformed_feature(self, columns_to_tensors: dict[Any, Any]) -> None:
        columns_to_tensors[self] = self._do_transform(self._sparse(columns_to_tensors[self.name]))

    def _transform_feature(self, inputs: Any) -> Any:
        return self._do_transform(self._sparse(inputs.get(self.name)))


class _SparseColumnIntegerized(_SparseColumn):
    def _do_transform(self, input_tensor: Any) -> Any:
        ids = math_ops.mod(input_tensor.values, self.bucket_size, name="mod")
        return tf.SparseTensor(input_tensor.indices, ids, input_tensor.dense_shape)


class _SparseColumnHashed(_SparseColumn):
    hash_keys: Any

    def _do_transform(self, input_tensor: Any) -> Any:
        values = tf.as_string(input_tensor.values) if self.dtype.is_integer else input_tensor.values
        indices, shape = input_tensor.indices, input_tensor.dense_shape
        if not self.hash_keys:
            ids = tf.string_to_hash_bucket_fast(values, self.bucket_size, name="lookup")
            return tf.SparseTensor(indices, ids, shape)
        found = [
            tf.SparseTensor(indices, tf.string_to_hash_bucket_strong(values, self.bucket_size, key), shape)
            for key in self.hash_keys
        ]
        return sparse_ops.sparse_concat(axis=1, sp_inputs=found, name="lookup")


class _SparseColumnKeys(_SparseColumn):
    def _do_transform(self, input_tensor: Any) -> Any:
        config: Any = self.lookup_config
        table = tf.contrib.lookup.index_table_from_tensor(
            mapping=tuple(config.keys), default_value=config.default_value, dtype=self.dtype, name="lookup"
        )
        return table.lookup(input_tensor)


class _SparseColumnVocabulary(_SparseColumn):
    def _do_transform(self, input_tensor: Any) -> Any:
        if self.dtype.is_integer:
            values = tf.as_string(input_tensor.values)
            input_tensor = tf.SparseTensor(input_tensor.indices, values, input_tensor.dense_shape)
        config: Any = self.lookup_config
        table = tf.contrib.lookup.index_table_from_file(
            vocabulary_file=config.vocabulary_file,
            num_oov_buckets=config.num_oov_buckets,
            vocab_size=config.vocab_size,
            default_value=config.default_value,
            name=self.name + "_lookup",
        )
        return table.lookup(input_tensor)


@provide(PLACE + "sparse_column_with_integerized_feature", today=TODAY + "identity", gone="2.0")
def sparse_column_with_integerized_feature(
    column_name: str, bucket_size: int, combiner: str = "sum", dtype: Any = tf.int64
) -> Any:
    """A column of integers, which are ids as they are, modulo `bucket_size`.

    Args:
      column_name: of the feature.
      bucket_size: how many ids there are.
      combiner: how a linear model puts a row's together: `sum`, `mean` or `sqrtn`.
      dtype: of the feature.

    Raises:
      ValueError: the size is below 1, or these are no integers.
    """
    return _SparseColumnIntegerized(
        column_name, is_integerized=True, bucket_size=bucket_size, combiner=combiner, dtype=dtype
    )


@provide(PLACE + "sparse_column_with_hash_bucket", today=TODAY + "hash_bucket", gone="2.0")
def sparse_column_with_hash_bucket(
    column_name: str,
    hash_bucket_size: int,
    combiner: str = "sum",
    dtype: Any = tf.string,
    hash_keys: list[list[int]] | None = None,
) -> Any:
    """A column of texts or integers, which are hashed into `hash_bucket_size` ids.

    Args:
      hash_keys: pairs of integers; each term gets an id for each of them.
      The others are those of `sparse_column_with_integerized_feature`.

    Raises:
      ValueError: the size is below 1, the dtype is another, or the keys are no such pairs.
    """
    if hash_keys is not None:
        if not isinstance(hash_keys, list) or not hash_keys:
            raise ValueError("hash_keys must be a non-empty list.")
        pairs = all(isinstance(pair, list) and len(pair) == 2 for pair in hash_keys)
        if not pairs or not all(isinstance(key, int) for key in nest.flatten(hash_keys)):
            raise ValueError("Each element of hash_keys must be a pair of integers.")
    column = _SparseColumnHashed(column_name, bucket_size=hash_bucket_size, combiner=combiner, dtype=dtype)
    column.hash_keys = hash_keys
    return column


@provide(PLACE + "sparse_column_with_keys", today=TODAY + "vocabulary_list", gone="2.0")
def sparse_column_with_keys(
    column_name: str, keys: Any, default_value: int = -1, combiner: str = "sum", dtype: Any = tf.string
) -> Any:
    """A column of terms that have their places in `keys` for ids; others have `default_value`."""
    keys = tuple(keys)
    config = _SparseIdLookupConfig(keys=keys, vocab_size=len(keys), default_value=default_value)
    return _SparseColumnKeys(column_name, lookup_config=config, combiner=combiner, dtype=dtype)


@provide(PLACE + "sparse_column_with_vocabulary_file", today=TODAY + "vocabulary_file", gone="2.0")
def sparse_column_with_vocabulary_file(
    column_name: str,
    vocabulary_file: str,
    num_oov_buckets: int = 0,
    vocab_size: int | None = None,
    default_value: int = -1,
    combiner: str = "sum",
    dtype: Any = tf.string,
) -> Any:
    """A column of terms that have their lines of a file for ids.

    Args:
      num_oov_buckets: into how many ids behind those others are hashed.
      vocab_size: how many lines count; must be given.
      default_value: the id of others, without such buckets.
      The others are those of `sparse_column_with_keys`.

    Raises:
      ValueError: there is no `vocab_size`.
    """
    if vocab_size is None:
        raise ValueError(f"vocab_size should be defined. column_name: {column_name}")
    config = _SparseIdLookupConfig(
        vocabulary_file=vocabulary_file,
        num_oov_buckets=num_oov_buckets,
        vocab_size=vocab_size,
        default_value=default_value,
    )
    return _SparseColumnVocabulary(column_name, lookup_config=config, combiner=combiner, dtype=dtype)


class _WeightedFields(NamedTuple):
    sparse_id_column: Any
    weight_column_name: str
    dtype: Any


class _WeightedSparseColumn(CategoricalColumn, _WeightedFields):
    """A column of ids with the weights of another feature."""

    @property
    def name(self) -> str:
        return f"{self.sparse_id_column.name}_weighted_by_{self.weight_column_name}"

    @property
    def length(self) -> int:
        """How many ids there are."""
        return self.sparse_id_column.length

    @property
    def combiner(self) -> str:
        """How a linear model puts a row's together."""
        return self.sparse_id_column.combiner

    @property
    def config(self) -> dict[str, Any]:
        return {**feature_config(self.sparse_id_column), self.weight_column_name: tf.VarLenFeature(self.dtype)}

    @property
    def lookup_config(self) -> Any:
        """The ids' vocabulary."""
        return self.sparse_id_column.lookup_config

    def id_tensor(self, input_tensor: Any) -> Any:
        return input_tensor[0]

    def weight_tensor(self, input_tensor: Any) -> Any:
        return input_tensor[1]

    def is_compatible(self, other_column: Any) -> bool:
        """Whether both have the same ids, as far as can be told."""
        weighted = isinstance(other_column, _WeightedSparseColumn)
        return self.sparse_id_column.is_compatible(other_column.sparse_id_column if weighted else other_column)

    def _to_dnn_input_layer(
        self, input_tensor: Any, weight_collections: Any = None, trainable: bool = True, output_rank: int = 2
    ) -> Any:
        raise ValueError(
            "WeightedSparseColumn is not supported in DNN. Please use embedding_column or one_hot_column. "
            f"column: {self}"
        )

    def _do_transform(self, ids: Any, weights: Any) -> tuple[Any, Any]:
        if not isinstance(weights, tf.SparseTensor):
            weights = dense_to_sparse_tensor(weights)
        if not self.dtype.is_floating:
            weights = math_ops.cast(weights, tf.float32)
        return ids, weights

    def insert_transformed_feature(self, columns_to_tensors: dict[Any, Any]) -> None:
        if self.sparse_id_column not in columns_to_tensors:
            self.sparse_id_column.insert_transformed_feature(columns_to_tensors)
        weights = columns_to_tensors[self.weight_column_name]
        columns_to_tensors[self] = self._do_transform(columns_to_tensors[self.sparse_id_column], weights)

    def _transform_feature(self, inputs: Any) -> Any:
        return self._do_transform(inputs.get(self.sparse_id_column), inputs.get(self.weight_column_name))


@provide(PLACE + "weighted_sparse_column", today="tf.feature_column.weighted_categorical_column", gone="2.0")
def weighted_sparse_column(sparse_id_column: Any, weight_column_name: str, dtype: Any = tf.float32) -> Any:
    """The column `sparse_id_column` with the weights of another feature, of `dtype`.

    Raises:
      ValueError: these are no numbers.
    """
    if not (dtype.is_integer or dtype.is_floating):
        raise ValueError(f"dtype is not convertible to float. Given {dtype}")
    return _WeightedSparseColumn(sparse_id_column, weight_column_name, dtype)
