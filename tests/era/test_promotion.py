"""Arithmetic of NumPy's scalars and arrays, against what NumPy 1.18.5 made of it."""

import json
import pickle

import numpy as np
import pytest
from golden import record_numpy

from tf1graph.era.numpy import names
from tf1graph.era.promotion import FUNCTIONS, agreed

with open(record_numpy.PATH, encoding="utf-8") as file:
    GOLDEN = json.load(file)["found"]


@pytest.mark.parametrize("name", record_numpy.OPERATIONS)
def test_results_have_the_types_and_values_of_numpy_1(name):
    cases = [case for case in record_numpy.CASES if case[1] == name]
    assert len(cases) > 500
    found = {" ".join(case): record_numpy.describe(*case, agreed) for case in cases}
    assert found == {key: GOLDEN[key] for key in found}


def test_what_is_no_number_is_left_as_it_is():
    text, items = "a", [1]
    assert agreed(text, items) == (text, items)
    assert agreed(text, items)[1] is items


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions_of_two_operands_choose_the_type_as_operators_do(name):
    function, array = names(np)[name], np.ones(2, np.float32)
    operands = [(array, np.float64(0.5)), (np.float64(0.5), array), (array, 0.5), (np.float32(1), 2.5)]
    found = [str(function(*pair).dtype) for pair in operands]  # as 1.18.5 has it
    assert found == ["float32", "float32", "float32", "float64"]
    assert function(array, np.float64(0.5), dtype=np.float64).dtype == np.float64


def test_such_a_function_is_numpy_s_otherwise():
    add = names(np)["add"]
    out = np.zeros(2)
    assert add(np.ones(2), 2, out=out) is out
    assert add.reduce([1, 2, 3]) == 6
    assert (add.__name__, repr(add), add([1], [2]).tolist()) == ("add", "<ufunc 'add'>", [3])
    assert isinstance(add, np.ufunc)
    assert pickle.loads(pickle.dumps(add)).outer([1], [2]).tolist() == [[3]]
