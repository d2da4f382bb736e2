"""What layers say of themselves, and what they refuse, as TensorFlow 1.15.5 did."""

import pytest

from tf1graph import tf


@pytest.fixture(autouse=True)
def graph():
    with tf.Graph().as_default() as graph:
        yield graph


def x(*shape, dtype="float32"):
    return tf.placeholder(dtype, shape)


@pytest.mark.parametrize(
    ("build", "error", "sentence"),
    [
        pytest.param(
            lambda: tf.layers.dense(x(4), 5),
            ValueError,
            "Input 0 of layer dense is incompatible with the layer: : expected min_ndim=2, found ndim=1. "
            "Full shape received: [4]",
            id="dense on a vector",
        ),
        pytest.param(
            lambda: tf.layers.dense(x(4, None), 5),
            ValueError,
            "The last dimension of the inputs to `Dense` should be defined. Found `None`.",
            id="dense on an unknown size",
        ),
        pytest.param(
            lambda: tf.layers.dense(x(4, 3, dtype="int32"), 5),
            TypeError,
            "Unable to build `Dense` layer with non-floating point dtype <dtype: 'int32'>",
            id="dense on integers",
        ),
        pytest.param(
            lambda: tf.layers.dense(tf.placeholder(tf.float32), 5),
            ValueError,
            "Input 0 of layer dense is incompatible with the layer: its rank is undefined, "
            "but the layer requires a defined rank.",
            id="dense on an unknown rank",
        ),
        pytest.param(
            lambda: tf.layers.conv2d(x(4, 8, 8), 5, 3),
            ValueError,
            "Input 0 of layer conv2d is incompatible with the layer: expected ndim=4, found ndim=3. "
            "Full shape received: [4, 8, 8]",
            id="a convolution without channels",
        ),
        pytest.param(
            lambda: tf.layers.conv2d(x(4, 8, 8, None), 5, 3),
            ValueError,
            "The channel dimension of the inputs should be defined. Found `None`.",
            id="a convolution of unknown channels",
        ),
        pytest.param(
            lambda: tf.layers.conv2d(x(4, 8, 8, 3), 5, 3, padding="foo"),
            ValueError,
            'The `padding` argument must be a list/tuple or one of "valid", "same" '
            '(or "causal", only for `Conv1D). Received: foo',
            id="an unknown padding",
        ),
        pytest.param(
            lambda: tf.layers.conv2d(x(4, 8, 8, 3), 5, (3, 3, 3)),
            ValueError,
            "The `kernel_size` argument must be a tuple of 2 integers. Received: (3, 3, 3)",
            id="a kernel of three sizes",
        ),
        pytest.param(
            lambda: tf.layers.conv2d(x(4, 8, 8, 3), 5, 3, data_format="x"),
            ValueError,
            'The `data_format` argument must be one of "channels_first", "channels_last". Received: x',
            id="an unknown data format",
        ),
        pytest.param(
            lambda: tf.contrib.layers.flatten(x()),
            ValueError,
            "Input 0 of layer flatten is incompatible with the layer: : expected min_ndim=1, found ndim=0. "
            "Full shape received: []",
            id="flattening a scalar",
        ),
        pytest.param(
            lambda: tf.layers.dense(x(4, 3), 5, activation="nonsense"),
            ValueError,
            "Unknown activation function:nonsense",
            id="an unknown activation",
        ),
        pytest.param(
            lambda: tf.contrib.layers.variance_scaling_initializer(mode="FAN_OVER"),
            TypeError,
            "Unknown mode FAN_OVER [FAN_IN, FAN_OUT, FAN_AVG]",
            id="an unknown mode of variance scaling",
        ),
        pytest.param(
            lambda: tf.contrib.layers.variance_scaling_initializer(dtype=tf.int32),
            TypeError,
            "Cannot create initializer for non-floating point type.",
            id="variance scaling of integers",
        ),
    ],
)
def test_is_refused_with_the_sentence_of_tensorflow_1(build, error, sentence):
    with pytest.raises(error) as caught:
        build()
    assert str(caught.value) == sentence


def test_a_layer_of_a_name_that_exists_is_refused_unless_it_is_reused():
    tf.layers.dense(x(4, 8), 5, name="fc")
    with pytest.raises(ValueError, match="fc/kernel already exists, disallowed"):
        tf.layers.dense(x(4, 8), 5, name="fc")


def test_a_layer_meets_other_inputs_than_it_was_built_for_with_an_error():
    layer = tf.layers.Dense(5)
    layer(x(4, 8))
    with pytest.raises(ValueError, match="expected axis -1 of input shape to have value 8"):
        layer(x(4, 9))


def test_a_layers_scope_is_settled_at_its_first_call():
    layer = tf.layers.Dense(5)
    with pytest.raises(ValueError, match="No name available for layer scope"):
        _ = layer.scope_name
    with tf.variable_scope("outer"):
        layer(x(4, 8))
    assert layer.scope_name == "outer/dense"
    assert [weight.name for weight in layer.trainable_weights] == ["outer/dense/kernel:0", "outer/dense/bias:0"]
    assert layer.variables == layer.weights == layer.trainable_variables
    assert layer.non_trainable_weights == []


def test_a_layer_that_is_not_trainable_adds_nothing_to_train(graph):
    layer = tf.layers.Conv2D(4, 3, trainable=False)
    layer(x(2, 8, 8, 3))
    assert len(layer.non_trainable_weights) == 2
    assert tf.trainable_variables() == []
    assert len(tf.global_variables()) == 2


def test_regularization_losses_are_the_layers_and_the_graphs():
    layer = tf.layers.Dense(5, kernel_regularizer=tf.nn.l2_loss, bias_regularizer=tf.nn.l2_loss)
    layer(x(4, 8))
    assert layer.losses == tf.losses.get_regularization_losses()
    assert len(layer.losses) == 2


def test_a_layer_of_ones_own_gets_its_variables_and_scope():
    class Scale(tf.layers.Layer):
        def build(self, input_shape):
            self.factor = self.add_variable("factor", [input_shape[-1]], initializer=tf.ones_initializer())
            self.built = True

        def call(self, inputs):
            return inputs * self.factor

    layer = Scale()
    output = layer(x(4, 8))
    assert layer.factor.name == "scale/factor:0"
    assert output.op.name == "scale/mul"
    assert layer.apply(x(4, 8)).op.name == "scale/mul_1"
