"""Gradients and training steps through `dynamic_rnn`."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def _lengths(tf, count):
    return tf.placeholder(tf.int32, [count], name="below_4")


def _gradients(tf, outputs):
    return [outputs, tf.gradients(outputs, tf.trainable_variables())]


def dynamic_rnn_with_gradients(tf):
    outputs, _ = tf.nn.dynamic_rnn(tf.nn.rnn_cell.BasicRNNCell(4), _x(tf, 3, 5, 2), dtype=tf.float32)
    return _gradients(tf, outputs)


def dynamic_rnn_with_lengths_and_a_training_step(tf):
    outputs, _ = tf.nn.dynamic_rnn(
        tf.nn.rnn_cell.BasicRNNCell(4), _x(tf, None, None, 2), sequence_length=_lengths(tf, None), dtype=tf.float32
    )
    loss = tf.reduce_mean(tf.square(outputs))
    return [loss, tf.train.GradientDescentOptimizer(0.1).minimize(loss)]


def dynamic_rnn_with_the_gradient_of_its_last_state(tf):
    _, state = tf.nn.dynamic_rnn(tf.nn.rnn_cell.GRUCell(3), _x(tf, None, 5, 2), dtype=tf.float32)
    return _gradients(tf, state)


def dynamic_rnn_with_the_gradient_of_an_lstm(tf):
    outputs, _ = tf.nn.dynamic_rnn(tf.nn.rnn_cell.BasicLSTMCell(3), _x(tf, None, 5, 2), dtype=tf.float32)
    return _gradients(tf, outputs[:, -1])


def dynamic_rnn_that_swaps_and_takes_few_steps_at_once(tf):
    outputs, _ = tf.nn.dynamic_rnn(
        tf.nn.rnn_cell.BasicRNNCell(4),
        _x(tf, 3, 5, 2),
        dtype=tf.float32,
        swap_memory=True,
        parallel_iterations=1,
    )
    return _gradients(tf, outputs)


def dynamic_rnn_of_embedded_words(tf):
    words = tf.placeholder(tf.int32, [None, None], name="below_9")
    table = tf.get_variable("table", [9, 4])
    outputs, _ = tf.nn.dynamic_rnn(
        tf.nn.rnn_cell.BasicRNNCell(3), tf.nn.embedding_lookup(table, words), dtype=tf.float32
    )
    logits = tf.layers.dense(outputs, 9)
    loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=words, logits=logits))
    return [loss, tf.train.GradientDescentOptimizer(0.5).minimize(loss)]


def dynamic_rnn_with_gradients_clipped_for_adam(tf):
    outputs, _ = tf.nn.dynamic_rnn(tf.nn.rnn_cell.BasicRNNCell(3), _x(tf, None, 4, 2), dtype=tf.float32)
    loss = tf.reduce_sum(outputs[:, -1])
    variables = tf.trainable_variables()
    gradients, norm = tf.clip_by_global_norm(tf.gradients(loss, variables), 0.5)
    return [loss, norm, tf.train.AdamOptimizer(0.01).apply_gradients(zip(gradients, variables))]


def dynamic_rnn_of_resource_variables(tf):
    with tf.variable_scope("resources", use_resource=True):
        outputs, _ = tf.nn.dynamic_rnn(tf.nn.rnn_cell.BasicRNNCell(4), _x(tf, 3, 5, 2), dtype=tf.float32)
    return _gradients(tf, outputs)
