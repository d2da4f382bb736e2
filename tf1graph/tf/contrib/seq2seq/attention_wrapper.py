"""`AttentionWrapper`: a cell that looks at a memory at each step."""

from __future__ import annotations

import collections
from collections.abc import Callable
from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, math_ops, tensor_shape
from tf1graph.tf.contrib.framework.tensor_util import with_same_shape
from tf1graph.tf.contrib.seq2seq.attention import AttentionMechanism
from tf1graph.tf.layers.core import Dense
from tf1graph.tf.names import provide
from tf1graph.tf.nn.rnn_cell.base import RNNCell, assert_like_rnncell, zero_state_tensors

MISMATCH = "Non-matching batch sizes between the memory (encoder output) and "


@provide("tf.contrib.seq2seq.AttentionWrapperState", today="tfa.seq2seq.AttentionWrapperState", gone="2.0")
class AttentionWrapperState(
    collections.namedtuple(
        "AttentionWrapperState",
        ("cell_state", "attention", "time", "alignments", "alignment_history", "attention_state"),
    )
):
    """The state of an `AttentionWrapper`."""

    def clone(self, **kwargs: Any) -> AttentionWrapperState:
        """The state with other fields, each of the shape that it has here."""

        def fit(old: Any, new: Any) -> Any:
            if isinstance(old, compat_v1.Tensor) and isinstance(new, compat_v1.Tensor):
                return with_same_shape(old, new)
            return new

        return compat_v1.nest.map_structure(fit, self, super()._replace(**kwargs))


@provide("tf.contrib.seq2seq.AttentionWrapper", today="tfa.seq2seq.AttentionWrapper", gone="2.0")
class AttentionWrapper(RNNCell):
    """A cell that looks at one or several memories at each step.

    Args:
      cell: the cell inside.
      attention_mechanism: an `AttentionMechanism`, or a list.
      attention_layer_size: what output and look are mapped to, or a list of one each; not mapped where it is None.
      alignment_history: whether the shares of all steps are kept, in a TensorArray of the state.
      cell_input_fn: makes the cell's inputs of inputs and attention; joins them where it is None.
      output_attention: whether the attention is the output; else that is the cell's.
      initial_cell_state: what `zero_state` starts the cell from; zeros where it is None.
      name: of the cell and its scope.
      attention_layer: a layer in place of `attention_layer_size`, or a list.
      attention_fn: in place of the look: takes mechanism, output, its state and layer, gives attention, shares, state.
      dtype: of the variables.

    Raises:
      TypeError: a cell, mechanism or function is something else.
      ValueError: both sizes and layers are given, or not one for each mechanism.
    """

    def __init__(
        self,
        cell: Any,
        attention_mechanism: Any,
        attention_layer_size: Any = None,
        alignment_history: bool = False,
        cell_input_fn: Callable[[Any, Any], Any] | None = None,
        output_attention: bool = True,
        initial_cell_state: Any = None,
        name: str | None = None,
        attention_layer: Any = None,
        attention_fn: Callable[..., Any] | None = None,
        dtype: Any = None,
    ):
        super().__init__(name=name, dtype=dtype)
        assert_like_rnncell("cell", cell)
        self._is_multi = isinstance(attention_mechanism, list | tuple)
        self._attention_mechanisms = tuple(_listed(attention_mechanism))
        for mechanism in self._attention_mechanisms:
            if not isinstance(mechanism, AttentionMechanism):
                raise TypeError(
                    "attention_mechanism must be an AttentionMechanism or list of multiple AttentionMechanism "
                    f"instances, saw type: {type(mechanism).__name__}"
                )
        if cell_input_fn is not None and not callable(cell_input_fn):
            raise TypeError(f"cell_input_fn must be callable, saw type: {type(cell_input_fn).__name__}")
        if attention_layer_size is not None and attention_layer is not None:
            raise ValueError("Only one of attention_layer_size and attention_layer should be set")
        self._cell = cell
        self._cell_input_fn = cell_input_fn or (lambda inputs, attention: array_ops.concat([inputs, attention], -1))
        self._attention_fn = attention_fn or look
        self._output_attention = output_attention
        self._alignment_history = alignment_history
        self._settle_layers(attention_layer_size, attention_layer)
        with compat_v1.name_scope(name, "AttentionWrapperInit"):
            self._initial_cell_state = None
            if initial_cell_state is not None:
                last = compat_v1.nest.flatten(initial_cell_state)[-1]
                self._initial_cell_state = self._checked(
                    initial_cell_state,
                    _rows(last),
                    "check_initial_cell_state",
                    f"When constructing AttentionWrapper {self._base_name}: {MISMATCH}initial_cell_state.",
                )

    @property
    def output_size(self) -> Any:
        return self._attention_layer_size if self._output_attention else self._cell.output_size

    @property
    def state_size(self) -> Any:
        sizes = [mechanism.alignments_size for mechanism in self._attention_mechanisms]
        return AttentionWrapperState(
            cell_state=self._cell.state_size,
            time=tensor_shape.TensorShape([]),
            attention=self._attention_layer_size,
            alignments=self._item_or_tuple(sizes),
            attention_state=self._item_or_tuple(mechanism.state_size for mechanism in self._attention_mechanisms),
            alignment_history=self._item_or_tuple(size if self._alignment_history else () for size in sizes),
        )

    def zero_state(self, batch_size: Any, dtype: Any) -> Any:
        """The state before the first step: of the cell zeros, or what the wrapper was given."""
        with self._zero_state_scope(batch_size):
            state = self._initial_cell_state
            if state is None:
                state = self._cell.get_initial_state(batch_size=batch_size, dtype=dtype)
            words = (
                f"When calling zero_state of AttentionWrapper {self._base_name}: {MISMATCH}the requested batch size."
            )
            state = self._checked(state, batch_size, "checked_cell_state", words)
            shares = [mechanism.initial_alignments(batch_size, dtype) for mechanism in self._attention_mechanisms]
            return AttentionWrapperState(
                cell_state=state,
                time=array_ops.zeros([], dtype=compat_v1.int32),
                attention=zero_state_tensors(self._attention_layer_size, batch_size, dtype),
                alignments=self._item_or_tuple(shares),
                attention_state=self._item_or_tuple(
                    mechanism.initial_state(batch_size, dtype) for mechanism in self._attention_mechanisms
                ),
                alignment_history=self._item_or_tuple(
                    compat_v1.TensorArray(dtype, size=0, dynamic_size=True, element_shape=share.shape)
                    if self._alignment_history
                    else ()
                    for share in shares
                ),
            )

    def call(self, inputs: Any, state: Any) -> Any:
        if not isinstance(state, AttentionWrapperState):
            raise TypeError(
                f"Expected state to be instance of AttentionWrapperState. Received type {type(state)} instead."
            )
        output, cell_state = self._cell(self._cell_input_fn(inputs, state.attention), state.cell_state)
        words = f"When applying AttentionWrapper {self.name}: {MISMATCH}the query (decoder output)."
        output = self._checked(output, _rows(output), "checked_cell_output", words)
        states = state.attention_state if self._is_multi else [state.attention_state]
        histories = state.alignment_history if self._is_multi else [state.alignment_history]
        looks = []
        for i, mechanism in enumerate(self._attention_mechanisms):
            layer = self._attention_layers[i] if self._attention_layers else None
            attention, shares, new_state = self._attention_fn(mechanism, output, states[i], layer)
            history = histories[i].write(state.time, shares) if self._alignment_history else ()
            looks.append((attention, shares, new_state, history))
        attentions, shares, new_states, histories = zip(*looks, strict=True)
        attention = array_ops.concat(list(attentions), 1)
        next_state = AttentionWrapperState(
            time=state.time + 1,
            cell_state=cell_state,
            attention=attention,
            attention_state=self._item_or_tuple(new_states),
            alignments=self._item_or_tuple(shares),
            alignment_history=self._item_or_tuple(histories),
        )
        return (attention if self._output_attention else output), next_state

    def _settle_layers(self, sizes: Any, layers: Any) -> None:
        depths = [compat_v1.dimension_value(mechanism.values.shape[-1]) for mechanism in self._attention_mechanisms]
        if sizes is not None:
            sizes = self._one_each(sizes, "attention_layer_size", "integer")
            self._attention_layers = tuple(
                Dense(size, name="attention_layer", use_bias=False, dtype=mechanism.dtype)
                for size, mechanism in zip(sizes, self._attention_mechanisms, strict=True)
            )
            self._attention_layer_size = sum(sizes)
        elif layers is not None:
            self._attention_layers = self._one_each(layers, "attention_layer", "layer")
            shapes = [
                layer.compute_output_shape([None, self._cell.output_size + depth])
                for layer, depth in zip(self._attention_layers, depths, strict=True)
            ]
            self._attention_layer_size = sum(compat_v1.dimension_value(shape[-1]) for shape in shapes)
        else:
            self._attention_layers = ()
            self._attention_layer_size = sum(depths)

    def _one_each(self, given: Any, name: str, what: str) -> tuple[Any, ...]:
        each = tuple(_listed(given))
        if len(each) != len(self._attention_mechanisms):
            raise ValueError(
                f"If provided, {name} must contain exactly one {what} per attention_mechanism, "
                f"saw: {len(each)} vs {len(self._attention_mechanisms)}"
            )
        return each

    def _checked(self, tensors: Any, rows: Any, name: str, words: str) -> Any:
        """`tensors`, as identities called `name` that wait until the memories are seen to have as many `rows`."""
        words += "  Are you using the BeamSearchDecoder?  Tile by tf.contrib.seq2seq.tile_batch with its beam_width."
        checks = [
            compat_v1.assert_equal(rows, mechanism.batch_size, message=words)
            for mechanism in self._attention_mechanisms
        ]
        with compat_v1.control_dependencies(checks):
            return compat_v1.nest.map_structure(lambda tensor: array_ops.identity(tensor, name=name), tensors)

    def _item_or_tuple(self, parts: Any) -> Any:
        """A tuple of one part a mechanism, or the part alone where no list of mechanisms was given."""
        parts = tuple(parts)
        return parts if self._is_multi else parts[0]


@provide("tf.contrib.seq2seq._compute_attention", gone="2.0")
def look(mechanism: Any, output: Any, state: Any, layer: Any) -> Any:
    """What is seen, the shares, and the mechanism's next state."""
    shares, state = mechanism(output, state=state)
    mean = array_ops.squeeze(math_ops.matmul(array_ops.expand_dims(shares, 1), mechanism.values), [1])
    return (mean if layer is None else layer(array_ops.concat([output, mean], 1))), shares, state


def _rows(tensor: Any) -> Any:
    return compat_v1.dimension_value(tensor.shape[0]) or array_ops.shape(tensor)[0]


def _listed(given: Any) -> Any:
    return given if isinstance(given, list | tuple) else [given]
