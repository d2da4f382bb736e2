"""The figures of the tutorials' eight models are those of their layers' arithmetic, and `tf.profiler`'s."""

from collections import Counter
from functools import cache

import pytest

from tf1graph import tf
from tf1graph.graph import load, summarise
from tf1graph.graph.inference import with_shapes
from tf1graph.graph.shapes import find_shapes
from tf1graph.tutorials import cnn, crnn
from tf1graph.tutorials.epochs import keras_session
from tf1graph.tutorials.kaggle.models import VARIANTS
from tf1graph.tutorials.keras_cnn.model import build as build_keras_cnn

BATCH = 128  # of the CRNN, whose first state has as many rows
PARAMETERS = "parameters"


def conv(size, taken, given, window, bias=True, pictures=1):
    """A convolution that gives `given` maps of size x size (x size) from `taken` maps."""
    places = size[0] * size[1] * (size[2] if len(size) == 3 else 1) * pictures
    area = window ** len(size)
    name = "Conv2D" if len(size) == 2 else "Conv3D"
    return Counter(
        {
            name: places * given * (2 * area * taken),
            "BiasAdd": places * given * bias,
            PARAMETERS: area * taken * given + given * bias,
        }
    )


def pool(size, channels, window=2):
    name = "MaxPool" if len(size) == 2 else "MaxPool3D"
    places = size[0] * size[1] * (size[2] if len(size) == 3 else 1)
    return Counter({name: places * channels * window ** len(size)})


def dense(taken, given, bias="BiasAdd", rows=1):
    return Counter({"MatMul": rows * given * 2 * taken, bias: rows * given, PARAMETERS: taken * given + given})


def normalised(channels):
    """Scale, offset, moving mean and variance of each channel."""
    return Counter({PARAMETERS: 4 * channels})


def total(*layers):
    return sum(layers, Counter())


def pairs_of_convolutions(*pairs):
    """Kaggle's: two convolutions, a pooling and a normalisation, of pictures that halve."""
    size, taken, found = 28, 1, Counter()
    for given in pairs:
        found += conv((size, size), taken, given, 3) + conv((size, size), given, given, 3)
        size, taken = size // 2, given
        found += pool((size, size), given) + normalised(given)
    return found


def weighed():
    """Kaggle's dense layers on the ink of 28 rows and of 28 columns: a dense layer at each of the two."""
    return dense(28, 128, rows=2) + dense(128, 128, rows=2)


def of_numpy(tf):
    """The NumPy network's layers, on TensorFlow."""
    x = tf.placeholder(tf.float32, [None, 28, 28, 1])
    y = tf.layers.max_pooling2d(tf.layers.conv2d(x, 30, 5, activation=tf.nn.relu), 2, 2)
    y = tf.layers.dense(tf.contrib.layers.flatten(y), 100, tf.nn.relu)
    tf.nn.softmax(tf.layers.dense(y, 10))


MODELS = {
    "cnn": (
        lambda: cnn.build(),
        total(
            conv((28, 28), 1, 16, 5, bias=False),
            pool((14, 14), 16),
            dense(14 * 14 * 16, 1024, "AddV2"),
            dense(1024, 10, "AddV2"),
        ),
    ),
    "crnn": (
        lambda: crnn.build(),
        total(
            *2 * [conv((28, 28), 1, 16, 3), pool((14, 14), 16), conv((14, 14), 16, 16, 3), pool((7, 7), 16)],
            *2 * [dense(7 * 7 * 16, 256)],
            dense(256 + 256, 256),  # the cell, whose weights both steps share
            Counter({"MatMul": 256 * 2 * 512, "BiasAdd": 256}),
            dense(256, 19),
        ),
    ),
    "numpy": (
        lambda: of_numpy(tf),
        total(conv((24, 24), 1, 30, 5), pool((12, 12), 30), dense(12 * 12 * 30, 100), dense(100, 10)),
    ),
    "keras": (
        build_keras_cnn,
        total(
            conv((26, 26), 1, 32, 3),
            conv((24, 24), 32, 64, 3),
            pool((12, 12), 64),
            dense(12 * 12 * 64, 128),
            dense(128, 10),
        ),
    ),
    "kaggle dense": (VARIANTS["dense"].build, total(dense(784, 280), dense(280, 28), dense(28, 10))),
    "kaggle cnn": (
        VARIANTS["cnn"].build,
        total(pairs_of_convolutions(64, 128), dense(7 * 7 * 128, 512), dense(512, 128), dense(128, 10)),
    ),
    "kaggle distributions": (
        VARIANTS["distributions"].build,
        total(
            pairs_of_convolutions(64, 128, 512),
            *[dense(3 * 3 * 512, 512), dense(512, 256), weighed()],
            *[dense(256 + 2 * 128, 256), dense(256, 128), dense(128, 10)],
        ),
    ),
    "kaggle quarters": (
        VARIANTS["quarters"].build,
        total(
            *[pairs_of_convolutions(64, 128, 512), dense(3 * 3 * 512, 512)],
            *[conv((4, 14, 14), 1, 64, 3), conv((4, 14, 14), 64, 64, 3), pool((2, 7, 7), 64), normalised(64)],
            *[conv((2, 7, 7), 64, 64, 3), conv((2, 7, 7), 64, 64, 3), pool((1, 3, 3), 64), normalised(64)],
            *[dense(3 * 3 * 64, 512), dense(512 + 512, 256)],
            *[weighed(), dense(2 * 128, 64)],
            *[dense(256 + 64, 256), dense(256, 256), dense(256, 10)],
        ),
    ),
}


@cache
def summed_up(name):
    with keras_session(1) as session:
        MODELS[name][0]()
        graph = load(session.graph)
    return summarise(graph, BATCH, shapes=find_shapes(graph, infer=True, batch=BATCH))


def counted(summary, op):
    nodes = summary.graph.nodes
    chosen = [at for at in nodes.of_op(op).tolist() if summary.counted[at]]
    return int(summary.costs.flops[chosen].sum())


@pytest.mark.parametrize("name", MODELS)
def test_a_models_figures_are_those_of_its_layers(name):
    summary, expected = summed_up(name), Counter(MODELS[name][1])
    assert summary.root.parameters == expected.pop(PARAMETERS)
    found = {op: counted(summary, op) for op in expected}
    assert found == {op: BATCH * number for op, number in expected.items()}


@pytest.mark.parametrize("name", MODELS)
def test_each_node_that_the_profiler_knows_is_counted_as_it_does(name):
    summary = summed_up(name)
    graph_def = tf.GraphDef.FromString(with_shapes(summary.graph, BATCH))
    options = tf.profiler.ProfileOptionBuilder(tf.profiler.ProfileOptionBuilder.float_operation())
    with tf.Graph().as_default() as graph:
        tf.import_graph_def(graph_def, name="")
    told, ahead = {}, [tf.profiler.profile(graph, cmd="graph", options=options.with_empty_output().build())]
    for node in ahead:
        told[node.name] = node.float_ops
        ahead += node.children
    nodes = summary.graph.nodes
    own = {nodes.name(at): int(summary.costs.flops[at]) for at in summary.counted.nonzero()[0].tolist()}
    known = {node: flops for node, flops in told.items() if flops and node in own}
    assert known == {node: own[node] for node in known}
    assert {"MatMul", "Softmax"} <= {nodes.op_of(nodes.index[node]) for node in known}
