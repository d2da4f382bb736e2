"""Cross entropies and other losses of `tf.nn`, with gradients."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def _with_gradients(tf, outputs, *inputs):
    return [outputs, tf.gradients(outputs, list(inputs))]


def softmax(tf):
    labels, logits = tf.nn.softmax(_x(tf, 4, 5)), _x(tf, 4, 5)
    return [
        _with_gradients(tf, tf.nn.softmax_cross_entropy_with_logits(labels=labels, logits=logits), logits),
        _with_gradients(tf, tf.nn.softmax_cross_entropy_with_logits_v2(labels=labels, logits=logits), labels, logits),
    ]


def softmax_of_other_ranks(tf):
    x = _x(tf, None, 3, 4)
    return [
        tf.nn.softmax_cross_entropy_with_logits(labels=tf.nn.softmax(x), logits=x, name="own"),
        tf.nn.softmax_cross_entropy_with_logits_v2(labels=tf.nn.softmax(x), logits=x, axis=1),
    ]


def softmax_on_another_axis(tf):
    x = _x(tf, 2, 3, 4)
    return [tf.nn.softmax(x, dim=1), tf.nn.softmax(x, axis=0, name="own"), tf.nn.log_softmax(x, axis=1)]


def softmax_of_halves(tf):
    x = tf.placeholder(tf.float16, [4, 5], name="x")
    tf.nn.softmax_cross_entropy_with_logits(labels=x, logits=x)
    tf.nn.sparse_softmax_cross_entropy_with_logits(labels=[1, 2, 3, 4], logits=x)


def softmax_twice_derived(tf):
    w = tf.get_variable("w", [2, 3])
    loss = tf.nn.softmax_cross_entropy_with_logits_v2(labels=tf.constant([[1.0, 0.0, 0.0]] * 2), logits=w)
    return tf.gradients(tf.square(tf.gradients(loss, w)[0]), w)


def sparse(tf):
    labels, logits = tf.placeholder(tf.int32, [4], name="below_5"), _x(tf, 4, 5)
    loss = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits)
    return _with_gradients(tf, loss, logits)


def sparse_of_other_ranks(tf):
    labels, logits = tf.placeholder(tf.int64, [None, 3], name="below_4"), _x(tf, None, 3, 4)
    loss = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits, name="own")
    return _with_gradients(tf, loss, logits)


def sigmoid(tf):
    labels, logits = tf.sigmoid(_x(tf, 4, 5)), _x(tf, 4, 5)
    return [
        tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits),
        tf.nn.weighted_cross_entropy_with_logits(labels, logits, 2.0),
        tf.nn.weighted_cross_entropy_with_logits(labels=labels, logits=logits, pos_weight=tf.constant(0.5), name="own"),
    ]


def gradients_of_sigmoid(tf):
    labels, logits = tf.constant([0.2, 0.7, 1.0]), tf.get_variable("logits", [3])
    loss = tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits)
    weighted = tf.nn.weighted_cross_entropy_with_logits(targets=labels, logits=logits, pos_weight=2.0)
    return [tf.gradients(loss, logits), tf.gradients(weighted, logits)]


def poisson(tf):
    targets, x = tf.abs(_x(tf, 4, 5)), _x(tf, 4, 5)
    return [tf.nn.log_poisson_loss(targets, x), tf.nn.log_poisson_loss(targets, x, compute_full_loss=True, name="own")]


def l2(tf):
    x = _x(tf, 4, 5)
    return _with_gradients(tf, tf.nn.l2_loss(x), x)


def ctc(tf):
    labels = tf.SparseTensor([[0, 0], [0, 1], [1, 0]], [1, 2, 0], [2, 2])
    x = _x(tf, 5, 2, 4)
    loss = tf.nn.ctc_loss(labels, x, [5, 4])
    return _with_gradients(tf, loss, x)


def ctc_with_batches_first(tf):
    labels = tf.SparseTensor([[0, 0], [1, 0]], [1, 0], [2, 2])
    x = _x(tf, 2, 5, 4)
    loss = tf.nn.ctc_loss(labels, x, [5, 4], True, False, True, False)
    decoded, likelihood = tf.nn.ctc_greedy_decoder(tf.transpose(x, [1, 0, 2]), [5, 4])
    best, logarithms = tf.nn.ctc_beam_search_decoder(tf.transpose(x, [1, 0, 2]), [5, 4], 3, 2)
    return [loss, decoded[0].values, likelihood, [path.values for path in best], logarithms]
