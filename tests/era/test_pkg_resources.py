"""`pkg_resources` where setuptools has it no more, and where it has."""

import importlib.metadata
from types import ModuleType, SimpleNamespace

import pytest

from tf1graph.era.pkg_resources import MODULES, DistributionNotFound

found = SimpleNamespace(**MODULES["pkg_resources"](ModuleType("pkg_resources")))


def test_versions_compare_by_their_numbers():
    assert found.parse_version("1.9.0") < found.parse_version("1.15.5")


def test_tensorflow_and_keras_are_those_of_the_program():
    assert found.get_distribution("tensorflow").version == "1.15.5"
    assert found.get_distribution("keras>=2.0").version == "2.2.4"
    assert found.get_distribution("numpy").version == importlib.metadata.version("numpy")
    assert found.get_distribution("tensorflow").parsed_version < found.parse_version("2")


def test_what_is_not_installed_is_said():
    with pytest.raises(DistributionNotFound, match="no-such-thing"):
        found.get_distribution("no-such-thing")


def test_files_beside_a_module_are_found(tmp_path, monkeypatch):
    (tmp_path / "beside" / "data").mkdir(parents=True)
    (tmp_path / "beside" / "__init__.py").write_text("")
    (tmp_path / "beside" / "data" / "words.txt").write_text("one two")
    monkeypatch.syspath_prepend(tmp_path)
    path = found.resource_filename("beside", "data/words.txt")
    assert path == str(tmp_path / "beside" / "data" / "words.txt")
    assert found.resource_exists("beside", "data")
    assert found.resource_listdir("beside", "data") == ["words.txt"]
    assert found.resource_string("beside", "data/words.txt") == b"one two"
    assert found.resource_stream("beside", "data/words.txt").read() == b"one two"


def test_an_older_setuptools_is_asked_for_all_but_this_world():
    old = SimpleNamespace(get_distribution=lambda dist: f"theirs: {dist}")
    ask = MODULES["pkg_resources"](old)["get_distribution"]
    assert ask("numpy") == "theirs: numpy"
    assert ask("tensorflow").version == "1.15.5"
