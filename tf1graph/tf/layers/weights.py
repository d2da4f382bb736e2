"""What a layer keeps account of: its variables, its losses, its updates (keras/engine/base_layer.py of 1.15.5)."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterator
from typing import Any

import numpy as np

from tf1graph.tf._private import compat_v1, ops


class Accounts:
    """The lists of a layer, and how they are read."""

    trainable: bool

    @property
    def name(self) -> str:
        raise NotImplementedError

    def __init__(self) -> None:
        self._trainable_weights: list[Any] = []
        self._non_trainable_weights: list[Any] = []
        self._losses: list[Any] = []  # tensors, and functions that make one
        self._updates: list[Any] = []
        self._called_on: list[Any] = []  # the inputs of the call under way

    @property
    def trainable_weights(self) -> list[Any]:
        return list(self._trainable_weights) if self.trainable else []

    @property
    def non_trainable_weights(self) -> list[Any]:
        others = [] if self.trainable else self._trainable_weights
        return others + self._non_trainable_weights

    @property
    def weights(self) -> list[Any]:
        """The trainable variables, then the others."""
        return self.trainable_weights + self.non_trainable_weights

    @property
    def variables(self) -> list[Any]:
        return self.weights

    @property
    def trainable_variables(self) -> list[Any]:
        return self.trainable_weights

    @property
    def non_trainable_variables(self) -> list[Any]:
        return self.non_trainable_weights

    @property
    def losses(self) -> list[Any]:
        """The layer's losses. Those of variables are made anew, as nodes of their own, at each reading."""
        tensors = [loss for loss in self._losses if not callable(loss)]
        made = [_unconditional(loss()) for loss in self._losses if callable(loss)]
        return tensors + [loss for loss in made if loss is not None]

    @property
    def updates(self) -> list[Any]:
        """The ops to run beside training; none where the layer is not trainable."""
        return list(self._updates) if self.trainable else []

    def add_update(self, updates: Any, inputs: Any = None) -> None:
        """Note ops that training is to run beside the optimiser's; in a graph they go to `UPDATE_OPS`.

        Args:
          updates: ops, tensors, variables, or functions that make them, which are called at once; one or a list.
          inputs: unused; whether an update depends on an input is found out.
        """
        del inputs
        for update in updates if isinstance(updates, list | tuple) else [updates]:
            made = update() if callable(update) else update
            op = made if isinstance(made, compat_v1.Operation) else getattr(made, "op", None)
            op = ops.convert_to_tensor(made).op if op is None else op
            op._unconditional_update = not _reaches(self._called_on, [op])
            self._updates.append(op)

    def get_losses_for(self, inputs: Any) -> list[Any]:
        """The losses that depend on the tensor or tensors `inputs`; with None, those that depend on no input."""
        losses = self.losses
        if inputs is None:
            return [loss for loss in losses if getattr(loss, "_unconditional_loss", False)]
        conditional = [loss for loss in losses if not getattr(loss, "_unconditional_loss", False)]
        return [loss for loss in conditional if _reaches(compat_v1.nest.flatten(inputs), [loss.op])]

    def get_updates_for(self, inputs: Any) -> list[Any]:
        """The updates that depend on the tensor or tensors `inputs`; with None, those that depend on no input."""
        if inputs is None:
            return [update for update in self.updates if update._unconditional_update]
        conditional = [update for update in self.updates if not update._unconditional_update]
        return [update for update in conditional if _reaches(compat_v1.nest.flatten(inputs), [update])]

    def count_params(self) -> int:
        """How many numbers the layer's variables hold.

        Raises:
          ValueError: the layer has no variables yet.
        """
        if not getattr(self, "built", False):
            raise ValueError(
                f"You tried to call `count_params` on {self.name}, but the layer isn't built. "
                f"You can build it manually via: `{self.name}.build(batch_input_shape)`."
            )
        return sum(math.prod(weight.shape.as_list()) for weight in self.weights)

    def get_weights(self) -> list[Any]:
        """The values of the variables as arrays, read in the default session."""
        return _session().run(self.weights) if self.weights else []

    def set_weights(self, weights: list[Any]) -> None:
        """Assign arrays to the variables, in the order of `weights`, in the default session.

        Raises:
          ValueError: the number of arrays or a shape is not that of the variables.
        """
        if len(self.weights) != len(weights):
            raise ValueError(
                f'You called `set_weights(weights)` on layer "{self.name}" with a  weight list of length '
                f"{len(weights)}, but the layer was expecting {len(self.weights)} weights. "
                f"Provided weights: {str(weights)[:50]}..."
            )
        feed = {}
        assignments = []
        for variable, given in zip(self.weights, weights, strict=True):
            value = np.asarray(given, variable.dtype.base_dtype.as_numpy_dtype)
            if not variable.shape.is_compatible_with(value.shape):
                raise ValueError(
                    f"Layer weight shape {variable.shape} not compatible with provided weight shape {value.shape}"
                )
            fed = compat_v1.placeholder(variable.dtype.base_dtype, value.shape)
            assignments.append(variable.assign(fed))
            feed[fed] = value
        _session().run(assignments, feed)

    def _note_losses(self, losses: Any, inputs: Any) -> list[Any]:
        """Keep losses for `losses`, and return those that there are now."""
        now = []
        for loss in compat_v1.nest.flatten(losses):
            if callable(loss):
                made = _unconditional(loss(), inputs is None)
                self._losses.append(loss)
            elif loss is not None:
                made = _unconditional(loss, inputs is None)
                self._losses.append(made)
            else:
                continue
            now += [] if made is None else [made]
        return now

    @contextlib.contextmanager
    def _noting_calls(self, inputs: Any) -> Iterator[None]:
        """Keep the inputs of a call while it lasts: an update that comes of them depends on them."""
        before, self._called_on = self._called_on, compat_v1.nest.flatten(inputs)
        try:
            yield
        finally:
            self._called_on = before


def _unconditional(loss: Any, unconditional: bool = True) -> Any:
    """The loss as a tensor that knows whether it depends on no input."""
    if loss is None:
        return None
    tensor = loss if isinstance(loss, compat_v1.Tensor) else ops.convert_to_tensor(loss, dtype=compat_v1.float32)
    tensor._unconditional_loss = unconditional
    return tensor


def _session() -> Any:
    session = compat_v1.get_default_session()
    if session is None:
        raise ValueError("Weights are read and set in the default session: do it inside `with tf.Session():`.")
    return session


def _reaches(inputs: list[Any], targets: list[Any]) -> bool:
    """Whether one of the ops `targets` can be reached from one of the tensors `inputs`."""
    wanted = set(targets)
    seen: set[Any] = set()
    queue = [tensor.op for tensor in inputs if hasattr(tensor, "op")]
    while queue:
        op = queue.pop()
        if op in wanted:
            return True
        if op not in seen:
            seen.add(op)
            queue += [consumer for output in op.outputs for consumer in output.consumers()]
    return False
