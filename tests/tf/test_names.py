"""The table, and how a name of `tf` is found."""

import inspect
import pydoc
import subprocess
import sys
from pathlib import Path

import pytest

from tf1graph import tf
from tf1graph.errors import NameNotProvided
from tf1graph.tf import names


def test_every_row_that_is_not_refused_has_something_that_stands_there():
    for row in names.table().values():
        assert row.fidelity in ("exact", "approximate", "refused")
        if row.fidelity == "refused":
            assert row.note, f"{row.legacy} is refused without a word"
        else:
            assert names.stand_in(row) is not None


def test_every_row_is_what_its_name_gives():
    for row in names.table().values():
        if row.fidelity == "refused":
            continue
        found = tf
        for part in row.legacy.split(".")[1:]:
            found = getattr(found, part)
        assert found is names.stand_in(row), row.legacy


def test_names_that_one_body_stands_for_are_equally_exact():
    of_body = {}
    for row in names.table().values():
        if row.fidelity != "refused" and row.stands.startswith("tf1graph.tf.contrib.") and ":" in row.stands:
            of_body.setdefault(names.stand_in(row) if callable(names.stand_in(row)) else row.stands, []).append(row)
    for rows in of_body.values():
        assert len({row.fidelity for row in rows}) == 1, [row.legacy for row in rows]


def test_the_pattern_selects_by_substring_or_by_wildcard():
    by_substring = {row.legacy for row in names.select("layers.flatten")}
    by_wildcard = {row.legacy for row in names.select("tf.layers.[fF]lat*")}
    assert by_substring == {"tf.layers.flatten", "tf.contrib.layers.flatten"}
    assert by_wildcard == {"tf.layers.flatten", "tf.layers.Flatten"}
    assert len(names.select()) == len(names.table())


def test_the_page_of_the_documentation_is_the_table():
    page = Path(__file__).resolve().parents[2] / "docs" / "names.md"
    assert page.read_text(encoding="utf-8") == names.format_page(names.table().values())


def test_a_name_that_compat_v1_has_right_is_compat_v1s_own():
    import tensorflow.compat.v1 as compat_v1

    assert tf.placeholder is compat_v1.placeholder
    assert tf.nn.conv2d is compat_v1.nn.conv2d
    assert tf.train.AdamOptimizer is compat_v1.train.AdamOptimizer


def test_a_module_without_a_file_of_its_own_still_gives_what_is_ours():
    from tf1graph.tf.python.ops import random_ops

    assert tf.random.truncated_normal is random_ops.truncated_normal
    assert tf.random.truncated_normal is tf.truncated_normal


def test_modules_of_the_tree_import_as_tensorflow_1s_did():
    from tf1graph.tf.contrib import layers
    from tf1graph.tf.nn import rnn_cell

    assert layers.flatten is tf.contrib.layers.flatten
    assert rnn_cell.BasicRNNCell is tf.nn.rnn_cell.BasicRNNCell


def test_the_version_is_the_one_that_a_program_of_that_time_expects():
    assert tf.__version__ == tf.VERSION == "1.15.5"
    assert tf.version.VERSION == tf.compat.v1.VERSION == tf.python.framework.versions.VERSION == "1.15.5"
    assert (tf.__git_version__, tf.__compiler_version__) == (tf.GIT_VERSION, tf.version.COMPILER_VERSION)


def test_the_version_of_graphs_is_that_of_the_graphs_built_here():
    produced = tf.Graph().as_graph_def().versions.producer
    assert tf.GRAPH_DEF_VERSION == tf.version.GRAPH_DEF_VERSION == produced


def test_a_function_has_a_signature_and_help_as_tensorflow_1s_had():
    arguments = [*inspect.signature(tf.layers.dense).parameters]
    assert arguments[:4] == ["inputs", "units", "activation", "use_bias"]
    page = pydoc.render_doc(tf.layers.dense, renderer=pydoc.plaintext)
    assert "dense(inputs" in page.replace("(\n    ", "(")  # Python 3.13 gives each argument of a long list a line
    assert "units: how many outputs" in page
    assert "tf.layers" in tf.layers.__doc__
    assert "1.15.5" in tf.__doc__
    assert "dense" in pydoc.render_doc(tf.layers, renderer=pydoc.plaintext)


def test_a_row_is_one_line_or_is_wrapped_below_its_name():
    rows = [names.Row("tf.short", "exact", today="tf.s"), names.Row("tf.long", "refused", note="many words " * 12)]
    first, second = names.format_rows(rows).splitlines()
    assert first == "exact        tf.short  tf.s"
    assert second == ("refused      tf.long   " + "many words " * 12).rstrip()
    first, second, *note = names.format_rows(rows, 60).splitlines()
    assert (first, second) == ("exact        tf.short  tf.s", "refused      tf.long")
    assert all(len(line) <= 60 and line.startswith(" " * 15) for line in note)
    assert " ".join(map(str.strip, note)) == ("many words " * 12).rstrip()


def test_dir_lists_ours_and_compat_v1s():
    assert {"placeholder", "layers", "contrib", "nn"} <= set(dir(tf))
    assert {"conv2d", "rnn_cell"} <= set(dir(tf.nn))
    assert {"dense", "conv2d"} <= set(dir(tf.layers))


@pytest.mark.parametrize(
    ("find", "name"),
    [
        pytest.param(lambda: tf.contrib.nonsense, "tf.contrib.nonsense", id="a module of contrib"),
        pytest.param(lambda: tf.contrib.layers.nonsense, "tf.contrib.layers.nonsense", id="a name in contrib"),
        pytest.param(lambda: tf.layers.nonsense, "tf.layers.nonsense", id="a name in tf.layers"),
        pytest.param(lambda: tf.nonsense, "tf.nonsense", id="a name of tf itself"),
    ],
)
def test_a_name_that_is_not_provided_is_an_attribute_error_that_says_so(find, name):
    with pytest.raises(NameNotProvided, match=name.replace(".", r"\.")) as caught:
        find()
    assert isinstance(caught.value, AttributeError)
    assert "tf1graph names" in str(caught.value)


def test_importing_the_package_imports_no_tensorflow_until_a_name_is_used():
    program = (
        "import sys, tf1graph; from tf1graph import tf; import tf1graph.tf.contrib\n"
        "assert 'tensorflow' not in sys.modules, 'too early'\n"
        "tf.placeholder\n"
        "assert 'tensorflow' in sys.modules and not tf.executing_eagerly()\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, timeout=120)
