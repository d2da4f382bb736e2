"""`tf.contrib.checkpoint.UniqueNameTracker`."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import trackable, trackable_data_structures
from tf1graph.tf.names import provide


@provide(
    "tf.contrib.checkpoint.UniqueNameTracker",
    fidelity="approximate",
    gone="2.0",
    note="the names in checkpoints are those of 1.15.5; nothing of it is in a graph",
)
class UniqueNameTracker(trackable_data_structures.TrackableDataStructure):
    """Keeps objects for a checkpoint under names that it numbers."""

    def __init__(self) -> None:
        super().__init__()
        self._maybe_initialize_trackable()
        self._self_name_counts: dict[str, int] = {}

    @property
    def _values(self) -> list[Any]:
        return list(self._trackable_children().values())

    def track(self, trackable: Any, base_name: str) -> Any:
        """Keep an object as `base_name`, or `base_name_1` and so on where there is such a one; give it back.

        Raises:
          ValueError: it is nothing that a checkpoint saves.
        """
        _check(trackable)
        count = self._self_name_counts.get(base_name, 0)
        while self._lookup_dependency(name := f"{base_name}_{count}" if count else base_name) is not None:
            count += 1
        self._self_name_counts[base_name] = count + 1
        self._track_value(trackable, name=name)
        return trackable


def _check(thing: Any) -> None:
    if not isinstance(thing, trackable.Trackable):
        raise ValueError(f"Expected a trackable value, got {thing} which does not inherit from tf.track.Trackable.")
