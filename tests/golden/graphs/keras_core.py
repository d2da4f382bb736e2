"""`tf.keras.layers` without a convolution: dense, dropouts, shapes, activations, masking, noise."""

import numpy as np


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def _layers(tf):
    return tf.keras.layers


def dense_on_a_matrix(tf):
    return _layers(tf).Dense(5, activation="relu")(_x(tf, 4, 8))


def dense_of_unknown_batch_in_a_variable_scope(tf):
    with tf.variable_scope("outer"):
        return _layers(tf).Dense(5)(_x(tf, None, 8))


def dense_on_rank_three_trained(tf):
    y = _layers(tf).Dense(5, name="wide")(_x(tf, None, 3, 8))
    tf.train.GradientDescentOptimizer(0.1).minimize(tf.reduce_mean(tf.square(y)))
    return y


def dense_with_regularizers(tf):
    keras = tf.keras
    layer = keras.layers.Dense(
        5,
        kernel_initializer="he_normal",
        bias_initializer="ones",
        kernel_regularizer=keras.regularizers.l2(0.01),
        bias_regularizer=keras.regularizers.l1_l2(0.1, 0.2),
        activity_regularizer="l1",
        kernel_constraint="max_norm",
    )
    y = layer(_x(tf, 4, 8))
    return [y, *layer.losses]


def dense_called_twice_in_a_name_scope(tf):
    x = _x(tf, 4, 8)
    layer = _layers(tf).Dense(8, use_bias=False)
    with tf.name_scope("ns"):
        y = layer(x)
    return layer(y)


def two_dense_get_two_names(tf):
    x = _x(tf, 4, 8)
    return _layers(tf).Dense(3)(_layers(tf).Dense(5)(x))


def dropout_by_its_argument(tf):
    x = _x(tf, 4, 8)
    return [_layers(tf).Dropout(0.5)(x, training=True), _layers(tf).Dropout(0.5)(x, training=False)]


def dropout_by_the_learning_phase(tf):
    return _layers(tf).Dropout(0.3, noise_shape=(None, 1), seed=3)(_x(tf, 4, 8))


def dropout_by_a_tensor(tf):
    training = tf.placeholder_with_default(True, [], name="training")
    return _layers(tf).Dropout(0.3)(_x(tf, None, 8), training=training)


def spatial_dropouts(tf):
    layers = _layers(tf)
    return [
        layers.SpatialDropout1D(0.5)(_x(tf, 2, 3, 4), training=True),
        layers.SpatialDropout2D(0.5)(_x(tf, 2, 3, 3, 4), training=True),
        layers.SpatialDropout2D(0.5, data_format="channels_first")(_x(tf, None, 3, 3, 4), training=True),
        layers.SpatialDropout3D(0.5)(_x(tf, 2, 3, 3, 3, 4), training=True),
    ]


def noises(tf):
    np.random.seed(3)  # most are seeded from NumPy's generator
    layers = _layers(tf)
    x = _x(tf, 4, 8)
    return [
        layers.GaussianNoise(0.5)(x, training=True),
        layers.GaussianDropout(0.5)(x, training=True),
        layers.AlphaDropout(0.5)(x, training=True),
        layers.GaussianNoise(0.5)(x),
        layers.GaussianDropout(0.2)(x),
        layers.AlphaDropout(0.1)(x),
    ]


def shapes(tf):
    layers = _layers(tf)
    x = _x(tf, None, 3, 4)
    return [
        layers.Flatten()(x),
        layers.Flatten(data_format="channels_first")(x),
        layers.Reshape((4, 3))(x),
        layers.Reshape((-1, 2))(x),
        layers.Permute((2, 1))(x),
        layers.RepeatVector(3)(_x(tf, None, 4)),
        layers.Flatten()(_x(tf, 2, 3, 4)),
        layers.Flatten()(_x(tf, 4)),
    ]


def activations_by_name(tf):
    x = _x(tf, 4, 8)
    names = ["relu", "tanh", "sigmoid", "hard_sigmoid", "softmax", "softplus", "softsign", "elu", "selu", "linear"]
    return [_layers(tf).Activation(name)(x) for name in [*names, "exponential"]]


def advanced_activations(tf):
    layers = _layers(tf)
    x = _x(tf, None, 3, 8)
    return [
        layers.LeakyReLU(0.2)(x),
        layers.PReLU()(x),
        layers.PReLU(shared_axes=[1], alpha_initializer="ones")(x),
        layers.ELU(0.5)(x),
        layers.ThresholdedReLU(0.5)(x),
        layers.Softmax()(x),
        layers.Softmax(axis=1)(x),
        layers.ReLU()(x),
        layers.ReLU(max_value=6.0)(x),
        layers.ReLU(max_value=2.0, negative_slope=0.1, threshold=0.5)(x),
    ]


def lambdas(tf):
    x = _x(tf, 4, 8)
    return [
        _layers(tf).Lambda(lambda v: v * 2.0)(x),
        _layers(tf).Lambda(lambda v, factor: v + factor, arguments={"factor": 3.0}, output_shape=(8,))(x),
    ]


def masking(tf):
    y = _layers(tf).Masking(mask_value=0.5)(_x(tf, None, 3, 8))
    return [y, y._keras_mask]


def activity_regularization(tf):
    layer = _layers(tf).ActivityRegularization(l1=0.1, l2=0.2)
    return [layer(_x(tf, None, 8)), *layer.losses]
