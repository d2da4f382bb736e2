"""`tf.contrib.checkpoint.split_dependency`: one variable that is saved as several."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any

from tf1graph.tf._private import compat_v1, saver, trackable
from tf1graph.tf.names import provide

Buffer = dict[str, Any]
Builder = saver.BaseSaverBuilder


@provide(
    "tf.contrib.checkpoint.split_dependency",
    fidelity="approximate",
    gone="2.0",
    note="the names and values in checkpoints are those of 1.15.5",
)
def split_dependency(
    component_names: Sequence[str],
    component_dtypes: Sequence[Any],
    fill_save_buffer_fn: Callable[[Buffer], Any],
    consume_restore_buffer_fn: Callable[[Buffer], Any],
    device: Any,
) -> dict[str, Any]:
    """Objects to be saved one by one, which together are something else; by their names.

    Args:
      component_names, component_dtypes: of the parts.
      fill_save_buffer_fn: puts the parts' tensors by name into the dictionary that it is given.
      consume_restore_buffer_fn: gives an op that restores the whole from such a dictionary.
      device: where they are saved and restored.
    """
    parts = _Parts(len(component_names), fill_save_buffer_fn, consume_restore_buffer_fn)
    about = zip(component_names, component_dtypes, strict=True)
    return {name: _Part(parts, name, dtype, device) for name, dtype in about}


class _Parts:
    """What the parts of one thing share: tensors that are not taken yet, and those that have come back so far."""

    def __init__(self, count: int, fill: Callable[[Buffer], Any], consume: Callable[[Buffer], Any]):
        self._count, self._fill, self._consume = count, fill, consume
        self._saved: Buffer = {}
        self._restored: Buffer = {}

    def save(self, name: str) -> Any:
        if name not in self._saved:
            if self._saved:
                raise AssertionError(f"Split dependency {name} unsynchronized. All of them must be saved together.")
            self._fill(self._saved)
        return self._saved.pop(name)

    def restore(self, name: str, tensor: Any) -> Any:
        if name in self._restored:
            raise AssertionError(f"Split dependency {name} unsynchronized. All of them must be restored together.")
        self._restored[name] = tensor
        if len(self._restored) < self._count:
            return compat_v1.no_op()
        op = self._consume(self._restored)
        self._restored.clear()
        return op


class _Part(trackable.Trackable):
    """One part, like a variable."""

    def __init__(self, parts: _Parts, name: str, dtype: Any, device: Any):
        self._parts, self._name, self._dtype, self._device = parts, name, dtype, device

    def _gather_saveables_for_checkpoint(self) -> dict[str, Any]:
        make = functools.partial(_PartSaveable, self._parts, self._name, self._dtype, self._device)
        return {trackable.VARIABLE_VALUE_KEY: make}


class _PartSaveable(saver.BaseSaverBuilder.SaveableObject):
    def __init__(self, parts: _Parts, part: str, dtype: Any, device: Any, name: str):
        self._restore = functools.partial(parts.restore, part)
        save = functools.partial(parts.save, part)
        super().__init__(save, [Builder.SaveSpec(save, "", name, dtype, device)], name)

    def restore(self, restored_tensors: Sequence[Any], restored_shapes: Any) -> Any:
        return self._restore(restored_tensors[0])
