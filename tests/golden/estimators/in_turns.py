"""Training and evaluation in turns, early ends, exports, metrics that are added."""

import os

import numpy as np

SEED = 5


def _input(tf, epochs=None):
    draw = np.random.RandomState(1)
    x, y = draw.randn(24, 3).astype("float32"), draw.randn(24, 1).astype("float32")

    def input_fn():
        dataset = tf.data.Dataset.from_tensor_slices(({"x": x}, y))
        return dataset.repeat(epochs).batch(6)

    return input_fn


def _line(tf):
    def model_fn(features, labels, mode):
        y = tf.layers.dense(features["x"], 1, name="line")
        modes = tf.estimator.ModeKeys
        loss = train_op = None
        if mode != modes.PREDICT:
            loss = tf.losses.mean_squared_error(labels, y)
        if mode == modes.TRAIN:
            step = tf.train.get_global_step()
            train_op = tf.contrib.layers.optimize_loss(loss, step, 0.1, "SGD", summaries=["learning_rate"])
        outputs = {"serving_default": tf.estimator.export.PredictOutput({"y": y})}
        return tf.estimator.EstimatorSpec(mode, {"y": y}, loss, train_op, export_outputs=outputs)

    return model_fn


def _estimator(tf, folder, **settings):
    config = tf.estimator.RunConfig(folder, SEED, **dict({"log_step_count_steps": None}, **settings))
    return tf.estimator.Estimator(_line(tf), config=config)


def _receiver(tf):
    return tf.estimator.export.build_raw_serving_input_receiver_fn({"x": tf.placeholder(tf.float32, [None, 3], "x")})


def _exports(folder):
    found = {}
    for place, _, files in os.walk(os.path.join(folder, "export")):
        if "saved_model.pb" in files:
            name = os.path.relpath(os.path.dirname(place), os.path.join(folder, "export"))
            found[name] = found.get(name, 0) + 1
    return found


def trained_and_evaluated_with_a_final_export(tf, folder, watch):
    estimator = _estimator(tf, folder, save_checkpoints_steps=3)
    exporter = tf.estimator.FinalExporter("final", _receiver(tf))
    train = tf.estimator.TrainSpec(_input(tf), max_steps=7, hooks=[watch])
    evaluation = tf.estimator.EvalSpec(_input(tf, 1), None, "test", [watch], exporter, throttle_secs=0)
    metrics, exported = tf.estimator.train_and_evaluate(estimator, train, evaluation)
    return {"metrics": metrics, "exported": len(exported), "exports": _exports(folder)}


def the_best_and_the_latest_exported(tf, folder, watch):
    estimator = _estimator(tf, folder, save_checkpoints_steps=2, keep_checkpoint_max=2)
    exporters = [
        tf.estimator.BestExporter(serving_input_receiver_fn=_receiver(tf), exports_to_keep=1),
        tf.estimator.LatestExporter("latest", _receiver(tf), exports_to_keep=1),
    ]
    train = tf.estimator.TrainSpec(_input(tf), 4)
    evaluation = tf.estimator.EvalSpec(_input(tf, 1), 2, exporters=exporters, throttle_secs=0)
    metrics, _ = tf.estimator.train_and_evaluate(estimator, train, evaluation)
    return {"metrics": metrics, "exports": _exports(folder)}


def throttled_to_the_end(tf, folder, watch):
    estimator = _estimator(tf, folder, save_checkpoints_steps=2)
    train, evaluation = tf.estimator.TrainSpec(_input(tf, 2)), tf.estimator.EvalSpec(_input(tf, 1))
    return list(tf.estimator.train_and_evaluate(estimator, train, evaluation))


def ended_by_a_metric(tf, folder, watch):
    estimator = _estimator(tf, folder, save_checkpoints_steps=2)
    experimental = tf.estimator.experimental
    every = {"run_every_secs": None, "run_every_steps": 1}
    hooks = [
        experimental.stop_if_lower_hook(estimator, "loss", 1e3, min_steps=4, **every),
        experimental.stop_if_no_decrease_hook(estimator, "loss", 10, **every),
        watch,
    ]
    os.makedirs(estimator.eval_dir())
    train = tf.estimator.TrainSpec(_input(tf), 20, hooks)
    evaluation = tf.estimator.EvalSpec(_input(tf, 1), throttle_secs=0)
    metrics, _ = tf.estimator.train_and_evaluate(estimator, train, evaluation)
    return metrics


def evaluated_in_memory_with_more_metrics(tf, folder, watch):
    def more(labels, predictions):
        return {"error": tf.metrics.mean_absolute_error(labels, predictions["y"])}

    estimator = tf.estimator.add_metrics(_estimator(tf, folder), more)
    hook = tf.estimator.experimental.InMemoryEvaluatorHook(estimator, _input(tf, 1), every_n_iter=2)
    estimator.train(_input(tf), [hook], steps=3)
    return estimator.evaluate(_input(tf, 1), name="after")


def exported_for_all_modes(tf, folder, watch):
    estimator = _estimator(tf, folder).train(_input(tf), steps=2)
    x, y = tf.placeholder(tf.float32, [None, 3], "x"), tf.placeholder(tf.float32, [None, 1], "y")
    supervised = tf.estimator.experimental.build_raw_supervised_input_receiver_fn({"x": x}, y)
    modes = tf.estimator.ModeKeys
    place = estimator.experimental_export_all_saved_models(
        folder + "/export/all", {modes.TRAIN: supervised, modes.EVAL: supervised, modes.PREDICT: _receiver(tf)}
    )
    found = {}
    for tags in (["train"], ["eval"], ["serve"]):
        with tf.Graph().as_default(), tf.Session() as session:
            graph = tf.saved_model.load(session, tags, place)
            found[tags[0]] = {
                "nodes": [[node.name, node.op] for node in session.graph.as_graph_def().node],
                "signatures": _signatures(graph),
            }
    return found


def _signatures(graph):
    return {
        key: [sorted((name, info.name) for name, info in side.items()) for side in (of.inputs, of.outputs)]
        for key, of in graph.signature_def.items()
    }


def exported_to_parse_examples(tf, folder, watch):
    estimator = _estimator(tf, folder).train(_input(tf), steps=2)
    receiver = tf.estimator.export.build_parsing_serving_input_receiver_fn({"x": tf.FixedLenFeature([3], tf.float32)})
    extra = os.path.join(folder, "words.txt")
    with open(extra, "w") as file:
        file.write("one\n")
    place = estimator.export_savedmodel(folder + "/export/examples", receiver, {"lists/words.txt": extra})
    predict = tf.contrib.predictor.from_saved_model(place)
    example = tf.train.Example()
    example.features.feature["x"].float_list.value.extend([1.0, 2.0, 3.0])
    found = predict({"examples": [example.SerializeToString()]})
    directly = tf.contrib.predictor.from_estimator(estimator, _receiver(tf))
    with open(os.path.join(tf.compat.as_str(place), "assets.extra", "lists", "words.txt")) as file:
        return {"found": found, "directly": directly({"x": [[1.0, 2.0, 3.0]]}), "extra": file.read()}
