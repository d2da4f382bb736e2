"""`tf.contrib.layers.batch_norm` with other updates, weights and parameters."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def batch_norm_whose_updates_are_part_of_it(tf):
    layers = tf.contrib.layers
    return [
        layers.batch_norm(_x(tf, 2, 2, 2, 3), updates_collections=None),
        layers.batch_norm(_x(tf, 4, 5), updates_collections=None, is_training=tf.placeholder_with_default(True, [])),
        layers.batch_norm(_x(tf, 4, 5), updates_collections=None, fused=False),
        layers.batch_norm(_x(tf, 4, 5), updates_collections=None, fused=False, is_training=tf.constant(True)),
    ]


def batch_norm_with_other_updates(tf):
    layers = tf.contrib.layers
    training = tf.placeholder_with_default(True, [])
    return [
        layers.batch_norm(_x(tf, 4, 2, 2, 3), updates_collections="mine", is_training=training),
        layers.batch_norm(_x(tf, 4, 5), updates_collections="mine", fused=False, is_training=training),
        layers.batch_norm(_x(tf, 4, 2, 3), updates_collections="mine"),
    ]


def batch_norm_with_weights(tf):
    layers = tf.contrib.layers
    weights = tf.constant([1.0, 2.0, 0.0, 1.0])
    return [
        layers.batch_norm(_x(tf, 4, 5), batch_weights=weights),
        layers.batch_norm(_x(tf, 4, 3, 2, 2), batch_weights=weights, data_format="NCHW", scale=True),
        layers.batch_norm(_x(tf, 4, 3, 2, 2), fused=False, updates_collections="mine", data_format="NCHW"),
    ]


def batch_norm_with_parameters_of_all_kinds(tf):
    layers = tf.contrib.layers
    start = {"beta": tf.constant_initializer(0.5), "gamma": tf.random_uniform_initializer()}
    loss = {"beta": layers.l2_regularizer(0.1), "gamma": layers.l1_regularizer(0.2)}
    common = {"scale": True, "param_initializers": start, "param_regularizers": loss}
    return [
        layers.batch_norm(_x(tf, 4, 2, 2, 3), variables_collections={"beta": ["b"], "moving_mean": ["m"]}, **common),
        layers.batch_norm(_x(tf, 4, 5), variables_collections=["all"], outputs_collections="out", **common),
        layers.batch_norm(_x(tf, 4, 5), trainable=False, fused=False, epsilon=1e-2, scope="own", **common),
    ]
