"""The rows of `tf.keras`: what a golden holds of tf_keras' classes, now that TensorFlow 1's bodies are in them."""

from __future__ import annotations

from tf1graph.tf import names

EXACT = {
    "layers": (
        "Activation ActivityRegularization Add AdditiveAttention AlphaDropout Attention Average AveragePooling1D "
        "AveragePooling2D AveragePooling3D AvgPool1D AvgPool2D AvgPool3D BatchNormalization Bidirectional "
        "Concatenate Conv1D Conv2D Conv2DTranspose Conv3D Conv3DTranspose ConvLSTM2D Convolution1D Convolution2D "
        "Convolution2DTranspose Convolution3D Convolution3DTranspose Cropping1D Cropping2D Cropping3D Dense "
        "DepthwiseConv2D Dot Dropout ELU Embedding Flatten GRU GRUCell GaussianDropout GaussianNoise "
        "GlobalAveragePooling1D GlobalAveragePooling2D GlobalAveragePooling3D GlobalAvgPool1D GlobalAvgPool2D "
        "GlobalAvgPool3D GlobalMaxPool1D GlobalMaxPool2D GlobalMaxPool3D GlobalMaxPooling1D GlobalMaxPooling2D "
        "GlobalMaxPooling3D Input LSTM LSTMCell Lambda Layer LayerNormalization LeakyReLU LocallyConnected1D "
        "LocallyConnected2D Masking MaxPool1D MaxPool2D MaxPool3D MaxPooling1D MaxPooling2D MaxPooling3D Maximum "
        "Minimum Multiply PReLU Permute RNN ReLU RepeatVector Reshape SeparableConv1D SeparableConv2D "
        "SeparableConvolution1D SeparableConvolution2D SimpleRNN SimpleRNNCell Softmax SpatialDropout1D "
        "SpatialDropout2D SpatialDropout3D StackedRNNCells Subtract ThresholdedReLU TimeDistributed UpSampling1D "
        "UpSampling2D UpSampling3D ZeroPadding1D ZeroPadding2D ZeroPadding3D add average concatenate dot maximum "
        "minimum multiply subtract"
    ),
    "losses": (
        "MAE MAPE MSE MSLE BinaryCrossentropy CategoricalCrossentropy Huber KLD MeanAbsoluteError MeanSquaredError "
        "binary_crossentropy categorical_crossentropy categorical_hinge cosine_similarity hinge kld logcosh mae mape "
        "mean_absolute_error mean_absolute_percentage_error mean_squared_error mean_squared_logarithmic_error mse "
        "msle poisson sparse_categorical_crossentropy squared_hinge"
    ),
    "metrics": (
        "binary_accuracy categorical_accuracy sparse_categorical_accuracy sparse_top_k_categorical_accuracy "
        "top_k_categorical_accuracy"
    ),
    "optimizers": "Adadelta Adagrad Adam Adamax Ftrl Nadam RMSprop SGD",
}

REFUSED = {
    "experimental": {
        "LinearCosineDecay": "Write tf.train.linear_cosine_decay, or tf.keras.experimental.CosineDecay.",
        "NoisyLinearCosineDecay": "Write tf.train.noisy_linear_cosine_decay, or tf.keras.experimental.CosineDecay.",
        "PeepholeLSTMCell": "Write tf.nn.rnn_cell.LSTMCell(use_peepholes=True) in tf.keras.layers.RNN.",
        "export_saved_model": "Write model.save(path, save_format='tf'), or tf.saved_model.simple_save.",
        "load_from_saved_model": "Write tf.keras.models.load_model, or tf.saved_model.load.",
        "terminate_keras_multiprocessing_pools": "The pools end by themselves.",
    },
    "mixed_precision": {
        "experimental": "Cast inside the model, or write tf.keras.mixed_precision for today's policies."
    },
    "utils": {
        "HDF5Matrix": "Read the file with h5py.File(path)[name].",
        "convert_all_kernels_in_model": "It turned kernels of the Theano backend round, which there are none of.",
        "multi_gpu_model": "Split the batch with tf.split and tf.device, or train on one device.",
    },
}

names.add(
    names.Row(
        "tf.keras",
        "approximate",
        "tf1graph.tf.keras",
        today="tf_keras",
        note="tf_keras, with TensorFlow 1's bodies where a golden says so",
    ),
    *(
        names.Row(
            f"tf.keras.{room}.{name}", "exact", f"tf_keras.api._v1.keras.{room}:{name}", f"tf_keras.{room}.{name}"
        )
        for room, provided in EXACT.items()
        for name in provided.split()
    ),
    *(
        names.Row(f"tf.keras.{at}.{name}", "refused", gone="2.16", note=note)
        for at, refused in REFUSED.items()
        for name, note in refused.items()
    ),
    names.Row(
        "tf.keras.estimator.model_to_estimator",
        "approximate",
        "tf1graph.tf.estimator.keras:model_to_estimator",
        gone="2.16",
        note="the same figures; checkpoints are by the variables' names, models that are subclasses are refused",
    ),
    names.Row(
        "tf.keras.wrappers",
        "refused",
        gone="2.16",
        note="Write the package scikeras, or call fit and predict in a class of your own.",
    ),
)
