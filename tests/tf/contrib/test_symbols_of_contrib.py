"""Every public symbol of TensorFlow 1.15.5's contrib is exact, approximate or refused in the table."""

import importlib.util
import types
from pathlib import Path

import golden
import pytest

from tf1graph import tf
from tf1graph.tf import names

LINES = (Path(golden.__file__).parent / "symbols_contrib_tf1.15.5.txt").read_text().splitlines()
SYMBOLS = [line.partition("(")[0] for line in LINES]
ROOT = Path(__file__).resolve().parents[3]


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


def test_a_refusal_by_wildcard_is_an_error_with_the_remedy():
    with pytest.raises(AttributeError, match="tf_gan"):
        tf.contrib.gan.gan_train  # noqa: B018


def test_a_module_that_moved_is_the_one_it_moved_to():
    from tf1graph.tf.contrib.keras import layers

    assert tf.contrib.keras.layers is layers is tf.keras.layers
    assert isinstance(tf.contrib.compiler.jit, types.ModuleType)
    assert names.declared("tf.contrib.compiler.jit").fidelity == "approximate"
