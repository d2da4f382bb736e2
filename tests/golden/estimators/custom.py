"""Model functions of the program's own: trained, evaluated, asked for predictions, gone on with."""

import numpy as np

SEED = 3


def _data():
    draw = np.random.RandomState(0)
    return draw.randn(40, 5).astype("float32"), draw.randint(0, 3, 40).astype("int32")


def _numbers(tf, batch_size=10, num_epochs=None, labels=True):
    x, y = _data()
    return tf.estimator.inputs.numpy_input_fn(
        {"x": x}, y if labels else None, batch_size=batch_size, num_epochs=num_epochs, shuffle=False
    )


def _net(tf, rate=0.01):
    modes, spec = tf.estimator.ModeKeys, tf.estimator.EstimatorSpec

    def model_fn(features, labels, mode):
        h = tf.layers.dense(features["x"], 4, tf.nn.relu)
        h = tf.layers.dropout(h, 0.4, training=mode == modes.TRAIN)
        logits = tf.layers.dense(h, 3)
        predictions = {"class": tf.argmax(logits, 1), "probabilities": tf.nn.softmax(logits, name="softmax")}
        if mode == modes.PREDICT:
            return spec(mode, predictions=predictions)
        loss = tf.losses.sparse_softmax_cross_entropy(labels, logits)
        if mode == modes.TRAIN:
            train_op = tf.train.AdamOptimizer(rate).minimize(loss, tf.train.get_global_step())
            return spec(mode, loss=loss, train_op=train_op)
        metrics = {"accuracy": tf.metrics.accuracy(labels, predictions["class"])}
        return spec(mode, loss=loss, eval_metric_ops=metrics)

    return model_fn


def _config(tf, **settings):
    return tf.estimator.RunConfig(tf_random_seed=SEED, **settings)


def arrays_by_a_queue(tf, folder, watch):
    config = _config(tf, save_checkpoints_steps=3, save_summary_steps=2, log_step_count_steps=2)
    estimator = tf.estimator.Estimator(_net(tf), folder, config)
    estimator.train(_numbers(tf), hooks=[watch], steps=5)
    found = estimator.evaluate(_numbers(tf, 16, 1), hooks=[watch], name="all")
    predictions = estimator.predict(_numbers(tf, 4, 1, labels=False), hooks=[watch])
    return {"metrics": found, "predictions": list(predictions)[:3], "names": estimator.get_variable_names()}


def a_dataset_gone_on_with(tf, folder, watch):
    def input_fn(params):
        x, y = _data()
        dataset = tf.data.Dataset.from_tensor_slices(({"x": x}, y)).shuffle(40, seed=1)
        return dataset.repeat(params["epochs"]).batch(8)

    def model_fn(features, labels, mode, params, config):
        return _net(tf, params["rate"])(features, labels, mode)

    params = {"epochs": 1, "rate": 0.02}
    estimator = tf.estimator.Estimator(model_fn, folder, _config(tf, log_step_count_steps=1), params)
    estimator.train(input_fn, hooks=[watch])
    estimator.train(input_fn, hooks=[watch], max_steps=7)
    estimator.train(input_fn, max_steps=7)
    return estimator.evaluate(input_fn, steps=2, hooks=[watch])


def evaluated_and_asked_without_training(tf, folder, watch):
    estimator = tf.estimator.Estimator(_net(tf), folder, _config(tf))
    found = estimator.evaluate(_numbers(tf, 16, 1), steps=1, hooks=[watch])
    predictions = estimator.predict(_numbers(tf, 4, 1), predict_keys="class", yield_single_examples=False)
    return {"metrics": found, "predictions": list(predictions)}


def a_regression_with_summaries_hooks_and_scaffold(tf, folder, watch):
    def model_fn(features, labels, mode):
        w = tf.get_variable("w", [5, 1], initializer=tf.random_normal_initializer())
        y = tf.squeeze(tf.matmul(features, w), 1)
        if mode == tf.estimator.ModeKeys.PREDICT:
            return tf.estimator.EstimatorSpec(mode, {"y": y})
        tf.summary.histogram("w", w)
        loss = tf.losses.mean_squared_error(labels, y)
        tf.summary.scalar("loss", loss)
        train_op = tf.train.GradientDescentOptimizer(0.1).minimize(loss, tf.train.get_or_create_global_step())
        metrics = {"mean": tf.metrics.mean(y), "curve": (tf.summary.histogram("curve", y), tf.no_op())}
        local = tf.group(tf.local_variables_initializer(), tf.tables_initializer())
        return tf.estimator.EstimatorSpec(
            mode,
            {"y": y},
            tf.expand_dims(loss, 0),
            train_op,
            metrics,
            training_chief_hooks=[tf.train.StepCounterHook(2, output_dir=folder)],
            training_hooks=[tf.train.LoggingTensorHook({"mean": tf.reduce_mean(y)}, every_n_iter=2)],
            evaluation_hooks=[watch],
            scaffold=tf.train.Scaffold(local_init_op=local),
        )

    def input_fn(mode):
        x, y = _data()
        x, y = tf.train.input_producer(tf.constant(x), shuffle=False), tf.train.input_producer(y, shuffle=False)
        return tf.train.batch([x.dequeue(), tf.cast(y.dequeue(), tf.float32)], 4)

    config = _config(tf, save_checkpoints_secs=None, keep_checkpoint_max=2)
    estimator = tf.estimator.Estimator(model_fn, folder, config)
    estimator.train(input_fn, [watch], steps=4)
    predictions = estimator.predict(input_fn, hooks=[watch])
    found = estimator.evaluate(input_fn, steps=2)
    return {"metrics": {"mean": found["mean"], "loss": found["loss"]}, "predicted": next(predictions)}


def a_frame_of_pandas(tf, folder, watch):
    import pandas

    x, y = _data()
    frame = pandas.DataFrame(x, columns=list("abcde"))
    more = {"batch_size": 6, "num_epochs": 2, "shuffle": False}
    input_fn = tf.estimator.inputs.pandas_input_fn(frame, pandas.Series(y), **more)

    def model_fn(features, labels, mode):
        x = tf.stack([tf.cast(features[name], tf.float32) for name in sorted(features)], 1)
        return _net(tf)({"x": x}, labels, mode)

    estimator = tf.estimator.Estimator(model_fn, folder, _config(tf))
    return estimator.train(input_fn, [watch], max_steps=9).evaluate(input_fn, hooks=[watch])


def _begun(tf, folder):
    """Three steps, of which a checkpoint stays."""
    _estimator_to_go_on_with(tf, folder).train(_numbers(tf), steps=3)


def _gone_on_with(tf, folder):
    """What four steps more in a folder that has begun lead to."""
    estimator = _estimator_to_go_on_with(tf, folder)
    estimator.train(_numbers(tf), steps=4)
    return estimator.evaluate(_numbers(tf, 8, 1))


def _estimator_to_go_on_with(tf, folder):
    return tf.estimator.Estimator(_net(tf), folder, _config(tf, keep_checkpoint_max=1))


def warm_started(tf, folder, watch):
    first = tf.estimator.Estimator(_net(tf), folder, _config(tf))
    first.train(_numbers(tf), steps=2)
    settings = tf.estimator.WarmStartSettings(folder, "dense/.*")
    second = tf.estimator.Estimator(_net(tf), folder + "/second", _config(tf), warm_start_from=settings)
    found = second.evaluate(_numbers(tf, 8, 1), hooks=[watch])
    second.train(_numbers(tf), [watch], steps=2)
    return {"before": found, "after": second.evaluate(_numbers(tf, 8, 1))}
