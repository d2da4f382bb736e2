"""Pictures: their colours, codes and measures (python/ops/image_ops_impl.py of 1.15.5)."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, gen_image_ops, image_ops_impl, inside, math_ops, ops, original
from tf1graph.tf.names import provide


@provide("tf.image.per_image_standardization", today="tf.image.per_image_standardization")
@inside(image_ops_impl)
def per_image_standardization(image: Any) -> Any:
    """Pictures [..., height, width, channels], each moved and scaled to mean 0 and variance 1, in their own dtype.

    A picture's deviation counts as 1 / sqrt(its numbers) at least. Integers are first brought to [0, 1], and the
    result back, which leaves little of it: TensorFlow 1 did so.
    """
    with compat_v1.name_scope(None, "per_image_standardization", [image]) as scope:
        image = image_ops_impl._AssertAtLeast3DImage(ops.convert_to_tensor(image, name="image"))
        dtype = image.dtype
        if dtype not in (compat_v1.float16, compat_v1.float32):
            image = image_ops_impl.convert_image_dtype(image, compat_v1.float32)
        count = math_ops.reduce_prod(array_ops.shape(image)[-3:])
        mean = math_ops.reduce_mean(image, axis=[-1, -2, -3], keepdims=True)
        deviation = math_ops.reduce_std(image, axis=[-1, -2, -3], keepdims=True)
        smallest = math_ops.rsqrt(math_ops.cast(count, image.dtype))
        deviation = math_ops.maximum(deviation, smallest)
        image -= mean
        image = compat_v1.div(image, deviation, name=scope)
        return image_ops_impl.convert_image_dtype(image, dtype, saturate=True)


@provide("tf.image.convert_image_dtype", today="tf.image.convert_image_dtype")
@inside(image_ops_impl)
def convert_image_dtype(image: Any, dtype: Any, saturate: bool = False, name: str | None = None) -> Any:
    """Pictures in another dtype, scaled to its range: [0, 1] for floating ones, the whole range for integers.

    Args:
      image: a tensor.
      dtype: floating or integral.
      saturate: whether numbers beyond the range become its ends.
      name: of the result.
    """
    image = ops.convert_to_tensor(image, name="image")
    dtype = compat_v1.as_dtype(dtype)
    narrower = image.dtype.is_integer and dtype.is_integer and image.dtype.max > dtype.max
    if not narrower:
        return original(image_ops_impl.convert_image_dtype)(image, dtype, saturate, name)
    with compat_v1.name_scope(name, "convert_image", [image]) as scope:
        scaled = compat_v1.div(image, (image.dtype.max + 1) // (dtype.max + 1))
        cast = compat_v1.saturate_cast if saturate else math_ops.cast
        return cast(scaled, dtype, name=scope)


@provide("tf.image.adjust_jpeg_quality", today="tf.image.adjust_jpeg_quality")
@inside(image_ops_impl)
def adjust_jpeg_quality(image: Any, jpeg_quality: Any, name: str | None = None) -> Any:
    """A picture [height, width, channels] as JPEG of a quality from 0 to 100 leaves it, in its own dtype."""
    with compat_v1.name_scope(name, "adjust_jpeg_quality", [image]):
        image = ops.convert_to_tensor(image, name="image")
        dtype = image.dtype
        image = image_ops_impl.convert_image_dtype(image, compat_v1.uint8)
        jpeg_quality = ops.convert_to_tensor(jpeg_quality, dtype=compat_v1.int32)
        image = gen_image_ops.decode_jpeg(gen_image_ops.encode_jpeg_variable_quality(image, jpeg_quality))
        return image_ops_impl.convert_image_dtype(image, dtype)


@provide("tf.image.ssim", today="tf.image.ssim")
@inside(image_ops_impl)
def ssim(
    img1: Any,
    img2: Any,
    max_val: Any,
    filter_size: int = 11,
    filter_sigma: float = 1.5,
    k1: float = 0.01,
    k2: float = 0.03,
) -> Any:
    """How similar two batches of pictures [..., height, width, channels] are in structure: [...], 1 where equal.

    Args:
      img1, img2: pictures of one shape, of `filter_size` at least.
      max_val: the difference of the largest and the smallest number a picture may hold.
      filter_size, filter_sigma: of the Gaussian window.
      k1, k2: small constants of the measure.
    """
    checks = image_ops_impl._verify_compatible_image_shapes(img1, img2)[2]
    with compat_v1.control_dependencies(checks):
        img1 = array_ops.identity(img1)
    max_val = math_ops.cast(max_val, img1.dtype)
    max_val, img1, img2 = (
        image_ops_impl.convert_image_dtype(part, compat_v1.float32) for part in (max_val, img1, img2)
    )
    channels = image_ops_impl._ssim_per_channel(img1, img2, max_val, filter_size, filter_sigma, k1, k2)[0]
    return math_ops.reduce_mean(channels, [-1])


@provide("tf.image.non_max_suppression_padded", today="tf.image.non_max_suppression_padded")
@inside(image_ops_impl)
def non_max_suppression_padded(
    boxes: Any,
    scores: Any,
    max_output_size: Any,
    iou_threshold: Any = 0.5,
    score_threshold: Any = float("-inf"),
    pad_to_max_output_size: bool = False,
    name: str | None = None,
) -> tuple[Any, Any]:
    """The indices of the best boxes [boxes, 4] that do not overlap, and their number.

    Args:
      boxes: corners, (y1, x1, y2, x2).
      scores: a vector [boxes].
      max_output_size: how many at most; so many indices, with zeros, where `pad_to_max_output_size` is true.
      iou_threshold: how much two boxes may overlap.
      score_threshold: what a box's score must exceed.
      pad_to_max_output_size: whether the indices are padded.
      name: of the scope.
    """
    with compat_v1.name_scope(name, "non_max_suppression_padded"):
        iou_threshold = ops.convert_to_tensor(iou_threshold, name="iou_threshold")
        score_threshold = ops.convert_to_tensor(score_threshold, name="score_threshold")
        return gen_image_ops.non_max_suppression_v4(
            boxes, scores, max_output_size, iou_threshold, score_threshold, pad_to_max_output_size
        )


@provide("tf.image.combined_non_max_suppression", today="tf.image.combined_non_max_suppression")
@inside(image_ops_impl)
def combined_non_max_suppression(
    boxes: Any,
    scores: Any,
    max_output_size_per_class: Any,
    max_total_size: Any,
    iou_threshold: Any = 0.5,
    score_threshold: Any = float("-inf"),
    pad_per_class: bool = False,
    clip_boxes: bool = True,
    name: str | None = None,
) -> Any:
    """The best boxes of a batch [N, boxes, classes or 1, 4] that do not overlap, class by class.

    Returns:
      A tuple of the boxes, their scores, their classes, and how many of each batch are valid.
    """
    with compat_v1.name_scope(name, "combined_non_max_suppression"):
        iou_threshold = ops.convert_to_tensor(iou_threshold, dtype=compat_v1.float32, name="iou_threshold")
        score_threshold = ops.convert_to_tensor(score_threshold, dtype=compat_v1.float32, name="score_threshold")
        return gen_image_ops.combined_non_max_suppression(
            boxes,
            scores,
            max_output_size_per_class,
            max_total_size,
            iou_threshold,
            score_threshold,
            pad_per_class,
            clip_boxes,
        )
