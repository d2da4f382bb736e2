"""Normalisers of `tf.contrib.layers` that need no moving statistics: over a layer, an instance, groups of channels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import array_ops, math_ops, ops, variable_scope
from tf1graph.tf.contrib.framework.arg_scope import add_arg_scope
from tf1graph.tf.contrib.layers.names import layer
from tf1graph.tf.contrib.layers.parameters import Parameters
from tf1graph.tf.contrib.layers.scopes import check_format
from tf1graph.tf.contrib.layers.utils import collect_named_outputs


@layer("layer_norm", today="tf_keras.layers.LayerNormalization(…)(inputs)")
@add_arg_scope
def layer_norm(
    inputs: Any,
    center: bool = True,
    scale: bool = True,
    activation_fn: Callable[[Any], Any] | None = None,
    reuse: bool | None = None,
    variables_collections: Any = None,
    outputs_collections: Any = None,
    trainable: bool = True,
    begin_norm_axis: int = 1,
    begin_params_axis: int = -1,
    scope: Any = None,
) -> Any:
    """Each example with mean 0 and variance 1.

    Args:
      inputs: [N, ...], of known rank.
      center, scale: whether there is an offset `beta`, a factor `gamma`.
      begin_norm_axis: mean and variance are taken over this axis and those after it.
      begin_params_axis: `beta` and `gamma` have the shape of this axis and those after it, which is known.
      activation_fn, reuse, variables_collections, outputs_collections, trainable: as for `batch_norm`.
      scope: the variables' scope; `LayerNorm`, numbered, where it is None.

    Raises:
      ValueError: an axis is none of the inputs', or a shape is not known.
    """
    with variable_scope.variable_scope(scope, "LayerNorm", [inputs], reuse=reuse) as sc:
        inputs = ops.convert_to_tensor(inputs)
        known, rank, dtype = inputs.shape, inputs.shape.ndims, inputs.dtype.base_dtype
        if rank is None:
            raise ValueError(f"Inputs {inputs.name} has undefined rank.")
        start = begin_norm_axis + rank if begin_norm_axis < 0 else begin_norm_axis
        if begin_params_axis >= rank or start >= rank:
            raise ValueError(
                f"begin_params_axis ({begin_params_axis}) and begin_norm_axis ({start}) must be < rank(inputs) ({rank})"
            )
        shape = known[begin_params_axis:]
        if not shape.is_fully_defined():
            raise ValueError(f"Inputs {inputs.name}: shape(inputs)[{begin_params_axis}:] is not fully defined: {known}")
        parameters = Parameters(None, variables_collections, trainable)
        beta = parameters("beta", shape, dtype) if center else None
        gamma = parameters("gamma", shape, dtype) if scale else None
        mean, variance = tf.nn.moments(inputs, list(range(start, rank)), keep_dims=True)
        epsilon = 1e-3 if dtype == tf.float16 else 1e-12
        outputs = tf.nn.batch_normalization(inputs, mean, variance, beta, gamma, epsilon)
        outputs.set_shape(known)
        if activation_fn is not None:
            outputs = activation_fn(outputs)
        return collect_named_outputs(outputs_collections, sc.name, outputs)


@layer("instance_norm")
@add_arg_scope
def instance_norm(
    inputs: Any,
    center: bool = True,
    scale: bool = True,
    epsilon: float = 1e-6,
    activation_fn: Callable[[Any], Any] | None = None,
    param_initializers: dict[str, Any] | None = None,
    reuse: bool | None = None,
    variables_collections: Any = None,
    outputs_collections: Any = None,
    trainable: bool = True,
    data_format: str = "NHWC",
    scope: Any = None,
) -> Any:
    """Each channel of each example with mean 0 and variance 1.

    Args:
      inputs: [N, ..., channels], or [N, channels, ...] with `NCHW`.
      scope: the variables' scope; `InstanceNorm`, numbered, where it is None.
      The others are those of `batch_norm`.

    Raises:
      ValueError: rank or channels are not known.
    """
    inputs = ops.convert_to_tensor(inputs)
    known, rank, dtype = inputs.shape, inputs.shape.ndims, inputs.dtype.base_dtype
    if rank is None:
        raise ValueError(f"Inputs {inputs.name} has undefined rank.")
    check_format(data_format)
    with variable_scope.variable_scope(scope, "InstanceNorm", [inputs], reuse=reuse) as sc:
        first = data_format == "NCHW"
        axis = 1 if first else rank - 1
        shape = known[axis : axis + 1]
        if not shape.is_fully_defined():
            raise ValueError(f"Inputs {inputs.name} has undefined channels dimension {shape}.")
        broadcast = [1, tf.dimension_value(known[1]), *[1] * (rank - 2)] if first else None
        parameters = Parameters(param_initializers, variables_collections, trainable)
        beta = _broadcast(parameters("beta", shape, dtype), broadcast) if center else None
        gamma = _broadcast(parameters("gamma", shape, dtype), broadcast) if scale else None
        axes = [i for i in range(1, rank) if i != axis]
        mean, variance = tf.nn.moments(inputs, axes, keep_dims=True)
        outputs = tf.nn.batch_normalization(inputs, mean, variance, beta, gamma, epsilon, name="instancenorm")
        if activation_fn is not None:
            outputs = activation_fn(outputs)
        return collect_named_outputs(outputs_collections, sc.name, outputs)


@layer("group_norm", today="tf_keras.layers.GroupNormalization(…)(inputs)")
@add_arg_scope
def group_norm(
    inputs: Any,
    groups: int = 32,
    channels_axis: int = -1,
    reduction_axes: Sequence[int] = (-3, -2),
    center: bool = True,
    scale: bool = True,
    epsilon: float = 1e-6,
    activation_fn: Callable[[Any], Any] | None = None,
    param_initializers: dict[str, Any] | None = None,
    reuse: bool | None = None,
    variables_collections: Any = None,
    outputs_collections: Any = None,
    trainable: bool = True,
    scope: Any = None,
    mean_close_to_zero: bool = False,
) -> Any:
    """Each group of channels of each example with mean 0 and variance 1.

    Args:
      inputs: [N, height, width, channels], or another order that the axes tell.
      groups: how many groups, of channels that follow each other.
      channels_axis: the axis of the channels.
      reduction_axes: the axes that mean and variance are taken over, with the group's channels.
      mean_close_to_zero: take both in one pass, which is less exact where the mean is large.
      scope: the variables' scope; `GroupNorm`, numbered, where it is None.
      The others are those of `batch_norm`.

    Raises:
      ValueError: an axis is none of the inputs' or not known, or the channels are no multiple of `groups`.
    """
    inputs = ops.convert_to_tensor(inputs)
    if inputs.shape.ndims is None:
        raise ValueError(f"Inputs {inputs.name} has undefined rank.")
    if channels_axis > inputs.shape.ndims - 1:
        raise ValueError("Axis is out of bounds.")
    sizes, rank = array_ops.shape(inputs), inputs.shape.ndims
    known = inputs.shape.as_list()
    shape = [sizes[i] if size is None else size for i, size in enumerate(known)]
    channels_axis %= rank
    channels = known[channels_axis]
    if channels is None:
        raise ValueError(f"Inputs {inputs.name} has undefined channel dimension: {channels_axis}.")
    reduced = [axis + rank if axis < 0 else axis for axis in reduction_axes]
    _check_reduction(reduced, channels_axis, known, inputs.name)
    if groups > channels:
        raise ValueError(f"Invalid groups {groups} for {channels} channels.")
    if channels % groups != 0:
        raise ValueError(f"{channels} channels is not commensurate with {groups} groups.")
    before, after = shape[:channels_axis], shape[channels_axis + 1 :]
    split = [groups, channels // groups]
    broadcast = [1] * len(before) + split + [1] * len(after)
    inputs = array_ops.reshape(inputs, before + split + after)
    axes = [channels_axis + 1, *(axis + 1 if axis > channels_axis else axis for axis in reduced)]
    with variable_scope.variable_scope(scope, "GroupNorm", [inputs], reuse=reuse) as sc:
        parameters, dtype = Parameters(param_initializers, variables_collections, trainable), inputs.dtype.base_dtype
        beta = _broadcast(parameters("beta", [channels], dtype), broadcast) if center else None
        gamma = _broadcast(parameters("gamma", [channels], dtype), broadcast) if scale else None
        if mean_close_to_zero:
            counts, sums, squares, _ = tf.nn.sufficient_statistics(inputs, axes, keep_dims=True)
            mean, variance = tf.nn.normalize_moments(counts, sums, squares, shift=None)
        else:
            mean, variance = tf.nn.moments(inputs, axes, keep_dims=True)
        gain = math_ops.rsqrt(variance + epsilon)
        offset = -mean * gain
        if gamma is not None:
            gain *= gamma
            offset *= gamma
        if beta is not None:
            offset += beta
        outputs = array_ops.reshape(inputs * gain + offset, shape)
        if activation_fn is not None:
            outputs = activation_fn(outputs)
        return collect_named_outputs(outputs_collections, sc.name, outputs)


def _check_reduction(axes: Sequence[int], channels_axis: int, known: Sequence[int | None], name: str) -> None:
    for axis in axes:
        if axis > len(known):
            raise ValueError("Axis is out of bounds.")
        if known[axis] is None:
            raise ValueError(f"Inputs {name} has undefined dimensions {axis}.")
        if channels_axis == axis:
            raise ValueError("reduction_axis must be mutually exclusive with channels_axis")


def _broadcast(variable: Any, shape: Any) -> Any:
    return array_ops.reshape(variable, shape) if shape else variable
