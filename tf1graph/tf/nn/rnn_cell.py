"""`tf.nn.rnn_cell` (python/ops/rnn_cell_impl.py of 1.15.5): RNN cells that are layers."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, math_ops, ops, tensor_shape, tensor_util
from tf1graph.tf._tree import mirror
from tf1graph.tf.layers.arguments import activation_of
from tf1graph.tf.layers.base import InputSpec, Layer
from tf1graph.tf.names import provide


@provide("tf.nn.rnn_cell.RNNCell", today="tf_keras.layers.AbstractRNNCell", gone="2.16")
class RNNCell(Layer):
    """Base of the cells: `output, new_state = cell(inputs, state)`.

    Subclasses give `state_size` and `output_size` and write `build` and `call(inputs, state)`. A size is an
    integer or a TensorShape without the batch; a state of several tensors is a nested tuple of sizes.
    """

    def __call__(  # type: ignore[override]  # the third argument by place is the scope, as it was
        self, inputs: Any, state: Any, scope: Any = None, *args: Any, **kwargs: Any
    ) -> Any:
        return super().__call__(inputs, state, *args, scope=scope, **kwargs)

    @property
    def state_size(self) -> Any:
        raise NotImplementedError("Abstract method")

    @property
    def output_size(self) -> Any:
        raise NotImplementedError("Abstract method")

    def zero_state(self, batch_size: Any, dtype: Any) -> Any:
        """A state of zeros: a tensor [batch_size, size] for each size of `state_size`, in its structure.

        Args:
          batch_size: an integer, or a scalar integer tensor.
          dtype: of the state.
        """
        with compat_v1.name_scope(type(self).__name__ + "ZeroState", values=[batch_size]):
            return compat_v1.nest.map_structure(lambda size: _zeros(batch_size, size, dtype), self.state_size)

    def get_initial_state(self, inputs: Any = None, batch_size: Any = None, dtype: Any = None) -> Any:
        """`zero_state` with the batch size and dtype of `inputs` [N, ...], where they are given."""
        if inputs is not None:
            inputs = ops.convert_to_tensor(inputs, name="inputs")
            batch_size = compat_v1.dimension_value(inputs.shape[0]) or array_ops.shape(inputs)[0]
            dtype = inputs.dtype
        if batch_size is None or dtype is None:
            raise ValueError(
                "batch_size and dtype cannot be None while constructing initial state: "
                f"batch_size={batch_size}, dtype={dtype}"
            )
        return self.zero_state(batch_size, dtype)


@provide("tf.nn.rnn_cell.BasicRNNCell", today="tf_keras.layers.SimpleRNNCell", gone="2.16")
class BasicRNNCell(RNNCell):
    """The simplest cell: output and new state are both `activation([inputs, state] · kernel + bias)`.

    Args:
      num_units: the size of state and output.
      activation: a function or the name of one in `tf.nn`; tanh where it is None.
      reuse: whether to take variables that exist.
      name: of the cell and its scope.
      dtype: of the variables; that of the first input where it is None.
    """

    def __init__(
        self,
        num_units: int,
        activation: Any = None,
        reuse: bool | None = None,
        name: str | None = None,
        dtype: Any = None,
        **kwargs: Any,
    ):
        super().__init__(_reuse=reuse, name=name, dtype=dtype, **kwargs)
        self.input_spec = InputSpec(ndim=2)
        self._num_units = num_units
        self._activation = activation_of(activation) if activation else math_ops.tanh

    @property
    def state_size(self) -> int:
        return self._num_units

    @property
    def output_size(self) -> int:
        return self._num_units

    def build(self, input_shape: Any) -> None:
        size = compat_v1.dimension_value(input_shape[-1])
        if size is None:
            raise ValueError(f"Expected inputs.shape[-1] to be known, saw shape: {input_shape}")
        self._kernel = self.add_weight("kernel", [size + self._num_units, self._num_units])
        self._bias = self.add_weight("bias", [self._num_units], initializer=compat_v1.zeros_initializer())
        self.built = True

    def call(self, inputs: Any, state: Any) -> Any:
        gates = math_ops.matmul(array_ops.concat([inputs, state], 1), self._kernel)
        output = self._activation(compat_v1.nn.bias_add(gates, self._bias))
        return output, output


def _zeros(batch_size: Any, size: Any, dtype: Any) -> Any:
    # TensorFlow 1 joined the two sizes twice: once for the op, once more to learn what of it is known
    zeros = array_ops.zeros(array_ops.concat(_vectors(batch_size, size), 0), dtype=dtype)
    known = [tensor_util.constant_value_as_shape(part) for part in _vectors(batch_size, size)]
    zeros.set_shape(known[0].concatenate(known[1]))
    return zeros


def _vectors(*sizes: Any) -> tuple[Any, ...]:
    """Each size as a vector of the graph: an integer, a TensorShape, or a tensor."""
    return tuple(_vector(size) for size in sizes)


def _vector(size: Any) -> Any:
    if isinstance(size, compat_v1.Tensor):
        return array_ops.expand_dims(size, 0) if size.shape.ndims == 0 else size
    return compat_v1.constant(tensor_shape.as_shape(size).as_list(), dtype=compat_v1.int32)


__getattr__, __dir__ = mirror(__name__)
