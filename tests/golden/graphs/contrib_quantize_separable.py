"""Quantised graphs of separable convolutions, as MobileNets have them."""


def _picture(tf):
    return tf.placeholder(tf.float32, [2, 5, 5, 2])


def depthwise_and_pointwise(tf):
    slim = tf.contrib.slim
    with slim.arg_scope([slim.separable_conv2d], normalizer_fn=slim.batch_norm, activation_fn=tf.nn.relu6):
        net = slim.separable_conv2d(_picture(tf), None, [3, 3], depth_multiplier=1, stride=2, scope="depthwise")
        net = slim.conv2d(net, 4, [1, 1], normalizer_fn=slim.batch_norm, scope="pointwise")
    net = slim.conv2d(net, 2, [1, 1], activation_fn=None, normalizer_fn=None, scope="logits")
    net = tf.squeeze(net[:, :1, :1], [1, 2])
    tf.contrib.quantize.create_training_graph(quant_delay=0)
    return net


def a_dilated_depthwise_layer(tf):
    slim = tf.contrib.slim
    net = slim.separable_conv2d(
        _picture(tf), None, [3, 3], depth_multiplier=1, rate=2, normalizer_fn=slim.batch_norm, scope="conv"
    )
    net = tf.reduce_mean(net, [1, 2])
    tf.contrib.quantize.create_training_graph()
    return net
