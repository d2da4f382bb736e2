"""Normalizing flows: `MaskedAutoregressiveFlow` (arXiv:1705.07057), `RealNVP` (arXiv:1605.08803)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from tf1graph.tf import layers
from tf1graph.tf._private import (
    array_ops,
    bijector_impl,
    clip_ops,
    compat_v1,
    math_ops,
    variable_scope,
)
from tf1graph.tf.layers.core import Dense
from tf1graph.tf.names import provide

UNKNOWN_DEPTH = "Rightmost dimension must be known prior to graph execution."


class _ShiftsAndScales(bijector_impl.Bijector):
    """Maps by a function that gives shifts and logarithms of scales, either of which may be None."""

    def __init__(self, function: Any, is_constant_jacobian: bool, validate_args: bool, name: str):
        self._shift_and_log_scale_fn = function
        super().__init__(
            forward_min_event_ndims=1,
            is_constant_jacobian=is_constant_jacobian,
            validate_args=validate_args,
            name=name,
        )


def _moved(x: Any, shift: Any, log_scale: Any) -> Any:
    if log_scale is not None:
        x = x * math_ops.exp(log_scale)
    return x if shift is None else x + shift


def _moved_back(y: Any, shift: Any, log_scale: Any) -> Any:
    if shift is not None:
        y = y - shift
    return y if log_scale is None else y * math_ops.exp(-log_scale)


@provide("tf.contrib.distributions.bijectors.MaskedAutoregressiveFlow", today="tfp.bijectors", gone="2.0")
class MaskedAutoregressiveFlow(_ShiftsAndScales):
    """A flow of vectors, each part of which is moved and scaled by those before it: one look inverts it.

    Args:
      shift_and_log_scale_fn: of a tensor [..., size], where a part depends on those before it alone.
      is_constant_jacobian: whether the scales are.
      validate_args: whether arguments are checked when the graph runs.
      unroll_loop: whether the way forward, a look for each part, is unrolled.
      name: of the bijector.
    """

    def __init__(
        self,
        shift_and_log_scale_fn: Callable[[Any], Any],
        is_constant_jacobian: bool = False,
        validate_args: bool = False,
        unroll_loop: bool = False,
        name: str | None = None,
    ):
        self._unroll_loop = unroll_loop
        super().__init__(
            shift_and_log_scale_fn, is_constant_jacobian, validate_args, name or "masked_autoregressive_flow"
        )

    def _forward(self, x: Any) -> Any:
        known = compat_v1.dimension_value(x.shape.with_rank_at_least(1)[-1])
        if self._unroll_loop:
            if known is None:
                raise ValueError(
                    "The final dimension of `x` must be known at graph construction time if `unroll_loop=True`. "
                    f"`x.shape: {x.shape!r}`"
                )
            y = array_ops.zeros_like(x, name="y0")
            for _ in range(known):
                y = _moved(x, *self._shift_and_log_scale_fn(y))
            return y
        size = array_ops.shape(x)[-1]
        start = array_ops.zeros_like(x, name="y0")
        self._shift_and_log_scale_fn(start)  # its variables are made outside of the loop

        def look(step: Any, y: Any) -> Any:
            with variable_scope.variable_scope(variable_scope.get_variable_scope()) as scope:
                if scope.caching_device is None:
                    scope.set_caching_device(lambda op: op.device)
                shift, log_scale = self._shift_and_log_scale_fn(y)
            moved = _moved(x, shift, log_scale)
            return step + 1, moved

        _, y = compat_v1.while_loop(lambda step, _: step < size, look, (0, start), maximum_iterations=known)
        return y

    def _inverse(self, y: Any) -> Any:
        return _moved_back(y, *self._shift_and_log_scale_fn(y))

    def _inverse_log_det_jacobian(self, y: Any) -> Any:
        _, log_scale = self._shift_and_log_scale_fn(y)
        if log_scale is None:
            return compat_v1.constant(0.0, dtype=y.dtype, name="ildj")
        return -math_ops.reduce_sum(log_scale, axis=-1)


@provide("tf.contrib.distributions.bijectors.masked_dense", today="tfp.bijectors.AutoregressiveNetwork", gone="2.0")
def masked_dense(
    inputs: Any,
    units: int,
    num_blocks: Any = None,
    exclusive: bool = False,
    kernel_initializer: Any = None,
    reuse: bool | None = None,
    name: str | None = None,
    *args: Any,
    **kwargs: Any,
) -> Any:
    """A dense layer whose outputs see only what comes before them (arXiv:1502.03509), [..., units].

    Args:
      inputs: a tensor [..., size].
      units: how many outputs there are.
      num_blocks: how many blocks inputs and outputs fall into.
      exclusive: whether a block does not see its own inputs either.
      kernel_initializer: Glorot's normal one where it is None.
      reuse, name, *args, **kwargs: as `tf.layers.Dense` takes them.

    Raises:
      NotImplementedError: the size is not known.
    """
    depth = _depth(inputs)
    mask = _mask(num_blocks, depth, units, exclusive).T
    initializer = compat_v1.glorot_normal_initializer() if kernel_initializer is None else kernel_initializer

    def masked_initializer(shape: Any, dtype: Any = None, partition_info: Any = None) -> Any:
        return mask * initializer(shape, dtype, partition_info)

    with compat_v1.name_scope(name, "masked_dense", [inputs, units, num_blocks]):
        about = {
            "kernel_initializer": masked_initializer,
            "kernel_constraint": lambda kernel: mask * kernel,
            "name": name,
            "dtype": inputs.dtype.base_dtype,
            "_scope": name,
            "_reuse": reuse,
            **kwargs,
        }
        return Dense(units, *args, **about).apply(inputs)


@provide("tf.contrib.distributions.bijectors.masked_autoregressive_default_template", gone="2.0")
def masked_autoregressive_default_template(
    hidden_layers: Sequence[int],
    shift_only: bool = False,
    activation: Callable[[Any], Any] | None = compat_v1.nn.relu,
    log_scale_min_clip: float = -5.0,
    log_scale_max_clip: float = 3.0,
    log_scale_clip_gradient: bool = False,
    name: str | None = None,
    *args: Any,
    **kwargs: Any,
) -> Callable[[Any], Any]:
    """What a `MaskedAutoregressiveFlow` asks for shifts and logarithms of scales: layers of `masked_dense`.

    Args:
      hidden_layers: their sizes.
      shift_only: whether there are no scales.
      activation: of the hidden layers.
      log_scale_min_clip, log_scale_max_clip: between which the logarithms lie.
      log_scale_clip_gradient: whether clipped ones have no gradient.
      name: of the template.
      *args, **kwargs: as `masked_dense` takes them.
    """
    name = name or "masked_autoregressive_default_template"
    with compat_v1.name_scope(name, values=[log_scale_min_clip, log_scale_max_clip]):

        def look(x: Any) -> Any:
            depth = _depth(x)
            shape = np.int32(x.shape.as_list()) if x.shape.is_fully_defined() else array_ops.shape(x)
            for i, units in enumerate(hidden_layers):
                about = {"num_blocks": depth, "exclusive": i == 0, "activation": activation, **kwargs}
                x = masked_dense(x, units, *args, **about)
            about = {"num_blocks": depth, "activation": None, **kwargs}
            x = masked_dense(x, (1 if shift_only else 2) * depth, *args, **about)
            if shift_only:
                return array_ops.reshape(x, shape=shape), None
            x = array_ops.reshape(x, shape=array_ops.concat([shape, [2]], axis=0))
            shift, log_scale = compat_v1.unstack(x, num=2, axis=-1)
            clip = clip_ops.clip_by_value if log_scale_clip_gradient else _clip_keeping_gradient
            return shift, clip(log_scale, log_scale_min_clip, log_scale_max_clip)

        return compat_v1.make_template(name, look)


@provide("tf.contrib.distributions.bijectors.RealNVP", today="tfp.bijectors.RealNVP", gone="2.0")
class RealNVP(_ShiftsAndScales):
    """A flow of vectors [N, size], whose first parts stay, and say how the others are moved and scaled.

    Args:
      num_masked: how many stay.
      shift_and_log_scale_fn: of these, [N, num_masked], and how many others there are.
      is_constant_jacobian, validate_args, name: as of `MaskedAutoregressiveFlow`.

    Raises:
      ValueError: none stay, or all.
    """

    def __init__(
        self,
        num_masked: int,
        shift_and_log_scale_fn: Callable[[Any, int], Any],
        is_constant_jacobian: bool = False,
        validate_args: bool = False,
        name: str | None = None,
    ):
        if num_masked <= 0:
            raise ValueError("num_masked must be a positive integer.")
        self._num_masked = num_masked
        self._input_depth: int | None = None
        super().__init__(shift_and_log_scale_fn, is_constant_jacobian, validate_args, name or "real_nvp")

    def _forward(self, x: Any) -> Any:
        return self._mapped(x, _moved)

    def _inverse(self, y: Any) -> Any:
        return self._mapped(y, _moved_back)

    def _mapped(self, x: Any, move: Any) -> Any:
        rest_size = self._rest_size(x)
        kept, rest = x[:, : self._num_masked], x[:, self._num_masked :]
        return array_ops.concat([kept, move(rest, *self._shift_and_log_scale_fn(kept, rest_size))], axis=-1)

    def _inverse_log_det_jacobian(self, y: Any) -> Any:
        log_scale = self._log_scale(y)
        if log_scale is None:
            return compat_v1.constant(0.0, dtype=y.dtype, name="ildj")
        return -math_ops.reduce_sum(log_scale, axis=-1)

    def _forward_log_det_jacobian(self, x: Any) -> Any:
        log_scale = self._log_scale(x)
        if log_scale is None:
            return compat_v1.constant(0.0, dtype=x.dtype, name="fldj")
        return math_ops.reduce_sum(log_scale, axis=-1)

    def _log_scale(self, x: Any) -> Any:
        rest_size = self._rest_size(x)
        return self._shift_and_log_scale_fn(x[:, : self._num_masked], rest_size)[1]

    def _rest_size(self, x: Any) -> int:
        if self._input_depth is None:
            self._input_depth = _depth(x)
            if self._num_masked >= self._input_depth:
                raise ValueError("Number of masked units must be smaller than the event size.")
        return self._input_depth - self._num_masked


@provide("tf.contrib.distributions.bijectors.real_nvp_default_template", gone="2.0")
def real_nvp_default_template(
    hidden_layers: Sequence[int],
    shift_only: bool = False,
    activation: Callable[[Any], Any] | None = compat_v1.nn.relu,
    name: str | None = None,
    *args: Any,
    **kwargs: Any,
) -> Callable[[Any, int], Any]:
    """What a `RealNVP` asks for shifts and logarithms of scales: dense layers of sizes `hidden_layers`."""
    with compat_v1.name_scope(name, "real_nvp_default_template"):

        def look(x: Any, output_units: int) -> Any:
            for units in hidden_layers:
                x = layers.dense(x, units, *args, **{"activation": activation, **kwargs})
            x = layers.dense(x, (1 if shift_only else 2) * output_units, *args, **{"activation": None, **kwargs})
            return (x, None) if shift_only else tuple(array_ops.split(x, 2, axis=-1))

        return compat_v1.make_template("real_nvp_default_template", look)


def _depth(x: Any) -> int:
    depth = compat_v1.dimension_value(x.shape.with_rank_at_least(1)[-1])
    if depth is None:
        raise NotImplementedError(UNKNOWN_DEPTH)
    return int(depth)


def _mask(num_blocks: int, inputs: int, outputs: int, exclusive: bool) -> Any:
    """[outputs, inputs] with ones where a block of outputs sees a block of inputs."""
    mask = np.zeros([outputs, inputs], np.float32)
    width, height = inputs // num_blocks, outputs // num_blocks
    for block in range(num_blocks):
        mask[(block + exclusive) * height :, block * width : (block + 1) * width] = 1
    return mask


def _clip_keeping_gradient(x: Any, low: float, high: float) -> Any:
    with compat_v1.name_scope("clip_by_value_preserve_grad"):
        return x + array_ops.stop_gradient(clip_ops.clip_by_value(x, low, high) - x)
