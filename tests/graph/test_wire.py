"""The columns are what protobuf's own parser finds."""

from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tensorboard.compat.proto.attr_value_pb2 import AttrValue
from tensorboard.compat.proto.graph_pb2 import GraphDef

from tf1graph.graph.nodes import nodes_of
from tf1graph.graph.scopes import scopes_of
from tf1graph.graph.wire import Finder, Wire, WireError, numbered

names = st.text("abcdé/_01", min_size=0, max_size=12)
attributes = st.dictionaries(
    st.sampled_from(["T", "dtype", "shape", "_output_shapes", "value", "k" * 200]),
    st.one_of(
        st.builds(AttrValue, i=st.integers(-(2**63), 2**63 - 1)),
        st.builds(AttrValue, b=st.booleans()),
        st.builds(AttrValue, s=st.binary(max_size=300)),
        st.builds(AttrValue, f=st.floats(width=32, allow_nan=False)),
        st.builds(AttrValue, type=st.integers(0, 120)),
    ),
    max_size=4,
)


@st.composite
def graphs(draw):
    graph = GraphDef()
    for _ in range(draw(st.integers(0, 40))):
        node = graph.node.add(name=draw(names), op=draw(names), device=draw(names))
        node.input.extend(draw(st.lists(names, max_size=5)))
        for key, value in draw(attributes).items():
            node.attr[key].CopyFrom(value)
    graph.versions.producer = 134
    return graph


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_every_field_of_a_graph_is_found(graph):
    data = graph.SerializeToString()
    nodes, others = nodes_of(Wire(data), 0, len(data))
    assert [*others] == [4]  # the versions
    assert nodes.names == [node.name for node in graph.node]
    assert [nodes.op_of(at) for at in range(len(nodes))] == [node.op for node in graph.node]
    assert [nodes.inputs(at) for at in range(len(nodes))] == [[*node.input] for node in graph.node]
    assert [nodes.device(at) for at in range(len(nodes))] == [node.device for node in graph.node]
    for at, node in enumerate(graph.node):
        assert nodes.attrs(at) == dict(node.attr)
        for key in node.attr:
            assert nodes.attr(at, key) == node.attr[key]
        assert nodes.attr(at, "absent") is None
        assert int(nodes.attr_types("T")[at]) == (node.attr["T"].type if "T" in node.attr else 0)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("ab/", max_size=7), max_size=60))
def test_scopes_are_what_lies_before_the_slashes(given_names):
    graph = GraphDef()
    for name in given_names:
        graph.node.add(name=name, op="NoOp")
    data = graph.SerializeToString()
    scopes = scopes_of(nodes_of(Wire(data), 0, len(data))[0])
    around = {"", *(name.rpartition("/")[0] for name in given_names)}
    while not {scope.rpartition("/")[0] for scope in around} <= around:
        around |= {scope.rpartition("/")[0] for scope in around}
    assert sorted(scopes.names) == sorted(around)
    assert scopes.names[0] == ""
    for place, name in enumerate(scopes.names):
        assert scopes.names[scopes.parents[place]] == name.rpartition("/")[0]
        assert scopes.last(place) == name.rpartition("/")[2]
    last = {name: at for at, name in enumerate(given_names)}
    for at, name in enumerate(given_names):
        own = name in around and last[name] == at
        assert scopes.names[scopes.of[at]] == (name if own else name.rpartition("/")[0])
    levels = np.concatenate(scopes.levels).tolist()
    assert sorted(levels) == list(range(len(scopes.names)))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.binary(max_size=40), max_size=60))
def test_equal_bytes_have_equal_hashes_and_others_have_not(parts):
    data = b"".join(parts)
    ends = np.cumsum([len(part) for part in parts]).astype(np.int64)
    starts = ends - [len(part) for part in parts]
    wire = Wire(data)
    first, number = numbered(wire.hashes(starts, ends))
    distinct = list(dict.fromkeys(parts))
    assert [parts[at] for at in first] == distinct
    assert [distinct[at] for at in number] == parts
    last = {part: at for at, part in enumerate(parts)}
    assert Finder(wire.hashes(starts, ends)).find(wire.hashes(starts, ends)).tolist() == [last[part] for part in parts]


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_graph_or_a_named_error(data):
    with suppress(WireError):
        nodes, _ = nodes_of(Wire(data), 0, len(data))
        assert len(nodes.names) == len(nodes)


def test_fields_of_any_order_and_number_are_those_that_protobuf_finds():
    node = b"\x12\x03Add" + b"\x2a\x07\x0a\x01T\x12\x02\x30\x01" + b"\x1a\x01x" + b"\x0a\x01a" + b"\x0a\x01b"
    field = b"\x0a" + bytes([len(node)]) + node
    for count in (1, 30):  # a loop, and arrays
        data = b"\x22\x02\x08\x07" + field * count
        nodes, _ = nodes_of(Wire(data), 0, len(data))
        assert nodes.names == ["b"] * count
        assert nodes.inputs(count - 1) == ["x"]
        assert nodes.attr(0, "T").type == 1


@pytest.mark.parametrize(
    "data",
    [b"\x0a", b"\x0a\x05ab", b"\x0b", b"\x0a\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", b"\xff" * 12],
    ids=["a lone tag", "a length beyond the end", "a group", "an endless length", "an endless tag"],
)
def test_damage_is_named(data):
    with pytest.raises(WireError):
        Wire(data).scan(0, len(data))
    many = np.full(40, 0)
    with pytest.raises(WireError):
        Wire(data).fields(many, many + len(data))
