"""Pictures read from the bytes of a file (python/ops/image_ops_impl.py of 1.15.5)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph.tf._private import compat_v1, gen_image_ops, image_ops_impl, inside, math_ops
from tf1graph.tf.names import provide


@provide("tf.image.decode_image", "tf.io.decode_image", today="tf.io.decode_image")
@inside(image_ops_impl)
def decode_image(
    contents: Any,
    channels: int | None = None,
    dtype: Any = compat_v1.uint8,
    name: str | None = None,
    expand_animations: bool = True,
) -> Any:
    """The picture in the bytes of a JPEG, PNG, GIF or BMP file, of no known shape; nodes tell which it is.

    Args:
      contents: a scalar string.
      channels: 0 or None for those of the file, else 1, 3 or 4.
      dtype: of the picture; floating ones are scaled to [0, 1].
      name: of the scope.
      expand_animations: whether a GIF is all its frames [frames, height, width, 3], not the first alone.

    Raises:
      ValueError: `channels` is none of these.
    """
    with compat_v1.name_scope(name, "decode_image"):
        if channels not in (None, 0, 1, 3, 4):
            raise ValueError("channels must be in (None, 0, 1, 3, 4)")
        start = compat_v1.substr(contents, 0, 3)
        wanted = channels or 0

        def of_bmp() -> Any:
            is_bmp = math_ops.equal(compat_v1.substr(contents, 0, 2), "BM", name="is_bmp")
            known = compat_v1.Assert(is_bmp, ["Unable to decode bytes as JPEG, PNG, GIF, or BMP"])
            good = math_ops.not_equal(wanted, 1, name="check_channels")
            fits = compat_v1.Assert(good, ["Channels must be in (None, 0, 3) when decoding BMP images"])
            with compat_v1.control_dependencies([known, fits]):
                return image_ops_impl.convert_image_dtype(gen_image_ops.decode_bmp(contents), dtype)

        def of_gif() -> Any:
            good = [math_ops.not_equal(wanted, bad, name="check_gif_channels") for bad in (1, 4)]
            message = "Channels must be in (None, 0, 3) when decoding GIF images"
            with compat_v1.control_dependencies([compat_v1.Assert(math_ops.logical_and(*good), [message])]):
                frames = image_ops_impl.convert_image_dtype(gen_image_ops.decode_gif(contents), dtype)
                return frames if expand_animations else compat_v1.gather(frames, 0)

        def of_png() -> Any:
            read_as = compat_v1.uint8 if dtype == compat_v1.uint8 else compat_v1.uint16
            return image_ops_impl.convert_image_dtype(
                gen_image_ops.decode_png(contents, channels, dtype=read_as), dtype
            )

        def of_jpeg() -> Any:
            good = math_ops.not_equal(wanted, 4, name="check_jpeg_channels")
            message = "Channels must be in (None, 0, 1, 3) when decoding JPEG images"
            with compat_v1.control_dependencies([compat_v1.Assert(good, [message])]):
                return image_ops_impl.convert_image_dtype(gen_image_ops.decode_jpeg(contents, channels), dtype)

        def gif_or_bmp() -> Any:
            return _either(math_ops.equal(start, b"GIF", name="is_gif"), of_gif, of_bmp, "cond_gif")

        def png_or_more() -> Any:
            return _either(image_ops_impl._is_png(contents), of_png, gif_or_bmp, "cond_png")

        return _either(image_ops_impl.is_jpeg(contents), of_jpeg, png_or_more, "cond_jpeg")


def _either(condition: Any, if_true: Callable[[], Any], if_false: Callable[[], Any], name: str) -> Any:
    return compat_v1.cond(condition, if_true, if_false, name=name)
