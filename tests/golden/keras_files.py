"""Models whose files the standalone Keras 2.2.4 writes, and this package reads. Plain Python 3.7."""

import numpy as np


def pictures(keras):
    """A chain with two kinds of weights that a file keeps beside those that are trained."""
    layers = keras.layers
    model = keras.models.Sequential()
    model.add(layers.Conv2D(3, (3, 3), activation="relu", input_shape=(6, 6, 2), kernel_regularizer="l2"))
    model.add(layers.BatchNormalization())
    model.add(layers.MaxPooling2D())
    model.add(layers.Dropout(0.3))
    model.add(layers.Flatten())
    model.add(layers.Dense(3, activation="softmax", kernel_constraint=keras.constraints.max_norm(2.0)))
    model.compile(keras.optimizers.Adam(0.01, decay=0.1), "categorical_crossentropy", metrics=["accuracy"])
    return model, np.random.RandomState(2).randn(8, 6, 6, 2)


def words(keras):
    """A graph of layers with a shared one and layers in layers."""
    layers = keras.layers
    given = layers.Input((5,), name="words")
    h = layers.Embedding(7, 3, mask_zero=True)(given)
    h = layers.Bidirectional(layers.GRU(2, return_sequences=True, dropout=0.1))(h)
    h = layers.TimeDistributed(layers.Dense(3, activation="tanh"))(h)
    h = layers.LSTM(2, unit_forget_bias=False)(h)
    shared = layers.Dense(2, activation="relu")
    both = layers.concatenate([shared(h), shared(layers.Activation("sigmoid")(h))])
    inner = keras.models.Sequential([layers.Dense(3, input_shape=(4,)), layers.LeakyReLU(0.2)], name="inner")
    model = keras.models.Model(inputs=given, outputs=layers.Dense(3, activation="softmax")(inner(both)))
    model.compile("rmsprop", "mse", metrics=["mae"])
    return model, np.random.RandomState(3).randint(0, 7, (8, 5))


MODELS = {"pictures": pictures, "words": words}


def trained(keras, name):
    """A model after three steps, and its inputs."""
    np.random.seed(9)
    model, x = MODELS[name](keras)
    y = np.eye(3)[np.arange(8) % 3]
    for _ in range(3):
        model.train_on_batch(x, y)
    return model, x
