"""Record the first batches of the Keras and the Kaggle tutorial with Keras 2.2.4 on TensorFlow 1.15.5.

    tf115/bin/pip install "keras==2.2.4" "h5py<3"
    tf115/bin/python tests/golden/record_keras_tutorials.py --embedded FOLDER [--only NAME,...] [--write]

`--embedded` names the folder with the embedded digits (in the cache folder of tf1graph). Without `--write` it says
whether the golden would change. The models are built by the code of this project, for which the real `keras` and `tf`
stand in.

Adadelta of Keras 2.2.4 changes a layer's weights while the gradients of the layers below are still made with them: two
runs part at the second batch. What is recorded waits for all gradients, which gives the same each time.
"""

import argparse
import os
import sys

import keras_tutorials as tutorials
import numpy as np
from record_graphs import keep_or_write, load_tensorflow, read_idx, read_record

GOLDEN = "keras_tutorials_2.2.4.json"


def record_keras(keras, tf, digits):
    from tf1graph.tutorials.keras_cnn import model as tutorial

    def examples(images, labels):
        return images[..., None].astype("float32") / 255, keras.utils.to_categorical(labels, 10)

    count = tutorials.BATCHES * 128
    x, y = examples(digits["train-images-idx3-ubyte"][:count], digits["train-labels-idx1-ubyte"][:count])
    held_out = examples(
        digits["t10k-images-idx3-ubyte"][: tutorials.HELD_OUT], digits["t10k-labels-idx1-ubyte"][: tutorials.HELD_OUT]
    )
    adadelta = keras.optimizers.Adadelta
    changed_at_once = adadelta.get_gradients
    adadelta.get_gradients = lambda self, loss, params: tf.tuple(changed_at_once(self, loss, params))
    model = tutorial.build()
    weights = tutorials.first_weights(model)
    found = tutorials.fit(keras, model, x, y, batch_size=128, validation_data=held_out)
    return dict(found, weights=weights, parameters=model.count_params())


def record_kaggle(keras, digits, name):
    from tf1graph.tutorials.kaggle import inputs, models

    variant = models.VARIANTS[name]
    count = tutorials.training_digits(variant.batch_size)
    x = inputs.inputs_for(variant, digits["train-images-idx3-ubyte"][:count])
    y = digits["train-labels-idx1-ubyte"][:count].astype("int64")
    model = variant.build()
    weights = tutorials.first_weights(model)
    x = x if len(x) > 1 else x[0]
    found = tutorials.fit(
        keras,
        model,
        x,
        y,
        batch_size=variant.batch_size,
        epochs=tutorials.EPOCHS.get(name, 1),
        validation_split=tutorials.VALIDATION_SPLIT,
    )
    return dict(found, weights=weights, parameters=model.count_params())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--embedded", metavar="FOLDER", required=True)
    parser.add_argument("--only", metavar="NAME,...", help="keras, or models of the Kaggle tutorial")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    tf = load_tensorflow()
    import keras

    if keras.__version__ != "2.2.4":
        raise SystemExit("This is Keras %s, not 2.2.4." % keras.__version__)
    sys.modules["tf1graph"].keras = keras
    digits = {
        name[:-3]: read_idx(os.path.join(args.embedded, name))
        for name in os.listdir(args.embedded)
        if name.endswith("-ubyte.gz")
    }
    found = read_record(GOLDEN)
    for name in args.only.split(",") if args.only else ("keras", "dense", "cnn", "distributions", "quarters"):
        keras.backend.clear_session()
        np.random.seed(tutorials.SEED)
        found[name] = record_keras(keras, tf, digits) if name == "keras" else record_kaggle(keras, digits, name)
    keep_or_write(GOLDEN, found, args.write)


if __name__ == "__main__":
    main()
