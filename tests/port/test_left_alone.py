"""What no rule may touch. These tests come first: a port that changes too much is worse than none."""

import codecs

import pytest
from port.porting import port, port_data, text_of

UNTOUCHED = {
    "a program without TensorFlow": "import os\nprint(os.name)\n",
    "a parameter called tf": "def f(tf):\n    return tf.mul(1, 2)\n",
    "a local variable called tf": "import tensorflow_probability\ntf = object()\ntf.contrib.layers.flatten(1)\n",
    "a string and a comment": "x = 'tensorflow tf.mul'  # import tensorflow as tf; tf.contrib\n",
    "an attribute of another object": "class A:\n    tensorflow = 1\nself = A()\nself.tf.mul(1)\n",
    "a module that is only called like TensorFlow's": "from mine import tensorflow as tf\ntf.mul(1, 2)\n",
    "a relative import": "from .tensorflow import contrib\ncontrib.slim()\n",
    "a keyword argument called tf": "import tensorflow_hub\nf(tf=1, tensorflow=2)\n",
    "a comprehension's variable": "x = [tf.mul for tf in ()]\n'tensorflow'\n",
    "what is protocol buffers, as it was": "from tensorflow.core.framework import graph_pb2\nprint(graph_pb2)\n",
    "nothing at all": "",
    "comments alone": "# tensorflow\n",
}


@pytest.mark.parametrize("text", UNTOUCHED.values(), ids=UNTOUCHED)
def test_stays_byte_for_byte(text):
    assert text_of(text) == text
    assert text_of(text, to="tf1graph") == text


def test_a_local_tf_stays_beside_the_global_one():
    text = text_of("import tensorflow as tf\ndef f(tf):\n    return tf.mul(1)\ny = tf.mul(1, 2)\n")
    assert "return tf.mul(1)" in text
    assert "y = tf.multiply(1, 2)" in text


def test_a_name_that_is_bound_twice_stays_and_is_reported():
    found = port("import tensorflow as tf\nnn = tf.nn\nnn = make()\nnn.deconv2d(1)\n")
    assert "nn.deconv2d(1)" in found.text
    assert [(one.name, one.state) for one in found.outcomes][-1] == ("tf.nn", "needs you")
    assert "bound to something else" in found.outcomes[-1].note


BODY = "import tensorflow as tf{n}\fdef f( x ):{n}\ty = tf.mul( x,\t2 ) ;  return  y   # ä{n}{n}\fz = 1"
PORTED = (
    "import tensorflow.compat.v1 as tf{n}tf.disable_v2_behavior(){n}\fdef f( x ):{n}\ty = tf.multiply( x,\t2 ) ;"
    "  return  y   # ä{n}{n}\fz = 1"
)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("last", ["", "\n", "  \n\n"], ids=["no last newline", "one", "blank lines"])
@pytest.mark.parametrize(
    ("head", "codec"),
    [(b"", "utf-8"), (codecs.BOM_UTF8, "utf-8"), (b"# -*- coding: latin-1 -*-{n}", "latin-1")],
    ids=["UTF-8", "byte order mark", "encoding line"],
)
def test_all_else_in_the_file_stays(newline, last, head, codec):
    before, after = (
        head.replace(b"{n}", newline.encode())
        + (text.replace("{n}", newline) + last.replace("\n", newline)).encode(codec)
        for text in (BODY, PORTED)
    )
    data, found = port_data(before)
    assert not found.failure
    assert data == after


REFUSED = {
    "is no Python": (b"import tensorflow as tf\nprint tf.mul(\n", "cannot be read"),
    "is in an encoding that nobody knows": (b"# coding: klingon\nimport tensorflow as tf\n", "cannot be read"),
    "is not in the encoding that it names": (b"# coding: ascii\nimport tensorflow as tf # \xe4\n", "cannot be read"),
    "did not compile before": (b"import tensorflow as tf\nreturn tf.mul(1, 2)\n", "would not compile"),
}


@pytest.mark.parametrize(("data", "said"), REFUSED.values(), ids=REFUSED)
def test_a_file_is_left_alone_that(data, said):
    new, found = port_data(data)
    assert new == data
    assert said in found.failure
