"""What trainings by the standalone Keras tell: histories, evaluations and predictions. Plain Python 3.7.

Each case takes `keras` and gives numbers by names. Keras 2.2.4 on TensorFlow 1.15.5 records it, `record_keras.py`.
"""

import numpy as np

SEED = 77


def record(keras, tf, train):
    """The numbers of a training in a graph and session of its own, after `np.random.seed`."""
    with tf.Graph().as_default(), tf.Session() as session:
        keras.backend.set_session(session)
        np.random.seed(SEED)
        found = train(keras)
    keras.backend.clear_session()
    return {str(name): np.asarray(values, np.float64).ravel().tolist() for name, values in found.items()}


def data(count, *shape):
    """Inputs, one-hot targets of three classes, and numbers as targets."""
    drawn = np.random.RandomState(7)
    x = drawn.randn(count, *shape).astype("float32")
    return x, np.eye(3)[drawn.randint(0, 3, count)].astype("float32"), drawn.randn(count, 1).astype("float32")


def mlp(keras, *more):
    """Two dense layers with `more` between them."""
    layers = keras.layers
    first = layers.Dense(8, activation="relu", input_shape=(6,))
    return keras.models.Sequential([first, *more, layers.Dense(3, activation="softmax")])


def told(model, history, *arrays):
    """A history, and what the model evaluates and predicts."""
    found = dict(history.history)
    found["evaluated"] = model.evaluate(*arrays, verbose=0)
    found["predicted"] = model.predict(arrays[0])[:2]
    found["names"] = sum(ord(letter) for name in model.metrics_names for letter in name)
    return found


def dropout_and_adadelta(keras):
    x, y, _ = data(50, 6)
    model = mlp(keras, keras.layers.Dropout(0.5))
    model.compile("adadelta", "categorical_crossentropy", metrics=["accuracy"])
    return told(model, model.fit(x, y, batch_size=8, epochs=3, verbose=0, validation_split=0.2), x, y)


def pictures_with_normalization(keras):
    layers = keras.layers
    x, y, _ = data(40, 8, 8, 1)
    model = keras.models.Sequential()
    model.add(layers.Conv2D(4, (3, 3), activation="relu", padding="same", input_shape=(8, 8, 1)))
    model.add(layers.BatchNormalization())
    model.add(layers.MaxPooling2D())
    model.add(layers.Dropout(0.25))
    model.add(layers.Flatten())
    model.add(layers.Dense(8, activation="relu"))
    model.add(layers.BatchNormalization())
    model.add(layers.Dense(3, activation="softmax"))
    model.compile(keras.optimizers.SGD(0.05), "categorical_crossentropy", metrics=["acc", "mse"])
    return told(model, model.fit(x, y, batch_size=10, epochs=3, verbose=0, validation_data=(x[:9], y[:9])), x, y)


def weights_of_samples(keras):
    x, y, _ = data(30, 6)
    model = mlp(keras)
    model.compile(keras.optimizers.SGD(0.1), "mse", metrics=["mae"], weighted_metrics=["accuracy"])
    weights = np.arange(30) % 4 / 2.0
    history = model.fit(x, y, batch_size=7, epochs=2, verbose=0, sample_weight=weights)
    found = told(model, history, x, y)
    found["evaluated_under_weights"] = model.evaluate(x, y, sample_weight=weights, verbose=0)
    return found


def weights_of_classes(keras):
    x, y, _ = data(30, 6)
    model = mlp(keras)
    model.compile(keras.optimizers.SGD(0.1), "categorical_crossentropy", metrics=["categorical_accuracy"])
    return told(model, model.fit(x, y, batch_size=8, epochs=2, verbose=0, class_weight={0: 1.0, 1: 2.0, 2: 0.5}), x, y)


def class_numbers_by_a_tf_optimizer(keras):
    tf = keras.backend.tf
    x, y, _ = data(40, 6)
    model = mlp(keras)
    model.compile(tf.train.GradientDescentOptimizer(0.1), "sparse_categorical_crossentropy", metrics=["accuracy"])
    labels = y.argmax(1)
    return told(model, model.fit(x, labels, epochs=3, verbose=0, validation_split=0.25), x, labels)


def yes_and_no(keras):
    layers = keras.layers
    x, y, _ = data(40, 5, 4)
    model = keras.models.Sequential(
        [
            layers.LSTM(4, recurrent_initializer="glorot_uniform", input_shape=(5, 4)),
            layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(keras.optimizers.SGD(0.5), "binary_crossentropy", metrics=["accuracy"])
    return told(model, model.fit(x, y[:, 0], batch_size=16, epochs=2, verbose=0), x, y[:, 0])


def two_inputs_and_outputs(keras):
    layers = keras.layers
    x, y, numbers = data(40, 6)
    a, b = layers.Input((6,), name="a"), layers.Input((1,), name="b")
    h = layers.concatenate([layers.Dense(4, activation="tanh", kernel_regularizer="l2")(a), b])
    kind = layers.Dense(3, activation="softmax", name="kind")(layers.Dropout(0.3)(h))
    size = layers.Dense(1, name="size")(h)
    model = keras.models.Model(inputs=[a, b], outputs=[kind, size])
    model.compile(
        keras.optimizers.SGD(0.1),
        {"kind": "categorical_crossentropy", "size": "mse"},
        metrics={"kind": "accuracy", "size": ["mae", "mse"]},
        loss_weights={"kind": 1.0, "size": 0.3},
    )
    history = model.fit({"a": x, "b": numbers}, {"kind": y, "size": numbers}, batch_size=8, epochs=2, verbose=0)
    found = dict(history.history)
    found["evaluated"] = model.evaluate([x, numbers], [y, numbers], verbose=0)
    found["predicted"] = np.concatenate(model.predict([x, numbers]), axis=1)[:2]
    found["on_batch"] = model.train_on_batch([x, numbers], [y, numbers])
    return found


def a_generator(keras):
    x, y, _ = data(40, 6)

    def batches():
        while True:
            for start in range(0, 40, 12):
                yield x[start : start + 12], y[start : start + 12]

    model = mlp(keras, keras.layers.Dropout(0.2))
    model.compile(keras.optimizers.SGD(0.1), "categorical_crossentropy", metrics=["accuracy"])
    history = model.fit_generator(
        batches(), samples_per_epoch=4, nb_epoch=2, verbose=0, validation_data=batches(), nb_val_samples=3
    )
    found = dict(history.history)
    found["evaluated"] = model.evaluate_generator(batches(), 4)
    found["predicted"] = model.predict_generator(batches(), 4)[:2]
    return found


def shared_layers_and_masks(keras):
    layers = keras.layers
    drawn = np.random.RandomState(3)
    left, right = (drawn.randint(0, 6, (30, 5)) for _ in range(2))
    y = drawn.randint(0, 2, (30, 1)).astype("float32")
    words = layers.Embedding(6, 3, mask_zero=True)
    reader = layers.GRU(4, recurrent_initializer="he_uniform", dropout=0.1, recurrent_dropout=0.1)
    inputs = [layers.Input((5,)), layers.Input((5,))]
    a, b = (reader(words(given)) for given in inputs)
    near = layers.Lambda(lambda pair: keras.backend.sum(pair[0] * pair[1], axis=-1, keepdims=True))([a, b])
    model = keras.models.Model(inputs, layers.Dense(1, activation="sigmoid")(near))
    model.compile(keras.optimizers.SGD(0.5), "binary_crossentropy", metrics=["acc"])
    return told(model, model.fit([left, right], y, batch_size=10, epochs=2, verbose=0), [left, right], y)


def an_adversarial_pair(keras):
    layers, models = keras.layers, keras.models
    judge = models.Sequential([layers.Dense(6, input_shape=(4,)), layers.LeakyReLU(0.2), layers.Dropout(0.3)])
    judge.add(layers.Dense(1, activation="sigmoid"))
    judge.compile(keras.optimizers.SGD(0.2), "binary_crossentropy", metrics=["accuracy"])
    maker = models.Sequential([layers.Dense(5, input_shape=(3,)), layers.BatchNormalization(momentum=0.8)])
    maker.add(layers.Dense(4, activation="tanh"))
    noise = layers.Input((3,))
    judge.trainable = False
    both = models.Model(noise, judge(maker(noise)))
    both.compile(keras.optimizers.SGD(0.2), "binary_crossentropy")
    found = {"judge": [], "both": []}
    for _ in range(5):
        drawn = np.random.normal(0, 1, (8, 3))
        made = maker.predict(drawn)
        real = np.random.normal(0, 1, (8, 4))
        found["judge"] += list(judge.train_on_batch(real, np.ones((8, 1))))
        found["judge"] += list(judge.train_on_batch(made, np.zeros((8, 1))))
        found["both"].append(both.train_on_batch(drawn, np.ones((8, 1))))
    return found


def sequences_with_a_state(keras):
    layers = keras.layers
    x, _, y = data(32, 5, 2)
    model = keras.models.Sequential()
    model.add(layers.GRU(4, batch_input_shape=(8, 5, 2), stateful=True, return_sequences=True))
    model.add(layers.SimpleRNN(3, stateful=True))
    model.add(layers.Dense(1))
    model.compile(keras.optimizers.SGD(0.1), "mean_squared_error")
    found = {"first": model.predict(x[:8], batch_size=8), "second": model.predict(x[:8], batch_size=8)}
    found["evaluated"] = model.evaluate(x, y, batch_size=8, verbose=0)
    model.reset_states()
    found["again"] = model.predict(x, batch_size=8)
    return found


def _with_a_state(name, *more, **options):
    def train(keras):
        layers = keras.layers
        x, _, y = data(32, 5, 2)
        model = keras.models.Sequential()
        model.add(getattr(layers, name)(4, batch_input_shape=(8, 5, 2), stateful=True, **options))
        for one in more:
            model.add(getattr(layers, one)(3, stateful=True))
        model.add(layers.Dense(1))
        model.compile(keras.optimizers.SGD(0.1), "mse")
        found = {"steps": [model.train_on_batch(x[i : i + 8], y[i : i + 8]) for i in range(0, 32, 8)]}
        model.reset_states()
        found.update(model.fit(x, y, batch_size=8, epochs=2, shuffle=False, verbose=0).history)
        found["evaluated"] = model.evaluate(x, y, batch_size=8, verbose=0)
        return found

    return train


def callbacks_that_stop_and_slow_down(keras):
    callbacks = keras.callbacks
    x, y, _ = data(40, 6)
    model = mlp(keras)
    model.compile(keras.optimizers.SGD(0.8), "categorical_crossentropy", metrics=["acc"])
    chosen = [
        callbacks.ReduceLROnPlateau("val_loss", factor=0.5, patience=1),
        callbacks.EarlyStopping("val_acc", patience=3),
    ]
    return told(model, model.fit(x, y, 8, 8, 0, chosen, validation_split=0.25), x, y)


def losses_of_all_kinds(keras):
    x, y, _ = data(20, 6)
    found = {}
    for loss in ("mse", "mae", "mape", "msle", "hinge", "squared_hinge", "logcosh", "poisson", "kld", "cosine"):
        model = mlp(keras)
        model.compile("sgd", loss, metrics=["mae"])
        found[loss] = model.evaluate(x, y, verbose=0)
    return found


def _by(name, *args, **kwargs):
    def train(keras):
        x, y, _ = data(40, 6)
        model = mlp(keras)
        model.compile(getattr(keras.optimizers, name)(*args, **kwargs), "categorical_crossentropy", metrics=["acc"])
        return {"loss": model.fit(x, y, batch_size=20, epochs=4, verbose=0).history["loss"]}

    return train


def cases():
    """Each case by its name."""
    functions = (
        dropout_and_adadelta,
        pictures_with_normalization,
        weights_of_samples,
        weights_of_classes,
        class_numbers_by_a_tf_optimizer,
        yes_and_no,
        two_inputs_and_outputs,
        a_generator,
        shared_layers_and_masks,
        an_adversarial_pair,
        sequences_with_a_state,
        callbacks_that_stop_and_slow_down,
        losses_of_all_kinds,
    )
    found = {function.__name__: function for function in functions}
    found["a_lstm_with_a_state"] = _with_a_state("LSTM")
    found["a_gru_with_a_state"] = _with_a_state("GRU", implementation=2)
    found["a_simple_rnn_with_a_state"] = _with_a_state("SimpleRNN")
    found["two_layers_with_states"] = _with_a_state("LSTM", "SimpleRNN", return_sequences=True)
    for name in ("SGD", "RMSprop", "Adagrad", "Adadelta", "Adam", "Adamax", "Nadam"):
        found["by_" + name.lower()] = _by(name)
    found["by_sgd_with_everything"] = _by("SGD", 0.1, 0.9, nesterov=True, clipnorm=0.1)
    found["by_adam_with_everything"] = _by("Adam", 0.01, amsgrad=True, clipvalue=0.02)
    found["by_sgd_that_slows_down"] = _by("SGD", 0.1, decay=0.01)
    return found
