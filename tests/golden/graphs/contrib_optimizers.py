"""`tf.contrib.opt`: optimisers."""

import importlib


def _decays(tf):
    return importlib.import_module(tf.contrib.opt.__name__ + ".python.training.sign_decay")


def _train(tf, optimizer, use_resource=False):
    """Two steps on a dense model, and what its weights are after each."""
    x = tf.placeholder(tf.float32, [4, 3], name="x")
    w = tf.get_variable("w", [3, 2], use_resource=use_resource, initializer=tf.random_normal_initializer(seed=1))
    loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - 1.0))
    step = tf.train.get_or_create_global_step()
    train = optimizer(step).minimize(loss, global_step=step)
    with tf.control_dependencies([train]):
        return tf.identity(w.read_value() if use_resource else w.value())


def _train_sparse(tf, optimizer, use_resource=False):
    """Two steps on rows of a table, one of them twice in a step."""
    table = tf.get_variable(
        "table", [5, 2], use_resource=use_resource, initializer=tf.random_normal_initializer(seed=1)
    )
    rows = tf.nn.embedding_lookup(table, tf.constant([1, 3, 1]))
    step = tf.train.get_or_create_global_step()
    train = optimizer(step).minimize(tf.reduce_mean(tf.square(rows - 1.0)))
    with tf.control_dependencies([train]):
        return tf.identity(table.value())


def adamax(tf):
    return _train(tf, lambda _: tf.contrib.opt.AdaMaxOptimizer(0.1))


def adamax_sparse(tf):
    return _train_sparse(tf, lambda _: tf.contrib.opt.AdaMaxOptimizer(0.1, 0.8))


def adamax_on_resources(tf):
    return _train(tf, lambda _: tf.contrib.opt.AdaMaxOptimizer(0.1), True)


def adamax_on_resources_sparse(tf):
    return _train_sparse(tf, lambda _: tf.contrib.opt.AdaMaxOptimizer(0.1), True)


def add_sign(tf):
    decay = _decays(tf).get_linear_decay_fn(10)
    return _train(tf, lambda _: tf.contrib.opt.AddSignOptimizer(0.1, sign_decay_fn=decay))


def add_sign_sparse(tf):
    return _train_sparse(tf, lambda _: tf.contrib.opt.AddSignOptimizer(0.1, alpha=0.5))


def add_sign_on_resources(tf):
    return _train(tf, lambda _: tf.contrib.opt.AddSignOptimizer(), True)


def power_sign(tf):
    decay = _decays(tf).get_cosine_decay_fn(10, zero_after=0.4)
    return _train(tf, lambda _: tf.contrib.opt.PowerSignOptimizer(0.1, sign_decay_fn=decay))


def power_sign_sparse(tf):
    return _train_sparse(tf, lambda _: tf.contrib.opt.PowerSignOptimizer(0.1, base=2.0))


def power_sign_on_resources(tf):
    decay = _decays(tf).get_restart_decay_fn(10, 2, zero_after=1)
    return _train(tf, lambda _: tf.contrib.opt.PowerSignOptimizer(sign_decay_fn=decay), True)


def nadam(tf):
    return _train(tf, lambda _: tf.contrib.opt.NadamOptimizer(0.1))


def nadam_sparse(tf):
    return _train_sparse(tf, lambda _: tf.contrib.opt.NadamOptimizer(0.1, 0.8))


def nadam_on_resources(tf):
    return _train(tf, lambda _: tf.contrib.opt.NadamOptimizer(0.1), True)


def nadam_on_resources_sparse(tf):
    return _train_sparse(tf, lambda _: tf.contrib.opt.NadamOptimizer(0.1), True)


def adam_by_global_step(tf):
    return _train(tf, lambda step: tf.contrib.opt.AdamGSOptimizer(step, 0.1))


def adam_by_global_step_sparse(tf):
    return _train_sparse(tf, lambda step: tf.contrib.opt.AdamGSOptimizer(step, 0.1))


def adam_by_global_step_on_resources(tf):
    return _train_sparse(tf, lambda step: tf.contrib.opt.AdamGSOptimizer(step, 0.1), True)


def lazy_adam_by_global_step(tf):
    return _train_sparse(tf, lambda step: tf.contrib.opt.LazyAdamGSOptimizer(step, 0.1))


def lazy_adam_by_global_step_on_resources(tf):
    return _train_sparse(tf, lambda step: tf.contrib.opt.LazyAdamGSOptimizer(step, 0.1), True)


def lazy_adam_on_resources(tf):
    return _train_sparse(tf, lambda _: tf.contrib.opt.LazyAdamOptimizer(0.1), True)


def adagrad_that_spares_its_slots(tf):
    def optimizer(_):
        made = tf.contrib.opt.RegAdagradOptimizer(0.1)
        with made.avoid_updating_slots():
            made.minimize(tf.reduce_sum(tf.get_default_graph().get_tensor_by_name("w:0")))
        return made

    return _train(tf, optimizer)


def adagrad_that_may_spare_its_slots_sparse(tf):
    return _train_sparse(tf, lambda _: tf.contrib.opt.RegAdagradOptimizer(0.1))


def adagrad_that_may_spare_its_slots_on_resources(tf):
    return _train_sparse(tf, lambda _: tf.contrib.opt.RegAdagradOptimizer(0.1), True)


def lars(tf):
    return _train(tf, lambda _: tf.contrib.opt.LARSOptimizer(0.1, eeta=0.1, use_nesterov=True))


def lars_that_skips(tf):
    return _train(tf, lambda _: tf.contrib.opt.LARSOptimizer(0.1, skip_list=["w"]), True)


def lars_sparse(tf):
    return _train_sparse(tf, lambda _: tf.contrib.opt.LARSOptimizer(0.1))


def lars_on_resources_sparse(tf):
    return _train_sparse(tf, lambda _: tf.contrib.opt.LARSOptimizer(0.1), True)
