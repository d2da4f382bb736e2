"""`tf.contrib.lookup`: tables of vocabularies."""


def places_of_words(tf):
    lookup = tf.contrib.lookup
    words = tf.constant(["b", "x", "a"])
    return [
        lookup.index_table_from_tensor(tf.constant(["a", "b"])).lookup(words),
        lookup.index_table_from_tensor(["a", "b"], num_oov_buckets=2, name="named").lookup(words),
        lookup.string_to_index_table_from_tensor(["a", "b"], default_value=7).lookup(words),
        lookup.string_to_index(words, tf.constant(["x"])),
    ]


def words_at_places(tf):
    lookup = tf.contrib.lookup
    places = tf.constant([1, 0, 5], tf.int64)
    return [
        lookup.index_to_string_table_from_tensor(["a", "b"]).lookup(places),
        lookup.index_to_string(places, tf.constant(["a", "b"]), default_value="none"),
    ]


def a_hash_table(tf):
    lookup = tf.contrib.lookup
    pairs = lookup.KeyValueTensorInitializer(["a", "b"], [1.5, 2.5])
    table = lookup.HashTable(pairs, -1.0)
    return table.lookup(tf.constant(["b", "c"]))


def a_table_that_changes(tf):
    table = tf.contrib.lookup.MutableHashTable(tf.string, tf.int64, -1)
    with tf.control_dependencies([table.insert(["a", "b"], tf.constant([3, 4], tf.int64))]):
        return [table.lookup(tf.constant(["b", "z"]))]
