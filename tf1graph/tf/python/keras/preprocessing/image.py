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


@inside(image)
def apply_brightness_shift(x: Any, brightness: float, scale: bool = True) -> Any:
    """A picture times `brightness`, between 0 and 255 once it is stretched from its least to its largest number."""
    del scale  # today's stretches those alone that go beyond
    picture = image.ImageEnhance.Brightness(image.image_utils.array_to_img(x))
    return image.image_utils.img_to_array(picture.enhance(brightness))


_fit = image.ImageDataGenerator.fit


@inside(image.ImageDataGenerator)
def fit(self: Any, x: Any, augment: bool = False, rounds: int = 1, seed: int | None = None) -> None:
    """Take mean, deviation and principal components of pictures [samples, ...].

    Today's whitens by the deviations plus `zca_epsilon`, and leaves out what the pictures do not span.
    """
    if seed is not None:
        np.random.seed(seed)
    before = np.random.get_state()
    whitening, self.zca_whitening = self.zca_whitening, False
    try:
        _fit(self, x, augment, rounds)
    finally:
        self.zca_whitening = whitening
    if whitening:
        x = np.asarray(x, self.dtype) * (self.rescale or 1)
        if augment:  # the same pictures once more
            np.random.set_state(before)
            x = np.array([self.random_transform(picture) for _ in range(rounds) for picture in x], self.dtype)
        x = x - (self.mean if self.featurewise_center else 0)
        x = x / (self.std + 1e-6 if self.featurewise_std_normalization else 1)
        flat = np.reshape(x, (len(x), -1))
        axes, variances, _ = np.linalg.svd(flat.T @ flat / len(flat))
        self.principal_components = (axes / np.sqrt(variances + self.zca_epsilon)) @ axes.T
        self.zca_whitening_matrix = self.principal_components
