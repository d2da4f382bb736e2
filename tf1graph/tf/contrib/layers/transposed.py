"""Transposed convolutions of `tf.contrib.layers`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import ops, variable_scope
from tf1graph.tf.contrib.framework.arg_scope import add_arg_scope
from tf1graph.tf.contrib.layers.convolutional import collect_kernel_and_bias, finish
from tf1graph.tf.contrib.layers.initializers import xavier_initializer
from tf1graph.tf.contrib.layers.names import layer
from tf1graph.tf.contrib.layers.scopes import KERNEL_AND_BIAS, check_format, getter_of_model_variables, keras_format
from tf1graph.tf.contrib.layers.utils import collect_named_outputs


@layer("convolution2d_transpose", "conv2d_transpose", today="tf_keras.layers.Conv2DTranspose(…)(inputs)")
@add_arg_scope
def convolution2d_transpose(
    inputs: Any,
    num_outputs: int,
    kernel_size: Any,
    stride: Any = 1,
    padding: str = "SAME",
    data_format: str = "NHWC",
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
    """The gradient of a convolution as a layer: pictures [N, height, width, channels], `stride` times as large.

    Args:
      data_format: `NHWC` or `NCHW`.
      scope: the variables' scope; `Conv2d_transpose`, numbered, where it is None.
      The others are those of `convolution`.
    """
    check_format(data_format)
    given = {key: value for key, value in locals().items() if key != "scope"}
    return _transpose("Conv2DTranspose", scope, "Conv2d_transpose", **given)


@layer("convolution3d_transpose", "conv3d_transpose", today="tf_keras.layers.Conv3DTranspose(…)(inputs)")
@add_arg_scope
def convolution3d_transpose(
    inputs: Any,
    num_outputs: int,
    kernel_size: Any,
    stride: Any = 1,
    padding: str = "SAME",
    data_format: str = "NDHWC",
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
    """`convolution2d_transpose` of volumes [N, depth, height, width, channels], or `NCDHW`."""
    check_format(data_format, "NCDHW", "NDHWC")
    given = {key: value for key, value in locals().items() if key != "scope"}
    return _transpose("Conv3DTranspose", scope, "Conv3d_transpose", **given)


def _transpose(
    class_name: str,
    scope: Any,
    default_scope: str,
    *,
    inputs: Any,
    num_outputs: int,
    kernel_size: Any,
    stride: Any,
    padding: str,
    data_format: str,
    activation_fn: Any,
    normalizer_fn: Any,
    normalizer_params: Any,
    weights_initializer: Any,
    weights_regularizer: Any,
    biases_initializer: Any,
    biases_regularizer: Any,
    reuse: bool | None,
    variables_collections: Any,
    outputs_collections: Any,
    trainable: bool,
) -> Any:
    getter = getter_of_model_variables(KERNEL_AND_BIAS)
    with variable_scope.variable_scope(scope, default_scope, [inputs], reuse=reuse, custom_getter=getter) as sc:
        inputs = ops.convert_to_tensor(inputs)
        core = getattr(tf.layers, class_name)(
            filters=num_outputs,
            kernel_size=kernel_size,
            strides=stride,
            padding=padding,
            data_format=keras_format(data_format),
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
        outputs = core.apply(inputs)
        collect_kernel_and_bias(core, variables_collections)
        outputs = finish(outputs, normalizer_fn, normalizer_params, activation_fn)
        return collect_named_outputs(outputs_collections, sc.name, outputs)
