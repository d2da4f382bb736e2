"""`tf.feature_column`: embeddings that columns share."""


def _features(tf):
    return {
        "city": tf.constant([["Rom"], ["Bonn"], ["Ulm"], [""]], name="city"),
        "words": tf.SparseTensor([[0, 0], [0, 1], [2, 0], [3, 2]], ["a", "b", "c", "a"], [4, 3]),
        "more": tf.SparseTensor([[0, 0], [1, 0]], ["b", "a"], [4, 1]),
        "weights": tf.SparseTensor([[0, 0], [0, 1], [2, 0], [3, 2]], [0.5, 2.0, 1.0, -1.0], [4, 3]),
        "count": tf.constant([[1], [5], [2], [9]], tf.int64, name="count"),
    }


def _words(tf, key="words"):
    return tf.feature_column.categorical_column_with_vocabulary_list(key, ["a", "b", "c"])


def shared_embeddings(tf):
    columns = tf.feature_column.shared_embedding_columns([_words(tf), _words(tf, "more")], dimension=2)
    variables = {}
    layer = tf.feature_column.input_layer(_features(tf), columns, cols_to_vars=variables)
    return [layer, *(part for parts in variables.values() for part in parts)]


def shared_embeddings_under_a_name(tf):
    fc = tf.feature_column
    columns = fc.shared_embedding_columns(
        [_words(tf, "more"), _words(tf)],
        dimension=2,
        combiner="sum",
        initializer=tf.constant_initializer(1.5),
        shared_embedding_collection_name="both",
        max_norm=1.0,
        trainable=False,
    )
    return fc.input_layer(_features(tf), [*columns, fc.indicator_column(_words(tf))])
