"""Dropout, pooling, and what layers do as layers: scopes, losses, updates, reuse, subclasses."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def _descend(tf, outputs):
    tf.train.GradientDescentOptimizer(0.1).minimize(tf.reduce_mean(tf.square(outputs)))
    return outputs


def dropout_in_training_and_not(tf):
    x = _x(tf, 4, 8)
    return [
        tf.layers.dropout(x, training=True),
        tf.layers.dropout(x, 0.3, seed=7, training=True, name="drop"),
        tf.layers.dropout(x),
        tf.layers.dropout(x, 0.0, training=1),
    ]


def dropout_where_training_is_fed(tf):
    training = tf.placeholder_with_default(True, [], name="training")
    w = tf.get_variable("w", [5])
    return _descend(tf, tf.layers.dropout(_x(tf, None, 5) * w, 0.4, training=training))


def dropout_with_a_constant_of_training(tf):
    return tf.layers.dropout(_x(tf, 4, 8), training=tf.constant(True))


def dropout_with_noise_shapes(tf):
    x = _x(tf, None, 4, 8)
    return [
        tf.layers.dropout(x, noise_shape=[None, 1, 8], training=True),
        tf.layers.dropout(x, noise_shape=[3, 1, None], training=True),
    ]


def dropout_of_a_rate_that_is_fed(tf):
    rate = tf.placeholder_with_default(0.25, [], name="rate")
    return tf.layers.Dropout(rate)(_x(tf, 4, 8), training=True)


def max_pooling(tf):
    return [
        tf.layers.max_pooling1d(_x(tf, 2, 8, 3), 2, 2),
        tf.layers.max_pooling2d(_x(tf, None, 9, 9, 3), 3, (2, 1), padding="same", name="pool"),
        tf.layers.max_pooling3d(_x(tf, 1, 4, 4, 4, 2), 2, 2),
        tf.layers.MaxPooling2D(2, 2)(_x(tf, 2, 4, 4, 1)),
    ]


def average_pooling(tf):
    return [
        tf.layers.average_pooling1d(_x(tf, 2, 8, 3), [3], [2], padding="same"),
        tf.layers.average_pooling2d(_x(tf, None, 9, 9, 3), [3, 2], 2, name="pool"),
        tf.layers.average_pooling3d(_x(tf, 1, 4, 4, 4, 2), 2, 1, padding="same"),
        tf.layers.AveragePooling2D(2, 2)(_x(tf, 2, 4, 4, 1)),
    ]


def pooling_channels_first(tf):
    tf.layers.max_pooling2d(_x(tf, 2, 3, 8, 8), 2, 2, data_format="channels_first")
    return [
        tf.layers.max_pooling1d(_x(tf, 2, 3, 8), 2, 2, data_format="channels_first"),
        tf.layers.average_pooling1d(_x(tf, 2, 3, 8), 2, 2, data_format="channels_first"),
        tf.layers.max_pooling3d(_x(tf, 1, 2, 4, 4, 4), 2, 2, data_format="channels_first"),
        tf.layers.average_pooling3d(_x(tf, 1, 2, 4, 4, 4), 2, 2, data_format="channels_first"),
    ]


def gradients_of_pooling(tf):
    w = tf.get_variable("w", [2, 6, 6, 2])
    outputs = tf.layers.average_pooling2d(tf.layers.max_pooling2d(w, 2, 1), 2, 2, padding="same")
    return tf.gradients(tf.reduce_sum(tf.square(outputs)), w)


def gradients_of_pooling_volumes(tf):
    w = tf.get_variable("w", [1, 4, 4, 4, 2])
    outputs = tf.layers.average_pooling3d(tf.layers.max_pooling3d(w, 2, 1), 2, 2, padding="same")
    return tf.gradients(tf.reduce_sum(tf.square(outputs)), w)


def flatten_channels_first(tf):
    return [
        tf.layers.flatten(_x(tf, None, 3, 4, 2), data_format="channels_first"),
        tf.layers.Flatten()(_x(tf, 3, 4)),
        tf.layers.flatten(_x(tf, 3), name="f"),
    ]


def dense_of_many_kinds(tf):
    x = _x(tf, None, 8)
    return [
        tf.layers.dense(x, 5, activation="tanh", bias_initializer=tf.ones_initializer(), name="a"),
        tf.layers.dense(tf.placeholder(tf.float64, [4, 8], name="y"), 5),
        tf.layers.dense(x, 5, kernel_constraint=lambda w: tf.clip_by_norm(w, 1.0)),
        tf.layers.Dense(3, use_bias=False, name="b", dtype=tf.float32)(x),
        tf.layers.dense(_x(tf, 2, 3, 4, 8), 5),
    ]


def dense_on_a_sparse_tensor(tf):
    return tf.layers.Dense(5)(tf.SparseTensor([[0, 1], [2, 3]], [1.0, 2.0], [4, 8]))


def dense_on_an_array(tf):
    import numpy as np

    return tf.layers.Dense(5)(np.ones([2, 3], np.float32))


def dense_on_variables(tf):
    return [
        tf.layers.dense(tf.get_variable("v", [2, 3]), 2),
        tf.layers.dense(tf.get_variable("r", [2, 3], use_resource=True), 2),
    ]


def dense_in_a_resource_scope(tf):
    with tf.variable_scope("scope", use_resource=True):
        return _descend(tf, tf.layers.dense(_x(tf, 4, 8), 5, activation=tf.nn.relu))


def dense_with_a_getter_of_its_scope(tf):
    def getter(getter, name, *args, **kwargs):
        return 2.0 * getter(name, *args, **dict(kwargs, trainable=False))

    with tf.variable_scope("scope", custom_getter=getter):
        return tf.layers.dense(_x(tf, 4, 8), 5)


def regularizers_of_scopes(tf):
    with tf.variable_scope("scope", regularizer=lambda w: tf.nn.l2_loss(w) * 0.5):
        tf.layers.dense(_x(tf, 4, 8), 5)
        tf.layers.dense(_x(tf, 4, 8), 5, kernel_regularizer=tf.nn.l2_loss)
    return tf.losses.get_regularization_loss()


def losses_read_again(tf):
    x = _x(tf, 4, 8)
    layer = tf.layers.Dense(5, kernel_regularizer=tf.nn.l2_loss, activity_regularizer=tf.reduce_mean)
    layer(x)
    return [layer.losses, layer.get_losses_for(None), layer.get_losses_for(x)]


def scopes_of_reuse(tf):
    def net(x, reuse):
        with tf.variable_scope("net", reuse=reuse):
            h = tf.layers.conv2d(x, 2, 3, name="conv")
            h = tf.layers.max_pooling2d(h, 2, 2)
            return tf.layers.dense(tf.layers.flatten(h), 3, name="fc")

    return [net(_x(tf, 2, 6, 6, 1), False), net(_x(tf, 2, 6, 6, 1), True), net(_x(tf, 2, 6, 6, 1), tf.AUTO_REUSE)]


def unnamed_layers_in_nested_scopes(tf):
    x = _x(tf, 4, 8)
    with tf.variable_scope("a"), tf.name_scope("n"):
        tf.layers.dense(x, 2)
        with tf.variable_scope("b"):
            tf.layers.dense(x, 2)
            tf.layers.dropout(x, training=True)
    tf.layers.dense(x, 2)
    with tf.variable_scope("a", reuse=tf.AUTO_REUSE):
        tf.layers.dense(x, 2)


def a_layer_of_the_program(tf):
    class Scaled(tf.layers.Layer):
        def build(self, shape):
            self.scale = self.add_variable(
                "scale", shape[1:], initializer=tf.ones_initializer(), regularizer=tf.nn.l2_loss
            )
            self.count = self.add_weight("count", [], tf.int64, tf.zeros_initializer(), trainable=False)
            self.last = self.add_weight("last", shape[1:], trainable=False)
            super(Scaled, self).build(shape)

        def call(self, inputs, training=False):
            self.add_loss(tf.nn.l2_loss(self.scale))
            self.add_update(tf.assign_add(self.count, 1))
            self.add_update(lambda: tf.assign(self.last, inputs[0]))
            return tf.layers.Dropout(0.5)(inputs) * self.scale

    x = _x(tf, 4, 8)
    layer = Scaled()
    outputs = [layer(x, training=True), layer(x)]
    return [outputs, layer.get_updates_for(x), tf.losses.get_regularization_losses()]


def a_layer_of_the_program_whose_call_takes_its_scope(tf):
    class Named(tf.layers.Layer):
        def call(self, inputs, scope=None):
            return tf.identity(inputs, name=scope.name.split("/")[-1])

    return Named(name="own", _scope="own")(_x(tf, 4))


def weights_that_are_set(tf):
    layer = tf.layers.Dense(2)
    outputs = layer(tf.ones([1, 3]))
    layer.count_params()
    return outputs
