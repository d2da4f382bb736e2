"""The networks of cuDNN compute, save and load what the compatible cells do, and start from 1.15.5's weights."""

import numpy as np
import pytest

from tf1graph import tf

CUDNN = tf.contrib.cudnn_rnn
CELLS = {
    "CudnnLSTM": CUDNN.CudnnCompatibleLSTMCell,
    "CudnnGRU": CUDNN.CudnnCompatibleGRUCell,
    "CudnnRNNTanh": tf.nn.rnn_cell.BasicRNNCell,
    "CudnnRNNRelu": lambda units: tf.nn.rnn_cell.BasicRNNCell(units, activation=tf.nn.relu),
}
STEPS, BATCH, SIZE, UNITS = 4, 3, 5, 2
FED = np.random.RandomState(0).randn(STEPS, BATCH, SIZE).astype(np.float32)


@pytest.fixture(autouse=True)
def graph():
    with tf.Graph().as_default() as graph:
        tf.set_random_seed(7)
        yield graph


def run_cells(name, path, lengths):
    """What the cells give that take a checkpoint's weights."""
    with tf.Graph().as_default(), tf.Session() as session:
        with tf.variable_scope("net"):
            cell = tf.nn.rnn_cell.MultiRNNCell([CELLS[name](UNITS) for _ in range(2)])
            outputs, state = tf.nn.dynamic_rnn(cell, tf.constant(FED), lengths, dtype=tf.float32, time_major=True)
        tf.train.Saver().restore(session, path)
        return session.run([outputs, state])


@pytest.mark.parametrize(
    ("name", "lengths"),
    [
        ("CudnnLSTM", None),
        ("CudnnLSTM", [4, 2, 1]),
        ("CudnnGRU", [4, 2, 1]),
        ("CudnnRNNTanh", None),
        ("CudnnRNNRelu", [4, 2, 1]),
    ],
)
def test_cells_that_take_its_checkpoint_compute_the_same(name, lengths, tmp_path):
    layer = getattr(CUDNN, name)(2, UNITS, name="net", bias_initializer=tf.random_uniform_initializer())
    outputs, states = layer(tf.constant(FED), sequence_lengths=lengths)
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        path = tf.train.Saver().save(session, str(tmp_path / "model"))
        found, ends = session.run([outputs, states])
    expected, of_cells = run_cells(name, path, lengths)
    np.testing.assert_allclose(found, expected, rtol=1e-5, atol=1e-6)
    has_memory = name == "CudnnLSTM"
    of_cells = [[state.h for state in of_cells], [state.c for state in of_cells]] if has_memory else [of_cells]
    np.testing.assert_allclose(ends, of_cells, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("name", ["CudnnLSTM", "CudnnGRU"])
def test_both_ways_it_computes_what_a_stack_of_cells_does(name, tmp_path):
    layer = getattr(CUDNN, name)(2, UNITS, direction="bidirectional", name="net")
    outputs, states = layer(tf.constant(FED), sequence_lengths=tf.constant([4, 2, 3]))
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        path = tf.train.Saver().save(session, str(tmp_path / "model"))
        found, ends = session.run([outputs, states])
    with tf.Graph().as_default(), tf.Session() as session:
        cells = [[CELLS[name](UNITS) for _ in range(2)] for _ in range(2)]
        with tf.variable_scope("net"):
            expected, *_ = tf.contrib.rnn.stack_bidirectional_dynamic_rnn(
                *cells, tf.constant(FED), sequence_length=[4, 2, 3], dtype=tf.float32, time_major=True
            )
        tf.train.Saver().restore(session, path)
        np.testing.assert_allclose(found, session.run(expected), rtol=1e-5, atol=1e-6)
    assert ends[0].shape == (4, BATCH, UNITS)


@pytest.mark.parametrize("name", ["CudnnLSTM", "CudnnGRU", "CudnnRNNTanh"])
def test_it_takes_what_cells_have_learned(name, tmp_path):
    with tf.Graph().as_default(), tf.Session() as session:
        with tf.variable_scope("net"):
            cell = tf.nn.rnn_cell.MultiRNNCell([CELLS[name](UNITS) for _ in range(2)])
            expected, _ = tf.nn.dynamic_rnn(cell, tf.constant(FED), dtype=tf.float32, time_major=True)
        session.run(tf.global_variables_initializer())
        path = tf.train.Saver().save(session, str(tmp_path / "cells"))
        learned = session.run(expected)
    layer = getattr(CUDNN, name)(2, UNITS, name="net")
    outputs, _ = layer(tf.constant(FED))
    with tf.Session() as session:
        tf.train.Saver([layer.saveable]).restore(session, path)
        np.testing.assert_allclose(session.run(outputs), learned, rtol=1e-5, atol=1e-6)


def test_its_seeds_and_names_are_those_of_1_15_5(graph):
    layer = CUDNN.CudnnLSTM(2, 3)
    layer(tf.placeholder(tf.float32, [4, 2, 5]))
    random = [op for op in graph.get_operations() if op.type == "RandomUniform"]
    assert [op.get_attr("seed2") for op in random] == list(range(4, 110, 7))  # as 1.15.5 printed them
    assert random[0].name == "cudnn_lstm/cudnn_lstm/random_uniform/RandomUniform"
    assert [variable.name for variable in tf.trainable_variables()] == ["cudnn_lstm/opaque_kernel:0"]
    cell = "cudnn_lstm/rnn/multi_rnn_cell/cell_{}/cudnn_compatible_lstm_cell/{}"
    names = [cell.format(number, end) for end in ("kernel", "bias") for number in (0, 1)]
    assert [spec.name for spec in layer.saveable.specs] == names
    assert layer.saveable.name == "cudnn_lstm/opaque_kernel_saveable"
    assert layer.canonical_weight_shapes[:5] == [(3, 5)] * 4 + [(3, 3)]


def test_it_learns_and_drops_in_training_alone():
    layer = CUDNN.CudnnGRU(2, UNITS, dropout=0.5, seed=2)
    training = tf.placeholder(tf.bool, [])
    state = tf.ones([2, BATCH, UNITS])
    outputs, _ = layer(tf.constant(FED), initial_state=(state,), training=training)
    assert layer.trainable_variables == tf.trainable_variables()
    loss = tf.reduce_mean((outputs - 0.3) ** 2)
    step = tf.train.AdamOptimizer(0.05).minimize(loss)
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        still = [session.run(outputs, {training: False}) for _ in range(2)]
        moving = [session.run(outputs, {training: True}) for _ in range(2)]
        before = session.run(loss, {training: False})
        for _ in range(20):
            session.run(step, {training: True})
        assert session.run(loss, {training: False}) < before / 2
    np.testing.assert_array_equal(*still)
    assert np.abs(moving[0] - moving[1]).max() > 1e-3


def test_batches_first_is_the_same_turned_round():
    layer = CUDNN.CudnnLSTM(1, UNITS)
    one, (h, _) = layer(tf.constant(FED))
    other, (h_other, _) = layer(tf.transpose(tf.constant(FED), [1, 0, 2]), time_major=False)
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        one, other, h, h_other = session.run([one, other, h, h_other])
    np.testing.assert_allclose(one.transpose(1, 0, 2), other, rtol=1e-6)
    np.testing.assert_allclose(h.transpose(1, 0, 2), h_other, rtol=1e-6)


@pytest.mark.parametrize(
    ("error", "words", "ask"),
    [
        (ValueError, "Invalid direction", lambda: CUDNN.CudnnLSTM(1, 2, direction="both")),
        (ValueError, "Invalid input_mode", lambda: CUDNN.CudnnLSTM(1, 2, input_mode="none")),
        (ValueError, "needs cuDNN", lambda: CUDNN.CudnnLSTM(1, 2, input_mode="skip_input")),
        (ValueError, "needs cuDNN", lambda: CUDNN.CudnnGRU(1, 5, input_mode="auto_select")(tf.constant(FED))),
        (ValueError, "Only support float16", lambda: CUDNN.CudnnLSTM(1, 2, dtype=tf.int32)),
        (ValueError, "is unknown since layer has not been built", lambda: CUDNN.CudnnLSTM(1, 2).input_size),
        (TypeError, "expecting tuple", lambda: CUDNN.CudnnGRU(1, 2)(tf.constant(FED), initial_state=[1])),
        (ValueError, "with 3 dims", lambda: CUDNN.CudnnGRU(1, 2).build([2, 3])),
        (ValueError, "should be defined", lambda: CUDNN.CudnnGRU(1, 2).build([2, 3, None])),
        (ValueError, "num_proj needs cuDNN", lambda: CUDNN.CudnnParamsFormatConverterLSTM(1, 2, 3, num_proj=2)),
    ],
)
def test_what_cannot_be_meant_is_an_error(error, words, ask):
    with pytest.raises(error, match=words):
        ask()
