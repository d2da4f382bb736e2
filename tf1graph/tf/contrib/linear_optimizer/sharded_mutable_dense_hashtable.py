"""A hash table in several parts."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import lookup_ops, math_ops


class ShardedMutableDenseHashTable:
    """Some `tf.contrib.lookup.MutableDenseHashTable`s that share their keys; keys are numbers, or vectors of some.

    Args:
      num_shards: how many tables; the remainder of a key, or of its first number, tells which one has it.
      The others are those of `MutableDenseHashTable`.
    """

    def __init__(
        self,
        key_dtype: Any,
        value_dtype: Any,
        default_value: Any,
        empty_key: Any,
        deleted_key: Any,
        num_shards: int = 1,
        checkpoint: bool = True,
        name: str = "ShardedMutableHashTable",
    ):
        self._key_dtype = key_dtype
        with tf.name_scope(name, "sharded_mutable_hash_table") as scope:
            self._name = scope
            self._shards = [
                lookup_ops.DenseHashTable(
                    key_dtype=key_dtype,
                    value_dtype=value_dtype,
                    default_value=default_value,
                    empty_key=empty_key,
                    deleted_key=deleted_key,
                    checkpoint=checkpoint,
                    name=f"{name}-{place}-of-{num_shards}",
                )
                for place in range(1, num_shards + 1)
            ]

    @property
    def name(self) -> str:
        """The scope in which the tables are."""
        return self._name

    @property
    def table_shards(self) -> list[Any]:
        """The tables."""
        return self._shards

    def size(self, name: str | None = None) -> Any:
        """How many keys all of them have."""
        with tf.name_scope(name, "sharded_mutable_hash_table_size"):
            return tf.add_n([shard.size() for shard in self._shards])

    def lookup(self, keys: Any, name: str | None = None) -> Any:
        """The values of keys [n] or [n, size].

        Raises:
          TypeError: the keys are of another type.
          ValueError: their shape is not known, or another.
        """
        if keys.dtype.base_dtype != self._key_dtype:
            raise TypeError(f"Signature mismatch. Keys must be dtype {self._key_dtype}, got {keys.dtype}.")
        self._check(keys)
        if len(self._shards) == 1:
            return self._shards[0].lookup(keys, name=name)
        places = self._places(keys)
        parts = tf.dynamic_partition(keys, places, len(self._shards))
        found = [shard.lookup(part, name=name) for shard, part in zip(self._shards, parts, strict=True)]
        order = tf.dynamic_partition(math_ops.range(keys.shape.as_list()[0]), places, len(self._shards))
        values = tf.dynamic_stitch(order, found)
        values.set_shape([keys.shape.as_list()[0], *self._shards[0]._value_shape.as_list()])
        return values

    def insert(self, keys: Any, values: Any, name: str | None = None) -> Any:
        """The op that puts keys and their values into the tables.

        Raises:
          ValueError: the shape of the keys is not known, or another than [n] or [n, size].
        """
        self._check(keys)
        if len(self._shards) == 1:
            return self._shards[0].insert(keys, values, name=name)
        places = self._places(keys)
        parts = tf.dynamic_partition(keys, places, len(self._shards))
        theirs = tf.dynamic_partition(values, places, len(self._shards))
        return tf.group(
            *(shard.insert(*pair, name=name) for shard, *pair in zip(self._shards, parts, theirs, strict=True))
        )

    def export_sharded(self, name: str | None = None) -> tuple[list[Any], list[Any]]:
        """The keys, and the values, of each of the tables."""
        keys, values = zip(*(shard.export(name=name) for shard in self._shards), strict=True)
        return list(keys), list(values)

    def _check(self, keys: Any) -> None:
        if not keys.shape.is_fully_defined():
            raise ValueError(f"Key shape must be fully defined, got {keys.shape}.")
        if keys.shape.ndims not in (1, 2):
            raise ValueError(f"Expected a vector or matrix for keys, got {keys.shape}.")

    def _places(self, keys: Any) -> Any:
        """Which table has each key."""
        if keys.shape.ndims > 1:
            keys = tf.reshape(tf.slice(keys, [0, 0], [keys.shape.as_list()[0], 1]), [-1])
        return tf.cast(tf.mod(tf.abs(keys), len(self._shards)), tf.int32)
