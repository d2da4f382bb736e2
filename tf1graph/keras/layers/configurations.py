"""What a layer says of its configuration: what Keras 2.2.4 wrote into files, and reads from them."""

from __future__ import annotations

from typing import Any

from tf1graph.keras.layers import custom
from tf1graph.tf.python.keras.saving.saving_utils import of_that_time

OF_TODAY = ("groups", "keepdims", "optional", "ragged", "time_major")
# Arguments that the classes of `tf.keras` have beyond those of Keras 2.2.4
BEYOND = {
    **dict.fromkeys(("AlphaDropout", "GaussianDropout", "GaussianNoise"), ("seed",)),
    **dict.fromkeys(
        ("SeparableConv1D", "SeparableConv2D"), ("kernel_constraint", "kernel_initializer", "kernel_regularizer")
    ),
    "LocallyConnected1D": ("data_format", "implementation"),
    "LocallyConnected2D": ("implementation",),
}


def get_config(self: Any) -> dict[str, Any]:
    """The layer's arguments by their names; its type is told of a layer that says the shape of its input."""
    config = {name: of_that_time(value) for name, value in custom.above(self, "get_config")().items()}
    for name in (*OF_TODAY, *BEYOND.get(type(self).__name__, ())):
        config.pop(name, None)
    if "batch_input_shape" not in config:
        config.pop("dtype", None)
    if "axis_given" in vars(self):
        config["axis"] = self.axis_given
    return config
