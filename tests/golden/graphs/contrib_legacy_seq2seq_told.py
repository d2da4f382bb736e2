"""`tf.contrib.legacy_seq2seq`: nets that are told by a tensor whether they hear what they say."""


def _cell(tf):
    return tf.nn.rnn_cell.GRUCell(4)


def _words(tf, count=2):
    return [tf.placeholder(tf.int32, [3], name="below_5") for _ in range(count)]


def embedding_rnn_seq2seq_that_is_told_whether_to_feed(tf):
    feed = tf.placeholder_with_default(True, [])
    return tf.contrib.legacy_seq2seq.embedding_rnn_seq2seq(
        _words(tf, 1), _words(tf), _cell(tf), 5, 5, 3, feed_previous=feed
    )


def embedding_tied_rnn_seq2seq_that_is_told_whether_to_feed(tf):
    feed = tf.placeholder_with_default(False, [])
    return tf.contrib.legacy_seq2seq.embedding_tied_rnn_seq2seq(
        _words(tf, 1), _words(tf, 1), _cell(tf), 5, 3, feed_previous=feed
    )


def embedding_attention_seq2seq_that_is_told_whether_to_feed(tf):
    feed = tf.placeholder_with_default(True, [])
    return tf.contrib.legacy_seq2seq.embedding_attention_seq2seq(
        _words(tf, 1), _words(tf, 1), _cell(tf), 5, 5, 3, feed_previous=feed
    )
