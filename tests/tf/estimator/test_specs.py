"""What estimators and their specs refuse, and how they are found."""

import subprocess
import sys

import numpy as np
import pytest

from tf1graph import tf


@pytest.fixture(autouse=True)
def graph():
    with tf.Graph().as_default() as graph:
        yield graph


MODES = tf.estimator.ModeKeys


@pytest.mark.parametrize(
    ("build", "error", "says"),
    [
        (lambda: tf.estimator.EstimatorSpec(MODES.TRAIN, loss=tf.constant(1.0)), ValueError, "Missing train_op"),
        (lambda: tf.estimator.EstimatorSpec(MODES.EVAL), ValueError, "Missing loss"),
        (lambda: tf.estimator.EstimatorSpec(MODES.PREDICT), ValueError, "Missing predictions"),
        (lambda: tf.estimator.EstimatorSpec(MODES.EVAL, loss=tf.zeros([2])), ValueError, "Loss must be scalar"),
        (lambda: tf.estimator.EstimatorSpec(MODES.EVAL, loss=1.0), TypeError, "loss must be Tensor"),
        (
            lambda: tf.estimator.EstimatorSpec(MODES.EVAL, loss=tf.zeros([]), eval_metric_ops={"a": tf.zeros([])}),
            TypeError,
            r"must be \(metric_value, update_op\) tuples",
        ),
        (
            lambda: tf.estimator.EstimatorSpec(MODES.PREDICT, {"a": "b"}),
            TypeError,
            r"predictions\[a\] must be Tensor",
        ),
        (lambda: tf.estimator.EstimatorSpec(MODES.EVAL, loss=_elsewhere()), ValueError, "from the default graph"),
        (lambda: tf.estimator.Estimator(None), ValueError, "model_fn must be provided"),
        (lambda: tf.estimator.Estimator(lambda labels: labels), ValueError, "must include features"),
        (lambda: tf.estimator.Estimator(lambda features: 0, params={}), ValueError, "does not include params"),
        (lambda: tf.estimator.Estimator(lambda features, x: 0), ValueError, "not expected args"),
        (lambda: tf.estimator.RunConfig(save_checkpoints_secs=1, save_checkpoints_steps=1), ValueError, "both set"),
        (lambda: tf.estimator.RunConfig(tf_random_seed=1.5), ValueError, "must be integer"),
        (lambda: tf.estimator.RunConfig().replace(master="x"), ValueError, "Replacing master is not supported"),
        (lambda: tf.estimator.RunConfig(train_distribute=object()), AttributeError, "train_distribute"),
        (lambda: tf.estimator.inputs.numpy_input_fn({"x": np.ones(2)}), ValueError, "shuffle must be provided"),
        (lambda: tf.estimator.inputs.numpy_input_fn([1], shuffle=True)(), TypeError, "must be a dict or array"),
        (
            lambda: tf.estimator.inputs.numpy_input_fn({"x": np.ones(2)}, np.ones(3), shuffle=True)(),
            ValueError,
            "mismatched",
        ),
        (lambda: tf.estimator.TrainSpec(None), TypeError, "must be callable"),
        (lambda: tf.estimator.TrainSpec(len, 0), ValueError, "max_steps > 0"),
        (lambda: tf.estimator.EvalSpec(len, exporters=[1]), TypeError, "`exporters` must be an Exporter"),
        (
            lambda: tf.estimator.EvalSpec(len, exporters=[tf.estimator.FinalExporter("a", len)] * 2),
            ValueError,
            "unique names",
        ),
        (lambda: tf.estimator.LatestExporter("a", len, exports_to_keep=0), ValueError, "positive"),
        (lambda: tf.estimator.BestExporter("a", len, compare_fn=len), ValueError, "best_eval_result"),
        (lambda: tf.estimator.WarmStartSettings(""), ValueError, "MUST be set"),
        (lambda: tf.estimator.export.ServingInputReceiver(None, {}), ValueError, "features must be defined"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_tensorflow_1s_words(build, error, says):
    with pytest.raises(error, match=says):
        build()


def _elsewhere():
    with tf.Graph().as_default():
        return tf.zeros([])


def test_members_of_the_estimator_are_not_to_be_overridden():
    class Mine(tf.estimator.Estimator):
        def train(self):
            pass

    with pytest.raises(ValueError, match="cannot override"):
        Mine(lambda features: features)


def test_a_place_in_a_cluster_is_read_from_the_environment(monkeypatch):
    cluster = '{"cluster": {"chief": ["a:1"], "ps": ["b:1"], "worker": ["c:1", "d:1"]}'
    monkeypatch.setenv("TF_CONFIG", cluster + ', "task": {"type": "worker", "index": 1}}')
    config = tf.estimator.RunConfig()
    assert (config.task_type, config.task_id, config.master) == ("worker", 1, "grpc://d:1")
    assert (config.num_ps_replicas, config.num_worker_replicas, config.global_id_in_cluster) == (1, 3, 2)
    assert not config.is_chief
    assert list(config.session_config.device_filters) == ["/job:ps", "/job:worker/task:1"]
    monkeypatch.setenv("TF_CONFIG", cluster + ', "task": {"type": "worker", "index": 2}}')
    with pytest.raises(ValueError, match="2 is not a valid task_id"):
        tf.estimator.RunConfig()


def test_estimators_lie_where_programs_of_that_time_import_them_from():
    from tf1graph.tf.python.estimator.inputs import numpy_io
    from tf1graph.tf.python.estimator.model_fn import EstimatorSpec, ModeKeys

    assert EstimatorSpec is tf.estimator.EstimatorSpec
    assert ModeKeys is tf.estimator.ModeKeys
    assert numpy_io.numpy_input_fn is tf.estimator.inputs.numpy_input_fn


def test_estimators_are_not_loaded_before_they_are_used():
    program = (
        "import sys; from tf1graph import tf; tf.constant(1)\n"
        "assert not [name for name in sys.modules if name.startswith('tf1graph.tf.estimator')]\n"
        "tf.estimator.Estimator\n"
        "assert 'tensorflow_estimator' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, timeout=120)
