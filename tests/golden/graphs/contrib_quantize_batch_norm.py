"""Quantised graphs with batch normalisation, which is folded into the layer before it."""


def _picture(tf):
    return tf.placeholder(tf.float32, [2, 5, 5, 2])


def _conv(tf, x, filters, **arguments):
    slim = tf.contrib.slim
    return slim.conv2d(x, filters, [3, 3], normalizer_fn=slim.batch_norm, **arguments)


def training_graph_with_batch_norm(tf):
    net = _conv(tf, _picture(tf), 3, scope="first")
    net = tf.reduce_mean(net, [1, 2])
    tf.contrib.quantize.create_training_graph(tf.get_default_graph())
    loss = tf.reduce_mean(net**2)
    return net, tf.train.GradientDescentOptimizer(0.1).minimize(loss)


def a_dense_layer_with_fused_batch_norm(tf):
    slim = tf.contrib.slim
    x = tf.placeholder(tf.float32, [4, 3])
    net = slim.fully_connected(
        x, 2, normalizer_fn=slim.batch_norm, normalizer_params={"fused": True, "updates_collections": None}
    )
    net = slim.fully_connected(net, 2, activation_fn=None)
    tf.contrib.quantize.create_training_graph()
    return net
