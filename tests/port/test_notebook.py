"""A notebook's code is ported; all else of the file stays."""

import json

import pytest
from port.porting import NOWHERE

from tf1graph.port.module import Settings
from tf1graph.port.notebook import port_notebook
from tf1graph.port.project import Project


def port(data, **settings):
    new, found = port_notebook(data, NOWHERE / "book.ipynb", Project(NOWHERE), Settings(**settings))
    again, _ = port_notebook(new, NOWHERE / "book.ipynb", Project(NOWHERE), Settings(**settings))
    assert again == new
    return new, found


def notebook(*cells, **style):
    """The bytes of a notebook of these code cells, with outputs and metadata, and a text between each two."""
    content = {
        "metadata": {"z": 1, "a": {"language_info": {"name": "text"}}},
        "cells": [
            cell
            for source in cells
            for cell in (
                {"cell_type": "markdown", "source": "import tensorflow as tf"},
                {
                    "outputs": [{"text": ["import tensorflow as tf\n"], "data": {"image/png": "iVBOR"}}],
                    "cell_type": "code",
                    "source": source,
                    "execution_count": 3,
                    "metadata": {"collapsed": False},
                },
            )
        ],
        "nbformat": 4,
    }
    return json.dumps(content, **style).encode()


def sources(data):
    return ["".join(cell["source"]) for cell in json.loads(data)["cells"] if cell["cell_type"] == "code"]


STYLES = {
    "one line": {},
    "indented": {"indent": 1},
    "indented by four, as they are": {"indent": 4, "ensure_ascii": False},
}


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
@pytest.mark.parametrize("listed", [True, False], ids=["lines", "one string"])
def test_all_but_the_code_stays(style, listed):
    old = ["import tensorflow as tf\n", "x = tf.mul(1, 2)  # ä"]
    new = ["import tensorflow.compat.v1 as tf\n", "tf.disable_v2_behavior()\n", "x = tf.multiply(1, 2)  # ä"]
    before, after = (notebook(source if listed else "".join(source), **style) for source in (old, new))
    assert port(before)[0] == after


def test_a_name_of_the_first_cell_is_known_in_the_last():
    new, found = port(notebook("import tensorflow as tf", "a = 1", "tf.layers.dense(tf.mul(1, 2))"))
    assert sources(new)[2] == "tf1.layers.dense(tf.multiply(1, 2))"
    assert [(one.name, one.cell, one.line) for one in found.outcomes] == [
        ("tf", 1, 1),
        ("tf.layers.dense", 3, 1),
        ("tf.mul", 3, 1),
    ]


MAGICS = {
    "a line of IPython": "%matplotlib inline\ntf.mul(1, 2)",
    "an indented command": "if True:\n    !ls {x}\n    tf.mul(1, 2)",
    "help": "tf.mul(1, 2)\ntf.nn.relu?",
    "a command's result": "x = !ls\ntf.mul(1, 2)",
    "a timed cell": "%%time\ntf.mul(1, 2)",
}


@pytest.mark.parametrize("cell", MAGICS.values(), ids=MAGICS)
def test_what_is_ipythons_stays(cell):
    new, found = port(notebook("import tensorflow as tf", cell))
    assert not found.failure
    assert sources(new)[1] == cell.replace("tf.mul", "tf.multiply")


def test_a_cell_of_another_language_stays():
    cell = "%%bash\nimport tensorflow as tf; tf.mul(1, 2)"
    new, found = port(notebook("import tensorflow as tf", cell))
    assert sources(new)[1] == cell
    assert not found.failure


def test_a_cell_that_cannot_be_read_is_said_and_the_others_are_ported():
    new, found = port(notebook("import tensorflow as tf", "def f(:", "tf.mul(1, 2)"))
    assert sources(new)[1:] == ["def f(:", "tf.multiply(1, 2)"]
    assert "cell 2 cannot be read" in found.failure


def test_future_imports_may_stand_in_a_later_cell():
    new, found = port(notebook("import tensorflow as tf", "from __future__ import division\ntf.mul(1, 2)"))
    assert not found.failure
    assert sources(new)[1] == "from __future__ import division\ntf.multiply(1, 2)"


@pytest.mark.parametrize("data", [b"", b"{", b"[1, 2]", b"\xff", b'{"cells": 3}'], ids=repr)
def test_what_is_no_notebook_is_left_alone(data):
    assert port(data)[0] == data


def test_a_notebook_of_format_3_has_its_code_in_input():
    book = {"worksheets": [{"cells": [{"cell_type": "code", "input": ["import tensorflow as tf"]}]}]}
    new, _ = port(json.dumps(book).encode())
    assert json.loads(new)["worksheets"][0]["cells"][0]["input"] == [
        "import tensorflow.compat.v1 as tf\n",
        "tf.disable_v2_behavior()",
    ]


def test_a_cell_of_python_2_becomes_python_3():
    new, found = port(notebook("import tensorflow as tf\nprint tf.mul(1, 2)"))
    assert not found.failure
    assert sources(new)[0].endswith("print(tf.multiply(1, 2))")


def test_a_line_of_ipython_may_stand_before_the_future():
    new, found = port(notebook("%matplotlib inline\nfrom __future__ import division\nimport tensorflow as tf\n"))
    assert not found.failure
    assert sources(new)[0].startswith(
        "%matplotlib inline\nfrom __future__ import division\nimport tensorflow.compat.v1"
    )
