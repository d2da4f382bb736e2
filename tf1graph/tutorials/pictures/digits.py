"""The first digits of a data set, side by side (the Keras article's first picture)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from tf1graph.tutorials.pictures.figures import Tile, draw_tiles


def draw_digits(images: np.ndarray) -> Any:
    """A Matplotlib `Figure` of pictures [N, height, width] uint8, white ink on black, in a square of about √N rows."""
    return draw_tiles([Tile(image / 255) for image in images], math.ceil(math.sqrt(len(images))), colours="gray")
