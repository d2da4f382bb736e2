"""Columns of sequences, and the layer that takes them in, as `tf.contrib.feature_column` had them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from tf1graph import tf
from tf1graph.tf._private import array_ops, check_ops, feature_column, feature_column_utils, sparse_ops, variable_scope
from tf1graph.tf.names import provide

PLACE = "tf.contrib.feature_column."
KERAS = "tf.keras.experimental.SequenceFeatures"


@provide(PLACE + "sequence_input_layer", today=KERAS, gone="2.0")
def sequence_input_layer(
    features: dict[str, Any], feature_columns: Any, weight_collections: Any = None, trainable: bool = True
) -> tuple[Any, Any]:
    """The columns side by side along the sequences, for a recurrent network.

    Args:
      features: a tensor or sparse tensor for each key.
      feature_columns: columns of sequences that are numeric, or made dense by `embedding_column` or
        `indicator_column`; all must have sequences of the same lengths.
      weight_collections: to which the variables are added as well.
      trainable: whether the variables are to be trained.

    Returns:
      A float tensor [batch, longest, width] and the lengths [batch].

    Raises:
      ValueError: a column is none of a sequence.
    """
    columns = feature_column._normalize_feature_columns(feature_columns)
    for column in columns:
        if not isinstance(column, feature_column._SequenceDenseColumn):
            raise ValueError(
                "All feature_columns must be of type _SequenceDenseColumn. You can wrap a sequence_categorical_column "
                f"with an embedding_column or indicator_column. Given (type {type(column)}): {column}"
            )
    columns = sorted(columns, key=lambda column: column.name)
    with variable_scope.variable_scope(None, default_name="sequence_input_layer", values=features.values()):
        builder = feature_column._LazyBuilder(features)
        parts, lengths = [], []
        for column in columns:
            with variable_scope.variable_scope(None, default_name=column._var_scope_name):
                dense, length = column._get_sequence_dense_tensor(
                    builder, weight_collections=weight_collections, trainable=trainable
                )
                width = column._variable_shape.num_elements()
                shape = array_ops.shape(dense)
                parts.append(array_ops.reshape(dense, shape=[shape[0], shape[1], width]))
                lengths.append(length)
        feature_column._verify_static_batch_size_equality(parts, columns)
        feature_column._verify_static_batch_size_equality(lengths, columns)
        length = _equal(lengths)
        return tf.concat(parts, -1), length


@provide(PLACE + "concatenate_context_input", fidelity="approximate", gone="2.0", note="its nodes are not on record")
def concatenate_context_input(context_input: Any, sequence_input: Any) -> Any:
    """`sequence_input` [batch, length, d0] with `context_input` [batch, d1] behind each step: [batch, length, d0+d1].

    Raises:
      ValueError: of another rank.
      TypeError: of another dtype than float32.
    """
    checks = []
    for about, tensor, rank in (("sequence_input", sequence_input, 3), ("context_input", context_input, 2)):
        shape = [array_ops.shape(tensor)]
        checks.append(check_ops.assert_rank(tensor, rank, message=f"{about} must have rank {rank}", data=shape))
        message = f"{about} must have dtype float32; got {tensor.dtype}."
        checks.append(check_ops.assert_type(tensor, tf.float32, message=message))
    with tf.control_dependencies(checks):
        length = array_ops.shape(sequence_input)[1]
        tiled = tf.tile(tf.expand_dims(context_input, 1), tf.concat([[1], [length], [1]], 0))
    return tf.concat([sequence_input, tiled], 2)


@provide(PLACE + "sequence_categorical_column_with_identity", gone="2.0")
def sequence_categorical_column_with_identity(key: str, num_buckets: int, default_value: int | None = None) -> Any:
    """A column of sequences of ids below `num_buckets`; as `categorical_column_with_identity` otherwise."""
    return _sequence(feature_column._categorical_column_with_identity(key, num_buckets, default_value))


@provide(PLACE + "sequence_categorical_column_with_hash_bucket", gone="2.0")
def sequence_categorical_column_with_hash_bucket(key: str, hash_bucket_size: int, dtype: Any = tf.string) -> Any:
    """A column of sequences of terms that are hashed; as `categorical_column_with_hash_bucket` otherwise."""
    return _sequence(feature_column._categorical_column_with_hash_bucket(key, hash_bucket_size, dtype))


@provide(
    PLACE + "sequence_categorical_column_with_vocabulary_file",
    gone="2.0",
)
def sequence_categorical_column_with_vocabulary_file(
    key: str,
    vocabulary_file: str,
    vocabulary_size: int | None = None,
    num_oov_buckets: int = 0,
    default_value: int | None = None,
    dtype: Any = tf.string,
) -> Any:
    """A column of sequences of a file's terms; as `categorical_column_with_vocabulary_file` otherwise."""
    given = (vocabulary_file, vocabulary_size, num_oov_buckets, default_value, dtype)
    return _sequence(feature_column._categorical_column_with_vocabulary_file(key, *given))


@provide(PLACE + "sequence_categorical_column_with_vocabulary_list", gone="2.0")
def sequence_categorical_column_with_vocabulary_list(
    key: str, vocabulary_list: Sequence[Any], dtype: Any = None, default_value: int = -1, num_oov_buckets: int = 0
) -> Any:
    """A column of sequences of a list's terms; as `categorical_column_with_vocabulary_list` otherwise."""
    given = (vocabulary_list, dtype, default_value, num_oov_buckets)
    return _sequence(feature_column._categorical_column_with_vocabulary_list(key, *given))


@provide(PLACE + "sequence_numeric_column", gone="2.0")
def sequence_numeric_column(
    key: str,
    shape: Iterable[int] = (1,),
    default_value: float = 0.0,
    dtype: Any = tf.float32,
    normalizer_fn: Any = None,
) -> Any:
    """A column of sequences of numbers.

    Args:
      key: of the feature, a sparse tensor.
      shape: of one step.
      default_value: what stands behind a sequence's end.
      dtype: of the values, an integer or a float.
      normalizer_fn: a function of the sparse tensor that gives another.

    Raises:
      TypeError: the shape holds no integers, or the function cannot be called.
      ValueError: the shape holds none above 0, or the dtype is no number's.
    """
    checked = feature_column._check_shape(shape=shape, key=key)
    if not (dtype.is_integer or dtype.is_floating):
        raise ValueError(f"dtype must be convertible to float. dtype: {dtype}, key: {key}")
    if normalizer_fn is not None and not callable(normalizer_fn):
        raise TypeError(f"normalizer_fn must be a callable. Given: {normalizer_fn}")
    return _SequenceNumericColumn(key, checked, default_value, dtype, normalizer_fn)


def _sequence(column: Any) -> Any:
    return feature_column._SequenceCategoricalColumn(column)


def _equal(tensors: Sequence[Any]) -> Any:
    with tf.name_scope(None, "assert_all_equal", tensors):
        first, *others = tensors
        if not others:
            return first
        with tf.control_dependencies([check_ops.assert_equal(first, other) for other in others]):
            return tf.identity(first)


class _NumericFields(NamedTuple):
    key: str
    shape: tuple[int, ...]
    default_value: float
    dtype: Any
    normalizer_fn: Any


class _SequenceNumericColumn(feature_column._SequenceDenseColumn, _NumericFields):
    @property
    def name(self) -> str:
        return self.key

    @property
    def _parse_example_spec(self) -> dict[str, Any]:
        return {self.key: tf.VarLenFeature(self.dtype)}

    def _transform_feature(self, inputs: Any) -> Any:
        given = inputs.get(self.key)
        return given if self.normalizer_fn is None else self.normalizer_fn(given)

    @property
    def _variable_shape(self) -> Any:
        return tf.TensorShape(self.shape)

    def _get_sequence_dense_tensor(self, inputs: Any, weight_collections: Any = None, trainable: Any = None) -> Any:
        given = inputs.get(self)
        dense = sparse_ops.sparse_tensor_to_dense(given, default_value=self.default_value)
        shape = tf.concat([array_ops.shape(dense)[:1], [-1], self._variable_shape], axis=0)
        dense = array_ops.reshape(dense, shape=shape)
        width = self._variable_shape.num_elements() if given.shape.ndims == 2 else 1
        length = feature_column_utils.sequence_length_from_sparse_tensor(given, num_elements=width)
        return feature_column._SequenceDenseColumn.TensorSequenceLengthPair(dense, length)
