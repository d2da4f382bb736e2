"""`tf.feature_column`: embeddings by weights, in parts and in two networks."""


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


def an_embedding_from_an_initializer(tf):
    column = tf.feature_column.embedding_column(
        tf.feature_column.weighted_categorical_column(_words(tf), "weights"),
        4,
        initializer=tf.random_uniform_initializer(-1.0, 1.0),
    )
    return tf.feature_column.input_layer(_features(tf), column)


def an_embedding_in_parts(tf):
    with tf.variable_scope("net", partitioner=tf.fixed_size_partitioner(2)):
        column = tf.feature_column.embedding_column(tf.feature_column.categorical_column_with_hash_bucket("city", 6), 2)
        return tf.feature_column.input_layer(_features(tf), [column])


def embeddings_of_a_second_network(tf):
    fc = tf.feature_column
    column = fc.embedding_column(_words(tf), 2)
    with tf.variable_scope("a"):
        first = fc.input_layer(_features(tf), column)
    with tf.variable_scope("a", reuse=True):
        second = fc.input_layer(_features(tf), column)
    return [first, second]
