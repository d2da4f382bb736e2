"""Record files of models as Keras 1.2.2 and 2.0.8 wrote them, on TensorFlow 1.4.1 under Python 3.6.

    tf141/bin/pip install "keras==1.2.2" "h5py<3" scipy pyyaml          # then the same with keras==2.0.8
    tf141/bin/python tests/golden/record_older_keras.py [--write]

Without `--write` it says what the models predict.
"""

import argparse
import json
import os

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))


def pictures_1(keras):
    layers = keras.layers
    model = keras.models.Sequential()
    model.add(
        layers.Convolution2D(3, 3, 3, border_mode="same", activation="relu", input_shape=(6, 6, 2), init="he_normal")
    )
    model.add(layers.BatchNormalization(mode=0))
    model.add(layers.MaxPooling2D((2, 2)))
    model.add(layers.Dropout(0.25))
    model.add(layers.Flatten())
    model.add(layers.Dense(3, activation="softmax", W_regularizer="l2"))
    model.compile("adadelta", "categorical_crossentropy", metrics=["accuracy"])
    return model, np.random.RandomState(2).randn(8, 6, 6, 2)


def words_1(keras):
    layers = keras.layers
    given = layers.Input((5,), name="words")
    h = layers.Embedding(7, 3, mask_zero=True)(given)
    h = layers.LSTM(4, return_sequences=True, inner_activation="hard_sigmoid")(h)
    h = layers.TimeDistributed(layers.Dense(3, activation="tanh"))(h)
    h = layers.GRU(3)(h)
    model = keras.models.Model(input=given, output=layers.Dense(3, activation="softmax")(h))
    model.compile("rmsprop", "mse")
    return model, np.random.RandomState(3).randint(0, 7, (8, 5))


def pictures_2(keras):
    layers = keras.layers
    model = keras.models.Sequential()
    model.add(layers.Conv2D(3, (3, 3), padding="same", activation="relu", input_shape=(6, 6, 2)))
    model.add(layers.BatchNormalization())
    model.add(layers.MaxPooling2D((2, 2)))
    model.add(layers.Dropout(0.25))
    model.add(layers.Flatten())
    model.add(layers.Dense(3, activation="softmax", kernel_regularizer="l2"))
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return model, np.random.RandomState(2).randn(8, 6, 6, 2)


def words_2(keras):
    layers = keras.layers
    given = layers.Input((5,), name="words")
    h = layers.Embedding(7, 3, mask_zero=True)(given)
    h = layers.Bidirectional(layers.LSTM(4, return_sequences=True))(h)
    h = layers.TimeDistributed(layers.Dense(3, activation="tanh"))(h)
    h = layers.concatenate([layers.GRU(3)(h), layers.SimpleRNN(2)(h)])
    model = keras.models.Model(inputs=given, outputs=layers.Dense(3, activation="softmax")(h))
    model.compile("nadam", "mse")
    return model, np.random.RandomState(3).randint(0, 7, (8, 5))


MODELS = {"1": {"pictures": pictures_1, "words": words_1}, "2": {"pictures": pictures_2, "words": words_2}}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    import keras

    for name, make in sorted(MODELS[keras.__version__[0]].items()):
        np.random.seed(9)
        model, x = make(keras)
        y = np.eye(3)[np.arange(8) % 3]
        for _ in range(3):
            model.train_on_batch(x, y)
        found = {"predicted": model.predict(x).tolist(), "json": model.to_json(), "yaml": model.to_yaml()}
        found["loss"] = float(np.ravel(model.evaluate(x, y, verbose=0))[0])
        print(name, found["loss"])
        if args.write:
            path = os.path.join(HERE, "keras_older", "%s_%s" % (name, keras.__version__))
            model.save(path + ".h5")
            with open(path + ".json", "w") as file:
                json.dump(found, file, indent=1, sort_keys=True)


if __name__ == "__main__":
    main()
