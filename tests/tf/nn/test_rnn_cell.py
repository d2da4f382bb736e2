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


def test_a_wrapper_has_the_sizes_of_the_cell_inside_and_lacks_variables_of_its_own():
    inner = tf.nn.rnn_cell.LSTMCell(5, num_proj=2)
    cell = tf.nn.rnn_cell.DropoutWrapper(tf.nn.rnn_cell.DeviceWrapper(inner, "/cpu:0"), 0.5)
    cell(tf.ones([4, 3]), cell.zero_state(4, tf.float32))
    assert cell.state_size == (5, 2)
    assert cell.output_size == 2
    assert [weight.op.name for weight in inner.weights] == [
        "lstm_cell/kernel",
        "lstm_cell/bias",
        "lstm_cell/projection/kernel",
    ]
    assert not cell.weights


def test_a_multi_cell_has_the_variables_of_its_cells():
    cell = tf.nn.rnn_cell.MultiRNNCell([tf.nn.rnn_cell.GRUCell(5), tf.nn.rnn_cell.BasicRNNCell(2, trainable=False)])
    cell(tf.ones([4, 3]), cell.zero_state(4, tf.float32))
    assert [len(weights) for weights in (cell.trainable_weights, cell.non_trainable_weights)] == [4, 2]
    cell.trainable = False
    assert [len(weights) for weights in (cell.trainable_weights, cell.non_trainable_weights)] == [0, 6]


def test_states_of_two_dtypes_have_none():
    state = tf.nn.rnn_cell.LSTMStateTuple(tf.zeros([1]), tf.zeros([1]))
    assert state.dtype == tf.float32
    with pytest.raises(TypeError, match="Inconsistent internal state"):
        _ = tf.nn.rnn_cell.LSTMStateTuple(tf.zeros([1]), tf.zeros([1], tf.float64)).dtype


@pytest.mark.parametrize(
    ("make", "error", "words"),
    [
        (lambda cells: cells.MultiRNNCell([]), ValueError, "at least one cell"),
        (lambda cells: cells.MultiRNNCell(cells.GRUCell(2)), TypeError, "must be a list or tuple"),
        (lambda cells: cells.MultiRNNCell([cells.LSTMCell(2)], False), ValueError, "Some cells return tuples"),
        (lambda cells: cells.ResidualWrapper("cell"), TypeError, "is not an RNNCell: 'output_size'"),
        (lambda cells: cells.DropoutWrapper(cells.GRUCell(2), 1.5), ValueError, "input_keep_prob must be between"),
        (
            lambda cells: cells.DropoutWrapper(cells.GRUCell(2), variational_recurrent=True),
            ValueError,
            "dtype must be provided",
        ),
        (
            lambda cells: cells.DropoutWrapper(cells.GRUCell(2), 0.5, variational_recurrent=True, dtype=tf.float32),
            ValueError,
            "input_size must be provided",
        ),
        (lambda cells: cells.GRUCell(2, dtype=tf.int32), ValueError, "only supports floating point inputs"),
    ],
    ids=lambda part: part if isinstance(part, str) else None,
)
def test_a_cell_that_cannot_be_is_refused(make, error, words):
    with pytest.raises(error, match=words):
        make(tf.nn.rnn_cell)


def test_the_private_modules_of_the_cells_give_the_cells():
    from tf1graph.tf.python.ops import rnn_cell, rnn_cell_impl

    assert rnn_cell.GRUCell is rnn_cell_impl.GRUCell is tf.nn.rnn_cell.GRUCell
    assert rnn_cell_impl._LayerRNNCell is rnn_cell_impl.LayerRNNCell
    assert rnn_cell_impl._linear is tf.nn.rnn_cell.linear


@pytest.mark.parametrize(
    ("args", "kwargs"),
    [((True, 0.5, "map"), {}), ((True,), {"bias_start": 0.5, "scope": "map"})],
    ids=["by place", "by name"],
)
def test_a_linear_map_is_called_as_before_1_0(args, kwargs):
    x = np.arange(6, dtype="f").reshape(2, 3)
    mapped = tf.nn.rnn_cell.linear([tf.constant(x), tf.constant(x)], 4, *args, **kwargs)
    kernel, bias = tf.trainable_variables()
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        got, kernel_value, bias_value = session.run([mapped, kernel, bias])
    assert [kernel.op.name, bias.op.name] == ["map/kernel", "map/bias"]
    np.testing.assert_array_equal(bias_value, [0.5] * 4)
    np.testing.assert_allclose(got, np.concatenate([x, x], 1) @ kernel_value + bias_value, rtol=1e-5, atol=1e-6)


def test_a_linear_map_with_its_variables_made_first_gives_what_the_function_gives():
    x = tf.placeholder(tf.float32, [2, 3])
    with tf.variable_scope("map"):
        layer = tf.nn.rnn_cell._Linear([x, x], 4, True)
    with tf.variable_scope("map", reuse=True):
        mapped = tf.nn.rnn_cell._linear([x, x], 4, True)
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        one, other = session.run([layer([x, x]), mapped], {x: np.ones((2, 3), "f")})
    np.testing.assert_array_equal(one, other)


def test_a_linear_map_of_what_is_no_matrix_is_refused():
    with pytest.raises(ValueError, match="expecting 2D arguments"):
        tf.nn.rnn_cell.linear(tf.zeros([3]), 2, True)
    with pytest.raises(ValueError, match="must be specified"):
        tf.nn.rnn_cell.linear([], 2, True)
