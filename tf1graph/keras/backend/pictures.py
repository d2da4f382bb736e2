"""Pictures made larger."""

from __future__ import annotations

from typing import Any

import numpy as np

from tf1graph import tf


def resize_images(
    x: Any, height_factor: int, width_factor: int, data_format: str, interpolation: str = "nearest"
) -> Any:
    """Pictures made larger by whole factors; `bilinear` goes from the corner of a pixel, not from its middle.

    Raises:
      ValueError: another interpolation.
    """
    methods = {"bilinear": tf.image.resize_bilinear, "nearest": tf.image.resize_nearest_neighbor}
    if interpolation not in methods:
        raise ValueError('interpolation should be one of "nearest" or "bilinear".')
    first = data_format == "channels_first"
    x = tf.transpose(x, [0, 2, 3, 1]) if first else x
    before = x.shape.as_list()[1:3]
    size = tf.shape(x)[1:3] * tf.constant(np.array([height_factor, width_factor], np.int32))
    x = methods[interpolation](x, size)
    factors = zip(before, (height_factor, width_factor), strict=True)
    x.set_shape((None, *(side and side * factor for side, factor in factors), None))
    return tf.transpose(x, [0, 3, 1, 2]) if first else x
