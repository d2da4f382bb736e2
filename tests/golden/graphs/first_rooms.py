"""Graphs in the idioms of the two graph-mode tutorials: dense, convolution, a cell, broadcasts and their gradients."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def _descend(tf, outputs):
    loss = tf.reduce_mean(tf.square(outputs))
    tf.train.GradientDescentOptimizer(0.1).minimize(loss)


def dense_on_a_matrix(tf):
    _descend(tf, tf.layers.dense(_x(tf, None, 8), 5, activation=tf.nn.relu))


def dense_on_rank_three(tf):
    _descend(tf, tf.layers.dense(_x(tf, 2, 3, 8), 5))


def dense_on_rank_three_of_unknown_batch(tf):
    _descend(tf, tf.layers.dense(_x(tf, None, 3, 8), 5))


def dense_with_regularizers(tf):
    tf.layers.dense(
        _x(tf, 4, 8),
        5,
        kernel_initializer=tf.truncated_normal_initializer(stddev=0.1),
        kernel_regularizer=lambda weights: tf.reduce_sum(weights * weights),
        activity_regularizer=tf.reduce_mean,
    )


def dense_without_bias_or_training(tf):
    tf.layers.dense(_x(tf, 4, 8), 5, use_bias=False, trainable=False, name="fixed")


def dense_of_one_name_reused(tf):
    x = _x(tf, 4, 8)
    with tf.variable_scope("outer"):
        tf.layers.dense(x, 5, name="fc")
        tf.layers.dense(x, 5, name="fc", reuse=True)
        tf.layers.dense(x, 3)
        tf.layers.Dense(3)(x)


def dense_in_a_reusing_variable_scope(tf):
    x = _x(tf, 4, 8)
    for reuse in (False, True):
        with tf.variable_scope("shared", reuse=reuse):
            tf.layers.dense(x, 5, name="fc")


def dense_in_a_name_scope(tf):
    with tf.name_scope("ns"):
        x = _x(tf, 4, 8)
        tf.layers.dense(x, 5)
        tf.layers.dense(x, 5)
    tf.layers.dense(x, 5)


def dense_with_the_initializer_of_its_scope(tf):
    with tf.variable_scope("scope", initializer=tf.random_uniform_initializer(-1.0, 1.0)):
        tf.layers.dense(_x(tf, 4, 8), 5)


def dense_object_called_twice(tf):
    x = _x(tf, 4, 8)
    layer = tf.layers.Dense(5, kernel_regularizer=lambda weights: tf.reduce_sum(weights * weights))
    layer(x)
    layer(x)


def dense_in_a_partitioned_scope(tf):
    with tf.variable_scope("parts", partitioner=tf.fixed_size_partitioner(2)):
        tf.layers.dense(_x(tf, 4, 8), 6)


def conv2d_plain(tf):
    _descend(tf, tf.layers.conv2d(_x(tf, None, 9, 9, 3), 4, [3, 3], padding="same", activation=tf.nn.relu))


def conv2d_strided_without_bias(tf):
    tf.layers.conv2d(_x(tf, 2, 9, 9, 3), 4, 3, strides=2, use_bias=False, name="c")


def conv2d_channels_first(tf):
    tf.layers.conv2d(_x(tf, 2, 3, 9, 9), 4, 3, data_format="channels_first")


def conv2d_dilated(tf):
    _descend(tf, tf.layers.conv2d(_x(tf, 2, 9, 9, 3), 4, 3, dilation_rate=2, padding="same"))


def max_pooling2d_both_paddings(tf):
    x = _x(tf, 2, 9, 9, 3)
    tf.layers.max_pooling2d(x, 2, 2)
    tf.layers.max_pooling2d(x, [3, 2], [2, 1], padding="same", name="pool")


def flatten_known_and_unknown_batches(tf):
    tf.contrib.layers.flatten(tf.placeholder(tf.float32, [4, 3, 2], name="y"))
    tf.layers.flatten(tf.placeholder(tf.float32, [4, 3, 2], name="z"))
    tf.contrib.layers.flatten(_x(tf, None, 3, 2))
    tf.contrib.layers.flatten(_x(tf, None, None, 2), outputs_collections="outputs", scope="here")


def variance_scaling_initializers(tf):
    scale = tf.contrib.layers.variance_scaling_initializer
    tf.get_variable("a", [5, 7], initializer=scale())
    tf.get_variable("b", [3, 3, 5, 7], initializer=scale(1.0, "FAN_AVG", uniform=True))
    tf.get_variable("c", [5], initializer=scale(1.0, "FAN_OUT", seed=3))


def basic_rnn_cell_over_two_steps(tf):
    x = _x(tf, 4, 8)
    cell = tf.nn.rnn_cell.BasicRNNCell(3)
    output, state = cell(x, cell.zero_state(4, tf.float32))
    output, state = cell(x, state)
    _descend(tf, output)


def basic_rnn_cell_of_unknown_batch_in_a_scope(tf):
    x = _x(tf, None, 8)
    with tf.variable_scope("foo"):
        cell = tf.nn.rnn_cell.BasicRNNCell(3, activation=tf.nn.relu)
        cell(x, cell.zero_state(tf.shape(x)[0], tf.float32))


def random_ops(tf):
    tf.truncated_normal([5, 3], stddev=0.1)
    tf.random_normal([4], mean=1.0)
    tf.random_uniform([4])
    tf.random_uniform([4], -2.0, 3.0, seed=7)
    tf.random_uniform([4], maxval=9, dtype=tf.int32)
    tf.random_shuffle(tf.range(5))
    tf.multinomial([[1.0, 2.0]], 3)


def gradients_of_broadcasts(tf):
    x, b = _x(tf, None, 6), tf.get_variable("b", [6])
    y = (x + b) * b - 2.0 * b
    z = tf.add(tf.subtract(y, x), tf.constant(1.0))
    tf.gradients(z, [x, b])


def gradients_of_known_shapes(tf):
    x, b = _x(tf, 4, 6), tf.get_variable("b", [6])
    tf.gradients((x + b) * (x - 1.0) + x * x, [x, b])


def gradients_of_products_and_slices(tf):
    a, b = _x(tf, 4, 6), tf.get_variable("b", [6, 5])
    c = tf.matmul(tf.matmul(a, b), b, transpose_b=True)
    d = tf.matmul(tf.transpose([c[:, 1], c[:, 2]]), c[:2, :2], transpose_a=False, transpose_b=True)
    tf.gradients(tf.reshape(d, [-1]), [a, b], grad_ys=None)
    tf.gradients([tf.reduce_sum(c), tf.reduce_mean(d)], [b])


def gradients_with_a_start_given(tf):
    x = _x(tf, 4)
    tf.gradients([x * 2.0, x * 3.0], [x], grad_ys=[tf.constant([1.0, 2.0, 3.0, 4.0]), None])


def tensordots(tf):
    a, b = _x(tf, 2, 3, 4), _x(tf, None, 4, 3)
    tf.tensordot(a, b, 1)
    tf.tensordot(a, b, [[1, 2], [2, 1]])


def seeds_in_a_function(tf):
    tf.constant(1.0)
    tf.cond(tf.constant(True), lambda: tf.random_normal([2]), lambda: tf.random_uniform([2]))
    tf.while_loop(lambda i: i < 3.0, lambda i: i + tf.random_uniform([]), [0.0])
    tf.random_normal([2])
