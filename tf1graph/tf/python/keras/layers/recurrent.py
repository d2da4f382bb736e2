"""Recurrent layers: a cell's variables and nodes stand in the layer's scope, its masks are drawn once a call."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, original, tensor_shape
from tf1graph.tf.python.keras._tf_keras import backend, dropout_rnn_cell_mixin, generic_utils, gru, inside, layers, lstm

nest = compat_v1.nest
LEGACY_RNN_CELL = "_is_tf_rnn_cell"


@inside(layers.RNN)
def build(self: Any, input_shape: Any) -> None:
    shape = input_shape[0] if isinstance(input_shape, list) else input_shape
    if _is_unbuilt_layer(self.cell):
        self.cell.build(_of_one_step(self, shape))
        self.cell.built = True
    original(layers.RNN.build)(self, input_shape)


def _of_one_step(self: Any, shape: Any) -> Any:
    try:
        shape = tensor_shape.as_shape(shape)
    except (ValueError, TypeError):
        return nest.map_structure(lambda part: _of_one_step(self, part), shape)
    sizes = tuple(shape.as_list())
    return sizes[1:] if self.time_major else (sizes[0], *sizes[2:])


def _is_unbuilt_layer(cell: Any) -> bool:
    return isinstance(cell, layers.Layer) and not cell.built


@inside(layers.StackedRNNCells, name="build")
def build_stack(self: Any, input_shape: Any) -> None:
    shape = input_shape[0] if isinstance(input_shape, list) else input_shape
    for cell in self.cells:
        if _is_unbuilt_layer(cell):
            cell.build(shape)
            cell.built = True
        size = getattr(cell, "output_size", None)
        if size is None:
            sizes = cell.state_size
            several = hasattr(sizes, "__len__") and not isinstance(sizes, compat_v1.TensorShape)
            size = sizes[0] if several else sizes
        shape = (shape[0], *tensor_shape.as_shape(size).as_list())
    original(layers.StackedRNNCells.build)(self, input_shape)


@inside(layers.StackedRNNCells, name="call")
def call_stack(self: Any, inputs: Any, states: Any, constants: Any = None, training: Any = None, **kwargs: Any) -> Any:
    sizes = self.state_size[::-1] if self.reverse_state_order else self.state_size
    new = []
    for cell, own in zip(self.cells, nest.pack_sequence_as(sizes, nest.flatten(states)), strict=True):
        given = {"constants": constants, "training": training}
        about = {name: given[name] for name in given if generic_utils.has_arg(cell.call, name)}
        inputs, own = cell.call(inputs, _for_cell(cell, own if nest.is_nested(own) else [own]), **about, **kwargs)
        new.append(own)
    return inputs, nest.pack_sequence_as(sizes, nest.flatten(new))


@inside(layers.RNN)
def call(
    self: Any, inputs: Any, mask: Any = None, training: Any = None, initial_state: Any = None, constants: Any = None
) -> Any:
    for cell in getattr(self.cell, "cells", [self.cell]):
        self._maybe_reset_cell_dropout_mask(cell)
    inputs, initial_state, constants = self._process_inputs(inputs, initial_state, constants)
    shape = backend.int_shape(nest.flatten(inputs)[0])
    if self.unroll and shape[0 if self.time_major else 1] is None:
        raise ValueError("Cannot unroll a RNN if the time dimension is undefined.")
    about = {"training": training} if generic_utils.has_arg(self.cell.call, "training") else {}
    if constants and not generic_utils.has_arg(self.cell.call, "constants"):
        raise ValueError("RNN cell does not support constants")

    def step(inputs: Any, states: Any) -> Any:
        if constants:
            about["constants"] = states[-self._num_constants :]
            states = states[: -self._num_constants]
        output, new = self.cell.call(inputs, _for_cell(self.cell, states), **about)
        return output, new if nest.is_nested(new) else [new]

    last, outputs, states = backend.rnn(
        step,
        inputs,
        initial_state,
        constants=constants,
        go_backwards=self.go_backwards,
        mask=None if mask is None else nest.flatten(mask)[0],
        unroll=self.unroll,
        time_major=self.time_major,
        zero_output_for_mask=self.zero_output_for_mask,
    )
    if self.stateful:
        kept = zip(nest.flatten(self.states), nest.flatten(states), strict=True)
        self.add_update([compat_v1.assign(variable, state) for variable, state in kept])
    output = outputs if self.return_sequences else last
    return [*generic_utils.to_list(output), *states] if self.return_state else output


def _for_cell(cell: Any, states: Any) -> Any:
    """A cell of `tf.nn.rnn_cell` takes its one state as it is, one of Keras a list."""
    return states[0] if len(states) == 1 and getattr(cell, LEGACY_RNN_CELL, None) is not None else states


@inside(layers.RNN, name="_process_inputs")
def process_inputs(self: Any, inputs: Any, initial_state: Any, constants: Any) -> tuple[Any, Any, Any]:
    if isinstance(inputs, list):
        end = -self._num_constants if self._num_constants else None
        initial_state = inputs[1:end] or None
        constants = inputs[end:] if end else constants
        inputs = inputs[0]
    if initial_state is None:
        initial_state = self.states if self.stateful else self.get_initial_state(inputs)
    if len(initial_state) != len(self.states):
        raise ValueError(f"Layer has {len(self.states)} states but was passed {len(initial_state)} initial states.")
    return inputs, initial_state, constants


@inside(layers.RNN)
def reset_states(self: Any, states: Any = None) -> None:
    """The states of a stateful layer, variables at 0 that are made one by one the first time."""
    size = self.input_spec[0].shape[1 if self.time_major else 0] if self.stateful and self.input_spec else None
    if not size or nest.flatten(self.states)[0] is not None:
        original(layers.RNN.reset_states)(self, states)
        return
    made = nest.map_structure(
        lambda state: backend.zeros([size, *tensor_shape.as_shape(state).as_list()]), self.cell.state_size
    )
    self.states = made if nest.is_nested(made) else [made]


@inside(dropout_rnn_cell_mixin.DropoutRNNCellMixin, name="_create_dropout_mask")
def create_dropout_mask(self: Any, inputs: Any, training: Any, count: int = 1) -> Any:
    return _masks(array_ops.ones_like(inputs), self.dropout, training, count)


@inside(dropout_rnn_cell_mixin.DropoutRNNCellMixin, name="_create_recurrent_dropout_mask")
def create_recurrent_dropout_mask(self: Any, inputs: Any, training: Any, count: int = 1) -> Any:
    return _masks(array_ops.ones_like(inputs), self.recurrent_dropout, training, count)


def _masks(ones: Any, rate: float, training: Any, count: int) -> Any:
    """`count` masks, seeded from NumPy's generator as the backend's dropout is."""
    masks = [backend.in_train_phase(lambda: backend.dropout(ones, rate), ones, training=training) for _ in range(count)]
    return masks if count > 1 else masks[0]


@inside(lstm.LSTMCell, name="__init__")
def start_lstm_cell(self: Any, *args: Any, **kwargs: Any) -> None:
    _keep_implementation(lstm.LSTMCell, self, *args, **kwargs)


@inside(gru.GRUCell, name="__init__")
def start_gru_cell(self: Any, *args: Any, **kwargs: Any) -> None:
    _keep_implementation(gru.GRUCell, self, *args, **kwargs)


def _keep_implementation(cell_class: Any, cell: Any, *args: Any, **kwargs: Any) -> None:
    """The implementation that was asked for, which today's gives up where the state is dropped out."""
    original(cell_class.__init__)(cell, *args, **kwargs)
    cell.implementation = kwargs.get("implementation", cell.implementation)


@inside(lstm.LSTMCell, name="call")
def call_lstm(self: Any, inputs: Any, states: Any, training: Any = None) -> Any:
    """Two ways of the same step; today's leaves the recurrent mask out of the second."""
    hidden, carry = states[0], states[1]
    masks = self.get_dropout_mask_for_cell(inputs, training, count=4)
    hidden_masks = self.get_recurrent_dropout_mask_for_cell(hidden, training, count=4)
    dropped, hidden_dropped = 0 < self.dropout < 1, 0 < self.recurrent_dropout < 1
    if self.implementation == 1:
        parts = [inputs * mask for mask in masks] if dropped else [inputs] * 4
        kernels = array_ops.split(self.kernel, num_or_size_splits=4, axis=1)
        gates = [backend.dot(*pair) for pair in zip(parts, kernels, strict=True)]
        if self.use_bias:
            biases = array_ops.split(self.bias, num_or_size_splits=4, axis=0)
            gates = [backend.bias_add(*pair) for pair in zip(gates, biases, strict=True)]
        hiddens = [hidden * mask for mask in hidden_masks] if hidden_dropped else [hidden] * 4
        carry, opened = self._compute_carry_and_output(tuple(gates), tuple(hiddens), carry)
    else:
        mixed = backend.dot(inputs * masks[0] if dropped else inputs, self.kernel)
        hidden = hidden * hidden_masks[0] if hidden_dropped else hidden
        mixed += backend.dot(hidden, self.recurrent_kernel)
        if self.use_bias:
            mixed = backend.bias_add(mixed, self.bias)
        gates = array_ops.split(mixed, num_or_size_splits=4, axis=1)
        carry, opened = self._compute_carry_and_output_fused(gates, carry)
    hidden = opened * self.activation(carry)
    return hidden, [hidden, carry]


@inside(gru.GRUCell, name="call")
def call_gru(self: Any, inputs: Any, states: Any, training: Any = None) -> Any:
    """Only the second way differs: TensorFlow 1 cut the gates out where today's splits, and dropped the state out."""
    if self.implementation == 1:
        return original(gru.GRUCell.call)(self, inputs, states, training)
    hidden = states[0]
    masks = self.get_dropout_mask_for_cell(inputs, training, count=3)
    hidden_masks = self.get_recurrent_dropout_mask_for_cell(hidden, training, count=3)
    units = self.units
    bias = hidden_bias = None
    if self.use_bias:
        bias, hidden_bias = compat_v1.unstack(self.bias) if self.reset_after else (self.bias, None)
    mixed = backend.dot(inputs * masks[0] if 0 < self.dropout < 1 else inputs, self.kernel)
    if bias is not None:
        mixed = backend.bias_add(mixed, bias)
    update, reset, fresh = mixed[:, :units], mixed[:, units : 2 * units], mixed[:, 2 * units :]
    if 0 < self.recurrent_dropout < 1:
        hidden = hidden * hidden_masks[0]
    kernel = self.recurrent_kernel
    inner = backend.dot(hidden, kernel if self.reset_after else kernel[:, : 2 * units])
    if hidden_bias is not None:
        inner = backend.bias_add(inner, hidden_bias)
    hidden_update, hidden_reset = inner[:, :units], inner[:, units : 2 * units]
    update = self.recurrent_activation(update + hidden_update)
    reset = self.recurrent_activation(reset + hidden_reset)
    rest = slice(2 * units, None)
    kept = reset * inner[:, rest] if self.reset_after else backend.dot(reset * hidden, kernel[:, rest])
    fresh = self.activation(fresh + kept)
    hidden = update * hidden + (1 - update) * fresh
    return hidden, [hidden]
