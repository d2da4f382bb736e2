"""Files that build into one graph stand on the same TensorFlow, and no others do."""

import pytest

from tf1graph.port import files
from tf1graph.port.module import Settings

PURE = "import tensorflow as tf\n{}\nx = tf.placeholder(tf.float32)\n"
NEEDING = "import tensorflow as tf\n{}\nx = tf.layers.dense(tf.ones([2, 2]), 3)\n"
DATA = "import numpy as np\nones = np.ones(3)\n"
HEAD = "from tf1graph import tf as tf1"

# The files, and those of them that need `tf1graph.tf` only for the sake of another.
PROJECTS = {
    "a program needs it, and its model does not": (
        {"train.py": NEEDING.format("import model"), "model.py": PURE.format("")},
        {"model.py"},
    ),
    "a model needs it, and the programs that import it do not": (
        {
            "train.py": PURE.format("from net import model"),
            "test.py": PURE.format("import net.model as m"),
            "net/__init__.py": "",
            "net/model.py": NEEDING.format(""),
        },
        {"train.py", "test.py"},
    ),
    "what reads data connects no programs": (
        {"a.py": NEEDING.format("import data"), "b.py": PURE.format("import data"), "data.py": DATA},
        set(),
    ),
    "two modules of one program, by way of one that names no TensorFlow": (
        {"train.py": "import a, b\n", "a.py": NEEDING.format(""), "b.py": PURE.format("")},
        {"b.py"},
    ),
    "a package by relative imports": (
        {
            "pack/__init__.py": "",
            "pack/train.py": PURE.format("from . import layers\nfrom .deep.more import x as y"),
            "pack/layers.py": PURE.format(""),
            "pack/deep/__init__.py": "",
            "pack/deep/more.py": NEEDING.format("from .. import layers"),
        },
        {"pack/train.py", "pack/layers.py"},
    ),
    "programs that share nothing": ({"a.py": NEEDING.format(""), "b.py": PURE.format("")}, set()),
}


@pytest.fixture
def project(tmp_path):
    def write(texts):
        for name, text in texts.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return tmp_path

    return write


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(("texts", "mixed"), PROJECTS.values(), ids=PROJECTS)
def test_one_graph_stands_on_one_tensorflow(texts, mixed, jobs, project):
    folder = project(texts)
    found = files.find([str(folder)])
    files.port_files(found, Settings(), "write", jobs)
    expected = mixed | {name for name, text in texts.items() if "layers.dense" in text}
    written = {name: (folder / name).read_text() for name in texts}
    assert {name for name, text in written.items() if HEAD in text} == expected
    again = files.port_files(found, Settings(), "write", jobs)
    assert not any(report.changed for report in again)


def test_a_program_that_is_named_alone_looks_at_what_it_imports(project):
    folder = project({"train.py": PURE.format("import model"), "model.py": NEEDING.format("")})
    (report,) = files.port_files(files.find([str(folder / "train.py")]), Settings(), "write")
    assert report.changed
    assert HEAD in (folder / "train.py").read_text()
    assert HEAD not in (folder / "model.py").read_text()


def test_modules_that_import_one_another_come_to_an_end(project):
    folder = project({"a.py": PURE.format("import b"), "b.py": NEEDING.format("import a")})
    files.port_files(files.find([str(folder)]), Settings(), "write")
    assert HEAD in (folder / "a.py").read_text()
