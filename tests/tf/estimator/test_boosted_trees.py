"""Boosted trees are those of TensorFlow 1.15.5 on buckets, learn from floats, and explain themselves."""

import json
from pathlib import Path

import numpy as np
import pytest
from golden import boosted_trees

from tf1graph import tf

GOLDEN = json.loads((Path(boosted_trees.__file__).parent / "boosted_trees_tf1.15.5.json").read_text())


@pytest.fixture(autouse=True)
def resource_variables_as_before():
    """The estimators turn resource variables on for the process, as in TensorFlow 1."""
    was_on = tf.resource_variables_enabled()
    yield
    (tf.enable_resource_variables if was_on else tf.disable_resource_variables)()


@pytest.mark.parametrize("case", boosted_trees.CASES, ids=[case.__name__ for case in boosted_trees.CASES])
def test_gives_what_tensorflow_1_gave(case, tmp_path):
    found, golden = case(tf, str(tmp_path)), GOLDEN[case.__name__]
    np.testing.assert_allclose(found["predictions"], golden["predictions"], rtol=1e-4, atol=1e-5)
    assert found["figures"] == pytest.approx(golden["figures"], rel=1e-4)


@pytest.fixture(scope="module")
def data():
    draw = np.random.RandomState(0)
    x = {"a": draw.randn(200).astype("float32"), "b": draw.randn(200).astype("float32")}
    return x, (np.sin(x["a"]) + 0.1 * x["b"]).astype("float32")


def test_floats_are_cut_into_quantiles_and_predictions_explained(data, tmp_path):
    x, y = data

    def input_fn(epochs=None):
        return tf.estimator.inputs.numpy_input_fn(x, y, batch_size=100, num_epochs=epochs, shuffle=False)

    columns = [tf.feature_column.numeric_column(name) for name in x]
    estimator = tf.estimator.BoostedTreesRegressor(
        columns, 2, str(tmp_path), n_trees=30, max_depth=3, learning_rate=0.3, center_bias=True
    )
    estimator.train(input_fn())
    assert estimator.evaluate(input_fn(1))["average_loss"] < 0.01
    gains = estimator.experimental_feature_importances(normalize=True)
    assert list(gains) == ["a", "b"]
    assert sum(gains.values()) == pytest.approx(1)
    for found in estimator.experimental_predict_with_explanations(input_fn(1)):
        explained = found["bias"] + sum(found["dfc"].values())
        assert explained == pytest.approx(found["predictions"][0], abs=1e-4)


def test_trains_at_once_what_is_one_batch(data, tmp_path):
    x, y = data
    columns = [tf.feature_column.bucketized_column(tf.feature_column.numeric_column("a"), [-1.0, 0.0, 1.0])]

    def input_fn():
        return tf.data.Dataset.from_tensors((x, y))

    train = tf.contrib.estimator.boosted_trees_regressor_train_in_memory
    estimator = train(input_fn, columns, str(tmp_path), n_trees=3, max_depth=2, learning_rate=0.5)
    assert estimator.evaluate(input_fn)["average_loss"] < 0.2
    two = tf.contrib.estimator.boosted_trees_classifier_train_in_memory(
        lambda: tf.data.Dataset.from_tensors((x, y > 0)), columns, str(tmp_path / "two"), n_trees=1, max_depth=2
    )
    assert two.evaluate(lambda: tf.data.Dataset.from_tensors((x, y > 0)))["accuracy"] > 0.9


@pytest.mark.parametrize(
    ("words", "make"),
    [
        ("binary classification", lambda c: tf.estimator.BoostedTreesClassifier(c, 1, n_classes=3)),
        ("1 dimension", lambda c: tf.estimator.BoostedTreesRegressor(c, 1, label_dimension=2)),
    ],
)
def test_what_cannot_be_meant_is_an_error(words, make):
    with pytest.raises(ValueError, match=words):
        make([tf.feature_column.numeric_column("a")])
