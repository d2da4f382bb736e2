"""Convolutions of `tf.contrib.layers`: `tf.layers`' classes, with normaliser, activation and their defaults."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import ops, variable_scope
from tf1graph.tf.contrib.framework.arg_scope import add_arg_scope
from tf1graph.tf.contrib.layers.initializers import xavier_initializer
from tf1graph.tf.contrib.layers.names import layer
from tf1graph.tf.contrib.layers.scopes import (
    KERNEL_AND_BIAS,
    collect,
    getter_of_model_variables,
    keras_format,
)
from tf1graph.tf.contrib.layers.utils import collect_named_outputs

CLASSES = {3: "Conv1D", 4: "Conv2D", 5: "Conv3D"}


@layer("convolution", today="tf_keras.layers.Conv2D(…)(inputs)")
@add_arg_scope
def convolution(
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
    weights_initializer: Any = xavier_initializer(),  # noqa: B008 - a scope's default is told from it by identity
    weights_regularizer: Callable[[Any], Any] | None = None,
    biases_initializer: Any = tf.zeros_initializer(),  # noqa: B008
    biases_regularizer: Callable[[Any], Any] | None = None,
    reuse: bool | None = None,
    variables_collections: Any = None,
    outputs_collections: Any = None,
    trainable: bool = True,
    scope: Any = None,
    conv_dims: int | None = None,
) -> Any:
    """`activation_fn(normalizer_fn(inputs * weights))`, or with biases in the normaliser's place.

    Args:
      inputs: a floating tensor with one, two or three spatial axes, [N, height, width, channels] say.
      num_outputs: how many output channels.
      kernel_size, stride, rate: one integer for all spatial axes, or one each; `rate` is the dilation.
      padding: `SAME` or `VALID`.
      data_format: `NWC`, `NCW`, `NHWC`, `NCHW`, `NDHWC` or `NCDHW`; channels last where it is None.
      activation_fn: a function; linear where it is None.
      normalizer_fn: called with the outputs and `normalizer_params`; there are no biases then.
      weights_initializer, weights_regularizer: of the weights [..., channels, num_outputs].
      biases_initializer, biases_regularizer: of the biases; there are none where the initialiser is None.
      reuse: whether to take variables that exist.
      variables_collections: names of collections for the variables, or a dictionary of such for `weights`, `biases`.
      outputs_collections: names of collections for the output.
      trainable: whether the variables are trained.
      scope: the variables' scope; `Conv`, numbered, where it is None.
      conv_dims: how many spatial axes the inputs must have.

    Raises:
      ValueError: the data format is none of these, or the rank does not fit.
    """
    if data_format not in (None, "NWC", "NCW", "NHWC", "NCHW", "NDHWC", "NCDHW"):
        raise ValueError(f"Invalid data_format: {data_format!r}")
    getter = getter_of_model_variables(KERNEL_AND_BIAS)
    with variable_scope.variable_scope(scope, "Conv", [inputs], reuse=reuse, custom_getter=getter) as sc:
        inputs = ops.convert_to_tensor(inputs)
        rank = inputs.get_shape().ndims
        if conv_dims is not None and conv_dims + 2 != rank:
            raise ValueError(f"Convolution expects input with rank {conv_dims + 2}, got {rank}")
        if rank not in CLASSES:
            raise ValueError("Convolution not supported for input with rank", rank)
        core = getattr(tf.layers, CLASSES[rank])(
            filters=num_outputs,
            kernel_size=kernel_size,
            strides=stride,
            padding=padding,
            data_format=keras_format(data_format),
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
        outputs = core.apply(inputs)
        collect_kernel_and_bias(core, variables_collections)
        outputs = finish(outputs, normalizer_fn, normalizer_params, activation_fn)
        return collect_named_outputs(outputs_collections, sc.name, outputs)


def _of_rank(conv_dims: int) -> Callable[..., Any]:
    """`convolution` of inputs with that many spatial axes, under a name of its own."""
    inner = convolution.__wrapped__  # type: ignore[attr-defined]

    def convolve(*args: Any, **kwargs: Any) -> Any:
        return inner(*args, conv_dims=conv_dims, **kwargs)

    convolve.__name__ = convolve.__qualname__ = f"convolution{conv_dims}d"
    convolve.__doc__ = inner.__doc__
    signature = inspect.signature(inner)
    arguments = [argument for name, argument in signature.parameters.items() if name != "conv_dims"]
    convolve.__signature__ = signature.replace(parameters=arguments)  # type: ignore[attr-defined]
    return add_arg_scope(convolve)


convolution1d = layer("convolution1d", "conv1d", today="tf_keras.layers.Conv1D(…)(inputs)")(_of_rank(1))
convolution2d = layer("convolution2d", "conv2d", today="tf_keras.layers.Conv2D(…)(inputs)")(_of_rank(2))
convolution3d = layer("convolution3d", "conv3d", today="tf_keras.layers.Conv3D(…)(inputs)")(_of_rank(3))


def collect_kernel_and_bias(core: Any, variables_collections: Any) -> None:
    """Put a core layer's variables into the collections for `weights` and `biases`."""
    collect(core.kernel, variables_collections, "weights")
    if core.use_bias:
        collect(core.bias, variables_collections, "biases")


def finish(
    outputs: Any,
    normalizer_fn: Callable[..., Any] | None,
    normalizer_params: dict[str, Any] | None,
    activation_fn: Callable[[Any], Any] | None,
) -> Any:
    """Normalise `outputs` and apply the activation, where there are such."""
    if normalizer_fn is not None:
        outputs = normalizer_fn(outputs, **(normalizer_params or {}))
    return outputs if activation_fn is None else activation_fn(outputs)
