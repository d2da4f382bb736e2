"""The nets of `tf.contrib.slim.nets`, whole: of each a digest of its nodes, and one of its variables."""

import hashlib
import importlib


def _nets(tf):
    tree = tf.__name__ if tf.__name__.startswith("tf1graph") else "tensorflow"
    return importlib.import_module(tree + ".contrib.slim.nets")


def _digests(tf, build, size):
    """Of a net built in a graph of its own: how many nodes and variables, and digests of both."""
    with tf.Graph().as_default() as graph:
        tf.set_random_seed(1234)
        build(tf.placeholder(tf.float32, [None, size, size, 3]))
        nodes = [
            (node.name, node.op, list(node.input), [node.attr[key].i for key in ("seed", "seed2") if key in node.attr])
            for node in graph.as_graph_def().node
        ]
        variables = [(variable.name, variable.shape.as_list()) for variable in tf.global_variables()]
        losses = [loss.name for loss in tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES)]
    found = [hashlib.sha256(repr(part).encode()).hexdigest() for part in (nodes, variables, losses)]
    return tf.constant([str(len(nodes)), str(len(variables)), *found])


def _net(tf, name, size, module=None, scope=None, **kwargs):
    module = getattr(_nets(tf), module or name)
    scope = getattr(module, scope or name + "_arg_scope")()

    def build(inputs):
        with tf.contrib.slim.arg_scope(scope):
            _, end_points = getattr(module, name)(inputs, 10, **kwargs)
            tf.constant(sorted(end_points))

    return _digests(tf, build, size)


def alexnet(tf):
    return _net(tf, "alexnet_v2", 224, "alexnet")


def overfeat(tf):
    return _net(tf, "overfeat", 231, is_training=False)


def vgg_nets(tf):
    return [
        _net(tf, "vgg_a", 224, "vgg", "vgg_arg_scope"),
        _net(tf, "vgg_16", 224, "vgg", "vgg_arg_scope", spatial_squeeze=False),
        _net(tf, "vgg_19", 224, "vgg", "vgg_arg_scope"),
    ]


def inception_nets(tf):
    return [
        _net(tf, "inception_v1", 224, "inception"),
        _net(tf, "inception_v2", 224, "inception", is_training=False),
        _net(tf, "inception_v3", 299, "inception"),
        _net(tf, "inception_v3", 150, "inception", depth_multiplier=0.5, spatial_squeeze=False),
    ]


def residual_nets(tf):
    return [
        _net(tf, "resnet_v1_50", 224, "resnet_v1", "resnet_arg_scope"),
        _net(tf, "resnet_v2_50", 224, "resnet_v2", "resnet_arg_scope", is_training=False),
        _net(tf, "resnet_v2_101", 65, "resnet_v2", "resnet_arg_scope", global_pool=False, output_stride=8),
    ]


def the_parts_of_a_net(tf):
    base = _nets(tf).inception.inception_v1_base

    def build(inputs):
        tf.constant(sorted(base(inputs, "Mixed_4b")[1]))

    return _digests(tf, build, 224)
