"""FLOPs, parameters and memory are those of a hand count, and of `tf.profiler` where that knows the op."""

import numpy as np
import pytest
from graph.graphs import built, loaded, tutorial

from tf1graph import tf
from tf1graph.graph import load, summarise
from tf1graph.graph.folding import KINDS
from tf1graph.graph.shapes import find_shapes


def scope(summary, path):
    return next(scope for _, scope in summary.root.walk() if scope.path == path)


@pytest.mark.parametrize("batch", [1, 100])
def test_the_cnn_tutorial_is_counted_as_by_hand(batch):
    summary = summarise(load(tutorial("cnn")), batch)
    conv = 28 * 28 * 16 * (5 * 5 * 1 * 2)
    pooling = 14 * 14 * 16 * (2 * 2)
    hidden = 1024 * (3136 * 2 + 1 + 1)
    output = 10 * (1024 * 2 + 1 + 5)
    assert scope(summary, "Conv").flops == batch * conv
    assert scope(summary, "Pooling").flops == batch * pooling
    assert scope(summary, "Hidden").flops == batch * hidden
    assert scope(summary, "Output").flops == batch * output
    assert summary.root.parameters == 5 * 5 * 16 + 3136 * 1024 + 1024 + 1024 * 10 + 10
    assert summary.root.variable_bytes == 4 * summary.root.parameters
    assert scope(summary, "Conv").activation_bytes == 4 * batch * 28 * 28 * 16
    assert scope(summary, "Hidden").output_shape == (None, 1024)
    assert not summary.uncounted


def test_the_crnn_tutorial_is_counted_as_by_hand():
    summary = summarise(load(tutorial("crnn")), 128)
    for name, place, taken in (("conv2d", 28, 1), ("conv2d_1", 14, 16)):
        # the bias, and the elu
        assert scope(summary, name).flops == 128 * place * place * 16 * (3 * 3 * taken * 2 + 1 + 1)
    assert scope(summary, "dense").flops == 128 * 256 * (784 * 2 + 1 + 1)
    assert scope(summary, "basic_rnn_cell").flops == 2 * 128 * 256 * (512 * 2 + 1 + 1)
    assert scope(summary, "dense_2").flops == 128 * 19 * (256 * 2 + 1)


def every_known_op(tf):
    x = tf.placeholder(tf.float32, [2, 9, 9, 4])
    y = tf.nn.conv2d(x, tf.Variable(tf.ones([3, 3, 4, 6])), [1, 2, 2, 1], "SAME")
    y = tf.nn.bias_add(y, tf.Variable(tf.zeros([6])))
    y = tf.nn.depthwise_conv2d(y, tf.Variable(tf.ones([2, 2, 6, 2])), [1, 1, 1, 1], "VALID")
    y = tf.nn.conv2d_transpose(y, tf.Variable(tf.ones([2, 2, 5, 12])), [2, 8, 8, 5], [1, 2, 2, 1], "SAME")
    y = tf.nn.dilation2d(y, tf.Variable(tf.ones([2, 2, 5])), [1, 1, 1, 1], [1, 1, 1, 1], "SAME")
    y = tf.nn.max_pool(y, [1, 2, 2, 1], [1, 2, 2, 1], "SAME") + tf.nn.avg_pool(y, [1, 3, 3, 1], [1, 2, 2, 1], "SAME")
    y = tf.reshape(y, [2, -1])
    y = tf.matmul(y, tf.Variable(tf.ones([80, 7]))) * 2.0 - 1.0
    y = tf.matmul(tf.Variable(tf.ones([2, 3])), y, transpose_a=True) / 3.0
    z = tf.matmul(tf.reshape(y, [1, 3, 7]), tf.reshape(y, [1, 7, 3]))
    z = tf.reciprocal(tf.square(z)) + tf.rsqrt(z) + tf.log(z) - tf.negative(z) ** 2.0
    z = tf.maximum(tf.minimum(z, 1.0), 0.0) + tf.squared_difference(z, 1.0)
    p = tf.nn.softmax(z)
    kept = [tf.reduce_mean(p), tf.reduce_sum(p, 1), tf.argmax(p, 1), tf.argmin(p, 2), tf.nn.l2_loss(p)]
    compared = [z > 1.0, z >= 1.0, z < 1.0, z <= 1.0, tf.equal(z, 1.0), tf.not_equal(z, 1.0)]
    total = tf.add_n([p, p, p])
    gradients = tf.gradients(tf.reduce_mean(tf.nn.max_pool(x, [1, 3, 3, 1], [1, 2, 2, 1], "VALID")), x)
    return kept, compared, total, gradients


def test_each_op_is_counted_as_the_profiler_counts_it():
    graph = built(every_known_op)
    options = tf.profiler.ProfileOptionBuilder(tf.profiler.ProfileOptionBuilder.float_operation())
    options = options.with_empty_output().build()
    told = {}

    def gather(node):
        for child in node.children:
            told[child.name] = child.float_ops
            gather(child)

    gather(tf.profiler.profile(graph, cmd="graph", options=options))
    summary = summarise(load(graph), kinds=KINDS)
    nodes = summary.graph.nodes
    known = {}
    for at, name in enumerate(nodes.names):
        if told.get(name):
            known.setdefault(nodes.op_of(at), []).append((told[name], int(summary.costs.flops[at]), name))
    differing = [pair for pairs in known.values() for pair in pairs if pair[0] != pair[1]]
    assert not differing
    assert {"Conv2D", "Conv2DBackpropInput", "DepthwiseConv2dNative", "Dilation2D", "MatMul", "BiasAdd"} <= {*known}
    assert len(known) > 30


def test_what_the_profiler_does_not_know_is_counted_by_our_rules():
    def build(tf):
        x = tf.placeholder(tf.float32, [5, 8], name="x")
        tf.nn.relu(x, name="relu")
        tf.sigmoid(x, name="sigmoid")
        tf.linalg.einsum("ab,cb->ac", x, tf.ones([3, 8]), name="einsum")
        tf.nn.conv3d(tf.ones([1, 4, 4, 4, 2]), tf.ones([2, 2, 2, 2, 3]), [1, 1, 1, 1, 1], "SAME", name="conv3d")
        tf.py_func(lambda a: a, [x], tf.float32, name="own")

    summary = summarise(loaded(build))
    found = {name: int(flops) for name, flops in zip(summary.graph.nodes.names, summary.costs.flops, strict=True)}
    assert (found["relu"], found["sigmoid"]) == (40, 40)
    assert found["conv3d"] == 2 * 4**3 * 3 * 2**3 * 2
    assert dict(summary.uncounted) == {"PyFunc": 1}


def test_shapes_that_a_file_does_not_record_are_inferred(tmp_path):
    graph = tutorial("cnn")
    tf.train.write_graph(graph, str(tmp_path), "graph.pb", as_text=False)
    bare, whole = load(tmp_path / "graph.pb"), load(graph)
    assert find_shapes(bare).origin == "inferred"
    assert find_shapes(bare, infer=False).origin == "unknown"
    a, b = summarise(bare, 7), summarise(whole, 7)
    assert (a.root.flops, a.root.activation_bytes) == (b.root.flops, b.root.activation_bytes)
    np.testing.assert_array_equal(a.costs.flops, b.costs.flops)


def test_inferred_for_a_batch_shapes_behind_a_reshape_are_exact():
    def build(tf):
        x = tf.placeholder(tf.float32, [None, 6, 4], name="x")
        tf.nn.relu(tf.reshape(x, [-1, 4]), name="rows")

    graph = loaded(build)
    exact = summarise(graph, 10, shapes=find_shapes(graph, infer=True, batch=10))
    assert exact.root.flops == 10 * 6 * 4
    assert summarise(graph, 10).root.flops == 10 * 4  # the open size is taken for the batch


def test_ops_that_today_does_not_know_leave_the_other_shapes_known():
    graph = built(lambda tf: tf.nn.relu(tf.placeholder(tf.float32, [2, 3], name="x"), name="y")).as_graph_def()
    graph.node.add(name="odd", op="MyVeryOwnOp", input=["x"])
    from tf1graph.graph.files import graph_at
    from tf1graph.graph.model import Source
    from tf1graph.graph.wire import Wire

    data = graph.SerializeToString()
    summary = summarise(graph_at(Wire(data), 0, len(data), Source("GraphDef")))
    assert summary.root.flops == 6
    assert dict(summary.uncounted) == {"MyVeryOwnOp": 1}
