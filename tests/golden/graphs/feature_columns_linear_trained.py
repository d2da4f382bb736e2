"""`tf.feature_column.linear_model` under an optimiser, and not to be trained."""


def _features(tf):
    return {
        "age": tf.placeholder(tf.float32, [4, 1], name="age"),
        "city": tf.constant([["Rom"], ["Bonn"], ["Ulm"], [""]], name="city"),
        "words": tf.SparseTensor([[0, 0], [0, 1], [2, 0], [3, 2]], ["a", "b", "c", "a"], [4, 3]),
        "weights": tf.SparseTensor([[0, 0], [0, 1], [2, 0], [3, 2]], [0.5, 2.0, 1.0, -1.0], [4, 3]),
    }


def _words(tf):
    return tf.feature_column.categorical_column_with_vocabulary_list("words", ["a", "b", "c"])


def a_linear_model_that_learns(tf):
    fc = tf.feature_column
    logits = fc.linear_model(_features(tf), [_words(tf), fc.numeric_column("age")])
    loss = tf.losses.mean_squared_error(tf.ones([4, 1]), logits)
    return [loss, tf.train.FtrlOptimizer(0.2).minimize(loss)]


def a_linear_model_in_parts_that_does_not_learn(tf):
    fc = tf.feature_column
    with tf.variable_scope("wide", partitioner=tf.fixed_size_partitioner(2)):
        column = fc.categorical_column_with_hash_bucket("city", 6)
        return fc.linear_model(_features(tf), [column], trainable=False, weight_collections=["mine"])
