"""Crosses of features, by today's op for crosses."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import array_ops, gen_sparse_ops, math_ops
from tf1graph.tf.names import provide

SPARSE_FEATURE_CROSS_DEFAULT_HASH_KEY = SEED = 956888297470
ADDED = 0x9E3779B97F4A7800 - 2**64  # the golden ratio, as hashes are mixed by it, as int64
SEPARATOR = "_X_"


@provide(
    "tf.contrib.layers.sparse_feature_cross",
    fidelity="approximate",
    today="tf.sparse.cross",
    gone="2.0",
    note="the same crosses; the op of 1.15.5 was contrib's own",
)
def sparse_feature_cross(
    inputs: list[Any],
    hashed_output: bool = False,
    num_buckets: int = 0,
    name: str | None = None,
    hash_key: int | None = None,
) -> Any:
    """The crosses of each row's features, a sparse tensor.

    Args:
      inputs: sparse and dense tensors [batch, …] of texts or integers.
      hashed_output: whether crosses are hashed, else they are texts with `_X_` between the features.
      num_buckets: into how many numbers; as many as there are where it is 0.
      hash_key: another key has another hash; the first hash of TensorFlow where it is None.

    Raises:
      TypeError: the inputs are no list of tensors.
    """
    if not isinstance(inputs, list):
        raise TypeError("Inputs must be a list")
    if not all(isinstance(tensor, (tf.SparseTensor, tf.Tensor)) for tensor in inputs):
        raise TypeError("All inputs must be SparseTensors")
    sparse = [tensor for tensor in inputs if isinstance(tensor, tf.SparseTensor)]
    dense = [tensor for tensor in inputs if not isinstance(tensor, tf.SparseTensor)]
    if hashed_output and not hash_key:
        return _cross_by_first_hash(sparse, dense, num_buckets, name)
    values = [_integers(tensor.values) for tensor in sparse]
    dense = [_integers(tensor) for tensor in dense]
    return _cross(sparse, values, dense, name, hashed_output, num_buckets, hash_key)


def _cross(
    sparse: list[Any],
    values: list[Any],
    dense: list[Any],
    name: str | None = None,
    hashed_output: bool = False,
    num_buckets: int = 0,
    hash_key: int | None = None,
) -> Any:
    texts = all(tensor.dtype == tf.string for tensor in (*values, *dense))
    crossed = gen_sparse_ops.sparse_cross(
        [tensor.indices for tensor in sparse],
        values,
        [tensor.dense_shape for tensor in sparse],
        dense,
        hashed_output,
        num_buckets,
        hash_key=hash_key or SPARSE_FEATURE_CROSS_DEFAULT_HASH_KEY,
        out_type=tf.int64 if hashed_output else tf.string,
        internal_type=tf.string if texts else tf.int64,
        name=name,
    )
    return tf.SparseTensor(crossed.output_indices, crossed.output_values, crossed.output_shape)


def _cross_by_first_hash(sparse: list[Any], dense: list[Any], num_buckets: int, name: str | None) -> Any:
    """The crosses hashed as the op did that took no key, which no kernel of today does.

    Their places are crossed by today's op, and what stands there is hashed: h ← h ⊕ (x + C + (h << 10) + (h >> 4)).
    """
    with tf.name_scope(name, "SparseFeatureCross"):
        terms = [_fingerprints(tensor.values) for tensor in sparse]
        terms += [_fingerprints(array_ops.reshape(tensor, [-1])) for tensor in dense]
        places = [math_ops.range(array_ops.size(found, out_type=tf.int64)) for found in terms]
        dense_places = [
            array_ops.reshape(place, array_ops.shape(tensor))
            for place, tensor in zip(places[len(sparse) :], dense, strict=True)
        ]
        crossed = _cross(sparse, places[: len(sparse)], dense_places)
        split = tf.raw_ops.StringSplitV2(input=crossed.values, sep=SEPARATOR).values
        chosen = array_ops.reshape(tf.string_to_number(split, tf.int64), [-1, len(terms)])
        hashed = tf.fill(array_ops.shape(crossed.values), tf.constant(SEED, tf.int64))
        for column, found in enumerate(terms):
            shifted = tf.bitwise.left_shift(hashed, 10) + tf.bitwise.right_shift(hashed, 4)  # with the sign, as it was
            hashed = tf.bitwise.bitwise_xor(hashed, tf.gather(found, chosen[:, column]) + ADDED + shifted)
        buckets = tf.constant(num_buckets or tf.int64.max, tf.uint64)
        values = tf.bitcast(math_ops.floormod(tf.bitcast(hashed, tf.uint64), buckets), tf.int64)
        return tf.SparseTensor(crossed.indices, values, crossed.dense_shape)


def _fingerprints(tensor: Any) -> Any:
    """Numbers [n] as they are, of texts their fingerprints, as int64."""
    return tf.bitcast(tf.fingerprint(tensor), tf.int64) if tensor.dtype == tf.string else _integers(tensor)


def _integers(tensor: Any) -> Any:
    return tensor if tensor.dtype == tf.string else math_ops.cast(tensor, tf.int64)
