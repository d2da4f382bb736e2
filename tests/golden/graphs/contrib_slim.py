"""`tf.contrib.slim`: a net in its idiom, and the op that trains it."""


def _net(tf, is_training=True):
    slim = tf.contrib.slim
    x = tf.placeholder(tf.float32, [2, 6, 6, 2], name="x")
    weights = tf.truncated_normal_initializer(0.0, 0.01)
    decay = slim.l2_regularizer(0.0005)
    both = [slim.conv2d, slim.fully_connected]
    with slim.arg_scope(both, weights_initializer=weights, weights_regularizer=decay) as scope:
        net = _features(slim, x, is_training)
    with slim.arg_scope(scope):
        return slim.fully_connected(net, 3, activation_fn=None, scope="out")


def _features(slim, net, is_training):
    normalized = slim.arg_scope([slim.conv2d], normalizer_fn=slim.batch_norm)
    with normalized, slim.arg_scope([slim.batch_norm, slim.dropout], is_training=is_training):
        net = slim.repeat(net, 2, slim.conv2d, 2, [3, 3], scope="conv")
        net = slim.max_pool2d(net, [2, 2], scope="pool")
        return slim.dropout(slim.flatten(net), 0.5, scope="dropout")


def a_net_trained(tf):
    slim = tf.contrib.slim
    tf.losses.softmax_cross_entropy(tf.one_hot([0, 1], 3), _net(tf))
    total = tf.losses.get_total_loss()
    slim.learning.create_train_op(total, tf.train.GradientDescentOptimizer(0.1), summarize_gradients=True)


def gradients_clipped_and_multiplied(tf):
    slim = tf.contrib.slim
    slim.losses.softmax_cross_entropy(_net(tf, False), tf.one_hot([0, 1], 3))
    optimizer = tf.train.MomentumOptimizer(0.1, 0.9)
    kept = slim.get_variables("out")
    slim.learning.create_train_op(
        slim.losses.get_total_loss(),
        optimizer,
        update_ops=[],
        variables_to_train=kept,
        clip_gradient_norm=0.3,
        gradient_multipliers={"out/weights": 2.0, kept[1]: 0.5},
        check_numerics=False,
    )


def a_training_op_of_contrib_training(tf):
    training = tf.contrib.training
    w = tf.get_variable("w", [3])
    loss = tf.reduce_sum(tf.square(w))
    transform = training.clip_gradient_norms_fn(0.5)
    optimizer = tf.train.GradientDescentOptimizer(0.1)
    training.create_train_op(loss, optimizer, None, transform_grads_fn=transform, summarize_gradients=True)


def a_model_analysed(tf):
    slim = tf.contrib.slim
    _net(tf)
    size = slim.model_analyzer.analyze_ops(tf.get_default_graph())
    count, memory = slim.model_analyzer.analyze_vars(slim.get_variables(), print_info=True)
    return tf.constant([size, count, memory])


def summaries_of_slim(tf):
    summaries = tf.contrib.slim.summaries
    x = tf.placeholder(tf.float32, [1, 2, 2, 1], name="x")
    summaries.add_histogram_summary(x, prefix="p")
    summaries.add_histogram_summaries([x, x + 1.0])
    summaries.add_image_summary(x)
    summaries.add_image_summaries([x], prefix="q")
    summaries.add_scalar_summary(tf.reduce_sum(x), "sum", print_summary=True)
    summaries.add_scalar_summaries([tf.reduce_mean(x)], prefix="s")
    summaries.add_zero_fraction_summary(x)
    summaries.add_zero_fraction_summaries([x], prefix="z")
