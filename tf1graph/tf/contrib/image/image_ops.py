"""Pictures rotated, moved and projected, by one kernel."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import array_ops, math_ops, ops, tensor_util
from tf1graph.tf.names import provide

PLACE = "tf.contrib.image."
DTYPES = (tf.uint8, tf.int32, tf.int64, tf.float16, tf.float32, tf.float64)


def _batch(images: Any) -> Any:
    """Pictures [height, width], with channels, or in a batch, as a batch with channels."""
    if images.dtype.base_dtype not in DTYPES:
        raise TypeError(f"Invalid dtype {images.dtype}.")
    rank = images.get_shape().ndims
    if rank is None:
        raise TypeError("image_or_images rank must be statically known")
    if rank == 2:
        return images[None, :, :, None]
    if rank == 3:
        return images[None, :, :, :]
    if rank != 4:
        raise TypeError("Images should have rank between 2 and 4.")
    return images


def _like(output: Any, rank: int) -> Any:
    """A batch as the pictures of that rank that it was made of."""
    if rank == 2:
        return output[0, :, :, 0]
    return output[0, :, :, :] if rank == 3 else output


@provide(PLACE + "rotate", gone="2.0")
def rotate(images: Any, angles: Any, interpolation: str = "NEAREST", name: str | None = None) -> Any:
    """Pictures turned counterclockwise about their middle; what comes from outside is 0.

    Args:
      images: [N, height, width, channels], or one picture with or without channels.
      angles: in radians, one for all or one each.
      interpolation: `NEAREST` or `BILINEAR`.
    """
    with tf.name_scope(name, "rotate"):
        given = ops.convert_to_tensor(images)
        batch = _batch(given)
        height = math_ops.cast(array_ops.shape(batch)[1], tf.float32)[None]
        width = math_ops.cast(array_ops.shape(batch)[2], tf.float32)[None]
        turned = transform(batch, angles_to_projective_transforms(angles, height, width), interpolation)
        return _like(turned, given.get_shape().ndims)


@provide(PLACE + "translate", gone="2.0")
def translate(images: Any, translations: Any, interpolation: str = "NEAREST", name: str | None = None) -> Any:
    """Pictures moved by (dx, dy), one pair for all or one each."""
    with tf.name_scope(name, "translate"):
        return transform(images, translations_to_projective_transforms(translations), interpolation)


@provide(PLACE + "angles_to_projective_transforms", gone="2.0")
def angles_to_projective_transforms(angles: Any, image_height: Any, image_width: Any, name: str | None = None) -> Any:
    """The projections [N, 8] that turn pictures of that size by `angles`."""
    with tf.name_scope(name, "angles_to_projective_transforms"):
        angles = ops.convert_to_tensor(angles, name="angles", dtype=tf.float32)
        if len(angles.get_shape()) > 1:
            raise TypeError("Angles should have rank 0 or 1.")
        if len(angles.get_shape()) == 0:
            angles = angles[None]
        cos, sin = math_ops.cos, math_ops.sin
        right = image_width - 1
        x = (right - (cos(angles) * (image_width - 1) - sin(angles) * (image_height - 1))) / 2.0
        bottom = image_height - 1
        y = (bottom - (sin(angles) * (image_width - 1) + cos(angles) * (image_height - 1))) / 2.0
        count = array_ops.shape(angles)[0]
        columns = [
            cos(angles)[:, None],
            -sin(angles)[:, None],
            x[:, None],
            sin(angles)[:, None],
            cos(angles)[:, None],
            y[:, None],
            array_ops.zeros((count, 2), tf.float32),
        ]
        return array_ops.concat(columns, axis=1)


@provide(PLACE + "translations_to_projective_transforms", gone="2.0")
def translations_to_projective_transforms(translations: Any, name: str | None = None) -> Any:
    """The projections [N, 8] that move pictures by (dx, dy) pairs."""
    with tf.name_scope(name, "translations_to_projective_transforms"):
        moves = ops.convert_to_tensor(translations, name="translations", dtype=tf.float32)
        rank = moves.get_shape().ndims
        if rank is None:
            raise TypeError("translation_or_translations rank must be statically known")
        if rank not in (1, 2):
            raise TypeError("Translations should have rank 1 or 2.")
        moves = moves[None] if rank == 1 else moves
        count = array_ops.shape(moves)[0]

        def column(make: Any) -> Any:
            return make((count, 1), tf.float32)

        columns = [
            column(tf.ones),
            column(tf.zeros),
            -moves[:, 0, None],
            column(tf.zeros),
            column(tf.ones),
            -moves[:, 1, None],
            array_ops.zeros((count, 2), tf.float32),
        ]
        return array_ops.concat(columns, axis=1)


@provide(PLACE + "transform", gone="2.0")
def transform(
    images: Any, transforms: Any, interpolation: str = "NEAREST", output_shape: Any = None, name: str | None = None
) -> Any:
    """Pictures projected: the output at (x, y) is the input at ((a x + b y + c) / k, (d x + e y + f) / k).

    Args:
      images: [N, height, width, channels], or one picture with or without channels.
      transforms: [a, b, c, d, e, f, g, h], one for all or one each; k is `g x + h y + 1`.
      interpolation: `NEAREST` or `BILINEAR`.
      output_shape: (height, width); the input's where it is None.
    """
    with tf.name_scope(name, "transform"):
        given = ops.convert_to_tensor(images, name="images")
        projections = ops.convert_to_tensor(transforms, name="transforms", dtype=tf.float32)
        batch = _batch(given)
        if output_shape is None:
            size = array_ops.shape(batch)[1:3]
            known = tensor_util.constant_value(size)
            output_shape = size if known is None else known
        output_shape = ops.convert_to_tensor(output_shape, tf.int32, name="output_shape")
        if not output_shape.get_shape().is_compatible_with([2]):
            raise ValueError("output_shape must be a 1-D Tensor of 2 elements: new_height, new_width")
        rank = len(projections.get_shape())
        if rank not in (1, 2):
            raise TypeError("Transforms should have rank 1 or 2.")
        output = tf.raw_ops.ImageProjectiveTransformV2(
            images=batch,
            transforms=projections[None] if rank == 1 else projections,
            output_shape=output_shape,
            interpolation=interpolation.upper(),
        )
        return _like(output, given.get_shape().ndims)
