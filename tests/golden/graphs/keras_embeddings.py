"""`tf.keras.layers.Embedding`."""


def _layers(tf):
    return tf.keras.layers


def embeddings(tf):
    layers = _layers(tf)
    words = tf.placeholder(tf.int32, [None, 5], name="below_7")
    fixed = tf.placeholder(tf.int32, [2, 5], name="below_6")
    y = layers.Embedding(7, 3, mask_zero=True, input_length=5)(words)
    return [y, layers.Embedding(7, 3, embeddings_initializer="normal")(fixed), y._keras_mask]


def embedding_trained(tf):
    words = tf.placeholder(tf.int64, [None, 5], name="below_7")
    y = _layers(tf).Embedding(7, 3)(words)
    tf.train.AdamOptimizer().minimize(tf.reduce_mean(tf.square(y)))
    return y
