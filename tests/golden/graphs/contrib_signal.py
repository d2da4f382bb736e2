"""`tf.contrib.signal`: frames, and their sum."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def frames(tf):
    signal = tf.contrib.signal
    return [
        signal.frame(_x(tf, 2, 16), 6, 4),
        signal.frame(_x(tf, None, 9), 4, 3, pad_end=True, pad_value=1.0),
        tf.signal.frame(_x(tf, 5, 3), 2, 1, axis=0, name="mine"),
    ]


def sums_of_frames(tf):
    signal = tf.contrib.signal
    return [signal.overlap_and_add(_x(tf, 2, 3, 6), 3), signal.overlap_and_add(_x(tf, None, 6), 6)]


def spectra(tf):
    signal = tf.contrib.signal
    spectrum = signal.stft(_x(tf, 2, 32), 8, 4)
    back = signal.inverse_stft(spectrum, 8, 4, window_fn=signal.inverse_stft_window_fn(4))
    return [tf.abs(spectrum), back]
