"""Let the real TensorFlow 1.15.5 read what `write_exports.py` wrote, and hold its outputs to 1e-6.

    tf115/bin/python tests/golden/checkpoints/verify_exports.py FOLDER

It restores both formats into the models built anew, imports the MetaGraphs and trains them on, and imports the frozen
GraphDefs. It prints the largest difference of each, and ends with 1 where one is larger. Python 3.7.
"""

import argparse
import json
import os
import sys

import models
import numpy as np

TOLERANCE = 1e-6


def largest(found, expected):
    return max(float(np.abs(given.ravel() - wanted).max()) for given, wanted in zip(found, expected))


def restored(tf, build, path, expected):
    with tf.Graph().as_default(), tf.Session() as session:
        model = build(tf)
        tf.train.Saver().restore(session, path)
        return largest(models.outputs(session, model, 2), expected)


def imported(tf, build, folder, expected):
    with tf.Graph().as_default() as graph, tf.Session() as session:
        saver = tf.train.import_meta_graph(os.path.join(folder, build.__name__ + ".meta"))
        saver.restore(session, os.path.join(folder, build.__name__ + "_v2"))
        model = {"x": graph.get_tensor_by_name("x:0"), "output": graph.get_tensor_by_name("output:0"), "feed": {}}
        if build is models.batch_normalization:
            model["feed"] = {graph.get_tensor_by_name("training:0"): True}
        model["train"] = graph.get_operation_by_name("Adam")
        return largest(models.outputs(session, model, 2), expected)


def frozen(tf, build, folder, expected):
    with tf.Graph().as_default() as graph, tf.Session() as session:
        definition = tf.GraphDef()
        with open(os.path.join(folder, build.__name__ + ".pb"), "rb") as file:
            definition.ParseFromString(file.read())
        tf.import_graph_def(definition, name="")
        model = {"x": graph.get_tensor_by_name("x:0"), "output": graph.get_tensor_by_name("output:0")}
        return largest(models.outputs(session, model, 0), expected[:1])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    folder = parser.parse_args().folder
    del sys.argv[1:]
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    import tensorflow as tf

    assert tf.__version__ == "1.15.5", "this is TensorFlow %s" % tf.__version__
    tf.logging.set_verbosity(tf.logging.ERROR)
    with open(os.path.join(folder, "outputs.json")) as file:
        outputs = json.load(file)
    worst = 0.0
    for build in models.MODELS:
        name = build.__name__
        expected = [np.array(given) for given in outputs[name]]
        found = [
            ("v1", restored(tf, build, os.path.join(folder, name + "_v1"), expected)),
            ("v2", restored(tf, build, os.path.join(folder, name + "_v2"), expected)),
            ("MetaGraph", imported(tf, build, folder, expected)),
            ("frozen", frozen(tf, build, folder, expected)),
        ]
        print("%-20s %s" % (name, "  ".join("%s %.1e" % pair for pair in found)))
        worst = max([worst, *(difference for _, difference in found)])
    return int(worst > TOLERANCE)


if __name__ == "__main__":
    sys.exit(main())
