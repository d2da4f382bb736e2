"""Pictures turned and stretched at random."""

from __future__ import annotations

from typing import Any

import numpy as np

from tf1graph.tf.python.keras._tf_keras import image, inside


@inside(image)
def transform_matrix_offset_center(matrix: Any, x: int, y: int) -> Any:
    """`matrix` [3, 3] about the centre of a picture of `x` rows and `y` columns, half a pixel off on either axis.

    keras_preprocessing 1.1, which 1.15.5 used, counts the centre as size / 2 + 0.5; today's has size / 2 - 0.5.
    """
    rows, columns = x / 2 + 0.5, y / 2 + 0.5
    to_centre = np.array([[1, 0, rows], [0, 1, columns], [0, 0, 1]])
    back = np.array([[1, 0, -rows], [0, 1, -columns], [0, 0, 1]])
    return to_centre @ matrix @ back


@inside(image)
def apply_affine_transform(
    x: Any,
    theta: float = 0,
    tx: float = 0,
    ty: float = 0,
    shear: float = 0,
    zx: float = 1,
    zy: float = 1,
    row_axis: int = 0,
    col_axis: int = 1,
    channel_axis: int = 2,
    fill_mode: str = "nearest",
    cval: float = 0.0,
    order: int = 1,
) -> Any:
    """The picture `x` of rank 3, turned, shifted, sheared and stretched, in this order; angles in degrees.

    Today's exchanges rows and columns of the matrix, so that it turns the other way round.

    Raises:
      ImportError: SciPy is not installed.
    """
    if image.scipy is None:
        raise ImportError("Image transformations require SciPy. Install SciPy.")
    turn, lean = np.deg2rad(theta), np.deg2rad(shear)
    steps = []
    if theta != 0:
        steps.append([[np.cos(turn), -np.sin(turn), 0], [np.sin(turn), np.cos(turn), 0], [0, 0, 1]])
    if tx != 0 or ty != 0:
        steps.append([[1, 0, tx], [0, 1, ty], [0, 0, 1]])
    if shear != 0:
        steps.append([[1, -np.sin(lean), 0], [0, np.cos(lean), 0], [0, 0, 1]])
    if zx != 1 or zy != 1:
        steps.append([[zx, 0, 0], [0, zy, 0], [0, 0, 1]])
    if not steps:
        return x
    matrix = np.eye(3)
    for step in steps:
        matrix = matrix @ np.array(step)
    matrix = transform_matrix_offset_center(matrix, x.shape[row_axis], x.shape[col_axis])
    about = {"order": order, "mode": fill_mode, "cval": cval}
    channels = [
        image.ndimage.affine_transform(channel, matrix[:2, :2], matrix[:2, 2], **about)
        for channel in np.rollaxis(x, channel_axis, 0)
    ]
    return np.rollaxis(np.stack(channels, axis=0), 0, channel_axis + 1)
