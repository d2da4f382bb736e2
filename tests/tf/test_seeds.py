"""Op seeds are counted as TensorFlow 1 counted them, and only in TensorFlow 1's graphs."""

import threading
from concurrent.futures import ThreadPoolExecutor

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


def nodes_built(number):
    """A graph with variables, loops, conditionals and gradients, whose size depends on `number`."""
    graph = tf.Graph()
    with graph.as_default():
        tf.set_random_seed(number)
        y = tf.layers.dropout(tf.ones([2, 4]), training=True)
        for _ in range(10 + number):
            y = tf.layers.dense(y, 4, activation=tf.nn.relu)
            y = tf.cond(tf.reduce_sum(y) > 0, lambda y=y: y + tf.random_uniform([4]), lambda y=y: y)
        tf.while_loop(lambda i: i < 3.0, lambda i: i + tf.random_normal([]), [0.0])
        tf.train.AdamOptimizer().minimize(tf.reduce_mean(y))
    return [
        (op.name, op.type, *(op.get_attr(seed) for seed in ("seed", "seed2") if seed in op.node_def.attr))
        for op in graph.get_operations()
    ]


def test_graphs_built_in_threads_at_once_are_those_built_one_after_the_other():
    alone = [nodes_built(number) for number in range(4)]
    together = threading.Barrier(4)

    def build(number):
        together.wait()
        return nodes_built(number)

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(build, range(4))) == alone


def test_a_thread_builds_todays_graph_while_another_builds_tensorflow_1s():
    library = compat_v1.Graph()
    together = threading.Barrier(2)

    def build_todays():
        together.wait()
        with library.as_default():
            compat_v1.set_random_seed(5)
            for _ in range(20):
                compat_v1.random_normal([1])

    def build():
        together.wait()
        return nodes_built(3)

    with ThreadPoolExecutor(2) as pool:
        todays, ours = pool.submit(build_todays), pool.submit(build)
        todays.result()
        assert ours.result() == nodes_built(3)
    assert seeds_of(library) == [(5, number) for number in range(20)]
