"""`.ix` and `.append` of frames and series, of programs alone that use pandas."""

import ast

import pandas
import pytest

from tf1graph.era.pandas import Mixed, append_rows, append_values
from tf1graph.run.attributes import LostMethods
from tf1graph.run.world import World


def frame():
    return pandas.DataFrame({"a": [1, 2, 3], "b": [4, 5, 6]}, index=["x", "y", "z"])


@pytest.mark.parametrize(
    ("key", "found"),
    [
        ((0, "a"), 1),
        (("y", 1), 5),
        ("x", [1, 4]),
        (2, [3, 6]),
        ((slice("x", "y"), "b"), [4, 5]),
        ((slice(1, None), 0), [2, 3]),
        (([0, 2], "a"), [1, 3]),
        ((slice(None), "a"), [1, 2, 3]),
    ],
    ids=str,
)
def test_ix_takes_labels_and_positions(key, found):
    value = Mixed(frame())[key]
    assert (value.tolist() if hasattr(value, "tolist") else value) == found


def test_numbers_that_are_labels_are_not_taken_for_positions():
    assert Mixed(pandas.Series([7, 8], index=[1, 0]))[0] == 8


def test_ix_is_written_to():
    changed = frame()
    Mixed(changed)[1, "a"] = 9
    assert changed["a"].tolist() == [1, 9, 3]


def test_rows_are_appended_from_frames_series_dictionaries_and_lists():
    row = pandas.Series({"a": 7, "b": 8}, name="w")
    assert append_rows(frame(), row).index.tolist() == ["x", "y", "z", "w"]
    assert append_rows(frame(), {"a": 7, "b": 8}, ignore_index=True).index.tolist() == [0, 1, 2, 3]
    assert append_rows(frame(), [frame(), frame()])["a"].tolist() == [1, 2, 3] * 3
    assert append_rows(frame(), [{"a": 7, "b": 8}], ignore_index=True)["b"].tolist() == [4, 5, 6, 8]
    assert append_rows(pandas.DataFrame(), {"a": 7}, ignore_index=True)["a"].tolist() == [7]
    assert append_values(pandas.Series([1]), pandas.Series([2]), ignore_index=True).tolist() == [1, 2]


def test_a_program_appends_to_frames_and_to_lists():
    world = World()
    module = world.new_module("program")
    source = (
        "import pandas as pd\nframe = pd.DataFrame({'a': [1]})\n"
        "longer = frame.append({'a': 2}, ignore_index=True)\nlast = longer.ix[1, 'a']\n"
        "items = []\nitems.append(3)\n"
    )
    exec(world.compile(source, "program.py").code, vars(module))
    assert module.longer["a"].tolist() == [1, 2]
    assert module.last == 2
    assert module.items == [3]


def test_a_source_without_pandas_appends_as_ever(monkeypatch):
    monkeypatch.setattr(LostMethods, "pandas", False)
    tree = LostMethods().visit(ast.parse("items.append(1)"))
    assert ast.unparse(tree) == "items.append(1)"
