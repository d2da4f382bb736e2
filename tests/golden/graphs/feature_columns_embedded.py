"""`tf.feature_column`: embeddings of categorical columns, alone, shared and in parts."""


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


def an_embedding(tf):
    return tf.feature_column.input_layer(_features(tf), [tf.feature_column.embedding_column(_words(tf), 3)])


def an_embedding_with_the_loss_of_it(tf):
    columns = [tf.feature_column.embedding_column(_words(tf), 2, "sqrtn")]
    net = tf.layers.dense(tf.feature_column.input_layer(_features(tf), columns), 1)
    loss = tf.reduce_sum(net**2)
    train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
    return [loss, train]


def embeddings_of_hashes_and_identities(tf):
    fc = tf.feature_column
    columns = [
        fc.embedding_column(fc.categorical_column_with_hash_bucket("city", 6), 2, combiner="sum", max_norm=0.5),
        fc.embedding_column(fc.categorical_column_with_identity("count", 10), 2, trainable=False),
    ]
    variables = {}
    layer = fc.input_layer(_features(tf), columns, cols_to_vars=variables)
    assert sorted(len(found) for found in variables.values()) == [1, 1]
    return layer


def an_embedding_of_buckets(tf):
    fc = tf.feature_column
    number = tf.placeholder(tf.float32, [4, 2])
    column = fc.bucketized_column(fc.numeric_column("number", 2), [0.0, 1.0])
    return fc.input_layer({"number": number}, fc.embedding_column(column, 2))
