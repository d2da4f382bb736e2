"""`tf1graph run --report`: what a program used of TensorFlow 1."""

import ast
import json

import pytest

from tf1graph.run.program import Program
from tf1graph.run.report import Usage, Used, format_text

from .test_notebook import write_notebook

PROGRAM = """\
import sys
import tensorflow as tf
import tensorflow.contrib.layers
from tensorflow.contrib import layers as L
from part import flags

dense = tf.layers.dense


def never_called():
    tf.contrib.tpu.initialize_system(1)
    return L.flatten(dense(1, 2)), tensorflow.contrib.layers.nothing


getattr(tf.train, "VocabInfo"[:5] + "Info")
print(flags.FLAGS is tf.flags.FLAGS, tf.float32.name)
sys.exit(3)
"""


def test_the_report_lists_each_name_with_its_state_and_first_line(programs):
    programs.write("program.py", PROGRAM)
    programs.write("part.py", "from tensorflow.app import flags\n")
    found = programs.run("--report=json", "program.py")
    assert found.returncode == 3
    said, report = found.stdout.splitlines()
    assert said == "True float32"
    report = json.loads(report)
    assert report["program"] == "program.py"
    seen = {one["name"]: (one["state"], one["file"], one["line"]) for one in report["names"]}
    states = {name: state for name, (state, _, _) in seen.items()}
    assert states["tf.contrib.layers.nothing"] == "missing"
    assert states["tf.contrib.tpu.initialize_system"] in ("missing", "refused")
    assert states["tf.layers.dense"] == states["tf.contrib.layers.flatten"] == "exact"
    assert states["tf.flags.FLAGS"] == "approximate"
    assert states["tf.float32"] == "unchanged"
    lines = {name: (file.removeprefix(f"{programs.folder}/"), line) for name, (_, file, line) in seen.items()}
    assert lines["tf.layers.dense"] == ("program.py", 7)
    assert lines["tf.contrib.tpu.initialize_system"] == ("program.py", 11)
    assert lines["tf.contrib.layers.flatten"] == ("program.py", 12)
    assert lines["tf.train.VocabInfo"] == ("program.py", 15)


def test_the_report_goes_to_a_file_or_to_stderr_and_stdout_is_the_programs(programs):
    programs.write("program.py", "import os\nos.chdir('/')\nprint('mine')\nraise ValueError")
    found = programs.run("--report", "program.py")
    assert (found.stdout, found.returncode) == ("mine\n", 1)
    assert found.stderr.endswith("ValueError\ntf1graph: program.py uses nothing of TensorFlow 1\n")
    found = programs.run("--report=json", "--report-file", "used.json", "program.py", "--report")
    assert found.stdout == "mine\n"
    assert json.loads((programs.folder / "used.json").read_text()) == {"program": "program.py", "names": []}


SPELLINGS = {
    "tf.nn.relu(1)": ["tf.nn.relu"],
    "import tensorflow.contrib.layers as L\nL.x.y(z)": ["tf.contrib.layers", "tf.contrib.layers.x.y"],
    "from tensorflow.contrib import rnn\nrnn.A": ["tf.contrib.rnn", "tf.contrib.rnn.A"],
    "class C:\n    layers = tf.layers\n    def f(self): return layers.dense": ["tf.layers", "tf.layers.dense"],
    "getattr(getattr(tf, 'nn').rnn_cell, 'LSTMCell', None)": ["tf.nn.rnn_cell.LSTMCell"],
    "getattr(tf, name), getattr(other, 'nn')": [],
    "other.nn.relu(tf.nn)[0].name": ["tf.nn"],
    "from .tensorflow import nn\nnn.relu": [],
    "import numpy as np\nnp.float32": [],
}


@pytest.mark.parametrize("text", SPELLINGS, ids=lambda text: text.replace("\n", "⏎"))
def test_names_are_read_from_the_source(text):
    places = {"tensorflow": "tf", "tensorflow.contrib": "tf.contrib", "tensorflow.contrib.layers": "tf.contrib.layers"}
    usage = Usage(Program(), places.get)
    usage.read(ast.parse(f"import tensorflow as tf\n{text}"), "program.py")
    assert list(usage.first) == ["tf", *SPELLINGS[text]]


def test_the_text_groups_the_names_by_state():
    used = [Used("tf.x", "refused", "/p.py", 3, "No TPU."), Used("tf.layers.dense", "exact", "/p.py", 1, "")]
    assert format_text(used, "p.py").splitlines()[1:] == [
        "refused (1): raises an error that says what to do instead",
        "  tf.x             /p.py:3  No TPU.",
        "exact (1): a golden recorded by 1.15.5 holds it",
        "  tf.layers.dense  /p.py:1",
    ]


def test_the_report_of_a_notebook_names_its_cells_and_lines(programs):
    write_notebook(
        programs,
        "train.ipynb",
        "\nimport tensorflow as tf\nlayers = tf.layers",
        "# a comment\nx = layers.dense(tf.zeros([1, 2]), 3)\n%time tf.layers.flatten(x)",
        "%%time\ny = tf.nn.relu(x)\ngetattr(tf, 'abs')(x)",
        "import sys\ngetattr(tf.train, 'Vocab' + 'Info')\nsys.exit(3)",
    )
    found = programs.run("--report=json", "train.ipynb")
    assert found.returncode == 3, found.stderr
    report = json.loads(found.stdout.splitlines()[-1])
    assert report["program"] == "train.ipynb"
    assert {one["file"] for one in report["names"]} == {str(programs.folder / "train.ipynb")}
    seen = {one["name"]: (one["state"], one["cell"], one["line"]) for one in report["names"]}
    assert seen["tf.layers.dense"] == ("exact", 2, 2)
    assert seen["tf.layers.flatten"] == ("exact", 2, 3)
    assert seen["tf.nn.relu"] == ("unchanged", 3, 2)
    assert seen["tf.abs"] == ("unchanged", 3, 3)
    assert seen["tf.train.VocabInfo"][1:] == (4, 2)


def test_the_text_says_the_cell():
    used = [Used("tf.x", "refused", "/n.ipynb", 3, "No TPU.", 7)]
    assert format_text(used, "n.ipynb").splitlines()[-1] == "  tf.x  /n.ipynb cell 7:3  No TPU."
