"""What each layer of the standalone Keras gives, at rest and in training. Plain Python 3.7.

Keras 2.2.4 on TensorFlow 1.15.5 records it, `record_keras.py`.
"""

import numpy as np

SEED = 4321
PICTURE, SEQUENCE, VECTOR, FILM = (6, 6, 3), (5, 4), (6,), (4, 4, 4, 2)


def record(keras, tf, build, shape):
    """Sums of first weights and of what the layer gives, of two runs in training and one at rest."""
    backend, layers = keras.backend, keras.layers
    with tf.Graph().as_default(), tf.Session() as session:
        backend.set_session(session)
        np.random.seed(SEED)
        given = layers.Input(batch_shape=(8, *shape))
        layer = build(layers)
        model = keras.models.Model(given, layer(given))
        drawn = np.random.RandomState(5)
        if type(layer).__name__ == "Embedding":
            x = drawn.randint(0, 10, (8, *shape))
        else:
            x = drawn.randn(8, *shape).astype("float32")
        run = backend.function([given, backend.learning_phase()], [model.output])
        found = {
            "name": layer.name,
            "weights": [summed(value) for value in layer.get_weights()],
            "shape": [int(size) for size in model.output_shape[1:]],
            "rest": summed(run([x, 0])[0]),
            "train": [summed(run([x, 1])[0]) for _ in range(2)],
            "params": int(layer.count_params()),
        }
    backend.clear_session()
    return found


def summed(value):
    """The sum of an array, that of its absolute values, and its sum weighted by place."""
    value = np.asarray(value, np.float64).ravel()
    return [float(value.sum()), float(np.abs(value).sum()), float((value * np.cos(np.arange(value.size))).sum())]


def cases():
    """The constructor of each layer by a name, and the shape of what it is given."""
    return {
        "activation": (lambda k: k.Activation("selu"), VECTOR),
        "activation_softmax_3d": (lambda k: k.Activation("softmax"), SEQUENCE),
        "activity_regularization": (lambda k: k.ActivityRegularization(0.1, 0.1), VECTOR),
        "alpha_dropout": (lambda k: k.AlphaDropout(0.3), VECTOR),
        "alpha_dropout_seed": (lambda k: k.AlphaDropout(0.3, seed=3), VECTOR),
        "average_pooling_1d": (lambda k: k.AveragePooling1D(2, padding="same"), SEQUENCE),
        "average_pooling_2d": (lambda k: k.AveragePooling2D((2, 3), border_mode="same"), PICTURE),
        "average_pooling_3d": (lambda k: k.AveragePooling3D(), FILM),
        "batch_normalization": (lambda k: k.BatchNormalization(), VECTOR),
        "batch_normalization_2d": (lambda k: k.BatchNormalization(scale=False), PICTURE),
        "batch_normalization_3d": (lambda k: k.BatchNormalization(center=False), SEQUENCE),
        "batch_normalization_axis_1": (lambda k: k.BatchNormalization(axis=1), PICTURE),
        "bidirectional": (
            lambda k: k.Bidirectional(k.LSTM(3, recurrent_initializer="glorot_uniform", return_sequences=True)),
            SEQUENCE,
        ),
        "bidirectional_sum": (lambda k: k.Bidirectional(k.GRU(3), merge_mode="sum"), SEQUENCE),
        "conv_1d": (lambda k: k.Conv1D(4, 3, padding="causal", dilation_rate=2, activation="relu"), SEQUENCE),
        "conv_2d": (lambda k: k.Conv2D(4, (2, 3), padding="same", kernel_initializer="he_uniform"), PICTURE),
        "conv_2d_of_keras_1": (lambda k: k.Convolution2D(4, 3, 3, border_mode="same", subsample=(2, 2)), PICTURE),
        "conv_2d_dilated": (lambda k: k.Conv2D(4, 3, dilation_rate=2), PICTURE),
        "conv_2d_transpose": (lambda k: k.Conv2DTranspose(4, 3, strides=2, padding="same"), PICTURE),
        "conv_3d": (lambda k: k.Conv3D(3, 2, kernel_initializer="orthogonal"), FILM),
        "conv_3d_transpose": (lambda k: k.Conv3DTranspose(3, 2, strides=2), FILM),
        "conv_lstm_2d": (
            lambda k: k.ConvLSTM2D(2, 2, recurrent_initializer="he_normal", dropout=0.2, recurrent_dropout=0.2),
            FILM,
        ),
        "cropping_1d": (lambda k: k.Cropping1D(1), SEQUENCE),
        "cropping_2d": (lambda k: k.Cropping2D(((1, 0), (1, 2))), PICTURE),
        "cropping_3d": (lambda k: k.Cropping3D(1), FILM),
        "dense": (lambda k: k.Dense(4, kernel_initializer="lecun_normal", bias_initializer="normal"), VECTOR),
        "dense_of_keras_1": (lambda k: k.Dense(output_dim=4, init="uniform", activation="hard_sigmoid"), VECTOR),
        "dense_of_sequences": (lambda k: k.Dense(4, activation="softmax"), SEQUENCE),
        "dense_orthogonal": (lambda k: k.Dense(5, kernel_initializer="orthogonal"), VECTOR),
        "depthwise_conv_2d": (lambda k: k.DepthwiseConv2D(2, depth_multiplier=2), PICTURE),
        "dropout": (lambda k: k.Dropout(0.4), VECTOR),
        "dropout_of_steps": (lambda k: k.Dropout(0.4, noise_shape=(8, 1, 4)), SEQUENCE),
        "dropout_seed": (lambda k: k.Dropout(0.4, seed=9), VECTOR),
        "elu": (lambda k: k.ELU(0.5), VECTOR),
        "embedding": (lambda k: k.Embedding(10, 3), (5,)),
        "flatten": (lambda k: k.Flatten(), PICTURE),
        "gaussian_dropout": (lambda k: k.GaussianDropout(0.4), VECTOR),
        "gaussian_noise": (lambda k: k.GaussianNoise(0.4), VECTOR),
        "global_average_pooling_1d": (lambda k: k.GlobalAveragePooling1D(), SEQUENCE),
        "global_average_pooling_2d": (lambda k: k.GlobalAveragePooling2D(), PICTURE),
        "global_max_pooling_1d": (lambda k: k.GlobalMaxPooling1D(), SEQUENCE),
        "global_max_pooling_2d": (lambda k: k.GlobalMaxPooling2D(), PICTURE),
        "gru": (lambda k: k.GRU(3), SEQUENCE),
        "gru_dropout": (lambda k: k.GRU(3, dropout=0.3, recurrent_dropout=0.3), SEQUENCE),
        "gru_implementation_2": (lambda k: k.GRU(3, implementation=2, dropout=0.3, recurrent_dropout=0.3), SEQUENCE),
        "gru_of_30": (lambda k: k.GRU(30), SEQUENCE),
        "gru_reset_after": (lambda k: k.GRU(3, reset_after=True, return_sequences=True), SEQUENCE),
        "lambda": (lambda k: k.Lambda(lambda x: x**2), VECTOR),
        "leaky_relu": (lambda k: k.LeakyReLU(), VECTOR),
        "locally_connected_1d": (lambda k: k.LocallyConnected1D(3, 2), SEQUENCE),
        "locally_connected_2d": (lambda k: k.LocallyConnected2D(3, (2, 3)), PICTURE),
        "lstm": (lambda k: k.LSTM(3, recurrent_initializer="glorot_uniform"), SEQUENCE),
        "lstm_dropout": (
            lambda k: k.LSTM(3, recurrent_initializer="glorot_uniform", dropout=0.3, recurrent_dropout=0.3),
            SEQUENCE,
        ),
        "lstm_implementation_2": (
            lambda k: k.LSTM(
                3, recurrent_initializer="glorot_uniform", implementation=2, dropout=0.3, recurrent_dropout=0.3
            ),
            SEQUENCE,
        ),
        "lstm_of_12": (lambda k: k.LSTM(12), SEQUENCE),
        "lstm_of_40": (lambda k: k.LSTM(40, return_sequences=True), SEQUENCE),
        "lstm_of_keras_1": (lambda k: k.LSTM(output_dim=3, inner_init="glorot_uniform", dropout_W=0.2), SEQUENCE),
        "lstm_stateful": (
            lambda k: k.LSTM(3, recurrent_initializer="glorot_uniform", stateful=True, return_sequences=True),
            SEQUENCE,
        ),
        "lstm_unrolled": (
            lambda k: k.LSTM(3, recurrent_initializer="glorot_uniform", unroll=True, go_backwards=True),
            SEQUENCE,
        ),
        "max_pooling_1d": (lambda k: k.MaxPooling1D(2, strides=1), SEQUENCE),
        "max_pooling_2d": (lambda k: k.MaxPooling2D(pool_size=(2, 2)), PICTURE),
        "max_pooling_3d": (lambda k: k.MaxPooling3D(), FILM),
        "p_relu": (lambda k: k.PReLU(alpha_initializer="uniform", shared_axes=[1, 2]), PICTURE),
        "permute": (lambda k: k.Permute((2, 1)), SEQUENCE),
        "re_lu": (lambda k: k.ReLU(1.0, 0.1, 0.2), VECTOR),
        "repeat_vector": (lambda k: k.RepeatVector(3), VECTOR),
        "reshape": (lambda k: k.Reshape((3, -1)), VECTOR),
        "separable_conv_1d": (lambda k: k.SeparableConv1D(3, 2), SEQUENCE),
        "separable_conv_2d": (lambda k: k.SeparableConv2D(4, 2, depth_multiplier=2), PICTURE),
        "simple_rnn": (lambda k: k.SimpleRNN(3, return_sequences=True), SEQUENCE),
        "simple_rnn_of_20": (lambda k: k.SimpleRNN(20), SEQUENCE),
        "simple_rnn_dropout": (lambda k: k.SimpleRNN(3, dropout=0.3, recurrent_dropout=0.3), SEQUENCE),
        "softmax": (lambda k: k.Softmax(axis=1), SEQUENCE),
        "spatial_dropout_1d": (lambda k: k.SpatialDropout1D(0.4), SEQUENCE),
        "spatial_dropout_2d": (lambda k: k.SpatialDropout2D(0.4), PICTURE),
        "spatial_dropout_3d": (lambda k: k.SpatialDropout3D(0.4), FILM),
        "stacked_cells": (
            lambda k: k.RNN(
                [k.LSTMCell(3, recurrent_initializer="glorot_uniform"), k.GRUCell(2)], return_sequences=True
            ),
            SEQUENCE,
        ),
        "thresholded_re_lu": (lambda k: k.ThresholdedReLU(0.5), VECTOR),
        "time_distributed": (lambda k: k.TimeDistributed(k.Dense(3)), SEQUENCE),
        "time_distributed_conv": (lambda k: k.TimeDistributed(k.Conv2D(2, 2)), FILM),
        "up_sampling_1d": (lambda k: k.UpSampling1D(2), SEQUENCE),
        "up_sampling_2d": (lambda k: k.UpSampling2D((2, 1)), PICTURE),
        "up_sampling_2d_bilinear": (lambda k: k.UpSampling2D(interpolation="bilinear"), PICTURE),
        "up_sampling_3d": (lambda k: k.UpSampling3D(2), FILM),
        "zero_padding_1d": (lambda k: k.ZeroPadding1D(2), SEQUENCE),
        "zero_padding_2d": (lambda k: k.ZeroPadding2D((1, 2)), PICTURE),
        "zero_padding_3d": (lambda k: k.ZeroPadding3D(1), FILM),
    }
