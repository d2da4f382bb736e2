"""`tf.contrib.signal`: spectra with all their options, and back."""


def spectra(tf):
    signal = tf.contrib.signal
    x = tf.placeholder(tf.float32, [2, 32], name="x")
    padded = signal.stft(x, 8, 3, fft_length=16, window_fn=signal.hamming_window, pad_end=True, name="mine")
    plain = signal.stft(tf.placeholder(tf.float32, [None], name="y"), 2, 1, window_fn=None)
    back = signal.inverse_stft(padded, 8, 3, 16, signal.inverse_stft_window_fn(3), name="back")
    return [tf.abs(padded), tf.abs(plain), back, signal.inverse_stft(padded, 8, tf.constant(3), window_fn=None)]
