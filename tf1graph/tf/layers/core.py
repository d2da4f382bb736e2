"""`tf.layers.dense`, `flatten` and `dropout` (python/layers/core.py of 1.15.5)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, gen_math_ops, math_ops, ops, tensor_shape
from tf1graph.tf.layers.arguments import activation_of, choose, data_format_of, initializer_of
from tf1graph.tf.layers.base import Layer
from tf1graph.tf.layers.input_spec import InputSpec
from tf1graph.tf.names import provide
from tf1graph.tf.python.ops import nn_ops


@provide("tf.layers.Dense", today="tf_keras.layers.Dense", gone="2.16")
class Dense(Layer):
    """`activation(inputs · kernel + bias)` over the last axis; see `dense` for the arguments."""

    def __init__(
        self,
        units: int,
        activation: Any = None,
        use_bias: bool = True,
        kernel_initializer: Any = None,
        bias_initializer: Any = "zeros",
        kernel_regularizer: Callable[[Any], Any] | None = None,
        bias_regularizer: Callable[[Any], Any] | None = None,
        activity_regularizer: Callable[[Any], Any] | None = None,
        kernel_constraint: Callable[[Any], Any] | None = None,
        bias_constraint: Callable[[Any], Any] | None = None,
        trainable: bool = True,
        name: str | None = None,
        **kwargs: Any,
    ):
        super().__init__(trainable=trainable, name=name, activity_regularizer=activity_regularizer, **kwargs)
        self.units = int(units)
        self.activation = activation_of(activation)
        self.use_bias = use_bias
        self.kernel_initializer = initializer_of(kernel_initializer)
        self.bias_initializer = initializer_of(bias_initializer)
        self.kernel_regularizer = kernel_regularizer
        self.bias_regularizer = bias_regularizer
        self.kernel_constraint = kernel_constraint
        self.bias_constraint = bias_constraint
        self.input_spec = InputSpec(min_ndim=2)

    def build(self, input_shape: Any) -> None:
        dtype = compat_v1.as_dtype(self.dtype or "float32")
        if not (dtype.is_floating or dtype.is_complex):
            raise TypeError(f"Unable to build `Dense` layer with non-floating point dtype {dtype}")
        size = compat_v1.dimension_value(input_shape[-1])
        if size is None:
            raise ValueError("The last dimension of the inputs to `Dense` should be defined. Found `None`.")
        self.input_spec = InputSpec(min_ndim=2, axes={-1: size})
        self.kernel = self.add_weight(
            "kernel",
            [size, self.units],
            initializer=self.kernel_initializer,
            regularizer=self.kernel_regularizer,
            constraint=self.kernel_constraint,
        )
        self.bias = None
        if self.use_bias:
            self.bias = self.add_weight(
                "bias",
                [self.units],
                initializer=self.bias_initializer,
                regularizer=self.bias_regularizer,
                constraint=self.bias_constraint,
            )
        self.built = True

    def call(self, inputs: Any) -> Any:
        rank = inputs.shape.ndims
        if isinstance(inputs, compat_v1.SparseTensor):
            outputs = compat_v1.sparse_tensor_dense_matmul(inputs, self.kernel)
        elif rank > 2:
            outputs = math_ops.tensordot(inputs, self.kernel, [[rank - 1], [0]])
            outputs.set_shape([*inputs.shape.as_list()[:-1], self.units])
        else:
            outputs = gen_math_ops.mat_mul(inputs, self.kernel)
        if self.use_bias:
            outputs = compat_v1.nn.bias_add(outputs, self.bias)
        return outputs if self.activation is None else self.activation(outputs)

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The shape of the output, of an input of `input_shape`."""
        return tensor_shape.as_shape(input_shape)[:-1].concatenate(self.units)


@provide("tf.layers.dense", today="tf_keras.layers.Dense(…)(inputs)", gone="2.16")
def dense(
    inputs: Any,
    units: int,
    activation: Any = None,
    use_bias: bool = True,
    kernel_initializer: Any = None,
    bias_initializer: Any = "zeros",
    kernel_regularizer: Callable[[Any], Any] | None = None,
    bias_regularizer: Callable[[Any], Any] | None = None,
    activity_regularizer: Callable[[Any], Any] | None = None,
    kernel_constraint: Callable[[Any], Any] | None = None,
    bias_constraint: Callable[[Any], Any] | None = None,
    trainable: bool = True,
    name: str | None = None,
    reuse: bool | None = None,
) -> Any:
    """A densely connected layer: `activation(inputs · kernel + bias)`.

    Args:
      inputs: a floating tensor [..., size], of rank 2 or more, `size` known.
      units: how many outputs.
      activation: a function or the name of one in `tf.nn`; linear where it is None.
      use_bias: whether there is a bias [units].
      kernel_initializer: of the kernel [size, units]; the scope's where it is None, else Glorot's uniform one.
      bias_initializer: of the bias.
      kernel_regularizer, bias_regularizer, activity_regularizer: functions that give a loss.
      kernel_constraint, bias_constraint: functions that the optimiser applies after a step.
      trainable: whether the variables are trained.
      name: of the layer and its scope; layers of one name share their variables where `reuse` is true.
      reuse: whether to take variables that exist.

    Returns:
      A tensor [..., units] of the input's dtype.
    """
    layer = Dense(
        units,
        activation,
        use_bias,
        kernel_initializer,
        bias_initializer,
        kernel_regularizer,
        bias_regularizer,
        activity_regularizer,
        kernel_constraint,
        bias_constraint,
        trainable,
        name,
        dtype=inputs.dtype.base_dtype,
        _scope=name,
        _reuse=reuse,
    )
    return layer(inputs)


@provide("tf.layers.Flatten", today="tf_keras.layers.Flatten", gone="2.16")
class Flatten(Layer):
    """All axes but the first made one."""

    def __init__(self, data_format: str | None = None, **kwargs: Any):
        super().__init__(**kwargs)
        self.data_format = data_format_of(data_format)
        self.input_spec = InputSpec(min_ndim=1)

    def call(self, inputs: Any) -> Any:
        rank = inputs.shape.ndims
        if self.data_format == "channels_first" and rank is not None and rank > 1:
            inputs = array_ops.transpose(inputs, perm=[0, *range(2, rank), 1])
        # the batch size, where it is not known, costs the seven nodes that shifted TensorFlow 1's later seeds
        rows = compat_v1.dimension_value(inputs.shape[0]) or array_ops.shape(inputs)[0]
        outputs = array_ops.reshape(inputs, (rows, -1))
        sizes = inputs.shape[1:]
        outputs.set_shape([inputs.shape[0], sizes.num_elements()])
        return outputs

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The shape of the output, of an input of `input_shape`."""
        shape = tensor_shape.as_shape(input_shape)
        return tensor_shape.as_shape([shape[0], shape[1:].num_elements()])


@provide("tf.layers.flatten", today="tf.reshape(inputs, [tf.shape(inputs)[0], -1])", gone="2.16")
def flatten(inputs: Any, name: str | None = None, data_format: str = "channels_last") -> Any:
    """`inputs` [N, ...] as [N, k]: all axes but the first made one."""
    return Flatten(data_format, name=name)(inputs)


@provide("tf.layers.Dropout", today="tf_keras.layers.Dropout", gone="2.16")
class Dropout(Layer):
    """In training, each input becomes 0 with probability `rate`, and the others grow so that the sum is kept.

    Args:
      rate: the part that is dropped, a number in [0, 1) or a scalar tensor.
      noise_shape: the shape of the mask, a 1 where one draw counts for the whole axis, None for the input's size.
      seed: of the mask.
      name: of the layer.
    """

    def __init__(
        self, rate: Any = 0.5, noise_shape: Any = None, seed: int | None = None, name: str | None = None, **kwargs: Any
    ):
        super().__init__(name=name, **kwargs)
        self.rate = rate
        self.noise_shape = noise_shape
        self.seed = seed

    def call(self, inputs: Any, training: Any = False) -> Any:
        def drop() -> Any:
            return nn_ops.dropout(inputs, noise_shape=self._get_noise_shape(inputs), seed=self.seed, rate=self.rate)

        return choose(training, drop, lambda: array_ops.identity(inputs))

    def compute_output_shape(self, input_shape: Any) -> Any:
        return input_shape

    def _get_noise_shape(self, inputs: Any) -> Any:
        if self.noise_shape is None:
            return None
        sizes = array_ops.shape(inputs)
        return ops.convert_to_tensor([sizes[i] if size is None else size for i, size in enumerate(self.noise_shape)])


@provide("tf.layers.dropout", today="tf.nn.dropout", gone="2.16")
def dropout(
    inputs: Any,
    rate: Any = 0.5,
    noise_shape: Any = None,
    seed: int | None = None,
    training: Any = False,
    name: str | None = None,
) -> Any:
    """`inputs`, of which in training each becomes 0 with probability `rate`, and the others grow by 1 / (1 - rate).

    Args:
      inputs: a floating tensor.
      rate: the part that is dropped, a number in [0, 1) or a scalar tensor.
      noise_shape: the shape of the mask, a 1 where one draw counts for the whole axis, None for the input's size.
      seed: of the mask.
      training: whether to drop at all: a boolean, or a tensor of one.
      name: of the layer.
    """
    return Dropout(rate, noise_shape, seed, name)(inputs, training=training)
