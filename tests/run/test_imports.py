"""What the imports of a program give, and what those of a library in the same process."""

import importlib
import os
import sys
import types

import pytest

from tf1graph import tf
from tf1graph.errors import ModuleNotProvided
from tf1graph.run.world import World, WorldSettings


@pytest.fixture
def world(tmp_path, monkeypatch):
    """A world that is entered, whose program lies in the folder `tmp_path`."""
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path])
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    before = set(sys.modules)
    world = World()
    world.enter()
    yield world
    for name in set(sys.modules) - before:
        if str(getattr(sys.modules[name], "__file__", None)).startswith(str(tmp_path)):
            del sys.modules[name]


def execute(world, text):
    """The namespace of a module of the program."""
    module = world.new_module("program")
    exec(world.compile(text, "program.py").code, vars(module))
    return module


@pytest.mark.parametrize(
    ("statement", "legacy"),
    [
        ("import tensorflow as it", "tf"),
        ("import tensorflow.contrib.layers as it", "tf.contrib.layers"),
        ("from tensorflow.contrib import layers as it", "tf.contrib.layers"),
        ("from tensorflow.contrib.layers import flatten as it", "tf.contrib.layers.flatten"),
        ("import tensorflow.python.platform.gfile; it = tensorflow.python.platform.gfile", "tf.python.platform.gfile"),
        ("import tensorflow.compat.v1 as it", "tf"),
        ("from tensorflow.python.framework.ops import Graph as it", "tf.Graph"),
        ("it = __import__('tensorflow')", "tf"),
        ("it = __import__('tensorflow.nn', fromlist=['relu'])", "tf.nn"),
        ("import importlib; it = importlib.import_module('tensorflow.contrib.layers')", "tf.contrib.layers"),
        (
            "from importlib import import_module; it = import_module('.layers', 'tensorflow.contrib')",
            "tf.contrib.layers",
        ),
        ("exec('import tensorflow as it')", "tf"),
        ("it = eval('__import__(\"tensorflow\")')", "tf"),
        ("def f():\n    class C:\n        import tensorflow as it\n    return C\nit = f().it", "tf"),
        ("import tensorflow_core.python.ops.nn_ops as it", "tf.python.ops.nn_ops"),
        ("import input_data as it", "tf.examples.tutorials.mnist.input_data"),
        ("from tensorflow import *; it = placeholder", "tf.placeholder"),
    ],
    ids=lambda text: text.replace("\n", "⏎") if "it" in text else "",
)
def test_an_import_of_the_program_is_tensorflow_1(world, statement, legacy):
    expected = tf
    for part in legacy.split(".")[1:]:
        expected = getattr(expected, part)
    assert execute(world, statement).it is expected


def test_an_import_binds_what_python_binds(world):
    module = execute(world, "import tensorflow.contrib.layers\nimport importlib.util")
    assert module.tensorflow is tf
    assert module.importlib.util.find_spec("tensorflow.contrib.layers").name == "tf1graph.tf.contrib.layers"
    assert module.importlib.util.find_spec("tensorflow.contrib.nothing") is None
    assert module.importlib.reload is importlib.reload
    assert isinstance(module.importlib, types.ModuleType)


def test_a_library_in_the_same_process_keeps_the_real_tensorflow(world, tmp_path):
    library = tmp_path / "site-packages" / "library.py"
    library.parent.mkdir()
    library.write_text("import tensorflow")
    sys.path.insert(0, str(library.parent))
    module = execute(world, "import library, tensorflow\nit = library.tensorflow")
    assert module.it is importlib.import_module("tensorflow")
    assert module.tensorflow is tf


def test_an_installed_package_that_is_named_belongs_to_the_program(world, tmp_path):
    library = tmp_path / "site-packages" / "legacy" / "__init__.py"
    library.parent.mkdir(parents=True)
    library.write_text("from legacy.inner import tensorflow")
    (library.parent / "inner.py").write_text("import tensorflow")
    sys.path.insert(0, str(tmp_path / "site-packages"))
    other = World(WorldSettings(packages=("legacy",)))
    other.enter()
    assert execute(other, "import legacy").legacy.tensorflow is tf


@pytest.mark.parametrize("append", [False, True], ids=["beside the program", "brought in by sys.path.append"])
def test_what_the_program_brings_along_is_the_program(world, tmp_path, append):
    folder = tmp_path / "elsewhere" if append else tmp_path
    (folder / "package").mkdir(parents=True)
    (folder / "package" / "__init__.py").write_text("from . import relative")
    (folder / "package" / "relative.py").write_text("import tensorflow\nfrom . import __name__ as name")
    text = f"import sys\nsys.path.append({str(folder)!r})\nimport package\nit = package.relative"
    module = execute(world, text)
    assert (module.it.tensorflow, module.it.name) == (tf, "package")


@pytest.mark.parametrize(
    "statement",
    [
        "import importlib.util as u\nspec = u.spec_from_file_location('part', PATH)\n"
        "part = u.module_from_spec(spec)\nspec.loader.exec_module(part)",
        "from importlib.machinery import SourceFileLoader\nimport importlib.util\n"
        "loader = SourceFileLoader('part', PATH)\n"
        "part = importlib.util.module_from_spec(importlib.util.spec_from_loader('part', loader))\n"
        "loader.exec_module(part)",
    ],
    ids=["importlib.util", "SourceFileLoader"],
)
def test_a_file_that_the_program_loads_by_its_path_is_the_program(world, tmp_path, statement):
    (tmp_path / "part.txt.py").write_text("import tensorflow")
    assert execute(world, f"PATH = {str(tmp_path / 'part.txt.py')!r}\n{statement}").part.tensorflow is tf


@pytest.mark.parametrize("name", ["input_data", "keras"])
def test_the_programs_own_module_goes_before_ours_of_that_name(world, tmp_path, name, monkeypatch):
    monkeypatch.delitem(sys.modules, name, raising=False)
    (tmp_path / f"{name}.py").write_text("mine = True")
    try:
        assert execute(world, f"import {name} as it").it.mine
    finally:
        sys.modules.pop(name, None)


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("import tensorflow.contrib.nothing", "tf.contrib.nothing"),
        ("from tensorflow.contrib.layers import nothing", "tf.contrib.layers.nothing"),
        ("from tensorflow import nothing", "tf.nothing"),
        ("import importlib\nimportlib.import_module('tensorflow.nothing')", "tf.nothing"),
        ("from keras.nothing import Sequential", "keras.nothing"),
        ("import importlib\nimportlib.import_module('keras.nothing')", "keras.nothing"),
    ],
)
def test_what_is_not_provided_names_the_line_of_the_program_and_can_be_tried(world, statement, name):
    line = len(statement.splitlines())
    with pytest.raises(ModuleNotProvided, match=rf"{name} is not provided by tf1graph \(program.py, line {line}\)"):
        execute(world, statement)
    tried = "try:\n    import tensorflow.contrib.nothing as it\nexcept ImportError:\n    it = None"
    assert execute(world, tried).it is None


def test_a_module_loaded_by_anothers_loader_is_in_the_world_too(world, tmp_path):
    class Finder:
        """Finds what only it can load, as test frameworks do."""

        def find_spec(self, name, path, target=None):
            if name == "special":
                return importlib.util.spec_from_file_location(name, tmp_path / "special.txt", loader=self)

        def create_module(self, spec):
            return None

        def exec_module(self, module):
            exec("import tensorflow", vars(module))

    sys.meta_path.insert(0, Finder())
    sys.meta_path.insert(0, sys.meta_path.pop(sys.meta_path.index(world.finder)))
    assert execute(world, "import special").special.tensorflow is tf


def test_what_is_located_by_its_path_is_tensorflow_1(world):
    found = execute(
        world,
        "import pydoc\nfrom pydoc import locate\n"
        "cell, module, none = locate('tensorflow.nn.rnn_cell.GRUCell'), locate('tensorflow.contrib.slim'), "
        "locate('tensorflow.nothing')\njoin = pydoc.locate('os.path.join')",
    )
    assert found.cell is tf.nn.rnn_cell.GRUCell
    assert found.module is tf.contrib.slim
    assert found.none is None
    assert found.join is os.path.join
