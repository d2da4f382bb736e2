"""`tf.keras` comes when it is asked for, under each of the paths that TensorFlow 1 had."""

import subprocess
import sys
from importlib import import_module

import numpy as np
import pytest
import tensorflow

from tf1graph import tf


def run(program):
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120)


def test_a_program_without_keras_does_not_import_tf_keras():
    done = run(
        "import sys; from tf1graph import tf; tf.layers.dense(tf.zeros([2, 3]), 4); print('tf_keras' in sys.modules)"
    )
    assert done.stdout.strip() == "False", done.stderr


def test_without_tf_keras_one_sentence_says_what_to_install():
    done = run("import sys; sys.modules['tf_keras'] = None; from tf1graph import tf; tf.zeros([1]); tf.keras.layers")
    assert done.stderr.splitlines()[-1].endswith("tf.keras needs the package tf_keras: pip install tf_keras")


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("keras.layers", "Dense"),
        ("python.keras.layers", "Dense"),
        ("python.keras.layers.core", "Dense"),
        ("python.keras.layers.recurrent", "LSTM"),
        ("python.keras.layers.wrappers", "Bidirectional"),
        ("keras.backend", "learning_phase"),
        ("python.keras.backend", "learning_phase"),
        ("keras.preprocessing.image", "ImageDataGenerator"),
        ("python.keras.preprocessing.image", "ImageDataGenerator"),
        ("python.keras.applications.vgg16", "VGG16"),
        ("python.keras.datasets.mnist", "load_data"),
        ("python.keras.engine.base_layer", "Layer"),
        ("python.keras.engine.training", "Model"),
        ("python.keras.optimizers", "Adadelta"),
        ("python.keras.optimizer_v2.adam", "Adam"),
        ("python.keras.utils.np_utils", "to_categorical"),
        ("python.keras.utils.generic_utils", "to_snake_case"),
        ("python.keras.models", "Sequential"),
        ("python.keras", "Sequential"),
    ],
)
def test_a_name_is_found_where_tensorflow_1_had_it(module, name):
    assert getattr(import_module(f"tf1graph.tf.{module}"), name)


def test_public_and_private_paths_give_the_same_class():
    from tf1graph.tf.python.keras.layers.core import Dense

    assert Dense is tf.keras.layers.Dense
    assert isinstance(Dense(3), tf.keras.layers.Layer)


def test_a_module_that_keras_never_had_is_not_there():
    with pytest.raises(ImportError, match=r"tf\.python\.keras\.nowhere is not provided"):
        import_module("tf1graph.tf.python.keras.nowhere")


def test_optimizers_have_the_learning_rates_of_1_15():
    assert tf.keras.optimizers.Adadelta().get_config()["learning_rate"] == 0.001
    assert tf.keras.optimizers.Adam(lr=0.5).get_config()["learning_rate"] == 0.5


def test_graphs_of_others_keep_tf_keras_own_nodes():
    with tensorflow.Graph().as_default() as graph:
        layer = tf.keras.layers.Conv2D(2, 2)
        layer(tf.zeros([1, 3, 3, 1]))
    assert not [op for op in graph.get_operations() if "dilation_rate" in op.name]


@pytest.mark.parametrize(("units", "classes"), [(3, [2, 2]), (1, [[1], [0]])])
def test_a_stack_of_layers_says_the_classes_that_it_predicts(units, classes):
    with tf.Graph().as_default():
        kernel = tf.constant_initializer(list(range(1, units + 1)))
        model = tf.keras.Sequential([tf.keras.layers.Dense(units, kernel_initializer=kernel, input_shape=(1,))])
        given = np.array([[1.0], [0.25]])
        assert model.predict_classes(given).tolist() == classes
        assert model.predict_proba(given).tolist() == model.predict(given).tolist()
        doubled = tf.keras.layers.Lambda(lambda x: 2 * x).apply(tf.constant(3.0))
        with tf.Session() as session:
            assert session.run(doubled) == 6


def test_the_cosine_similarity_is_a_loss_by_its_older_name_too():
    with tf.Graph().as_default(), tf.Session():
        model = tf.keras.models.Sequential([tf.keras.layers.Dense(2, kernel_initializer="ones", input_shape=(2,))])
        model.compile("sgd", "cosine_proximity")
        assert model.test_on_batch(np.eye(2), np.eye(2)) == pytest.approx(0.5**0.5)
