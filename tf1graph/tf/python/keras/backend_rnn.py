"""`tf.keras.backend.rnn`: a function stepped over time, unrolled or as a while loop."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from tf1graph.tf._private import array_ops, compat_v1, math_ops, ops
from tf1graph.tf.python.keras._tf_keras import backend, inside

nest = compat_v1.nest


class _Walk(NamedTuple):
    """What both ways of stepping need; `inputs` and `mask` have time first."""

    step: Callable[..., Any]
    inputs: Any
    initial: tuple[Any, ...]
    mask: Any
    constants: tuple[Any, ...]
    backwards: bool
    zero_masked: bool

    def call(self, inputs: Any, states: Any) -> Any:
        return self.step(inputs, (*states, *self.constants))


@inside(backend)
def rnn(
    step_function: Callable[..., Any],
    inputs: Any,
    initial_states: Any,
    go_backwards: bool = False,
    mask: Any = None,
    constants: Any = None,
    unroll: bool = False,
    input_length: Any = None,
    time_major: bool = False,
    zero_output_for_mask: bool = False,
    return_all_outputs: bool = True,
) -> tuple[Any, Any, Any]:
    """The last output, all outputs [batch, time, ...] and the last states of `step_function(inputs, states)`.

    TensorFlow 1 kept all outputs even where only the last was asked for; `input_length` bounds the steps of a loop.
    """
    del return_all_outputs
    if not time_major:
        inputs = nest.map_structure(_swap, inputs)
    first = nest.flatten(inputs)[0]
    steps, batch = first.shape[0], first.shape[1]
    length = array_ops.shape(first)[0]
    for part in nest.flatten(inputs):
        part.shape.with_rank_at_least(3)
    if mask is not None:
        mask = mask if mask.dtype == compat_v1.bool else math_ops.cast(mask, compat_v1.bool)
        mask = backend.expand_dims(mask) if len(mask.shape) == 2 else mask
        mask = mask if time_major else _swap(mask)
    walk = _Walk(
        step_function, inputs, tuple(initial_states), mask, tuple(constants or ()), go_backwards, zero_output_for_mask
    )
    last, outputs, states = _unroll(walk, steps) if unroll else _loop(walk, length, input_length)

    def set_shape(output: Any) -> Any:
        if isinstance(output, compat_v1.Tensor):
            output.set_shape([steps, batch, *output.shape.as_list()[2:]])
        return output

    outputs = nest.map_structure(set_shape, outputs)
    return last, outputs if time_major else nest.map_structure(_swap, outputs), states


def _unroll(walk: _Walk, steps: Any) -> tuple[Any, Any, Any]:
    if not steps:
        raise ValueError("Unrolling requires a fixed number of timesteps.")

    def unstack(part: Any) -> list[Any]:
        parts = compat_v1.unstack(part)
        return parts[::-1] if walk.backwards else parts

    flat = [unstack(part) for part in nest.flatten(walk.inputs)]
    masks = None if walk.mask is None else unstack(walk.mask)
    states: Any = walk.initial
    outputs: list[Any] = []
    for i in range(int(steps)):
        output, new = walk.call(nest.pack_sequence_as(walk.inputs, [parts[i] for parts in flat]), states)
        if masks is not None:
            shown = _expand(masks[i], output)
            output = array_ops.where(shown, output, outputs[-1] if outputs else backend.zeros_like(output))
            new = [
                array_ops.where(_expand(masks[i], state), state, before)
                for before, state in zip(states, new, strict=True)
            ]
        states = new
        outputs.append(output)
    last, stacked = outputs[-1], compat_v1.stack(outputs)
    if masks is not None and walk.zero_masked:
        last = array_ops.where(_expand(masks[-1], last), last, backend.zeros_like(last))
        shown = _expand(walk.mask, stacked, fixed=2)
        stacked = array_ops.where(shown, stacked, backend.zeros_like(stacked))
    return last, stacked, states


def _loop(walk: _Walk, length: Any, most: Any) -> tuple[Any, Any, Any]:
    flat = nest.flatten(walk.inputs)
    inputs = [
        compat_v1.TensorArray(part.dtype, length, tensor_array_name=f"input_ta_{i}") for i, part in enumerate(flat)
    ]
    inputs = [
        array.unstack(backend.reverse(part, 0) if walk.backwards else part)
        for array, part in zip(inputs, flat, strict=True)
    ]
    at_zero = nest.pack_sequence_as(walk.inputs, [part[0] for part in flat])
    output_at_zero, _ = walk.call(at_zero, walk.initial)
    flat_at_zero = nest.flatten(output_at_zero)
    outputs = tuple(
        compat_v1.TensorArray(part.dtype, length, element_shape=part.shape, tensor_array_name=f"output_ta_{i}")
        for i, part in enumerate(flat_at_zero)
    )
    time = compat_v1.constant(0, dtype="int32", name="time")
    masks: Any = None
    zeros: tuple[Any, ...] = ()
    if walk.mask is not None:
        if not walk.initial:
            raise ValueError("No initial states provided! When using masking in an RNN, you should provide them.")
        mask = backend.reverse(walk.mask, 0) if walk.backwards else walk.mask
        masks = compat_v1.TensorArray(compat_v1.bool, length, tensor_array_name="mask_ta").unstack(mask)
        zeros = tuple(array_ops.zeros_like(part) for part in flat_at_zero)

    def read(time: Any) -> Any:
        return nest.pack_sequence_as(walk.inputs, [array.read(time) for array in inputs])

    def write(time: Any, arrays: Any, parts: Any) -> tuple[Any, ...]:
        return tuple(array.write(time, part) for array, part in zip(arrays, parts, strict=True))

    def keep_shapes(states: Any, new: Any) -> Any:
        for state, new_state in zip(nest.flatten(states), nest.flatten(new), strict=False):
            if isinstance(new_state, compat_v1.Tensor):
                new_state.set_shape(state.shape)
        return new

    def step(time: Any, arrays: Any, *states: Any) -> tuple[Any, ...]:
        output, new = walk.call(read(time), states)
        keep_shapes(states, new)
        arrays = write(time, arrays, nest.flatten(output))
        return (time + 1, arrays, *nest.pack_sequence_as(walk.initial, nest.flatten(new)))

    def step_masked(time: Any, arrays: Any, before: Any, *states: Any) -> tuple[Any, ...]:
        current, mask = read(time), masks.read(time)
        output, new = walk.call(current, states)
        shown = _choose(mask, nest.flatten(output), zeros if walk.zero_masked else nest.flatten(before))
        keep_shapes(states, new)
        kept = _choose(mask, nest.flatten(new), nest.flatten(states))
        arrays = write(time, arrays, shown)
        return (time + 1, arrays, shown, *nest.pack_sequence_as(new, kept))

    start = (time, outputs, zeros) if masks is not None else (time, outputs)
    # a variable among the states was read in the loop's scope; today's loop reads it before it opens that
    with compat_v1.name_scope(compat_v1.get_default_graph().unique_name("while", mark_as_used=False) + "/"):
        states = [nest.map_structure(ops.convert_to_tensor, state) for state in walk.initial]
    final = compat_v1.while_loop(
        lambda time, *_: time < length,
        step if masks is None else step_masked,
        (*start, *states),
        maximum_iterations=most,
        parallel_iterations=32,
        swap_memory=True,
    )
    stacked = [array.stack() for array in final[1]]
    last = [part[-1] for part in stacked]
    pack = nest.pack_sequence_as
    return pack(output_at_zero, last), pack(output_at_zero, stacked), final[len(start) :]


def _swap(tensor: Any) -> Any:
    """Batch and time exchanged."""
    axes = list(range(len(tensor.shape)))
    axes[:2] = 1, 0
    return array_ops.transpose(tensor, axes)


def _expand(mask: Any, tensor: Any, fixed: int = 1) -> Any:
    """The mask repeated to the shape of `tensor`, of which it has the first axes."""
    for _ in range(len(tensor.shape) - len(mask.shape)):
        mask = array_ops.expand_dims(mask, -1)
    return array_ops.tile(mask, [1] * fixed + tensor.shape.as_list()[fixed:])


def _choose(mask: Any, shown: Any, hidden: Any) -> tuple[Any, ...]:
    masks = [_expand(mask, part) for part in shown]
    return tuple(array_ops.where(*parts) for parts in zip(masks, shown, hidden, strict=True))
