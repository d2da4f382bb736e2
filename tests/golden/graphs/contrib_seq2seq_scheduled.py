"""`tf.contrib.seq2seq`: helpers that feed what was said, and attention that only moves on."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def _decode(tf, helper, size, **options):
    cell = tf.nn.rnn_cell.BasicRNNCell(size)
    decoder = tf.contrib.seq2seq.BasicDecoder(cell, helper, cell.zero_state(3, tf.float32))
    outputs, state, lengths = tf.contrib.seq2seq.dynamic_decode(decoder, **options)
    return [outputs.rnn_output, outputs.sample_id, state, lengths]


def words_said_are_fed(tf):
    table = tf.get_variable("table", [5, 2])
    helper = tf.contrib.seq2seq.ScheduledEmbeddingTrainingHelper(_x(tf, 3, 4, 2), [4, 1, 3], table, 0.5, seed=3)
    _decode(tf, helper, 5)  # not run: 1.15.5 draws otherwise each time where random ops stand in a loop


def words_said_are_fed_by_a_function(tf):
    table = tf.get_variable("table", [5, 2])
    helper = tf.contrib.seq2seq.ScheduledEmbeddingTrainingHelper(
        _x(tf, None, 3, 2),
        tf.constant([2, 1, 3]),
        lambda words: tf.gather(table, words),
        tf.constant(0.7),
        time_major=True,
        scheduling_seed=7,
        name="mine",
    )
    outputs = helper.sample(tf.constant(0), _x(tf, 3, 5), None)
    finished, inputs, _ = helper.next_inputs(tf.constant(0), _x(tf, 3, 5), _x(tf, 3, 5), tf.constant([-1, 2, -1]))
    return [finished, inputs, outputs]


def outputs_are_fed(tf):
    helper = tf.contrib.seq2seq.ScheduledOutputTrainingHelper(_x(tf, 3, 4, 2), [4, 1, 3], tf.constant(0.5), seed=5)
    _decode(tf, helper, 2)


def outputs_are_fed_with_options(tf):
    helper = tf.contrib.seq2seq.ScheduledOutputTrainingHelper(
        _x(tf, 3, 4, 2),
        [4, 1, 3],
        0.5,
        next_inputs_fn=lambda outputs: outputs[:, :2] * 2.0,
        auxiliary_inputs=_x(tf, 3, 4, 1),
    )
    first = helper.initialize()
    samples = helper.sample(tf.constant(0), _x(tf, 3, 5), None)
    return [first, samples, helper.next_inputs(tf.constant(0), _x(tf, 3, 5), _x(tf, 3, 5), samples)[:2]]


def _look(tf, mechanism):
    state = mechanism.initial_state(3, tf.float32)
    _, state = mechanism(_x(tf, 3, 4), state)
    return mechanism(_x(tf, 3, 4), state)[0]


def monotonic_bahdanau_attention(tf):
    return _look(tf, tf.contrib.seq2seq.BahdanauMonotonicAttention(3, _x(tf, 3, 5, 2)))


def monotonic_bahdanau_attention_with_options(tf):
    return _look(
        tf,
        tf.contrib.seq2seq.BahdanauMonotonicAttention(
            3,
            _x(tf, 3, 5, 2),
            memory_sequence_length=[5, 2, 3],
            normalize=True,
            score_mask_value=-10.0,
            sigmoid_noise=1.0,
            sigmoid_noise_seed=3,
            score_bias_init=-1.0,
            mode="recursive",
        ),
    )


def monotonic_luong_attention(tf):
    one = tf.contrib.seq2seq.LuongMonotonicAttention(4, _x(tf, 3, 5, 2), [1, 5, 3], mode="hard")
    with tf.variable_scope("second"):
        two = tf.contrib.seq2seq.LuongMonotonicAttention(4, _x(tf, 3, 5, 2), scale=True, sigmoid_noise=0.5)
        return [_look(tf, one), _look(tf, two)]


def monotonic_shares(tf):
    x = tf.nn.sigmoid(_x(tf, 2, 4))
    before = tf.nn.softmax(_x(tf, 2, 4))
    shares = [tf.contrib.seq2seq.monotonic_attention(x, before, mode) for mode in ("parallel", "hard")]
    product = tf.contrib.seq2seq.safe_cumprod(x, axis=1, reverse=True)
    return [shares, product, tf.gradients([shares[0], product], x)]
