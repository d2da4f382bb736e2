"""Layers without space or time."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, gen_math_ops, math_ops, nn_ops
from tf1graph.tf.python.keras._tf_keras import backend, control_flow_util, inside, layers


@inside(layers.Dense)
def call(self: Any, inputs: Any) -> Any:
    rank = len(inputs.shape)
    if rank > 2:
        outputs = math_ops.tensordot(inputs, self.kernel, [[rank - 1], [0]])
        outputs.set_shape([*inputs.shape.as_list()[:-1], self.units])
    else:
        inputs = math_ops.cast(inputs, self._compute_dtype)
        sparse = backend.is_sparse(inputs)
        multiply = compat_v1.sparse.sparse_dense_matmul if sparse else gen_math_ops.mat_mul
        outputs = multiply(inputs, self.kernel)
    if self.use_bias:
        outputs = compat_v1.nn.bias_add(outputs, self.bias)
    return outputs if self.activation is None else self.activation(outputs)


@inside(layers.Dropout, name="call")
def drop(self: Any, inputs: Any, training: Any = None) -> Any:
    return control_flow_util.smart_cond(
        backend.learning_phase() if training is None else training,
        lambda: nn_ops.dropout_v2(inputs, self.rate, noise_shape=self._get_noise_shape(inputs), seed=self.seed),
        lambda: array_ops.identity(inputs),
    )


@inside(layers.Flatten, name="call")
def flatten(self: Any, inputs: Any) -> Any:
    rank = inputs.shape.ndims
    if self.data_format == "channels_first" and rank is not None and rank > 1:
        inputs = array_ops.transpose(inputs, perm=[0, *range(2, rank), 1])
    rows = compat_v1.dimension_value(inputs.shape[0]) or array_ops.shape(inputs)[0]
    outputs = array_ops.reshape(inputs, (rows, -1))
    outputs.set_shape(self.compute_output_shape(inputs.shape))
    return outputs


@inside(layers.Reshape, name="call")
def reshape(self: Any, inputs: Any) -> Any:
    return array_ops.reshape(inputs, (array_ops.shape(inputs)[0], *self.target_shape))
