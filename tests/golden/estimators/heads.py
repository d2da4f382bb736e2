"""The heads of `tf.contrib.estimator`, with a small net under each, and what it adds to estimators."""

import numpy as np

SEED = 13


def _labels():
    draw = np.random.RandomState(6)
    return {
        "two": draw.randint(0, 2, 12),
        "three": draw.randint(0, 3, 12),
        "several": draw.randint(0, 2, (12, 3)),
        "counts": draw.randint(0, 5, 12).astype("float32"),
        "pair": draw.randn(12, 2).astype("float32"),
    }


def _input(tf, labels):
    draw = np.random.RandomState(7)
    x = {"x": draw.randn(12, 4).astype("float32"), "weight": draw.rand(12).astype("float32")}
    y = {name: _labels()[name] for name in labels} if isinstance(labels, list) else _labels()[labels]
    return tf.estimator.inputs.numpy_input_fn(x, y, batch_size=6, num_epochs=1, shuffle=False)


def _run(tf, folder, watch, head, labels):
    def model_fn(features, labels, mode):
        logits = tf.layers.dense(features["x"], head.logits_dimension, kernel_regularizer=tf.nn.l2_loss)
        optimizer = tf.contrib.estimator.clip_gradients_by_norm(tf.train.AdagradOptimizer(0.1), 0.5)
        return head.create_estimator_spec(features, mode, logits, labels, optimizer)

    estimator = tf.estimator.Estimator(model_fn, folder, tf.estimator.RunConfig(tf_random_seed=SEED))
    estimator.train(_input(tf, labels), [watch])
    found = estimator.evaluate(_input(tf, labels), hooks=[watch])
    first = next(estimator.predict(_input(tf, labels), hooks=[watch]))
    return {"metrics": found, "first": {str(key): value for key, value in first.items()}}


def of_one_of_three(tf, folder, watch):
    head = tf.contrib.estimator.multi_class_head(3, weight_column="weight", name="kind")
    return _run(tf, folder, watch, head, "three")


def of_one_of_two_at_thresholds(tf, folder, watch):
    head = tf.contrib.estimator.binary_classification_head(thresholds=[0.3, 0.6])
    return _run(tf, folder, watch, head, "two")


def of_several_labels(tf, folder, watch):
    head = tf.contrib.estimator.multi_label_head(
        3,
        "weight",
        [0.5],
        ["a", "b", "c"],
        classes_for_class_based_metrics=["b"],
        loss_reduction=tf.losses.Reduction.SUM,
    )
    return _run(tf, folder, watch, head, "several")


def of_counts(tf, folder, watch):
    return _run(tf, folder, watch, tf.contrib.estimator.poisson_regression_head(), "counts")


def of_probabilities(tf, folder, watch):
    return _run(tf, folder, watch, tf.contrib.estimator.logistic_regression_head(name="chance"), "two")


def of_several_heads(tf, folder, watch):
    parts = tf.contrib.estimator
    heads = [parts.regression_head(label_dimension=2, name="pair"), parts.multi_class_head(3, name="three")]
    return _run(tf, folder, watch, parts.multi_head(heads, [1.0, 0.5]), ["pair", "three"])


def under_a_deep_model_that_forwards_its_features(tf, folder, watch):
    column = tf.feature_column.numeric_column("x", [4])
    head = tf.contrib.estimator.regression_head()
    config = tf.estimator.RunConfig(folder, SEED)
    estimator = tf.estimator.DNNEstimator(head, [3], [column], config=config)
    estimator = tf.contrib.estimator.forward_features(estimator, "weight")
    estimator.train(_input(tf, "counts"), [watch])
    return list(estimator.predict(_input(tf, "counts"), hooks=[watch]))[:2]
