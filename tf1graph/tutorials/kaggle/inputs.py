"""What the four models are shown: the picture, where the ink lies in its rows and columns, its quarters."""

from __future__ import annotations

import numpy as np

from tf1graph.tutorials.kaggle.models import Variant

SIDE = 28
HALF = SIDE // 2


def inputs_for(variant: Variant, pixels: np.ndarray) -> list[np.ndarray]:
    """The arrays that a model of this variant is fed, in the order of its inputs, float32.

    Args:
      pixels: [N, 28, 28] uint8, ink 255 on paper 0.
    """
    pictures = scale(pixels)
    fed = [pictures[..., np.newaxis] if variant.channel else pictures]
    if variant.quarters:
        fed.append(quarters(pictures)[..., np.newaxis])
    if variant.distributions:
        fed.append(distributions(pictures))
    return fed


def scale(pixels: np.ndarray) -> np.ndarray:
    """Pixels of 0…255 as float32 of 0…1."""
    return pixels.astype(np.float32) / np.float32(255)


def distributions(pictures: np.ndarray) -> np.ndarray:
    """How much ink lies in each row, then in each column: [N, 28, 28] to [N, 2, 28], sums of the pixels."""
    return np.stack([pictures.sum(axis=2), pictures.sum(axis=1)], axis=1)


def quarters(pictures: np.ndarray) -> np.ndarray:
    """The quarters of each picture, top left, top right, bottom left, bottom right: [N, 28, 28] to [N, 4, 14, 14]."""
    rows_and_columns = pictures.reshape(-1, 2, HALF, 2, HALF).swapaxes(2, 3)
    return rows_and_columns.reshape(-1, 4, HALF, HALF)
