"""`tf.contrib.legacy_seq2seq`: nets from words to words."""


def _cell(tf):
    return tf.nn.rnn_cell.GRUCell(4)


def _words(tf, count=2):
    return [tf.placeholder(tf.int32, [3], name="below_5") for _ in range(count)]


def embedding_rnn_seq2seq(tf):
    return tf.contrib.legacy_seq2seq.embedding_rnn_seq2seq(
        _words(tf, 1), _words(tf), tf.nn.rnn_cell.BasicLSTMCell(4), 5, 5, 3
    )


def embedding_tied_rnn_seq2seq(tf):
    return tf.contrib.legacy_seq2seq.embedding_tied_rnn_seq2seq(_words(tf, 1), _words(tf), _cell(tf), 5, 3)


def embedding_attention_seq2seq(tf):
    return tf.contrib.legacy_seq2seq.embedding_attention_seq2seq(
        _words(tf, 1), _words(tf), tf.nn.rnn_cell.BasicLSTMCell(4), 5, 5, 3
    )


def embedding_attention_seq2seq_that_feeds(tf):
    return tf.contrib.legacy_seq2seq.embedding_attention_seq2seq(
        _words(tf, 1), _words(tf), _cell(tf), 5, 5, 3, feed_previous=True
    )


def one2many_rnn_seq2seq(tf):
    outputs, states = tf.contrib.legacy_seq2seq.one2many_rnn_seq2seq(
        _words(tf, 1), {"a": _words(tf, 1)}, _cell(tf), {"a": tf.nn.rnn_cell.GRUCell(4)}, 5, {"a": 6}, 3
    )
    return [outputs["a"], states["a"]]


def model_with_buckets(tf):
    legacy = tf.contrib.legacy_seq2seq
    outputs, losses = legacy.model_with_buckets(
        _words(tf),
        _words(tf),
        _words(tf),
        [tf.ones([3]) for _ in range(2)],
        [(1, 1), (1, 2)],
        lambda heard, said: legacy.embedding_rnn_seq2seq(heard, said, _cell(tf), 5, 5, 3),
    )
    return [outputs, losses]
