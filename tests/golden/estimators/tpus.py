"""Programs for TPUs that run without them, as BERT's."""

import numpy as np

SEED = 4


def _input_of(tf):
    draw = np.random.RandomState(5)
    ids, labels = draw.randint(0, 9, (20, 4)), draw.randint(0, 2, 20)

    def input_fn(params):
        dataset = tf.data.Dataset.from_tensor_slices({"ids": ids, "label": labels})
        if params["training"]:
            dataset = dataset.repeat()
        batching = tf.contrib.data.map_and_batch(lambda row: row, params["batch_size"], drop_remainder=False)
        return dataset.apply(batching)

    return input_fn


def _model_fn_of(tf):
    def model_fn(features, labels, mode, params):
        with tf.variable_scope("model"):
            table = tf.get_variable("table", [9, 3], initializer=tf.truncated_normal_initializer(stddev=0.1))
            h = tf.reduce_mean(tf.nn.embedding_lookup(table, features["ids"]), 1)
            logits = tf.layers.dense(h, 2, kernel_initializer=tf.truncated_normal_initializer(stddev=0.1))
        spec = tf.contrib.tpu.TPUEstimatorSpec
        if mode == tf.estimator.ModeKeys.PREDICT:
            return spec(mode=mode, predictions={"probabilities": tf.nn.softmax(logits)})
        each = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=features["label"], logits=logits)
        loss = tf.reduce_mean(each)
        if mode == tf.estimator.ModeKeys.TRAIN:
            optimizer = tf.train.AdamOptimizer(0.01)
            if params["use_tpu"]:
                optimizer = tf.contrib.tpu.CrossShardOptimizer(optimizer)
            return spec(mode=mode, loss=loss, train_op=optimizer.minimize(loss, tf.train.get_global_step()))

        def metric_fn(each, labels, logits):
            accuracy = tf.metrics.accuracy(labels, tf.argmax(logits, -1, output_type=tf.int32))
            return {"eval_accuracy": accuracy, "eval_loss": tf.metrics.mean(each)}

        labels = tf.cast(features["label"], tf.int32)
        return spec(
            mode=mode,
            loss=loss,
            eval_metrics=(metric_fn, [each, labels, logits]),
            scaffold_fn=lambda: tf.train.Scaffold(),
        )

    return model_fn


def trained_evaluated_and_asked(tf, folder, watch):
    tpu = tf.contrib.tpu
    config = tpu.RunConfig(
        cluster=None,
        master=None,
        model_dir=folder,
        tf_random_seed=SEED,
        save_checkpoints_steps=2,
        log_step_count_steps=4,
        tpu_config=tpu.TPUConfig(
            iterations_per_loop=2, num_shards=8, per_host_input_for_training=tpu.InputPipelineConfig.PER_HOST_V2
        ),
    )
    estimator = tpu.TPUEstimator(
        use_tpu=False,
        model_fn=_model_fn_of(tf),
        config=config,
        params={"training": True},
        train_batch_size=8,
        eval_batch_size=4,
        predict_batch_size=6,
    )
    estimator.train(_input_of(tf), hooks=[watch], max_steps=5)
    asked = tpu.TPUEstimator(
        use_tpu=False,
        model_fn=_model_fn_of(tf),
        config=config,
        params={"training": False},
        train_batch_size=8,
        eval_batch_size=4,
        predict_batch_size=6,
    )
    metrics = asked.evaluate(_input_of(tf), steps=2, hooks=[watch])
    return {"metrics": metrics, "predictions": list(asked.predict(_input_of(tf), hooks=[watch]))[:7]}
