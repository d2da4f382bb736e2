"""The optimisers of `tf.contrib.keras` and `tf.python.keras.optimizers`: Keras's own, with an `lr`.

Those with a decay are not run: they read the number of steps beside the op that raises it.
"""


def _step(tf, optimizer):
    weights = tf.get_variable("weights", [3], use_resource=True)
    return optimizer.get_updates(tf.reduce_sum(weights * weights), [weights])


def sgd(tf):
    return _step(tf, tf.contrib.keras.optimizers.SGD())


def sgd_with_nesterov_momentum(tf):
    return _step(tf, tf.contrib.keras.optimizers.SGD(lr=0.1, momentum=0.9, nesterov=True, clipnorm=1.0))


def adam(tf):
    return _step(tf, tf.contrib.keras.optimizers.Adam(clipvalue=0.5))


def amsgrad_with_decay(tf):
    _step(tf, tf.contrib.keras.optimizers.Adam(lr=0.01, amsgrad=True, decay=0.1))


def adadelta(tf):
    return _step(tf, tf.contrib.keras.optimizers.Adadelta(0.5, rho=0.9))


def adagrad(tf):
    return _step(tf, tf.contrib.keras.optimizers.Adagrad())


def adamax(tf):
    return _step(tf, tf.contrib.keras.optimizers.Adamax())


def nadam(tf):
    return _step(tf, tf.contrib.keras.optimizers.Nadam())


def rmsprop_with_decay_and_a_constraint(tf):
    keras = tf.contrib.keras
    layer = keras.layers.Dense(2, kernel_constraint=keras.constraints.NonNeg())
    out = layer(tf.placeholder(tf.float32, [None, 3]))
    keras.optimizers.RMSprop(lr=0.01, decay=0.1).get_updates(tf.reduce_sum(out * out), layer.weights)


def in_a_compiled_model(tf):
    keras = tf.contrib.keras
    model = keras.models.Sequential([keras.layers.Dense(3, activation="softmax", input_shape=(4,))])
    model.compile(keras.optimizers.Adam(lr=0.01), "categorical_crossentropy", metrics=["accuracy"])
    model._make_train_function()


def of_a_name(tf):
    return _step(tf, tf.contrib.keras.optimizers.get("adagrad"))


def ftrl_of_a_configuration(tf):
    ftrl = tf.keras.optimizers.Ftrl(0.1, l1_regularization_strength=0.2)
    return _step(tf, type(ftrl).from_config(ftrl.get_config()))
