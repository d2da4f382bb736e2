"""`tf.contrib.rnn`: cells that only contrib had, one step of each, with gradients where the step is one op."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def _step(tf, cell, x=None):
    x = _x(tf, 3, 4) if x is None else x
    return cell(x, cell.zero_state(x.shape[0].value or tf.shape(x)[0], tf.float32))


def _gradients(tf, cell, x=None):
    output, state = _step(tf, cell, x)
    return [output, state, tf.gradients(output, tf.trainable_variables())]


def lstm_block_cell(tf):
    return _gradients(tf, tf.contrib.rnn.LSTMBlockCell(5))


def lstm_block_cell_with_options(tf):
    cell = tf.contrib.rnn.LSTMBlockCell(5, forget_bias=0.0, cell_clip=0.3, use_peephole=True, name="mine")
    return _gradients(tf, cell, _x(tf, None, 4))


def lstm_block_fused_cell(tf):
    outputs, state = tf.contrib.rnn.LSTMBlockFusedCell(5)(_x(tf, 4, 3, 2), dtype=tf.float32)
    return [outputs, state, tf.gradients(outputs, tf.trainable_variables())]


def lstm_block_fused_cell_with_lengths(tf):
    cell = tf.contrib.rnn.LSTMBlockFusedCell(5, use_peephole=True, cell_clip=1.0, name="mine")
    return cell(_x(tf, None, None, 2), dtype=tf.float32, sequence_length=[1, 3, 2])


def lstm_block_fused_cell_from_a_state(tf):
    cell = tf.contrib.rnn.LSTMBlockFusedCell(5)
    return cell(_x(tf, 4, 3, 2), initial_state=(_x(tf, 3, 5), _x(tf, 3, 5)))


def gru_block_cells(tf):
    x = _x(tf, 3, 4)
    one = _gradients(tf, tf.contrib.rnn.GRUBlockCell(5), x)
    return [one, _step(tf, tf.contrib.rnn.GRUBlockCellV2(num_units=5, name="second"), x)]


def layer_norm_basic_lstm_cell(tf):
    return _step(tf, tf.contrib.rnn.LayerNormBasicLSTMCell(5))


def layer_norm_basic_lstm_cell_with_options(tf):
    cell = tf.contrib.rnn.LayerNormBasicLSTMCell(5, dropout_keep_prob=0.5, norm_gain=0.5, norm_shift=0.1)
    return _step(tf, cell)


def layer_norm_basic_lstm_cell_without_normalization(tf):
    cell = tf.contrib.rnn.LayerNormBasicLSTMCell(
        4, layer_norm=False, activation=tf.nn.relu, dropout_keep_prob=0.8, dropout_prob_seed=3
    )
    return _step(tf, cell)


def attention_cell_wrapper(tf):
    return _step(tf, tf.contrib.rnn.AttentionCellWrapper(tf.contrib.rnn.BasicLSTMCell(5), 3))


def attention_cell_wrapper_with_options(tf):
    cell = tf.contrib.rnn.AttentionCellWrapper(
        tf.contrib.rnn.GRUCell(5), 2, attn_size=3, attn_vec_size=4, input_size=6, state_is_tuple=False
    )
    return _gradients(tf, cell)


def convolutional_cells(tf):
    return [
        _step(tf, tf.contrib.rnn.ConvLSTMCell(2, [4, 4, 1], 2, [3, 3]), _x(tf, 2, 4, 4, 1)),
        _step(
            tf,
            tf.contrib.rnn.Conv1DLSTMCell(
                input_shape=[5, 2], output_channels=3, kernel_shape=[3], skip_connection=True
            ),
            _x(tf, 2, 5, 2),
        ),
        _step(
            tf,
            tf.contrib.rnn.Conv3DLSTMCell(
                input_shape=[3, 3, 3, 1], output_channels=2, kernel_shape=[2, 2, 2], use_bias=False
            ),
            _x(tf, 2, 3, 3, 3, 1),
        ),
        tf.contrib.rnn.Conv2DLSTMCell(input_shape=[4, 4, 1], output_channels=2, kernel_shape=[3, 3]).zero_state(
            2, tf.float32
        ),
    ]


def nas_cells(tf):
    return [
        _step(tf, tf.contrib.rnn.NASCell(5)),
        _step(tf, tf.contrib.rnn.NASCell(5, num_proj=3, use_bias=True, name="projected")),
    ]


def cells_with_other_gates(tf):
    one = _step(tf, tf.contrib.rnn.UGRNNCell(5, initializer=tf.orthogonal_initializer()))
    two = _step(tf, tf.contrib.rnn.IntersectionRNNCell(4))
    with tf.variable_scope("projected"):
        three = _step(tf, tf.contrib.rnn.IntersectionRNNCell(3, num_in_proj=3))
    return [one, two, three]


def highway_wrappers(tf):
    one = _step(tf, tf.contrib.rnn.HighwayWrapper(tf.contrib.rnn.BasicLSTMCell(4)))
    with tf.variable_scope("uncoupled"):
        two = _step(tf, tf.contrib.rnn.HighwayWrapper(tf.contrib.rnn.GRUCell(4), False, 0.5))
    return [one, two]


def phased_lstm_cell(tf):
    cell = tf.contrib.rnn.PhasedLSTMCell(5, use_peepholes=True)
    return cell((_x(tf, 3, 1), _x(tf, 3, 4)), cell.zero_state(3, tf.float32))


def embedding_wrapper(tf):
    words = tf.placeholder(tf.int32, [3], name="below_7")
    cell = tf.contrib.rnn.EmbeddingWrapper(tf.contrib.rnn.BasicLSTMCell(5), embedding_classes=7, embedding_size=4)
    return cell(words, cell.zero_state(3, tf.float32))


def projection_wrappers(tf):
    return [
        _step(tf, tf.contrib.rnn.InputProjectionWrapper(tf.contrib.rnn.GRUCell(5), 3, tf.nn.relu)),
        _step(tf, tf.contrib.rnn.OutputProjectionWrapper(tf.contrib.rnn.BasicRNNCell(5), 3)),
    ]
