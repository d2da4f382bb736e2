"""Embeddings of sparse ids: the segments are counted by int32, and the weights spread by nodes."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, embedding_ops, gen_array_ops, inside, math_ops
from tf1graph.tf.names import provide

COMBINERS = ("mean", "sqrtn", "sum")


@provide("tf.nn.embedding_lookup_sparse", today="tf.nn.embedding_lookup_sparse")
@inside(embedding_ops)
def embedding_lookup_sparse(
    params: Any,
    sp_ids: Any,
    sp_weights: Any,
    partition_strategy: str = "mod",
    name: str | None = None,
    combiner: str | None = None,
    max_norm: float | None = None,
    allow_fast_lookup: bool = False,
) -> Any:
    """For each row of the sparse `sp_ids`, its embeddings, weighted and combined: a tensor [rows, size].

    Args:
      params: the table [ids, size], a variable, or a list of its shards.
      sp_ids: a SparseTensor [rows, ids of a row] of integers.
      sp_weights: a SparseTensor of the same indices, or None for ones.
      partition_strategy: how the shards share the ids: `mod` or `div`.
      name: of the result.
      combiner: `sum`, `mean` (which None means), or `sqrtn`, the sum by the root of the sum of squared weights.
      max_norm: embeddings of a larger norm are scaled down to it.
      allow_fast_lookup: today's argument, which changes nothing here.

    Raises:
      TypeError: `sp_ids` or `sp_weights` is no SparseTensor.
      ValueError: the combiner is none of the three.
    """
    del allow_fast_lookup
    combiner = combiner or "mean"
    if combiner not in COMBINERS:
        raise ValueError("combiner must be one of 'mean', 'sqrtn' or 'sum'")
    if not isinstance(sp_ids, compat_v1.SparseTensor):
        raise TypeError("sp_ids must be SparseTensor")
    if not isinstance(sp_weights, compat_v1.SparseTensor | None):
        raise TypeError("sp_weights must be either None or SparseTensor")
    shards = params if isinstance(params, list) else list(params) if _is_split(params) else [params]
    with compat_v1.name_scope(name, "embedding_lookup_sparse", [*shards, sp_ids]) as scope:
        segments = sp_ids.indices[:, 0]
        if segments.dtype != compat_v1.int32:
            segments = math_ops.cast(segments, compat_v1.int32)
        ids, places = gen_array_ops.unique(sp_ids.values)
        rows = embedding_ops.embedding_lookup(shards, ids, partition_strategy=partition_strategy, max_norm=max_norm)
        if rows.dtype in (compat_v1.float16, compat_v1.bfloat16):
            rows = math_ops.cast(rows, compat_v1.float32)
        if sp_weights is not None:
            return _combine_weighted(rows, places, segments, sp_weights.values, combiner, scope)
        combine = {
            "sum": compat_v1.sparse_segment_sum,
            "mean": compat_v1.sparse_segment_mean,
            "sqrtn": compat_v1.sparse_segment_sqrt_n,
        }
        return combine[combiner](rows, places, segments, name=scope)


def _combine_weighted(rows: Any, places: Any, segments: Any, weights: Any, combiner: str, scope: str) -> Any:
    if weights.dtype != rows.dtype:
        weights = math_ops.cast(weights, rows.dtype)
    rows = compat_v1.gather(rows, places)
    ones = compat_v1.fill(array_ops.expand_dims(array_ops.rank(rows) - 1, 0), 1)
    shape, known = array_ops.concat([array_ops.shape(weights), ones], 0), weights.shape
    weights = array_ops.reshape(weights, shape)
    if rows.shape.ndims is not None:
        weights.set_shape(known.concatenate([1] * (rows.shape.ndims - 1)))
    rows *= weights
    if combiner == "sum":
        return compat_v1.segment_sum(rows, segments, name=scope)
    total = compat_v1.segment_sum(rows, segments)
    if combiner == "mean":
        return compat_v1.div(total, compat_v1.segment_sum(weights, segments), name=scope)
    squares = compat_v1.segment_sum(math_ops.pow(weights, 2), segments)
    return compat_v1.div(total, math_ops.sqrt(squares), name=scope)


def _is_split(params: Any) -> bool:
    return hasattr(params, "as_tensor") and hasattr(params, "__iter__")
