"""Op seeds are counted as TensorFlow 1 counted them, and only in TensorFlow 1's graphs."""

import numpy as np
import tensorflow.compat.v1 as compat_v1

from tf1graph import tf


def seeds_of(graph):
    return [
        (op.get_attr("seed"), op.get_attr("seed2"))
        for op in graph.get_operations()
        if op.type == "RandomStandardNormal"
    ]


def test_a_random_op_takes_the_number_of_ops_before_it():
    graph = tf.Graph()
    with graph.as_default():
        tf.set_random_seed(5)
        tf.random_normal([1])  # shape, mean and stddev come first
        tf.random_normal([1])
    assert seeds_of(graph) == [(5, 3), (5, 9)]


def test_a_graph_without_a_seed_leaves_its_ops_unseeded():
    graph = tf.Graph()
    with graph.as_default():
        tf.random_normal([1])
        tf.random_normal([1], seed=4)
    assert seeds_of(graph) == [(0, 0), (87654321, 4)]


def test_a_graph_that_a_library_makes_for_itself_keeps_todays_rule_and_ops():
    graph = compat_v1.Graph()
    with graph.as_default():
        compat_v1.set_random_seed(5)
        compat_v1.constant(1.0)
        compat_v1.random_normal([1])
        compat_v1.random_normal([1])
    assert seeds_of(graph) == [(5, 0), (5, 1)]
    assert "AddV2" in {op.type for op in graph.get_operations()}


def test_the_default_graph_of_the_process_is_one_of_tensorflow_1():
    tf.reset_default_graph()
    graph = tf.get_default_graph()
    assert isinstance(graph, tf.Graph)
    tf.set_random_seed(5)
    tf.random_normal([1])
    assert seeds_of(graph) == [(5, 3)]
    tf.reset_default_graph()


def test_equal_seeds_give_the_values_of_tensorflow_1():
    with tf.Graph().as_default(), tf.Session() as session:
        tf.set_random_seed(20171001)
        drawn = session.run(tf.truncated_normal([4], stddev=0.1, seed=6))
    # truncated_normal([5, 5, 1, 16], stddev=0.1) of 1.15.5 with the seeds (20171001, 6) begins so
    np.testing.assert_array_equal(
        drawn, np.float32([0.047533195465803146, 0.009478960186243057, -0.02455107495188713, 0.1978423297405243])
    )


def test_get_seed_is_what_the_next_op_would_take():
    with tf.Graph().as_default():
        assert tf.get_seed(None) == (None, None)
        tf.set_random_seed(7)
        tf.constant(1.0)
        assert tf.get_seed(None) == (7, 1)
        assert tf.get_seed(3) == (7, 3)
        tf.set_random_seed(0)
        assert tf.get_seed(0) == (0, 2**31 - 1)
