"""Scaled losses, random Fourier features, the hinge loss of classes, and ops copied to another graph."""


def _loss(tf):
    weight = tf.get_variable("weight", [3])
    x = tf.placeholder(tf.float32, [4, 3])
    return tf.reduce_mean(tf.reduce_sum(x * weight, 1) ** 2)


def a_fixed_scale(tf):
    mixed = tf.contrib.mixed_precision
    optimizer = mixed.LossScaleOptimizer(tf.train.GradientDescentOptimizer(0.1), mixed.FixedLossScaleManager(8.0))
    loss = _loss(tf)
    return loss, optimizer.minimize(loss, global_step=tf.train.get_or_create_global_step())


def a_scale_that_moves(tf):
    mixed = tf.contrib.mixed_precision
    manager = mixed.ExponentialUpdateLossScaleManager(16.0, 1, 1)
    optimizer = mixed.LossScaleOptimizer(tf.train.AdamOptimizer(0.1), manager)
    loss = _loss(tf)
    train = optimizer.apply_gradients(optimizer.compute_gradients(lambda: loss))
    with tf.control_dependencies([train]):
        return tf.identity(manager.get_loss_scale())


def fourier_features(tf):
    x = tf.placeholder(tf.float32, [4, 3])
    mapper = tf.contrib.kernel_methods.RandomFourierFeatureMapper(3, 5, 2.0, seed=4, name="mapper")
    return mapper.map(x)


def hinge_of_classes(tf):
    hinge = tf.contrib.kernel_methods.sparse_multiclass_hinge_loss
    logits = tf.placeholder(tf.float32, [4, 3])
    labels = tf.placeholder(tf.int64, [4, 1], name="below_3")
    return hinge(labels, logits), hinge(labels[:, 0], logits, weights=tf.constant([1.0, 2.0, 0.0, 1.0]), scope="again")


def copied_to_another_graph(tf):
    copies = tf.contrib.copy_graph
    other = tf.Graph()
    with other.as_default():
        weight = tf.Variable([1.0, 2.0], name="weight")
        with tf.control_dependencies([tf.no_op("first")]):
            product = tf.multiply(weight, 3.0, name="product")
        tf.add_to_collection("kept", product)
    here = tf.get_default_graph()
    variable = copies.copy_variable_to_graph(weight, here, "copied")
    copied = copies.copy_op_to_graph(product, here, [variable], "copied")
    assert copies.get_copied_op(product, here, "copied") is copied
    return copied
