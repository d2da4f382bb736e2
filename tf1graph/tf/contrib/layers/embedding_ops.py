"""Embeddings of `tf.contrib.layers`: of ids that repeat, and of sparse ids that may be missing."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import array_ops, math_ops, ops, variable_scope
from tf1graph.tf.contrib.layers.names import layer
from tf1graph.tf.contrib.layers.sparse_feature_cross_op import sparse_feature_cross

PartitionedVariable = variable_scope.variables.PartitionedVariable


@layer("embedding_lookup_unique", today="tf.nn.embedding_lookup")
def embedding_lookup_unique(params: Any, ids: Any, partition_strategy: str = "mod", name: str | None = None) -> Any:
    """`tf.nn.embedding_lookup`, which looks each id up once, however often it stands in `ids`."""
    with tf.name_scope(name, "EmbeddingLookupUnique", [params, ids]):
        ids = ops.convert_to_tensor(ids)
        shape = array_ops.shape(ids)
        flat = array_ops.reshape(ids, math_ops.reduce_prod(shape, keepdims=True))
        unique_ids, places = tf.unique(flat)
        unique = tf.nn.embedding_lookup(params, unique_ids, partition_strategy)
        found = tf.gather(unique, places)
        embeddings = array_ops.reshape(found, array_ops.concat([shape, array_ops.shape(unique)[1:]], 0))
        embeddings.set_shape(ids.get_shape().concatenate(unique.get_shape()[1:]))
        return embeddings


@layer("safe_embedding_lookup_sparse", today="tf.nn.safe_embedding_lookup_sparse")
def safe_embedding_lookup_sparse(
    embedding_weights: Any,
    sparse_ids: Any,
    sparse_weights: Any = None,
    combiner: str | None = None,
    default_id: int | None = None,
    name: str | None = None,
    partition_strategy: str = "div",
    max_norm: float | None = None,
) -> Any:
    """The combined embeddings of each row of sparse ids; of `default_id`, or zeros, where a row is empty.

    Args:
      embedding_weights: a matrix, a list of its parts, or a partitioned variable.
      sparse_ids: a sparse tensor [..., k] of ids; negative ones do not count.
      sparse_weights: how much each counts; those of weight 0 or less do not, unless the combiner is `sum`.
      combiner: `mean`, where it is None too, `sqrtn` or `sum`.
      partition_strategy, max_norm: as `tf.nn.embedding_lookup_sparse` takes them.

    Returns:
      A tensor [..., size].

    Raises:
      ValueError: there are no weights.
    """
    combiner = combiner or "mean"
    weights = list(embedding_weights) if isinstance(embedding_weights, PartitionedVariable) else embedding_weights
    weights = weights if isinstance(weights, list) else [weights]
    if not weights or weights[0] is None:
        raise ValueError(f"Missing embedding_weights {embedding_weights}.")
    dtype = None if sparse_weights is None else sparse_weights.dtype
    weights = [ops.convert_to_tensor(part, dtype=dtype) for part in weights]
    tf.contrib.framework.assert_same_float_dtype([*weights, sparse_weights])
    with tf.name_scope(name, "embedding_lookup", [*weights, sparse_ids, sparse_weights]) as scope:
        shape = sparse_ids.dense_shape
        known = tf.dimension_value(shape.get_shape()[0])
        rank = array_ops.size(shape) if known is None else known
        rows = math_ops.reduce_prod(array_ops.slice(shape, [0], [rank - 1]))
        ids = tf.sparse_reshape(sparse_ids, [rows, tf.gather(shape, rank - 1)])
        counts = None
        if sparse_weights is not None:
            counts = tf.SparseTensor(ids.indices, sparse_weights.values, ids.dense_shape)
        ids, counts = _prune(ids, counts, by_weight=combiner != "sum")
        ids, is_empty = tf.sparse_fill_empty_rows(ids, default_id or 0)
        if counts is not None:
            counts, _ = tf.sparse_fill_empty_rows(counts, 1.0)
        result = tf.nn.embedding_lookup_sparse(
            weights,
            ids,
            counts,
            combiner=combiner,
            partition_strategy=partition_strategy,
            name=None if default_id is None else scope,
            max_norm=max_norm,
        )
        if default_id is None:
            is_empty = array_ops.reshape(is_empty, [-1, 1])
            is_empty = array_ops.tile(is_empty, tf.stack([1, array_ops.shape(result)[1]]))
            result = tf.where(is_empty, tf.zeros_like(result), result, name=scope)
        outer = array_ops.slice(math_ops.cast(shape, tf.int32), [0], [rank - 1])
        size = array_ops.slice(array_ops.shape(result), [1], [-1])
        final = array_ops.reshape(result, array_ops.concat([outer, size], 0))
        unknown = tf.TensorShape(None if known is None else [None] * (known - 1))
        final.set_shape(unknown.concatenate(result.get_shape()[1:]))
        return final


def _prune(ids: Any, weights: Any, by_weight: bool) -> tuple[Any, Any]:
    valid = math_ops.greater_equal(ids.values, 0)
    if weights is None:
        return tf.sparse_retain(ids, valid), None
    valid = math_ops.logical_and(valid, tf.ones_like(weights.values, dtype=tf.bool))
    ids, weights = tf.sparse_retain(ids, valid), tf.sparse_retain(weights, valid)
    if by_weight:
        positive = math_ops.greater(weights.values, 0)
        ids, weights = tf.sparse_retain(ids, positive), tf.sparse_retain(weights, positive)
    return ids, weights


TEXT_OF_EMPTY_ROWS, NUMBER_OF_EMPTY_ROWS = "6ZxWzWOHxZ", 1288896567


def scattered_embedding_lookup(
    params: Any, values: Any, dimension: int, name: str | None = None, hash_key: int | None = None
) -> Any:
    """Embeddings [..., dimension] of texts or numbers, each number of which a hash picks from `params`.

    Args:
      params: a tensor [n], or a list of its parts.
      values: what is embedded.
      dimension: of the embeddings.
      hash_key: of the hash; the first hash of TensorFlow where it is None.

    Raises:
      ValueError: there is no dimension, or the parts have sizes that cannot be.
    """
    if dimension is None:
        raise ValueError("You must specify dimension.")
    if dimension <= 0:
        raise ValueError(f"Dimension must be >0. Given is {dimension}")
    params = list(params) if isinstance(params, PartitionedVariable) else params
    params = params if isinstance(params, list) else [params]
    with tf.name_scope(name, "scattered_embedding_lookup", [*params, dimension, values]):
        shape = array_ops.shape(values)
        column = array_ops.reshape(values, [-1, 1])
        places = array_ops.expand_dims(math_ops.range(0, dimension), 0)
        places = array_ops.tile(places, array_ops.shape(column))
        sizes = [tf.dimension_value(part.get_shape()[0]) for part in params]
        for number, size in enumerate(sizes):
            expected = (sum(sizes) - number - 1) // len(sizes) + 1
            if size != expected:
                raise ValueError(f"Tensor {number} in params has size {size}, expected {expected}.")
        ids = sparse_feature_cross([places, column], hashed_output=True, num_buckets=sum(sizes), hash_key=hash_key)
        found = tf.nn.embedding_lookup(params, tf.sparse_tensor_to_dense(ids), partition_strategy="div")
        return array_ops.reshape(found, array_ops.concat([shape, [dimension]], 0))


def scattered_embedding_lookup_sparse(
    params: Any,
    sparse_values: Any,
    dimension: int,
    combiner: str | None = None,
    default_value: Any = None,
    name: str | None = None,
    hash_key: int | None = None,
) -> Any:
    """The combined `scattered_embedding_lookup` of each row [rows, dimension].

    Args:
      sparse_values: a sparse tensor of texts or numbers.
      combiner: `mean`, where it is None too, `sqrtn` or `sum`.
      default_value: what stands in empty rows.
      The others are those of `scattered_embedding_lookup`.

    Raises:
      TypeError: the values are no sparse tensor.
      ValueError: there is no such combiner.
    """
    combiners = {None: "mean", "mean": "mean", "sqrtn": "sqrt_n", "sum": "sum"}
    if combiner not in combiners:
        raise ValueError("Combiner must be one of 'mean', 'sqrtn' or 'sum'.")
    params = list(params) if isinstance(params, PartitionedVariable) else params
    params = params if isinstance(params, list) else [params]
    if not isinstance(sparse_values, tf.SparseTensor):
        raise TypeError("sparse_values must be SparseTensor")
    with tf.name_scope(name, "scattered_embedding_lookup_sparse", [*params, sparse_values]) as scope:
        if default_value is None:
            default_value = TEXT_OF_EMPTY_ROWS if sparse_values.dtype == tf.string else NUMBER_OF_EMPTY_ROWS
        filled, _ = tf.sparse_fill_empty_rows(sparse_values, default_value)
        rows = math_ops.cast(filled.indices[:, 0], tf.int32)
        values, places = tf.unique(filled.values)
        embeddings = scattered_embedding_lookup(params, values, dimension, hash_key=hash_key)
        combine = getattr(tf, f"sparse_segment_{combiners[combiner]}")
        return combine(embeddings, places, rows, name=scope)
