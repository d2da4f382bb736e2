"""What a layer says of its configuration: what Keras 2.2.4 wrote into files, and reads from them."""

from __future__ import annotations

from typing import Any

from tf1graph.keras.layers import custom

OF_TODAY = ("groups", "optional", "ragged", "time_major")
WITHOUT_SEED = ("AlphaDropout", "GaussianDropout", "GaussianNoise")


def get_config(self: Any) -> dict[str, Any]:
    """The layer's arguments by their names; its type is told of a layer that says the shape of its input."""
    config = dict(custom.above(self, "get_config")())
    for name in OF_TODAY:
        config.pop(name, None)
    if "batch_input_shape" not in config:
        config.pop("dtype", None)
    if type(self).__name__ in WITHOUT_SEED:
        config.pop("seed", None)
    if "axis_given" in vars(self):
        config["axis"] = self.axis_given
    return config
