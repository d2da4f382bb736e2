"""`tf.contrib.layers.optimize_loss`, by its options."""


def _loss(tf):
    w = tf.get_variable("w", [3, 2])
    return tf.reduce_mean(tf.square(tf.matmul(tf.placeholder(tf.float32, [4, 3], name="x"), w)))


def _embedded(tf):
    ids = tf.placeholder(tf.int32, [4], name="below_5")
    return tf.reduce_sum(tf.nn.embedding_lookup(tf.get_variable("e", [5, 3]), ids))


def _optimize(tf, loss, *args, **kwargs):
    return tf.contrib.layers.optimize_loss(loss, tf.train.get_or_create_global_step(), *args, **kwargs)


def with_a_name(tf):
    return _optimize(tf, _loss(tf), 0.1, "SGD")


def with_a_norm_to_clip_to(tf):
    return _optimize(tf, _loss(tf), 0.1, "Adam", clip_gradients=0.5)


def with_a_decay(tf):
    def decay(rate, step):
        return tf.train.exponential_decay(rate, step, 10, 0.9)

    return _optimize(tf, _loss(tf), 0.1, tf.train.GradientDescentOptimizer, learning_rate_decay_fn=decay)


def with_an_optimizer_and_all_summaries(tf):
    summaries = ["learning_rate", "loss", "gradients", "gradient_norm", "global_gradient_norm"]
    return _optimize(tf, _loss(tf), None, tf.train.MomentumOptimizer(0.1, 0.9), summaries=summaries, name="train")


def with_noise_and_multipliers(tf):
    loss = _loss(tf)
    multipliers = {tf.trainable_variables()[0]: 2.0}
    return _optimize(tf, loss, 0.1, "SGD", gradient_noise_scale=0.1, gradient_multipliers=multipliers, summaries=[])


def with_an_embedding(tf):
    _optimize(tf, _embedded(tf), tf.constant(0.1), "Adagrad", clip_gradients=1.0, increment_global_step=False)


def with_updates(tf):
    loss = _loss(tf)
    count = tf.get_variable("count", [], initializer=tf.zeros_initializer(), trainable=False)
    tf.add_to_collection(tf.GraphKeys.UPDATE_OPS, tf.assign_add(count, 1.0))
    return _optimize(tf, loss, 0.1, lambda rate: tf.train.RMSPropOptimizer(rate), summaries=["loss"])
