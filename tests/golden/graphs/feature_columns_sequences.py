"""Sequences in feature columns: `tf.feature_column.sequence_*` and `tf.contrib.feature_column`."""


def _features(tf):
    return {
        "numbers": tf.SparseTensor([[0, 0], [0, 1], [1, 0]], [1.0, 2.0, 5.0], [2, 3]),
        "words": tf.SparseTensor([[0, 0], [0, 1], [1, 0]], ["a", "b", "c"], [2, 3]),
        "more": tf.SparseTensor([[0, 0], [1, 1]], ["b", "a"], [2, 2]),
        "ids": tf.SparseTensor([[0, 0], [0, 1], [1, 0]], tf.constant([3, 1, 7], tf.int64), [2, 3]),
    }


def a_sequence_input_layer(tf):
    words = tf.feature_column.embedding_column(
        tf.feature_column.sequence_categorical_column_with_vocabulary_list("words", ["a", "b"]), 2
    )
    numbers = tf.contrib.feature_column.sequence_numeric_column("numbers")
    return list(tf.contrib.feature_column.sequence_input_layer(_features(tf), [words, numbers]))


def a_sequence_input_layer_of_contribs_columns(tf):
    fc = tf.contrib.feature_column
    words = fc.sequence_categorical_column_with_hash_bucket("words", 4)
    ids = fc.sequence_categorical_column_with_identity("ids", 8)
    more = fc.sequence_categorical_column_with_vocabulary_list("more", ["a", "b"], num_oov_buckets=1)
    columns = [
        tf.feature_column.embedding_column(words, 2),
        tf.feature_column.indicator_column(ids),
        tf.feature_column.indicator_column(more),
    ]
    return list(fc.sequence_input_layer({key: _features(tf)[key] for key in ("words", "ids", "more")}, columns[:2]))


def a_sequence_of_numbers_of_contrib(tf):
    column = tf.contrib.feature_column.sequence_numeric_column("numbers", normalizer_fn=lambda x: x / 2.0)
    return list(tf.contrib.feature_column.sequence_input_layer(_features(tf), [column]))
