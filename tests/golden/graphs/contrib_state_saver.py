"""`tf.contrib.training.SequenceQueueingStateSaver`, and an RNN whose states it keeps."""


def _saver(tf, **options):
    saver = tf.contrib.training.SequenceQueueingStateSaver(
        1,
        2,
        input_length=tf.constant(3),
        input_key=tf.constant("one"),
        input_sequences={"x": tf.ones([4, 1])},
        input_context={"c": tf.constant([7, 8])},
        initial_states={"h": tf.zeros([2])},
        capacity=2,
        **options,
    )
    return saver


def a_states_round(tf):
    """The nodes alone: what comes out is up to threads."""
    saver = _saver(tf, name="mine")
    batch = saver.next_batch
    batch.save_state("h", batch.state("h") + 1.0)
    saver.close()


def an_rnn(tf):
    saver = _saver(tf)
    prefetch = saver.prefetch_op
    assert prefetch is saver.prefetch_op
    batch = saver.next_batch
    inputs = tf.unstack(batch.sequences["x"], 2, axis=1)
    tf.nn.static_state_saving_rnn(tf.nn.rnn_cell.GRUCell(2), inputs, batch, "h", batch.length)


def two_pieces_of_a_sequence(tf):
    """Each run gives a piece: its key, length and state."""
    with tf.Graph().as_default(), tf.Session() as session:
        saver = _saver(tf)
        batch = saver.next_batch
        fetches = [batch.length, batch.sequence, batch.total_length, batch.state("h"), batch.context["c"]]
        fetches.append(batch.sequences["x"])
        keys = [batch.key, batch.next_key]
        saved = batch.save_state("h", batch.state("h") + 1.0)
        session.run(saver.prefetch_op)
        runs = [session.run([fetches, keys, saved])[:2] for _ in range(2)]
    values = [value.astype("float32") for run in runs for value in run[0]]
    return [tf.constant(value) for value in values] + [tf.constant(key) for run in runs for key in run[1]]
