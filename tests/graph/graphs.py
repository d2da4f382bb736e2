"""Graphs that several tests look into."""

from tf1graph import tf
from tf1graph.graph import load
from tf1graph.tutorials import cnn, crnn


def built(build, seed=1):
    """The graph that `build(tf)` builds."""
    graph = tf.Graph()
    with graph.as_default():
        tf.set_random_seed(seed)
        build(tf)
    return graph


def loaded(build, seed=1):
    """The same, loaded."""
    return load(built(build, seed))


def tutorial(name):
    return built(lambda tf: {"cnn": cnn, "crnn": crnn}[name].build())


def layers(*sizes, name=None, train=False, before=lambda tf: None):
    """Dense layers of these sizes on 4 numbers, each in a scope of its own or all in the scope `name`."""

    def build(tf):
        before(tf)
        x = tf.placeholder(tf.float32, [None, 4], name="x")
        with tf.variable_scope(name) if name else tf.name_scope(None):
            for size in sizes:
                x = tf.layers.dense(x, size, tf.nn.relu)
        loss = tf.reduce_mean(x, name="loss")
        if train:
            tf.train.GradientDescentOptimizer(0.1).minimize(loss)

    return build
