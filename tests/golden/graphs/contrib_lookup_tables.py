"""`tf.contrib.lookup`: tables of files, of hashes, and tables that change."""

import os
import tempfile


def _words(tf):
    """A file of words, whose name is the same on every machine."""
    path = os.path.join(tempfile.gettempdir(), "tf1graph_golden_words.txt")
    with open(path, "w") as file:
        file.write("a\nb\nc\n")
    return path


def _pairs(tf):
    path = os.path.join(tempfile.gettempdir(), "tf1graph_golden_pairs.txt")
    with open(path, "w") as file:
        file.write("a;7\nb;8\n")
    return path


def places_of_words_of_a_file(tf):
    lookup = tf.contrib.lookup
    words = tf.constant(["b", "x", "a"])
    path = _words(tf)
    return [
        lookup.index_table_from_file(path).lookup(words),
        lookup.index_table_from_file(path, num_oov_buckets=3, vocab_size=2, name="named").lookup(words),
        lookup.index_table_from_file(
            path, num_oov_buckets=2, hasher_spec=lookup.StrongHashSpec([3, 4]), default_value=-7
        ).lookup(words),
        lookup.string_to_index_table_from_file(path, default_value=9).lookup(words),
    ]


def places_of_numbers_of_a_file(tf):
    path = os.path.join(tempfile.gettempdir(), "tf1graph_golden_numbers.txt")
    with open(path, "w") as file:
        file.write("5\n9\n")
    table = tf.contrib.lookup.index_table_from_file(path, key_dtype=tf.int64, num_oov_buckets=1)
    return table.lookup(tf.constant([9, 5, 4], tf.int64))


def words_at_places_of_a_file(tf):
    lookup = tf.contrib.lookup
    places = tf.constant([1, 0, 5], tf.int64)
    path = _words(tf)
    return [
        lookup.index_to_string_table_from_file(path).lookup(places),
        lookup.index_to_string_table_from_file(path, vocab_size=1, default_value="none", name="mine").lookup(places),
    ]


def tables_of_text_files(tf):
    lookup = tf.contrib.lookup
    path, pairs = _words(tf), _pairs(tf)
    words = tf.constant(["b", "x", "a"])
    numbers = lookup.TextFileInitializer(pairs, tf.string, 0, tf.int64, 1, delimiter=";", name="pairs")
    whole = lookup.TextFileInitializer(
        path, tf.string, lookup.TextFileIndex.WHOLE_LINE, tf.int64, lookup.TextFileIndex.LINE_NUMBER, vocab_size=3
    )
    strings = lookup.TextFileStringTableInitializer(path, vocab_size=3)
    return [
        lookup.HashTable(numbers, -1).lookup(words),
        lookup.HashTable(whole, -1, shared_name="shared").lookup(words),
        lookup.HashTable(lookup.TextFileIdTableInitializer(path), -1, name="of_ids").lookup(words),
        lookup.HashTable(strings, "?").lookup(tf.constant([2, 9], tf.int64)),
    ]


def what_a_hash_table_holds(tf):
    lookup = tf.contrib.lookup
    pairs = lookup.KeyValueTensorInitializer(["a"], [1], tf.string, tf.int64, name="pairs")
    table = lookup.HashTable(pairs, -1)
    return [*table.export(), table.size(), table.default_value]


def buckets_beyond_a_table(tf):
    lookup = tf.contrib.lookup
    words = tf.constant(["b", "x", "a"])
    inner = lookup.HashTable(lookup.KeyValueTensorInitializer(["a"], tf.constant([0], tf.int64)), -1)
    strong = lookup.IdTableWithHashBuckets(inner, 5, hasher_spec=lookup.StrongHashSpec([1, 2]))
    alone = lookup.IdTableWithHashBuckets(None, 4, hasher_spec=lookup.FastHashSpec, name="alone")
    numbers = lookup.IdTableWithHashBuckets(None, 4, key_dtype=tf.int64)
    sparse = tf.SparseTensor([[0, 1], [2, 0]], ["a", "z"], [3, 2])
    return [
        strong.lookup(words),
        alone.lookup(words, name="found"),
        numbers.lookup(tf.constant([3, 4], tf.int64)),
        strong.lookup(sparse).values,
        strong.size(),
    ]


def a_table_that_changes_and_is_saved(tf):
    table = tf.contrib.lookup.MutableHashTable(tf.string, tf.int64, -1, name="mine")
    with tf.control_dependencies([table.insert(["a", "b"], tf.constant([3, 4], tf.int64))]):
        found = table.lookup(tf.constant(["b", "z"]))
    with tf.control_dependencies([found]):
        gone = table.remove(tf.constant(["a"]))
    with tf.control_dependencies([gone]):
        return [found, table.size(), *table.export()]


def a_table_of_vectors_that_changes(tf):
    table = tf.contrib.lookup.MutableHashTable(tf.int64, tf.float32, [0.0, 1.0], name="vectors", checkpoint=False)
    with tf.control_dependencies([table.insert(tf.constant([4], tf.int64), [[2.0, 3.0]])]):
        return table.lookup(tf.constant([4, 5], tf.int64))


def a_dense_table(tf):
    lookup = tf.contrib.lookup
    table = lookup.MutableDenseHashTable(tf.int64, tf.float32, default_value=-1.0, empty_key=0, deleted_key=-1)
    with tf.control_dependencies([table.insert(tf.constant([4, 6], tf.int64), [2.0, 3.0])]):
        found = table.lookup(tf.constant([4, 5], tf.int64), name="found")
    with tf.control_dependencies([found]):
        gone = table.remove(tf.constant([4], tf.int64))
    with tf.control_dependencies([gone]):
        return [found, table.size()]


def a_dense_table_of_vectors(tf):
    table = tf.contrib.lookup.MutableDenseHashTable(
        tf.string, tf.int64, [0, 0], "", "$", initial_num_buckets=8, name="dense", checkpoint=False
    )
    with tf.control_dependencies([table.insert(["a"], tf.constant([[2, 3]], tf.int64))]):
        return table.lookup(tf.constant(["a", "b"]))


def a_table_and_an_initializer_of_ones_own(tf):
    lookup = tf.contrib.lookup

    class OneWord(lookup.TableInitializerBase):
        def initialize(self, table):
            given = (["word"], tf.constant([7], tf.int64))
            fill = tf.raw_ops.LookupTableImportV2(table_handle=table.resource_handle, keys=given[0], values=given[1])
            tf.add_to_collection(tf.GraphKeys.TABLE_INITIALIZERS, fill)
            return fill

    class Table(lookup.InitializableLookupTableBase):
        def _create_resource(self):
            return tf.raw_ops.MutableHashTableV2(key_dtype=tf.string, value_dtype=tf.int64, name="own")

        @property
        def name(self):
            return "own"

    table = Table(-1, OneWord(tf.string, tf.int64))
    assert isinstance(table, lookup.LookupInterface)
    return [table.lookup(tf.constant(["word", "other"])), table.size(name="number")]
