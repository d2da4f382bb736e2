"""What callbacks of Keras 2.2.4 write and do, and forms of Keras 1 that it took. Plain Python 3.7.

Each case takes `keras` and a new folder and gives values by names; Keras 2.2.4 on TensorFlow 1.15.5 records it,
`record_keras.py`.
"""

import glob
import json
import os
import re
import tempfile

import numpy as np


def record(keras, tf, case):
    """The values of a case in a graph and session of its own."""
    with tf.Graph().as_default(), tf.Session() as session:
        keras.backend.set_session(session)
        np.random.seed(23)
        found = case(keras, tempfile.mkdtemp())
    keras.backend.clear_session()
    return found


def _data():
    drawn = np.random.RandomState(7)
    return drawn.randn(24, 6).astype("float32"), np.eye(3)[drawn.randint(0, 3, 24)].astype("float32")


def _model(keras):
    layers = keras.layers
    model = keras.models.Sequential([layers.Dense(5, activation="relu", input_shape=(6,)), layers.Dense(3)])
    model.add(layers.Activation("softmax"))
    model.compile(keras.optimizers.SGD(0.1), "categorical_crossentropy", metrics=["accuracy"])
    return model


def files_of_training(keras, folder):
    callbacks = keras.callbacks
    x, y = _data()
    place = os.path.join(folder, "at-{epoch:02d}-{val_acc:.2f}.hdf5")
    chosen = [
        callbacks.CSVLogger(os.path.join(folder, "log.csv"), separator=";"),
        callbacks.ModelCheckpoint(place, save_weights_only=True, period=2),
        callbacks.ModelCheckpoint(os.path.join(folder, "best.h5"), "val_loss", save_best_only=True, mode="min"),
    ]
    model = _model(keras)
    model.fit(x, y, 8, 4, 0, chosen, validation_split=0.25)
    model.fit(x, y, 8, 1, 0, [callbacks.CSVLogger(os.path.join(folder, "log.csv"), ";", append=True)])
    best = keras.models.load_model(os.path.join(folder, "best.h5"))
    with open(os.path.join(folder, "log.csv")) as log:
        table = log.read().split("\n")
    found = {"files": sorted(os.listdir(folder)), "header": table[0], "lines": len(table)}
    found["numbers"] = [[float(cell) for cell in line.split(";")] for line in table[1:5]]
    found["best"] = best.evaluate(x, y, verbose=0)
    return found


def events_of_training(keras, folder):
    x, y = _data()
    chosen = keras.callbacks.TensorBoard(folder, histogram_freq=1, write_graph=True, write_grads=True, batch_size=8)
    _model(keras).fit(x, y, 8, 2, 0, [chosen], validation_data=(x[:8], y[:8]))
    import tensorflow as tf

    reader = tf.train.summary_iterator if hasattr(tf, "train") and hasattr(tf.train, "summary_iterator") else None
    reader = reader or tf.compat.v1.train.summary_iterator
    tags = set()
    for path in glob.glob(os.path.join(folder, "events*")):
        for event in reader(path):
            tags.update("%d %s" % (event.step, value.tag) for value in event.summary.value)
    return {"tags": tags}


def order_of_calls(keras, folder):
    x, y = _data()
    calls = []

    class Told(keras.callbacks.Callback):
        def on_train_begin(self, logs=None):
            calls.append(["train", sorted(self.params), sorted(logs or {})])

        def on_epoch_begin(self, epoch, logs=None):
            calls.append(["epoch", epoch])

        def on_batch_begin(self, batch, logs=None):
            calls.append(["batch", batch, sorted(logs or {})])

        def on_batch_end(self, batch, logs=None):
            calls.append(["batch ends", batch, sorted(logs or {})])

        def on_epoch_end(self, epoch, logs=None):
            calls.append(["epoch ends", epoch, sorted(logs or {}), len(self.validation_data or [])])
            self.model.stop_training = epoch == 1

        def on_train_end(self, logs=None):
            calls.append(["train ends", sorted(logs or {})])

    history = _model(keras).fit(x, y, 10, 5, 0, [Told()], validation_data=(x, y))
    return {"calls": calls, "params": history.params, "epochs": history.epoch}


def learning_rates(keras, folder):
    callbacks, x, y = keras.callbacks, _data()[0], _data()[1]
    model, rates = _model(keras), []
    chosen = [
        callbacks.LearningRateScheduler(lambda epoch, lr: lr * (0.5 if epoch else 1.0)),
        callbacks.LambdaCallback(on_batch_begin=lambda batch, logs: rates.append(batch)),
        callbacks.TerminateOnNaN(),
        callbacks.ReduceLROnPlateau("loss", 0.1, patience=0, min_delta=10.0, cooldown=1, min_lr=1e-4),
        callbacks.EarlyStopping("loss", min_delta=10.0, patience=2, restore_best_weights=True),
    ]
    history = model.fit(x, y, 12, 6, 0, chosen).history
    return {"rates": history["lr"], "loss": history["loss"], "batches": rates, "weights": model.get_weights()[0]}


def a_chain_of_keras_1(keras, folder):
    layers = keras.layers
    model = keras.models.Sequential()
    model.add(layers.Convolution2D(4, 3, 3, border_mode="same", input_shape=(8, 8, 2), init="he_normal"))
    model.add(layers.Convolution2D(3, nb_row=2, nb_col=2, subsample=(2, 2), dim_ordering="tf", bias=False))
    model.add(layers.MaxPooling2D(pool_size=(2, 2), strides=None, border_mode="valid", dim_ordering="tf"))
    model.add(layers.ZeroPadding2D((1, 1)))
    model.add(layers.normalization.BatchNormalization(mode=0, axis=-1, beta_init="one", gamma_init="one"))
    model.add(layers.core.Flatten())
    model.add(
        layers.Dense(output_dim=5, W_regularizer=keras.regularizers.l2(0.01), b_constraint="nonneg", init="normal")
    )
    model.add(layers.advanced_activations.PReLU(init="zero"))
    model.add(layers.Dropout(p=0.25))
    model.add(layers.noise.GaussianNoise(sigma=0.1))
    model.add(layers.Dense(3, activation="softmax"))
    model.compile(loss="categorical_crossentropy", optimizer="sgd", metrics=["accuracy"])
    x, y = np.random.RandomState(1).randn(12, 8, 8, 2), np.eye(3)[np.arange(12) % 3]
    history = model.fit(x, y, batch_size=6, nb_epoch=2, verbose=0, validation_split=0.25)
    found = dict(history.history, classes=model.predict_classes(x, verbose=0), shape=list(model.layers[0].output_shape))
    found["configurations"] = [
        {key: value for key, value in layer.get_config().items() if not isinstance(value, dict)}
        for layer in model.layers
    ]
    return found


def words_of_keras_1(keras, folder):
    layers = keras.layers
    model = keras.models.Sequential()
    model.add(layers.embeddings.Embedding(input_dim=9, output_dim=4, input_length=6, init="uniform", dropout=0.0))
    model.add(layers.Convolution1D(nb_filter=3, filter_length=2, border_mode="same", subsample_length=1))
    model.add(layers.convolutional.MaxPooling1D(pool_length=2, stride=1))
    model.add(
        layers.LSTM(
            output_dim=3,
            inner_init="orthogonal",
            inner_activation="hard_sigmoid",
            dropout_W=0.1,
            dropout_U=0.1,
            forget_bias_init="one",
            return_sequences=True,
            consume_less="gpu",
        )
    )
    model.add(layers.recurrent.GRU(2, W_regularizer="l2"))
    model.add(layers.Dense(1, activation="sigmoid"))
    model.compile("sgd", "binary_crossentropy", metrics=["accuracy"])
    x, y = np.random.RandomState(1).randint(0, 9, (12, 6)), np.arange(12) % 2
    found = dict(model.fit(x, y, batch_size=6, nb_epoch=2, verbose=0).history)
    found["weights"] = [value.sum() for value in model.get_weights()]
    found["names"] = [weight.name for weight in model.weights]
    return found


def generators_of_keras_1(keras, folder):
    x, y = _data()

    def batches():
        while True:
            yield x[:8], y[:8]
            yield x[8:16], y[8:16]

    model = _model(keras)
    history = model.fit_generator(
        batches(), samples_per_epoch=3, nb_epoch=2, verbose=0, validation_data=batches(), nb_val_samples=2, max_q_size=1
    )
    found = dict(history.history)
    found["evaluated"] = model.evaluate_generator(batches(), val_samples=2, max_q_size=1)
    found["predicted"] = model.predict_generator(batches(), val_samples=1)
    return found


def configurations(keras, folder):
    layers = keras.layers
    a = layers.Input((6,), name="a")
    h = layers.Dense(4, kernel_regularizer=keras.regularizers.l1_l2(0.1, 0.2), kernel_constraint="maxnorm")(a)
    h = layers.BatchNormalization()(h)
    inner = keras.models.Sequential([layers.Dense(2, input_shape=(4,), activation="tanh")], name="inner")
    model = keras.models.Model(a, [inner(h), layers.Lambda(lambda x: x * 2, name="twice")(h)], name="whole")
    config = model.get_config()
    for layer in config["layers"]:
        if layer["class_name"] == "Lambda":
            for name in ("function", "module", "output_shape_module"):  # code, and what is beside it today
                layer["config"].pop(name, None)
    text = json.loads(keras.models.Sequential([layers.LSTM(3, input_shape=(4, 2)), layers.Dense(1)]).to_json())
    yaml = keras.models.Sequential([layers.Conv2D(2, 3, input_shape=(5, 5, 1))]).to_yaml()
    found = {"config": config, "json": text, "yaml": sorted(re.findall(r"\w+:(?=\s)", yaml))}
    found["optimizers"] = [
        getattr(keras.optimizers, name)().get_config()
        for name in ("SGD", "RMSprop", "Adagrad", "Adadelta", "Adam", "Adamax", "Nadam")
    ]
    found["initializers"] = [
        keras.initializers.get(name).get_config()
        for name in ("zeros", "ones", "uniform", "normal", "glorot_uniform", "he_normal", "orthogonal", "identity")
    ]
    return found


def initial_weights(keras, folder):
    found = {}
    for name in (
        *("zeros", "ones", "uniform", "normal", "truncated_normal", "identity", "orthogonal", "lecun_uniform"),
        *("lecun_normal", "glorot_normal", "glorot_uniform", "he_normal", "he_uniform"),
    ):
        found[name] = keras.backend.eval(keras.backend.variable(keras.initializers.get(name)((6, 6))))
    made = keras.initializers
    found["constant"] = keras.backend.eval(made.Constant(3.0)((2, 2)))
    found["scaled"] = keras.backend.eval(made.VarianceScaling(2.0, "fan_out", "uniform", seed=3)((3, 3, 2, 4)))
    return found


def metrics_of_all_kinds(keras, folder):
    backend, drawn = keras.backend, np.random.RandomState(9)
    y, p = np.eye(6)[drawn.randint(0, 6, 8)].astype("float32"), drawn.rand(8, 6).astype("float32")
    found = {}
    for name in (
        *("binary_accuracy", "categorical_accuracy", "top_k_categorical_accuracy", "mse", "mae", "mape", "msle"),
        *("cosine", "hinge", "squared_hinge", "categorical_hinge", "logcosh", "poisson", "kullback_leibler_divergence"),
        *("binary_crossentropy", "categorical_crossentropy"),
    ):
        function = getattr(keras.metrics, name, None) or getattr(keras.losses, name)
        found[name] = backend.eval(backend.mean(function(backend.constant(y), backend.constant(p))))
    classes = backend.constant(y.argmax(1)[:, None])
    for name in ("sparse_categorical_accuracy", "sparse_top_k_categorical_accuracy"):
        found[name] = backend.eval(backend.mean(getattr(keras.metrics, name)(classes, backend.constant(p))))
    return found


def regularizers_and_constraints(keras, folder):
    backend, x = keras.backend, np.random.RandomState(2).randn(4, 3).astype("float32")
    value = backend.constant(x)
    found = {name: backend.eval(getattr(keras.regularizers, name)(0.1)(value)) for name in ("l1", "l2", "l1_l2")}
    for name in ("MaxNorm", "NonNeg", "UnitNorm", "MinMaxNorm", "max_norm", "non_neg", "unit_norm", "min_max_norm"):
        found[name] = backend.eval(getattr(keras.constraints, name)()(value))
    for name in ("relu", "elu", "selu", "softplus", "softsign", "exponential", "linear", "hard_sigmoid", "tanh"):
        found[name] = backend.eval(keras.activations.get(name)(value))
    return found


def cases():
    """Each case by its name."""
    functions = (
        *(files_of_training, events_of_training, order_of_calls, learning_rates, a_chain_of_keras_1, words_of_keras_1),
        *(generators_of_keras_1, configurations, initial_weights, metrics_of_all_kinds),
        regularizers_and_constraints,
    )
    return {function.__name__: function for function in functions}
