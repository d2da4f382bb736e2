"""Parts of graphs are copied into others and described, and what cannot be meant is an error."""

import pytest

from tf1graph import tf

ge = tf.contrib.graph_editor


@pytest.fixture
def net():
    with tf.Graph().as_default():
        x = tf.constant(2.0, name="x")
        yield x, tf.exp(tf.square(x, name="layer/square"), name="layer/exp")


def test_a_copy_in_another_graph_has_placeholders_for_its_inputs(net):
    x, y = net
    other = tf.Graph()
    view, info = ge.copy(ge.sgv_scope("layer", graph=x.graph), other, dst_scope="there")
    assert [op.name for op in other.get_operations()] == ["there/geph__x_0", "there/layer/square", "there/layer/exp"]
    assert info.original(info.transformed(y)) is y
    assert ge.util.find_corresponding([y], other, dst_scope="there")[0] is view.outputs[0]
    with tf.Session(graph=other) as session:
        assert session.run(view.outputs[0], {"there/geph__x_0:0": 1.0}) == pytest.approx(2.7182817)


def test_a_view_says_what_it_is(net):
    x, y = net
    view = ge.make_view(y.op, x)
    lines = ["** ops[1]:", "  layer/exp", "** inputs[2]:", "  layer/square:0", "  x:0 *", "** outputs[2]:"]
    assert str(view).splitlines()[1:7] == lines
    assert view.find_op_by_name("layer/exp") is y.op
    assert list(view.passthroughs) == [x]
    assert not ge.SubGraphView()


@pytest.mark.parametrize(
    ("error", "words", "ask"),
    [
        (ValueError, "not connected", lambda x, y: ge.graph_replace(x, {y: x})),
        (ValueError, "Use the keyword argument 'graph'", lambda x, y: ge.select_ops("layer")),
        (ValueError, "empty list", lambda x, y: ge.util.get_unique_graph([])),
        (ValueError, "not a control_input", lambda x, y: ge.remove_control_inputs(y.op, x.op)),
        (ValueError, "different sizes", lambda x, y: ge.swap_ts([x], [x, y])),
        (ValueError, "repetition", lambda x, y: ge.sgv(y.op).remap_inputs([0, 0])),
        (ValueError, "Boundary is intersecting", lambda x, y: ge.get_within_boundary_ops(x.graph, x.op, x.op)),
        (TypeError, "Expected a tf.Graph", lambda x, y: ge.ControlOutputs(x)),
        (TypeError, "cannot convert a tf.Graph", lambda x, y: ge.get_generating_ops(x.graph)),
        (ValueError, "string or a regex", lambda x, y: ge.make_regex(3)),
    ],
)
def test_what_cannot_be_meant_is_an_error(error, words, ask, net):
    with pytest.raises(error, match=words):
        ask(*net)
