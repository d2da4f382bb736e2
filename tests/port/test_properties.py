"""Whatever the program: the result compiles, a second port changes nothing, other lines stay, every name is counted."""

import ast

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from port.porting import port, port_data

HEADS = (
    "import tensorflow as tf",
    "import tensorflow.compat.v1 as tf",
    "import os, tensorflow as tf; import sys",
    "try:{n}    import tensorflow as tf{n}except ImportError:{n}    tf = None",
    "import tensorflow{n}tf = tensorflow",
    "import tensorflow as tf{n}from tensorflow.contrib import slim, rnn as R{n}import numpy as np",
    "from tensorflow import *{n}import tensorflow as tf",
)
CALLS = (
    "tf.mul({0}, {1})",
    "tf.nn.dropout({0}, {1})",
    "tf.nn.dropout({0}, keep_prob = {1} )",
    "tf.concat( 0, [{0}, {1}] )",
    "tf.concat(1,values=[ {0} ,{1}])",
    "tf.split(1, 2, {0})[{1}]",
    "tf.layers.dense({0}, units=({1}))",
    "tf . nn . relu({0})",
    "tf.contrib.layers.flatten({0}).foo({1})",
    "tf.contrib.layers.xavier_initializer( uniform = True , seed={0})",
    "tf.reduce_mean({0}, reduction_indices=[{1}], keep_dims=True)",
    "tf.nn.softmax_cross_entropy_with_logits({0}, {1})",
    "tf.keras.layers.GRU({0})",
    "tf.train.SummaryWriter({0})",
    "tf.no_such_name({0})",
    "tf.contrib.tpu.RunConfig({0})",
    'getattr(tf.nn, "relu")({0})',
    "(lambda tf: tf.mul({0}))({1})",
    "[tf.mul({0}) for tf in {1}]",
    "other.tf.mul({0})",
    "'tf.mul' + {0}",
)
ATOMS = ("x", "1", "0.5", "(y)", "x[0]", "'ä tf.mul'", "f(a=1)", "-1", "x + y", "[1, 2]")
INDENTS = ("", "if x:{n}{i}", "def f{0}(x, y):{n}{i}", "for i in x:{n}{i}", "with tf.name_scope('a'):{n}{i}")


@st.composite
def expressions(draw, depth=2):
    """A call of something, of calls and atoms."""
    parts = [
        draw(st.one_of(st.sampled_from(ATOMS), expressions(depth - 1)) if depth else st.sampled_from(ATOMS))
        for _ in range(2)
    ]
    return draw(st.sampled_from(CALLS)).format(*parts)


@st.composite
def programs(draw):
    """A program of TensorFlow 1, and the lines in it that are none of TensorFlow's."""
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    pieces = [draw(st.sampled_from(['"""Doc."""', "#!/usr/bin/env python", "from __future__ import division", ""]))]
    pieces.append(draw(st.sampled_from(HEADS)))
    kept = []
    for number in range(draw(st.integers(1, 6))):
        if draw(st.booleans()):
            noise = f"value_{number}  =  {{'tf' :1}}  ;y = 2 # import tensorflow as tf"
            kept.append(noise)
            pieces.append(noise)
        opening = draw(st.sampled_from(INDENTS)).format(number, n="{n}", i=draw(st.sampled_from(["    ", "\t"])))
        comment = draw(st.sampled_from(["", "  # tf.mul(x)", " ;z = 3"]))
        pieces.append(f"{opening}a{number} = {draw(expressions())}{comment}")
    text = "{n}".join(pieces).replace("{n}", newline) + draw(st.sampled_from(["", newline]))
    return text, kept


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(programs(), st.sampled_from(["compat", "tf1graph"]))
def test_any_program(program, to):
    text, kept = program
    found = port(text, to=to)
    assert not found.failure
    compile(found.text, "program", "exec")
    assert port(found.text, to=to).text == found.text
    assert [line for line in found.text.splitlines() if line.startswith("value_")] == kept
    assert names_in(text) <= len(found.outcomes)
    again, _ = port_data(text.encode(), to=to)
    assert again == found.text.encode()


def names_in(text):
    """How many names begin with `tf` where that is the module: those of the generated calls that no lambda binds."""
    tree = ast.parse(text)
    bound = {
        name
        for node in ast.walk(tree)
        if isinstance(node, (ast.Lambda, ast.ListComp))
        for name in ast.walk(node)
        if isinstance(name, ast.Name)
    }
    return sum(isinstance(node, ast.Name) and node.id == "tf" and node not in bound for node in ast.walk(tree)) - (
        "tf = " in text
    )
