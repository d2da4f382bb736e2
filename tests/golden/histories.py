"""What `fit`, `evaluate` and `predict` of small `tf.keras` models give on data drawn by NumPy.

Each history is a public function that takes `tf`; it is recorded by the real TensorFlow 1.15.5. Plain Python 3.7.
"""

import numpy as np

SEED = 1234


def record(tf, train):
    """What `train` gives, in a graph and a session of its own, as lists of numbers."""
    with tf.Graph().as_default(), tf.Session() as session:
        tf.keras.backend.set_session(session)
        tf.set_random_seed(SEED)
        np.random.seed(SEED)
        found = train(tf)
    tf.keras.backend.clear_session()
    return {str(name): np.asarray(values, np.float64).ravel().tolist() for name, values in found.items()}


def _data(count, *shape):
    draw = np.random.RandomState(7)
    x = draw.randn(count, *shape).astype("float32")
    return x, draw.randint(0, 3, size=count), draw.randn(count, 1).astype("float32")


def _mlp(tf, outputs=3, activation="softmax"):
    keras = tf.keras
    return keras.Sequential(
        [keras.layers.Dense(8, activation="relu", input_shape=(6,)), keras.layers.Dense(outputs, activation)]
    )


def _fit(model, *args, **kwargs):
    return model.fit(*args, verbose=0, **kwargs).history


def classes_by_adam_with_validation(tf):
    x, labels, _ = _data(50, 6)
    model = _mlp(tf)
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    y = tf.keras.utils.to_categorical(labels)
    found = _fit(model, x, y, batch_size=16, epochs=3, validation_split=0.2)
    found["evaluated"] = model.evaluate(x, y, verbose=0)
    found["predicted"] = model.predict(x[:2])
    return found


def numbers_by_sgd_with_weights(tf):
    x, labels, y = _data(40, 6)
    model = _mlp(tf, 1, None)
    model.compile(tf.keras.optimizers.SGD(0.05, momentum=0.9), "mse", metrics=["mae"])
    return _fit(model, x, y, batch_size=8, epochs=2, sample_weight=1.0 + labels)


def sparse_classes_by_a_tf_optimizer(tf):
    x, labels, _ = _data(40, 6)
    model = _mlp(tf)
    model.compile(tf.train.AdamOptimizer(0.01), "sparse_categorical_crossentropy", metrics=["acc"])
    return _fit(model, x, labels, batch_size=10, epochs=2)


def pictures_with_normalisation_and_dropout(tf):
    layers = tf.keras.layers
    x, labels, _ = _data(32, 6, 6, 2)
    model = tf.keras.Sequential(
        [
            layers.Conv2D(4, 3, activation="relu", input_shape=(6, 6, 2)),
            layers.BatchNormalization(),
            layers.MaxPooling2D(),
            layers.Flatten(),
            layers.Dropout(0.3),
            layers.Dense(3, activation="softmax"),
        ]
    )
    model.compile("adadelta", "sparse_categorical_crossentropy", metrics=["acc"])
    found = _fit(model, x, labels, batch_size=8, epochs=2)
    found["evaluated"] = model.evaluate(x, labels, verbose=0)
    return found


def sequences_by_rmsprop(tf):
    x, labels, _ = _data(24, 5, 4)
    model = tf.keras.Sequential(
        [tf.keras.layers.LSTM(4, input_shape=(5, 4)), tf.keras.layers.Dense(1, activation="sigmoid")]
    )
    model.compile("rmsprop", "binary_crossentropy", metrics=["accuracy"])
    return _fit(model, x, (labels > 0).astype("float32"), batch_size=8, epochs=2)


def two_inputs_from_a_generator(tf):
    keras = tf.keras
    x, labels, y = _data(40, 6)
    a, b = keras.Input((6,)), keras.Input((1,))
    h = keras.layers.concatenate([keras.layers.Dense(4, activation="tanh")(a), b])
    model = keras.Model([a, b], keras.layers.Dense(1, kernel_regularizer="l2")(h))
    model.compile(keras.optimizers.Nadam(), "logcosh")

    def batches():
        while True:
            for start in range(0, 40, 10):
                part = slice(start, start + 10)
                yield [x[part], labels[part, None]], y[part]

    return model.fit_generator(batches(), steps_per_epoch=4, epochs=2, verbose=0).history


def a_dataset(tf):
    x, labels, _ = _data(40, 6)
    dataset = tf.data.Dataset.from_tensor_slices((x, labels)).batch(10).repeat()
    model = _mlp(tf)
    model.compile("sgd", "sparse_categorical_crossentropy", metrics=["acc"])
    return _fit(model, dataset, steps_per_epoch=4, epochs=2)


def callbacks_that_stop_and_slow_down(tf):
    callbacks = tf.keras.callbacks
    x, _, y = _data(40, 6)
    model = _mlp(tf, 1, None)
    model.compile(tf.keras.optimizers.Adagrad(0.5), "mae")
    chosen = [
        callbacks.EarlyStopping("val_loss", patience=1, restore_best_weights=True),
        callbacks.ReduceLROnPlateau("loss", patience=1),
        callbacks.LearningRateScheduler(lambda epoch: 0.5 / (epoch + 1)),
    ]
    found = _fit(model, x, y, batch_size=8, epochs=6, validation_split=0.25, callbacks=chosen)
    found["predicted"] = model.predict(x[:3])
    return found


def pictures_turned_shifted_and_stretched(tf):
    pictures = np.random.RandomState(0).rand(6, 8, 8, 3)
    ways = {
        "turned": {"rotation_range": 30},
        "shifted": {"width_shift_range": 0.2, "height_shift_range": 0.2, "fill_mode": "reflect"},
        "stretched": {"zoom_range": 0.3, "shear_range": 20},
        "mirrored": {"horizontal_flip": True, "vertical_flip": True, "channel_shift_range": 0.3},
    }
    found = {}
    for name, way in sorted(ways.items()):
        generator = tf.keras.preprocessing.image.ImageDataGenerator(**way)
        batch, order = next(generator.flow(pictures, np.arange(6), batch_size=4, seed=1))
        found[name] = batch.sum(axis=(1, 2, 3))
        found[name + "_order"] = order
    return found
