"""`tf.contrib.seq2seq`: attention, one step of the wrapper with every option, and a decoder with it."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def _step(tf, mechanism, rows=3, **options):
    cell = tf.contrib.seq2seq.AttentionWrapper(tf.nn.rnn_cell.BasicRNNCell(4), mechanism, **options)
    state = cell.zero_state(rows, tf.float32)
    output, state = cell(_x(tf, rows, 2), state)
    return [output, state.alignments, state.attention]


def luong_attention(tf):
    return _step(tf, tf.contrib.seq2seq.LuongAttention(4, _x(tf, 3, 5, 2)), attention_layer_size=6)


def luong_attention_with_options(tf):
    mechanism = tf.contrib.seq2seq.LuongAttention(
        4,
        _x(tf, None, None, 2),
        memory_sequence_length=[1, 3, 2],
        scale=True,
        probability_fn=tf.contrib.seq2seq.hardmax,
        score_mask_value=-9.0,
    )
    return _step(tf, mechanism, output_attention=False, name="mine")


def bahdanau_attention(tf):
    mechanism = tf.contrib.seq2seq.BahdanauAttention(6, _x(tf, 3, 5, 2), memory_sequence_length=[1, 5, 2])
    return _step(tf, mechanism, attention_layer_size=3)


def bahdanau_attention_normalized(tf):
    mechanism = tf.contrib.seq2seq.BahdanauAttention(6, _x(tf, 3, 5, 2), normalize=True)
    return _step(tf, mechanism, cell_input_fn=lambda inputs, attention: inputs + attention)


def two_attentions(tf):
    seq2seq = tf.contrib.seq2seq
    mechanisms = [seq2seq.LuongAttention(4, _x(tf, 3, 5, 2)), seq2seq.BahdanauAttention(3, _x(tf, 3, 4, 2))]
    return _step(tf, mechanisms, attention_layer_size=[2, 3])


def attention_with_a_layer_and_a_first_state(tf):
    mechanism = tf.contrib.seq2seq.LuongAttention(4, _x(tf, 3, 5, 2))
    layer = tf.layers.Dense(3, activation=tf.tanh, name="own")
    return _step(tf, mechanism, attention_layer=layer, initial_cell_state=_x(tf, 3, 4))


def attention_from_a_cloned_state(tf):
    mechanism = tf.contrib.seq2seq.BahdanauAttention(4, _x(tf, 3, 5, 2))
    cell = tf.contrib.seq2seq.AttentionWrapper(tf.nn.rnn_cell.GRUCell(4), mechanism, attention_layer_size=3)
    state = cell.zero_state(3, tf.float32).clone(cell_state=_x(tf, 3, 4))
    output, _ = cell(_x(tf, 3, 2), state)
    return output


def decoder_with_attention(tf):
    mechanism = tf.contrib.seq2seq.LuongAttention(4, _x(tf, None, 5, 4))
    cell = tf.contrib.seq2seq.AttentionWrapper(
        tf.nn.rnn_cell.BasicRNNCell(4), mechanism, attention_layer_size=4, alignment_history=True
    )
    helper = tf.contrib.seq2seq.TrainingHelper(_x(tf, 3, 4, 2), [4, 2, 3])
    decoder = tf.contrib.seq2seq.BasicDecoder(cell, helper, cell.zero_state(3, tf.float32), tf.layers.Dense(5))
    outputs, state, lengths = tf.contrib.seq2seq.dynamic_decode(decoder)
    return [outputs, state.alignment_history.stack(), lengths]
