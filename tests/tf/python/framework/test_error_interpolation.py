"""Errors of a session say what happened first, then which op it was, as TensorFlow 1.15.5's did, and where it is."""

import inspect

import pytest

from tf1graph import tf


def test_an_error_says_where_its_op_was_made():
    with tf.Graph().as_default(), tf.Session() as session:
        divided, line = tf.constant(1) // tf.constant(0, name="nothing"), inspect.currentframe().f_lineno
        with pytest.raises(tf.errors.InvalidArgumentError) as caught:
            session.run(divided)
    place = f"[[node {divided.op.name} (defined at {__file__}:{line}) ]]"
    assert caught.value.message == f"Integer division by zero\n\t {place}"


def test_an_op_that_the_session_added_is_named_alone():
    with tf.Graph().as_default(), tf.Session() as session, pytest.raises(tf.errors.FailedPreconditionError) as caught:
        session.run(tf.Variable(1.0, name="weight"))
    assert caught.value.message == "Attempting to use uninitialized value weight\n\t [[{{node _retval_weight_0_0}}]]"
