"""`tf.losses` of classes: cross entropies and hinges."""


def hinge_loss(tf):
    labels = tf.placeholder(tf.float32, [4, 1], name="below_2")
    return [
        tf.losses.hinge_loss(labels, tf.placeholder(tf.float32, [4, 1], name="logits")),
        tf.losses.hinge_loss(tf.ones([4]), tf.constant([0.5, 2.0, -1.0, 0.0]), weights=[1.0, 2.0, 0.0, 1.0]),
    ]


def sigmoid_cross_entropy(tf):
    labels = tf.placeholder(tf.int32, [4, 3], name="below_2")
    logits = tf.placeholder(tf.float32, [4, 3], name="logits")
    return [
        tf.losses.sigmoid_cross_entropy(labels, logits),
        tf.losses.sigmoid_cross_entropy(labels, logits, weights=2.0, label_smoothing=0.1, scope="smooth"),
    ]


def softmax_cross_entropy(tf):
    labels = tf.one_hot(tf.placeholder(tf.int32, [4], name="below_3"), 3)
    logits = tf.placeholder(tf.float32, [4, 3], name="logits")
    return [
        tf.losses.softmax_cross_entropy(labels, logits),
        tf.losses.softmax_cross_entropy(
            labels, logits, weights=[1.0, 0.0, 2.0, 1.0], label_smoothing=0.1, scope="smooth"
        ),
    ]


def softmax_cross_entropy_of_unknown_batch(tf):
    labels = tf.one_hot(tf.placeholder(tf.int32, [None], name="below_3"), 3)
    logits = tf.placeholder(tf.float32, [None, 3], name="logits")
    loss = tf.losses.softmax_cross_entropy(onehot_labels=labels, logits=logits)
    return [loss, tf.gradients(loss, [logits])]


def sparse_softmax_cross_entropy(tf):
    labels = tf.placeholder(tf.int64, [None], name="below_3")
    logits = tf.placeholder(tf.float32, [None, 3], name="logits")
    loss = tf.losses.sparse_softmax_cross_entropy(labels, logits)
    other = tf.losses.sparse_softmax_cross_entropy(labels=tf.expand_dims(labels, 1), logits=logits, weights=2.0)
    return [loss, other, tf.gradients(loss + other, [logits])]


def sparse_softmax_cross_entropy_of_known_shapes(tf):
    labels = tf.placeholder(tf.int32, [4], name="below_3")
    logits = tf.placeholder(tf.float32, [4, 3], name="logits")
    weights = tf.placeholder(tf.float32, [4], name="weights")
    return tf.losses.sparse_softmax_cross_entropy(labels, logits, weights)
