"""Layers of `tf.contrib.layers` that pool, reorder, encode, and those without a product."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def pools(tf):
    layers = tf.contrib.layers
    x, v = _x(tf, 2, 4, 4, 2), _x(tf, 1, 4, 4, 4, 1)
    return [
        layers.max_pool2d(x, 2),
        layers.max_pool2d(x, [2, 1], stride=1, padding="SAME", scope="pool", outputs_collections="c"),
        layers.avg_pool2d(x, 2),
        layers.max_pool3d(v, 2),
        layers.avg_pool3d(v, 2, scope="avg"),
        tf.contrib.slim.pool(x, 2, "MAX"),
        tf.contrib.slim.pool(x, [2, 2], "AVG", stride=2, padding="SAME"),
        tf.contrib.slim.pool(x, 2, "MAX", dilation_rate=2),
    ]


def layers_that_reorder(tf):
    layers = tf.contrib.layers
    x = _x(tf, 2, 2, 3, 3)
    open_batch = _x(tf, None, 2, 3, 3)
    return [
        layers.flatten(x),
        layers.flatten(open_batch, scope="f", outputs_collections="c"),
        layers.images_to_sequence(x),
        layers.images_to_sequence(open_batch),
        layers.sequence_to_images(_x(tf, 3, 4, 2), 2),
        layers.sequence_to_images(_x(tf, 6, None, 3), 1, output_data_format="channels_first"),
        layers.maxout(x, 1),
        layers.maxout(_x(tf, None, 8), 2, axis=1),
    ]


def labels_encoded(tf):
    layers = tf.contrib.layers
    return [
        layers.one_hot_encoding(tf.placeholder(tf.int64, [4], name="below_5"), 5),
        layers.one_hot_encoding(tf.placeholder(tf.int32, [None], name="below_6"), 6, on_value=2.0, scope="o"),
        layers.dense_to_sparse(tf.constant([[1, 0], [2, 3]])),
    ]


def softmaxes_and_norms(tf):
    layers = tf.contrib.layers
    x = _x(tf, 2, 2, 3, 3)
    return [
        layers.softmax(_x(tf, 3, 4)),
        layers.softmax(_x(tf, None, 3, 4)),
        layers.spatial_softmax(x),
        layers.spatial_softmax(x, temperature=2.0, name="hot", trainable=False),
        layers.unit_norm(x, 1),
        layers.unit_norm(_x(tf, None, 4), 0),
        layers.unit_norm(_x(tf, None, 4), 1),
        layers.bias_add(x, tf.nn.relu),
        layers.bias_add(_x(tf, 3, 4), regularizer=tf.contrib.layers.l2_regularizer(0.5), scope="b"),
    ]


def dropouts(tf):
    layers = tf.contrib.layers
    x = _x(tf, 4, 8)
    return [
        layers.dropout(x),
        layers.dropout(x, 0.8, noise_shape=[4, 1], seed=3),
        layers.dropout(x, is_training=False),
        layers.dropout(x, 0.7, is_training=tf.placeholder_with_default(True, []), scope="d", outputs_collections="c"),
    ]
