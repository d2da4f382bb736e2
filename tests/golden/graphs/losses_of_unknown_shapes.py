"""`tf.losses` whose weights are checked by the graph, and their gradients."""


def _pair(tf, shape=(4, 5), labels="labels", predictions="predictions"):
    return tf.placeholder(tf.float32, shape, name=labels), tf.placeholder(tf.float32, shape, name=predictions)


def mean_squared_error_of_unknown_shapes(tf):
    labels, predictions = _pair(tf, (None, None))
    weights = tf.placeholder(tf.float32, [None, 1], name="weights")
    loss = tf.losses.mean_squared_error(labels, predictions, weights=weights)
    return [loss, tf.gradients(loss, [predictions])]


def mean_squared_error_of_weights_of_unknown_rank(tf):
    labels, predictions = _pair(tf)
    weights = tf.placeholder_with_default(tf.ones([4, 1]), None)
    return tf.losses.mean_squared_error(labels, predictions, weights=weights)


def a_loss_trained(tf):
    x = tf.placeholder(tf.float32, [None, 3], name="x")
    w = tf.get_variable("w", [3, 2], initializer=tf.random_normal_initializer())
    labels = tf.placeholder(tf.float32, [None, 2], name="labels")
    loss = tf.losses.huber_loss(labels, tf.matmul(x, w)) + tf.losses.log_loss(
        tf.sigmoid(labels), tf.sigmoid(tf.matmul(x, w))
    )
    return [loss, tf.train.GradientDescentOptimizer(0.1).minimize(loss)]
