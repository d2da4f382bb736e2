"""The estimators of contrib.learn: input, monitors, export, and what they say of mistakes."""

import numpy as np
import pytest

from tf1graph import tf

X = np.linspace(-1, 1, 24, dtype=np.float32).reshape(8, 3)
Y = X.sum(axis=1)


@pytest.fixture(autouse=True)
def quiet():
    level = tf.logging.get_verbosity()
    tf.logging.set_verbosity(tf.logging.ERROR)
    yield
    tf.logging.set_verbosity(level)


def model_fn(features, labels, mode):
    x = features["x"] if isinstance(features, dict) else features
    predictions = tf.layers.dense(tf.cast(x, tf.float32), 1)[:, 0]
    loss = train_op = None
    if mode != tf.contrib.learn.ModeKeys.INFER:
        loss = tf.losses.mean_squared_error(labels, predictions)
        train_op = tf.train.GradientDescentOptimizer(0.1).minimize(loss, tf.train.get_global_step())
    return tf.contrib.learn.ModelFnOps(mode, {"value": predictions}, loss, train_op)


@pytest.fixture
def estimator(tmp_path):
    config = tf.contrib.learn.RunConfig(tf_random_seed=1, save_checkpoints_steps=2)
    return tf.contrib.learn.Estimator(model_fn, str(tmp_path / "model"), config)


def input_fn():
    return tf.constant(X), tf.constant(Y)


def test_iterators_and_frames_are_fed(estimator):
    pandas = pytest.importorskip("pandas")
    estimator.fit(x=iter(X.astype(float)), y=iter(Y), batch_size=4, steps=2)
    frame = pandas.DataFrame(X)
    found = estimator.evaluate(x=frame, y=pandas.DataFrame(Y), batch_size=4)
    assert found["global_step"] == 2
    assert len(list(estimator.predict(x=frame, batch_size=3))) == 8


def test_training_that_no_longer_helps_is_stopped(estimator):
    monitors = tf.contrib.learn.monitors
    validation = monitors.ValidationMonitor(
        input_fn=input_fn,
        eval_steps=1,
        every_n_steps=1,
        early_stopping_rounds=3,
        early_stopping_metric_minimize=False,
        check_interval_secs=None,
    )
    estimator.fit(input_fn=input_fn, steps=50, monitors=[validation])
    assert validation.early_stopped
    assert estimator.get_variable_value("global_step") < 10
    assert validation.best_value == validation.best_metrics["loss"]


def test_monitors_see_the_steps_that_they_ask_for(estimator, tmp_path):
    monitors = tf.contrib.learn.monitors
    kept = monitors.CaptureVariable("dense/bias", every_n=2, first_n=1)
    watching = [
        kept,
        monitors.PrintTensor(["dense/bias"], every_n=2),
        monitors.LoggingTrainable("dense"),
        monitors.SummarySaver(None),
        monitors.StepCounter(every_n_steps=2),
        monitors.StopAtStep(last_step=5),
    ]
    estimator.fit(input_fn=input_fn, monitors=watching)
    assert sorted(kept.values) == [1, 3, 5]
    assert estimator.get_variable_value("global_step") == 5


def test_a_model_is_exported_and_only_the_latest_stay(estimator, tmp_path):
    learn = tf.contrib.learn
    spec = {"x": tf.FixedLenFeature([3], tf.float32)}
    strategy = learn.make_export_strategy(learn.build_parsing_serving_input_fn(spec), exports_to_keep=1)
    experiment = learn.Experiment(
        estimator, input_fn, input_fn, train_steps=2, eval_steps=1, export_strategies=strategy
    )
    metrics, exports = experiment.train_and_evaluate()
    assert metrics["global_step"] == 2
    with tf.Graph().as_default(), tf.Session() as session:
        graph = tf.saved_model.loader.load(session, ["serve"], exports[0].decode())
        signature = graph.signature_def["serving_default"]
        example = tf.train.Example()
        example.features.feature["x"].float_list.value.extend([1.0, 2.0, 3.0])
        fed = {signature.inputs["examples"].name: [example.SerializeToString()]}
        assert session.run(signature.outputs["value"].name, fed).shape == (1,)


def test_what_was_not_trained_is_said_to_be_so(estimator):
    with pytest.raises(tf.contrib.learn.NotFittedError, match="Couldn't find trained model"):
        estimator.evaluate(input_fn=input_fn)


@pytest.mark.parametrize(
    ("settings", "complaint"),
    [
        pytest.param({}, "Either x or input_fn", id="no input"),
        pytest.param({"x": X, "input_fn": input_fn}, "both input_fn and x", id="input of both kinds"),
        pytest.param({"input_fn": input_fn, "batch_size": 3}, "input_fn and batch_size", id="a batch of tensors"),
        pytest.param({"input_fn": input_fn, "steps": 1, "max_steps": 1}, "steps and max_steps", id="two ends"),
    ],
)
def test_input_that_cannot_be_meant_is_an_error(estimator, settings, complaint):
    with pytest.raises(ValueError, match=complaint):
        estimator.fit(**settings)


def test_a_run_takes_its_place_from_tf_config(monkeypatch):
    cluster = '{"ps": ["a:1"], "worker": ["b:1", "c:1"]}'
    monkeypatch.setenv("TF_CONFIG", f'{{"cluster": {cluster}, "task": {{"type": "worker", "index": 1}}}}')
    config = tf.contrib.learn.RunConfig()
    assert (config.master, config.task_id, config.num_ps_replicas, config.num_worker_replicas) == (
        "grpc://c:1",
        1,
        1,
        2,
    )
    assert not config.is_chief
    assert config.save_checkpoints_secs == 600


def test_a_logistic_model_has_the_metrics_of_two_classes(tmp_path):
    def probabilities(features, labels, mode):
        logits = tf.layers.dense(features, 1)
        loss = train_op = None
        if labels is not None:
            loss = tf.losses.sigmoid_cross_entropy(labels[:, None], logits)
            train_op = tf.train.GradientDescentOptimizer(0.5).minimize(loss, tf.train.get_global_step())
        return tf.sigmoid(logits)[:, 0], loss, train_op

    def classes():
        return tf.constant(X), tf.constant((Y > 0).astype(np.int32))

    estimator = tf.contrib.learn.LogisticRegressor(probabilities, [0.25], str(tmp_path))
    found = estimator.fit(input_fn=classes, steps=2).evaluate(input_fn=classes, steps=1)
    assert {"auc", "accuracy/threshold_0.250000_mean", "labels/actual_label_mean"} <= set(found)


def test_every_path_gives_the_same_classes():
    from tf1graph.tf.contrib.learn.python.learn.estimators import model_fn as deep
    from tf1graph.tf.contrib.learn.python.learn.estimators import run_config

    assert deep.ModelFnOps is tf.contrib.learn.ModelFnOps
    assert run_config.RunConfig is tf.contrib.learn.RunConfig
    assert tf.contrib.learn.io.numpy_input_fn is tf.contrib.learn.learn_io.numpy_input_fn
