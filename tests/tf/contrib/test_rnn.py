"""tf.contrib.rnn beside its nodes, which the goldens hold."""

import pytest

from tf1graph import tf

rnn = tf.contrib.rnn


@pytest.fixture(autouse=True)
def graph():
    with tf.Graph().as_default() as graph:
        yield graph


def test_the_cores_cells_are_the_same_under_both_names():
    assert rnn.LSTMCell is tf.nn.rnn_cell.LSTMCell
    assert rnn.LSTMStateTuple is tf.nn.rnn_cell.LSTMStateTuple


def test_the_linear_map_is_found_where_contrib_had_it():
    from tf1graph.tf.contrib.rnn.python.ops import core_rnn_cell, rnn_cell

    assert core_rnn_cell._linear is tf.nn.rnn_cell.linear
    assert rnn_cell.ConvLSTMCell is rnn.ConvLSTMCell


def grid(**options):
    about = {"feature_size": 3, "frequency_skip": 2, "num_frequency_blocks": [2], **options}
    cell = rnn.GridLSTMCell(2, **about)
    return cell(tf.zeros([1, 5]), cell.zero_state(1, tf.float32))


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: rnn.stack_bidirectional_rnn([], [], []), ValueError, "at least one fw cell"),
        (lambda: rnn.stack_bidirectional_rnn((1,), [1], []), ValueError, "cells_fw must be a list"),
        (lambda: rnn.stack_bidirectional_dynamic_rnn([1], [1, 2], []), ValueError, "the same depth"),
        (lambda: rnn.stack_bidirectional_dynamic_rnn([1], [1], [], [1, 2]), ValueError, "initial_states_fw must be"),
        (lambda: rnn.GLSTMCell(3, number_of_groups=2), ValueError, "num_units must be divisible"),
        (lambda: rnn.GLSTMCell(4, num_proj=3, number_of_groups=2), ValueError, "num_proj must be divisible"),
        (lambda: rnn.GridLSTMCell(2), ValueError, "Must specify num_frequency_blocks"),
        (lambda: grid(num_frequency_blocks=[3]), ValueError, "requires 3 but gets 2"),
        (lambda: grid(num_frequency_blocks=[1, 1]), ValueError, "num_frequency_blocks is not 1"),
        (lambda: grid(start_freqindex_list=[0], end_freqindex_list=[1, 2]), ValueError, "does not match 1 2"),
        (
            lambda: rnn.CoupledInputForgetGateLSTMCell(2, num_unit_shards=9)(tf.zeros([1, 2]), [tf.zeros([1, 2])] * 2),
            ValueError,
            "Too many shards",
        ),
        (lambda: rnn.EmbeddingWrapper(rnn.GRUCell(2), 0, 1), ValueError, "must be > 0"),
        (lambda: rnn.OutputProjectionWrapper(rnn.GRUCell(2), 0), ValueError, "output_size must be > 0"),
        (lambda: rnn.InputProjectionWrapper("cell", 2), TypeError, "is not an RNNCell"),
        (lambda: rnn.AttentionCellWrapper(rnn.GRUCell(2), 0), ValueError, "greater than zero"),
        (lambda: rnn.AttentionCellWrapper(rnn.LSTMCell(2), 1, state_is_tuple=False), ValueError, "tuple of states"),
        (lambda: rnn.ConvLSTMCell(2, [4, 1], 2, [3, 3]), ValueError, "Invalid input_shape"),
        (lambda: rnn.GRUBlockCell(2, 2), ValueError, "Exactly one of"),
        (lambda: rnn.LSTMBlockFusedCell(2)(tf.zeros([2, 3, 4])), ValueError, "initial_state or dtype"),
        (
            lambda: rnn.IntersectionRNNCell(2)(tf.zeros([3, 4]), tf.zeros([3, 2])),
            ValueError,
            "Must have input size == output size",
        ),
    ],
    ids=lambda part: part if isinstance(part, str) else None,
)
def test_a_net_that_cannot_be_is_refused(call, error, words):
    with pytest.raises(error, match=words):
        call()


def test_a_list_of_steps_gives_a_list_of_outputs():
    class Last(rnn.LSTMBlockWrapper):
        num_units = 4

        def _call_cell(self, inputs, memory, output, dtype, lengths):
            return inputs * 2.0, inputs

    outputs, state = Last().call([tf.ones([3, 4]), tf.zeros([3, 4])], dtype=tf.float32)
    with tf.Session() as session:
        values, last = session.run([outputs, state])
    assert [float(value[0, 0]) for value in values] == [1.0, 0.0]
    assert float(last.c[0, 0]) == 0.0
