"""`tf.contrib.nn`, and the cells of `tf.contrib.cudnn_rnn` that run on a CPU."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def alpha_dropout(tf):
    x = _x(tf, 3, 4)
    dropout = tf.contrib.nn.alpha_dropout
    return [dropout(x, 0.5), dropout(_x(tf, None, 4), tf.constant(0.7), [3, 1], seed=3), dropout(x, 1.0)]


def flipped_cross_entropies(tf):
    logits = _x(tf, 3, 4)
    return [
        tf.contrib.nn.deprecated_flipped_softmax_cross_entropy_with_logits(logits, tf.nn.softmax(_x(tf, 3, 4))),
        tf.contrib.nn.deprecated_flipped_sparse_softmax_cross_entropy_with_logits(logits, [1, 0, 3], name="mine"),
        tf.contrib.nn.deprecated_flipped_sigmoid_cross_entropy_with_logits(logits, tf.ones([3, 4])),
    ]


def scaled_softplus(tf):
    x, alpha = _x(tf, 3, 4), tf.constant([1.0, 2.0, 0.5, 3.0])
    one = tf.contrib.nn.scaled_softplus(x, alpha)
    two = tf.contrib.nn.scaled_softplus(x, 2.0, clip=tf.constant(1.5), name="mine")
    return [one, two, tf.gradients([one, two], [x, alpha])]


def sampled_losses(tf):
    weights, biases = tf.get_variable("weights", [6, 2]), tf.get_variable("biases", [6])
    labels, x = tf.constant([[1], [2], [5]], tf.int64), _x(tf, 3, 2)
    drawn = tf.nn.uniform_candidate_sampler(labels, 1, 4, True, 6, seed=3)
    return [
        tf.contrib.nn.sampled_sparse_softmax_loss(weights, biases, labels, x, 4, 6, drawn),
        tf.contrib.nn.rank_sampled_softmax_loss(weights, biases, labels, x, 4, 2, 6, 1, drawn, 0.5, True, "mod"),
    ]


def other_ops(tf):
    x = _x(tf, 2, 3, 4)
    wide = tf.contrib.nn.conv1d_transpose(x, tf.ones([3, 5, 4]), [2, 6, 5], 2)
    return [wide, tf.contrib.nn.nth_element(x, 1), tf.contrib.nn.nth_element(x, 1, reverse=True)]


def cells_of_cudnn(tf):
    outputs, state = tf.nn.dynamic_rnn(
        tf.contrib.cudnn_rnn.CudnnCompatibleLSTMCell(3), _x(tf, 2, 3, 4), dtype=tf.float32
    )
    gru = tf.contrib.cudnn_rnn.CudnnCompatibleGRUCell(3, kernel_initializer=tf.ones_initializer())
    x = _x(tf, 2, 4)
    return [outputs, state, gru(x, gru.zero_state(2, tf.float32))]
