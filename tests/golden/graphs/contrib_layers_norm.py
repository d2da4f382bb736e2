"""The normalising layers of `tf.contrib.layers`, alone and after a convolution."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def _train(tf, outputs):
    updates = tf.get_collection(tf.GraphKeys.UPDATE_OPS)
    with tf.control_dependencies(updates):
        tf.train.GradientDescentOptimizer(0.1).minimize(tf.reduce_mean(tf.square(outputs)))
    return [outputs, *updates]


def batch_norm_after_a_convolution(tf):
    layers = tf.contrib.layers
    params = {"is_training": tf.placeholder_with_default(True, []), "decay": 0.95, "updates_collections": None}
    h = layers.conv2d(_x(tf, 2, 3, 3, 2), 2, 3, normalizer_fn=layers.batch_norm, normalizer_params=params)
    h = layers.fully_connected(layers.flatten(h), 5, normalizer_fn=layers.batch_norm, normalizer_params=params)
    return _train(tf, h)


def layer_norms(tf):
    layers = tf.contrib.layers
    return [
        _train(tf, layers.layer_norm(_x(tf, 4, 6)))[0],
        layers.layer_norm(_x(tf, None, 2, 2, 3), activation_fn=tf.nn.relu, scope="ln"),
        layers.layer_norm(_x(tf, 4, 5, 3), begin_norm_axis=-1, scale=False),
        layers.layer_norm(_x(tf, 4, 5, 3), begin_params_axis=1, center=False, variables_collections=["mine"]),
    ]


def instance_norms(tf):
    layers = tf.contrib.layers
    return [
        _train(tf, layers.instance_norm(_x(tf, 2, 2, 2, 3)))[0],
        layers.instance_norm(_x(tf, None, 3, 2, 2), data_format="NCHW", activation_fn=tf.nn.relu),
        layers.instance_norm(_x(tf, 2, 4, 3), center=False, scale=False, epsilon=1e-3, scope="in"),
    ]


def group_norms(tf):
    layers = tf.contrib.layers
    return [
        _train(tf, layers.group_norm(_x(tf, 2, 2, 2, 6), groups=3))[0],
        layers.group_norm(_x(tf, None, 6, 2, 2), groups=2, channels_axis=-3, reduction_axes=[-2, -1], scope="gn"),
        layers.group_norm(_x(tf, 2, 2, 2, 6), groups=6, mean_close_to_zero=True, center=False),
    ]
