"""Frames of signals, and their sum; spectra are made of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph.tf._private import (
    array_ops,
    compat_v1,
    inside,
    math_ops,
    ops,
    reconstruction_ops,
    shape_ops,
    signal_util_ops,
    spectral_ops,
    tensor_util,
    window_ops,
)
from tf1graph.tf.names import provide


@provide("tf.signal.frame", "tf.contrib.signal.frame", today="tf.signal.frame")
@inside(shape_ops)
def frame(
    signal: Any,
    frame_length: Any,
    frame_step: Any,
    pad_end: bool = False,
    pad_value: Any = 0,
    axis: Any = -1,
    name: str | None = None,
) -> Any:
    """Frames [..., frames, frame_length, ...] of a signal, by ops throughout; today what is known is left out.

    Args:
      signal: a tensor.
      frame_length, frame_step: how long a frame is, and how far the next.
      pad_end: whether the last frames go beyond the end, over `pad_value`.
      pad_value: a scalar.
      axis: of the samples.
      name: of the scope.
    """
    with compat_v1.name_scope(name, "frame", [signal, frame_length, frame_step, pad_value]):
        signal = ops.convert_to_tensor(signal, name="signal")
        length = ops.convert_to_tensor(frame_length, name="frame_length")
        step = ops.convert_to_tensor(frame_step, name="frame_step")
        axis = ops.convert_to_tensor(axis, name="axis")
        signal.shape.with_rank_at_least(1)
        for number in (length, step, axis):
            number.shape.assert_has_rank(0)
        known_shape = shape_ops._infer_frame_shape(signal, length, step, pad_end, axis)
        rank = array_ops.rank(signal)
        axis = math_ops.range(rank)[axis]
        shape = array_ops.shape(signal)
        outer, samples, inner = array_ops.split(shape, [axis, 1, rank - 1 - axis])
        samples = array_ops.reshape(samples, [])
        outer_count, inner_count = array_ops.size(outer), array_ops.size(inner)
        if pad_end:
            pad_value = ops.convert_to_tensor(pad_value, signal.dtype)
            pad_value.shape.assert_has_rank(0)
            count = -(-samples // step)
            lacking = math_ops.maximum(0, length + step * (count - 1) - samples)
            before = array_ops.zeros([outer_count, 2], dtype=lacking.dtype)
            after = array_ops.zeros([inner_count, 2], dtype=lacking.dtype)
            signal = array_ops.pad(
                signal, array_ops.concat([before, [[0, lacking]], after], 0), constant_values=pad_value
            )
            shape = array_ops.shape(signal)
            samples = shape[axis]
        else:
            count = math_ops.maximum(0, 1 + (samples - length) // step)
        part = signal_util_ops.gcd(length, step)  # frames are gathered in parts of this length
        parts_in_frame, parts_in_step, parts = length // part, step // part, samples // part
        cut = array_ops.concat([outer, [parts * part], inner], 0)
        in_parts = array_ops.concat([outer, [parts, part], inner], 0)
        signal = array_ops.reshape(array_ops.strided_slice(signal, array_ops.zeros_like(shape), cut), in_parts)
        starts = array_ops.reshape(math_ops.range(count) * parts_in_step, [count, 1])
        places = starts + array_ops.reshape(math_ops.range(parts_in_frame), [1, parts_in_frame])
        frames = array_ops.gather(signal, places, axis=axis)
        frames = array_ops.reshape(frames, array_ops.concat([outer, [count, length], inner], 0))
        if known_shape:
            frames.set_shape(known_shape)
        return frames


@provide("tf.signal.overlap_and_add", "tf.contrib.signal.overlap_and_add", today="tf.signal.overlap_and_add")
@inside(reconstruction_ops)
def overlap_and_add(signal: Any, frame_step: Any, name: str | None = None) -> Any:
    """The sum [..., samples] of frames [..., frames, length] that are `frame_step` apart.

    Raises:
      ValueError: `frame_step` is no whole number.
    """
    with compat_v1.name_scope(name, "overlap_and_add", [signal, frame_step]):
        signal = ops.convert_to_tensor(signal, name="signal")
        signal.shape.with_rank_at_least(2)
        step = ops.convert_to_tensor(frame_step, name="frame_step")
        step.shape.assert_has_rank(0)
        if not step.dtype.is_integer:
            raise ValueError(f"frame_step must be an integer. Got {step.dtype}")
        shape = array_ops.shape(signal)
        outer = shape[:-2]
        outer_count = array_ops.size(outer)
        length, frames = shape[-1], shape[-2]
        samples = length + step * (frames - 1)
        known = tensor_util.constant_value(step)
        if known is not None and signal.shape.dims is not None and known == compat_v1.dimension_value(signal.shape[-1]):
            return array_ops.reshape(signal, array_ops.concat([outer, [samples]], 0), name="fast_path")
        segments = -(-length // step)
        paddings: Any = [[0, segments], [0, segments * step - length]]
        outside = array_ops.zeros([outer_count, 2], compat_v1.int32)
        signal = array_ops.pad(signal, array_ops.concat([outside, paddings], 0))
        signal = array_ops.reshape(signal, array_ops.concat([outer, [frames + segments, segments, step]], 0))
        last: Any = [1, 0, 2]
        order = array_ops.concat([math_ops.range(outer_count), outer_count + last], 0)
        signal = array_ops.transpose(signal, order)
        signal = array_ops.reshape(signal, array_ops.concat([outer, [(frames + segments) * segments, step]], 0))
        signal = signal[..., : (frames + segments - 1) * segments, :]
        signal = array_ops.reshape(signal, array_ops.concat([outer, [segments, frames + segments - 1, step]], 0))
        signal = math_ops.reduce_sum(signal, -3)
        signal = array_ops.reshape(signal, array_ops.concat([outer, [(frames + segments - 1) * step]], 0))
        return signal[..., :samples]


@provide("tf.signal.inverse_stft_window_fn", "tf.contrib.signal.inverse_stft_window_fn", today="tf.signal")
@inside(spectral_ops)
def inverse_stft_window_fn(
    frame_step: Any, forward_window_fn: Callable[..., Any] = window_ops.hann_window, name: str | None = None
) -> Callable[..., Any]:
    """The window by which `inverse_stft` undoes that of `stft`: a function of a length and a dtype.

    Args:
      frame_step: how far frames are apart.
      forward_window_fn: the window of `stft`, likewise a function.
      name: of the scope.
    """
    with compat_v1.name_scope(name, "inverse_stft_window_fn", [forward_window_fn]):
        step = ops.convert_to_tensor(frame_step, name="frame_step")
        step.shape.assert_has_rank(0)

    def make_window(frame_length: Any, dtype: Any) -> Any:
        with compat_v1.name_scope(name, "inverse_stft_window_fn", [forward_window_fn]):
            length = ops.convert_to_tensor(frame_length, name="frame_length")
            length.shape.assert_has_rank(0)
            window = forward_window_fn(length, dtype=dtype)
            energy = math_ops.square(window)
            overlaps = -(-length // step)
            energy = array_ops.pad(energy, [(0, overlaps * step - length)])
            energy = array_ops.reshape(energy, [overlaps, step])
            energy = math_ops.reduce_sum(energy, 0, keepdims=True)
            energy = array_ops.tile(energy, [overlaps, 1])
            energy = array_ops.reshape(energy, [overlaps * step])
            return window / energy[:length]

    return make_window
