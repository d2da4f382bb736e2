"""Each layer of the standalone Keras against Keras 2.2.4 on TensorFlow 1.15.5."""

import json
import warnings
from pathlib import Path

import numpy as np
import pytest

from tests.golden import keras_layers
from tf1graph import keras, tf

GOLDEN = json.loads((Path(keras_layers.__file__).parent / "keras_layers_2.2.4.json").read_text())


@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_first_weights_and_what_the_layer_gives_are_those_of_keras_2_2_4(name):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = keras_layers.record(keras, tf, *keras_layers.cases()[name])
    wanted = GOLDEN[name]
    assert {key: found[key] for key in ("name", "shape", "params")} == {
        key: wanted[key] for key in ("name", "shape", "params")
    }
    for key in ("weights", "rest", "train"):
        np.testing.assert_allclose(found[key], wanted[key], rtol=1e-4, atol=1e-4, err_msg=key)


@pytest.fixture
def layers():
    with tf.Graph().as_default(), tf.Session() as session, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        keras.backend.set_session(session)
        yield keras.layers
    keras.backend.clear_session()


def test_the_size_that_a_reshape_leaves_open_is_known(layers):
    pictures = layers.Input((6, 6, 64))
    shapes = [keras.backend.int_shape(layers.Reshape(target)(pictures)) for target in ([-1, 8], (-1, 4, 2), (-1,))]
    assert shapes == [(None, 288, 8), (None, 288, 4, 2), (None, 2304)]


def test_layers_go_by_the_shape_that_the_program_says(layers):
    class Capsules(layers.Layer):
        def call(self, inputs):
            return tf.map_fn(lambda one: one, tf.placeholder_with_default(inputs, [None, None, None]))

        def compute_output_shape(self, input_shape):
            return input_shape[0], 10, 16

    class Same(Capsules):
        def compute_output_shape(self, input_shape):
            return super(Capsules, self).compute_output_shape(input_shape)

    class Wrong(Capsules):
        def compute_output_shape(self, input_shape):
            return input_shape[0], 7

    given = layers.Input((10, 16))
    assert given._keras_shape == Same()(given)._keras_shape == (None, 10, 16)
    made = Capsules()(given)
    assert keras.backend.int_shape(made) == (None, 10, 16)
    assert layers.Dense(3)(made).shape.as_list() == [None, 10, 3]
    assert Wrong()(given).shape.as_list() == [None, None, None]
    told = layers.Lambda(lambda x: tf.placeholder_with_default(x, [None, None, None]), output_shape=(10, 16))(given)
    assert keras.backend.int_shape(told) == (None, 10, 16)


def test_a_merge_of_the_programs_own_joins_its_inputs(layers):
    from tf1graph.keras.layers.merge import _Merge

    class Between(_Merge):
        def _merge_function(self, inputs):
            return 0.25 * inputs[0] + 0.75 * inputs[1]

    left, right = layers.Input((3,)), layers.Input((3,))
    model = keras.models.Model([left, right], Between()([left, right]))
    assert isinstance(layers.Add(), _Merge)
    np.testing.assert_allclose(model.predict([np.zeros((2, 3)), np.ones((2, 3))]), np.full((2, 3), 0.75))


def test_kernels_are_turned_round(layers):
    from tf1graph.keras.utils.layer_utils import convert_all_kernels_in_model

    model = keras.models.Sequential([layers.Conv2D(2, 3, input_shape=(5, 5, 1)), layers.Flatten(), layers.Dense(1)])
    before = model.get_weights()
    convert_all_kernels_in_model(model)
    after = model.get_weights()
    np.testing.assert_array_equal(after[0], before[0][::-1, ::-1])
    np.testing.assert_array_equal(after[2], before[2])


def test_layers_of_the_programs_own_are_tested(layers):
    from tf1graph.keras.utils.test_utils import get_test_data, layer_test

    np.random.seed(1)
    (x, y), (x_test, y_test) = get_test_data(4, 2, (3,), classification=True, num_classes=3)
    assert (x.shape, x_test.shape, y.tolist(), y_test.tolist()) == ((4, 3), (2, 3), [1, 0, 0, 1], [1, 0])
    (_, targets), _ = get_test_data(4, 2, (3,), (5,), classification=False)
    assert targets.shape == (4, 5)
    assert layer_test(layers.Dense, {"units": 3}, (2, 4)).shape == (2, 3)
    assert layer_test(layers.Reshape, {"target_shape": (-1, 1)}, (2, 3, 4)).shape == (2, 12, 1)
    assert layer_test(layers.ZeroPadding1D, input_shape=(2, 3, 4)).shape == (2, 5, 4)
    assert layer_test(layers.Dropout, {"rate": 0.5}, (None, 4)).shape[1:] == (4,)
    with pytest.raises(AssertionError):
        layer_test(layers.Activation, {"activation": "relu"}, input_data=-np.ones((2, 2), "f"), expected_output=[[1]])

    class Wrong(layers.Layer):
        def compute_output_shape(self, input_shape):
            return input_shape[0], 7

    with pytest.raises(AssertionError, match="the layer says the shape"):
        layer_test(Wrong, input_shape=(2, 4))
