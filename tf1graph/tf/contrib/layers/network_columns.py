"""Columns of ids as numbers for networks: one-hot, embedded, crossed, scattered."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from tf1graph import tf
from tf1graph.tf._private import array_ops, math_ops, sparse_ops
from tf1graph.tf._private import feature_column as core
from tf1graph.tf.contrib.layers.column import (
    PLACE,
    DeepLookup,
    TransformedFeatures,
    _FeatureColumn,
    embed,
    feature_config,
)
from tf1graph.tf.contrib.layers.dense_column import _BucketizedColumn
from tf1graph.tf.contrib.layers.shaping import inner_flatten
from tf1graph.tf.contrib.layers.sparse_column import CategoricalColumn, _SparseColumn, _WeightedSparseColumn
from tf1graph.tf.contrib.layers.sparse_feature_cross_op import sparse_feature_cross
from tf1graph.tf.names import provide

COMBINERS = ("mean", "sqrtn", "sum")


class _OverSparseColumn(_FeatureColumn, core._DenseColumn):
    """What columns made of a column of ids have in common."""

    sparse_id_column: Any

    @property
    def config(self) -> dict[str, Any]:
        return feature_config(self.sparse_id_column)

    def insert_transformed_feature(self, columns_to_tensors: dict[Any, Any]) -> None:
        if self.sparse_id_column not in columns_to_tensors:
            self.sparse_id_column.insert_transformed_feature(columns_to_tensors)
        columns_to_tensors[self] = columns_to_tensors[self.sparse_id_column]


class _OneHotFields(NamedTuple):
    sparse_id_column: Any


class _OneHotColumn(_OverSparseColumn, _OneHotFields):
    """Ids, each as a 1 in its place."""

    @property
    def name(self) -> str:
        return f"{self.sparse_id_column.name}_one_hot"

    @property
    def length(self) -> int:
        """How many ids there are."""
        return self.sparse_id_column.length

    def _to_dnn_input_layer(
        self, input_tensor: Any, weight_collections: Any = None, trainable: bool = False, output_rank: int = 2
    ) -> Any:
        ids = inner_flatten(self.sparse_id_column.id_tensor(input_tensor), output_rank)
        weights = self.sparse_id_column.weight_tensor(input_tensor)
        if weights is None:
            dense = sparse_ops.sparse_tensor_to_dense(ids, default_value=-1)
            one_hot = tf.one_hot(dense, depth=self.length, on_value=1.0, off_value=0.0)
            return math_ops.reduce_sum(one_hot, axis=[output_rank - 1])
        weighted = tf.sparse_merge(sp_ids=ids, sp_values=weights, vocab_size=self.length)
        start = tf.zeros_like(weighted.dense_shape)
        dense = sparse_ops.sparse_tensor_to_dense(sparse_ops.sparse_slice(weighted, start, weighted.dense_shape))
        shape = tf.concat([array_ops.shape(dense)[:-1], [self.length]], axis=0)
        return array_ops.reshape(dense, shape)

    @property
    def _variable_shape(self) -> Any:
        return tf.TensorShape([self.length])

    def _get_dense_tensor(self, inputs: Any, weight_collections: Any = None, trainable: Any = None) -> Any:
        return inputs.get(self)

    def _transform_feature(self, inputs: Any) -> Any:
        return self._to_dnn_input_layer(inputs.get(self.sparse_id_column))


@provide(PLACE + "one_hot_column", today="tf.feature_column.indicator_column", gone="2.0")
def one_hot_column(sparse_id_column: Any) -> Any:
    """The ids of a column, each as a 1, or as its weight, in its place: [batch, length]."""
    return _OneHotColumn(sparse_id_column)


class _EmbeddingFields(NamedTuple):
    sparse_id_column: Any
    dimension: int
    combiner: str
    initializer: Any
    ckpt_to_load_from: str | None
    tensor_name_in_ckpt: str | None
    shared_embedding_name: str | None
    shared_vocab_size: int | None
    max_norm: float | None
    trainable: bool


def _check_checkpoint(path: str | None, name: str | None) -> None:
    if (path is None) != (name is None):
        raise ValueError("Must specify both `ckpt_to_load_from` and `tensor_name_in_ckpt` or none of them.")


class _EmbeddingColumn(_OverSparseColumn, _EmbeddingFields):
    """Ids, each as a row of a variable."""

    def __new__(
        cls,
        sparse_id_column: Any,
        dimension: int,
        combiner: str = "mean",
        initializer: Any = None,
        ckpt_to_load_from: str | None = None,
        tensor_name_in_ckpt: str | None = None,
        shared_embedding_name: str | None = None,
        shared_vocab_size: int | None = None,
        max_norm: float | None = None,
        trainable: bool = True,
    ) -> Any:
        if initializer is not None and not callable(initializer):
            raise ValueError(
                f"initializer must be callable if specified. Embedding of column_name: {sparse_id_column.name}"
            )
        _check_checkpoint(ckpt_to_load_from, tensor_name_in_ckpt)
        if initializer is None:
            tf.logging.warn(
                'The default stddev value of initializer was changed from "1/sqrt(vocab_size)" to "1/sqrt(dimension)" '
                "in core implementation (tf.feature_column.embedding_column)."
            )
            stddev = 1 / math.sqrt(sparse_id_column.length)
            initializer = tf.truncated_normal_initializer(mean=0.0, stddev=stddev)
        return _EmbeddingFields.__new__(
            cls,
            sparse_id_column,
            dimension,
            combiner,
            initializer,
            ckpt_to_load_from,
            tensor_name_in_ckpt,
            shared_embedding_name,
            shared_vocab_size,
            max_norm,
            trainable,
        )

    @property
    def name(self) -> str:
        shared = "" if self.shared_embedding_name is None else "shared_"
        return f"{self.sparse_id_column.name}_{shared}embedding"

    @property
    def length(self) -> int:
        """How many ids there are."""
        return self.sparse_id_column.length if self.shared_vocab_size is None else self.shared_vocab_size

    @property
    def key(self) -> str:
        return self._key_without("initializer")

    def _deep_embedding_lookup_arguments(self, input_tensor: Any) -> DeepLookup:
        return DeepLookup(
            input_tensor=self.sparse_id_column.id_tensor(input_tensor),
            weight_tensor=self.sparse_id_column.weight_tensor(input_tensor),
            vocab_size=self.length,
            dimension=self.dimension,
            initializer=self.initializer,
            combiner=self.combiner,
            shared_embedding_name=self.shared_embedding_name,
            hash_key=None,
            max_norm=self.max_norm,
            trainable=self.trainable,
        )

    def _checkpoint_path(self) -> tuple[str, str] | None:
        if self.ckpt_to_load_from is None or self.tensor_name_in_ckpt is None:
            return None
        return self.ckpt_to_load_from, self.tensor_name_in_ckpt

    def _wide_embedding_lookup_arguments(self, input_tensor: Any) -> Any:
        raise ValueError(f"Column {self} is not supported in linear models. Please use sparse_column.")

    @property
    def _variable_shape(self) -> Any:
        return tf.TensorShape([self.dimension])

    def _get_dense_tensor(self, inputs: Any, weight_collections: Any = None, trainable: Any = None) -> Any:
        return embed(self, self._deep_embedding_lookup_arguments(inputs.get(self)), weight_collections, trainable)

    def _transform_feature(self, inputs: Any) -> Any:
        return inputs.get(self.sparse_id_column)


@provide(PLACE + "embedding_column", today="tf.feature_column.embedding_column", gone="2.0")
def embedding_column(
    sparse_id_column: Any,
    dimension: int,
    combiner: str = "mean",
    initializer: Callable[..., Any] | None = None,
    ckpt_to_load_from: str | None = None,
    tensor_name_in_ckpt: str | None = None,
    max_norm: float | None = None,
    trainable: bool = True,
) -> Any:
    """The ids of a column as rows of a variable [length, dimension].

    Args:
      sparse_id_column: a column of ids, with weights or without.
      dimension: of the rows.
      combiner: how a row's are put together: `mean`, `sqrtn` or `sum`.
      initializer: of the variable; truncated normal of the deviation 1/√length where it is None.
      ckpt_to_load_from, tensor_name_in_ckpt: the checkpoint's tensor that it starts from.
      max_norm: to which length rows are cut.
      trainable: whether it is to be trained.

    Raises:
      ValueError: the initializer is none, or a checkpoint is named without a tensor.
    """
    given = (dimension, combiner, initializer, ckpt_to_load_from, tensor_name_in_ckpt)
    return _EmbeddingColumn(sparse_id_column, *given, max_norm=max_norm, trainable=trainable)


@provide(PLACE + "shared_embedding_columns", today="tf.feature_column.shared_embedding_columns", gone="2.0")
def shared_embedding_columns(
    sparse_id_columns: Sequence[Any],
    dimension: int,
    combiner: str = "mean",
    shared_embedding_name: str | None = None,
    initializer: Callable[..., Any] | None = None,
    ckpt_to_load_from: str | None = None,
    tensor_name_in_ckpt: str | None = None,
    max_norm: float | None = None,
    trainable: bool = True,
) -> Any:
    """An `embedding_column` for each column of ids, of one variable that they share.

    Args:
      shared_embedding_name: of the variable; of the columns' names where it is None.
      The others are those of `embedding_column`.

    Raises:
      TypeError: these are no columns of ids.
      ValueError: there are none, or their ids are not the same.
    """
    columns = sparse_id_columns
    if not isinstance(columns, Sequence) or isinstance(columns, str):
        raise TypeError(
            f"sparse_id_columns must be a non-string sequence (ex: list or tuple) instead of type {type(columns)}."
        )
    if not columns:
        raise ValueError("The input sparse_id_columns should have at least one element.")
    for column in columns:
        if not isinstance(column, (_SparseColumn, _WeightedSparseColumn)):
            raise TypeError(
                f"Elements of sparse_id_columns must be _SparseColumn or _WeightedSparseColumn, but {column} is not."
            )
    given = (dimension, combiner, initializer, ckpt_to_load_from, tensor_name_in_ckpt)
    if len(columns) == 1:
        name = shared_embedding_name
        return [_EmbeddingColumn(columns[0], *given, name, max_norm=max_norm, trainable=trainable)]
    first = columns[0]
    weighted = isinstance(first, _WeightedSparseColumn)
    if not all(first.is_compatible(other) if weighted else other.is_compatible(first) for other in columns[1:]):
        raise ValueError("The input sparse id columns are not compatible.")
    name = shared_embedding_name or _shared_name(columns)
    return tuple(
        _EmbeddingColumn(column, *given, name, first.length, max_norm=max_norm, trainable=trainable)
        for column in columns
    )


def _shared_name(columns: Sequence[Any]) -> str:
    plain = sorted(column for column in columns if isinstance(column, _SparseColumn))
    weighted = [column for column in columns if not isinstance(column, _SparseColumn)]
    names = [column.name for column in [*plain, *sorted(weighted, key=lambda column: column.name)]]
    others = f"_plus_{len(names) - 3}_others" if len(names) > 3 else ""
    return "_".join(names[:3]) + others + "_shared_embedding"


class _ScatteredFields(NamedTuple):
    column_name: str
    size: int
    dimension: int
    hash_key: int
    combiner: str
    initializer: Any


class _ScatteredEmbeddingColumn(_FeatureColumn, core._DenseColumn, _ScatteredFields):
    """Texts, each number of whose embeddings is picked by a hash."""

    @property
    def name(self) -> str:
        return f"{self.column_name}_scattered_embedding"

    @property
    def config(self) -> dict[str, Any]:
        return {self.column_name: tf.VarLenFeature(tf.string)}

    @property
    def key(self) -> str:
        return self._key_without("initializer")

    def insert_transformed_feature(self, columns_to_tensors: dict[Any, Any]) -> None:
        columns_to_tensors[self] = columns_to_tensors[self.column_name]

    def _deep_embedding_lookup_arguments(self, input_tensor: Any) -> DeepLookup:
        return DeepLookup(
            input_tensor=input_tensor,
            weight_tensor=None,
            vocab_size=self.size,
            initializer=self.initializer,
            combiner=self.combiner,
            dimension=self.dimension,
            shared_embedding_name=None,
            hash_key=self.hash_key,
            max_norm=None,
            trainable=True,
        )

    @property
    def _variable_shape(self) -> Any:
        return tf.TensorShape([self.dimension])

    def _get_dense_tensor(self, inputs: Any, weight_collections: Any = None, trainable: Any = None) -> Any:
        return embed(self, self._deep_embedding_lookup_arguments(inputs.get(self)), weight_collections, trainable)

    def _transform_feature(self, inputs: Any) -> Any:
        return inputs.get(self.column_name)


@provide(
    PLACE + "scattered_embedding_column",
    fidelity="approximate",
    gone="2.0",
    note="the same numbers; crosses are made by another op",
)
def scattered_embedding_column(
    column_name: str,
    size: int,
    dimension: int,
    hash_key: int,
    combiner: str = "mean",
    initializer: Callable[..., Any] | None = None,
) -> Any:
    """Embeddings of texts without a vocabulary: a hash picks each of `dimension` numbers from a variable [size].

    Raises:
      ValueError: a size is below 1, there is no such combiner, or the initializer is none.
    """
    if dimension < 1 or size < 1:
        raise ValueError(
            f"Dimension and size must be greater than 0. dimension: {dimension}, size: {size}, "
            f"column_name: {column_name}"
        )
    if combiner not in COMBINERS:
        raise ValueError(
            f"Combiner must be one of 'mean', 'sqrtn' or 'sum'. combiner: {combiner}, column_name: {column_name}"
        )
    if initializer is not None and not callable(initializer):
        raise ValueError(f"initializer must be callable if specified. column_name: {column_name}")
    initializer = initializer or tf.truncated_normal_initializer(mean=0.0, stddev=0.1)
    return _ScatteredEmbeddingColumn(column_name, size, dimension, hash_key, combiner, initializer)


class _CrossedFields(NamedTuple):
    columns: tuple[Any, ...]
    hash_bucket_size: int
    hash_key: int | None
    combiner: str
    ckpt_to_load_from: str | None
    tensor_name_in_ckpt: str | None


class _CrossedColumn(CategoricalColumn, _CrossedFields):
    """The crosses of other columns' terms, hashed."""

    @property
    def name(self) -> str:
        return "_X_".join(sorted(column.name for column in self.columns))

    @property
    def config(self) -> dict[str, Any]:
        return {key: value for column in self.columns for key, value in feature_config(column).items()}

    @property
    def length(self) -> int:
        """How many ids there are."""
        return self.hash_bucket_size

    def _to_dnn_input_layer(
        self, input_tensor: Any, weight_collections: Any = None, trainable: bool = True, output_rank: int = 2
    ) -> Any:
        raise ValueError(f"CrossedColumn is not supported in DNN. Please use embedding_column. column: {self}")

    def _checkpoint_path(self) -> tuple[str, str] | None:
        if self.ckpt_to_load_from is None or self.tensor_name_in_ckpt is None:
            return None
        return self.ckpt_to_load_from, self.tensor_name_in_ckpt

    def _leaves(self) -> list[Any]:
        found = []
        for column in self.columns:
            found.extend(column._leaves() if isinstance(column, _CrossedColumn) else [column])
        return found

    def _transform_feature(self, inputs: Any) -> Any:
        tensors = []
        for column in self._leaves():
            if isinstance(column, _SparseColumn):
                tensors.append(inputs.get(column.name))
            elif isinstance(column, _BucketizedColumn):
                tensors.append(column.to_sparse_tensor(inputs.get(column)))
            else:
                tensors.append(inputs.get(column))
        return sparse_feature_cross(
            tensors, hashed_output=True, num_buckets=self.hash_bucket_size, hash_key=self.hash_key, name="cross"
        )

    def insert_transformed_feature(self, columns_to_tensors: dict[Any, Any]) -> None:
        columns_to_tensors[self] = self._transform_feature(TransformedFeatures(columns_to_tensors))


@provide(
    PLACE + "crossed_column",
    fidelity="approximate",
    today="tf.feature_column.crossed_column",
    gone="2.0",
    note="the same ids; crosses are made by another op",
)
def crossed_column(
    columns: Any,
    hash_bucket_size: int,
    combiner: str = "sum",
    ckpt_to_load_from: str | None = None,
    tensor_name_in_ckpt: str | None = None,
    hash_key: int | None = None,
) -> Any:
    """The crosses of columns' terms, hashed into `hash_bucket_size` ids.

    Args:
      columns: two or more columns of ids, buckets or crosses.
      combiner: how a linear model puts a row's together.
      ckpt_to_load_from, tensor_name_in_ckpt: the checkpoint's tensor that its weights start from.
      hash_key: of the hash; the first hash of TensorFlow where it is None.

    Raises:
      TypeError: a column cannot be crossed.
      ValueError: there are fewer than two columns or ids, or a checkpoint is named without a tensor.
    """
    for column in columns:
        if not isinstance(column, (_SparseColumn, _CrossedColumn, _BucketizedColumn)):
            raise TypeError(
                "columns must be a set of _SparseColumn, _CrossedColumn, or _BucketizedColumn instances. "
                f"(column {column} is a {type(column).__name__})"
            )
    if len(columns) < 2:
        raise ValueError(f"columns must contain at least 2 elements. columns: {columns}")
    if hash_bucket_size < 2:
        raise ValueError(f"hash_bucket_size must be at least 2. hash_bucket_size: {hash_bucket_size}")
    _check_checkpoint(ckpt_to_load_from, tensor_name_in_ckpt)
    ordered = tuple(sorted(columns, key=lambda column: column.name))
    return _CrossedColumn(ordered, hash_bucket_size, hash_key, combiner, ckpt_to_load_from, tensor_name_in_ckpt)
