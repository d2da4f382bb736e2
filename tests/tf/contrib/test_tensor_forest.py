"""Forests grow as the kernels of TensorFlow 1.15.5 grew them, and as forests should where chance decides."""

import json
from pathlib import Path

import numpy as np
import pytest
from golden import forests

from tf1graph import tf
from tf1graph.tf.contrib.tensor_forest import tensor_forest
from tf1graph.tf.python.ops import resources

GOLDEN = json.loads((Path(forests.__file__).parent / "forests_tf1.15.5.json").read_text())
IDS = [case.__name__.replace("_", " ") for case in forests.CASES]


@pytest.mark.parametrize("case", forests.CASES, ids=IDS)
def test_grows_what_tensorflow_1_grew(case):
    found, golden = case(tf), GOLDEN[case.__name__]
    assert list(found) == list(golden)
    for key, value in golden.items():
        np.testing.assert_allclose(found[key], value, atol=1e-5, err_msg=key)


@pytest.fixture
def blobs():
    draw = np.random.RandomState(0)
    centers = draw.randn(3, 6) * 3
    labels = draw.randint(3, size=400)
    return (centers[labels] + draw.randn(400, 6)).astype("float32"), labels


def build(**settings):
    about = {"num_trees": 5, "split_after_samples": 30, "base_random_seed": 2, **settings}
    params = tensor_forest.ForestHParams(num_classes=3, num_features=6, **about).fill()
    graphs = tensor_forest.RandomForestGraphs(params)
    data, labels = tf.placeholder(tf.float32, [None, 6]), tf.placeholder(tf.int32, [None])
    train, predictions = graphs.training_graph(data, labels), graphs.inference_graph(data)[0]
    init = tf.group(tf.global_variables_initializer(), resources.initialize_resources(resources.shared_resources()))
    return data, labels, train, predictions, init


@pytest.mark.parametrize("settings", [{}, {"bagging_fraction": 0.6, "feature_bagging_fraction": 0.5}], ids=str)
def test_learns_and_is_restored_by_a_checkpoint(settings, blobs, tmp_path):
    x, y = blobs
    with tf.Graph().as_default():
        data, labels, train, predictions, init = build(**settings)
        saver = tf.train.Saver()
        with tf.Session() as session:
            session.run(init)
            for _ in range(4):
                session.run(train, {data: x, labels: y})
            found = session.run(predictions, {data: x})
            path = saver.save(session, str(tmp_path / "forest"), write_meta_graph=False)
        assert (found.argmax(1) == y).mean() > 0.9
        with tf.Session() as session:
            saver.restore(session, path)
            np.testing.assert_array_equal(session.run(predictions, {data: x}), found)
            session.run(init)
            assert (session.run(predictions, {data: x}) == 0).all()  # each session plants its own trees


@pytest.mark.parametrize(
    "settings", [{"split_finish_name": "hoeffding"}, {"split_pruning_name": "half"}, {"split_after_samples": "a: 1"}]
)
def test_what_needs_the_kernels_is_an_error(settings):
    with pytest.raises(ValueError, match="ForestHParams"):
        build(**settings)


def test_settings_that_are_missing_are_named():
    with pytest.raises(AttributeError, match="num_classes"):
        tensor_forest.ForestHParams(num_features=2).fill()
