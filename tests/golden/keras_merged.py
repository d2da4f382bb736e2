"""Keras 1's `merge` and `Merge`, which Keras 2.0.8 still had; that records them, `record_keras.py --only merged`.

Each case takes `keras` and gives values by names. Plain Python 3.7.
"""

import numpy as np


def _x(*shape):
    return np.random.RandomState(6).randn(*shape).astype("float32")


def two_models_in_a_sequence(keras):
    layers, models = keras.layers, keras.models
    left, right = models.Sequential(), models.Sequential()
    left.add(layers.Dense(4, input_dim=6))
    right.add(layers.Dense(3, input_dim=5))
    right.add(layers.Activation("tanh"))
    model = models.Sequential()
    model.add(layers.Merge([left, right], mode="concat"))
    model.add(layers.Dense(2, activation="softmax"))
    model.compile("sgd", "mse")
    found = {"layers": [layer.name for layer in model.layers], "names": [weight.name for weight in model.weights]}
    found["given"] = model.predict([_x(4, 6), _x(4, 5)])
    found["loss"] = model.test_on_batch([_x(4, 6), _x(4, 5)], _x(4, 2))
    return found


def a_layer_of_two_layers(keras):
    layers = keras.layers
    given = layers.Input((6,))
    first, second = layers.Dense(3), layers.Dense(3)
    first(given), second(given)
    merged = layers.Merge([first, second], mode="mul")
    model = keras.models.Model(given, merged.output)
    return {"given": model.predict(_x(4, 6)), "layers": [layer.name for layer in model.layers]}


def _merged(shape, **how):
    def case(keras):
        layers = keras.layers
        left, right = layers.Input(shape), layers.Input(shape)
        model = keras.models.Model([left, right], layers.merge([left, right], **how))
        given = [_x(4, *shape), 1 - _x(4, *shape)]
        return {"given": model.predict(given), "layers": [layer.name for layer in model.layers]}

    return case


def cases():
    """Each case by its name."""
    found = {function.__name__: function for function in (two_models_in_a_sequence, a_layer_of_two_layers)}
    for mode in ("sum", "mul", "concat", "ave", "cos", "dot", "max"):
        found["merged_by_" + mode] = _merged((6,), mode=mode)
    found["merged_along_an_axis"] = _merged((3, 2), mode="concat", concat_axis=1, name="joined")
    found["merged_by_products_over_axes"] = _merged((3, 2), mode="dot", dot_axes=[2, 2])
    found["merged_by_cosines_over_an_axis"] = _merged((3, 2), mode="cos", dot_axes=2)
    found["merged_by_a_function"] = _merged((6,), mode=lambda parts: parts[0] - parts[1], output_shape=lambda s: s[0])
    return found
