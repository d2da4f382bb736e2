"""RNN cells beside their nodes, which the goldens hold."""

import numpy as np
import pytest

from tf1graph import tf


@pytest.fixture(autouse=True)
def graph():
    with tf.Graph().as_default() as graph:
        yield graph


def test_the_state_after_a_step_is_the_activation_of_input_and_state_together():
    inputs = np.random.RandomState(0).randn(4, 8).astype("f")
    cell = tf.nn.rnn_cell.BasicRNNCell(3)
    output, state = cell(tf.constant(inputs), tf.ones([4, 3]))
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        got, kernel = session.run([output, cell.weights[0]])
    want = np.tanh(np.concatenate([inputs, np.ones((4, 3), "f")], 1) @ kernel)
    np.testing.assert_allclose(got, want, rtol=1e-5, atol=1e-6)
    assert output is state


def test_a_zero_state_knows_as_much_of_its_shape_as_it_is_told():
    cell = tf.nn.rnn_cell.BasicRNNCell(3)
    assert cell.zero_state(4, tf.float32).shape.as_list() == [4, 3]
    assert cell.zero_state(tf.placeholder(tf.int32, []), tf.float32).shape.as_list() == [None, 3]
    assert cell.get_initial_state(tf.placeholder(tf.float64, [5, 8])).dtype == tf.float64
    assert cell.state_size == cell.output_size == 3


def test_an_initial_state_of_unknown_batch_is_refused():
    with pytest.raises(ValueError, match="batch_size and dtype cannot be None"):
        tf.nn.rnn_cell.BasicRNNCell(3).get_initial_state()


def test_inputs_that_are_no_matrix_are_refused():
    cell = tf.nn.rnn_cell.BasicRNNCell(3)
    with pytest.raises(ValueError, match="expected ndim=2, found ndim=3"):
        cell(tf.placeholder(tf.float32, [4, 2, 8]), cell.zero_state(4, tf.float32))


def test_a_cell_runs_under_dynamic_rnn():
    inputs = tf.placeholder(tf.float32, [4, 5, 8])
    outputs, state = tf.nn.dynamic_rnn(tf.nn.rnn_cell.BasicRNNCell(3), inputs, dtype=tf.float32)
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        got, last = session.run([outputs, state], {inputs: np.ones((4, 5, 8), "f")})
    assert got.shape == (4, 5, 3)
    np.testing.assert_array_equal(got[:, -1], last)
