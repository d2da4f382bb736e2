"""Which files build into one graph: a program is its own file and what it imports, however far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Traits:
    """What a file tells of its graph.

    Attributes:
      has_names: whether it names TensorFlow or Keras at all.
      needs_ours: whether it needs `tf1graph`, so that the graph is TensorFlow 1's.
      imports: the files of the project that it imports.
    """

    has_names: bool = False
    needs_ours: bool = False
    imports: tuple[Path, ...] = ()


NO_TRAITS = Traits()


def mixed(traits: Mapping[Path, Traits]) -> frozenset[Path]:
    """The files whose graph is TensorFlow 1's for the sake of another file.

    Files that one program imports build into its graph, and so do those of another program that shares one of them. A
    module that names neither TensorFlow nor Keras, as one that reads data, connects nothing that does not import it.
    """
    leader: dict[Path, Path] = {path: path for path in traits}

    def find(path: Path) -> Path:
        while leader[path] != path:
            leader[path] = leader[leader[path]]
            path = leader[path]
        return path

    for path in traits:
        together = [find(one) for one in sorted(reached(path, traits)) if traits[one].has_names]
        for one in together:
            leader[one] = together[0]
    needing = {find(path) for path, one in traits.items() if one.needs_ours}
    return frozenset(
        path for path, one in traits.items() if one.has_names and not one.needs_ours and find(path) in needing
    )


def reached(path: Path, traits: Mapping[Path, Traits]) -> set[Path]:
    """A file and all that it imports."""
    found = {path}
    waiting = [path]
    while waiting:
        for other in traits[waiting.pop()].imports:
            if other in traits and other not in found:
                found.add(other)
                waiting.append(other)
    return found
