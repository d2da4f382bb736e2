"""Columns of numbers, and their buckets."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any, NamedTuple

from tf1graph import tf
from tf1graph.tf._private import array_ops, gen_math_ops, math_ops
from tf1graph.tf._private import feature_column as core
from tf1graph.tf.contrib.layers.column import (
    PLACE,
    LinearLookup,
    TransformedFeatures,
    _FeatureColumn,
    reshape_to_rank,
)
from tf1graph.tf.names import provide


class _RealValuedVarLenFields(NamedTuple):
    column_name: str
    default_value: Any
    dtype: Any
    normalizer: Any
    is_sparse: bool


class _RealValuedVarLenColumn(_FeatureColumn, _RealValuedVarLenFields):
    """A column of numbers, as many as there are."""

    @property
    def name(self) -> str:
        return self.column_name

    @property
    def config(self) -> dict[str, Any]:
        if self.is_sparse:
            return {self.column_name: tf.VarLenFeature(self.dtype)}
        about = {"allow_missing": True, "default_value": self.default_value}
        return {self.column_name: tf.FixedLenSequenceFeature([], self.dtype, **about)}

    @property
    def key(self) -> str:
        return self._key_without("normalizer")

    def insert_transformed_feature(self, columns_to_tensors: dict[Any, Any]) -> None:
        found = columns_to_tensors[self.name]
        if self.normalizer is not None and self.is_sparse:
            found = tf.SparseTensor(found.indices, self.normalizer(found.values), found.dense_shape)
        elif self.normalizer is not None:
            found = self.normalizer(found)
        columns_to_tensors[self] = math_ops.cast(found, tf.float32)

    def _to_dnn_input_layer(
        self, input_tensor: Any, weight_collections: Any = None, trainable: bool = True, output_rank: int = 2
    ) -> Any:
        return reshape_to_rank(self._to_dense_tensor(input_tensor), output_rank, self.name)

    def _to_dense_tensor(self, input_tensor: Any) -> Any:
        if self.is_sparse:
            raise ValueError(f"Set is_sparse to False if you want a dense Tensor for column_name: {self.name}")
        return input_tensor


def _real_valued_var_len_column(
    column_name: str,
    default_value: float | None = None,
    dtype: Any = tf.float32,
    normalizer: Callable[[Any], Any] | None = None,
    is_sparse: bool = False,
) -> Any:
    if not (dtype.is_integer or dtype.is_floating):
        raise TypeError(f"dtype must be convertible to float. dtype: {dtype}, column_name: {column_name}")
    if default_value is None and not is_sparse:
        raise ValueError(
            f"default_value must be provided when is_sparse=False to parse a padded Tensor. column_name: {column_name}"
        )
    if isinstance(default_value, list):
        raise ValueError(f"Only scalar default value. default_value: {default_value}, column_name: {column_name}")
    if default_value is not None:
        default_value = int(default_value) if dtype.is_integer else float(default_value)
    return _RealValuedVarLenColumn(column_name, default_value, dtype, normalizer, is_sparse)


class _RealValuedFields(NamedTuple):
    column_name: str
    dimension: int
    default_value: Any
    dtype: Any
    normalizer: Any


class _RealValuedColumn(_FeatureColumn, core._DenseColumn, _RealValuedFields):
    """A column of numbers, so many a row."""

    @property
    def name(self) -> str:
        return self.column_name

    @property
    def config(self) -> dict[str, Any]:
        default = None if self.default_value is None else list(self.default_value)
        return {self.column_name: tf.FixedLenFeature([self.dimension], self.dtype, default)}

    @property
    def key(self) -> str:
        return self._key_without("normalizer")

    @property
    def normalizer_fn(self) -> Any:
        """What is done to the feature before it is cast to float32."""
        return self.normalizer

    def _normalized(self, tensor: Any) -> Any:
        tensor = tensor if self.normalizer is None else self.normalizer(tensor)
        return math_ops.cast(tensor, tf.float32)

    def insert_transformed_feature(self, columns_to_tensors: dict[Any, Any]) -> None:
        columns_to_tensors[self] = self._normalized(columns_to_tensors[self.name])

    def _to_dnn_input_layer(
        self, input_tensor: Any, weight_collections: Any = None, trainable: bool = True, output_rank: int = 2
    ) -> Any:
        tensor = self._to_dense_tensor(input_tensor)
        tensor = tensor if tensor.dtype == tf.float32 else math_ops.cast(tensor, tf.float32)
        return reshape_to_rank(tensor, output_rank, self.name)

    def _to_dense_tensor(self, input_tensor: Any) -> Any:
        return input_tensor

    @property
    def _variable_shape(self) -> Any:
        return tf.TensorShape([self.dimension])

    def _get_dense_tensor(self, inputs: Any, weight_collections: Any = None, trainable: Any = None) -> Any:
        return inputs.get(self)

    def _transform_feature(self, inputs: Any) -> Any:
        return self._normalized(inputs.get(self.name))


@provide(PLACE + "real_valued_column", today="tf.feature_column.numeric_column", gone="2.0")
def real_valued_column(
    column_name: str,
    dimension: int = 1,
    default_value: Any = None,
    dtype: Any = tf.float32,
    normalizer: Callable[[Any], Any] | None = None,
) -> Any:
    """A column of numbers.

    Args:
      column_name: of the feature [batch, dimension].
      dimension: how many numbers a row has.
      default_value: of examples that lack it: a number, or a list of `dimension` numbers.
      dtype: of the feature, an integer or a float.
      normalizer: a function of the feature that gives another.

    Raises:
      TypeError: the dimension is no integer, or the default value does not fit the dtype.
      ValueError: the dimension is below 1, the dtype is no number's, or the list has another length.
    """
    about = f"column_name: {column_name}"
    if not isinstance(dimension, int):
        raise TypeError(f"dimension must be an integer. dimension: {dimension}, {about}")
    if dimension < 1:
        raise ValueError(f"dimension must be greater than 0. dimension: {dimension}, {about}")
    if not (dtype.is_integer or dtype.is_floating):
        raise ValueError(f"dtype must be convertible to float. dtype: {dtype}, {about}")
    if default_value is None:
        return _RealValuedColumn(column_name, dimension, None, dtype, normalizer)
    values = default_value if isinstance(default_value, list) else [default_value] * dimension
    if len(values) != dimension:
        raise ValueError(
            f"The length of default_value must be equal to dimension. default_value: {default_value}, "
            f"dimension: {dimension}, {about}"
        )
    kinds = (int, float) if dtype.is_floating else (int,)
    if not all(isinstance(value, kinds) for value in values):
        raise TypeError(
            f"default_value must be compatible with dtype. default_value: {default_value}, dtype: {dtype}, {about}"
        )
    if dtype.is_floating:
        values = [float(value) for value in values]
    return _RealValuedColumn(column_name, dimension, tuple(values), dtype, normalizer)


class _BucketizedFields(NamedTuple):
    source_column: Any
    boundaries: tuple[float, ...]


class _BucketizedColumn(_FeatureColumn, core._CategoricalColumn, core._DenseColumn, _BucketizedFields):
    """Numbers by the bucket in which they lie."""

    def __new__(cls, source_column: Any, boundaries: Any) -> Any:
        if not isinstance(source_column, _RealValuedColumn):
            raise TypeError(f"source_column must be an instance of _RealValuedColumn. source_column: {source_column}")
        if not isinstance(boundaries, (list, tuple)) or not boundaries:
            raise ValueError(f"boundaries must be a non-empty list or tuple. boundaries: {boundaries}")
        if any(left > right for left, right in itertools.pairwise(boundaries)):
            raise ValueError(f"boundaries must be a sorted list. boundaries: {boundaries}")
        return _BucketizedFields.__new__(cls, source_column, tuple(dict.fromkeys(boundaries)))

    @property
    def name(self) -> str:
        return f"{self.source_column.name}_bucketized"

    @property
    def length(self) -> int:
        """How many buckets there are."""
        return len(self.boundaries) + 1

    @property
    def config(self) -> dict[str, Any]:
        return self.source_column.config

    def _to_dnn_input_layer(
        self, input_tensor: Any, weight_collections: Any = None, trainable: bool = True, output_rank: int = 2
    ) -> Any:
        if output_rank != 2:
            raise ValueError("BucketizedColumn currently only supports output_rank=2")
        places = math_ops.cast(input_tensor, tf.int64)
        one_hot = tf.one_hot(places, self.length, 1.0, 0.0, name="one_hot")
        return array_ops.reshape(one_hot, [-1, self.length * self.source_column.dimension], name="reshape")

    def to_sparse_tensor(self, input_tensor: Any) -> Any:
        """The buckets as ids, which each number of a row has its own of."""
        dimension = self.source_column.dimension
        batch = array_ops.shape(input_tensor, name="shape")[0]
        if dimension > 1:
            rows = array_ops.expand_dims(math_ops.range(0, batch), 1, name="expand_dims")
            rows = array_ops.reshape(array_ops.tile(rows, [1, dimension], name="tile"), [-1], name="reshape")
            columns = array_ops.tile(math_ops.range(0, dimension), [batch], name="tile")
            ids = array_ops.reshape(input_tensor, [-1], name="reshape") + self.length * columns
        else:
            rows = math_ops.range(0, batch)
            columns = tf.zeros([batch], dtype=tf.int32, name="zeros")
            ids = array_ops.reshape(input_tensor, [-1], name="reshape")
        indices = math_ops.cast(array_ops.transpose(tf.stack((rows, columns))), tf.int64)
        shape = math_ops.cast(tf.stack([batch, dimension]), tf.int64)
        return tf.SparseTensor(indices, ids, shape)

    def _wide_embedding_lookup_arguments(self, input_tensor: Any) -> LinearLookup:
        ids = self.to_sparse_tensor(input_tensor)
        return LinearLookup(ids, None, self._num_buckets, tf.zeros_initializer(), "sum")

    def _transform_feature(self, inputs: Any) -> Any:
        boundaries = list(self.boundaries)
        return gen_math_ops.bucketize(inputs.get(self.source_column), boundaries=boundaries, name="bucketize")

    def insert_transformed_feature(self, columns_to_tensors: dict[Any, Any]) -> None:
        columns_to_tensors[self] = self._transform_feature(TransformedFeatures(columns_to_tensors))

    @property
    def _num_buckets(self) -> int:
        return self.length * self.source_column.dimension

    def _get_sparse_tensors(self, inputs: Any, weight_collections: Any = None, trainable: Any = None) -> Any:
        return core._CategoricalColumn.IdWeightPair(self.to_sparse_tensor(inputs.get(self)), None)

    @property
    def _variable_shape(self) -> Any:
        return tf.TensorShape([self._num_buckets])

    def _get_dense_tensor(self, inputs: Any, weight_collections: Any = None, trainable: Any = None) -> Any:
        return self._to_dnn_input_layer(inputs.get(self), weight_collections, trainable)


@provide(PLACE + "bucketized_column", today="tf.feature_column.bucketized_column", gone="2.0")
def bucketized_column(source_column: Any, boundaries: Any) -> Any:
    """The buckets in which the numbers of a `real_valued_column` lie, between sorted boundaries.

    Raises:
      TypeError: it is another column.
      ValueError: there are no boundaries, or they are not sorted.
    """
    return _BucketizedColumn(source_column, boundaries)
