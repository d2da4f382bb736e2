"""What the standalone Keras prints: summaries, progress and messages, with `#` for times. Plain Python 3.7.

Keras 2.2.4 on TensorFlow 1.15.5 records it, `record_keras.py`.
"""

import contextlib
import io
import re

import numpy as np


def record(keras, tf, case):
    """What a case prints, in a graph and session of its own."""
    output = io.StringIO()
    with tf.Graph().as_default(), tf.Session() as session:
        keras.backend.set_session(session)
        np.random.seed(1)
        with contextlib.redirect_stdout(output):
            case(keras)
    keras.backend.clear_session()
    return re.sub(r"\d+(s|ms|us)(/step)?\b", "#", output.getvalue()).split("\n")


def _data():
    drawn = np.random.RandomState(7)
    return drawn.randn(40, 6).astype("float32"), np.eye(3)[drawn.randint(0, 3, 40)].astype("float32")


def _model(keras):
    layers = keras.layers
    model = keras.models.Sequential([layers.Dense(8, activation="relu", input_shape=(6,))])
    model.add(layers.Dense(3, activation="softmax"))
    model.compile("adadelta", "categorical_crossentropy", metrics=["accuracy"])
    return model


def summary_of_a_chain(keras):
    layers = keras.layers
    model = keras.models.Sequential()
    model.add(layers.Conv2D(4, (3, 3), input_shape=(8, 8, 1), name="a_layer_with_a_very_long_name_indeed"))
    model.add(layers.BatchNormalization())
    model.add(layers.MaxPooling2D())
    model.add(layers.Flatten())
    model.add(layers.Dense(3))
    model.layers[0].trainable = False
    model.summary()


def summary_of_a_graph(keras):
    layers = keras.layers
    a, b = layers.Input((6,)), layers.Input((4,), name="second")
    shared = layers.Dense(4)
    both = layers.add([shared(a), layers.Dense(4)(b)])
    inner = keras.models.Sequential([layers.Dense(2, input_shape=(4,))])
    model = keras.models.Model([a, b], [inner(both), layers.Activation("tanh")(both)])
    model.summary()
    model.summary(line_length=70, positions=[0.4, 0.6, 0.7, 1.0])


def a_line_an_epoch(keras):
    x, y = _data()
    _model(keras).fit(x, y, epochs=2, verbose=2, validation_split=0.25)


def a_line_an_epoch_of_a_generator(keras):
    x, y = _data()
    _model(keras).fit_generator(iter([(x, y)] * 4), 2, 2, verbose=2)


def the_last_of_a_bar(keras):
    x, y = _data()
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        model = _model(keras)
        model.fit(x, y, epochs=2, verbose=1, validation_data=(x, y))
        model.evaluate(x, y, batch_size=40)
        model.predict(x, batch_size=40, verbose=1)
    for line in output.getvalue().split("\n"):
        if "ETA" not in line:
            print(line)


def messages_of_callbacks(keras):
    callbacks = keras.callbacks
    x, y = _data()
    chosen = [
        callbacks.ModelCheckpoint("/nowhere-{epoch:02d}.h5", "loss", verbose=1, save_best_only=True),
        callbacks.EarlyStopping("val_acc", patience=1, verbose=1, restore_best_weights=True),
        callbacks.LearningRateScheduler(lambda epoch: 0.5 / (epoch + 1), verbose=1),
        callbacks.ReduceLROnPlateau("acc", patience=1, verbose=1, min_delta=1.0),
        callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: print(epoch, sorted(logs))),
    ]
    model = _model(keras)
    model.save = lambda *args, **kwargs: None
    model.fit(x, y, epochs=5, verbose=0, validation_split=0.25, callbacks=chosen)


def cases():
    """Each case by its name."""
    functions = (
        summary_of_a_chain,
        summary_of_a_graph,
        a_line_an_epoch,
        a_line_an_epoch_of_a_generator,
        the_last_of_a_bar,
        messages_of_callbacks,
    )
    return {function.__name__: function for function in functions}
