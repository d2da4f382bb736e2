"""LSTM cells with a mask over the weights of their gates."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import math_ops
from tf1graph.tf.contrib.model_pruning.core_layers import MASKED_WEIGHT_NAME, collect
from tf1graph.tf.names import provide

PLACE = "tf.contrib.model_pruning."


class _Masked(tf.nn.rnn_cell.RNNCell):
    """Before the class of a cell, whose `_kernel` it masks when that is built."""

    _kernel: Any

    def build(self, inputs_shape: Any) -> None:
        super().build(inputs_shape)
        self.built = False
        self._mask = self.add_variable(
            name="mask",
            shape=self._kernel.get_shape(),
            initializer=tf.ones_initializer(),
            trainable=False,
            dtype=self.dtype,
        )
        self._threshold = self.add_variable(
            name="threshold", shape=[], initializer=tf.zeros_initializer(), trainable=False, dtype=self.dtype
        )
        masked = math_ops.multiply(self._mask, self._kernel, MASKED_WEIGHT_NAME)
        collect(self._mask, self._threshold, self._kernel, masked)
        self._kernel = masked
        self.built = True


@provide(PLACE + "MaskedBasicLSTMCell", gone="2.0")
class MaskedBasicLSTMCell(_Masked, tf.nn.rnn_cell.BasicLSTMCell):
    """`tf.nn.rnn_cell.BasicLSTMCell` with weights that can be pruned."""

    def __init__(
        self,
        num_units: int,
        forget_bias: float = 1.0,
        state_is_tuple: bool = True,
        activation: Any = None,
        reuse: bool | None = None,
        name: str | None = None,
    ):
        super().__init__(num_units, forget_bias, state_is_tuple, activation, reuse, name)


@provide(PLACE + "MaskedLSTMCell", gone="2.0")
class MaskedLSTMCell(_Masked, tf.nn.rnn_cell.LSTMCell):
    """`tf.nn.rnn_cell.LSTMCell` with weights that can be pruned; the projection has no mask."""

    def __init__(
        self,
        num_units: int,
        use_peepholes: bool = False,
        cell_clip: float | None = None,
        initializer: Any = None,
        num_proj: int | None = None,
        proj_clip: float | None = None,
        num_unit_shards: int | None = None,
        num_proj_shards: int | None = None,
        forget_bias: float = 1.0,
        state_is_tuple: bool = True,
        activation: Any = None,
        reuse: bool | None = None,
    ):
        super().__init__(
            num_units,
            use_peepholes,
            cell_clip,
            initializer,
            num_proj,
            proj_clip,
            num_unit_shards,
            num_proj_shards,
            forget_bias,
            state_is_tuple,
            activation,
            reuse,
        )
