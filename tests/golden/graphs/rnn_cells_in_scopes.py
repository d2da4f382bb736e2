"""Cells and the variable scopes that they are called in; cells that a program wrote; states of zeros."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def _step(tf, cell, x, scope=None):
    state = cell.zero_state(x.shape[0].value or tf.shape(x)[0], x.dtype)
    output, state = cell(x, state, scope) if scope else cell(x, state)
    return [output, state]


def _steps(tf, cell, count=1):
    x = _x(tf, 3, 4)
    state = cell.zero_state(3, tf.float32)
    for _ in range(count):
        output, state = cell(x, state)
    return [output, state]


def _descend(tf, cell):
    output = _steps(tf, cell)[0]
    loss = tf.reduce_mean(tf.square(output))
    step = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
    return [loss, step]


def cells_in_scopes(tf):
    x = _x(tf, 3, 4)
    with tf.variable_scope("outer"):
        _step(tf, tf.nn.rnn_cell.GRUCell(5), x)
        _step(tf, tf.nn.rnn_cell.GRUCell(5), x)
        _step(tf, tf.nn.rnn_cell.LSTMCell(5), x, "given")
        _step(tf, tf.nn.rnn_cell.MultiRNNCell([tf.nn.rnn_cell.LSTMCell(5)]), x, "layers")
    with tf.variable_scope("outer", reuse=True):
        _step(tf, tf.nn.rnn_cell.GRUCell(5), x)
        _step(tf, tf.nn.rnn_cell.LSTMCell(5), x, "given")
    with tf.variable_scope("auto", reuse=tf.AUTO_REUSE):
        _step(tf, tf.nn.rnn_cell.BasicLSTMCell(5), x)
        _step(tf, tf.nn.rnn_cell.BasicLSTMCell(5), x)
    with tf.name_scope("named"):
        _step(tf, tf.nn.rnn_cell.BasicLSTMCell(5, name="lstm"), x)


def cells_that_reuse(tf):
    x = _x(tf, 3, 4)
    _step(tf, tf.nn.rnn_cell.GRUCell(5, name="shared"), x)
    _step(tf, tf.nn.rnn_cell.GRUCell(5, name="shared", reuse=True), x)
    cell = tf.nn.rnn_cell.LSTMCell(5)
    with tf.variable_scope("first"):
        _step(tf, cell, x)
    with tf.variable_scope("second"):
        _step(tf, cell, x)


def cells_in_a_scope_with_everything(tf):
    def by_name(getter, name, *args, **kwargs):
        variable = getter(name, *args, **kwargs)
        return variable * 2.0 if name.endswith("bias") else variable

    x = _x(tf, 3, 4)
    with tf.variable_scope(
        "s",
        initializer=tf.random_uniform_initializer(-0.1, 0.1),
        regularizer=lambda weights: 0.1 * tf.reduce_sum(tf.square(weights)),
        custom_getter=by_name,
    ):
        return _step(tf, tf.nn.rnn_cell.BasicLSTMCell(5), x)


def cells_in_a_partitioned_scope(tf):
    with tf.variable_scope("parts", partitioner=tf.fixed_size_partitioner(2)):
        return _step(tf, tf.nn.rnn_cell.GRUCell(4), _x(tf, 3, 4))


def cells_with_resource_variables(tf):
    with tf.variable_scope("resources", use_resource=True):
        return _descend(tf, tf.nn.rnn_cell.BasicLSTMCell(5))


def cell_that_is_not_trainable(tf):
    return _steps(tf, tf.nn.rnn_cell.GRUCell(5, trainable=False))


def cell_of_the_program(tf):
    class Minimal(tf.nn.rnn_cell.RNNCell):
        def __init__(self, units):
            super(Minimal, self).__init__()
            self._units = units

        @property
        def state_size(self):
            return self._units

        @property
        def output_size(self):
            return self._units

        def call(self, inputs, state):
            weights = tf.get_variable("weights", [inputs.shape[1].value, self._units])
            scale = tf.get_variable("scale", [self._units], trainable=False)
            state = tf.tanh(tf.matmul(inputs, weights) + state * scale)
            return state, state

    return _descend(tf, Minimal(5))


def cell_of_the_program_that_writes_its_own_call(tf):
    class OldStyle(tf.nn.rnn_cell.RNNCell):
        @property
        def state_size(self):
            return (5, tf.TensorShape([2, 3]))

        @property
        def output_size(self):
            return 5

        def __call__(self, inputs, state, scope=None):
            with tf.variable_scope(scope or type(self).__name__):
                weights = tf.get_variable("weights", [4, 5], initializer=tf.truncated_normal_initializer(stddev=0.1))
                output = tf.nn.tanh(tf.matmul(inputs, weights) + state[0])
                return output, (output, state[1] + 1.0)

    return _step(tf, OldStyle(), _x(tf, None, 4))


def zero_states(tf):
    rows = tf.placeholder(tf.int32, [], name="below_9")
    cell = tf.nn.rnn_cell.MultiRNNCell([tf.nn.rnn_cell.GRUCell(5), tf.nn.rnn_cell.LSTMCell(4, num_proj=2)])
    known = cell.zero_state(3, tf.float32)
    unknown = cell.zero_state(rows, tf.float16)
    of_inputs = cell.get_initial_state(_x(tf, None, 4))
    of_sizes = tf.nn.rnn_cell.DeviceWrapper(cell, "/cpu:0").get_initial_state(batch_size=2, dtype=tf.float64)
    return [known, unknown, of_inputs, of_sizes]
