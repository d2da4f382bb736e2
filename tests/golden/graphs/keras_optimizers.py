"""`tf.keras.optimizers`: what they make of two gradients, one of them sparse."""


def _step(tf, optimizer):
    table = tf.get_variable("table", [5, 2], use_resource=True)
    bias = tf.get_variable("bias", [2], use_resource=True)
    loss = tf.reduce_sum(tf.gather(table, [0, 2]) * 2.0) + tf.reduce_sum(bias * bias)
    updates = optimizer.get_updates(loss, [table, bias])
    return updates


def sgd(tf):
    return _step(tf, tf.keras.optimizers.SGD(0.1))


def sgd_with_nesterov_momentum_and_decay(tf):
    return _step(tf, tf.keras.optimizers.SGD(0.1, momentum=0.9, nesterov=True, decay=0.01, clipnorm=1.0))


def adam(tf):
    return _step(tf, tf.keras.optimizers.Adam(clipvalue=0.5))


def amsgrad(tf):
    return _step(tf, tf.keras.optimizers.Adam(amsgrad=True))


def adadelta(tf):
    return _step(tf, tf.keras.optimizers.Adadelta())


def adagrad(tf):
    return _step(tf, tf.keras.optimizers.Adagrad())


def adamax(tf):
    return _step(tf, tf.keras.optimizers.Adamax())


def nadam(tf):
    return _step(tf, tf.keras.optimizers.Nadam())


def rmsprop(tf):
    return _step(tf, tf.keras.optimizers.RMSprop())


def rmsprop_centered_with_momentum(tf):
    return _step(tf, tf.keras.optimizers.RMSprop(momentum=0.9, centered=True))


def ftrl(tf):
    return _step(tf, tf.keras.optimizers.Ftrl(l1_regularization_strength=0.1))
