"""A graph stripped for TensorFlow 1 holds nothing that 1.15.5 does not know.

That the real 1.15.5 imports such graphs and gets the same outputs is shown by golden/checkpoints/verify_exports.py.
"""

import pytest
import tensorflow
from golden.checkpoints import models

from tf1graph import tf
from tf1graph.errors import NotInTensorFlow1
from tf1graph.tf.graph_util import known_ops


@pytest.fixture
def graph():
    with tf.Graph().as_default() as graph:
        yield graph


def unknown(graph_def):
    """The attributes of the nodes that 1.15.5 would refuse."""
    functions = {function.signature.name for function in graph_def.library.function}
    nodes = [*graph_def.node, *(node for function in graph_def.library.function for node in function.node_def)]
    return {
        (node.op, attribute)
        for node in nodes
        if node.op not in functions
        for attribute in node.attr
        if not attribute.startswith("_") and attribute not in known_ops()[node.op]
    }


@pytest.mark.parametrize("build", models.MODELS, ids=lambda build: build.__name__)
def test_no_attribute_is_left_that_it_does_not_know(graph, build):
    build(tf)
    before = graph.as_graph_def()
    after = tf.graph_util.strip_for_tensorflow_1(before)
    assert ("MatMul", "grad_a") in unknown(before)
    assert not unknown(after)
    assert [node.name for node in after.node] == [node.name for node in before.node]
    assert [list(node.input) for node in after.node] == [list(node.input) for node in before.node]


def test_the_graph_that_was_given_stays_as_it_is(graph):
    tf.matmul([[1.0]], [[2.0]])
    given = graph.as_graph_def()
    text = given.SerializeToString(deterministic=True)
    tf.graph_util.strip_for_tensorflow_1(given)
    assert given.SerializeToString(deterministic=True) == text


def test_the_version_is_one_that_it_takes(graph):
    tf.constant(1.0)
    assert graph.as_graph_def().versions.producer > 134
    versions = tf.graph_util.strip_for_tensorflow_1(graph.as_graph_def()).versions
    assert (versions.producer, versions.min_consumer) == (134, 0)


def test_a_meta_graph_is_stripped_with_its_list_of_ops(graph):
    models.cnn(tf)
    meta = tf.graph_util.strip_for_tensorflow_1(tf.train.export_meta_graph())
    assert not unknown(meta.graph_def)
    ops = {op.name: {attr.name for attr in op.attr} for op in meta.meta_info_def.stripped_op_list.op}
    assert ops["MatMul"] == {"transpose_a", "transpose_b", "T"}
    assert "trainable_variables" in meta.collection_def


def test_functions_are_stripped_too(graph):
    data = tf.data.Dataset.range(3).map(lambda x: tf.matmul([[1.0]], [[2.0]]) * tf.cast(x, tf.float32))
    tf.data.make_one_shot_iterator(data).get_next()
    before = graph.as_graph_def()
    assert unknown(before)
    assert not unknown(tf.graph_util.strip_for_tensorflow_1(before))


def test_a_note_of_todays_runtime_goes_and_one_of_the_program_stays():
    with tensorflow.Graph().as_default() as graph:
        tensorflow.constant(1.0).op._set_attr("_mine", tf.AttrValue(i=3))
        with tensorflow.control_dependencies([tensorflow.constant(2.0)]):
            tensorflow.constant(3.0)
    before = graph.as_graph_def()
    after = tf.graph_util.strip_for_tensorflow_1(before)
    notes, left = (
        {name for node in graph_def.node for name in node.attr if name.startswith("_")} for graph_def in (before, after)
    )
    assert notes == {"_mine", "_has_manual_control_dependencies"}
    assert left == {"_mine"}


def test_an_op_that_it_has_not_got_is_named(graph):
    tf.raw_ops.EnsureShape(input=[1.0], shape=[1])
    tf.raw_ops.Einsum(inputs=[[1.0], [2.0]], equation="a,a->")
    tf.raw_ops.SegmentSumV2(data=[1.0], segment_ids=[0], num_segments=1, name="total")
    with pytest.raises(NotInTensorFlow1, match="the op SegmentSumV2 of the node total"):
        tf.graph_util.strip_for_tensorflow_1(graph.as_graph_def())


def test_an_attribute_that_means_something_is_not_dropped_in_silence(graph):
    image = tf.placeholder(tf.float32, [1, 4, 4, 1])
    explicit = [[0, 0], [1, 2], [0, 0], [0, 0]]
    tf.nn.max_pool(image, 2, 2, padding=explicit, name="pool")
    with pytest.raises(NotInTensorFlow1, match="explicit_paddings of the MaxPool pool"):
        tf.graph_util.strip_for_tensorflow_1(graph.as_graph_def())
