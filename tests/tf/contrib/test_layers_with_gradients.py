"""Layers of `tf.contrib.layers` with gradients of their own: reversible blocks, scaled gradients, GDN; and targets."""

import numpy as np
import pytest

from tf1graph import tf


@pytest.fixture(autouse=True)
def graph():
    with tf.Graph().as_default() as graph:
        yield graph


def dense(x, sides=()):
    return tf.layers.dense(x * sides[0] if sides else x, 3, tf.nn.tanh)


@pytest.mark.parametrize("with_sides", [False, True], ids=["without side inputs", "with side inputs"])
def test_the_gradients_are_those_of_a_block_that_keeps_everything(with_sides):
    found = []
    for is_training in (True, False):
        with tf.Graph().as_default(), tf.Session() as session:
            x1, x2, side = (tf.constant(np.random.RandomState(seed).randn(2, 3), tf.float32) for seed in range(3))
            sides = {"f_side_input": [side]} if with_sides else {}
            y1, y2 = tf.contrib.layers.rev_block(x1, x2, dense, dense, 2, is_training=is_training, **sides)
            variables = sorted(tf.trainable_variables(), key=lambda variable: variable.name)
            sources = [x1, x2, *variables, *([side] if with_sides else [])]
            grads = tf.gradients(tf.reduce_sum(y1 * 2 + y2), sources)
            for number, variable in enumerate(variables):
                variable.load(np.random.RandomState(number).randn(*variable.shape.as_list()), session)
            found.append(session.run([y1, y2, *grads]))
    assert len(found[0]) == (13 if with_sides else 12)
    for one, other in zip(*found, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-4, atol=1e-5)


def test_a_scaled_gradient_is_that_many_times_the_gradient():
    x = tf.constant([1.0, 2.0])
    y = tf.contrib.layers.scale_gradient(x, tf.constant([0.5, -1.0]))
    assert y.shape == [2]
    with tf.Session() as session:
        output, grad = session.run([y, tf.gradients(y**2, x)[0]])
    assert output.tolist() == [1.0, 2.0]
    assert grad.tolist() == [1.0, -4.0]


def test_a_block_goes_back_to_its_inputs():
    block = tf.contrib.layers.RevBlock(dense, dense, num_layers=2)
    x1, x2 = tf.constant([[1.0, 2.0, 3.0]]), tf.constant([[4.0, 5.0, 6.0]])
    inputs = block.backward(*block.forward(x1, x2))
    assert len(block.trainable_weights) == 8
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        np.testing.assert_allclose(session.run(inputs), session.run([x1, x2]), rtol=1e-5)


def test_as_many_functions_as_layers_are_asked_for():
    with pytest.raises(ValueError, match="3 layers and 2 functions f"):
        tf.contrib.layers.RevBlock([dense, dense], dense, num_layers=3)


def test_a_variable_from_outside_the_block_is_an_error():
    outside = tf.get_variable("outside", [3], use_resource=True)
    y1, _ = tf.contrib.layers.rev_block(tf.ones([1, 3]), tf.ones([1, 3]), lambda x: dense(x) * outside, dense)
    with pytest.raises(ValueError, match="outside:0 was not made by a layer"):
        tf.gradients(y1, tf.trainable_variables())


def test_a_wrong_layout_of_divisive_normalisation_is_an_error():
    with pytest.raises(ValueError, match="Unsupported `data_format` for GDN"):
        tf.contrib.layers.gdn(tf.zeros([1, 2, 2, 2]), data_format="NHWC")


def test_metrics_of_targets_without_a_right_name_are_an_error():
    target = tf.contrib.layers.multi_class_target(3)
    with pytest.raises(ValueError, match="Ignoring metric"):
        target.get_eval_ops({}, tf.zeros([2, 3]), tf.zeros([2], tf.int64), {("a", "b"): None})
    with pytest.raises(ValueError, match="must be > 1"):
        tf.contrib.layers.multi_class_target(1)


def test_a_recomputed_function_takes_no_tensor_from_outside():
    outside = tf.ones([2])
    with pytest.raises(ValueError, match=r"closes over Tensor .* \(local variable name: outside\)"):
        tf.contrib.layers.recompute_grad(lambda x: x * outside)


def test_a_recomputed_function_is_given_tensors():
    with pytest.raises(ValueError, match="must be Tensors"):
        tf.contrib.layers.recompute_grad(tf.sin)(1.0)


def test_a_function_recomputed_twice_in_one_scope_is_an_error_that_says_so():
    twice = tf.contrib.layers.recompute_grad(lambda x: tf.layers.dense(x, 2, use_bias=False))
    x = tf.ones([2, 2])
    with tf.variable_scope("block", use_resource=True):
        y = twice(x) + twice(x)
    with pytest.raises(ValueError, match="in a variable scope of its own"):
        tf.gradients(y, x)


@pytest.mark.parametrize(("shape", "dtype", "why"), [(None, tf.float32, "Rank"), ([2], tf.int32, "floats")])
def test_gradients_that_wait_by_a_sum_are_floats_of_known_rank(shape, dtype, why):
    from tf1graph.tf.contrib.layers.recomputation import _depending

    x = tf.placeholder(dtype, shape)
    with pytest.raises(ValueError, match=why):
        _depending([x], [x])
