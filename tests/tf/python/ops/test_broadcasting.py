"""What a gradient keeps for a graph is kept in every graph, the process's default graph included."""

from tf1graph import tf


def build():
    x = tf.placeholder(tf.float32, [4, 6])
    b = tf.Variable(tf.zeros([6]))
    tf.gradients((x + b) * b, [b])
    return [op.name for op in tf.get_default_graph().get_operations()]


def test_gradients_of_broadcasts_build_the_same_nodes_in_the_default_graph_as_in_one_of_its_own():
    tf.reset_default_graph()
    in_default_graph = build()
    tf.reset_default_graph()
    with tf.Graph().as_default():
        assert build() == in_default_graph
