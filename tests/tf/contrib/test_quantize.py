"""What rewriting for quantisation changes in how a graph computes, and what it cannot rewrite."""

import numpy as np
import pytest

from tf1graph import tf


@pytest.fixture(autouse=True)
def graph():
    with tf.Graph().as_default() as graph:
        yield graph


def test_a_graph_with_an_optimiser_is_refused(graph):
    loss = tf.reduce_sum(tf.layers.dense(tf.zeros([2, 3]), 2))
    tf.train.AdamOptimizer().minimize(loss)
    with pytest.raises(ValueError, match="Training op found in graph"):
        tf.contrib.quantize.create_training_graph(graph)


def net(x):
    return tf.layers.dense(tf.layers.dense(x, 4, tf.nn.relu, name="first"), 2, name="last")


def test_before_the_delay_nothing_is_quantised():
    x = tf.placeholder(tf.float32, [8, 3])
    plain = tf.identity(net(x))
    rewritten = tf.Graph()
    with rewritten.as_default():
        tf.set_random_seed(1)
        other = tf.placeholder(tf.float32, [8, 3])
        output = tf.identity(net(other), name="output")
        weights = tf.trainable_variables()
        tf.contrib.quantize.create_training_graph(quant_delay=3)
        fed = {other: np.random.RandomState(0).randn(8, 3)}
        with tf.Session() as session:
            session.run(tf.global_variables_initializer())
            runs = [session.run(output, fed) for _ in range(4)]
            values = session.run(weights)
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        for variable, value in zip(tf.trainable_variables(), values, strict=True):
            variable.load(value, session)
        expected = session.run(plain, {x: fed[other]})
    np.testing.assert_allclose(runs[0], expected, rtol=1e-6)
    assert np.abs(runs[3] - expected).max() > 1e-4


def test_a_graph_for_use_takes_the_checkpoint_of_one_for_training(tmp_path):
    fed = np.random.RandomState(0).randn(8, 3)
    training, use = tf.Graph(), tf.Graph()
    with training.as_default():
        tf.set_random_seed(1)
        x = tf.placeholder(tf.float32, [8, 3])
        output = tf.identity(net(x))
        tf.contrib.quantize.create_training_graph()
        with tf.Session() as session:
            session.run(tf.global_variables_initializer())
            for _ in range(5):
                session.run(output, {x: fed})
            path = tf.train.Saver().save(session, str(tmp_path / "model"))
            trained = session.run(output, {x: fed})
    with use.as_default():
        x = tf.placeholder(tf.float32, [8, 3])
        output = tf.identity(net(x))
        tf.contrib.quantize.create_eval_graph()
        with tf.Session() as session:
            tf.train.Saver().restore(session, path)
            used = session.run(output, {x: fed})
    np.testing.assert_allclose(used, trained, atol=0.05)
    assert np.abs(used).max() > 0.3


def test_its_files_are_found_where_they_were():
    from tf1graph.tf.contrib.quantize.python import fold_batch_norms, quant_ops

    assert callable(fold_batch_norms.FoldBatchNorms)
    x = tf.constant([[0.11, 0.52], [-0.4, 0.97]])
    outputs = [
        quant_ops.FixedQuantize(x, -1.0, 1.0),
        quant_ops.LastValueQuantize(x, per_channel=True, symmetric=True, num_bits=4),
        quant_ops.MovingAvgQuantize(x[0], per_channel=True, is_training=False),
    ]
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        fixed, last, average = session.run(outputs)
    np.testing.assert_allclose(fixed, [[0.11, 0.52], [-0.4, 0.97]], atol=0.005)
    assert fixed[0, 0] != np.float32(0.11)
    np.testing.assert_allclose(last, [[0.1, 0.52], [-0.4, 0.97]], atol=0.08)
    np.testing.assert_allclose(average, [0.11, 0.52], atol=0.03)


def test_channels_of_a_rank_that_has_none_are_an_error():
    from tf1graph.tf.contrib.quantize.python import quant_ops

    with pytest.raises(ValueError, match="rank 1, 2 or 4"):
        quant_ops.LastValueQuantize(tf.zeros([1, 2, 3]), per_channel=True)
