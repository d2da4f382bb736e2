"""What cannot be meant of the rarer modules of contrib is an error."""

import pytest

from tf1graph import tf


@pytest.fixture(autouse=True)
def graph():
    with tf.Graph().as_default():
        yield


@pytest.mark.parametrize(
    ("error", "words", "ask"),
    [
        (ValueError, "at least 1", lambda: tf.contrib.mixed_precision.FixedLossScaleManager(0.5)),
        (
            ValueError,
            "expected 3 input features, got 2",
            lambda: tf.contrib.kernel_methods.RandomFourierFeatureMapper(3, 5).map(tf.zeros([4, 2])),
        ),
        (
            ValueError,
            "Invalid dtype for labels",
            lambda: tf.contrib.kernel_methods.sparse_multiclass_hinge_loss(tf.zeros([4]), tf.zeros([4, 2])),
        ),
        (
            ValueError,
            "logits should have rank 2",
            lambda: tf.contrib.kernel_methods.sparse_multiclass_hinge_loss(tf.zeros([4], tf.int32), tf.zeros([4])),
        ),
        (TypeError, "is not a Variable", lambda: tf.contrib.copy_graph.copy_variable_to_graph(3, tf.Graph())),
        (TypeError, "Could not copy", lambda: tf.contrib.copy_graph.copy_op_to_graph(3, tf.Graph(), [])),
    ],
)
def test_what_cannot_be_meant_is_an_error(error, words, ask):
    with pytest.raises(error, match=words):
        ask()


def test_a_step_with_gradients_that_are_not_finite_is_left_out():
    mixed = tf.contrib.mixed_precision
    weight = tf.Variable(1.0)
    manager = mixed.ExponentialUpdateLossScaleManager(16.0, 3, 1)
    optimizer = mixed.LossScaleOptimizer(tf.train.GradientDescentOptimizer(0.1), manager)
    train = optimizer.apply_gradients([(tf.constant(float("nan")), weight)])
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        session.run(train)
        assert session.run([weight, manager.get_loss_scale()]) == [1.0, pytest.approx(12.8)]
