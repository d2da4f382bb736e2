"""Checkpoints that TensorFlow 1.15.5 and 1.4.1 wrote, in both formats, restore by name and go on as they did there."""

import json
from pathlib import Path

import numpy as np
import pytest
from golden.checkpoints import models

from tf1graph import tf

FOLDER = Path(models.__file__).parent
VERSIONS = ["tf1.15.5", "tf1.4.1"]
BUILDS = {build.__name__: build for build in models.MODELS}


def outputs_of(version, name):
    return json.loads((FOLDER / version / "outputs.json").read_text())[name]


@pytest.fixture
def session():
    with tf.Graph().as_default(), tf.Session() as session:
        yield session


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", BUILDS)
@pytest.mark.parametrize("format", ["v1", "v2"])
def test_a_checkpoint_restores_and_goes_on_with_its_slots(session, version, name, format):
    model = BUILDS[name](tf)
    tf.train.Saver().restore(session, str(FOLDER / version / f"{name}_{format}"))
    found = models.outputs(session, model, 2)
    for given, expected in zip(found, outputs_of(version, name), strict=True):
        np.testing.assert_allclose(given.ravel(), expected, rtol=0, atol=1e-6)
    assert session.run(tf.train.get_global_step()) == 5


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", BUILDS)
def test_a_checkpoint_holds_the_variables_that_the_model_has(session, version, name):
    BUILDS[name](tf)
    held = dict(tf.train.list_variables(str(FOLDER / version / f"{name}_v2")))
    built = {variable.op.name: variable.shape.as_list() for variable in tf.global_variables()}
    assert held == built
    assert any("/Adam_1" in variable for variable in held)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_meta_graph_is_imported_and_run(session, version):
    path = str(FOLDER / version / "cnn_v2")
    tf.train.import_meta_graph(path + ".meta").restore(session, path)
    graph = tf.get_default_graph()
    x, output = graph.get_tensor_by_name("x:0"), graph.get_tensor_by_name("output:0")
    first, second, _ = outputs_of(version, "cnn")
    given = {x: models.batch(x)}
    np.testing.assert_allclose(session.run(output, given).ravel(), first, rtol=0, atol=1e-6)
    session.run("Adam", given)
    np.testing.assert_allclose(session.run(output, given).ravel(), second, rtol=0, atol=1e-6)


@pytest.mark.parametrize("format", ["v1", "v2"])
def test_a_reader_tells_shapes_dtypes_and_values(format):
    path = str(FOLDER / "tf1.4.1" / f"cnn_{format}")
    reader = tf.train.NewCheckpointReader(path)
    assert reader.get_variable_to_shape_map()["second/kernel"] == [3, 3, 4, 6]
    assert reader.get_variable_to_dtype_map()["global_step"] == tf.int64
    assert reader.get_tensor("global_step") == 3 == tf.train.load_variable(path, "global_step")
    assert tf.train.checkpoint_exists(path)
    assert b"second/kernel" in reader.debug_string()


def test_values_of_a_checkpoint_initialise_other_variables(session):
    path = str(FOLDER / "tf1.4.1" / "cnn_v1")
    with tf.variable_scope("mine"):
        kernel = tf.get_variable("kernel", [3, 3, 4, 6])
    tf.train.init_from_checkpoint(path, {"second/": "mine/"})
    session.run(tf.global_variables_initializer())
    np.testing.assert_array_equal(session.run(kernel), tf.train.load_variable(path, "second/kernel"))
