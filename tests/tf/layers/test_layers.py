"""What layers say of themselves, and what they refuse, as TensorFlow 1.15.5 did."""

import copy

import numpy as np
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
            "Input 0 of layer dense_1 is incompatible with the layer: : expected min_ndim=2, found ndim=1. "
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
            "Input 0 of layer dense_1 is incompatible with the layer: its rank is undefined, "
            "but the layer requires a defined rank.",
            id="dense on an unknown rank",
        ),
        pytest.param(
            lambda: tf.layers.conv2d(x(4, 8, 8), 5, 3),
            ValueError,
            "Input 0 of layer conv2d_1 is incompatible with the layer: expected ndim=4, found ndim=3. "
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
            "Input 0 of layer flatten_1 is incompatible with the layer: : expected min_ndim=1, found ndim=0. "
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
    assert [loss.name for loss in tf.losses.get_regularization_losses()] == [
        "dense/kernel/Regularizer/L2Loss:0",
        "dense/bias/Regularizer/L2Loss:0",
    ]
    assert len(layer.losses) == 2
    assert len(layer.get_losses_for(None)) == 2


def test_losses_that_come_of_an_input_are_told_from_those_that_do_not():
    layer = tf.layers.Dense(5, kernel_regularizer=tf.nn.l2_loss, activity_regularizer=tf.nn.l2_loss)
    one, other = x(4, 8), x(4, 8)
    layer(one)
    layer(other)
    assert [len(layer.get_losses_for(inputs)) for inputs in (None, one, [one, other])] == [1, 1, 2]


def test_updates_that_come_of_an_input_are_told_from_those_that_do_not():
    layer = tf.layers.BatchNormalization()
    one, other = x(4, 8), x(4, 8)
    layer(one, training=True)
    layer(other, training=True)
    layer.add_update(tf.no_op())
    assert [len(layer.get_updates_for(inputs)) for inputs in (None, one, [one, other])] == [1, 2, 4]
    layer.trainable = False
    assert layer.updates == []
    assert len(layer.non_trainable_weights) == 4


def test_weights_are_counted_read_and_set():
    layer = tf.layers.Dense(2)
    with pytest.raises(ValueError, match="the layer isn't built"):
        layer.count_params()
    outputs = layer(tf.ones([1, 3]))
    assert layer.count_params() == 8
    with pytest.raises(ValueError, match="default session"):
        layer.get_weights()
    with tf.Session() as session:
        layer.set_weights([np.ones([3, 2]), np.array([1.0, 2.0])])
        assert session.run(outputs).tolist() == [[4.0, 5.0]]
        assert [weight.tolist() for weight in layer.get_weights()] == [[[1.0, 1.0]] * 3, [1.0, 2.0]]
        with pytest.raises(ValueError, match="expecting 2 weights"):
            layer.set_weights([])
        with pytest.raises(ValueError, match="not compatible with provided weight shape"):
            layer.set_weights([np.ones([2, 2]), np.ones([2])])


def test_a_copy_of_a_layer_has_its_own_account_of_the_same_variables():
    layer = tf.layers.Dense(2)
    layer(x(4, 8))
    twin = copy.deepcopy(layer)
    assert twin.kernel is layer.kernel
    twin.add_loss(tf.constant(1.0))
    assert layer.losses == []


def test_shapes_of_outputs_are_known_beforehand():
    def shape(layer, *sizes):
        return layer.compute_output_shape(tf.TensorShape(sizes)).as_list()

    assert shape(tf.layers.Dense(5), None, 3, 8) == [None, 3, 5]
    assert shape(tf.layers.Flatten(), None, 3, 8) == [None, 24]
    assert shape(tf.layers.Conv2D(4, 3, 2), 2, 9, None, 3) == [2, 4, None, 4]
    assert shape(tf.layers.Conv1D(4, 3, padding="causal", dilation_rate=2), 2, 9, 3) == [2, 9, 4]
    assert shape(tf.layers.Conv2D(4, 3, dilation_rate=2, data_format="channels_first"), 2, 3, 9, 9) == [2, 4, 5, 5]
    assert shape(tf.layers.Conv2DTranspose(4, 3, 2), 2, 9, 9, 3) == [2, 19, 19, 4]
    assert shape(tf.layers.MaxPooling2D(2, 2), 2, 9, 9, 3) == [2, 4, 4, 3]
    assert shape(tf.layers.AveragePooling1D(2, 2, "same"), 2, 9, 3) == [2, 5, 3]
    assert shape(tf.layers.BatchNormalization(), 2, 9) == [2, 9]
    assert shape(tf.layers.Dropout(), 2, 9) == [2, 9]


@pytest.mark.parametrize(
    ("build", "sentence"),
    [
        (lambda: tf.layers.BatchNormalization(axis=2)(x(4, 8)), "Invalid axis: 2"),
        (lambda: tf.layers.BatchNormalization(axis=[1, 1])(x(4, 8)), "Duplicate axis"),
        (lambda: tf.layers.BatchNormalization(axis="last"), "axis must be int or list"),
        (lambda: tf.layers.BatchNormalization()(x(4, None)), "undefined `axis` dimension"),
        (lambda: tf.layers.BatchNormalization(renorm=True, renorm_clipping={"r": 1}), "contains keys not in"),
        (lambda: tf.layers.BatchNormalization(axis=0, virtual_batch_size=2)(x(4, 8)), "axis cannot include 0"),
        (lambda: tf.layers.max_pooling2d(x(2, 8, 8, 1), 2, None), "`strides` must not be None"),
        (lambda: tf.layers.conv2d(x(2, 8, 8, 1), 2, 2, padding="causal"), "only supported for `Conv1D`"),
        (lambda: tf.layers.dropout(x(2, 8), 1.5, training=True), "range \\[0, 1\\), got 1.5"),
        (lambda: tf.nn.dropout(x(2, 8)), "You must provide a rate to dropout."),
        (lambda: tf.nn.dropout(x(2, 8, dtype="int32"), 0.5), "floating point tensor"),
    ],
)
def test_says_what_is_wrong_with_the_arguments(build, sentence):
    with pytest.raises((ValueError, TypeError), match=sentence):
        build()


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
