"""Fully connected layers of `tf.contrib.layers`."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import array_ops, ops, variable_scope
from tf1graph.tf.contrib.framework.arg_scope import add_arg_scope
from tf1graph.tf.contrib.framework.variables import model_variable
from tf1graph.tf.contrib.layers.convolutional import collect_kernel_and_bias, finish
from tf1graph.tf.contrib.layers.initializers import xavier_initializer
from tf1graph.tf.contrib.layers.names import layer
from tf1graph.tf.contrib.layers.scopes import KERNEL_AND_BIAS, check_format, getter_of_model_variables
from tf1graph.tf.contrib.layers.utils import collect_named_outputs, get_variable_collections

KEYS = tf.GraphKeys


@layer("fully_connected", today="tf_keras.layers.Dense(…)(inputs)")
@add_arg_scope
def fully_connected(
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
    """`activation_fn(normalizer_fn(inputs · weights))`, or with biases in the normaliser's place.

    Args:
      inputs: a floating tensor [..., size], of rank 2 or more.
      num_outputs: how many outputs.
      activation_fn: ReLU, unless another is given; linear where it is None.
      normalizer_fn: called with the outputs and `normalizer_params`; there are no biases then.
      weights_initializer, weights_regularizer: of the weights [size, num_outputs].
      biases_initializer, biases_regularizer: of the biases; there are none where the initialiser is None.
      reuse: whether to take variables that exist.
      variables_collections: names of collections for the variables, or a dictionary of such for `weights`, `biases`.
      outputs_collections: names of collections for the output.
      trainable: whether the variables are trained.
      scope: the variables' scope; `fully_connected`, numbered, where it is None.

    Raises:
      ValueError: `num_outputs` is no integer.
    """
    if not isinstance(num_outputs, int):
        raise ValueError(f"num_outputs type should be one of {[int]}, got {type(num_outputs)}.")
    getter = getter_of_model_variables(KERNEL_AND_BIAS)
    with variable_scope.variable_scope(scope, "fully_connected", [inputs], reuse=reuse, custom_getter=getter) as sc:
        inputs = ops.convert_to_tensor(inputs)
        core = tf.layers.Dense(
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
        outputs = core.apply(inputs)
        collect_kernel_and_bias(core, variables_collections)
        outputs = finish(outputs, normalizer_fn, normalizer_params, activation_fn)
        return collect_named_outputs(outputs_collections, sc.name, outputs)


elu = functools.partial(fully_connected, activation_fn=tf.nn.elu)
linear = functools.partial(fully_connected, activation_fn=None)
relu = functools.partial(fully_connected, activation_fn=tf.nn.relu)
relu6 = functools.partial(fully_connected, activation_fn=tf.nn.relu6)


@layer("bias_add", today="tf.nn.bias_add")
@add_arg_scope
def bias_add(
    inputs: Any,
    activation_fn: Callable[[Any], Any] | None = None,
    initializer: Any = tf.zeros_initializer(),  # noqa: B008
    regularizer: Callable[[Any], Any] | None = None,
    reuse: bool | None = None,
    variables_collections: Any = None,
    outputs_collections: Any = None,
    trainable: bool = True,
    data_format: str = "NHWC",
    scope: Any = None,
) -> Any:
    """`activation_fn(inputs + biases)`, with a variable `biases` [channels].

    Raises:
      ValueError: the number of channels is not known, or `NCHW` is asked for another rank than 4.
    """
    check_format(data_format)
    with variable_scope.variable_scope(scope, "BiasAdd", [inputs], reuse=reuse) as sc:
        inputs = ops.convert_to_tensor(inputs)
        shape = inputs.get_shape()
        if shape.ndims is None:
            raise ValueError("Dims of shape must be known but is None")
        if shape.ndims != 4 and data_format == "NCHW":
            raise ValueError("Data format NCHW only supports 4D Tensor")
        channels = tf.dimension_value(shape[1 if data_format == "NCHW" else -1])
        if channels is None:
            raise ValueError("`C` dimension must be known but is None")
        biases = model_variable(
            "biases",
            shape=[channels],
            dtype=inputs.dtype.base_dtype,
            initializer=initializer,
            regularizer=regularizer,
            collections=get_variable_collections(variables_collections, "biases"),
            trainable=trainable,
        )
        outputs = tf.nn.bias_add(inputs, biases, data_format=data_format)
        if activation_fn is not None:
            outputs = activation_fn(outputs)
        return collect_named_outputs(outputs_collections, sc.name, outputs)


@layer("legacy_fully_connected")
def legacy_fully_connected(
    x: Any,
    num_output_units: int,
    activation_fn: Callable[[Any], Any] | None = None,
    weight_init: Any = xavier_initializer(),  # noqa: B008
    bias_init: Any = tf.zeros_initializer(),  # noqa: B008
    name: str | None = None,
    weight_collections: Any = (KEYS.WEIGHTS,),
    bias_collections: Any = (KEYS.BIASES,),
    output_collections: Any = (KEYS.ACTIVATIONS,),
    trainable: bool = True,
    weight_regularizer: Callable[[Any], Any] | None = None,
    bias_regularizer: Callable[[Any], Any] | None = None,
) -> Any:
    """The first `fully_connected`: linear by default, variables `weights` and `bias`, its output an activation.

    Raises:
      ValueError: the rank or the last size of `x` is not known, or the rank is less than 2.
    """
    with variable_scope.variable_scope(name, "fully_connected", [x]):
        x = ops.convert_to_tensor(x)
        dims = x.get_shape().dims
        if dims is None:
            raise ValueError("dims of x must be known but is None")
        if len(dims) < 2:
            raise ValueError(f"rank of x must be at least 2 not: {len(dims)}")
        size = tf.dimension_value(dims[-1])
        if size is None:
            raise ValueError("last dimension of x must be known but is None")
        common = {"dtype": x.dtype.base_dtype, "trainable": trainable}
        weights = variable_scope.get_variable(
            "weights",
            shape=[size, num_output_units],
            initializer=weight_init,
            collections={*(weight_collections or ()), KEYS.GLOBAL_VARIABLES},
            regularizer=weight_regularizer,
            **common,
        )
        y = tf.matmul(x if len(dims) <= 2 else array_ops.reshape(x, [-1, size]), weights)
        if bias_init is not None:
            bias = variable_scope.get_variable(
                "bias",
                shape=[num_output_units],
                initializer=bias_init,
                collections={*(bias_collections or ()), KEYS.GLOBAL_VARIABLES},
                regularizer=bias_regularizer,
                **common,
            )
            y = tf.nn.bias_add(y, bias)
        if len(dims) > 2:
            sizes = tf.unstack(array_ops.shape(x))
            y = array_ops.reshape(y, tf.stack([*sizes[:-1], num_output_units]))
            y.set_shape([*x.get_shape().as_list()[:-1], num_output_units])
        if activation_fn is not None:
            y = activation_fn(y)
        tf.add_to_collections([*(output_collections or ()), KEYS.ACTIVATIONS], y)
        return y


legacy_linear = functools.partial(legacy_fully_connected, activation_fn=None)
legacy_relu = functools.partial(legacy_fully_connected, activation_fn=tf.nn.relu)
