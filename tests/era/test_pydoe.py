"""pyDOE under the name that it had."""

import sys
from types import ModuleType

import pytest

from tf1graph.era.pydoe import py_doe


def test_its_names_are_those_of_today_s_package(monkeypatch):
    today = ModuleType("pydoe")
    today.lhs, today._inner = print, 1
    monkeypatch.setitem(sys.modules, "pydoe", today)
    assert py_doe(ModuleType("pyDOE")) == {"lhs": print}


def test_one_that_is_installed_under_its_old_name_is_left_as_it_is():
    old = ModuleType("pyDOE")
    old.lhs = print
    assert py_doe(old) == {}


def test_without_it_the_import_fails_as_ever(monkeypatch):
    monkeypatch.setitem(sys.modules, "pydoe", None)
    with pytest.raises(ModuleNotFoundError, match="No module named 'pyDOE'"):
        py_doe(ModuleType("pyDOE"))
