"""Each rule is in the guide, with diffs that are what it does."""

import re
from importlib import import_module
from pathlib import Path

import pytest
from port.porting import port

from tf1graph.port import fixers

GUIDE = (Path(__file__).parents[2] / "docs" / "port.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^### `([\w-]+)`\n(.*?)(?=^### |\Z)", GUIDE, re.MULTILINE | re.DOTALL))


def diffs():
    for rule, text in SECTIONS.items():
        for number, diff in enumerate(re.findall(r"```diff\n(.*?)```", text, re.DOTALL), 1):
            lines = diff.splitlines()
            before, after = (
                "".join(line[1:] + "\n" for line in lines if line[:1] in (" ", sign)) for sign in ("-", "+")
            )
            yield pytest.param(rule, before, after, id=f"{rule}, diff {number}")


def test_the_guide_has_the_rules_that_there_are():
    assert set(SECTIONS) == set(fixers.load_all())


@pytest.mark.parametrize("rule", SECTIONS)
def test_a_rule_has_a_diff_and_a_sentence_that_sums_it_up(rule):
    assert "```diff" in SECTIONS[rule]
    module = import_module(f"tf1graph.port.fixers.{rule.replace('-', '_')}")
    assert module.__doc__
    assert module.fixer is fixers.load_all()[rule]


@pytest.mark.parametrize(("rule", "before", "after"), [*diffs()])
def test_the_diff_is_what_the_rule_does(rule, before, after):
    only = set() if rule in fixers.ALWAYS else {rule}
    found = port(before, only=frozenset(only))
    assert not found.failure
    assert found.text == after
    assert port(after, only=frozenset(only)).text == after


@pytest.mark.parametrize("rule", sorted(set(SECTIONS) - set(fixers.ALWAYS)))
def test_a_rule_that_is_skipped_leaves_its_diff_alone(rule):
    for parameters in diffs():
        name, before, after = parameters.values
        if name == rule and before != after:
            assert port(before, skip=frozenset({rule})).text != after
