"""Keras models as estimators."""

import numpy as np


def _input(tf, labels=True):
    draw = np.random.RandomState(8)
    x, y = draw.randn(20, 3).astype("float32"), draw.randn(20, 1).astype("float32")

    def input_fn():
        dataset = tf.data.Dataset.from_tensor_slices(({"given": x}, y)).batch(5)
        return dataset.repeat(2) if labels else dataset

    return input_fn


def _model(tf):
    keras = tf.keras
    keras.backend.clear_session()
    ones = keras.initializers.Constant(0.1)
    given = keras.Input((3,), name="given")
    h = keras.layers.Dense(4, "tanh", kernel_initializer=ones)(given)
    return keras.Model(given, keras.layers.Dense(1, kernel_initializer=ones, name="out")(h))


def compiled_with_an_optimizer_of_keras(tf, folder, watch):
    model = _model(tf)
    model.compile(tf.keras.optimizers.SGD(0.1), "mse", metrics=["mae"])
    config = tf.estimator.RunConfig(folder, 1)
    estimator = tf.keras.estimator.model_to_estimator(model, config=config)
    estimator.train(_input(tf))
    found = estimator.evaluate(_input(tf))
    return {"metrics": found, "predictions": list(estimator.predict(_input(tf, False)))[:2]}


def compiled_with_an_optimizer_of_tf_train(tf, folder, watch):
    model = _model(tf)
    model.compile(tf.train.AdamOptimizer(0.01), "mse")
    estimator = tf.keras.estimator.model_to_estimator(model, model_dir=folder)
    estimator.train(_input(tf), steps=4)
    return {"metrics": estimator.evaluate(_input(tf), steps=2)}
