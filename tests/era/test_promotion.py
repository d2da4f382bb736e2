"""Arithmetic of NumPy's scalars and arrays, against what NumPy 1.18.5 made of it."""

import json

import pytest
from golden import record_numpy

from tf1graph.era.promotion import agreed

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
