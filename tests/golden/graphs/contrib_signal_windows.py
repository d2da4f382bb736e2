"""`tf.contrib.signal`: windows, bands and cepstra, with all their options."""


def windows(tf):
    signal = tf.contrib.signal
    return [
        signal.hann_window(8),
        signal.hann_window(tf.constant(7), periodic=False, dtype=tf.float64, name="mine"),
        signal.hamming_window(6),
        signal.hamming_window(5, periodic=tf.constant(False)),
        signal.hann_window(1),
    ]


def bands(tf):
    signal = tf.contrib.signal
    return [
        signal.linear_to_mel_weight_matrix(6, 9),
        signal.linear_to_mel_weight_matrix(5, 9, 16000.0, 50.0, 3000.0, tf.float64, "mine"),
        signal.linear_to_mel_weight_matrix(4, tf.constant(9), tf.constant(8000.0), 125.0, 3800.0),
    ]


def cepstra(tf):
    x = tf.placeholder(tf.float32, [2, 3, 8], name="x")
    y = tf.placeholder(tf.float32, [None, 4], name="y")
    signal = tf.contrib.signal
    return [signal.mfccs_from_log_mel_spectrograms(x), signal.mfccs_from_log_mel_spectrograms(y, name="mine")]
