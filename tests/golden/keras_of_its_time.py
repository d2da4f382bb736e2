"""What small models of the standalone Keras give: names, first weights and histories. Plain Python 3.7.

Each case takes `keras`; the standalone Keras 2.2.4 on TensorFlow 1.15.5 records them, `record_keras.py`.
"""

import numpy as np

SEED = 1234


def record(keras, tf, build):
    """Names, a few figures of each first weight and those of the first step, after `np.random.seed`.

    No step after the first is held: Keras 2.2.4's updates read variables that others write, in an order of chance.
    """
    with tf.Graph().as_default(), tf.Session() as session:
        keras.backend.set_session(session)
        np.random.seed(SEED)
        model = build(keras)
        first = {}
        for layer in model.layers:
            for weight, value in zip(layer.weights, layer.get_weights()):
                first[weight.name] = [float(value.sum()), float(np.abs(value).sum()), float(value.ravel()[0])]
        x, y = _data(model)
        history = model.fit(x, y, batch_size=32, nb_epoch=1, verbose=0).history
        names = sorted(model.fit(x, y, verbose=0, validation_split=0.25).history)
        found = {"layers": [layer.name for layer in model.layers], "first": first}
    keras.backend.clear_session()
    return dict(found, history={name: float(values[0]) for name, values in history.items()}, names=names)


def _data(model):
    draw = np.random.RandomState(7)
    x = draw.randn(32, *model.input_shape[1:]).astype("float32")
    if model.layers[0].name.startswith("embedding"):
        x = draw.randint(0, 10, size=(32, 5))
    return x, np.eye(3)[draw.randint(0, 3, size=32)].astype("float32")


def dense_layers_by_adadelta(keras):
    layers = keras.layers
    model = keras.models.Sequential()
    model.add(layers.Dense(8, activation="relu", input_dim=6))
    model.add(layers.Dense(3, activation="softmax", kernel_initializer="he_normal"))
    model.compile("adadelta", "categorical_crossentropy", metrics=["accuracy", "mse"])
    return model


def pictures_by_adam(keras):
    layers = keras.layers
    model = keras.models.Sequential()
    model.add(layers.Conv2D(4, (3, 3), activation="relu", input_shape=(8, 8, 1)))
    model.add(layers.MaxPooling2D(pool_size=(2, 2)))
    model.add(layers.BatchNormalization())
    model.add(layers.Flatten())
    model.add(layers.Dense(3, activation="softmax", kernel_initializer="uniform"))
    model.compile(keras.optimizers.Adam(lr=0.01, decay=0.1), keras.losses.categorical_crossentropy, metrics=["acc"])
    return model


def sequences_by_rmsprop(keras):
    model = keras.models.Sequential()
    model.add(keras.layers.Embedding(10, 4, input_length=5))
    model.add(keras.layers.LSTM(4))
    model.add(keras.layers.Dense(3, activation="softmax"))
    model.compile("rmsprop", "categorical_crossentropy", metrics=["accuracy"])
    return model


def a_graph_of_layers_by_sgd(keras):
    start = keras.layers.Input(shape=(6,))
    left, right = keras.layers.Dense(4, activation="tanh")(start), keras.layers.Dense(4, init="glorot_normal")(start)
    end = keras.layers.Dense(3, activation="softmax")(keras.layers.concatenate([left, right]))
    model = keras.models.Model(input=start, output=end)
    model.compile(keras.optimizers.SGD(lr=0.1, momentum=0.9, nesterov=True), "mse", metrics=["mae"])
    return model


def _of(optimizer):
    def build(keras):
        model = keras.models.Sequential([keras.layers.Dense(3, input_shape=(6,), activation="sigmoid")])
        model.compile(optimizer, "mse")
        return model

    return build


def cases():
    """Each case by its name."""
    found = {
        function.__name__: function
        for function in (
            dense_layers_by_adadelta,
            pictures_by_adam,
            sequences_by_rmsprop,
            a_graph_of_layers_by_sgd,
        )
    }
    found.update({"one_layer_by_" + name: _of(name) for name in ("adagrad", "adamax", "nadam", "sgd")})
    return found
