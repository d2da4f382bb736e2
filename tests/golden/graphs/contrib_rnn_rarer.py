"""`tf.contrib.rnn`: the cells that few programs use, one step of each, with most of their options."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def _step(tf, cell, x=None):
    x = _x(tf, 3, 4) if x is None else x
    return cell(x, cell.zero_state(x.shape[0].value or tf.shape(x)[0], tf.float32))


def simple_recurrent_unit(tf):
    outputs, state = tf.nn.dynamic_rnn(tf.contrib.rnn.SRUCell(3, name="mine"), _x(tf, 2, 3, 4), dtype=tf.float32)
    return [outputs, state, _step(tf, tf.contrib.rnn.SRUCell(3, tf.nn.relu), _x(tf, None, 4))]


def independent_cells(tf):
    cells = [tf.contrib.rnn.IndRNNCell(3), tf.contrib.rnn.IndyGRUCell(3), tf.contrib.rnn.IndyLSTMCell(3)]
    return [_step(tf, cell) for cell in cells]


def independent_cells_with_options(tf):
    ones = tf.ones_initializer()
    cells = [
        tf.contrib.rnn.IndRNNCell(3, tf.nn.relu, name="one", dtype=tf.float32),
        tf.contrib.rnn.IndyGRUCell(3, kernel_initializer=ones, bias_initializer=ones, activation=tf.nn.relu),
        tf.contrib.rnn.IndyLSTMCell(3, forget_bias=0.5, kernel_initializer=ones, bias_initializer=ones, name="three"),
    ]
    return [_step(tf, cell) for cell in cells]


def coupled_gates(tf):
    one = _step(tf, tf.contrib.rnn.CoupledInputForgetGateLSTMCell(3))
    cell = tf.contrib.rnn.CoupledInputForgetGateLSTMCell(
        4,
        use_peepholes=True,
        num_proj=3,
        proj_clip=0.2,
        num_unit_shards=2,
        num_proj_shards=3,
        forget_bias=0.5,
        state_is_tuple=False,
        layer_norm=True,
        norm_gain=0.9,
        norm_shift=0.1,
    )
    with tf.variable_scope("second"):
        return [one, _step(tf, cell), cell(_x(tf, 3, 4), _x(tf, 3, 7))]


def groups_of_units(tf):
    one = _step(tf, tf.contrib.rnn.GLSTMCell(4, number_of_groups=2))
    with tf.variable_scope("second"):
        cell = tf.contrib.rnn.GLSTMCell(4, tf.ones_initializer(), num_proj=2, number_of_groups=2, forget_bias=0.5)
        return [one, _step(tf, cell, _x(tf, None, 4))]


def time_and_frequency(tf):
    one = tf.contrib.rnn.TimeFreqLSTMCell(2, feature_size=3, frequency_skip=2)
    two = tf.contrib.rnn.TimeFreqLSTMCell(
        2, use_peepholes=True, cell_clip=0.3, num_unit_shards=2, feature_size=3, frequency_skip=2
    )
    with tf.variable_scope("one"):
        outputs = one(_x(tf, 3, 7), _x(tf, 3, 12))
    with tf.variable_scope("two"):
        return [outputs, two(_x(tf, 3, 7), _x(tf, 3, 12))]


def grid(tf):
    cell = tf.contrib.rnn.GridLSTMCell(2, feature_size=3, frequency_skip=2, num_frequency_blocks=[2])
    return _step(tf, cell, _x(tf, None, 5))


def grid_with_options(tf):
    cell = tf.contrib.rnn.GridLSTMCell(
        2,
        use_peepholes=True,
        cell_clip=0.3,
        num_unit_shards=2,
        forget_bias=0.5,
        feature_size=2,
        frequency_skip=1,
        num_frequency_blocks=[2, 1],
        start_freqindex_list=[0, 3],
        end_freqindex_list=[3, 5],
    )
    return _step(tf, cell, _x(tf, 3, 5))


def grid_that_couples_and_shares(tf):
    cell = tf.contrib.rnn.GridLSTMCell(
        2,
        use_peepholes=True,
        share_time_frequency_weights=True,
        feature_size=3,
        frequency_skip=2,
        num_frequency_blocks=[2],
        couple_input_forget_gates=True,
        state_is_tuple=False,
    )
    return cell(_x(tf, 3, 5), _x(tf, 3, 8))


def grid_both_ways(tf):
    cell = tf.contrib.rnn.BidirectionalGridLSTMCell(
        2, feature_size=3, frequency_skip=2, num_frequency_blocks=[2], backward_slice_offset=1
    )
    other = tf.contrib.rnn.BidirectionalGridLSTMCell(
        2, True, True, feature_size=3, frequency_skip=2, num_frequency_blocks=[1], backward_slice_offset=-1
    )
    with tf.variable_scope("one"):
        outputs = _step(tf, cell, _x(tf, 3, 5))
    with tf.variable_scope("two"):
        return [outputs, _step(tf, other, _x(tf, 3, 3))]


def compiled(tf):
    cell = tf.contrib.rnn.CompiledWrapper(tf.nn.rnn_cell.BasicRNNCell(3))
    _step(tf, cell)


def own_cell_with_a_build(tf):
    class Own(tf.contrib.rnn.LayerRNNCell):
        state_size = output_size = 3

        def build(self, shape):
            self.kernel = self.add_variable("kernel", [shape[1], 3])
            self.built = True

        def call(self, inputs, state):
            state = state + tf.matmul(inputs, self.kernel)
            return state, state

    return _step(tf, Own(name="mine"))
