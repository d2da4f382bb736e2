"""While loops are counted with all their iterations where the graph says how many there are."""

import pytest
from graph.graphs import built, loaded

from tf1graph import tf
from tf1graph.graph import load, summarise
from tf1graph.graph.folding import KINDS
from tf1graph.graph.text import format_text

STEP = 2 * 3 * (5 + 7) * 7  # the product of a BasicRNNCell of 7 units on 5 numbers, for a batch of 3


def recurrent(time, lengths=False):
    def build(tf):
        x = tf.placeholder(tf.float32, [None, time, 5])
        length = tf.placeholder(tf.int32, [None]) if lengths else None
        outputs, _ = tf.nn.dynamic_rnn(tf.nn.rnn_cell.BasicRNNCell(7), x, length, dtype=tf.float32)
        tf.train.GradientDescentOptimizer(0.1).minimize(tf.reduce_sum(outputs))

    return summarise(loaded(build), 3, KINDS)


def products(summary):
    nodes = summary.graph.nodes
    return {nodes.name(at): int(summary.costs.flops[at]) for at in nodes.of_op("MatMul").tolist()}


@pytest.mark.parametrize("lengths", [False, True], ids=["of one length", "of several lengths"])
def test_a_dynamic_rnn_over_a_known_time_counts_each_step_and_its_gradient(lengths):
    summary = recurrent(9, lengths)
    assert [loop.iterations for loop in summary.loops] == [9, 9]
    assert [*products(summary).values()] == [9 * STEP] * 3
    assert "(9)" in format_text(summary)


def test_an_open_time_is_counted_per_iteration_and_said_to_be():
    summary = recurrent(None)
    assert [*products(summary).values()] == [STEP] * 3
    text = " ".join(format_text(summary).split())
    assert "Counted per iteration, since only a run tells how many there are: rnn/while/while_context" in text


def counting(start, stop, step, compare):
    def build(tf):
        body = lambda i, a: (i + step, tf.matmul(a, a))  # noqa: E731
        tf.while_loop(lambda i, a: compare(i, stop), body, [start, tf.ones([4, 4])])

    return products(summarise(loaded(build)))["while/MatMul"] // (2 * 4**3)


@pytest.mark.parametrize(
    ("start", "stop", "step", "compare", "times"),
    [
        (0, 5, 1, tf.less, 5),
        (0, 5, 2, tf.less, 3),
        (1, 9, 4, tf.less_equal, 3),
        (5, 0, -2, tf.greater, 3),
        (5, 1, -1, tf.greater_equal, 5),
        (7, 7, 1, tf.less, 0),
    ],
)
def test_a_counter_and_a_constant_say_how_often(start, stop, step, compare, times):
    with tf.Graph().as_default(), tf.Session() as session:  # as it does run
        assert (
            session.run(tf.while_loop(lambda i, n: compare(i, stop), lambda i, n: (i + step, n + 1), [start, 0]))[1]
            == times
        )
    assert counting(start, stop, step, compare) == times


def test_a_loop_within_a_loop_runs_as_often_as_both_together():
    def build(tf):
        def outer(i, a):
            inner = tf.while_loop(lambda j, b: j < 4, lambda j, b: (j + 1, tf.matmul(b, b)), [0, a])
            return i + 1, inner[1]

        tf.while_loop(lambda i, a: i < 3, outer, [0, tf.ones([4, 4])])

    summary = summarise(loaded(build))
    assert products(summary) == {"while/while/MatMul": 3 * 4 * 2 * 4**3}
    assert [(loop.iterations, loop.times) for loop in summary.loops] == [(3, 3), (4, 12)]


def test_a_condition_on_what_is_computed_says_nothing():
    def build(tf):
        tf.while_loop(lambda a: tf.reduce_sum(a) < 100.0, lambda a: tf.matmul(a, a), [tf.ones([4, 4])])

    assert [loop.iterations for loop in summarise(loaded(build)).loops] == [None]


def test_a_frozen_graph_has_the_parameters_of_the_graph_that_it_was_made_of():
    def build(tf):
        x = tf.placeholder(tf.float32, [None, 8, 8, 3])
        y = tf.layers.batch_normalization(tf.layers.conv2d(x, 4, 3, use_bias=False))
        y = tf.layers.dense(tf.layers.flatten(y), 5) * 0.5 + tf.get_variable("own", [5])
        y += tf.reduce_sum(tf.nn.embedding_lookup(tf.get_variable("table", [10, 5]), [1, 2]), 0)
        tf.identity(y, name="out")

    graph = built(build)
    with tf.Session(graph=graph) as session:
        with graph.as_default():
            session.run(tf.global_variables_initializer())
        frozen = tf.graph_util.convert_variables_to_constants(session, graph.as_graph_def(), ["out"])
    whole, constant = summarise(load(graph)), summarise(load(frozen))
    assert constant.root.parameters == whole.root.parameters == 108 + 16 + 36 * 4 * 5 + 5 + 5 + 50
    assert constant.root.variable_bytes == whole.root.variable_bytes
    assert constant.frozen == 9
    assert (whole.frozen, whole.root.flops) == (0, constant.root.flops)
    assert "Frozen: the parameters are those of 9 constants" in format_text(constant)


def test_loops_one_after_another_within_a_loop_lie_in_it():
    def build(tf):
        def outer(i, a):
            for _ in range(25):  # each is entered by what the one before has left
                a = tf.while_loop(lambda b: tf.reduce_sum(b) < 9.0, lambda b: b + 1.0, [a])
            return i + 1, tf.matmul(a, a)

        tf.while_loop(lambda i, a: i < 3, outer, [0, tf.ones([4, 4])])

    summary = summarise(loaded(build))
    assert products(summary) == {"while/MatMul": 3 * 2 * 4**3}
    assert [loop.times for loop in summary.loops] == [3] * 26
    assert [loop.within for loop in summary.loops[1:]] == [summary.loops[0]] * 25


def test_a_node_lies_in_a_loop_by_any_of_its_inputs():
    def build(tf):
        tf.while_loop(lambda i, a: i < 5, lambda i, a: (i + 1, tf.matmul(tf.eye(4), a)), [0, tf.ones([4, 4])])

    graph = built(build).as_graph_def(add_shapes=True)
    for node in graph.node:  # as tools leave it that keep no control inputs
        node.input[:] = [name for name in node.input if not name.startswith("^")]
    assert products(summarise(load(graph))) == {"while/MatMul": 5 * 2 * 4**3}
