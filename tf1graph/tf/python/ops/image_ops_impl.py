"""Pictures: their sizes and shapes, which TensorFlow 1 checked and cut by other nodes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph.tf._private import (
    array_ops,
    check_ops,
    compat_v1,
    control_flow_ops,
    image_ops_impl,
    inside,
    math_ops,
    ops,
    original,
    tensor_util,
)
from tf1graph.tf.names import provide


@inside(image_ops_impl, "_CheckAtLeast3DImage")
def check_at_least_3d(image: Any, require_static: bool = True) -> list[Any]:
    """The ops that check a picture's shape, where not all of it is known.

    Raises:
      ValueError: what is known of the shape is not that of pictures.
    """
    shape = image.shape
    if shape.ndims is not None and shape.ndims < 3:
        raise ValueError("'image' must be at least three-dimensional.")
    if require_static and not shape.is_fully_defined():
        raise ValueError("'image' must be fully defined.")
    if shape.ndims is not None and 0 in shape.as_list():
        raise ValueError(f"all dims of 'image.shape' must be > 0: {shape}")
    if shape.is_fully_defined():
        return []
    return [
        check_ops.assert_positive(array_ops.shape(image), ["all dims of 'image.shape' must be > 0."]),
        check_ops.assert_greater_equal(array_ops.rank(image), 3, message="'image' must be at least three-dimensional."),
    ]


def as_batch(image: Any) -> tuple[Any, bool]:
    """A picture, or one of unknown rank, as a batch of one; and whether it was a batch."""
    rank = image.shape.ndims
    if rank == 4:
        return image, True
    if rank not in (None, 3):
        raise ValueError("'image' must have either 3 or 4 dimensions.")
    image = array_ops.expand_dims(image, 0)
    if rank is None:
        image.set_shape([None] * 4)
    return image, False


@provide("tf.image.crop_to_bounding_box", today="tf.image.crop_to_bounding_box")
@inside(image_ops_impl)
def crop_to_bounding_box(
    image: Any, offset_height: Any, offset_width: Any, target_height: Any, target_width: Any
) -> Any:
    """The part of pictures [(N,) height, width, channels] of a target size, from an offset on.

    Raises:
      ValueError: an offset is negative, a target not positive, or the part reaches beyond the picture.
    """
    with compat_v1.name_scope(None, "crop_to_bounding_box", [image]):
        image, is_batch = as_batch(ops.convert_to_tensor(image, name="image"))
        checks = image_ops_impl._CheckAtLeast3DImage(image, require_static=False)
        batch, height, width, depth = image_ops_impl._ImageDimensions(image, rank=4)
        for condition, message in (
            (lambda: offset_width >= 0, "offset_width must be >= 0."),
            (lambda: offset_height >= 0, "offset_height must be >= 0."),
            (lambda: target_width > 0, "target_width must be > 0."),
            (lambda: target_height > 0, "target_height must be > 0."),
            (lambda: width >= (target_width + offset_width), "width must be >= target + offset."),
            (lambda: height >= (target_height + offset_height), "height must be >= target + offset."),
        ):
            checks += image_ops_impl._assert(condition(), ValueError, message)
        image = control_flow_ops.with_dependencies(checks, image)
        begin = compat_v1.stack([0, offset_height, offset_width, 0])
        cropped = array_ops.slice(image, begin, compat_v1.stack([-1, target_height, target_width, -1]))
        sizes = (batch, target_height, target_width, depth)
        cropped.set_shape([None if image_ops_impl._is_tensor(size) else size for size in sizes])
        return cropped if is_batch else array_ops.squeeze(cropped, axis=[0])


@provide("tf.image.pad_to_bounding_box", today="tf.image.pad_to_bounding_box")
@inside(image_ops_impl)
def pad_to_bounding_box(
    image: Any, offset_height: Any, offset_width: Any, target_height: Any, target_width: Any
) -> Any:
    """Pictures [(N,) height, width, channels] with zeros around them, of a target size, from an offset on.

    Raises:
      ValueError: an offset is negative, or the picture does not fit into the target.
    """
    with compat_v1.name_scope(None, "pad_to_bounding_box", [image]):
        image, is_batch = as_batch(ops.convert_to_tensor(image, name="image"))
        checks = image_ops_impl._CheckAtLeast3DImage(image, require_static=False)
        batch, height, width, depth = image_ops_impl._ImageDimensions(image, rank=4)
        right, below = target_width - offset_width - width, target_height - offset_height - height
        for condition, message in (
            (lambda: offset_height >= 0, "offset_height must be >= 0"),
            (lambda: offset_width >= 0, "offset_width must be >= 0"),
            (lambda: right >= 0, "width must be <= target - offset"),
            (lambda: below >= 0, "height must be <= target - offset"),
        ):
            checks += image_ops_impl._assert(condition(), ValueError, message)
        image = control_flow_ops.with_dependencies(checks, image)
        margins = compat_v1.stack([0, 0, offset_height, below, offset_width, right, 0, 0])
        padded = array_ops.pad(image, array_ops.reshape(margins, [4, 2]))
        sizes = (batch, target_height, target_width, depth)
        padded.set_shape([None if image_ops_impl._is_tensor(size) else size for size in sizes])
        return padded if is_batch else array_ops.squeeze(padded, axis=[0])


@provide("tf.image.central_crop", today="tf.image.central_crop")
@inside(image_ops_impl)
def central_crop(image: Any, central_fraction: float) -> Any:
    """The middle of pictures [(N,) height, width, channels], a fraction of both sides.

    Raises:
      ValueError: the fraction is not in (0, 1], or the rank is unknown or not of pictures.
    """
    with compat_v1.name_scope(None, "central_crop", [image]):
        image = ops.convert_to_tensor(image, name="image")
        if not 0.0 < central_fraction <= 1.0:
            raise ValueError("central_fraction must be within (0, 1]")
        if central_fraction == 1.0:
            return image
        image_ops_impl._AssertAtLeast3DImage(image)
        rank = image.shape.ndims
        if rank not in (3, 4):
            raise ValueError(f"`image` should either be a Tensor with rank = 3 or rank = 4. Had rank = {rank}.")
        sizes = image.shape.as_list()
        sides = [
            sizes[axis] if sizes[axis] is not None else array_ops.shape(image)[axis] for axis in (rank - 3, rank - 2)
        ]
        starts = [_start_of_centre(side, central_fraction) for side in sides]
        lengths = [side - start * 2 for side, start in zip(sides, starts, strict=True)]
        batch = [0] * (rank - 3)
        begin, length = compat_v1.stack([*batch, *starts, 0]), compat_v1.stack([*[-1] * (rank - 3), *lengths, -1])
        image = array_ops.slice(image, begin, length)
        known = [None if isinstance(length, compat_v1.Tensor) else length for length in lengths]
        image.set_shape([*sizes[: rank - 3], *known, sizes[-1]])
        return image


def _start_of_centre(side: Any, fraction: float) -> Any:
    if isinstance(side, int):
        return int((float(side) - float(side) * fraction) / 2)
    side = math_ops.cast(side, compat_v1.float64)
    return math_ops.cast((side - side * fraction) / 2, compat_v1.int32)


@inside(image_ops_impl, "_resize_images_common")
def resize_images(
    images: Any,
    resizer_fn: Callable[..., Any],
    size: Any,
    preserve_aspect_ratio: bool,
    name: Any,
    skip_resize_if_same: bool,
) -> Any:
    """Pictures resized; a size that keeps their proportions is worked out of the numbers of `size`, not its tensor."""
    if not preserve_aspect_ratio:
        resize = original(image_ops_impl._resize_images_common)
        return resize(images, resizer_fn, size, preserve_aspect_ratio, name, skip_resize_if_same)
    with compat_v1.name_scope(name, "resize", [images, size]):
        images = ops.convert_to_tensor(images, name="images")
        if images.shape.ndims is None:
            raise ValueError("'images' contains no shape.")
        if images.shape.ndims not in (3, 4):
            raise ValueError("'images' must have either 3 or 4 dimensions.")
        images, is_batch = as_batch(images)
        wanted = tensor_util.constant_value_as_shape(ops.convert_to_tensor(size, compat_v1.int32, name="size"))
        sides = image_ops_impl._ImageDimensions(images, rank=4)[1:3]
        scales = [_float32(new) / _float32(old) for new, old in zip(wanted.as_list(), sides, strict=True)]
        scale = math_ops.minimum(*scales)
        scaled = [math_ops.cast(math_ops.round(scale * _float32(side)), compat_v1.int32) for side in sides]
        size = ops.convert_to_tensor(scaled, compat_v1.int32, name="size")
        known = tensor_util.constant_value_as_shape(size).as_list()
        if not (skip_resize_if_same and None not in known and known == images.shape.as_list()[1:3]):
            images = resizer_fn(images, size)
            images.set_shape([None, *known, None])
        return images if is_batch else array_ops.squeeze(images, axis=[0])


def _float32(number: Any) -> Any:
    return math_ops.cast(number, compat_v1.float32)


@inside(image_ops_impl, "_resize_image_with_pad_common")
def resize_image_with_pad(image: Any, target_height: Any, target_width: Any, resize_fn: Callable[..., Any]) -> Any:
    """Pictures resized in their proportions and padded to a size, which TensorFlow 1 worked out in doubles."""
    with compat_v1.name_scope(None, "resize_image_with_pad", [image]):
        image, is_batch = as_batch(ops.convert_to_tensor(image, name="image"))
        checks = image_ops_impl._CheckAtLeast3DImage(image, require_static=False)
        checks += image_ops_impl._assert(target_width > 0, ValueError, "target_width must be > 0.")
        checks += image_ops_impl._assert(target_height > 0, ValueError, "target_height must be > 0.")
        image = control_flow_ops.with_dependencies(checks, image)
        sides = image_ops_impl._ImageDimensions(image, rank=4)[1:3]
        height, width, new_height, new_width = (
            math_ops.cast(side, compat_v1.float64) for side in (*sides, target_height, target_width)
        )
        ratio = math_ops.maximum(width / new_width, height / new_height)
        scaled = [height / ratio, width / ratio]
        resized = [math_ops.cast(math_ops.floor(side), compat_v1.int32) for side in scaled]
        margins = [(new_height - scaled[0]) / 2, (new_width - scaled[1]) / 2]
        floors = [math_ops.floor(margin) for margin in margins]
        offsets = [math_ops.maximum(0, math_ops.cast(floor, compat_v1.int32)) for floor in floors]
        padded = image_ops_impl.pad_to_bounding_box(resize_fn(image, resized), *offsets, target_height, target_width)
        image_ops_impl._ImageDimensions(padded, rank=4)
        return padded if is_batch else array_ops.squeeze(padded, axis=[0])


@inside(image_ops_impl, "_flip")
def flip(image: Any, flip_index: int, scope_name: str) -> Any:
    """Pictures reversed along an axis; one of unknown rank counts as one picture."""
    if getattr(image, "shape", None) is None or image.shape.ndims is not None:
        return original(image_ops_impl._flip)(image, flip_index, scope_name)
    with compat_v1.name_scope(None, scope_name, [image]):
        image = image_ops_impl._AssertAtLeast3DImage(ops.convert_to_tensor(image, name="image"))
        return image_ops_impl.fix_image_flip_shape(image, array_ops.reverse(image, [flip_index]))


@inside(image_ops_impl, "_random_flip")
def random_flip(image: Any, flip_index: int, random_func: Callable[..., Any], scope_name: str) -> Any:
    """Pictures reversed along an axis, or not, by chance; one of unknown rank counts as one picture."""
    if getattr(image, "shape", None) is None or image.shape.ndims is not None:
        return original(image_ops_impl._random_flip)(image, flip_index, random_func, scope_name)
    with compat_v1.name_scope(None, scope_name, [image]) as scope:
        image = image_ops_impl._AssertAtLeast3DImage(ops.convert_to_tensor(image, name="image"))
        reversed_by_chance = math_ops.less(random_func(shape=[], minval=0, maxval=1.0), 0.5)
        flipped = compat_v1.cond(
            reversed_by_chance, lambda: array_ops.reverse(image, [flip_index]), lambda: image, name=scope
        )
        return image_ops_impl.fix_image_flip_shape(image, flipped)


@provide("tf.image.rot90", today="tf.image.rot90")
@inside(image_ops_impl)
def rot90(image: Any, k: Any = 1, name: str | None = None) -> Any:
    """Pictures turned by `k` quarters against the clock; one of unknown rank counts as one picture."""
    with compat_v1.name_scope(name, "rot90", [image, k]) as scope:
        image = image_ops_impl._AssertAtLeast3DImage(ops.convert_to_tensor(image, name="image"))
        k = ops.convert_to_tensor(k, dtype=compat_v1.int32, name="k")
        k.shape.assert_has_rank(0)
        k = math_ops.mod(k, 4)
        if image.shape.ndims not in (None, 3, 4):
            raise ValueError("'image' must have either 3 or 4 dimensions.")
        turn = image_ops_impl._rot90_4D if image.shape.ndims == 4 else image_ops_impl._rot90_3D
        return turn(image, k, scope)


@provide("tf.image.transpose", "tf.image.transpose_image", today="tf.image.transpose")
@inside(image_ops_impl)
def transpose(image: Any, name: str | None = None) -> Any:
    """Pictures with rows and columns exchanged; one of unknown rank counts as one picture."""
    with compat_v1.name_scope(name, "transpose", [image]):
        image = image_ops_impl._AssertAtLeast3DImage(ops.convert_to_tensor(image, name="image"))
        if image.shape.ndims not in (None, 3, 4):
            raise ValueError("'image' must have either 3 or 4 dimensions.")
        order = [0, 2, 1, 3] if image.shape.ndims == 4 else [1, 0, 2]
        return array_ops.transpose(image, order, name=name)
