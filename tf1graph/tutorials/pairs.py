"""The CRNN tutorial's sampler: pairs of pictures and the difference of their digits."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

CLASSES = 19  # differences -9…9


def sample_pairs(
    images: NDArray[np.uint8], labels: NDArray[np.integer], batch_size: int
) -> tuple[NDArray[np.uint8], NDArray[np.int64], NDArray[np.float64]]:
    """Pictures uint8 [2, batch, 28, 28, 1], differences int64 [batch] in -9…9, and these one-hot float64 [batch, 19].

    The first pictures of all pairs are drawn, then the second, each by one draw from NumPy's global random state:
    that is one call with a shape here, which takes from the state exactly what the tutorial's call for each
    picture takes.

    Args:
      images: [n, 28, 28].
      labels: [n], 0…9.
      batch_size: pairs.
    """
    drawn = np.random.randint(0, len(images), (2, batch_size))
    pictures = images.take(drawn, axis=0)[..., np.newaxis]
    first, second = labels.take(drawn).astype(np.int64)
    differences = first - second
    one_hot = np.zeros((batch_size, CLASSES))
    one_hot[np.arange(batch_size), differences + 9] = 1
    return pictures, differences, one_hot
