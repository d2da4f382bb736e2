"""The grids of `tf.contrib.grid_rnn` that have names: the first dimension takes the inputs and gives the output."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph.tf.contrib.grid_rnn.grid_rnn_cell import GridRNNCell
from tf1graph.tf.names import provide
from tf1graph.tf.nn.rnn_cell import BasicLSTMCell, BasicRNNCell, GRUCell, LSTMCell

Function = Callable[..., Any]


class FirstDimensionGrid(GridRNNCell):
    """A grid whose first dimension takes the inputs, gives the output and comes last.

    Args:
      non_recurrent_fn: the activation of the first dimension, which then is not recurrent; it is where it is None.
      The others are `GridRNNCell`'s.
    """

    def __init__(
        self,
        num_units: int,
        num_dims: int,
        cell_fn: Function,
        state_is_tuple: bool,
        output_is_tuple: bool,
        tied: bool = False,
        non_recurrent_fn: Function | None = None,
    ):
        super().__init__(
            num_units,
            num_dims,
            0,
            0,
            0,
            None if non_recurrent_fn is None else 0,
            tied,
            cell_fn,
            non_recurrent_fn,
            state_is_tuple,
            output_is_tuple,
        )


@provide("tf.contrib.grid_rnn.Grid1BasicRNNCell", gone="2.0")
class Grid1BasicRNNCell(FirstDimensionGrid):
    """One dimension of `tf.nn.rnn_cell.BasicRNNCell`."""

    def __init__(self, num_units: int, state_is_tuple: bool = True, output_is_tuple: bool = True):
        super().__init__(num_units, 1, BasicRNNCell, state_is_tuple, output_is_tuple)


@provide("tf.contrib.grid_rnn.Grid2BasicRNNCell", gone="2.0")
class Grid2BasicRNNCell(FirstDimensionGrid):
    """Two dimensions of `tf.nn.rnn_cell.BasicRNNCell`."""

    def __init__(
        self,
        num_units: int,
        tied: bool = False,
        non_recurrent_fn: Function | None = None,
        state_is_tuple: bool = True,
        output_is_tuple: bool = True,
    ):
        super().__init__(num_units, 2, BasicRNNCell, state_is_tuple, output_is_tuple, tied, non_recurrent_fn)


@provide("tf.contrib.grid_rnn.Grid1BasicLSTMCell", gone="2.0")
class Grid1BasicLSTMCell(FirstDimensionGrid):
    """One dimension of `tf.nn.rnn_cell.BasicLSTMCell`."""

    def __init__(
        self, num_units: int, forget_bias: float = 1, state_is_tuple: bool = True, output_is_tuple: bool = True
    ):
        super().__init__(
            num_units, 1, lambda size: BasicLSTMCell(size, forget_bias=forget_bias), state_is_tuple, output_is_tuple
        )


@provide("tf.contrib.grid_rnn.Grid2BasicLSTMCell", gone="2.0")
class Grid2BasicLSTMCell(FirstDimensionGrid):
    """Two dimensions of `tf.nn.rnn_cell.BasicLSTMCell`."""

    def __init__(
        self,
        num_units: int,
        tied: bool = False,
        non_recurrent_fn: Function | None = None,
        forget_bias: float = 1,
        state_is_tuple: bool = True,
        output_is_tuple: bool = True,
    ):
        def cell(size: int) -> Any:
            return BasicLSTMCell(size, forget_bias=forget_bias)

        super().__init__(num_units, 2, cell, state_is_tuple, output_is_tuple, tied, non_recurrent_fn)


@provide("tf.contrib.grid_rnn.Grid1LSTMCell", gone="2.0")
class Grid1LSTMCell(FirstDimensionGrid):
    """One dimension of `tf.nn.rnn_cell.LSTMCell`."""

    def __init__(
        self,
        num_units: int,
        use_peepholes: bool = False,
        forget_bias: float = 1.0,
        state_is_tuple: bool = True,
        output_is_tuple: bool = True,
    ):
        super().__init__(num_units, 1, _lstm(use_peepholes, forget_bias), state_is_tuple, output_is_tuple)


class _GridOfLSTMs(FirstDimensionGrid):
    """As many dimensions of `tf.nn.rnn_cell.LSTMCell` as a subclass says."""

    _count = 0

    def __init__(
        self,
        num_units: int,
        tied: bool = False,
        non_recurrent_fn: Function | None = None,
        use_peepholes: bool = False,
        forget_bias: float = 1.0,
        state_is_tuple: bool = True,
        output_is_tuple: bool = True,
    ):
        cell = _lstm(use_peepholes, forget_bias)
        super().__init__(num_units, self._count, cell, state_is_tuple, output_is_tuple, tied, non_recurrent_fn)


@provide("tf.contrib.grid_rnn.Grid2LSTMCell", gone="2.0")
class Grid2LSTMCell(_GridOfLSTMs):
    """Two dimensions of `tf.nn.rnn_cell.LSTMCell`."""

    _count = 2


@provide("tf.contrib.grid_rnn.Grid3LSTMCell", gone="2.0")
class Grid3LSTMCell(_GridOfLSTMs):
    """Three dimensions of `tf.nn.rnn_cell.LSTMCell`."""

    _count = 3


@provide("tf.contrib.grid_rnn.Grid2GRUCell", gone="2.0")
class Grid2GRUCell(FirstDimensionGrid):
    """Two dimensions of `tf.nn.rnn_cell.GRUCell`."""

    def __init__(
        self,
        num_units: int,
        tied: bool = False,
        non_recurrent_fn: Function | None = None,
        state_is_tuple: bool = True,
        output_is_tuple: bool = True,
    ):
        super().__init__(num_units, 2, GRUCell, state_is_tuple, output_is_tuple, tied, non_recurrent_fn)


def _lstm(use_peepholes: bool, forget_bias: float) -> Function:
    return lambda size: LSTMCell(size, forget_bias=forget_bias, use_peepholes=use_peepholes)
