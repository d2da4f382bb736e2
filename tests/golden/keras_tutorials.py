"""The models of the Keras and the Kaggle tutorial in epochs of 20 batches of embedded digits. Plain Python 3.7.

The same code asks the real Keras 2.2.4, by `record_keras_tutorials.py`, and `tf1graph.keras`.
"""

import hashlib

import numpy as np

SEED = 1
BATCHES = 20
EPOCHS = {"dense": 3}  # one of the others, which take longer
HELD_OUT = 500  # test digits that the Keras tutorial is tested with
VALIDATION_SPLIT = 0.2


def training_digits(batch_size):
    """How many digits the Kaggle tutorial is given, so that 20 batches are left to train on."""
    return round(BATCHES * batch_size / (1 - VALIDATION_SPLIT))


def first_weights(model):
    """The shape of each weight by its name, and the SHA-256 of its first value's float32."""
    values = [weight for layer in model.layers for weight in layer.get_weights()]
    names = [weight.name for layer in model.layers for weight in layer.weights]
    digest = [hashlib.sha256(np.ascontiguousarray(value, "<f4").tobytes()).hexdigest() for value in values]
    return {name: [list(value.shape), sha256] for name, value, sha256 in zip(names, values, digest)}


def fit(keras, model, *args, **kwargs):
    """Loss and accuracy of each batch, and what `fit` says of each epoch."""

    class Batches(keras.callbacks.Callback):
        def on_batch_end(self, batch, logs=None):
            losses.append(float(logs["loss"]))
            accuracies.append(float(logs["acc"]))

    losses, accuracies = [], []
    history = model.fit(*args, verbose=0, callbacks=[Batches()], **kwargs).history
    epochs = {name: [float(value) for value in history[name]] for name in ("loss", "acc", "val_loss", "val_acc")}
    return {"losses": losses, "accuracies": accuracies, "epochs": epochs}
