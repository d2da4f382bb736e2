"""`keras.utils.layer_utils`: the table of a model's layers, letter for letter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tf1graph.keras import backend
from tf1graph.keras._tree import mirror
from tf1graph.keras.utils.conv_utils import convert_kernel
from tf1graph.tf.python.keras.utils.layer_utils import count_params, tell_counts, tell_layers

__all__ = ["convert_all_kernels_in_model", "convert_dense_weights_data_format", "count_params", "print_summary"]


def convert_all_kernels_in_model(model: Any) -> None:
    """Turn the kernels of the model's convolutions round in space, from Theano's order into TensorFlow's or back."""
    for layer in model.layers:
        if type(layer).__name__ in ("Conv1D", "Conv2D", "Conv3D", "Conv2DTranspose"):
            backend.set_value(layer.kernel, convert_kernel(backend.get_value(layer.kernel)))


def _shape(layer: Any) -> Any:
    try:
        shape = layer.output_shape
    except (AttributeError, RuntimeError):
        return "multiple"
    return shape[0] if isinstance(shape, list) and len(shape) == 1 else shape


def print_summary(
    model: Any,
    line_length: int | None = None,
    positions: Sequence[float] | None = None,
    print_fn: Callable[[str], Any] | None = None,
) -> None:
    """Print the layers of a model, with the shapes they give and the numbers of their weights.

    Args:
      positions: where the columns end, as parts of the line or in signs.
      print_fn: takes each line instead of `print`.
    """
    tell = print_fn or print
    tell_layers(model, line_length, positions, tell, _shape)
    if getattr(model, "_collected_trainable_weights", None) is not None:
        model._check_trainable_weights_consistency()
    tell_counts(model, line_length, tell)


def convert_dense_weights_data_format(
    dense: Any, previous_feature_map_shape: Sequence[int], target_data_format: str = "channels_first"
) -> None:
    """Put the rows of a dense layer's kernel in the order in which feature maps of another format are flattened.

    Args:
      previous_feature_map_shape: of one sample before it is flattened, in the new format.
      target_data_format: `channels_first` or `channels_last`, the new format.
    """
    kernel, bias = dense.get_weights()
    if target_data_format == "channels_first":
        channels, height, width = previous_feature_map_shape
        maps = kernel.reshape(height, width, channels, -1).transpose(2, 0, 1, 3)
    else:
        height, width, channels = previous_feature_map_shape
        maps = kernel.reshape(channels, height, width, -1).transpose(1, 2, 0, 3)
    dense.set_weights([maps.reshape(kernel.shape), bias])


__getattr__, __dir__ = mirror(__name__)
