"""The windows that a filter or a pooling sees in a batch of pictures, and the way back.

Where TensorFlow 1 pads by "SAME" or "VALID", the tutorial gives the number of zeros on each side; and what lies
beyond the last whole step is an error here, where it was cut off there.
"""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from tf1graph.errors import UsageError

Pair = tuple[int, int]


def output_size(size: int, window: int, stride: int, pad: int, axis: str = "height") -> int:
    """How many windows lie side by side: 1 + (size + 2 pad - window) / stride.

    Raises:
      UsageError: the window is larger than the padded picture, or the last step does not end at its edge.
    """
    room = size + 2 * pad - window
    if room < 0:
        raise UsageError(f"A window of {axis} {window} does not fit in a picture of {axis} {size} with padding {pad}.")
    if room % stride:
        raise UsageError(
            f"A stride of {stride} does not fit: windows of {axis} {window} in a picture of {axis} {size} with padding "
            f"{pad} leave {room % stride} over; choose a stride that divides {room}, or pad."
        )
    return 1 + room // stride


def im2col(pictures: np.ndarray, window: Pair, stride: int = 1, pad: int = 0) -> np.ndarray:
    """Each window of `pictures`, as a view: nothing is copied but what padding adds.

    Args:
      pictures: [N, C, H, W].
      window: its height and width, FH and FW.
      stride: pixels between two windows, down and across.
      pad: zeros added on each of the four sides.

    Returns:
      [N, C, FH, FW, OH, OW], read-only: at [n, c, i, j, y, x] the pixel (i, j) of the window (y, x) of channel c.

    Raises:
      UsageError: the windows do not fit.
    """
    high, wide = window
    output_size(pictures.shape[2], high, stride, pad, "height")
    output_size(pictures.shape[3], wide, stride, pad, "width")
    if pad:
        pictures = np.pad(pictures, [(0, 0), (0, 0), (pad, pad), (pad, pad)])
    seen = sliding_window_view(pictures, window, axis=(2, 3))[:, :, ::stride, ::stride]
    return seen.transpose(0, 1, 4, 5, 2, 3)


def col2im(columns: np.ndarray, shape: tuple[int, ...], stride: int = 1, pad: int = 0) -> np.ndarray:
    """The pictures of `shape` [N, C, H, W] in which each pixel is the sum of its values in all windows.

    It is the transpose of `im2col`: what that reads from a pixel several times is added up here.

    Args:
      columns: [N, C, FH, FW, OH, OW], laid out as `im2col` gives it.
      shape: of the pictures without padding.
      stride, pad: as in `im2col`.
    """
    n, c, h, w = shape
    high, wide, out_high, out_wide = columns.shape[2:]
    pictures = np.zeros((n, c, h + 2 * pad, w + 2 * pad), columns.dtype)
    for i in range(high):  # over the pixels of one window: each adds to all pictures at once
        rows = slice(i, i + stride * out_high, stride)
        for j in range(wide):
            pictures[:, :, rows, j : j + stride * out_wide : stride] += columns[:, :, i, j]
    return pictures[:, :, pad : pad + h, pad : pad + w]
