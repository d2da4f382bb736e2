"""Strategies of one replica train as estimators do without them; several replicas are refused."""

import numpy as np
import pytest

from tf1graph import tf

contrib = tf.contrib.distribute


def train(folder, **config):
    def model_fn(features, labels, mode):
        weight = tf.get_variable("weight", [], initializer=tf.zeros_initializer())
        loss = tf.reduce_mean((features * weight - labels) ** 2)
        step = tf.train.GradientDescentOptimizer(0.1).minimize(loss, tf.train.get_global_step())
        return tf.estimator.EstimatorSpec(mode, loss=loss, train_op=step)

    def input_fn():
        return tf.data.Dataset.from_tensors((np.float32([1, 2]), np.float32([2, 4]))).repeat()

    estimator = tf.estimator.Estimator(model_fn, str(folder), tf.estimator.RunConfig(**config))
    estimator.train(input_fn, steps=3)
    return estimator.get_variable_value("weight"), estimator.evaluate(input_fn, steps=1)["loss"]


@pytest.mark.parametrize(
    "make",
    [
        lambda: {"train_distribute": contrib.MirroredStrategy(num_gpus=2)},
        lambda: {"train_distribute": contrib.OneDeviceStrategy("/cpu:0")},
        lambda: {"experimental_distribute": contrib.DistributeConfig(contrib.CollectiveAllReduceStrategy())},
    ],
    ids=["mirrored", "one device", "collective"],
)
def test_an_estimator_trains_as_without_a_strategy(make, tmp_path):
    np.testing.assert_allclose(train(tmp_path / "with", **make()), train(tmp_path / "without"))


def test_several_replicas_are_refused():
    class Two:
        num_replicas_in_sync = 2

    with pytest.raises(AttributeError, match="several replicas"):
        tf.estimator.RunConfig(train_distribute=Two())
    with pytest.raises(ValueError, match="can be set"):
        tf.estimator.RunConfig(train_distribute=Two(), experimental_distribute=contrib.DistributeConfig(Two()))


def test_devices_are_given_once():
    with pytest.raises(ValueError, match="both `num_gpus`"):
        contrib.MirroredStrategy(num_gpus=1, num_gpus_per_worker=1)
    with pytest.raises(ValueError, match="only specify one"):
        contrib.MirroredStrategy(devices=["/cpu:0"], num_gpus=1)


def test_a_strategys_scope_is_known_within_it():
    with tf.Graph().as_default(), contrib.MirroredStrategy(num_gpus=0).scope():
        assert contrib.has_distribution_strategy()
        assert contrib.in_cross_replica_context()
    assert not contrib.has_strategy()
