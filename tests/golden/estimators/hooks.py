"""The hooks of `tf.estimator` at work but for the profiler, early ends, and exports for several modes."""

import os

import numpy as np

from golden.estimators.in_turns import _estimator, _exports, _input, _receiver


def every_hook_at_work(tf, folder, watch):
    seen = []
    kinds = tf.estimator

    class Listener(kinds.CheckpointSaverListener):
        def begin(self):
            seen.append("begin")

        def after_save(self, session, global_step_value):
            seen.append("saved %d" % global_step_value)

    class Fetch(kinds.SessionRunHook):
        def before_run(self, run_context):
            assert isinstance(run_context, kinds.SessionRunContext)
            return kinds.SessionRunArgs({"step": tf.train.get_global_step(), "scale": "scale:0"})

        def after_run(self, run_context, run_values):
            assert isinstance(run_values, kinds.SessionRunValues)
            seen.append([run_values.results["step"], run_values.results["scale"]])

    final = []

    def model_fn(features, labels, mode):
        scale = tf.placeholder_with_default(1.0, [], name="scale")
        y = scale * tf.layers.dense(features["x"], 1, name="line")
        loss = tf.losses.mean_squared_error(labels, y)
        train_op = tf.train.GradientDescentOptimizer(0.1).minimize(loss, tf.train.get_global_step())
        final.append(kinds.FinalOpsHook(tf.identity(loss, "last"), {"scale:0": 0.0}))
        tf.summary.scalar("of_scale", scale)
        hooks = [
            kinds.FeedFnHook(lambda: {"scale:0": 0.5}),
            final[0],
            kinds.GlobalStepWaiterHook(0),
            kinds.LoggingTensorHook({"loss": loss}, every_n_iter=3),
            kinds.NanTensorHook(loss),
            kinds.StepCounterHook(every_n_steps=2, output_dir=folder),
            kinds.SummarySaverHook(2, output_dir=folder, scaffold=tf.train.Scaffold()),
            kinds.StopAtStepHook(num_steps=6),
            Fetch(),
            watch,
        ]
        return kinds.EstimatorSpec(mode, {"y": y}, loss, train_op, training_hooks=hooks)

    saver = kinds.CheckpointSaverHook(folder, save_steps=4, listeners=[Listener()])
    estimator = kinds.Estimator(model_fn, folder, kinds.RunConfig(folder, 5, save_checkpoints_steps=None))
    estimator.train(_input(tf), [saver])
    timer = kinds.SecondOrStepTimer(every_steps=3)
    timer.update_last_triggered_step(2)
    return {
        "seen": seen,
        "last": final[0].final_ops_values,
        "triggers": [timer.should_trigger_for_step(step) for step in range(2, 7)],
    }


def a_loss_that_is_no_number(tf, folder, watch):
    estimator = _estimator(tf, folder)

    def input_fn():
        return {"x": tf.constant([[float("nan")] * 3])}, tf.constant([[1.0]])

    try:
        estimator.train(input_fn, [watch], steps=2)
    except tf.estimator.NanLossDuringTrainingError as error:
        tf.summary.FileWriterCache.get(folder).flush()
        return str(error)


def ended_where_the_loss_is_higher(tf, folder, watch):
    estimator = _estimator(tf, folder, save_checkpoints_steps=2)
    hook = tf.estimator.experimental.stop_if_higher_hook(
        estimator, "loss", 0.01, run_every_secs=None, run_every_steps=1
    )
    train = tf.estimator.TrainSpec(_input(tf), max_steps=8, hooks=[hook, watch])
    tf.estimator.train_and_evaluate(estimator, train, tf.estimator.EvalSpec(_input(tf, 1), throttle_secs=0))
    return estimator.get_variable_value("global_step")


def ended_where_the_loss_does_not_increase(tf, folder, watch):
    estimator = _estimator(tf, folder, save_checkpoints_steps=2)
    hook = tf.estimator.experimental.stop_if_no_increase_hook(
        estimator, "loss", 3, run_every_secs=None, run_every_steps=1
    )
    train = tf.estimator.TrainSpec(_input(tf), max_steps=12, hooks=[hook, watch])
    tf.estimator.train_and_evaluate(estimator, train, tf.estimator.EvalSpec(_input(tf, 1), throttle_secs=0))
    return estimator.get_variable_value("global_step")


def ended_at_a_checkpoint(tf, folder, watch):
    estimator = _estimator(tf, folder)
    hook = tf.estimator.experimental.make_stop_at_checkpoint_step_hook(estimator, 3)
    estimator.train(_input(tf), [hook, watch])
    return estimator.get_variable_value("global_step")


def exported_for_modes(tf, folder, watch):
    estimator = _estimator(tf, folder)
    estimator.train(_input(tf), [watch], steps=2)
    receiver = tf.estimator.experimental.build_raw_supervised_input_receiver_fn(
        {"x": tf.placeholder(tf.float32, [None, 3], "x")}, {"y": tf.placeholder(tf.float32, [None, 1], "y")}
    )

    def supervised():
        found = receiver()
        return type(found)(found.features, found.labels["y"], found.receiver_tensors)

    modes, where = tf.estimator.ModeKeys, os.path.join(folder, "export")
    folders = [
        tf.contrib.estimator.export_all_saved_models(
            estimator, os.path.join(where, "all"), {modes.PREDICT: _receiver(tf), modes.EVAL: supervised}
        ),
        tf.contrib.estimator.export_saved_model_for_mode(
            estimator, os.path.join(where, "train"), supervised, mode=modes.TRAIN
        ),
    ]
    found = {"exports": _exports(folder)}
    for place, tags in ((folders[0], ["serve"]), (folders[0], ["eval"]), (folders[1], ["train"])):
        with tf.Graph().as_default(), tf.Session() as session:
            graph = tf.saved_model.loader.load(session, tags, place)
            found[tags[0]] = {
                key: [sorted(signature.inputs), sorted(signature.outputs), signature.method_name]
                for key, signature in graph.signature_def.items()
            }
    return found


def served_by_one_tensor(tf, folder, watch):
    def model_fn(features, labels, mode):
        y = tf.layers.dense(features, 1, name="line")
        if mode == tf.estimator.ModeKeys.PREDICT:
            outputs = {"serving_default": tf.estimator.export.PredictOutput(y)}
            return tf.estimator.EstimatorSpec(mode, y, export_outputs=outputs)
        loss = tf.losses.mean_squared_error(labels, y)
        train_op = tf.train.GradientDescentOptimizer(0.1).minimize(loss, tf.train.get_global_step())
        return tf.estimator.EstimatorSpec(mode, y, loss, train_op)

    def receiver():
        serialized = tf.placeholder(tf.string, [None], "examples")
        features = tf.io.decode_raw(serialized, tf.float32)
        features.set_shape([None, 3])
        return tf.estimator.export.TensorServingInputReceiver(features, serialized)

    estimator = tf.estimator.Estimator(model_fn, folder, tf.estimator.RunConfig(folder, 5))
    x = np.random.RandomState(1).randn(12, 3).astype("float32")
    estimator.train(lambda: (tf.constant(x), tf.constant(x[:, :1])), [watch], steps=2)
    place = estimator.export_savedmodel(os.path.join(folder, "export"), receiver)
    serve = tf.contrib.predictor.from_saved_model(place)
    return serve({"input": [row.tobytes() for row in x[:2]]})
