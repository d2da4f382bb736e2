"""The weights of a network of cuDNN in three forms: one vector, the matrices of each gate, those of a cell here.

cuDNN's vector is opaque. Here it is the matrices of all layers and directions, gate by gate, first those on the
inputs, then those on the state; after them all biases in the same order: what cuDNN itself makes of it.
"""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf.names import provide

NOTE = "in core ops, without a GPU; the vector is that of cuDNN where it puts the matrices in order, as it does"
UNIDIRECTIONAL, BIDIRECTIONAL = "unidirectional", "bidirectional"
LINEAR_INPUT, SKIP_INPUT, AUTO_SELECT = "linear_input", "skip_input", "auto_select"


def check_modes(direction: str, input_mode: str, input_size: int | None = None, num_units: int | None = None) -> None:
    """Raise ValueError where one of them is not a mode, or is one that needs cuDNN."""
    if direction not in (UNIDIRECTIONAL, BIDIRECTIONAL):
        raise ValueError(f"Invalid direction: {direction}, expecting {UNIDIRECTIONAL} or {BIDIRECTIONAL}")
    if input_mode not in (LINEAR_INPUT, SKIP_INPUT, AUTO_SELECT):
        raise ValueError(
            f"Invalid input_mode: {input_mode}, expect one of ({LINEAR_INPUT}, {SKIP_INPUT}, {AUTO_SELECT})"
        )
    skips = input_mode == SKIP_INPUT or (input_mode == AUTO_SELECT and input_size is not None)
    if skips and (input_mode == SKIP_INPUT or input_size == num_units):
        raise ValueError(
            f'input_mode="{input_mode}" leaves out the weights of the inputs, which needs cuDNN; use "{LINEAR_INPUT}".'
        )


class _Converter:
    """Converts between the forms.

    Args:
      num_layers, num_units, input_size: of the network.
      num_proj: None: projections need cuDNN.
      input_mode: `linear_input`.
      direction: `unidirectional` or `bidirectional`.
    """

    gates: int  # each has a matrix on the inputs and one on the state, and a bias with each

    def __init__(
        self,
        num_layers: int,
        num_units: int,
        input_size: int,
        num_proj: int | None = None,
        input_mode: str = LINEAR_INPUT,
        direction: str = UNIDIRECTIONAL,
    ):
        check_modes(direction, input_mode, input_size, num_units)
        if num_proj:
            raise ValueError("num_proj needs cuDNN; project the outputs with tf.layers.dense.")
        self._num_units, self._direction = num_units, direction
        directions = 1 if direction == UNIDIRECTIONAL else 2
        above = num_units * directions
        self._input_sizes = [size for size in (input_size, *[above] * (num_layers - 1)) for _ in range(directions)]

    @property
    def weight_shapes(self) -> list[tuple[int, int]]:
        """Of the matrices of all gates, [units, inputs], in cuDNN's order."""
        units, count = self._num_units, self.gates
        return [(units, size) for inputs in self._input_sizes for size in [inputs] * count + [units] * count]

    @property
    def bias_shapes(self) -> list[list[int]]:
        """Of the biases of all gates, in cuDNN's order."""
        return [[self._num_units]] * (2 * self.gates * len(self._input_sizes))

    def canonical_to_opaque(self, weights: list[Any], biases: list[Any]) -> Any:
        """The vector of cuDNN's matrices and biases."""
        return tf.concat([tf.reshape(tensor, [-1]) for tensor in [*weights, *biases]], 0)

    def opaque_to_canonical(self, opaque_param: Any) -> tuple[list[Any], list[Any]]:
        """cuDNN's matrices and biases."""
        shapes = [*self.weight_shapes, *self.bias_shapes]
        sizes = [shape[0] * shape[-1] if len(shape) == 2 else shape[0] for shape in shapes]
        parts = tf.split(tf.reshape(opaque_param, [sum(sizes)]), sizes)
        found = [tf.reshape(part, shape) for part, shape in zip(parts, shapes, strict=True)]
        return found[: len(self.weight_shapes)], found[len(self.weight_shapes) :]

    def opaque_to_tf_canonical(self, opaque_param: Any) -> tuple[list[Any], list[Any]]:
        """The kernels and the biases of the cells here, those of all layers and directions in a row."""
        weights, biases = self.opaque_to_canonical(opaque_param)
        count = 2 * self.gates
        found: tuple[list[Any], list[Any]] = ([], [])
        for start in range(0, len(weights), count):
            found[0].extend(self._join_weights(weights[start : start + count]))
            found[1].extend(self._join_biases(biases[start : start + count]))
        return found

    def tf_canonical_to_opaque(self, tf_canonicals: list[Any], weights_proj: Any = None) -> Any:
        """The vector of the kernels of the cells here, followed by their biases."""
        if weights_proj is not None:
            raise ValueError("weights_proj needs cuDNN; project the outputs with tf.layers.dense.")
        half = len(tf_canonicals) // 2
        kernels, joined = tf_canonicals[:half], tf_canonicals[half:]
        count = half // len(self._input_sizes)
        weights: list[Any] = []
        biases: list[Any] = []
        for place, size in enumerate(self._input_sizes):
            own = slice(place * count, (place + 1) * count)
            weights += self._part_weights(kernels[own], size)
            biases += self._part_biases(joined[own])
        return self.canonical_to_opaque(weights, biases)

    def _join_weights(self, weights: list[Any]) -> list[Any]:
        raise TypeError(f"{type(self).__name__} is of no kind of cells: use one that is")

    def _part_weights(self, kernels: list[Any], input_size: int) -> list[Any]:
        raise TypeError(f"{type(self).__name__} is of no kind of cells: use one that is")

    def _join_biases(self, biases: list[Any]) -> list[Any]:
        raise TypeError(f"{type(self).__name__} is of no kind of cells: use one that is")

    def _part_biases(self, biases: list[Any]) -> list[Any]:
        raise TypeError(f"{type(self).__name__} is of no kind of cells: use one that is")


class _OfOneKernel(_Converter):
    """Of cells with one kernel and one bias for all gates.

    A bias here is the sum of cuDNN's two, which are both half of it when it is taken back.
    """

    order: tuple[int, ...]  # which of cuDNN's gates comes where here; its own inverse

    def _join_weights(self, weights: list[Any]) -> list[Any]:
        gates = [tf.concat(pair, 1) for pair in self._pairs(weights)]
        return [tf.transpose(tf.concat([gates[gate] for gate in self.order], 0))]

    def _part_weights(self, kernels: list[Any], input_size: int) -> list[Any]:
        gates = tf.split(tf.transpose(kernels[0]), self.gates, axis=0)
        pairs = [tf.split(gates[gate], [input_size, self._num_units], axis=1) for gate in self.order]
        return [pair[0] for pair in pairs] + [pair[1] for pair in pairs]

    def _join_biases(self, biases: list[Any]) -> list[Any]:
        gates = [first + second for first, second in self._pairs(biases)]
        return [tf.concat([gates[gate] for gate in self.order], 0)]

    def _part_biases(self, biases: list[Any]) -> list[Any]:
        gates = tf.split(biases[0] * 0.5, self.gates, axis=0)
        return [gates[gate] for gate in self.order] * 2

    def _pairs(self, tensors: list[Any]) -> list[tuple[Any, Any]]:
        return list(zip(tensors[: self.gates], tensors[self.gates :], strict=True))


@provide("tf.contrib.cudnn_rnn.CudnnParamsFormatConverterLSTM", fidelity="approximate", gone="2.0", note=NOTE)
class CudnnParamsFormatConverterLSTM(_OfOneKernel):
    """Between the weights of cuDNN's LSTM and of `CudnnCompatibleLSTMCell`, whose gates are i, c, f, o."""

    gates = 4
    order = (0, 2, 1, 3)


@provide("tf.contrib.cudnn_rnn.CudnnParamsFormatConverterTanh", fidelity="approximate", gone="2.0", note=NOTE)
class CudnnParamsFormatConverterTanh(_OfOneKernel):
    """Between the weights of cuDNN's network with tanh and of `BasicRNNCell`."""

    gates = 1
    order = (0,)


@provide("tf.contrib.cudnn_rnn.CudnnParamsFormatConverterRelu", fidelity="approximate", gone="2.0", note=NOTE)
class CudnnParamsFormatConverterRelu(CudnnParamsFormatConverterTanh):
    """Between the weights of cuDNN's network with ReLU and of `BasicRNNCell`."""


@provide("tf.contrib.cudnn_rnn.CudnnParamsFormatConverterGRU", fidelity="approximate", gone="2.0", note=NOTE)
class CudnnParamsFormatConverterGRU(_Converter):
    """Between the weights of cuDNN's GRU and of `CudnnCompatibleGRUCell`: of both gates, and twice of the candidate."""

    gates = 3

    def _join_weights(self, weights: list[Any]) -> list[Any]:
        reset, update, candidate, reset_state, update_state, candidate_state = weights
        both = [tf.concat(pair, 1) for pair in ((reset, reset_state), (update, update_state))]
        return [tf.transpose(tf.concat(both, 0)), tf.transpose(candidate), tf.transpose(candidate_state)]

    def _part_weights(self, kernels: list[Any], input_size: int) -> list[Any]:
        both, candidate, candidate_state = (tf.transpose(kernel) for kernel in kernels)
        sizes = [input_size, self._num_units]
        (reset, reset_state), (update, update_state) = (tf.split(gate, sizes, axis=1) for gate in tf.split(both, 2))
        return [reset, update, candidate, reset_state, update_state, candidate_state]

    def _join_biases(self, biases: list[Any]) -> list[Any]:
        reset, update, candidate, reset_state, update_state, candidate_state = biases
        return [tf.concat([reset, update], 0) + tf.concat([reset_state, update_state], 0), candidate, candidate_state]

    def _part_biases(self, biases: list[Any]) -> list[Any]:
        both, candidate, candidate_state = biases
        reset, update = tf.split(both * 0.5, 2)
        return [reset, update, candidate, reset, update, candidate_state]
