"""Convolutions of `tf.contrib.layers` that treat each channel by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import array_ops, ops, variable_scope
from tf1graph.tf.contrib.framework.arg_scope import add_arg_scope
from tf1graph.tf.contrib.framework.variables import model_variable
from tf1graph.tf.contrib.layers.convolutional import finish
from tf1graph.tf.contrib.layers.initializers import xavier_initializer
from tf1graph.tf.contrib.layers.names import layer
from tf1graph.tf.contrib.layers.scopes import check_format, collect, getter_of_model_variables, keras_format
from tf1graph.tf.contrib.layers.utils import (
    channel_dimension,
    collect_named_outputs,
    get_variable_collections,
    last_dimension,
    two_element_tuple,
)

RENAMED = {"bias": "biases", "depthwise_kernel": "depthwise_weights", "pointwise_kernel": "pointwise_weights"}


@layer("separable_convolution2d", "separable_conv2d", today="tf_keras.layers.SeparableConv2D(…)(inputs)")
@add_arg_scope
def separable_convolution2d(
    inputs: Any,
    num_outputs: int | None,
    kernel_size: Any,
    depth_multiplier: int = 1,
    stride: Any = 1,
    padding: str = "SAME",
    data_format: str = "NHWC",
    rate: Any = 1,
    activation_fn: Callable[[Any], Any] | None = tf.nn.relu,
    normalizer_fn: Callable[..., Any] | None = None,
    normalizer_params: dict[str, Any] | None = None,
    weights_initializer: Any = xavier_initializer(),  # noqa: B008
    pointwise_initializer: Any = None,
    weights_regularizer: Callable[[Any], Any] | None = None,
    biases_initializer: Any = tf.zeros_initializer(),  # noqa: B008
    biases_regularizer: Callable[[Any], Any] | None = None,
    reuse: bool | None = None,
    variables_collections: Any = None,
    outputs_collections: Any = None,
    trainable: bool = True,
    scope: Any = None,
) -> Any:
    """A convolution of each channel, and then, unless `num_outputs` is None, one of all channels at each point.

    Args:
      inputs: a floating tensor [N, height, width, channels], or [N, channels, height, width] with `NCHW`.
      num_outputs: how many output channels.
      depth_multiplier: how many outputs of each channel the first step has.
      pointwise_initializer: of the second step's weights; `weights_initializer` where it is None.
      scope: the variables' scope; `SeparableConv2d`, numbered, where it is None.
      The others are those of `convolution`.
    """
    check_format(data_format)
    getter = getter_of_model_variables(RENAMED)
    with variable_scope.variable_scope(scope, "SeparableConv2d", [inputs], reuse=reuse, custom_getter=getter) as sc:
        inputs = ops.convert_to_tensor(inputs)
        if num_outputs is None:
            outputs = _depthwise(
                inputs,
                kernel_size,
                depth_multiplier,
                stride,
                padding,
                data_format,
                rate,
                weights_initializer,
                weights_regularizer,
                variables_collections,
                trainable,
            )
            if normalizer_fn is None:
                outputs = add_biases(
                    outputs,
                    biases_initializer,
                    biases_regularizer,
                    variables_collections,
                    trainable,
                    depth_multiplier * channel_dimension(inputs.get_shape(), keras_format(data_format), min_rank=4),
                    data_format=data_format,
                )
        else:
            core = tf.layers.SeparableConv2D(
                filters=num_outputs,
                kernel_size=kernel_size,
                strides=stride,
                padding=padding,
                data_format=keras_format(data_format),
                dilation_rate=two_element_tuple(rate),
                depth_multiplier=depth_multiplier,
                use_bias=not normalizer_fn and biases_initializer,
                depthwise_initializer=weights_initializer,
                pointwise_initializer=weights_initializer if pointwise_initializer is None else pointwise_initializer,
                bias_initializer=biases_initializer,
                depthwise_regularizer=weights_regularizer,
                pointwise_regularizer=weights_regularizer,
                bias_regularizer=biases_regularizer,
                trainable=trainable,
                name=sc.name,
                dtype=inputs.dtype.base_dtype,
                _scope=sc,
                _reuse=reuse,
            )
            outputs = core.apply(inputs)
            collect(core.depthwise_kernel, variables_collections, "weights")
            collect(core.pointwise_kernel, variables_collections, "weights")
            if core.bias is not None:
                collect(core.bias, variables_collections, "biases")
        outputs = finish(outputs, normalizer_fn, normalizer_params, activation_fn)
        return collect_named_outputs(outputs_collections, sc.name, outputs)


def _depthwise(
    inputs: Any,
    kernel_size: Any,
    depth_multiplier: int,
    stride: Any,
    padding: str,
    data_format: str,
    rate: Any,
    initializer: Any,
    regularizer: Any,
    variables_collections: Any,
    trainable: bool,
) -> Any:
    channels = channel_dimension(inputs.get_shape(), keras_format(data_format), min_rank=4)
    weights = model_variable(
        "depthwise_weights",
        shape=[*two_element_tuple(kernel_size), channels, depth_multiplier],
        dtype=inputs.dtype.base_dtype,
        initializer=initializer,
        regularizer=regularizer,
        trainable=trainable,
        collections=get_variable_collections(variables_collections, "weights"),
    )
    steps = two_element_tuple(stride)
    strides = [1, 1, *steps] if data_format.startswith("NC") else [1, *steps, 1]
    rates = two_element_tuple(rate)
    return tf.nn.depthwise_conv2d(inputs, weights, strides, padding, rate=rates, data_format=data_format)


@layer("convolution2d_in_plane", "conv2d_in_plane")
@add_arg_scope
def convolution2d_in_plane(
    inputs: Any,
    kernel_size: Any,
    stride: Any = 1,
    padding: str = "SAME",
    activation_fn: Callable[[Any], Any] | None = tf.nn.relu,
    normalizer_fn: Callable[..., Any] | None = None,
    normalizer_params: dict[str, Any] | None = None,
    weights_initializer: Any = xavier_initializer(),  # noqa: B008
    weights_regularizer: Callable[[Any], Any] | None = None,
    biases_initializer: Any = tf.zeros_initializer(),  # noqa: B008
    biases_regularizer: Callable[[Any], Any] | None = None,
    reuse: bool | None = None,
    variables_collections: Any = None,
    outputs_collections: Any = None,
    trainable: bool = True,
    scope: Any = None,
) -> Any:
    """One kernel [height, width] convolved with each channel of pictures [N, height, width, channels] by itself."""
    with variable_scope.variable_scope(scope, "ConvInPlane", [inputs], reuse=reuse) as sc:
        channels = last_dimension(inputs.get_shape(), min_rank=4)
        weights = model_variable(
            "weights",
            shape=[*two_element_tuple(kernel_size), 1, 1],
            dtype=inputs.dtype.base_dtype,
            initializer=weights_initializer,
            regularizer=weights_regularizer,
            collections=get_variable_collections(variables_collections, "weights"),
            trainable=trainable,
        )
        repeated = array_ops.tile(weights, [1, 1, channels, 1])
        outputs = tf.nn.depthwise_conv2d(inputs, repeated, [1, *two_element_tuple(stride), 1], padding)
        if normalizer_fn is None:
            outputs = add_biases(
                outputs, biases_initializer, biases_regularizer, variables_collections, trainable, channels
            )
        outputs = finish(outputs, normalizer_fn, normalizer_params, activation_fn)
        return collect_named_outputs(outputs_collections, sc.name, outputs)


def add_biases(
    outputs: Any,
    initializer: Any,
    regularizer: Any,
    variables_collections: Any,
    trainable: bool,
    channels: int,
    **layout: Any,
) -> Any:
    """`outputs` plus a model variable `biases`, where there is an initialiser for it."""
    if initializer is None:
        return outputs
    biases = model_variable(
        "biases",
        shape=[channels],
        dtype=outputs.dtype.base_dtype,
        initializer=initializer,
        regularizer=regularizer,
        collections=get_variable_collections(variables_collections, "biases"),
        trainable=trainable,
    )
    return tf.nn.bias_add(outputs, biases, **layout)
