"""The rows of the standalone Keras in the table of names, `tf1graph.tf.names`: each name where Keras 2.2.4 had it.

`exact` is said of what a golden recorded by Keras 2.2.4 on TensorFlow 1.15.5 holds: tests/golden/keras_*.py. A public
name of Keras 2.2.4 that has no row is there and does its work, with tf_keras's body, or is another name of one.
"""

from __future__ import annotations

import types
from collections.abc import Iterable
from typing import Any

from tf1graph.errors import AttributeNotProvided
from tf1graph.tf import names
from tf1graph.tf.names import Row, moved

REMEDY = "Keras 2.2.4 had no such name, or what it stood on is gone; see what `tf.keras` offers."


def _exact(place: str, these: str) -> tuple[Row, ...]:
    return moved(f"keras.{place}", f"tf1graph.keras.{place}:", these)


def _approximate(place: str, these: str, note: str) -> tuple[Row, ...]:
    return moved(f"keras.{place}", f"tf1graph.keras.{place}:", these, "approximate", note=note)


def _refused(note: str, these: str) -> tuple[Row, ...]:
    patterns = (f"keras.*{name}" if name.startswith(".") else f"keras.{name}" for name in these.split())
    return tuple(Row(pattern, "refused", note=note) for pattern in patterns)


ROWS = (
    *_exact(
        "layers",
        "Activation ActivityRegularization AlphaDropout AveragePooling1D AveragePooling2D AveragePooling3D "
        "BatchNormalization Bidirectional Conv1D Conv2D Conv2DTranspose Conv3D Conv3DTranspose ConvLSTM2D Cropping1D "
        "Cropping2D Cropping3D Dense DepthwiseConv2D Dropout ELU Embedding Flatten GRU GRUCell GaussianDropout "
        "GaussianNoise GlobalAveragePooling1D GlobalAveragePooling2D GlobalMaxPooling1D GlobalMaxPooling2D Input LSTM "
        "LSTMCell Lambda LeakyReLU LocallyConnected1D LocallyConnected2D MaxPooling1D MaxPooling2D MaxPooling3D PReLU "
        "Permute RNN ReLU RepeatVector Reshape SeparableConv1D SeparableConv2D SimpleRNN Softmax SpatialDropout1D "
        "SpatialDropout2D SpatialDropout3D ThresholdedReLU TimeDistributed UpSampling1D UpSampling2D UpSampling3D "
        "ZeroPadding1D ZeroPadding2D ZeroPadding3D concatenate add",
    ),
    *_exact("legacy.layers", "Highway MaxoutDense"),
    *_approximate("legacy.layers", "Merge", "as Keras 2.0.8 had it last: goldens of that version hold it"),
    *_exact("engine.base_layer", "Node"),
    *_exact("applications.mobilenet", "MobileNet preprocess_input"),
    *_exact("applications.mobilenet_v2", "MobileNetV2 preprocess_input"),
    *_exact("applications.resnet50", "ResNet50 preprocess_input"),
    *_exact("utils.layer_utils", "convert_all_kernels_in_model convert_dense_weights_data_format"),
    *_exact("models", "Model Sequential load_model model_from_json"),
    *_exact(
        "backend",
        "abs all any arange argmax argmin backend batch_dot batch_flatten batch_get_value batch_set_value bias_add "
        "binary_crossentropy cast cast_to_floatx categorical_crossentropy clip concatenate constant conv1d conv2d "
        "conv2d_transpose cos count_params ctc_batch_cost ctc_decode cumprod cumsum depthwise_conv2d dot dropout dtype "
        "elu epsilon equal eval exp expand_dims eye flatten floatx foldl foldr function gather get_uid gradients "
        "greater hard_sigmoid image_data_format image_dim_ordering in_top_k in_train_phase int_shape is_keras_tensor "
        "is_placeholder is_sparse is_tensor l2_normalize learning_phase less_equal local_conv1d log logsumexp map_fn "
        "max maximum mean min minimum moving_average_update ndim one_hot ones_like permute_dimensions placeholder "
        "pool2d pow prod random_binomial random_normal random_normal_variable random_uniform random_uniform_variable "
        "relu repeat repeat_elements reshape resize_images reverse rnn round separable_conv2d set_epsilon set_floatx "
        "set_image_data_format set_image_dim_ordering set_session set_value sigmoid sign sin slice softmax softplus "
        "softsign sparse_categorical_crossentropy spatial_2d_padding sqrt square squeeze stack std sum switch tanh "
        "temporal_padding tile transpose truncated_normal update_add var variable zeros",
    ),
    *_exact(
        "losses",
        "binary_crossentropy categorical_crossentropy categorical_hinge cosine_proximity hinge "
        "kullback_leibler_divergence logcosh mean_absolute_error mean_absolute_percentage_error mean_squared_error "
        "mean_squared_logarithmic_error poisson sparse_categorical_crossentropy squared_hinge",
    ),
    *_exact(
        "metrics",
        "binary_accuracy categorical_accuracy sparse_categorical_accuracy sparse_top_k_categorical_accuracy "
        "top_k_categorical_accuracy",
    ),
    *_exact("optimizers", "SGD RMSprop Adagrad Adadelta Adam Adamax Nadam TFOptimizer"),
    *_exact(
        "initializers",
        "Constant Identity Ones RandomNormal RandomUniform TruncatedNormal VarianceScaling Zeros get glorot_normal "
        "glorot_uniform he_normal he_uniform lecun_normal lecun_uniform",
    ),
    *_approximate(
        "initializers",
        "Orthogonal",
        "the signs of LAPACK before 3.10, which hang on the last bit now and then: of 492 random matrices that NumPy "
        "1.18 was asked for, 491 were the same",
    ),
    *_exact("regularizers", "l1 l2 l1_l2"),
    *_exact("constraints", "MaxNorm NonNeg UnitNorm MinMaxNorm"),
    *_exact("activations", "relu elu selu softplus softsign exponential linear hard_sigmoid tanh get"),
    *_exact(
        "callbacks",
        "Callback CSVLogger EarlyStopping History LambdaCallback LearningRateScheduler ModelCheckpoint ProgbarLogger "
        "ReduceLROnPlateau TensorBoard",
    ),
    *_exact(
        "preprocessing.image",
        "ImageDataGenerator array_to_img img_to_array load_img random_brightness random_channel_shift random_rotation "
        "random_shear random_shift random_zoom",
    ),
    *_exact("preprocessing.sequence", "TimeseriesGenerator make_sampling_table pad_sequences skipgrams"),
    *_exact("preprocessing.text", "Tokenizer hashing_trick text_to_word_sequence"),
    *_exact("utils", "OrderedEnqueuer Sequence normalize print_summary to_categorical Progbar"),
    *_refused(
        "Write a cell, a layer with `state_size` and `call(inputs, states)`, and put it into keras.layers.RNN.",
        ".Recurrent .ConvRecurrent2D .ConvRNN2D .ConvLSTM2DCell",
    ),
    *_refused(
        "Write models into files: model.save(path), keras.models.load_model(path).",
        ".H5Dict .h5dict .pickle_model .unpickle_model",
    ),
    *_refused(
        "The packages keras_applications and keras_preprocessing are not needed: take the names from keras itself.",
        ".keras_modules_injection .keras_applications .keras_preprocessing",
    ),
    *_refused(
        "It was a part of Keras 2.2.4's own works: take what the model's methods, keras.utils and keras.layers offer.",
        "engine.* legacy.interfaces.* applications.* utils.* preprocessing.*",
    ),
)
names.add(*ROWS)


def remedy(legacy: str) -> str:
    """What to do in place of the name `keras.…`, which is not provided."""
    row = names.refusal(legacy)
    return row.note if row else REMEDY


def states(symbols: Iterable[str]) -> dict[str, str]:
    """Of each name of Keras its fidelity in the table, or `module` for one that holds others."""
    exact = {id(names.stand_in(row)): row for row in ROWS if row.stands}
    return {symbol: _state(symbol, exact) for symbol in symbols}


def _state(symbol: str, rows: dict[int, Row]) -> str:
    row = names.declared(symbol)
    if row:
        return row.fidelity
    try:
        found = _find(symbol)
    except (AttributeNotProvided, ImportError):
        return "refused"
    if isinstance(found, types.ModuleType):
        return "module"
    same = rows.get(id(found))
    return same.fidelity if same else "approximate"


def _find(symbol: str) -> Any:
    from importlib import import_module

    place, _, name = symbol.rpartition(".")
    return getattr(import_module(f"tf1graph.{place}"), name)
