"""`tf.contrib.recurrent.Recurrent`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import nest
from tf1graph.tf.names import provide

NOTE = (
    "the same values and gradients by tf.while_loop, where 1.15.5 made functions of the graph for a TPU's sake; "
    "with aligned_end and max_input_length its gradients took zeros for the first state, here it is the state"
)
Structure = Any


@provide("tf.contrib.recurrent.Recurrent", fidelity="approximate", today="tf.while_loop", gone="2.0", note=NOTE)
def Recurrent(
    theta: Structure,
    state0: Structure,
    inputs: Structure,
    cell_fn: Callable[[Structure, Structure, Structure], tuple[Structure, Structure]],
    cell_grad: Callable[..., tuple[Structure, Structure, Structure]] | None = None,
    extras: Structure = None,
    max_input_length: Any = None,
    use_tpu: bool = False,
    aligned_end: bool = False,
) -> tuple[Structure, Structure]:
    """The states after each step, stacked, and the last: `state, extras = cell_fn(theta, state, inputs[t])`.

    Args:
      theta: a structure of tensors, the weights.
      state0: a structure of tensors, the first state.
      inputs: a structure of tensors [time, …].
      cell_fn: a pure function.
      cell_grad: its gradient, of (theta, state, inputs[t], extras, gradient of the new state): the gradients of the
        first three; None to have it taken.
      extras: unused: they are what `cell_fn` gives.
      max_input_length: how many steps are taken; all where it is None. The stacked states are zeros where none is.
      use_tpu: unused.
      aligned_end: whether the last of the steps are taken, not the first.
    """
    theta, state0, inputs = (nest.map_structure(tf.convert_to_tensor, part) for part in (theta, state0, inputs))
    step = cell_fn if cell_grad is None else _with_gradient(cell_fn, cell_grad)
    first = nest.flatten(inputs)[0]
    time = tf.shape(first)[0]
    length = time if max_input_length is None else tf.cast(max_input_length, tf.int32)
    start = time - length if aligned_end else tf.constant(0)
    templates = nest.flatten(state0)
    # read from arrays: the gradient of a slice of a tensor would be sparse
    flat = [tf.TensorArray(part.dtype, size=time).unstack(part) for part in nest.flatten(inputs)]

    def take(number: Any, state: list[Any], kept: list[Any]) -> tuple[Any, ...]:
        now = [array.read(start + number) for array in flat]
        for part, whole in zip(now, nest.flatten(inputs), strict=True):
            part.set_shape(whole.shape[1:])
        now = nest.pack_sequence_as(inputs, now)
        new, _ = step(theta, nest.pack_sequence_as(state0, state), now)
        new = nest.flatten(new)
        for part, template in zip(new, templates, strict=True):
            part.set_shape(template.shape)
        return number + 1, new, [array.write(number, part) for array, part in zip(kept, new, strict=True)]

    arrays = [tf.TensorArray(part.dtype, size=length, element_shape=part.shape) for part in templates]
    _, last, kept = tf.while_loop(lambda number, *_: number < length, take, [tf.constant(0), templates, arrays])
    stacked = [_placed(array.stack(), start, time) for array in kept]
    for part, template in zip(stacked, templates, strict=True):
        part.set_shape(first.shape[:1].concatenate(template.shape))
    return nest.pack_sequence_as(state0, stacked), nest.pack_sequence_as(state0, last)


def _placed(steps: Any, start: Any, time: Any) -> Any:
    """The states of the steps that were taken, among zeros for the others."""
    sizes = tf.shape(steps)
    after = time - start - sizes[0]
    before, behind = (tf.zeros(tf.concat([[count], sizes[1:]], 0), dtype=steps.dtype) for count in (start, after))
    return tf.concat([before, steps, behind], 0)


def _with_gradient(cell_fn: Callable[..., Any], cell_grad: Callable[..., Any]) -> Callable[..., Any]:
    """`cell_fn` with its own gradient, without extras."""

    def step(theta: Structure, state: Structure, now: Structure) -> tuple[Structure, list[Any]]:
        given = [theta, state, now]

        @tf.custom_gradient
        def compute(*flat: Any) -> Any:
            theta, state, now = nest.pack_sequence_as(given, flat)
            new, extras = cell_fn(theta, state, now)

            def gradient(*grads: Any) -> list[Any]:
                found = cell_grad(theta, state, now, extras, nest.pack_sequence_as(state, grads))
                parts = zip(flat, nest.flatten(found), strict=True)
                return [tf.zeros_like(tensor) if grad is None else grad for tensor, grad in parts]

            return nest.flatten(new), gradient

        new = compute(*nest.flatten(given))
        return nest.pack_sequence_as(state, new if isinstance(new, list | tuple) else [new]), []

    return step
