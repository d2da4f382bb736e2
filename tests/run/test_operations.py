"""Operators and conversions of the program, as NumPy 1 had them, and how little of the source they touch."""

import ast
import math
import sys
import warnings

import numpy as np
import pytest

from tf1graph.run import operators
from tf1graph.run.operations import Operations
from tf1graph.run.rewriting import rewritten
from tf1graph.run.world import World


@pytest.fixture(autouse=True)
def printing():
    """Leaves NumPy's printing as it is."""
    yield
    operators.forget_printing()


def execute(text, **names):
    world = World()
    compiled = world.compile("import numpy as np\n" + text, "program.py")
    module = world.new_module("program", compiled.builtins)
    vars(module).update(names)
    exec(compiled.code, vars(module))
    return module


ONE = np.array([3.7])


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("'%.5f' % x", "3.70000"),
        ("'%d of %s' % (x, x)", "3 of [3.7]"),
        ("'%(loss).1f' % {'loss': x}", "3.7"),
        ("'%*d|%5.1f%%' % (4, x, x)", "   3|  3.7%"),
        ("template % x", "loss 3.70"),
        ("float(x)", 3.7),
        ("int(x[None])", 3),
        ("complex(x)", 3.7 + 0j),
        ("list(map(float, [x, 2]))", [3.7, 2.0]),
        ("math.sqrt(x)", math.sqrt(3.7)),
        ("math.pow(x, 2)", 3.7**2),
        ("math.floor(x)", 3),
        ("chr(np.array([65]))", "A"),
        ("7 % 4", 3),
        ("np.array([5]) % 3 == 2", True),
    ],
)
def test_an_array_of_one_element_is_taken_for_it(expression, value):
    program = execute(f"import math\ntemplate = 'loss %.2f'\nfound = {expression}", x=ONE)
    assert program.found == value
    assert type(program.found) in (type(value), np.ndarray)


@pytest.mark.parametrize("expression", ["float(x)", "int(x)", "'%d' % x", "'%f %f' % x", "math.sqrt(x)"])
def test_an_array_of_several_elements_is_refused_as_it_was(expression):
    with pytest.raises(TypeError):
        execute(f"import math\n{expression}", x=np.ones(2))


def test_elements_are_assigned_arrays_of_one_element():
    program = execute(
        "a = np.zeros(4)\na[0] = x\na[1], a[2] = x, [x][0]\na[3] += x\nb = np.zeros((2, 2))\nb[0, 1] = x\nb[1][0] = x\n"
        "d = {}\nd['k'] = x\nd[1] = x\nl = [0]\nl[0] = x\n",
        x=ONE,
    )
    assert program.a.tolist() == [3.7] * 4
    assert program.b.tolist() == [[0, 3.7], [3.7, 0]]
    assert program.d["k"] is program.d[1] is program.l[0] is ONE
    with pytest.raises(ValueError, match="sequence"):
        execute("a = np.zeros(2)\na[0] = x", x=np.ones(2))


def test_an_array_without_elements_is_false():
    program = execute(
        "found = []\nif x: found.append('if')\nwhile x: found.append('while')\nfound.append('a' if x else 'b')\n"
        "found.append(x or 'c')\nfound.append(not x)\nfound += [1 for i in range(2) if not (x and x)]\n",
        x=np.array([]),
    )
    assert program.found == ["b", "c", True, 1, 1]
    with pytest.raises(ValueError, match="ambiguous"):
        execute("if x: pass", x=np.ones(2))


def test_arrays_that_do_not_fit_are_not_equal():
    program = execute("x, y = np.ones(2), np.ones(3)\nfound = x == y, x != y, x != [1, 2, 3]\nsame = x == x")
    assert program.found == (False, True, True)
    assert program.same.tolist() == [True, True]
    with pytest.raises(ValueError, match="mine"):
        execute("x == y", x=Refusing(), y=Refusing())


class Refusing:
    __hash__ = object.__hash__

    def __eq__(self, other):
        raise ValueError("mine")


def test_sums_of_scalars_are_of_float64_as_they_were():
    program = execute(
        "cost = 0.\nfor c in x:\n    cost += c / 3\ntotal = sum(x)\nmean = sum(c for c in x) / 2\n"
        "class Log: pass\nlog = Log()\nlog.cost = 0\nlog.cost += x[0]\nrow = {'cost': 0}\nrow['cost'] += x[0]\n"
        "inplace = np.ones(2, np.float32)\nsame = inplace\ninplace += np.float64(1)\n",
        x=np.array([0.1, 0.2], np.float32),
    )
    for found in (program.cost, program.total, program.mean, program.log.cost, program.row["cost"]):
        assert type(found) is np.float64
    assert program.total == float(np.float32(0.1)) + float(np.float32(0.2))
    assert program.same is program.inplace
    assert program.same.dtype == np.float32
    assert execute("found = sum([[1], [2]], []), sum([]), sum([1, 2], 3), sum([True])").found == ([1, 2], 0, 6, 1)


def test_elements_that_are_looked_up_in_a_longer_way_are_added_to_as_they_were():
    program = execute(
        "class Log: pass\nlog = Log()\nlog.of = Log()\nlog.of.cost = 0.\nlog.of.cost += x[0]\n"
        "row = {'cost': [0.]}\nrow['cost'][len(row) - 1] += x[0]\n"
        "asked = []\ndef at(i):\n    asked.append(i)\n    return i\n"
        "sums = np.zeros(2, np.float32)\nsums[at(0) + 1] += x[0]\nsums[at(0)] += x[:1]\n"
        "sums[at(1)] *= np.float64(0.1)\n"
        "def grow():\n    counts[at(0)] = 10\n    return 1\ncounts = [5]\ncounts[at(0)] += grow()\n"
        "counts[at(0)] -= 1\nwords = {'a': ['x']}\nwords['a'][at(0)] %= ()\nwords['a'][at(0)] *= 2\n"
        "sums[at(0):1] += 1\n",
        x=np.array([0.1, 0.2], np.float32),
    )
    assert type(program.log.of.cost) is type(program.row["cost"][0]) is np.float64
    assert program.sums.dtype == np.float32
    assert program.sums.tolist() == [np.float32(0.1) + np.float32(1), np.float32(np.float64(np.float32(0.1)) * 0.1)]
    assert program.counts == [5]  # the element is read before what is added, as Python does
    assert program.words == {"a": ["xx"]}
    assert program.asked == [0, 0, 1, 0, 0, 0, 0, 0, 0]


def test_text_is_evaluated_and_executed_with_them_too():
    program = execute(
        "def inside():\n    scale = 0.5\n    return eval('x[0] * scale'), eval(' float(x[:1])')\nfound = inside()\n"
        "exec('half = x[0] / 2')\nnames = {'x': x}\nexec('for c in x:\\n    last = c + 0.5', names)\n"
        "more = eval('x[0] + 0.5', {'x': x})\n"
        "plain = eval('x[0] + 0.5', {'__builtins__': {}, 'x': x})\nnothing = {'__builtins__': None, 'x': x}\n"
        "safe = eval('x + x', nothing)\ncode = eval(compile('1 + 1', 'a', 'eval'))\n"
        "def mine(eval, text):\n    return eval(text)\nown = mine(str.upper, 'a + b')\n",
        x=np.array([0.1], np.float32),
    )
    assert [type(one) for one in (*program.found, program.half, program.names["last"], program.more)] == [
        np.float64, float, np.float64, np.float64, np.float64,
    ]  # fmt: skip
    assert (program.code, program.own, type(program.plain)) == (2, "A + B", np.float32)
    assert program.safe.tolist() == [np.float32(0.1) * 2]
    with pytest.raises(SyntaxError, match="invalid syntax"):
        execute("eval('1 +')")
    with pytest.raises(IndentationError):
        execute("exec(' x = 1')")


def test_scalars_are_printed_and_rounded_as_numpy_1_did():
    program = execute("found = str([np.float32(0.5), np.int64(3)])\nround_ = repr(round(np.float32(2.5)))\n")
    assert (program.found, program.round_) == ("[0.5, 3]", "2.0")
    assert execute("found = round(2.5), round(2.567, 2), round(np.float64(2.5))").found == (2, 2.57, 2)


def test_threads_print_as_the_program_has_it():
    program = execute(
        "from concurrent.futures import ThreadPoolExecutor\n"
        "def say():\n    return repr([np.float32(0.25)]), str(np.ones(1) / 3)\n"
        "with np.printoptions(precision=5):\n    inside = np.set_printoptions(suppress=True), say()[1]\n"
        "np.set_printoptions(precision=2)\n"
        "with ThreadPoolExecutor(1) as threads:\n    said = threads.submit(say).result()\n"
        "options = np.get_printoptions()\nnp.set_printoptions(precision=8, suppress=False)\n"
    )
    assert program.said == ("[0.25]", "[0.33]")
    assert program.inside[1] == "[0.33333]"
    assert program.options["precision"] == 2
    operators.forget_printing()
    assert repr([np.float32(0.25)]) == "[np.float32(0.25)]"
    assert np.get_printoptions()["precision"] == 8


def test_python_2_source_has_them_too():
    program = execute("print 'Python 2'\nfound = '%.1f' % x, x / 2\nhalf = np.float32(1.1) / 2", x=ONE)
    assert program.found[0] == "3.7"
    assert type(program.half) is np.float64


@pytest.mark.parametrize(
    "source",
    [
        "for i in range(9):\n    n = i * 2 + 1\n    n += i\n",
        "def f():\n    for i in range(9):\n        n = i // 2\n        yield n * n\n",
        "s = 'a' + b + 'c'",
        "t = '%d' % 3",
        "n = len(x) - 1",
        "x[0] = 1\nx['k'] = v\nx[:, 1] = v\nx[0] = [1, 2]\n",
        "if len(x) > 2 and isinstance(y, z): pass",
        "a = x == 'text' or y == 3 or z != None",
        "f = float('1.5')",
        "squares = [i * i for i in range(3)]",
    ],
)
def test_what_is_plainly_no_array_is_left_as_it_is(source):
    assert ast.unparse(Operations().visit(ast.parse(source))) == ast.unparse(ast.parse(source))


@pytest.mark.parametrize(
    "source",
    [
        "def f(i):\n    return i * 2",
        "for i in x:\n    i * 2",
        "def f():\n    global n\n    n = x\nn = 1\nm = n * 2",
        "i = 1\n[i * 2 for i in x]",
        "n = 1\nn += x\nn * 2",
        "def f():\n    n = 1\n    def g():\n        nonlocal n\n        n = x\n    return n * 2",
    ],
)
def test_what_may_be_an_array_is_asked(source):
    assert "__np_mul__(" in ast.unparse(Operations().visit(ast.parse(source)))


@pytest.mark.skipif(sys.version_info < (3, 11), reason="Python 3.10 keeps no columns")
def test_a_traceback_names_the_line_and_its_columns():
    with pytest.raises(TypeError) as caught:
        execute("def f(a):\n    return 1, a * a\nf('x')")
    frame = next(entry for entry in reversed(caught.traceback) if str(entry.path).endswith("program.py"))
    assert frame.lineno + 1 == 3
    positions = list(frame.frame.code.raw.co_positions())
    assert (3, 3, 14, 19) in positions


def test_a_sum_of_a_thousand_terms_runs_and_code_for_a_compiler_is_as_it_was_written():
    assert execute("found = " + " + ".join(["x"] * 2000), x=1).found == 2000
    source = b"import numba\nx = a + b\n"
    assert rewritten(source, "program.py") is source


def test_the_class_of_a_tensor_is_tf_tensor():
    program = execute(
        "import tensorflow as tf\nx = tf.placeholder(tf.float32)\n"
        "found = [type(x) is tf.Tensor, type(x + 1) in (list, tf.Tensor), type(3), type(type)]\n"
        "def shadowed(type, x):\n    return type(x)\nfound += [shadowed(str, 3), shadowed(lambda x: x * 2, 3)]"
    )
    assert program.found == [True, True, int, type, "3", 6]


def test_a_warning_names_the_line_of_the_program(monkeypatch):
    shown = []
    monkeypatch.setattr(warnings, "showwarning", lambda *told: shown.append((str(told[0]), told[2:4])))
    world = World()
    world.enter()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            execute("big = np.float32(3e38)\n\nbig * big\nnp.add(big, big)\nnp.exp(np.float32(1000))")
    finally:
        world.leave()
    assert shown == [
        ("overflow encountered in scalar multiply", ("program.py", 4)),
        ("overflow encountered in add", ("program.py", 5)),
        ("overflow encountered in exp", ("program.py", 6)),
    ]


def test_arithmetic_of_names_is_that_of_python_where_they_are_numbers_and_numpys_where_one_is_not():
    program = execute(
        "def f(a, b):\n    c = a * b + a\n    c += b\n    return c, a // b % 7 - a\n"
        "found = [f(2, 3.5), f(np.float32(2), 0.5), f(np.ones(2, 'f4'), np.float64(0.5)), f(np.uint8(200), 2)]"
    )
    dtypes = [[np.asarray(value).dtype.name for value in values] for values in program.found]
    assert program.found[0] == (12.5, -2.0)
    assert dtypes[1:] == [["float64"] * 2, ["float32"] * 2, ["int64"] * 2]
    source = "def f(a, b):\n    return a * b + 1"
    assert "a * b + 1 if" in ast.unparse(Operations().visit(ast.parse(source)))
