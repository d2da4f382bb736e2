"""`tf.keras` models whose configuration, and a file of one of them, are recorded by the real TensorFlow 1.15.5.

Plain Python 3.7.
"""

import json

import numpy as np

H5 = "keras_saved_tf1.15.5.h5"


def pictures(tf):
    keras = tf.keras
    layers = keras.layers
    return keras.Sequential(
        [
            layers.Conv2D(3, 3, activation="relu", input_shape=(12, 12, 2), name="first"),
            layers.BatchNormalization(),
            layers.MaxPooling2D(),
            layers.Conv2DTranspose(2, 2),
            layers.SeparableConv2D(2, 2),
            layers.DepthwiseConv2D(2),
            layers.UpSampling2D(),
            layers.ZeroPadding2D(),
            layers.Cropping2D(1),
            layers.SpatialDropout2D(0.1),
            layers.LeakyReLU(),
            layers.PReLU(),
            layers.ReLU(6.0),
            layers.AveragePooling2D(),
            layers.GlobalAveragePooling2D(),
            layers.Dropout(0.5),
            layers.GaussianNoise(0.1),
            layers.Dense(
                2,
                activation="softmax",
                kernel_regularizer="l2",
                bias_constraint="non_neg",
                kernel_initializer="he_normal",
            ),
        ]
    )


def words(tf):
    keras = tf.keras
    layers = keras.layers
    i = layers.Input((7,), name="words")
    h = layers.Embedding(5, 3, mask_zero=True)(i)
    h = layers.Bidirectional(layers.LSTM(4, return_sequences=True))(h)
    h = layers.TimeDistributed(layers.Dense(2))(layers.GRU(3, return_sequences=True)(h))
    h = layers.SimpleRNN(2)(h)
    flat = layers.Flatten()(layers.Permute((2, 1))(layers.Reshape((2, 1))(h)))
    both = layers.concatenate([h, flat])
    product = layers.Dot(1)([both, layers.add([both, both])])
    pooled = layers.GlobalMaxPooling1D()(layers.Conv1D(2, 1)(layers.RepeatVector(2)(product)))
    soft = layers.LayerNormalization()(layers.Softmax()(layers.ELU()(layers.ThresholdedReLU()(pooled))))
    inner = [layers.Dense(2, input_dim=2), layers.Masking(), layers.ActivityRegularization(0.1)]
    return keras.Model(i, keras.Sequential(inner, name="inner")(soft), name="outer")


def configurations(tf):
    """What `to_json` writes of each model."""
    found = {}
    for build in (pictures, words):
        tf.keras.backend.clear_session()
        found[build.__name__] = json.loads(build(tf).to_json())
    return found


def trained(tf):
    """A small network with normalisation, trained by two steps of Adam."""
    layers = tf.keras.layers
    tf.keras.backend.clear_session()
    chain = [layers.Conv2D(2, 3, input_shape=(4, 4, 1)), layers.BatchNormalization(), layers.Flatten(), layers.Dense(2)]
    model = tf.keras.Sequential(chain)
    model.compile("adam", "mse")
    model.fit(inputs(), np.eye(2)[[0, 1, 0, 1]], epochs=2, verbose=0)
    return model


def inputs():
    return np.random.RandomState(3).randn(4, 4, 4, 1).astype("float32")
