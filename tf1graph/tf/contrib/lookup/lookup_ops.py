"""Tables from strings to numbers and back, of vocabularies in memory."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import lookup_ops, ops
from tf1graph.tf.names import provide

PLACE = "tf.contrib.lookup."


@provide(PLACE + "index_table_from_tensor", today="tf.lookup.StaticVocabularyTable", gone="2.0")
def index_table_from_tensor(
    mapping: Any,
    num_oov_buckets: int = 0,
    default_value: int = -1,
    hasher_spec: Any = lookup_ops.FastHashSpec,
    dtype: Any = tf.string,
    name: str | None = None,
) -> Any:
    """A table from each of `mapping` [n] to its place there; `tf.tables_initializer` fills it.

    Args:
      num_oov_buckets: into how many places after those what is not in it is hashed.
      default_value: the place of what is not in it, without such buckets.
      hasher_spec: how it is hashed.
      dtype: of the mapping.

    Raises:
      ValueError: there is no mapping.
    """
    _check(mapping)
    return lookup_ops.index_table_from_tensor(
        vocabulary_list=mapping,
        num_oov_buckets=num_oov_buckets,
        default_value=default_value,
        hasher_spec=hasher_spec,
        dtype=dtype,
        name=name,
    )


@provide(PLACE + "string_to_index_table_from_tensor", today="tf.lookup.StaticVocabularyTable", gone="2.0")
def string_to_index_table_from_tensor(
    mapping: Any,
    num_oov_buckets: int = 0,
    default_value: int = -1,
    hasher_spec: Any = lookup_ops.FastHashSpec,
    name: str | None = None,
) -> Any:
    """`index_table_from_tensor` of strings, under its first name.

    Raises:
      ValueError: the mapping holds no strings.
    """
    with tf.name_scope(name, "string_to_index") as scope:
        mapping = ops.convert_to_tensor(mapping)
    if mapping.dtype.base_dtype != tf.string:
        raise ValueError("string_to_index_table_from_tensor requires string.")
    return index_table_from_tensor(mapping, num_oov_buckets, default_value, hasher_spec, name=scope)


@provide(PLACE + "string_to_index_table_from_file", today="tf.lookup.StaticVocabularyTable", gone="2.0")
def string_to_index_table_from_file(
    vocabulary_file: str | None = None,
    num_oov_buckets: int = 0,
    vocab_size: int | None = None,
    default_value: int = -1,
    hasher_spec: Any = lookup_ops.FastHashSpec,
    name: str | None = None,
) -> Any:
    """A table from each line of a file to its number."""
    given = (vocabulary_file, num_oov_buckets, vocab_size, default_value, hasher_spec)
    return lookup_ops.index_table_from_file(*given, key_dtype=tf.string, name=name)


@provide(PLACE + "string_to_index", today="tf.lookup.StaticHashTable", gone="2.0")
def string_to_index(tensor: Any, mapping: Any, default_value: int = -1, name: str | None = None) -> Any:
    """The place in `mapping` of each of `tensor`."""
    return index_table_from_tensor(mapping, default_value=default_value, name=name).lookup(tensor)


@provide(PLACE + "index_to_string_table_from_tensor", today="tf.lookup.StaticHashTable", gone="2.0")
def index_to_string_table_from_tensor(mapping: Any, default_value: str = "UNK", name: str | None = None) -> Any:
    """A table from each place of `mapping` to what stands there.

    Raises:
      ValueError: there is no mapping.
    """
    _check(mapping)
    return lookup_ops.index_to_string_table_from_tensor(vocabulary_list=mapping, default_value=default_value, name=name)


@provide(PLACE + "index_to_string", today="tf.gather", gone="2.0")
def index_to_string(tensor: Any, mapping: Any, default_value: str = "UNK", name: str | None = None) -> Any:
    """What stands in `mapping` at each place of `tensor`."""
    return index_to_string_table_from_tensor(mapping, default_value, name).lookup(tensor)


@provide(PLACE + "HashTable", today="tf.lookup.StaticHashTable", gone="2.0")
class HashTable(lookup_ops.StaticHashTableV1):
    """A table that its initialiser fills once.

    Args:
      initializer: a `KeyValueTensorInitializer` or `TextFileInitializer`.
      default_value: of a key that it lacks.
      shared_name: under which other sessions share it.
      name: of its op.
    """

    def __init__(self, initializer: Any, default_value: Any, shared_name: str | None = None, name: str | None = None):
        self._given_name = shared_name
        super().__init__(initializer, default_value, name or "hash_table")

    def _create_resource(self) -> Any:
        table = tf.raw_ops.HashTableV2(
            shared_name=self._given_name or "",
            key_dtype=self._initializer.key_dtype,
            value_dtype=self._initializer.value_dtype,
            name=self._name,
        )
        self._table_name = None if tf.executing_eagerly() else table.op.name.split("/")[-1]
        return table

    @property
    def init(self) -> Any:
        """The op that fills it."""
        return self.initializer

    def export(self, name: str | None = None) -> tuple[Any, Any]:
        """All keys [n] and values [n]."""
        with tf.name_scope(name, f"{self.name}_Export", [self.resource_handle]) as scope:
            keys, values = tf.raw_ops.LookupTableExportV2(
                table_handle=self.resource_handle, Tkeys=self.key_dtype, Tvalues=self.value_dtype, name=scope
            )
        values.set_shape(keys.shape.concatenate(self._value_shape))
        return keys, values


def _check(mapping: Any) -> None:
    if mapping is None:
        raise ValueError("mapping must be specified.")
