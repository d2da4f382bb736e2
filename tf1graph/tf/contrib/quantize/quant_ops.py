"""Ops that give what a tensor would be after quantisation, and keep the range that it is quantised in.

Their names are those of TensorFlow 1, which wrote functions of this module like classes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import math_ops, moving_averages


def FixedQuantize(inputs: Any, init_min: float = -6.0, init_max: float = 6.0, scope: str | None = None) -> Any:
    """`inputs` quantised to 8 bits in a range that does not move."""
    with tf.name_scope(scope, "FixedQuantize", values=[inputs]):
        return tf.quantization.fake_quant_with_min_max_args(inputs, min=init_min, max=init_max)


def LastValueQuantize(
    inputs: Any,
    per_channel: bool = False,
    init_min: float = -6.0,
    init_max: float = 6.0,
    vars_collection: str | None = None,
    name_prefix: str = "LastValueQuant",
    reuse: bool | None = None,
    is_training: bool = True,
    num_bits: int = 8,
    narrow_range: bool = False,
    symmetric: bool = False,
) -> Any:
    """`inputs` quantised in the range that they had in the last step, which the variables `min` and `max` keep.

    Args:
      per_channel: whether each channel, the last axis, has a range of its own; of inputs of rank 1, 2 or 4.
      init_min, init_max: where the range begins and ends at first.
      vars_collection: a collection for the variables, beside the global ones.
      name_prefix: the variable scope's name.
      reuse: whether the variables exist.
      is_training: whether the range moves.
      num_bits: 2 to 16.
      narrow_range: whether the lowest of the values is left out.
      symmetric: whether the range is as wide below 0 as above it.

    Raises:
      ValueError: the rank is one that channels are not told of.
    """

    def assign(variable: Any, value: Any, end: str) -> Any:
        return tf.assign(variable, value, name=f"Assign{end}Last")

    ends = (init_min, init_max)
    options = (per_channel, vars_collection, name_prefix, reuse, is_training, num_bits, narrow_range, symmetric)
    return _quantize(inputs, assign, ends, *options)


def MovingAvgQuantize(
    inputs: Any,
    per_channel: bool = False,
    init_min: float = -6.0,
    init_max: float = 6.0,
    ema_decay: float = 0.999,
    vars_collection: str | None = "moving_average_variables",
    name_prefix: str = "MovingAvgQuantize",
    reuse: bool | None = None,
    is_training: bool = True,
    num_bits: int = 8,
    narrow_range: bool = False,
    symmetric: bool = False,
) -> Any:
    """`inputs` quantised in the moving average of their range. The arguments are those of `LastValueQuantize`.

    Args:
      ema_decay: of the average.
    """

    def assign(variable: Any, value: Any, end: str) -> Any:
        return moving_averages.assign_moving_average(variable, value, ema_decay, name=f"Assign{end}Ema")

    ends = (init_min, init_max)
    options = (per_channel, vars_collection, name_prefix, reuse, is_training, num_bits, narrow_range, symmetric)
    return _quantize(inputs, assign, ends, *options)


def _quantize(
    inputs: Any,
    assign: Callable[[Any, Any, str], Any],
    ends: tuple[float, float],
    per_channel: bool,
    collection: str | None,
    prefix: str,
    reuse: bool | None,
    is_training: bool,
    num_bits: int,
    narrow_range: bool,
    symmetric: bool,
) -> Any:
    """`inputs` quantised between two variables, to which `assign` gives the ends of the batch's range."""
    with tf.variable_scope(None, default_name=prefix, values=[inputs], reuse=reuse) as scope:
        scope.set_partitioner(None)
        shape = inputs.get_shape()
        if per_channel and len(shape) not in (1, 2, 4):
            raise ValueError(f"Channels are told of tensors of rank 1, 2 or 4; {prefix} would quantise one of {shape}.")
        variables = [
            tf.get_variable(
                name,
                shape=[shape[-1]] if per_channel else [],
                initializer=tf.constant_initializer(start),
                collections=[*([collection] if collection else []), tf.GraphKeys.GLOBAL_VARIABLES],
                trainable=False,
                aggregation=tf.VariableAggregation.MEAN,
            )
            for name, start in zip(("min", "max"), ends, strict=True)
        ]
        if is_training:
            lowest, highest = _range(inputs, per_channel, num_bits, narrow_range, symmetric)
            variables = [assign(variables[0], lowest, "Min"), assign(variables[1], highest, "Max")]
        quantize = (
            tf.quantization.fake_quant_with_min_max_vars_per_channel
            if per_channel
            else tf.quantization.fake_quant_with_min_max_vars
        )
        return quantize(inputs, *variables, num_bits=num_bits, narrow_range=narrow_range)


def _range(inputs: Any, per_channel: bool, num_bits: int, narrow_range: bool, symmetric: bool) -> tuple[Any, Any]:
    """The least and the greatest of the inputs, so far moved that 0 lies between them."""
    if per_channel and len(inputs.shape) == 1:
        lowest = highest = inputs
    else:
        axis = list(range(len(inputs.shape) - 1)) if per_channel else None
        lowest = math_ops.reduce_min(inputs, axis=axis, name="BatchMin")
        highest = math_ops.reduce_max(inputs, axis=axis, name="BatchMax")
    if not symmetric:
        return math_ops.minimum(lowest, 0.0), math_ops.maximum(highest, 0.0)
    # two's complement has one value more below 0 than above it
    ratio = -1 if narrow_range else -((1 << num_bits) - 2) / (1 << num_bits)
    return math_ops.minimum(lowest, highest / ratio), math_ops.maximum(highest, lowest * ratio)
