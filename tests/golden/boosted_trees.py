"""Boosted trees on buckets and indicators: figures, predictions and gains. Plain Python 3.7.

    tf115/bin/python tests/golden/boosted_trees.py [--write]

Without `--write` it says whether the golden `boosted_trees_tf1.15.5.json` would change. Each case is a process of its
own: the kernels of 1.15.5 now and then end theirs.
"""

import json
import subprocess
import sys
import tempfile

import numpy as np


def _input(tf, labels, batch_size=20, num_epochs=None, weights=False):
    draw = np.random.RandomState(4)
    x = {
        "age": draw.randint(18, 80, 20).astype("float32"),
        "height": draw.randn(20).astype("float32"),
        "job": draw.choice(["cook", "smith"], 20),
    }
    number = x["age"] / 40 + x["height"] + (x["job"] == "cook")
    if weights:
        x["weight"] = draw.rand(20).astype("float32")
    y = {"two": (number > 2).astype("int64"), "number": number.astype("float32")}[labels]
    return tf.estimator.inputs.numpy_input_fn(x, y, batch_size=batch_size, num_epochs=num_epochs, shuffle=False)


def _columns(tf):
    fc = tf.feature_column
    job = fc.indicator_column(fc.categorical_column_with_vocabulary_list("job", ["cook", "smith"]))
    age = fc.bucketized_column(fc.numeric_column("age"), [30, 40, 60])
    return [age, job, fc.bucketized_column(fc.numeric_column("height"), [-0.5, 0.0, 0.5])]


def _run(tf, estimator, labels, batch_size=20, weights=False):
    estimator.train(_input(tf, labels, batch_size, weights=weights), steps=30)
    figures = estimator.evaluate(_input(tf, labels, 20, 1, weights))
    predictions = list(estimator.predict(_input(tf, labels, 20, 1, weights)))
    key = "logits" if labels == "two" else "predictions"
    return {
        "figures": {name: float(value) for name, value in sorted(figures.items())},
        "predictions": [float(each[key][0]) for each in predictions],
    }


def a_classifier(tf, folder):
    kind = tf.estimator.BoostedTreesClassifier
    estimator = kind(_columns(tf), 1, folder, n_trees=3, max_depth=2, l2_regularization=0.01)
    return _run(tf, estimator, "two")


def a_classifier_that_prunes_and_weighs(tf, folder):
    about = {"n_trees": 2, "max_depth": 2, "tree_complexity": 0.001, "pruning_mode": "post"}
    estimator = tf.estimator.BoostedTreesClassifier(_columns(tf), 1, folder, weight_column="weight", **about)
    return _run(tf, estimator, "two", weights=True)


def a_regressor_of_two_batches_a_layer(tf, folder):
    about = {"n_trees": 2, "max_depth": 3, "l1_regularization": 0.01, "min_node_weight": 0.1}
    return _run(tf, tf.estimator.BoostedTreesRegressor(_columns(tf), 2, folder, **about), "number", 10)


def a_regressor_around_the_mean(tf, folder):
    about = {"n_trees": 2, "max_depth": 2, "center_bias": True}
    return _run(tf, tf.estimator.BoostedTreesRegressor(_columns(tf), 1, folder, **about), "number")


CASES = (
    a_classifier,
    a_classifier_that_prunes_and_weighs,
    a_regressor_of_two_batches_a_layer,
    a_regressor_around_the_mean,
)


def record():
    """What each case gives, or its name where 1.15.5 ended it."""
    found = {}
    for case in CASES:
        command = [sys.executable, __file__, "--case", case.__name__]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
        lines = done.stdout.decode().splitlines()
        found[case.__name__] = json.loads(lines[-1]) if lines else "TensorFlow 1.15.5 ended the process"
    return found


if __name__ == "__main__":
    from record_graphs import keep_or_write, load_tensorflow

    if "--case" in sys.argv:
        tensorflow = load_tensorflow()
        print(json.dumps(globals()[sys.argv[-1]](tensorflow, tempfile.mkdtemp())), flush=True)
    else:
        keep_or_write("boosted_trees_tf1.15.5.json", record(), "--write" in sys.argv)
