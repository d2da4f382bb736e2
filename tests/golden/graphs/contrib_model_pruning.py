"""Layers and cells whose weights have masks."""


def dense_and_convolution(tf):
    pruning = tf.contrib.model_pruning
    x = tf.placeholder(tf.float32, [2, 4, 4, 2])
    net = pruning.masked_conv2d(x, 3, [3, 3], scope="conv")
    net = pruning.masked_convolution(
        net, 2, 2, stride=2, padding="VALID", activation_fn=None, normalizer_fn=tf.contrib.layers.batch_norm
    )
    net = tf.contrib.layers.flatten(net)
    net = pruning.masked_fully_connected(
        net, 2, weights_regularizer=tf.contrib.layers.l2_regularizer(0.1), variables_collections=["mine"]
    )
    return [net, *pruning.get_weight_sparsity()]


def dense_of_more_axes(tf):
    pruning = tf.contrib.model_pruning
    x = tf.placeholder(tf.float32, [2, 3, 4])
    net = pruning.masked_fully_connected(x, 2, activation_fn=None, biases_initializer=None, scope="dense")
    return net, pruning.get_masked_weights()[0], pruning.get_weights()[0], pruning.get_thresholds()[0]


def cells(tf):
    pruning = tf.contrib.model_pruning
    x = tf.placeholder(tf.float32, [2, 3, 2])
    with tf.variable_scope("basic"):
        basic, _ = tf.nn.static_rnn(pruning.MaskedBasicLSTMCell(2), tf.unstack(x, axis=1), dtype=tf.float32)
    with tf.variable_scope("whole"):
        cell = pruning.MaskedLSTMCell(3, use_peepholes=True, cell_clip=0.5, num_proj=3, proj_clip=0.4)
        whole, _ = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
    return basic[-1], whole
