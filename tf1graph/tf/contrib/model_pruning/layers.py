"""`masked_convolution` and `masked_fully_connected`: layers of `tf.contrib.layers` with weights that can be pruned."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import ops, variable_scope
from tf1graph.tf.contrib.framework.arg_scope import add_arg_scope
from tf1graph.tf.contrib.layers.convolutional import collect_kernel_and_bias, finish
from tf1graph.tf.contrib.layers.initializers import xavier_initializer
from tf1graph.tf.contrib.layers.scopes import KERNEL_AND_BIAS, getter_of_model_variables
from tf1graph.tf.contrib.layers.utils import collect_named_outputs
from tf1graph.tf.contrib.model_pruning.core_layers import MaskedConv2D, MaskedFullyConnected
from tf1graph.tf.names import provide

PLACE = "tf.contrib.model_pruning."
FORMATS = {None: "channels_last", "NHWC": "channels_last", "NCHW": "channels_first"}


@provide(PLACE + "masked_convolution", PLACE + "masked_conv2d", gone="2.0")
@add_arg_scope
def masked_convolution(
    inputs: Any,
    num_outputs: int,
    kernel_size: Any,
    stride: Any = 1,
    padding: str = "SAME",
    data_format: str | None = None,
    rate: Any = 1,
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
    """`tf.contrib.layers.conv2d` with weights that can be pruned; the arguments are those of it.

    Beside `weights` and `biases` there are the variables `mask`, of the weights' shape, and `threshold`.

    Args:
      inputs: [N, height, width, channels], or as `data_format` says.

    Raises:
      ValueError: the inputs have another rank than 4, or the data format is neither `NHWC` nor `NCHW`.
    """
    if data_format not in (None, "NWC", "NCW", "NHWC", "NCHW", "NDHWC", "NCDHW"):
        raise ValueError(f"Invalid data_format: {data_format!r}")
    getter = getter_of_model_variables(KERNEL_AND_BIAS)
    with variable_scope.variable_scope(scope, "Conv", [inputs], reuse=reuse, custom_getter=getter) as sc:
        inputs = ops.convert_to_tensor(inputs)
        if inputs.get_shape().ndims != 4:
            raise ValueError("Sparse Convolution not supported for input with rank", inputs.get_shape().ndims)
        if data_format not in FORMATS:
            raise ValueError("Unsupported data format", data_format)
        layer = MaskedConv2D(
            filters=num_outputs,
            kernel_size=kernel_size,
            strides=stride,
            padding=padding,
            data_format=FORMATS[data_format],
            dilation_rate=rate,
            use_bias=not normalizer_fn and biases_initializer,
            kernel_initializer=weights_initializer,
            bias_initializer=biases_initializer,
            kernel_regularizer=weights_regularizer,
            bias_regularizer=biases_regularizer,
            trainable=trainable,
            name=sc.name,
            dtype=inputs.dtype.base_dtype,
            _scope=sc,
            _reuse=reuse,
        )
        outputs = layer.apply(inputs)
        collect_kernel_and_bias(layer, variables_collections)
        outputs = finish(outputs, normalizer_fn, normalizer_params, activation_fn)
        return collect_named_outputs(outputs_collections, sc.original_name_scope, outputs)


masked_conv2d = masked_convolution


@provide(PLACE + "masked_fully_connected", gone="2.0")
@add_arg_scope
def masked_fully_connected(
    inputs: Any,
    num_outputs: int,
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
    """`tf.contrib.layers.fully_connected` with weights that can be pruned; the arguments are those of it.

    Beside `weights` and `biases` there are the variables `mask`, of the weights' shape, and `threshold`.

    Raises:
      ValueError: `num_outputs` is no integer.
    """
    if not isinstance(num_outputs, int):
        raise ValueError(f"num_outputs should be int or long, got {num_outputs}.")
    getter = getter_of_model_variables(KERNEL_AND_BIAS)
    with variable_scope.variable_scope(scope, "fully_connected", [inputs], reuse=reuse, custom_getter=getter) as sc:
        inputs = ops.convert_to_tensor(inputs)
        layer = MaskedFullyConnected(
            units=num_outputs,
            use_bias=not normalizer_fn and biases_initializer,
            kernel_initializer=weights_initializer,
            bias_initializer=biases_initializer,
            kernel_regularizer=weights_regularizer,
            bias_regularizer=biases_regularizer,
            trainable=trainable,
            name=sc.name,
            dtype=inputs.dtype.base_dtype,
            _scope=sc,
            _reuse=reuse,
        )
        outputs = layer.apply(inputs)
        collect_kernel_and_bias(layer, variables_collections)
        outputs = finish(outputs, normalizer_fn, normalizer_params, activation_fn)
        return collect_named_outputs(outputs_collections, sc.original_name_scope, outputs)
