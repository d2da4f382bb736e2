"""Fourier transforms."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import compat_v1, fft_ops, inside, ops, seen_by
from tf1graph.tf.names import provide


@seen_by(fft_ops, "_tensor_util", "constant_value")
def value_of(tensor: Any, partial: bool = False) -> None:
    """None: TensorFlow 1 gave the length of a transform as the tensor that it had, today's as a new constant."""


@provide("tf.signal.fftshift", today="tf.signal.fftshift")
@inside(fft_ops)
def fftshift(x: Any, axes: Any = None, name: str | None = None) -> Any:
    """`x` with the zero frequency moved to the middle of `axes`, all axes where it is None.

    Raises:
      TypeError: the size of an axis is not known: 1.15.5 asked for it when the graph is built.
    """
    return _shift(x, axes, name, "fftshift", 1)


@provide("tf.signal.ifftshift", today="tf.signal.ifftshift")
@inside(fft_ops)
def ifftshift(x: Any, axes: Any = None, name: str | None = None) -> Any:
    """What `fftshift` moved moved back.

    Raises:
      TypeError: the size of an axis is not known: 1.15.5 asked for it when the graph is built.
    """
    return _shift(x, axes, name, "ifftshift", -1)


def _shift(x: Any, axes: Any, name: str | None, default: str, sign: int) -> Any:
    with compat_v1.name_scope(name, default) as scope:
        x = ops.convert_to_tensor(x)
        sizes = x.shape.as_list()
        if axes is None:
            axes = tuple(range(len(sizes)))
        if isinstance(axes, int):
            return compat_v1.roll(x, sign * (sizes[axes] // 2), axes, scope)
        return compat_v1.roll(x, [sign * (sizes[axis] // 2) for axis in axes], axes, scope)
