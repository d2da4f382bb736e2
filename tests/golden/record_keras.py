"""Record what the standalone Keras gives with Keras 2.2.4 on TensorFlow 1.15.5, as `record_graphs.py` does.

    tf115/bin/pip install keras==2.2.4
    tf115/bin/python tests/golden/record_keras.py [--only NAME,...] [--write]

and what 2.0.8 was the last to have, with `keras==2.0.8`, by `--only merged`.

Without `--write` it says which goldens would change. Keras 2.2.4 changes weights while gradients are still worked out
from them, so that its own runs differ by up to 1e-3 after a few steps: while trainings are recorded, the gradients of a
step wait for one another, and a recurrent layer's new state for the gradients that read the old one (its own runs of a
layer with a state differ by 5 % in the second step). What is left to chance, what reads the count of steps before it is
raised, is why trainings are run several times: of each number the least and the largest are kept.
"""

import argparse
import importlib
import json
import os
import pkgutil
import types

import keras_applied
import keras_callbacks
import keras_data
import keras_files
import keras_functions
import keras_layers
import keras_merged
import keras_models
import keras_of_its_time
import keras_singular
import keras_texts
import keras_trained
import numpy as np
from record_graphs import HERE, keep_or_write, load_tensorflow

RUNS = 3


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--only",
        metavar="NAME,...",
        help="of models, layers, texts, names, trained, files, singular, data, functions, callbacks, kept, applied; "
        "or merged",
    )
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    tf = load_tensorflow()
    import keras

    wanted = "2.0.8" if args.only == "merged" else "2.2.4"
    if keras.__version__ != wanted:
        raise SystemExit("This is Keras %s, not %s." % (keras.__version__, wanted))
    step_in_order(keras, tf)
    recorders = {
        **{"models": models, "layers": layers, "texts": texts, "names": names, "trained": trained, "files": files},
        **{"singular": singular, "data": data, "functions": functions, "callbacks": callbacks},
        **{"kept": kept, "merged": merged, "applied": applied},
    }
    for name in args.only.split(",") if args.only else sorted(recorders.keys() - {"merged"}):
        if name == "files" and not args.write:
            print("files of models: written anew with --write alone")
            continue
        file = "keras_2.2.4.json" if name == "models" else "keras_%s_%s.json" % (name, wanted)
        keep_or_write(file, recorders[name](keras, tf), args.write)


def step_in_order(keras, tf):
    """Let gradients wait for one another, and all that a function of Keras writes for them."""
    get_gradients, function = keras.optimizers.Optimizer.get_gradients, keras.backend.function
    gradients = []

    def together(*args):
        gradients[:] = tf.tuple(get_gradients(*args))
        return list(gradients)

    def waiting(*args, **kwargs):
        awaited, gradients[:] = list(gradients), []  # for the function of the step alone
        with tf.control_dependencies(awaited):
            return function(*args, **kwargs)

    keras.optimizers.Optimizer.get_gradients, keras.backend.function = together, waiting


def models(keras, tf):
    return {name: keras_of_its_time.record(keras, tf, case) for name, case in keras_of_its_time.cases().items()}


def layers(keras, tf):
    return {name: keras_layers.record(keras, tf, *case) for name, case in keras_layers.cases().items()}


def names(keras, tf):
    """The public names of each module that are Keras' own."""
    found = {}
    for module in pkgutil.walk_packages(keras.__path__, "keras."):
        if module.name.rpartition(".")[2] in ("cntk_backend", "theano_backend", "load_backend"):
            continue
        if module.name == "keras.legacy.models":  # which cannot be imported
            continue
        there = vars(importlib.import_module(module.name)).items()
        found[module.name] = sorted(name for name, thing in there if is_public(name, thing))
    return dict(found, keras=sorted(name for name, thing in vars(keras).items() if is_public(name, thing)))


def is_public(name, thing):
    owner = thing.__name__ if isinstance(thing, types.ModuleType) else getattr(thing, "__module__", None)
    return not name.startswith("_") and str(owner).split(".")[0] == "keras"


def texts(keras, tf):
    return {name: keras_texts.record(keras, tf, case) for name, case in keras_texts.cases().items()}


def files(keras, tf):
    """Write a file of each model, and one of weights alone; what the models predict."""
    found = {}
    for name in keras_files.MODELS:
        model, x = keras_files.trained(keras, name)
        path = os.path.join(HERE, "keras_%s_2.2.4" % name)
        model.save(path + ".h5")
        model.save_weights(path + "_weights.h5")
        found[name] = {
            "predicted": model.predict(x).tolist(),
            "json": json.loads(model.to_json()),
            "next": [float(value) for value in model.evaluate(x, np.eye(3)[np.arange(8) % 3], verbose=0)],
        }
        keras.backend.clear_session()
    return found


def data(keras, tf):
    return {name: keras_data.record(keras, case) for name, case in keras_data.cases().items()}


def functions(keras, tf):
    cases = keras_functions.cases().items()
    return {name: keras_data.told(keras_functions.record(keras, tf, case)) for name, case in cases}


def kept(keras, tf):
    cases = keras_models.cases().items()
    return {name: keras_data.told(keras_models.record(keras, tf, case)) for name, case in cases}


def applied(keras, tf):
    cases = keras_applied.cases().items()
    return {name: keras_data.told(keras_models.record(keras, tf, case)) for name, case in cases}


def merged(keras, tf):
    cases = keras_merged.cases().items()
    return {name: keras_data.told(keras_models.record(keras, tf, case)) for name, case in cases}


def callbacks(keras, tf):
    cases = keras_callbacks.cases().items()
    return {name: keras_data.told(keras_callbacks.record(keras, tf, case)) for name, case in cases}


def singular(keras, tf):
    return {
        name: keras_singular.record(np.linalg.svd(matrix, full_matrices=False)[0])
        for name, matrix in keras_singular.cases().items()
    }


def trained(keras, tf):
    found = {}
    for name, case in keras_trained.cases().items():
        runs = [keras_trained.record(keras, tf, case) for _ in range(RUNS)]
        found[name] = {
            key: [
                np.min([run[key] for run in runs], axis=0).tolist(),
                np.max([run[key] for run in runs], axis=0).tolist(),
            ]
            for key in runs[0]
        }
    return found


if __name__ == "__main__":
    main()
