"""Sequences cut into pieces whose states are carried from one to the next."""

import pytest

from tf1graph import tf


def batches(sequences):
    return tf.contrib.training.batch_sequences_with_states(
        tf.constant("one"), sequences, {}, None, {"sum": tf.zeros([])}, 2, 1, make_keys_unique=True
    )


def test_each_piece_begins_with_the_state_that_the_one_before_saved():
    with tf.Graph().as_default(), tf.Session() as session:
        batch = batches({"x": tf.constant([1.0, 2.0, 3.0])})
        total = batch.state("sum") + tf.reduce_sum(batch.sequences["x"], 1)
        saved = batch.save_state("sum", total)
        coordinator = tf.train.Coordinator()
        threads = tf.train.start_queue_runners(session, coordinator)
        sums = {}
        while len(sums) < 2:
            place, length, value, _ = session.run([batch.sequence, batch.length, total, saved])
            sums[place[0]] = (length[0], value[0])
        coordinator.request_stop()
        coordinator.join(threads, stop_grace_period_secs=5)
    assert sums == {0: (2, 3.0), 1: (1, 6.0)}


def test_sparse_sequences_are_refused_by_name():
    with tf.Graph().as_default(), pytest.raises(TypeError, match="dense tensors here: make 'x' one before"):
        batches({"x": tf.SparseTensor([[0]], [1.0], [1])})


def test_a_state_that_was_not_declared_is_refused():
    with tf.Graph().as_default(), pytest.raises(KeyError, match="state was not declared: other"):
        batches({"x": tf.ones([3])}).save_state("other", tf.zeros([1]))
