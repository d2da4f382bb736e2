"""The standalone Keras against Keras 2.2.4 on TensorFlow 1.15.5."""

import json
import warnings
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from tests.golden import keras_of_its_time
from tf1graph import keras, tf
from tf1graph.errors import NameNotProvided

GOLDEN = json.loads((Path(keras_of_its_time.__file__).parent / "keras_2.2.4.json").read_text())


@pytest.fixture(autouse=True)
def fresh():
    keras.backend.clear_session()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
    keras.backend.clear_session()


@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_names_first_weights_and_the_first_step_are_those_of_keras_2_2_4(name):
    found = keras_of_its_time.record(keras, tf, keras_of_its_time.cases()[name])
    wanted = GOLDEN[name]
    assert (found["layers"], found["names"]) == (wanted["layers"], wanted["names"])
    for part in ("first", "history"):
        assert set(found[part]) == set(wanted[part])
        for key, values in wanted[part].items():
            np.testing.assert_allclose(found[part][key], values, rtol=1e-5, atol=1e-5, err_msg=key)


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("applications.vgg16", "VGG16"),
        ("backend.tensorflow_backend", "set_session"),
        ("callbacks", "ModelCheckpoint"),
        ("constraints", "maxnorm"),
        ("engine.topology", "Layer"),
        ("layers.advanced_activations", "LeakyReLU"),
        ("layers.convolutional", "Conv2D"),
        ("layers.core", "Dense"),
        ("layers.merge", "concatenate"),
        ("layers.normalization", "BatchNormalization"),
        ("layers.recurrent", "LSTM"),
        ("layers.wrappers", "TimeDistributed"),
        ("legacy.layers", "Convolution2D"),
        ("losses", "categorical_crossentropy"),
        ("objectives", "mean_squared_error"),
        ("preprocessing.image", "ImageDataGenerator"),
        ("preprocessing.sequence", "pad_sequences"),
        ("preprocessing.text", "Tokenizer"),
        ("regularizers", "l2"),
        ("utils.generic_utils", "Progbar"),
        ("utils.np_utils", "to_categorical"),
        ("utils.vis_utils", "plot_model"),
    ],
)
def test_a_module_of_that_time_has_its_names(place, name):
    assert callable(getattr(import_module(f"tf1graph.keras.{place}"), name))


def test_arguments_of_keras_1_are_taken_with_a_warning():
    with pytest.warns(UserWarning, match="Update your `Conv2D` call"):
        layer = keras.layers.Convolution2D(8, 3, 2, border_mode="same", subsample=(2, 2), dim_ordering="tf")
    assert (layer.filters, layer.kernel_size, layer.strides) == (8, (3, 2), (2, 2))
    assert (layer.padding, layer.data_format, layer.name) == ("same", "channels_last", "conv2d_1")
    assert keras.layers.Dropout(p=0.5).rate == 0.5
    with pytest.raises(TypeError, match="`units` is given twice"):
        keras.layers.Dense(output_dim=3, units=3)


def test_merge_is_a_function_and_a_module():
    left, right = keras.layers.Input((3,)), keras.layers.Input((3,))
    assert keras.layers.merge([left, right], mode="concat").shape.as_list() == [None, 6]
    assert keras.layers.merge.add([left, right]).shape.as_list() == [None, 3]


def test_a_saved_model_is_one_of_our_classes_again(tmp_path):
    model = keras.models.Sequential([keras.layers.Dense(3, input_shape=(2,))])
    model.compile("adadelta", "mse", metrics=["accuracy"])
    model.save(str(tmp_path / "model.h5"))
    again = keras.models.load_model(str(tmp_path / "model.h5"))
    assert isinstance(again.layers[-1], keras.layers.Dense)
    assert isinstance(again, keras.models.Sequential)
    np.testing.assert_array_equal(again.get_weights()[0], model.get_weights()[0])
    assert keras.backend.get_value(again.optimizer.lr) == 1.0


def test_tf_keras_beside_it_counts_from_0():
    assert keras.layers.Dense(1).name == "dense_1"
    assert tf.keras.layers.Flatten().name == "flatten"


def test_a_name_that_keras_never_had_is_refused():
    assert keras.__version__ == "2.2.4"
    assert keras.backend.image_dim_ordering() == "tf"
    with pytest.raises(NameNotProvided, match=r"keras\.layers\.Denser is not provided"):
        _ = keras.layers.Denser


def test_an_older_name_of_a_layer_is_the_same_class_and_leaves_it_as_it_is():
    assert keras.layers.Deconvolution2D is keras.layers.Conv2DTranspose
    assert keras.layers.AtrousConv2D is keras.layers.Conv2D
    assert keras.layers.Conv2D.__module__ == "tf1graph.keras.layers"
