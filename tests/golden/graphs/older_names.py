"""Names and arguments that TensorFlow 1 kept from before 1.0, as far as 1.15.5 still knows them."""

import numpy as np


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def summaries_with_tags(tf):
    summaries = tf.contrib.deprecated
    x = _x(tf, 2, 4, 4, 1)
    summaries.scalar_summary("loss", tf.reduce_mean(x))
    summaries.scalar_summary(["a", "b"], x[0, 0, :2, 0], name="pair")
    summaries.histogram_summary("all", x, collections=["mine"])
    summaries.image_summary("picture", x, max_images=1)
    summaries.audio_summary("sound", x[:, :, 0, 0], 8000.0)
    merged = summaries.merge_summary([summaries.scalar_summary("again", x[0, 0, 0, 0])])
    return merged, summaries.merge_all_summaries("mine")


def reductions_by_their_old_arguments(tf):
    x = _x(tf, 3, 4)
    return [
        tf.reduce_sum(x, reduction_indices=1),
        tf.reduce_mean(x, reduction_indices=[0], keep_dims=True),
        tf.reduce_max(x, 1, keep_dims=True),
        tf.reduce_min(x, reduction_indices=[0, 1]),
        tf.reduce_prod(x, keep_dims=True),
        tf.reduce_all(x > 0.0, reduction_indices=1),
        tf.reduce_any(x > 0.0, keep_dims=True),
        tf.count_nonzero(x, reduction_indices=0),
        tf.argmax(x, dimension=1),
        tf.argmin(x, dimension=0),
        tf.arg_max(x, 1),
    ]


def shapes_by_their_old_arguments(tf):
    x = _x(tf, 3, 1, 4)
    return [
        tf.squeeze(x, squeeze_dims=[1]),
        tf.expand_dims(x, dim=-1),
        tf.nn.softmax(x, dim=2),
        tf.nn.log_softmax(x, dim=2),
        tf.nn.l2_normalize(x, dim=2),
        tf.nn.moments(x, [0, 1], keep_dims=True)[0],
        tf.reverse_sequence(x, [1, 1, 1], seq_dim=2, batch_dim=0),
    ]


def joining_and_turning(tf):
    x, y = _x(tf, 2, 3), _x(tf, 2, 3)
    return [tf.concat([x, y], 1), tf.concat(axis=0, values=[x, y], name="rows"), tf.reverse(x, [0, 1])]


def resizing(tf):
    images = _x(tf, 2, 4, 4, 1)
    return [
        tf.image.resize_images(images, [8, 6]),
        tf.image.resize_images(images, [3, 5], tf.image.ResizeMethod.NEAREST_NEIGHBOR, align_corners=True),
        tf.image.resize_images(images[0], tf.constant([2, 2]), method=tf.image.ResizeMethod.BICUBIC),
    ]


def losses_by_name(tf):
    logits = _x(tf, 4, 5)
    labels = tf.placeholder(tf.int32, [4], name="below_5")
    dense = tf.one_hot(labels, 5)
    return [
        tf.nn.softmax_cross_entropy_with_logits(labels=dense, logits=logits),
        tf.nn.softmax_cross_entropy_with_logits(logits=logits, labels=dense, dim=1, name="named"),
        tf.nn.softmax_cross_entropy_with_logits_v2(labels=dense, logits=logits),
        tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits),
        tf.nn.sigmoid_cross_entropy_with_logits(labels=dense, logits=logits, name="sigmoid"),
    ]


def gradients_of_losses_by_name(tf):
    logits = _x(tf, None, 5)
    labels = tf.placeholder(tf.int64, [None], name="below_5")
    dense = tf.one_hot(labels, 5)
    losses = [
        tf.nn.softmax_cross_entropy_with_logits(labels=dense, logits=logits),
        tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits),
        tf.nn.sigmoid_cross_entropy_with_logits(labels=dense, logits=logits),
    ]
    return tf.gradients([tf.reduce_mean(loss) for loss in losses], [logits])


def the_largest_entries(tf):
    x = _x(tf, 3, 6)
    return [*tf.nn.top_k(x, 2), *tf.nn.top_k(x, 3, True, "three")]


def scattering(tf):
    indices = tf.constant([[0], [2]])
    updates = _x(tf, 2, 3)
    spread = tf.scatter_nd(indices, updates, [4, 3], "spread")
    return [
        spread,
        tf.tensor_scatter_add(spread, indices, updates, "added"),
        tf.tensor_scatter_sub(spread, indices, updates),
    ]


def initializers_not_called(tf):
    tf.get_variable("zeros", [2, 3], initializer=tf.zeros_initializer)
    tf.get_variable("ones", [3], initializer=tf.ones_initializer)
    with tf.variable_scope("scope", initializer=tf.zeros_initializer):
        tf.get_variable("inherited", [2])


def scopes_of_before_1_0(tf):
    x = _x(tf, 2)
    with tf.op_scope([x], "outer", "default"):
        y = x + 1.0
    with tf.variable_op_scope([x], None, "default"):
        tf.get_variable("v", [2])
    return y


def initializers_of_before_1_0(tf):
    variable = tf.Variable([1.0, 2.0], name="v")
    tf.Variable(3.0, collections=[tf.GraphKeys.LOCAL_VARIABLES], trainable=False, name="local")
    tf.initialize_all_variables()
    tf.initialize_local_variables()
    tf.initialize_variables([variable])
    tf.initialize_all_tables()
    assert tf.all_variables() == [variable]


def reductions_of_what_is_no_tensor_yet(tf):
    variable = tf.get_variable("v", [2, 3])
    return [
        tf.reduce_sum([1.0, 2.0]),
        tf.reduce_mean(np.arange(6.0, dtype=np.float32)),
        tf.reduce_max(variable),
        tf.reduce_min(variable, keep_dims=True),
        tf.reduce_sum(tf.get_variable("r", [2], use_resource=True)),
        tf.reduce_all([True, False]),
        tf.reduce_sum(3.0),
    ]


def sizes_of_what_is_no_tensor_yet(tf):
    variable = tf.get_variable("r", [2], use_resource=True)
    loose = tf.Variable(tf.placeholder_with_default([1.0, 2.0], [None]), validate_shape=False, trainable=False)
    tf.size(variable)
    tf.rank(variable)
    tf.size([1.0, 2.0])
    tf.rank(np.zeros([2, 3], np.float32))
    tf.size(loose)
    tf.rank(loose, name="rank")
    tf.shape(loose)
