"""Record checkpoints of the models in `models.py`, in both formats, with the real TensorFlow 1.15.5 or 1.4.1.

    tf115/bin/python tests/golden/checkpoints/record_checkpoints.py [--write]
    tf141/bin/python tests/golden/checkpoints/record_checkpoints.py [--write]

The first is the Python 3.7 of CONTRIBUTING.md, the second a Python 3.6 with `tensorflow==1.4.1 "numpy<1.17"
"protobuf<3.18"`. A model is trained for three steps and saved; `tf1.15.5/outputs.json` holds what it gives then, and
what it gives after each of two more steps. Without `--write` it says whether the outputs would change.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile

import models

HERE = os.path.dirname(os.path.abspath(__file__))
FORMATS = {"v1": 1, "v2": 2}


def record(tf, build, folder):
    """Save the model in both formats into `folder`; what it gives then and after two more steps."""
    with tf.Graph().as_default(), tf.Session() as session:
        tf.set_random_seed(11)
        model = build(tf)
        session.run(tf.global_variables_initializer())
        models.outputs(session, model, 3)
        for name, version in FORMATS.items():
            saver = tf.train.Saver(write_version=version)
            path = os.path.join(folder, "%s_%s" % (build.__name__, name))
            saver.save(session, path, write_meta_graph=build is models.cnn and name == "v2", write_state=False)
        return [[float("%.9g" % part) for part in given.ravel()] for given in models.outputs(session, model, 2)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    del sys.argv[1:]
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    import tensorflow as tf

    assert tf.__version__ in ("1.15.5", "1.4.1"), "this is TensorFlow %s" % tf.__version__
    tf.logging.set_verbosity(tf.logging.ERROR)
    target = os.path.join(HERE, "tf" + tf.__version__)
    folder = tempfile.mkdtemp()
    found = {build.__name__: record(tf, build, folder) for build in models.MODELS}
    with open(os.path.join(folder, "outputs.json"), "w") as file:
        json.dump(found, file, indent=1, sort_keys=True)
    old = None
    if os.path.exists(os.path.join(target, "outputs.json")):
        with open(os.path.join(target, "outputs.json")) as file:
            old = json.load(file)
    print("%s: %s" % (target, "as it is" if old == found else "written" if args.write else "would change"))
    if args.write and old != found:
        shutil.rmtree(target, ignore_errors=True)
        shutil.move(folder, target)
    else:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
