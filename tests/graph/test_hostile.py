"""No file makes more of it than a sentence: random, damaged or made to hurt."""

import json
import struct

import pytest
from graph.graphs import built, layers
from hypothesis import given, settings
from hypothesis import strategies as st
from tensorboard.compat.proto.graph_pb2 import GraphDef

from tf1graph import tf
from tf1graph.errors import Tf1graphError
from tf1graph.graph import diff, load, summarise
from tf1graph.graph.difftext import format_text as format_difference
from tf1graph.graph.folding import KINDS
from tf1graph.graph.shapes import Shapes
from tf1graph.graph.text import View, format_json, format_text

ALL = View(depth=None, nodes=True, variables=True, ops=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("hostile")


@pytest.fixture(scope="module")
def stored(folder):
    """A graph of a layer, its training and its summaries, in three kinds of file."""

    def build(tf):
        layers(3, train=True)(tf)
        tf.summary.scalar("loss", tf.get_default_graph().get_tensor_by_name("loss:0"))
        tf.while_loop(lambda i: i < 3, lambda i: i + 1, [0])

    graph = built(build)
    with graph.as_default():
        meta = tf.train.export_meta_graph().SerializeToString()
    event = tf.Event(step=3, graph_def=graph.as_graph_def(add_shapes=True).SerializeToString()).SerializeToString()
    first = tf.Event(file_version="brain.Event:2").SerializeToString()
    log = b"".join(struct.pack("<QI", len(data), 0) + data + bytes(4) for data in (first, event))
    return [graph.as_graph_def(add_shapes=True).SerializeToString(), meta, log]


def look_into(path):
    """Everything that can be asked of a file; None, or the sentence that says why not."""
    try:
        graph = load(path)
        if not len(graph.nodes):
            return None
        lists, number = graph.nodes.recorded_shapes
        shapes = Shapes(lists, number, "recorded")  # what TensorFlow makes of it is not asked here
        summary = summarise(graph, 2, KINDS, shapes)
        assert "\x1b[5m" not in format_text(summary, ALL)
        assert json.loads(format_json(summary, ALL))
        assert format_difference(diff(graph, graph)).endswith("the same graph")
        assert graph.graph_def
    except Tf1graphError as error:
        sentence = str(error)
    else:
        return None
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence


@settings(max_examples=80, deadline=None)
@given(data=st.binary(max_size=2000))
def test_random_bytes(data, folder):
    path = folder / "random"
    path.write_bytes(data)
    assert look_into(path)


@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_files_with_some_other_bytes(data, folder, stored):
    whole = bytearray(data.draw(st.sampled_from(stored)))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    path = folder / "flipped"
    path.write_bytes(bytes(whole))
    look_into(path)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_files_that_end_early(data, folder, stored):
    whole = data.draw(st.sampled_from(stored))
    path = folder / "cut"
    path.write_bytes(whole[: data.draw(st.integers(1, len(whole) - 1))])
    look_into(path)


@settings(max_examples=60, deadline=None)
@given(text=st.text("node{}op:name\"'[]<>0123456789eE+-.\n #attrkeyvaluei", max_size=300))
def test_texts(text, folder):
    path = folder / "text"
    path.write_text("node { " + text)
    look_into(path)


def nested(levels):
    """A list in a list in a list, as deep as asked."""
    value = b"\x12\x01a"
    for _ in range(levels):
        inner = b"\x4a" + _size(value) + value  # a function's attributes hold values, which hold functions
        value = b"\x52" + _size(inner) + inner
    return value


def _size(data):
    number, out = len(data), b""
    while number > 127:
        out, number = out + bytes([number & 127 | 128]), number >> 7
    return out + bytes([number])


def _field(tag, data):
    return bytes([tag]) + _size(data) + data


def made(**nodes):
    graph = GraphDef()
    for name, (op, inputs) in nodes.items():
        graph.node.add(name=name, op=op, input=inputs)
    return graph


def deep():
    attribute = _field(0x0A, b"value") + _field(0x12, nested(3000))
    return _field(0x0A, _field(0x0A, b"a") + _field(0x12, b"Const") + _field(0x2A, attribute))


def huge_shape():
    graph = made(x=("Placeholder", []), y=("Relu", ["x"]), z=("MatMul", ["x", "x"]), w=("VariableV2", []))
    for node in graph.node:
        shape = node.attr["_output_shapes"].list.shape.add()
        for _ in range(300):
            shape.dim.add(size=(1 << 62))
        node.attr["shape"].shape.CopyFrom(shape)
        node.attr["dtype"].type = 1
    return graph.SerializeToString()


def huge_constant():
    graph = made(c=("Const", []), d=("Const", []))
    for at, node in enumerate(graph.node):
        tensor = node.attr["value"].tensor
        tensor.dtype = 1
        tensor.tensor_shape.dim.add(size=1 << 50)
        tensor.float_val.append(at)  # a few bytes for a petabyte
    return graph.SerializeToString()


def deep_scopes():
    graph = GraphDef()
    graph.node.add(name="/".join(["a"] * 2000) + "/b", op="NoOp")
    return graph.SerializeToString()


def calling_itself():
    graph = made(a=("f", []))
    function = graph.library.function.add()
    function.signature.name = "f"
    function.node_def.add(name="b", op="f")
    return graph.SerializeToString()


def odd_names():
    graph = GraphDef()
    for name in ("", "/", "//a", "a/", "^a", "a:0", "é/\u202e", "\x1b[5m", "a" * 5000):
        inputs = [name, f"^{name}", f"{name}:1", "", "^", ":", ":1", "a:" + "9" * 50]
        graph.node.add(name=name, op="Identity", input=inputs)
    return graph.SerializeToString()


@pytest.mark.parametrize(
    "make",
    [deep, huge_shape, huge_constant, deep_scopes, calling_itself, odd_names],
    ids=lambda make: make.__name__.replace("_", " "),
)
def test_a_graph_made_to_hurt(make, folder):
    path = folder / make.__name__
    path.write_bytes(make())
    look_into(path)


def test_a_cycle_a_double_name_and_a_wide_node_are_looked_into(folder):
    graph = made(a=("Identity", ["b"]), b=("Identity", ["a", "^c"]), c=("NoOp", ["^a"]))
    graph.node.add(name="a", op="NoOp")
    graph.node.add(name="wide", op="NoOp", input=[f"^n{at}" for at in range(20_000)])
    for at in range(20_000):
        graph.node.add(name=f"n{at}", op="NoOp")
    path = folder / "cycle"
    path.write_bytes(graph.SerializeToString())
    assert look_into(path) is None


def test_a_text_with_huge_numbers_and_depth_is_a_sentence(folder):
    path = folder / "numbers"
    for text in (
        "node { name: 'a' op: 'b' attr { key: 'k' value { f: 1e9999999 } } }",
        "node { name: 'a' op: 'b' attr { key: 'k' value { i: -99999999999999999999 } } }",
        "node { " * 20_000,
        "node { name: 'a' op: 'b' attr { key: 'k' value { " + "func { attr { key: 'k' value { " * 5000,
        "meta_graphs {" * 3000,
    ):
        path.write_text(text)
        look_into(path)
