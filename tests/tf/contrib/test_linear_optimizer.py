"""Stochastic dual coordinate ascent: what it learns of a whole batch, and what it refuses."""

import numpy as np
import pytest

from tf1graph import tf


@pytest.fixture(autouse=True)
def quiet():
    level = tf.logging.get_verbosity()
    tf.logging.set_verbosity(tf.logging.ERROR)
    yield
    tf.logging.set_verbosity(level)


def model(labels=(0.0, 1.0), **options):
    examples = {
        "sparse_features": [],
        "dense_features": [tf.constant([[-1.0, 0.5], [1.0, 0.25]])],
        "example_labels": list(labels),
        "example_weights": [1.0, 1.0],
        "example_ids": ["a", "b"],
    }
    variables = {"sparse_features_weights": [], "dense_features_weights": [tf.Variable([0.0, 0.0])]}
    options = {
        "loss_type": "logistic_loss",
        "symmetric_l1_regularization": 0.0,
        "symmetric_l2_regularization": 1.0,
        **options,
    }
    return tf.contrib.linear_optimizer.SdcaModel(examples, variables, options), examples


def test_the_duality_gap_closes_in_whatever_order_examples_are_taken():
    with tf.Graph().as_default(), tf.Session() as session:
        made, examples = model()
        train, gap = made.update_weights(made.minimize()), made.approximate_duality_gap()
        session.run(tf.global_variables_initializer())
        gaps = []
        for _ in range(30):
            session.run(train)
            gaps.append(session.run(gap))
        assert gaps[-1] == pytest.approx(0.0, abs=1e-5)
        assert gaps[0] > 1e-3
        low, high = session.run(made.predictions(examples))
    assert low < 0.5 < high


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"loss_type": "absolute_loss"}, "Unsupported loss_type"),
        ({"symmetric_l1_regularization": -1.0}, "symmetric_l1_regularization should be non-negative"),
    ],
    ids=["an unknown loss", "a negative cost of weights"],
)
def test_options_that_cannot_be_meant_are_refused(options, message):
    with tf.Graph().as_default(), pytest.raises(ValueError, match=message):
        model(**options)


def test_examples_whose_number_is_not_known_are_refused():
    with tf.Graph().as_default():
        made, examples = model()
        examples["example_ids"] = tf.placeholder(tf.string, [None])
        with pytest.raises(ValueError, match="Key shape must be fully defined"):
            made.minimize()


def test_a_classifier_of_three_classes_and_a_support_vector_machine_with_a_kernel_are_refused():
    columns = [tf.contrib.layers.real_valued_column("x")]
    optimizer = tf.contrib.linear_optimizer.SDCAOptimizer("id")
    with pytest.raises(ValueError, match="binary classification"):
        tf.contrib.learn.LinearClassifier(columns, n_classes=3, optimizer=optimizer)
    with pytest.raises(ValueError, match="Kernel SVMs"):
        tf.contrib.learn.SVM("id", columns, kernels=["rbf"])


def test_a_support_vector_machine_parts_points_of_a_batch(tmp_path):
    draw = np.random.RandomState(0)
    x = draw.randn(32, 2).astype("float32")
    y = (x[:, 0] > x[:, 1]).astype("int32")

    def input_fn():
        names = tf.constant([str(place) for place in range(32)])
        return {"x": tf.constant(x), "id": names}, tf.constant(y)

    columns = [tf.contrib.layers.real_valued_column("x", 2)]
    machine = tf.contrib.learn.SVM("id", columns, model_dir=str(tmp_path))
    machine.fit(input_fn=input_fn, steps=20)
    assert machine.evaluate(input_fn=input_fn, steps=1)["accuracy"] > 0.9
