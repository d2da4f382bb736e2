"""Model functions on several devices, as `tf.contrib.estimator.replicate_model_fn` spread them; with one, and two."""

from golden.estimators.heads import SEED, _input


def _model_fn(tf):
    def model_fn(features, labels, mode, params):
        logits = tf.layers.dense(features["x"], 3, name="logits")
        predictions = {"logits": logits}
        if mode == tf.estimator.ModeKeys.PREDICT:
            outputs = {"given": tf.estimator.export.PredictOutput(predictions)}
            return tf.estimator.EstimatorSpec(mode, predictions, export_outputs=outputs)
        loss = tf.losses.sparse_softmax_cross_entropy(labels, logits)
        right = tf.metrics.accuracy(labels, tf.argmax(logits, 1))
        optimizer = tf.contrib.estimator.TowerOptimizer(tf.train.MomentumOptimizer(params["rate"], 0.9))
        train_op = optimizer.minimize(loss, tf.train.get_global_step())
        return tf.estimator.EstimatorSpec(mode, predictions, loss, train_op, {"right": right})

    return model_fn


def _run(tf, folder, watch, **about):
    model_fn = tf.contrib.estimator.replicate_model_fn(_model_fn(tf), **about)
    config = tf.estimator.RunConfig(tf_random_seed=SEED)
    estimator = tf.estimator.Estimator(model_fn, folder, config, {"rate": 0.1})
    estimator.train(_input(tf, "three"), [watch])
    found = estimator.evaluate(_input(tf, "three"), hooks=[watch])
    return {"metrics": found, "predictions": list(estimator.predict(_input(tf, "three"), hooks=[watch]))}


def on_one_device(tf, folder, watch):
    return _run(tf, folder, watch)


def on_two_devices(tf, folder, watch):
    return _run(tf, folder, watch, loss_reduction=tf.losses.Reduction.MEAN, devices=["/cpu:0", "/device:CPU:0"])
