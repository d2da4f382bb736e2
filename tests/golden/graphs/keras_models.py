"""`tf.keras.Sequential` and `tf.keras.Model`: their inputs, calls on tensors, and the graphs that compiling makes."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def sequential_called_on_a_placeholder(tf):
    keras = tf.keras
    layers = [keras.layers.Dense(5, activation="relu", input_shape=(8,)), keras.layers.Dense(3)]
    return keras.models.Sequential(layers)(_x(tf, 4, 8))


def sequential_built_by_its_first_call(tf):
    model = tf.keras.Sequential()
    model.add(tf.keras.layers.Dense(5))
    model.add(tf.keras.layers.Dropout(0.5))
    model.add(tf.keras.layers.Dense(3))
    return model(_x(tf, None, 8))


def cnn_of_layers(tf):
    layers = tf.keras.layers
    h = layers.Conv2D(4, 3)(_x(tf, 2, 8, 8, 3))
    h = layers.BatchNormalization()(h, training=True)
    h = layers.Flatten()(h)
    h = layers.Dropout(0.5)(h, training=True)
    return layers.Dense(2)(h)


def functional_model_with_two_inputs(tf):
    keras = tf.keras
    a, b = keras.Input((4,), name="a"), keras.layers.Input(shape=(3,))
    h = keras.layers.concatenate([keras.layers.Dense(3)(a), b])
    model = keras.Model(inputs=[a, b], outputs=[keras.layers.Dense(2)(h), h])
    return model([_x(tf, 2, 4), _x(tf, 2, 3)])


def model_in_a_model(tf):
    keras = tf.keras
    inner = keras.Sequential([keras.layers.Dense(4, input_dim=4, name="in"), keras.layers.ReLU()], name="inner")
    x = keras.Input((4,))
    outer = keras.Model(x, keras.layers.Add()([inner(x), inner(inner(x))]))
    return outer(_x(tf, None, 4))


def subclassed_model(tf):
    class Net(tf.keras.Model):
        def __init__(self):
            super(Net, self).__init__(name="net")
            self.first = tf.keras.layers.Dense(4, activation="tanh")
            self.second = tf.keras.layers.Dense(2)

        def call(self, inputs):
            return self.second(self.first(inputs))

    return Net()(_x(tf, None, 3))


def own_layer(tf):
    class Scale(tf.keras.layers.Layer):
        def build(self, input_shape):
            self.scale = self.add_weight("scale", [int(input_shape[-1])], initializer="ones")
            self.count = self.add_weight("count", [], trainable=False, initializer="zeros")
            super(Scale, self).build(input_shape)

        def call(self, inputs):
            self.add_loss(tf.reduce_sum(inputs))
            return inputs * self.scale

    layer = Scale()
    return [layer(_x(tf, None, 3)), layer.losses]


def keras_layers_under_a_tf_optimizer(tf):
    keras = tf.keras
    x, labels = _x(tf, None, 6), tf.placeholder(tf.int64, [None], name="below_3")
    logits = keras.layers.Dense(3)(keras.layers.Dense(5, activation="relu")(x))
    loss = tf.losses.sparse_softmax_cross_entropy(labels, logits)
    return [loss, tf.train.AdamOptimizer(0.01).minimize(loss)]


def learning_phase(tf):
    backend = tf.keras.backend
    phase = backend.learning_phase()
    return [backend.in_train_phase(tf.constant(1.0), tf.constant(2.0)), tf.identity(phase)]
