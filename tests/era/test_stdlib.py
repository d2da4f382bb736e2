"""What the standard library lost, as the program finds it."""

import collections
import inspect
import sys
import threading
import time
import unittest

import pytest

from tf1graph.era import neighbours, stdlib
from tf1graph.run.world import World

# of a Python or a NumPy that still has the name
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def execute(text):
    world = World()
    module = world.new_module("program")
    exec(world.compile(text, "program.py").code, vars(module))
    return module


def test_the_program_has_the_names_and_others_do_not():
    program = execute(
        "import collections, inspect, time\nfrom collections import Iterable, OrderedDict\nfrom fractions import gcd\n"
        "from base64 import encodestring, decodestring\nfrom cgi import escape\n"
        "is_list = isinstance([], (collections.Mapping, collections.Sequence))\n"
        "def f(a, b=2, *c, **d): pass\nspec = inspect.getargspec(f)\nstart = time.clock()\n"
    )
    assert program.Iterable is collections.abc.Iterable
    assert program.OrderedDict is collections.OrderedDict
    assert (program.is_list, program.gcd(12, 18), program.gcd(12, -18), program.gcd(0.5, 0.75)) == (True, 6, -6, 0.25)
    assert program.decodestring(program.encodestring(b"text")) == b"text"
    assert program.escape('<"&>') == '&lt;"&amp;&gt;'
    assert program.escape('"', quote=True) == "&quot;"
    assert program.spec == (["a", "b"], "c", "d", (2,))
    assert program.start <= time.process_time()
    assert not hasattr(collections, "Mapping")
    assert not hasattr(time, "clock")
    assert program.inspect is not inspect


def test_annotations_do_not_fit_the_old_form_of_arguments():
    with pytest.raises(ValueError, match="getfullargspec"):
        execute("import inspect\ndef f(a: int): pass\ninspect.getargspec(f)")


def test_tensorflows_functions_have_the_old_form_of_arguments():
    program = execute("import inspect\nimport tensorflow as tf\nspec = inspect.getargspec(tf.nn.relu)")
    assert program.spec == (["features", "name"], None, None, (None,))


def test_all_of_a_module_is_imported_with_what_it_lost():
    program = execute("from time import *\nfrom fractions import *")
    assert callable(program.clock)
    assert program.strftime is time.strftime


@pytest.mark.parametrize("name", [name for name, file in neighbours.FILES.items() if file == "stdlib"])
def test_each_module_can_be_imported_by_statement_and_by_name(name):
    program = execute(f"import {name} as by_statement, importlib\nby_name = importlib.import_module({name!r})")
    assert program.by_statement is program.by_name
    assert program.by_name.__name__ == name


def test_distutils_compares_versions():
    program = execute(
        "import distutils.util\nfrom distutils.version import LooseVersion as V, StrictVersion\n"
        "from distutils.spawn import find_executable\n"
        "newer = V('1.15.5') > V('1.9'), V('1.4.0') >= '1.4.0', V('1.10') == V('1.10'), V('0.12.1') < V('1')\n"
        "yes = distutils.util.strtobool('Yes'), distutils.util.strtobool('off')\n"
        "nothing = find_executable('no such program')"
    )
    assert program.newer == (True,) * 4
    assert program.yes == (1, 0)
    assert program.nothing is None
    with pytest.raises(ValueError, match="maybe"):
        execute("from distutils.util import strtobool\nstrtobool('maybe')")


def test_strict_versions_know_what_came_before_a_release():
    version = stdlib.StrictVersion
    assert version("1.0a2") < version("1.0b1") < version("1.0") == version("1.0.0") <= "1.0.1"
    assert repr(version("1.0")) == "StrictVersion ('1.0')"
    with pytest.raises(ValueError, match="invalid version"):
        version("1")


def test_imp_loads_a_source_file_as_the_programs(tmp_path, monkeypatch):
    (tmp_path / "config.py").write_text("from collections import Mapping\nnumber = 3\n")
    monkeypatch.delitem(sys.modules, "loaded_config", raising=False)
    program = execute(f"import imp\nconfig = imp.load_source('loaded_config', {str(tmp_path / 'config.py')!r})")
    assert program.config.number == 3
    assert sys.modules.pop("loaded_config") is program.config
    assert program.imp.new_module("empty").__name__ == "empty"


def test_imp_says_what_is_no_source_file(tmp_path):
    with pytest.raises(ImportError, match="no Python source"):
        execute(f"import imp\nimp.load_source('x', {str(tmp_path / 'x.txt')!r})")


def test_imp_forgets_a_module_that_fails(tmp_path):
    (tmp_path / "broken.py").write_text("1 / 0\n")
    with pytest.raises(ZeroDivisionError):
        execute(f"import imp\nimp.load_source('broken_config', {str(tmp_path / 'broken.py')!r})")
    assert "broken_config" not in sys.modules


def test_the_c_element_tree_is_element_tree():
    program = execute("import xml.etree.cElementTree as ET\nroot = ET.fromstring('<a><b/></a>').getchildren()")
    assert [child.tag for child in program.root] == ["b"]


def test_the_view_tells_its_names():
    program = execute("import time")
    assert {"clock", "sleep"} <= set(dir(program.time))
    with pytest.raises(ImportError, match="nothing_such"):
        execute("from time import nothing_such")
    with pytest.raises(ModuleNotFoundError, match=r"scipy\.nothing"):
        execute("import scipy.nothing")


def test_a_thread_and_a_case_have_their_methods_only_for_the_program():
    program = execute(
        "import threading\nalive = threading.current_thread().isAlive()\n"
        "def check(case):\n    case.assertEquals(1, 1)\n    case.assertItemsEqual([1, 2], [2, 1])\n"
        "    case.assertDictContainsSubset({1: 2}, {1: 2, 3: 4})\n    case.assertRegexpMatches('abc', 'b')\n"
    )
    assert program.alive is True
    program.check(unittest.TestCase())
    assert not hasattr(threading.Thread, "isAlive")
