"""Gated recurrent units whose step is one op: `GRUBlockCell`, `GRUBlockCellV2`."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, gen_rnn_ops, gradient, math_ops, nn_ops
from tf1graph.tf.layers.base import InputSpec
from tf1graph.tf.names import provide
from tf1graph.tf.nn.rnn_cell.base import LayerRNNCell, known_depth


@gradient("GRUBlockCell")
def gru_block_cell_grad(op: Any, *grads: Any) -> Any:
    x, state = op.inputs[:2]
    reset, update, candidate, _ = op.outputs
    x_grad, state_grad, candidate_grad, gates_grad = gen_rnn_ops.gru_block_cell_grad(
        *op.inputs, reset, update, candidate, grads[3]
    )
    both = array_ops.concat([x, state], 1)
    gate_kernel_grad = math_ops.matmul(both, gates_grad, transpose_a=True)
    gate_bias_grad = nn_ops.bias_add_grad(gates_grad)
    kept = array_ops.concat([x, state * reset], 1)
    kernel_grad = math_ops.matmul(kept, candidate_grad, transpose_a=True)
    return x_grad, state_grad, gate_kernel_grad, kernel_grad, gate_bias_grad, nn_ops.bias_add_grad(candidate_grad)


@provide("tf.contrib.rnn.GRUBlockCell", today="tf_keras.layers.GRUCell", gone="2.0")
class GRUBlockCell(LayerRNNCell):
    """A gated recurrent unit whose step is one op.

    Args:
      num_units: the size of state and output.
      cell_size: its older name.
      reuse: whether to take variables that exist.
      name: of the cell and its scope.

    Raises:
      ValueError: neither or both sizes are given.
    """

    _names = ("w_ru", "b_ru", "w_c", "b_c")

    def __init__(
        self,
        num_units: int | None = None,
        cell_size: int | None = None,
        reuse: bool | None = None,
        name: str = "gru_cell",
    ):
        super().__init__(_reuse=reuse, name=name)
        if (cell_size is None) == (num_units is None):
            raise ValueError("Exactly one of num_units or cell_size must be provided.")
        self._cell_size: Any = cell_size if num_units is None else num_units
        self.input_spec = InputSpec(ndim=2)

    @property
    def state_size(self) -> int:
        return self._cell_size

    @property
    def output_size(self) -> int:
        return self._cell_size

    def build(self, input_shape: Any) -> None:
        depth, units = known_depth(input_shape) + self._cell_size, self._cell_size
        gate_kernel, gate_bias, kernel, bias = self._names
        constant = compat_v1.constant_initializer
        self._gate_kernel = self.add_variable(gate_kernel, [depth, 2 * units])
        self._gate_bias = self.add_variable(gate_bias, [2 * units], initializer=constant(1.0))
        self._candidate_kernel = self.add_variable(kernel, [depth, units])
        self._candidate_bias = self.add_variable(bias, [units], initializer=constant(0.0))
        self.built = True

    def call(self, inputs: Any, state: Any) -> Any:
        units = compat_v1.dimension_value(state.shape.with_rank(2)[1])
        if units != self._cell_size:
            raise ValueError(f"Shape of h_prev[1] incorrect: cell_size {self._cell_size} vs {units}")
        step = gen_rnn_ops.gru_block_cell(
            inputs, state, self._gate_kernel, self._candidate_kernel, self._gate_bias, self._candidate_bias
        )
        return step.h, step.h


@provide("tf.contrib.rnn.GRUBlockCellV2", today="tf_keras.layers.GRUCell", gone="2.0")
class GRUBlockCellV2(GRUBlockCell):
    """A `GRUBlockCell` whose variables are named as those of `GRUCell`."""

    _names = ("gates/kernel", "gates/bias", "candidate/kernel", "candidate/bias")
