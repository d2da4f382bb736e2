"""`tf.contrib.checkpoint.NumpyState`: arrays that are saved in checkpoints by object."""

from __future__ import annotations

import io
from typing import Any

import numpy as np

from tf1graph.tf._private import compat_v1, trackable
from tf1graph.tf.names import provide


@provide(
    "tf.contrib.checkpoint.NumpyState",
    fidelity="approximate",
    today="tf.train.experimental.PythonState",
    gone="2.0",
    note="its arrays are in the checkpoints of both; nothing of it is in a graph",
)
class NumpyState(trackable.Trackable):
    """Takes NumPy arrays as attributes, saves them, and makes those attributes when it is restored.

    Restoring takes place at once, in a graph too.
    """

    def _lookup_dependency(self, name: str, cached_dependencies: Any = None) -> Any:
        """The array of that name; an empty one, which is about to be filled, where there is none."""
        found = super()._lookup_dependency(name, cached_dependencies)
        if found is None:
            found = _Array(np.array([]))
            self._self_unconditional_checkpoint_dependencies.append(trackable.TrackableReference(name, found))
            self._self_unconditional_dependency_names[name] = found
            super().__setattr__(name, found)
        return found

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        return found.array if isinstance(found, _Array) else found

    def __setattr__(self, name: str, value: Any) -> None:
        """Keep an array.

        Raises:
          NotImplementedError: it is none.
        """
        if isinstance(value, np.ndarray | np.generic):
            self._maybe_initialize_trackable()
            self._lookup_dependency(name).array = value
            return
        if not name.startswith(("_self_", "_update_uid")):  # which are the base class's own
            raise NotImplementedError(
                f"Assigned {value} to the {name} property of {type(self).__name__}, which is not a NumPy array; "
                "assign an array, or keep other objects beside it in the tf.train.Checkpoint."
            )
        super().__setattr__(name, value)


class _Array(compat_v1.train.experimental.PythonState):
    """An array in the form of NumPy's files."""

    def __init__(self, array: Any):
        self.array = array

    def serialize(self) -> bytes:
        file = io.BytesIO()
        np.save(file, self.array, allow_pickle=False)
        return file.getvalue()

    def deserialize(self, string_value: bytes) -> None:
        self.array = np.load(io.BytesIO(string_value), allow_pickle=False)
