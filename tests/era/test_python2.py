import ast
import builtins
import io
import linecache
import subprocess
import sys
import traceback
from contextlib import redirect_stdout
from pathlib import Path

import numpy as np
import pytest

from tf1graph.era.python2 import CannotTranslate, is_python2, translate
from tf1graph.era.python2.division import divide, divide_in_place
from tf1graph.era.python2.syntax import modernise

GOLDEN = Path(__file__).parent.parent / "golden" / "python2"


def run(source, filename="program.py", name="__main__", **names):
    """What the Python 2 program `source` prints, and its namespace."""
    found = translate(source.encode(), str(filename))
    space = {"__name__": name, "__builtins__": {**vars(builtins), **found.builtins}, **names}
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(found.code, space)
    return printed.getvalue(), space


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # `open(path).read()`, as they wrote
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("program", sorted(GOLDEN.glob("*.py2")), ids=lambda path: path.stem)
def test_a_program_prints_what_it_prints_under_python_2_7(program):
    source = program.read_text("utf-8")
    assert is_python2(source.encode(), str(program))
    assert run(source, program)[0] == program.with_name(f"{program.stem}_2.7.18.txt").read_text("utf-8")


PYTHON_2 = {
    "a print statement": "print 'a'",
    "an exception with a comma": "try:\n  f()\nexcept E, e:\n  g()",
    "a raise with a comma": "raise E, 'x'",
    "an old octal": "os.chmod(p, 0777)",
    "a long": "x = 10L",
    "backquotes": "x = `y`",
    "the old inequality": "x <> y",
    "an exec statement": "exec code in space",
    "tabs among spaces": "if x:\n\ty()\n        z()",
    "a tuple parameter": "def f(a, (b, c)): pass",
    "a bare tuple in a comprehension": "x = [i for i in 1, 2]",
    "ur strings": "x = ur'a'",
    "xrange": "for i in xrange(3): pass",
    "xrange in a function": "def train():\n  for i in xrange(3): pass",
    "xrange in a test": "def train(i):\n  if i in xrange(3): pass",
    "xrange in what is run as a script": "if __name__ == '__main__':\n  print(xrange(3))",
    "raw_input": "x = raw_input()",
    "unicode": "x = isinstance(x, unicode)",
    "iteritems": "for k, v in d.iteritems(): pass",
    "has_key": "x = d.has_key('k')",
    "cPickle": "import cPickle as pickle",
    "urllib2": "import urllib2",
    "ConfigParser": "from ConfigParser import ConfigParser",
    "izip": "from itertools import izip",
    "itertools.izip": "import itertools\nx = itertools.izip(a, b)",
    "urllib.urlretrieve": "import urllib\nurllib.urlretrieve(a, b)",
    "sys.maxint": "import sys\nx = sys.maxint",
    "a print statement in a file that is broken elsewhere": "print 'a'\nfoo bar",
    "a star import of what is known": "from math import *\nfrom pylab import *\nx = xrange(3)",
}


@pytest.mark.parametrize("source", PYTHON_2.values(), ids=PYTHON_2)
def test_python_2_is_recognised_by(source):
    assert is_python2(source.encode(), "program.py")


PYTHON_3 = {
    "an empty file": "",
    "division alone": "x = 7 / 2",
    "print with brackets": "print('a')",
    "a name of its own": "xrange = range\nfor i in xrange(3): pass",
    "a name of its own, in a try": "try:\n  xrange\nexcept NameError:\n  xrange = range\nxrange(3)",
    "a use that may fail": "try:\n  s = raw_input()\nexcept NameError:\n  s = input()",
    "six.moves": "from six.moves import xrange, cPickle\nxrange(3)",
    "six": "import six\nfor k in six.iteritems(d): unicode(k)",
    "a look at the version": "import sys\nif sys.version_info[0] < 3:\n  text = unicode(x)",
    "a look at the version, and early return": "def f():\n  if sys.version_info < (3,): return unicode(x)\n  reduce(y)",
    "an import that may fail": "try:\n  import cPickle as pickle\nexcept ImportError:\n  import pickle",
    "an import in a function": "def f():\n  import Queue",
    "reduce, imported": "from functools import reduce\nreduce(f, x)",
    "a parameter": "def f(file, unicode, long): return unicode + long",
    "a star import of what is not known": "from helpers import *\nxrange(3)",
    "a relative star import": "from .helpers import *\nxrange(3)",
    "a pandas frame": "import pandas as pd\nfor c, s in pd.read_csv(f).iteritems(): pass",
    "its own iteritems": "class D:\n  def iteritems(self): pass\nD().iteritems()",
    "a leftover under an if": "import urllib\ndef f(x):\n  if x:\n    return [1 for i in xrange(3)]",
    "a leftover in a download": "import urllib\ndef download(u):\n  return urllib.urlretrieve(u)",
    "a string called string": "def f(string): return string.lower()",
    "urllib of Python 3": "import urllib.request\nurllib.request.urlretrieve(a)",
    "items of a dictionary": "for k, v in d.items(): print(k / v)",
    "futures": "from __future__ import print_function, division\nprint(1 / 2)",
    "a syntax error that is none of Python 2": "x = (1,\ndef f(): pass",
    "a syntax error of words": "foo bar",
    "a name that became a keyword": "f(async=True)",
    "f-strings, walrus and match": "if (n := 1):\n  print(f'{n!r}')\nmatch n:\n  case [a, *b]: pass\n",
    "annotations and keyword-only parameters": "def f(a: int, *, b: 'x' = 1) -> None: nonlocal_ = b",
    "a null byte": "x = 1\0",
}


@pytest.mark.parametrize("source", PYTHON_3.values(), ids=PYTHON_3)
def test_python_3_is_left_alone_with(source):
    assert not is_python2(source.encode(), "program.py")


def test_a_module_beside_the_program_is_not_python_2s(tmp_path):
    (tmp_path / "Queue.py").write_text("")
    assert not is_python2(b"import Queue", str(tmp_path / "train.py"))
    assert is_python2(b"import urllib2", str(tmp_path / "train.py"))


def test_this_project_is_python_3():
    for path in Path(__file__).parent.parent.parent.joinpath("tf1graph", "era").rglob("*.py"):
        assert not is_python2(path.read_bytes(), str(path))


def test_recognising_python_3_loads_no_parser():
    line = "import sys; from tf1graph.era.python2 import is_python2; is_python2(b'x = 1', 'x.py')"
    found = subprocess.run(
        [sys.executable, "-c", f"{line}; print([m for m in ('fissix', 'numpy', 'tensorflow') if m in sys.modules])"],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=GOLDEN.parent.parent.parent,
    )
    assert found.stdout == "[]\n", found.stderr


def test_the_user_is_told():
    assert translate(b"print 1", "models/train.py").notes == ("train.py is Python 2: translated in memory",)


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (
            "print 1\n\nfoo bar\n",
            "train.py, line 3: neither Python 2 nor Python 3 ('bar' does not belong there).",
        ),
        ("print 1\nTrue = 2\n", "train.py, line 2: Python 2 that tf1graph cannot translate (cannot assign to True)."),
        ("print (1\n", "train.py, line 2: neither Python 2 nor Python 3 (EOF in multi-line statement)."),
        ("# coding: nonsense\n", "train.py, line 1: its text cannot be decoded (unknown encoding: nonsense)."),
    ],
    ids=["words that do not belong there", "True as a variable", "an open bracket", "an unknown coding"],
)
def test_what_cannot_be_translated_is_named(source, sentence):
    with pytest.raises(CannotTranslate) as raised:
        translate(source.encode(), "train.py")
    assert str(raised.value) == sentence


def test_a_traceback_shows_the_programs_own_line(tmp_path):
    path = tmp_path / "train.py"
    source = "def f(x, (a, b)):\n    print 'in f',\n    return x / 0 # here\n\n\nf(1, (2, 3))\n"
    path.write_text(source)
    with pytest.raises(ZeroDivisionError) as raised:
        run(source, path)
    linecache.checkcache(str(path))
    frames = [frame for frame in traceback.extract_tb(raised.tb) if frame.filename == str(path)]
    assert [(frame.lineno, frame.name, frame.line) for frame in frames] == [
        (6, "<module>", "f(1, (2, 3))"),
        (3, "f", "return x / 0 # here"),
    ]


@pytest.mark.parametrize("program", sorted(GOLDEN.glob("*.py2")), ids=lambda path: path.stem)
def test_every_statement_stays_on_its_line(program):
    source = program.read_text("utf-8")
    modern = modernise(source)
    assert modern.count("\n") == source.count("\n")
    for node in ast.walk(ast.parse(modern)):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            assert node.name in source.splitlines()[node.lineno - 1]


def test_text_of_another_coding_is_read_by_its_coding_line():
    source = "# -*- coding: latin-1 -*-\nprint u'\xe9', 7 / 2\n".encode("latin-1")
    assert is_python2(source, "train.py")
    assert "\xe9" in translate(source, "train.py").source


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (np.array([7, -7]), 2, np.array([3, -4])),
        (7, np.array([2, 3]), np.array([3, 2])),
        (np.array([7, 9]), [2, 2], np.array([3, 4])),
        (np.array([7]), 2.0, np.array([3.5])),
        (np.array([7.0]), 2, np.array([3.5])),
        (np.int64(7), np.int64(2), np.int64(3)),
        (np.float32(7), np.int64(2), np.float64(3.5)),
        (np.uint8(7), 2, np.uint8(3)),
    ],
    ids=str,
)
def test_division_of_arrays(a, b, expected):
    found = divide(a, b)
    np.testing.assert_array_equal(found, expected)
    assert found.dtype == expected.dtype


def test_division_in_place_keeps_the_array():
    whole, half = np.array([7, 9]), np.array([7.0, 9.0])
    assert divide_in_place(whole, 2) is whole
    assert divide_in_place(half, 2) is half
    assert (whole.tolist(), half.tolist()) == ([3, 4], [3.5, 4.5])


def test_division_of_tensors_makes_tensorflow_1s_nodes():
    from tf1graph import tf

    program = GOLDEN / "with_tensorflow" / "division.py2"
    source = program.read_text("utf-8").replace("import tensorflow as tf\n", "\n")
    with tf.Graph().as_default():
        printed, _ = run(source, program, tf=tf)
    assert printed == program.with_name("division_2.7.18.txt").read_text("utf-8")


def test_a_module_of_the_same_package_comes_first(tmp_path, monkeypatch):
    package = tmp_path / "old_package"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "commands.py").write_text("here = 'beside'")
    source = "import commands\nfrom commands import here\nprint here, commands.here"
    monkeypatch.syspath_prepend(tmp_path)
    in_package = {"name": "old_package.train", "__package__": "old_package"}
    assert run(source, package / "train.py", **in_package)[0] == "beside beside\n"
    monkeypatch.syspath_prepend(package)
    assert run(source, package / "train.py", __package__=None)[0] == "beside beside\n"


def test_pickles_of_python_2_keep_their_arrays(tmp_path):
    # numpy.arange(250, 256, dtype='uint8'), pickled in protocol 0 by Python 2.7's cPickle
    path = tmp_path / "batch.pkl"
    path.write_bytes(PICKLED)
    printed, _ = run(
        f"import cPickle\nwith open({str(path)!r}) as f:\n  d = cPickle.load(f)\nprint d['data'], d['name']"
    )
    assert printed == "[250 251 252 253 254 255] b\xe9\n"


PICKLED = (
    b"(dp1\nS'data'\np2\ncnumpy.core.multiarray\n_reconstruct\np3\n(cnumpy\nndarray\np4\n(I0\ntS'b'\ntRp5\n"
    b"(I1\n(I6\ntcnumpy\ndtype\np6\n(S'u1'\nI0\nI1\ntRp7\n(I3\nS'|'\nNNNI-1\nI-1\nI0\ntbI00\n"
    b"S'\\xfa\\xfb\\xfc\\xfd\\xfe\\xff'\ntbsS'name'\np8\nS'b\\xe9'\np9\ns."
)


def test_a_grammar_that_cannot_be_cached_is_no_obstacle(tmp_path):
    line = "from tf1graph.era.python2 import translate; exec(translate(b'x = 1', 'x.py').code); print(x)"
    nowhere = tmp_path / "a_file"
    nowhere.write_text("")
    found = subprocess.run(
        [sys.executable, "-c", line],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=GOLDEN.parent.parent.parent,
        env={"XDG_CACHE_HOME": str(nowhere), "PATH": ""},
    )
    assert (found.returncode, found.stdout) == (0, "1\n"), found.stderr
