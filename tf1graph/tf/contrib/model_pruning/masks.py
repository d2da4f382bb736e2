"""The masks of a graph's weights: how one is put over a tensor, and how all are found."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import math_ops
from tf1graph.tf.contrib.model_pruning import core_layers
from tf1graph.tf.names import provide

PLACE = "tf.contrib.model_pruning."


@provide(PLACE + "apply_mask", gone="2.0")
def apply_mask(x: Any, scope: Any = "") -> Any:
    """The weights `x` times a mask of ones, a variable that a `Pruning` makes sparser.

    Args:
      scope: the variable scope of `mask` and `threshold`.
    """
    variables = []
    for name, shape, initializer in (
        ("mask", x.get_shape(), tf.ones_initializer()),
        ("threshold", [], tf.zeros_initializer()),
    ):
        with tf.variable_scope(scope):
            variables.append(tf.get_variable(name, shape, initializer=initializer, trainable=False, dtype=x.dtype))
    mask, threshold = variables
    masked = math_ops.multiply(mask, x, core_layers.MASKED_WEIGHT_NAME)
    core_layers.collect(mask, threshold, x, masked)
    return masked


@provide(PLACE + "get_masked_weights", gone="2.0")
def get_masked_weights() -> list[Any]:
    """The products of weights and masks, a tensor a layer."""
    return tf.get_collection(core_layers.MASKED_WEIGHT_COLLECTION)


@provide(PLACE + "get_masks", gone="2.0")
def get_masks() -> list[Any]:
    """The masks, variables of zeros and ones."""
    return tf.get_collection(core_layers.MASK_COLLECTION)


@provide(PLACE + "get_thresholds", gone="2.0")
def get_thresholds() -> list[Any]:
    """The thresholds below which a weight is masked, scalar variables."""
    return tf.get_collection(core_layers.THRESHOLD_COLLECTION)


@provide(PLACE + "get_weights", gone="2.0")
def get_weights() -> list[Any]:
    """The weights that have a mask."""
    return tf.get_collection(core_layers.WEIGHT_COLLECTION)


@provide(PLACE + "get_weight_sparsity", gone="2.0")
def get_weight_sparsity() -> list[Any]:
    """Which part of each mask is 0, a scalar tensor a mask."""
    return [tf.nn.zero_fraction(mask) for mask in get_masks()]
