"""Resource variables."""

import pytest

from tf1graph import tf


@pytest.mark.parametrize("use_resource", [False, True], ids=["by reference", "a resource"])
def test_each_kind_of_variable_is_a_variable_as_in_tensorflow_1(use_resource):
    with tf.Graph().as_default():
        variable = tf.get_variable("a", [2], use_resource=use_resource)
        assert isinstance(variable, tf.Variable)
        assert not isinstance(variable + 1, tf.Variable)
        assert not isinstance(variable, tf.Tensor)


def test_a_layers_variables_are_variables():
    with tf.Graph().as_default():
        layer = tf.keras.layers.Dense(3, input_shape=(2,))
        tf.keras.Sequential([layer])
        assert [isinstance(weight, tf.Variable) for weight in layer.weights] == [True, True]
