"""`tf.contrib.seq2seq`: beam search, its paths, and penalties."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def _search(tf, cell, state, rows=2, beams=3, steps=4, **options):
    table = tf.get_variable("table", [6, 2])
    decoder = tf.contrib.seq2seq.BeamSearchDecoder(
        cell, table, tf.fill([rows], 1), 0, state, beams, output_layer=tf.layers.Dense(6, use_bias=False), **options
    )
    outputs, state, lengths = tf.contrib.seq2seq.dynamic_decode(decoder, maximum_iterations=steps)
    return [outputs.predicted_ids, outputs.beam_search_decoder_output, state.log_probs, state.lengths, lengths]


def paths_through_beams(tf):
    steps = tf.placeholder(tf.int32, [4, 2, 3], name="below_9")
    parents = tf.placeholder(tf.int32, [4, 2, 3], name="below_3")
    lengths = tf.placeholder(tf.int32, [2], name="below_6")
    return [
        tf.contrib.seq2seq.gather_tree(steps, parents, lengths, 4),
        tf.contrib.seq2seq.gather_tree(steps, parents, [4, 2], end_token=tf.constant(7), name="mine"),
    ]


def beam_search(tf):
    cell = tf.nn.rnn_cell.LSTMCell(4)
    state = tf.contrib.rnn.LSTMStateTuple(_x(tf, 2, 4), _x(tf, 2, 4))
    return _search(tf, cell, tf.contrib.seq2seq.tile_batch(state, 3))


def _attentive(tf, history):
    seq2seq = tf.contrib.seq2seq
    memory = seq2seq.tile_batch(_x(tf, None, 5, 2), 3)
    mechanism = seq2seq.LuongAttention(4, memory, seq2seq.tile_batch(tf.constant([5, 2, 3]), 3))
    return seq2seq.AttentionWrapper(
        tf.nn.rnn_cell.BasicRNNCell(4), mechanism, attention_layer_size=4, alignment_history=history
    )


def beam_search_with_penalties(tf):
    cell = _attentive(tf, False)
    state = cell.zero_state(9, tf.float32)
    return _search(tf, cell, state, rows=3, steps=3, length_penalty_weight=0.8, coverage_penalty_weight=0.3)


def beam_search_sorts_the_history_of_attention(tf):
    seq2seq = tf.contrib.seq2seq
    cell = _attentive(tf, True)
    x = _x(tf, None, 4)
    rows = tf.shape(x)[0]
    state = cell.zero_state(rows * 3, tf.float32).clone(cell_state=seq2seq.tile_batch(x, 3))
    table = tf.get_variable("table", [6, 2])
    decoder = seq2seq.BeamSearchDecoder(
        cell, lambda words: tf.nn.embedding_lookup(table, words), tf.fill([rows], 1), 0, state, 3, tf.layers.Dense(6)
    )
    outputs, state, lengths = seq2seq.dynamic_decode(decoder, output_time_major=True, maximum_iterations=3)
    return [outputs.predicted_ids, state.cell_state.alignment_history, lengths]
