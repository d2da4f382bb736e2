"""Estimators of `tf.contrib.learn` with model functions of the program's own."""

import numpy as np

SEED = 3


def _data():
    draw = np.random.RandomState(0)
    x = draw.randn(40, 3).astype("float32")
    return x, x.dot(np.array([1.0, -2.0, 0.5], "float32"))


def _net(tf):
    learn = tf.contrib.learn

    def model_fn(features, labels, mode, params):
        predictions = tf.layers.dense(features, params["units"], tf.nn.relu)
        predictions = tf.layers.dense(predictions, 1)[:, 0]
        loss = train_op = None
        if mode != learn.ModeKeys.INFER:
            loss = tf.losses.mean_squared_error(labels, predictions)
        if mode == learn.ModeKeys.TRAIN:
            step = tf.contrib.framework.get_global_step()
            train_op = tf.contrib.layers.optimize_loss(loss, step, 0.1, "SGD")
        return learn.ModelFnOps(mode, {"value": predictions}, loss, train_op)

    return model_fn


def _config(tf, **settings):
    return tf.contrib.learn.RunConfig(tf_random_seed=SEED, gpu_memory_fraction=0.5, **settings)


def _constants(tf):
    def input_fn():
        x, y = _data()
        return tf.constant(x), tf.constant(y)

    return input_fn


def tensors_in(tf, folder, watch):
    learn = tf.contrib.learn
    estimator = learn.Estimator(_net(tf), folder, _config(tf, save_checkpoints_steps=3), params={"units": 4})
    estimator.fit(input_fn=_constants(tf), steps=5, monitors=[watch])
    estimator.fit(input_fn=_constants(tf), max_steps=6, monitors=[watch])
    metrics = {"error": learn.MetricSpec(tf.metrics.mean_absolute_error, prediction_key="value")}
    found = estimator.evaluate(input_fn=_constants(tf), steps=1, metrics=metrics, hooks=[watch], name="mine")
    predictions = list(estimator.predict(input_fn=_constants(tf), outputs=["value"]))[:3]
    return {"metrics": found, "predictions": predictions, "names": estimator.get_variable_names()}


def arrays_in(tf, folder, watch):
    learn = tf.contrib.learn
    x, y = _data()
    estimator = learn.SKCompat(learn.Estimator(_net(tf), folder, _config(tf), params={"units": 2}))
    estimator.fit(x, y, batch_size=16, steps=8, monitors=[watch])
    found = estimator.score(x, y, batch_size=10, name="all")
    return {"metrics": found, "predictions": estimator.predict(x, batch_size=7)["value"][:4]}


def three_values_out(tf, folder, watch):
    def model_fn(features, labels):
        weight = tf.get_variable("weight", [3, 1])
        predictions = tf.matmul(features, weight)[:, 0]
        loss = tf.losses.mean_squared_error(labels, predictions)
        train_op = tf.train.AdamOptimizer(0.1).minimize(loss, tf.train.get_global_step())
        return predictions, loss, train_op

    learn = tf.contrib.learn
    kept = learn.monitors.CaptureVariable("weight", every_n=2)
    stop = learn.monitors.StopAtStep(num_steps=5)
    estimator = learn.Estimator(model_fn, folder, _config(tf))
    estimator.fit(input_fn=_constants(tf), monitors=[watch, kept, stop])
    found = estimator.evaluate(input_fn=_constants(tf), steps=1, metrics={"error": tf.metrics.mean_squared_error})
    return {"metrics": found, "kept": {str(step): value for step, value in kept.values.items()}}


def an_experiment(tf, folder, watch):
    learn = tf.contrib.learn

    def experiment_fn(run_config, hparams):
        return learn.Experiment(
            learn.Estimator(_net(tf), config=run_config, params={"units": hparams.units}),
            _constants(tf),
            _constants(tf),
            train_steps=6,
            eval_steps=1,
            train_monitors=[watch],
            min_eval_frequency=2,
            check_interval_secs=None,
        )

    config = _config(tf, model_dir=folder, save_checkpoints_steps=2)
    return learn.learn_runner.run(
        experiment_fn, run_config=config, hparams=tf.contrib.training.HParams(units=3), schedule="train_and_evaluate"
    )


def preprocessing(tf, folder, watch):
    found = tf.contrib.learn.preprocessing
    words = found.VocabularyProcessor(4, min_frequency=1)
    texts = ["a b c", "b HelloWorld don't HTTP", "c b, a-b a", ""]
    rows = list(words.fit_transform(texts))
    numbers = found.CategoricalProcessor()
    columns = list(numbers.fit_transform([["x", 1.0], ["y", float("nan")], ["x", 2.0]]))
    counted = found.CategoricalVocabulary()
    for word, count in (("a", 3), ("b", 1), ("c", 5), ("d", 3)):
        counted.add(word, count)
    counted.trim(1, max_frequency=5)
    data = tf.contrib.learn.datasets
    circles, spirals = data.make_dataset("circles", 7, 0.1), data.make_dataset("spirals", 7, mode="fermat")
    return {
        "rows": rows,
        "back": list(words.reverse(rows)),
        "columns": columns,
        "bytes": list(found.ByteProcessor(5).transform(["abc", b"defghi"])),
        "trimmed": [counted.get("a"), counted.get("c"), counted.get("d"), len(counted)],
        "circles": [circles.data, circles.target],
        "spirals": [spirals.data, spirals.target],
    }
