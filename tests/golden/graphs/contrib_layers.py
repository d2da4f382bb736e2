"""`tf.contrib.layers`: dense, convolutional, pooling and shaping layers, their scopes, collections and regularisers."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def _descend(tf, outputs):
    tf.train.GradientDescentOptimizer(0.1).minimize(tf.reduce_mean(tf.square(outputs)))
    return outputs


def fully_connected_plain(tf):
    return _descend(tf, tf.contrib.layers.fully_connected(_x(tf, None, 8), 5))


def fully_connected_of_all_kinds(tf):
    layers = tf.contrib.layers
    x = _x(tf, 4, 8)
    a = layers.fully_connected(
        x,
        5,
        activation_fn=tf.nn.tanh,
        weights_regularizer=layers.l2_regularizer(0.1),
        biases_regularizer=layers.l1_regularizer(0.2),
        variables_collections={"weights": ["w"], "biases": ["b"]},
        outputs_collections="out",
        scope="fc",
    )
    b = layers.linear(x, 3, biases_initializer=None, trainable=False)
    c = layers.relu6(x, 3, reuse=False, scope="six")
    d = layers.elu(_x(tf, 2, 3, 8), 4)
    e = layers.fully_connected(x, 3, normalizer_fn=layers.layer_norm, normalizer_params={"center": False})
    f = layers.fully_connected(x, 5, scope="fc", reuse=True, activation_fn=None)
    return [a, b, c, d, e, f]


def legacy_fully_connected_layers(tf):
    layers = tf.contrib.layers
    a = layers.legacy_relu(_x(tf, None, 8), 5)
    b = layers.legacy_linear(_x(tf, 2, 3, 8), 5, bias_init=None, name="named")
    c = layers.legacy_fully_connected(_x(tf, None, 3, 8), 5, weight_regularizer=layers.l2_regularizer(0.1))
    return [a, b, c]


def regularizers(tf):
    layers = tf.contrib.layers
    w = tf.get_variable("w", [3, 3], regularizer=layers.l1_l2_regularizer(0.1, 0.2))
    v = tf.get_variable("v", [3], regularizer=layers.l1_l2_regularizer(0.0, 0.2, "scoped"))
    tf.get_variable("u", [3], regularizer=layers.l2_regularizer(0.0))
    tf.add_to_collection(tf.GraphKeys.WEIGHTS, w)
    return [
        layers.apply_regularization(layers.l2_regularizer(0.1), [w, v]),
        layers.apply_regularization(layers.sum_regularizer([layers.l1_regularizer(0.3), None])),
        layers.apply_regularization(lambda _: None, [w]),
        layers.l1_regularizer(tf.constant(0.5), "one")(v),
        tf.losses.get_regularization_loss(),
    ]


def initializers(tf):
    layers = tf.contrib.layers
    tf.get_variable("a", [5, 7], initializer=layers.xavier_initializer())
    tf.get_variable("b", [3, 3, 5, 7], initializer=layers.xavier_initializer_conv2d(uniform=False, seed=5))
    tf.get_variable("c", [5, 7], initializer=layers.variance_scaling_initializer(mode="FAN_OUT"))


def summaries(tf):
    layers = tf.contrib.layers
    x = _x(tf, 2, 3)
    layers.summarize_activation(tf.nn.relu(x))
    layers.summarize_activation(tf.nn.relu6(x))
    layers.summarize_activation(tf.tanh(x))
    layers.summarize_tensor(tf.reduce_sum(x), "sum")
    layers.summarize_tensors([x, tf.reduce_mean(x)])
    layers.legacy_relu(x, 3)
    layers.summarize_activations()
    layers.summarize_collection("trainable_variables", "fully")
    assert layers.summarize_tensor(tf.constant("a")) is None


def an_argument_scope(tf):
    layers = tf.contrib.layers
    with tf.contrib.framework.arg_scope(
        [layers.conv2d, layers.fully_connected], activation_fn=None, weights_regularizer=layers.l2_regularizer(0.1)
    ):
        with tf.contrib.framework.arg_scope([layers.conv2d], padding="VALID"):
            h = layers.conv2d(_x(tf, 1, 4, 4, 2), 4, 3)
        return layers.fully_connected(layers.flatten(h), 3)


def outputs_by_their_names(tf):
    layers = tf.contrib.layers
    h = layers.conv2d(_x(tf, 1, 4, 4, 2), 4, 3, outputs_collections="ends", scope="one")
    layers.conv2d(h, 4, 3, outputs_collections="ends", scope="two")
    found = tf.contrib.slim.utils.convert_collection_to_dict("ends", clear_collection=True)
    return tf.constant(list(found))


def reused_by_a_scope(tf):
    x = _x(tf, 4, 8)
    for reuse in (None, True):
        with tf.variable_scope("net", reuse=reuse):
            h = tf.contrib.layers.fully_connected(x, 5)
            h = tf.contrib.layers.fully_connected(h, 5)
    return h


def in_a_partitioned_scope(tf):
    with tf.variable_scope("parts", partitioner=tf.fixed_size_partitioner(2)):
        return tf.contrib.layers.fully_connected(_x(tf, 4, 8), 6, variables_collections=["mine"])
