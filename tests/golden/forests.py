"""Forests of one feature, where no chance decides which splits are compared. Plain Python 3.7.

    tf115/bin/python tests/golden/forests.py [--write]

Without `--write` it says whether the golden `forests_tf1.15.5.json` would change.
"""

import importlib

import numpy as np


def _grow(tf, steps, batch, labels="classes", **settings):
    """Sizes after each step, predictions on a grid, and the share of the feature in the splits."""
    modules = importlib.import_module(tf.contrib.tensor_forest.__name__ + ".python.tensor_forest")
    resources = importlib.import_module(tf.contrib.__name__.replace("contrib", "python.ops.resources"))
    draw = np.random.RandomState(3)
    x = draw.rand(200, 1).astype("float32")
    y = (x[:, 0] * 3).astype("int32") ^ (draw.rand(200) < 0.15)
    regression = labels == "numbers"
    if regression:
        y = x * np.float32(2)
    with tf.Graph().as_default():
        data = tf.placeholder(tf.float32, [None, 1])
        target = tf.placeholder(tf.float32 if regression else tf.int32, [None, 1] if regression else [None])
        outputs = 1 if regression else 4
        params = modules.ForestHParams(num_classes=outputs, num_features=1, regression=regression, **settings).fill()
        graphs = modules.RandomForestGraphs(params)
        train, loss = graphs.training_graph(data, target), graphs.training_loss(data, target)
        found = graphs.inference_graph(data)
        shares = graphs.feature_importances()
        planted = resources.initialize_resources(resources.shared_resources())
        with tf.Session() as session:
            session.run([tf.global_variables_initializer(), planted])
            sizes = []
            for start in np.arange(steps) * batch % 200:
                session.run(train, {data: x[start : start + batch], target: y[start : start + batch]})
                sizes.append(float(session.run(loss)))
            grid = np.linspace(0, 1, 9).astype("float32")[:, None]
            mean, variance = session.run([found[0], found[2]], {data: grid})
            return {
                "sizes": sizes,
                "predictions": mean.tolist(),
                "variances": variance.tolist(),
                "importances": np.asarray(session.run(shares)).tolist(),
            }


def one_split(tf):
    return _grow(tf, 1, 40, num_trees=1, num_splits_to_consider=3, split_after_samples=20)


def several_layers(tf):
    return _grow(tf, 6, 40, num_trees=1, num_splits_to_consider=3, split_after_samples=20, split_name="less")


def two_trees_of_few_nodes(tf):
    return _grow(tf, 20, 25, num_trees=2, max_nodes=9, num_splits_to_consider=4, split_after_samples=10)


def numbers(tf):
    return _grow(tf, 6, 40, "numbers", num_trees=1, num_splits_to_consider=3, split_after_samples=20)


CASES = (one_split, several_layers, two_trees_of_few_nodes, numbers)


if __name__ == "__main__":
    import sys

    from record_graphs import keep_or_write, load_tensorflow

    real = load_tensorflow()
    keep_or_write("forests_tf1.15.5.json", {case.__name__: case(real) for case in CASES}, "--write" in sys.argv)
