"""Quantised graphs with batch normalisation that is written out in single ops, or stands still after a while."""


def _picture(tf):
    return tf.placeholder(tf.float32, [2, 5, 5, 2])


def _conv(tf, x, filters, **arguments):
    slim = tf.contrib.slim
    return slim.conv2d(x, filters, [3, 3], normalizer_fn=slim.batch_norm, **arguments)


def frozen_batch_norm_of_few_bits(tf):
    slim = tf.contrib.slim
    with slim.arg_scope([slim.batch_norm], decay=0.9, scale=True):
        net = _conv(tf, _picture(tf), 3, scope="first")
    net = tf.identity(net)
    tf.contrib.quantize.experimental_create_training_graph(
        weight_bits=4, activation_bits=5, symmetric=True, quant_delay=1, freeze_bn_delay=1
    )
    return net


def batch_norm_written_out(tf):
    slim = tf.contrib.slim
    parameters = {"fused": False, "scale": True, "decay": 0.9}
    net = slim.conv2d(
        _picture(tf), 3, [3, 3], normalizer_fn=slim.batch_norm, normalizer_params=parameters, scope="conv"
    )
    net = tf.reduce_mean(net, [1, 2])
    tf.contrib.quantize.create_training_graph()
    return net


def depthwise_batch_norm_written_out(tf):
    slim = tf.contrib.slim
    net = slim.separable_conv2d(
        _picture(tf),
        None,
        [3, 3],
        depth_multiplier=1,
        rate=2,
        activation_fn=tf.nn.relu6,
        normalizer_fn=slim.batch_norm,
        normalizer_params={"fused": False},
        scope="conv",
    )
    net = tf.reduce_mean(net, [1, 2])
    tf.contrib.quantize.create_training_graph()
    return net
