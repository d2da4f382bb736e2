"""`keras.applications.resnet50`: the residual net of 50 layers by the names of Keras 2.2.4."""

from __future__ import annotations

import os
from typing import Any

from tf1graph.keras import backend, layers, models
from tf1graph.keras._tree import mirror
from tf1graph.keras.utils import get_file, get_source_inputs
from tf1graph.tf.python.keras._tf_keras import imagenet_utils

WEIGHTS = "https://github.com/fchollet/deep-learning-models/releases/download/v0.2/resnet50_weights_tf_dim_ordering_tf_"
FILES = {  # with and without the top
    True: ("kernels.h5", "a7b3fe01876f51b976af0dea6bc144eb"),
    False: ("kernels_notop.h5", "a268eb855778b3df3c7506639542a6af"),
}
# Of each stage the blocks and the filters of their three convolutions
STAGES = {
    2: ("abc", (64, 64, 256)),
    3: ("abcd", (128, 128, 512)),
    4: ("abcdef", (256, 256, 1024)),
    5: ("abc", (512, 512, 2048)),
}


def ResNet50(
    include_top: bool = True,
    weights: str | None = "imagenet",
    input_tensor: Any = None,
    input_shape: Any = None,
    pooling: str | None = None,
    classes: int = 1000,
    **kwargs: Any,
) -> Any:
    """The model.

    Args:
      weights: None for first weights, `imagenet` for those that are downloaded, or a file of them.
      pooling: `avg` or `max` of a model without its top; None for its maps.

    Raises:
      ValueError: weights that are none, or another number of classes than they have.
    """
    del kwargs  # the packages that keras_applications was to use
    if weights not in ("imagenet", None) and not os.path.exists(weights):
        raise ValueError(
            "The `weights` argument should be either `None` (random initialization), `imagenet` (pre-training on "
            "ImageNet), or the path to the weights file to be loaded."
        )
    if weights == "imagenet" and include_top and classes != 1000:
        raise ValueError('If using `weights` as `"imagenet"` with `include_top` as true, `classes` should be 1000')
    shape = imagenet_utils.obtain_input_shape(
        input_shape,
        default_size=224,
        min_size=32,
        data_format=backend.image_data_format(),
        require_flatten=include_top,
        weights=weights,
    )
    if input_tensor is None:
        given = layers.Input(shape=shape)
    elif backend.is_keras_tensor(input_tensor):
        given = input_tensor
    else:
        given = layers.Input(tensor=input_tensor, shape=shape)
    maps = _maps(given)
    if include_top:
        maps = layers.GlobalAveragePooling2D(name="avg_pool")(maps)
        maps = layers.Dense(classes, activation="softmax", name="fc1000")(maps)
    elif pooling:
        pools = {"avg": layers.GlobalAveragePooling2D, "max": layers.GlobalMaxPooling2D}
        maps = pools[pooling]()(maps)
    model = models.Model(given if input_tensor is None else get_source_inputs(input_tensor), maps, name="resnet50")
    if weights == "imagenet":
        name, md5 = FILES[include_top]
        path = get_file("resnet50_weights_tf_dim_ordering_tf_" + name, WEIGHTS + name, "models", md5_hash=md5)
        model.load_weights(path)
    elif weights is not None:
        model.load_weights(weights)
    return model


def _maps(given: Any) -> Any:
    found = layers.ZeroPadding2D((3, 3), name="conv1_pad")(given)
    found = _normed(found, 64, 7, "conv1", "bn_conv1", strides=2)
    found = layers.ZeroPadding2D((1, 1), name="pool1_pad")(layers.Activation("relu")(found))
    found = layers.MaxPooling2D((3, 3), strides=(2, 2))(found)
    for stage, (blocks, filters) in STAGES.items():
        for block in blocks:
            found = _block(found, filters, f"{stage}{block}_branch", 1 if stage == 2 or block != "a" else 2)
    return found


def _block(given: Any, filters: tuple[int, int, int], name: str, strides: int) -> Any:
    """Three convolutions, added to what was given, which the first block of a stage brings to as many filters."""
    found = layers.Activation("relu")(_normed(given, filters[0], 1, f"res{name}2a", f"bn{name}2a", strides=strides))
    found = _normed(found, filters[1], 3, f"res{name}2b", f"bn{name}2b", padding="same")
    found = _normed(layers.Activation("relu")(found), filters[2], 1, f"res{name}2c", f"bn{name}2c")
    if name.endswith("a_branch"):
        given = _normed(given, filters[2], 1, f"res{name}1", f"bn{name}1", strides=strides)
    return layers.Activation("relu")(layers.add([found, given]))


def _normed(given: Any, filters: int, size: int, name: str, norm: str, **how: Any) -> Any:
    found = layers.Conv2D(filters, (size, size), kernel_initializer="he_normal", name=name, **how)(given)
    axis = 1 if backend.image_data_format() == "channels_first" else 3
    return layers.BatchNormalization(axis=axis, name=norm)(found)


__getattr__, __dir__ = mirror(__name__)
