"""Cells around a cell that have variables of their own: an embedding, or a projection of inputs or outputs."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, variable_scope
from tf1graph.tf.names import provide
from tf1graph.tf.nn.rnn_cell.base import RNNCell, assert_like_rnncell
from tf1graph.tf.nn.rnn_cell.linear import Linear


class _Around(RNNCell):
    """A cell with the sizes of the cell inside, in a scope of its own."""

    def __init__(self, cell: Any, reuse: bool | None):
        super().__init__(_reuse=reuse)
        assert_like_rnncell("cell", cell)
        self._cell = cell

    @property
    def state_size(self) -> Any:
        return self._cell.state_size

    @property
    def output_size(self) -> Any:
        return self._cell.output_size

    def zero_state(self, batch_size: Any, dtype: Any) -> Any:
        with self._zero_state_scope(batch_size):
            return self._cell.zero_state(batch_size, dtype)


@provide("tf.contrib.rnn.EmbeddingWrapper", today="tf_keras.layers.Embedding", gone="2.0")
class EmbeddingWrapper(_Around):
    """A cell whose inputs are numbers of words, [N] or [N, 1], which it looks up in a table of its own.

    Args:
      cell: the cell inside.
      embedding_classes: how many words there are.
      embedding_size: the size of a word's vector.
      initializer: of the table; the scope's where it is None, else uniform of variance 1.
      reuse: whether to take variables that exist.
    """

    def __init__(
        self,
        cell: Any,
        embedding_classes: int,
        embedding_size: int,
        initializer: Any = None,
        reuse: bool | None = None,
    ):
        super().__init__(cell, reuse)
        if embedding_classes <= 0 or embedding_size <= 0:
            raise ValueError(
                f"Both embedding_classes and embedding_size must be > 0: {embedding_classes}, {embedding_size}."
            )
        self._embedding_classes = embedding_classes
        self._embedding_size = embedding_size
        self._initializer = initializer

    def call(self, inputs: Any, state: Any) -> Any:
        with compat_v1.device("/cpu:0"):
            initializer = self._initializer or variable_scope.get_variable_scope().initializer
            table = variable_scope.get_variable(
                "embedding",
                [self._embedding_classes, self._embedding_size],
                initializer=initializer or compat_v1.random_uniform_initializer(-math.sqrt(3), math.sqrt(3)),
                dtype=(state[0] if isinstance(state, tuple) else state).dtype,
            )
            return self._cell(compat_v1.nn.embedding_lookup(table, array_ops.reshape(inputs, [-1])), state)


@provide("tf.contrib.rnn.InputProjectionWrapper", today="tf_keras.layers.Dense before the cell", gone="2.0")
class InputProjectionWrapper(_Around):
    """A cell whose inputs are projected to `num_proj` numbers, and put through `activation` where there is one."""

    def __init__(
        self,
        cell: Any,
        num_proj: int,
        activation: Callable[[Any], Any] | None = None,
        input_size: Any = None,
        reuse: bool | None = None,
    ):
        super().__init__(cell, reuse)
        if input_size is not None:
            compat_v1.logging.warn("%s: The input_size parameter is deprecated.", self)
        self._num_proj = num_proj
        self._activation = activation
        self._linear: Linear | None = None

    def call(self, inputs: Any, state: Any) -> Any:
        if self._linear is None:
            self._linear = Linear(inputs, self._num_proj, True)
        projected = self._linear(inputs)
        return self._cell(self._activation(projected) if self._activation else projected, state)


@provide("tf.contrib.rnn.OutputProjectionWrapper", today="tf_keras.layers.Dense after the cell", gone="2.0")
class OutputProjectionWrapper(_Around):
    """A cell whose outputs are projected to `output_size` numbers, and put through `activation` where there is one."""

    def __init__(
        self,
        cell: Any,
        output_size: int,
        activation: Callable[[Any], Any] | None = None,
        reuse: bool | None = None,
    ):
        super().__init__(cell, reuse)
        if output_size < 1:
            raise ValueError(f"Parameter output_size must be > 0: {output_size}.")
        self._output_size = output_size
        self._activation = activation
        self._linear: Linear | None = None

    @property
    def output_size(self) -> int:
        return self._output_size

    def call(self, inputs: Any, state: Any) -> Any:
        output, state = self._cell(inputs, state)
        if self._linear is None:
            self._linear = Linear(output, self._output_size, True)
        projected = self._linear(output)
        return (self._activation(projected) if self._activation else projected), state
