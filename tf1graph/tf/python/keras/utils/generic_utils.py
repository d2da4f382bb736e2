"""How a layer that is given no name is called."""

from __future__ import annotations

import re

from tf1graph.tf.python.keras._tf_keras import generic_utils, inside


@inside(generic_utils)
def to_snake_case(name: str) -> str:
    """`Conv2D` as `conv2d`; TensorFlow 1 cut `ConvLSTM2D` into `conv_lst_m2d`."""
    parted = re.sub("(.)([A-Z][a-z0-9]+)", r"\1_\2", name)
    parted = re.sub("([a-z])([A-Z])", r"\1_\2", parted).lower()
    return "private" + parted if parted.startswith("_") else parted
