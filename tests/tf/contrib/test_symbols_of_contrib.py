"""Every public symbol of TensorFlow 1.15.5's contrib is exact, approximate or refused in the table."""

import importlib.util
import inspect
import types
from pathlib import Path

import golden
import pytest

from tf1graph import tf
from tf1graph.tf import names

LINES = (Path(golden.__file__).parent / "symbols_contrib_tf1.15.5.txt").read_text().splitlines()
SYMBOLS = [line.partition("(")[0] for line in LINES]
ROOT = Path(__file__).resolve().parents[3]

# Whose arguments are others, and may stay so.
OTHER_ARGUMENTS = {
    "tf.contrib.autograph.set_loop_options": "back_prop is gone: AutoGraph's loops can always be differentiated",
    "tf.contrib.distribute.AllReduceCrossDeviceOps": "today's takes num_packs alone",
    "tf.contrib.eager.function": "new arguments stand before the experimental ones, which are given by name",
    "tf.contrib.eager.run_test_in_graph_and_eager_modes": "reset_test is gone",
}


@pytest.fixture(scope="module")
def page():
    spec = importlib.util.spec_from_file_location("write_contrib_page", ROOT / "scripts" / "write_contrib_page.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_each_symbol_of_contrib_is_in_the_table(page):
    assert len(SYMBOLS) > 2000
    missing = [name for name, state in page.states(SYMBOLS).items() if state == "missing"]
    assert missing == []


def test_the_page_of_contrib_is_what_the_table_says(page):
    assert page.PAGE.read_text(encoding="utf-8") == page.format_page(page.states(SYMBOLS))


def test_the_readme_says_of_contrib_what_the_table_says(page):
    readme = page.README.read_text(encoding="utf-8")
    assert readme.count(f"\n{page.README_LINE}") == 1
    assert readme == page.format_readme(readme, page.states(SYMBOLS))


def test_a_refusal_by_wildcard_is_an_error_with_the_remedy():
    with pytest.raises(AttributeError, match="tf_gan"):
        tf.contrib.gan.gan_train  # noqa: B018


def test_a_module_that_moved_is_the_one_it_moved_to():
    from tf1graph.tf.contrib.keras import layers

    assert tf.contrib.keras.layers is layers is tf.keras.layers
    assert isinstance(tf.contrib.compiler.jit, types.ModuleType)
    assert names.declared("tf.contrib.compiler.jit").fidelity == "exact"


def test_each_argument_of_contrib_is_accepted_in_its_place():
    other = {}
    for line in LINES:
        name, _, arguments = line.partition("(")
        thing = find(name)
        if arguments and thing is not None and not name.startswith("tf.contrib.keras") and name not in OTHER_ARGUMENTS:
            wanted = [argument for argument in arguments.rstrip(")").split(", ") if argument]
            fault = misfit(thing, wanted)
            if fault:
                other[name] = fault
    assert other == {}


def find(name):
    found = tf
    for part in name.split(".")[1:]:
        found = getattr(found, part, None) if found is not None else None
    return found


def misfit(thing, wanted):
    """Which of the arguments `thing` does not take, or not in that order; None where all is well."""
    try:
        parameters = inspect.signature(thing).parameters.values()
    except (TypeError, ValueError):
        return None
    if any(p.kind in (p.VAR_POSITIONAL, p.VAR_KEYWORD) for p in parameters):
        return None
    wanted = [name for name in wanted if not name.startswith("*")]
    lost = set(wanted) - {p.name for p in parameters}
    order = [p.name for p in parameters if p.kind is not p.KEYWORD_ONLY][: len(wanted)]
    return f"lost {sorted(lost)}" if lost else None if order == wanted[: len(order)] else f"takes {order}"
