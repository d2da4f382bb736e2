"""Methods that classes have lost: found for the program, where the classes are those of the table."""

import array
import ast
import configparser
import html.parser
import importlib
import io
import types
import xml.etree.ElementTree

import numpy
import pandas
import pytest

from tf1graph.era.methods import METHODS
from tf1graph.run.attributes import LostMethods
from tf1graph.run.world import World

# of a Python or a NumPy that still has the name
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def execute(text, **names):
    world = World()
    found = world.compile(text, "program.py")
    module = world.new_module("program", found.builtins)
    vars(module).update(names)
    exec(found.code, vars(module))
    return module


def value(expression, **names):
    return execute(f"found = {expression}", **names).found


def test_an_array_gives_its_bytes():
    numbers = numpy.arange(3, dtype=numpy.uint8)
    assert value("x.tostring()", x=numbers) == b"\x00\x01\x02"
    assert value("x.tostring()", x=numbers[1]) == b"\x01"
    assert value("x.tostring()", x=array.array("B", [1])) == b"\x01"


def test_an_array_is_changed_and_measured():
    matrix = numpy.array([[1, 2], [3, 7]], numpy.int32)
    assert value("x.ptp()", x=matrix) == 6
    assert value("x.ptp(axis=1)", x=matrix).tolist() == [1, 4]
    execute("x.itemset((0, 1), 9)\nx.itemset(3, 5)", x=matrix)
    assert matrix.tolist() == [[1, 9], [3, 5]]
    assert value("x.newbyteorder()", x=matrix)[0, 0] == 1 << 24


def test_trees_texts_and_tables_have_what_they_had():
    tree = xml.etree.ElementTree.ElementTree(xml.etree.ElementTree.fromstring("<a><b/><c/></a>"))
    assert [child.tag for child in value("x.getroot().getchildren()", x=tree)] == ["b", "c"]
    assert [found.tag for found in value("x.getiterator('c')", x=tree)] == ["c"]
    assert value("x.unescape('&lt;')", x=html.parser.HTMLParser()) == "<"
    settings = configparser.ConfigParser()
    execute("x.readfp(f)", x=settings, f=io.StringIO("[a]\nb = 1\n"))
    assert settings["a"]["b"] == "1"
    frame = pandas.DataFrame({"a": [1, 2], "b": [3, 4]})
    assert value("x.as_matrix(['b'])", x=frame).tolist() == [[3], [4]]
    assert value("x.get_value(1, 'a')", x=frame) == 2


def test_a_class_of_the_program_keeps_its_own_method():
    program = execute("class A:\n    def tostring(self):\n        return 'own'\nfound = A().tostring()\n")
    assert program.found == "own"


def test_what_no_class_had_is_an_error_as_ever():
    with pytest.raises(AttributeError, match="'int' object has no attribute 'tostring'"):
        execute("(3).tostring()")


def test_attributes_are_set_and_matched_as_written():
    program = execute(
        "class A: pass\nA.hold = 3\nfound = A.hold\n"
        "match 3:\n    case A.hold:\n        matched = True\ndel A.hold\ngone = not hasattr(A, 'hold')\n"
    )
    assert (program.found, program.matched, program.gone) == (3, True, True)


def test_python_2_finds_them_too():
    assert execute("print 'Python 2'\nfound = x.tostring()", x=numpy.zeros(1, numpy.uint8)).found == b"\0"


def test_a_source_without_the_names_is_left_alone():
    tree = ast.parse("x.tobytes()")
    assert ast.dump(LostMethods().visit(ast.parse("x.tobytes()"))) == ast.dump(tree)


@pytest.mark.parametrize("name", METHODS)
def test_each_method_of_the_table_is_of_a_class_that_has_it_no_more_or_otherwise(name):
    for method in METHODS[name]:
        module, _, owner = method.owner.partition(":")
        kind = getattr(importlib.import_module(module), owner)
        if method.changed and kind is not types.ModuleType:  # of which each has names of its own
            assert hasattr(kind, name)
        assert callable(method.function)


def test_the_dictionary_of_a_module_of_tensorflow_has_what_the_module_has():
    found = execute(
        "import inspect\n"
        "import tensorflow as tf\n"
        "level = tf.logging.__dict__['DEBUG']\n"
        "rnn = tf.contrib.rnn\n"
        "cells = {x.__name__ for x in rnn.__dict__.values() if inspect.isclass(x) and issubclass(x, rnn.RNNCell)}\n"
    )
    assert found.level == 10
    assert {"BasicLSTMCell", "GRUCell", "LSTMCell", "MultiRNNCell", "LayerNormBasicLSTMCell"} <= found.cells


def test_the_dictionary_of_anything_else_is_its_own():
    module = execute("class A: pass\na = A()\na.__dict__.update(x=1)\nimport string\nown = string.__dict__")
    assert module.a.x == 1
    assert module.own is vars(importlib.import_module("string"))


def test_modules_are_called_what_they_were():
    found = execute(
        "import keras, string\nimport tensorflow as tf\n"
        "names = [module.__name__ for module in (keras, tf, tf.nn, keras.layers, string)] + [int.__name__]\n"
    )
    assert found.names == ["keras", "tensorflow", "tensorflow.nn", "keras.layers", "string", "int"]
