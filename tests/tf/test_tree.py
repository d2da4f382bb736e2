"""How modules of TensorFlow 1 are imported, with a file here or without."""

import importlib
import sys

import pytest

from tf1graph import tf
from tf1graph.errors import ModuleNotProvided, NameNotProvided
from tf1graph.tf import names


def test_a_private_module_without_a_file_gives_todays_names_and_ours_first():
    sessions = importlib.import_module("tf1graph.tf.python.training.session_manager")
    assert sessions is tf.python.training.session_manager
    assert sessions.SessionManager is tf.train.SessionManager
    assert sessions.ops is tf.python.framework.ops  # ours, which has a Graph of its own


def test_a_private_module_with_a_file_gives_todays_names_too():
    ops = importlib.import_module("tf1graph.tf.python.framework.ops")
    assert ops.Graph is tf.Graph
    assert ops.get_default_graph is tf.get_default_graph


def test_a_class_that_the_table_replaces_is_ours_under_its_private_path_too(monkeypatch):
    row = names.Row("tf.train.Coordinator", "approximate", "tf1graph.errors:UsageError")
    monkeypatch.setitem(names._bodies, row.legacy, row)
    monkeypatch.delitem(vars(tf.python.training.coordinator), "Coordinator", raising=False)
    try:
        assert tf.python.training.coordinator.Coordinator.__name__ == "UsageError"
    finally:
        monkeypatch.undo()
        vars(tf.python.training.coordinator).pop("Coordinator", None)


def test_a_name_such_as_range_does_not_shadow_pythons_in_our_own_bodies():
    math_ops = tf.python.ops.math_ops
    assert math_ops.range is tf.range
    assert math_ops.range is not range
    assert "range" not in vars(math_ops)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("tf1graph.tf.train", "AdamOptimizer"),
        ("tf1graph.tf.python.platform.gfile", "GFile"),
        ("tf1graph.tf.python.client.device_lib", "list_local_devices"),
        ("tf1graph.tf.python.framework.graph_util", "remove_training_nodes"),
        ("tf1graph.tf.contrib.layers.python.layers.layers", "flatten"),
        ("tf1graph.tf.compat.v1", "placeholder"),
    ],
)
def test_a_module_that_has_no_file_can_be_imported(path, name):
    assert hasattr(importlib.import_module(path), name)


def test_a_deep_path_of_contrib_is_the_file_of_that_name_or_gives_what_the_module_publishes():
    layers = importlib.import_module("tf1graph.tf.contrib.layers.python.layers.initializers")
    assert layers is tf.contrib.layers.initializers
    assert layers.l2_regularizer is tf.contrib.layers.l2_regularizer
    elsewhere = importlib.import_module("tf1graph.tf.contrib.layers.python.ops.bucketization_op")
    assert elsewhere is not tf.contrib.layers
    assert elsewhere.flatten is tf.contrib.layers.flatten
    from tf1graph.tf.contrib.framework.python.ops import arg_scope, variables

    assert callable(arg_scope)
    assert variables.model_variable is tf.contrib.framework.model_variable
    assert tf.contrib.framework.python.ops.variables is variables


def test_todays_protocol_buffers_are_loaded_once():
    ours = importlib.import_module("tf1graph.tf.core.framework.graph_pb2")
    assert ours is importlib.import_module("tensorflow.core.framework.graph_pb2")
    assert tf.core.framework.graph_pb2 is ours


def test_a_row_can_name_a_module(monkeypatch):
    row = names.Row("tf.python.ops.losses.old_losses", "approximate", "tf1graph.tf.layers")
    monkeypatch.setitem(names._bodies, row.legacy, row)
    try:
        assert importlib.import_module("tf1graph.tf.python.ops.losses.old_losses") is tf.layers
        assert tf.python.ops.losses.old_losses is tf.layers
    finally:
        sys.modules.pop("tf1graph.tf.python.ops.losses.old_losses", None)


@pytest.mark.parametrize(
    "statement",
    [
        "import tf1graph.tf.contrib.nonsense",
        "from tf1graph.tf.contrib import nonsense",
        "from tf1graph.tf.contrib.layers import nonsense",
        "from tf1graph.tf.python.framework.ops import nonsense",
        "import tf1graph.tf.python.nonsense",
        "import tf1graph.tf.core.nonsense",
        "import tf1graph.tf.nonsense",
    ],
)
def test_a_module_that_is_not_provided_is_an_import_error_that_names_it_and_the_line(statement):
    with pytest.raises(ModuleNotProvided, match=r"nonsense is not provided by tf1graph \(train.py, line 2\)") as it:
        exec(compile("\n" + statement, "train.py", "exec"), {})
    assert isinstance(it.value, ImportError)
    assert isinstance(it.value, NameNotProvided)


def test_a_module_that_the_table_refuses_says_why(monkeypatch):
    row = names.Row("tf.contrib.bigtable", "refused", note="Bigtable needs its own client.")
    monkeypatch.setitem(names._bodies, row.legacy, row)
    with pytest.raises(ModuleNotProvided, match="Bigtable needs its own client"):
        importlib.import_module("tf1graph.tf.contrib.bigtable")
    assert not hasattr(tf.contrib, "bigtable")
    assert "bigtable" not in dir(tf.contrib)


def test_star_gives_the_public_names_and_not_what_our_code_was_written_with():
    given = {}
    exec("from tf1graph.tf.layers import *", given)
    assert {"dense", "Dense", "conv2d"} <= set(given)
    exec("from tf1graph.tf.contrib.layers import *", given := {})
    assert {"flatten", "variance_scaling_initializer"} <= set(given)
    assert not {"math", "Any", "core_layers", "compat_v1", "mirror"} & set(given)


def test_every_name_that_dir_lists_is_there():
    missing = [name for name in dir(tf.nn) + dir(tf.train) if not hasattr(tf.nn, name) and not hasattr(tf.train, name)]
    assert missing == []


@pytest.mark.parametrize(
    ("path", "stands"),
    [
        ("contrib.keras.api.keras.layers", "keras.layers"),
        ("contrib.slim.initializers", "contrib.layers.initializers"),
        ("python.tpu.tpu_config", "estimator.tpu.tpu_config"),
    ],
)
def test_programs_import_modules_by_their_longer_paths(path, stands):
    found = importlib.import_module(f"tf1graph.tf.{path}")
    assert found is importlib.import_module(f"tf1graph.tf.{stands}")


def test_a_class_of_the_programs_own_counts_as_a_dense_tensor():
    ops = tf.python.framework.ops

    class Named:
        name = property(lambda self: "a")

    class Typed(Named):
        dtype = property(lambda self: tf.float32)

    assert not tf.is_tensor(Typed())
    ops.register_dense_tensor_like_type(Typed)
    assert tf.is_tensor(Typed())
    assert not tf.is_tensor(Named())
    with pytest.raises(TypeError, match="Type Named does not define a `dtype` property"):
        ops.register_dense_tensor_like_type(Named)
