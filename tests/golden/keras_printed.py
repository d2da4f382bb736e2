"""What `tf.keras` prints on its way, and the types of what it gives, for `record_keras_printed.py` and the tests.

Nothing is learned here: the losses are round numbers. Plain Python 3.7.
"""

import contextlib
import io
import os
import re
import tempfile

import numpy as np

X = np.arange(24.0).reshape(6, 4) / 4
Y = np.zeros((6, 1))


def printed(case, tf):
    """The lines that a case prints, without times and without the bars that stand in between."""
    out = io.StringIO()
    with tf.Graph().as_default(), contextlib.redirect_stdout(out):
        case(tf)
    lines = [line.rstrip() for line in re.split("[\r\n\b]+", out.getvalue())]
    # which batches show a bar depends on the clock
    return [re.sub(r" \d+s( \d+[mu]?s/)?", " T/", line) for line in lines if line and "ETA: " not in line]


def _model(tf, *metrics):
    model = tf.keras.Sequential([tf.keras.layers.Dense(1, kernel_initializer="ones", input_shape=(4,))])
    model.compile(tf.keras.optimizers.SGD(0.0), "mse", metrics=list(metrics))
    return model


def arrays(tf):
    model = _model(tf, "mae")
    for verbose in (1, 2):
        model.fit(X, Y, batch_size=2, epochs=2, verbose=verbose, shuffle=False)
        model.fit(X, Y, batch_size=4, verbose=verbose, shuffle=False, validation_data=(X[:3], Y[:3]))
        given = model.evaluate(X, Y, batch_size=2, verbose=verbose)
        print([type(number).__name__ for number in given], ["%.4f" % number for number in given])
        print(model.predict(X, batch_size=4, verbose=verbose).shape)
    history = model.fit(X, Y, verbose=0, validation_split=0.5).history
    print([[name, type(history[name][0]).__name__] for name in sorted(history)])


def one_number(tf):
    model = _model(tf)
    print(str(model.evaluate(X, Y)), type(model.evaluate(X, Y, verbose=0)).__name__)


def steps(tf):
    model = _model(tf, "mae")
    data = tf.data.Dataset.from_tensor_slices((X, Y)).batch(2).repeat()
    model.fit(data, steps_per_epoch=3, epochs=2)
    model.evaluate(data, steps=3)
    model.evaluate(data, steps=3, verbose=2)


def generators(tf):
    model = _model(tf, "mae")

    def batches():
        while True:
            yield X[:2], Y[:2]

    model.fit_generator(batches(), steps_per_epoch=2, epochs=2)
    model.fit_generator(batches(), steps_per_epoch=2, verbose=2)
    model.evaluate_generator(batches(), steps=2, verbose=1)
    model.predict_generator(batches(), steps=2, verbose=1)


def callbacks(tf):
    model = _model(tf)
    path = os.path.join(tempfile.mkdtemp(), "model.h5")
    made = [
        tf.keras.callbacks.EarlyStopping("loss", patience=2, verbose=1),
        tf.keras.callbacks.ReduceLROnPlateau("loss", patience=1, verbose=1),
        tf.keras.callbacks.ModelCheckpoint(path, "loss", verbose=1, save_best_only=True),
    ]
    lines = io.StringIO()
    with contextlib.redirect_stdout(lines):
        model.fit(X, Y, epochs=4, callbacks=made)
    print(lines.getvalue().replace(path, "model.h5"))


def tables(tf):
    model = tf.keras.Sequential(name="chain")
    model.add(tf.keras.layers.Conv2D(3, 3, input_shape=(8, 8, 1)))
    model.add(tf.keras.layers.BatchNormalization())
    model.add(tf.keras.layers.Flatten())
    model.add(tf.keras.layers.Dense(2))
    model.summary()
    given = tf.keras.Input((5,))
    one = tf.keras.layers.Dense(2, name="one")
    both = tf.keras.layers.concatenate([one(given), one(given)])
    inner = tf.keras.Model(given, both, name="inner")
    inner.summary()
    other = tf.keras.Input((5,), name="other")
    outer = tf.keras.Model([given, other], tf.keras.layers.add([inner(given), inner(other)]))
    outer.layers[0].trainable = False
    outer.summary(line_length=80, positions=[0.4, 0.6, 0.75, 1.0])


CASES = [arrays, one_number, steps, generators, callbacks, tables]
