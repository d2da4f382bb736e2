"""The layers of Keras that take feature columns."""


def _features(tf):
    return {
        "numbers": tf.SparseTensor([[0, 0], [0, 1], [1, 0]], [1.0, 2.0, 5.0], [2, 3]),
        "words": tf.SparseTensor([[0, 0], [0, 1], [1, 0]], ["a", "b", "c"], [2, 3]),
        "more": tf.SparseTensor([[0, 0], [1, 1]], ["b", "a"], [2, 2]),
        "ids": tf.SparseTensor([[0, 0], [0, 1], [1, 0]], tf.constant([3, 1, 7], tf.int64), [2, 3]),
    }


def _columns(tf):
    fc = tf.feature_column
    words = fc.sequence_categorical_column_with_vocabulary_list("words", ["a", "b"])
    hashes = fc.sequence_categorical_column_with_hash_bucket("more", 3)
    ids = fc.sequence_categorical_column_with_identity("ids", 8)
    return [fc.embedding_column(words, 2), fc.indicator_column(hashes), fc.indicator_column(ids)]


def sequence_features(tf):
    layer = tf.keras.experimental.SequenceFeatures(_columns(tf)[:2], name="sequences")
    features = dict(_features(tf), more=tf.SparseTensor([[0, 0], [0, 1], [1, 0]], ["b", "a", "b"], [2, 3]))
    return list(layer(features))


def dense_features(tf):
    fc = tf.feature_column
    features = {"age": tf.placeholder(tf.float32, [2, 1], name="age"), "city": tf.constant([["Rom"], ["Ulm"]])}
    cities = fc.categorical_column_with_vocabulary_list("city", ["Rom", "Ulm"])
    layer = tf.keras.layers.DenseFeatures([fc.numeric_column("age"), fc.embedding_column(cities, 2)])
    return [layer(features), layer(features)]
