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


@pytest.mark.parametrize(
    "make", [lambda: contrib.MirroredStrategy(num_gpus=0), lambda: contrib.OneDeviceStrategy("/cpu:0")]
)
def test_a_strategy_runs_a_function_by_the_method_of_1_15(make):
    with tf.Graph().as_default(), tf.Session() as session:
        strategy = make()
        with strategy.scope():
            found = strategy.experimental_run_v2(lambda x, y: x * y, (tf.constant(3.0),), {"y": 2.0})
        assert session.run(strategy.reduce(tf.distribute.ReduceOp.SUM, found, axis=None)) == 6


def test_resolvers_give_and_unite_clusters():
    resolvers = tf.contrib.cluster_resolver
    chief = resolvers.SimpleClusterResolver(
        tf.train.ClusterSpec({"worker": ["a:1", "b:2"]}), task_type="worker", task_id=1
    )
    others = resolvers.SimpleClusterResolver(tf.train.ClusterSpec({"ps": ["c:1"], "worker": ["d:1"]}))
    united = resolvers.UnionClusterResolver(chief, others)
    assert united.cluster_spec().as_dict() == {"worker": ["a:1", "b:2", "d:1"], "ps": ["c:1"]}
    assert (united.task_type, united.task_id, chief.master("worker", 0)) == ("worker", 1, "a:1")


def test_a_tpu_is_asked_for_when_a_resolver_of_tpus_is_made():
    with pytest.raises(ValueError, match="TPU Name"):
        tf.contrib.cluster_resolver.TPUClusterResolver()
