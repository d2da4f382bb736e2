"""`tf.keras.layers.BatchNormalization` and `LayerNormalization`."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def _layers(tf):
    return tf.keras.layers


def batch_normalization_training(tf):
    layer = _layers(tf).BatchNormalization()
    y = layer(_x(tf, None, 4, 4, 2), training=True)
    return [y, *layer.updates]


def batch_normalization_inference(tf):
    return _layers(tf).BatchNormalization()(_x(tf, None, 4, 4, 2), training=False)


def batch_normalization_by_the_learning_phase(tf):
    layer = _layers(tf).BatchNormalization()
    y = layer(_x(tf, None, 4, 4, 2))
    return [y, *layer.updates]


def batch_normalization_on_a_matrix(tf):
    layer = _layers(tf).BatchNormalization(momentum=0.9, epsilon=1e-2, name="bn")
    y = layer(_x(tf, None, 8), training=True)
    return [y, *layer.updates]


def batch_normalization_on_a_matrix_by_the_learning_phase(tf):
    layer = _layers(tf).BatchNormalization(scale=False)
    y = layer(_x(tf, None, 8))
    return [y, *layer.updates]


def batch_normalization_not_trainable(tf):
    return _layers(tf).BatchNormalization(trainable=False, center=False)(_x(tf, 4, 4, 4, 2))


def batch_normalization_trained(tf):
    layer = _layers(tf).BatchNormalization()
    y = layer(_x(tf, None, 4, 4, 2), training=True)
    with tf.control_dependencies(layer.updates):
        tf.train.GradientDescentOptimizer(0.1).minimize(tf.reduce_mean(tf.square(y)))
    return y


def batch_normalization_along_the_first_axis(tf):
    layer = _layers(tf).BatchNormalization(axis=1)
    layer(_x(tf, 2, 2, 4, 4), training=True)


def layer_normalization(tf):
    layers = _layers(tf)
    return [layers.LayerNormalization()(_x(tf, None, 8)), layers.LayerNormalization(axis=[1, 2])(_x(tf, None, 3, 8))]
