"""`tf.contrib.legacy_seq2seq`: decoders, the plain nets and the losses."""


def _cell(tf):
    return tf.nn.rnn_cell.GRUCell(4)


def _vectors(tf, count=2):
    return [tf.placeholder(tf.float32, [3, 4], name="x") for _ in range(count)]


def _words(tf, count=2):
    return [tf.placeholder(tf.int32, [3], name="below_5") for _ in range(count)]


def rnn_decoder(tf):
    legacy = tf.contrib.legacy_seq2seq
    one = legacy.rnn_decoder(_vectors(tf), tf.zeros([3, 4]), _cell(tf))
    two = legacy.rnn_decoder(_vectors(tf), tf.ones([3, 4]), _cell(tf), lambda prev, i: prev * float(i), "looped")
    return [one, two]


def basic_and_tied_nets(tf):
    legacy = tf.contrib.legacy_seq2seq
    return [
        legacy.basic_rnn_seq2seq(_vectors(tf, 1), _vectors(tf), tf.nn.rnn_cell.BasicLSTMCell(4)),
        legacy.tied_rnn_seq2seq(_vectors(tf, 1), _vectors(tf), _cell(tf)),
    ]


def embedding_rnn_decoder(tf):
    projection = (tf.get_variable("w", [4, 5]), tf.get_variable("b", [5]))
    decode = tf.contrib.legacy_seq2seq.embedding_rnn_decoder
    return decode(_words(tf), tf.zeros([3, 4]), _cell(tf), 5, 3, projection, feed_previous=True)


def attention_decoder(tf):
    states = tf.placeholder(tf.float32, [3, 5, 2], name="states")
    return tf.contrib.legacy_seq2seq.attention_decoder(_vectors(tf), tf.zeros([3, 4]), states, _cell(tf))


def attention_decoder_with_options(tf):
    states = tf.placeholder(tf.float32, [None, None, 2], name="states")
    return tf.contrib.legacy_seq2seq.attention_decoder(
        _vectors(tf), tf.zeros([3, 4]), states, _cell(tf), output_size=6, num_heads=2, initial_state_attention=True
    )


def losses_of_a_sequence(tf):
    logits = [tf.placeholder(tf.float32, [3, 5], name="logits") for _ in range(2)]
    weights = [tf.ones([3]) for _ in range(2)]
    targets = _words(tf)
    legacy = tf.contrib.legacy_seq2seq
    return [
        legacy.sequence_loss(logits, targets, weights),
        legacy.sequence_loss(logits, targets, weights, False, False, name="whole"),
        legacy.sequence_loss_by_example(logits, targets, weights),
        legacy.sequence_loss_by_example(
            logits,
            targets,
            weights,
            softmax_loss_function=lambda labels, logits: tf.reduce_sum(logits, 1) * tf.to_float(labels),
        ),
    ]
