"""Which of the exports in a folder stay."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, NamedTuple

from tf1graph import tf


class Path(NamedTuple):
    """A folder, and the number that is its name."""

    path: str
    export_version: Any


Choice = Callable[[list[Path]], list[Path]]


def _largest_export_versions(n: int) -> Choice:
    """Chooses the `n` with the largest numbers."""

    def keep(paths: list[Path]) -> list[Path]:
        numbered = [path for path in paths if path.export_version is not None]
        return sorted(sorted(numbered, key=lambda path: path.export_version)[max(len(numbered) - n, 0) :])

    return keep


def _one_of_every_n_export_versions(n: int) -> Choice:
    """Chooses the largest number of each `n` that follow one another."""

    def keep(paths: list[Path]) -> list[Path]:
        chosen: dict[int, Path] = {}
        for path in paths:
            if path.export_version is not None:
                place = (path.export_version - 1) // n if path.export_version else 0
                if place not in chosen or chosen[place].export_version < path.export_version:
                    chosen[place] = path
        return sorted(chosen.values())

    return keep


def _mod_export_version(n: int) -> Choice:
    """Chooses the multiples of `n`."""
    return lambda paths: sorted(path for path in paths if path.export_version % n == 0)


def _union(lf: Choice, rf: Choice) -> Choice:
    """Chooses what either does."""
    return lambda paths: sorted({*lf(paths), *rf(paths)})


def _negation(f: Choice) -> Choice:
    """Chooses what `f` does not."""
    return lambda paths: sorted(set(paths) - set(f(paths)))


def _get_paths(base_dir: Any, parser: Callable[[Path], Path | None]) -> list[Path]:
    """The paths in a folder for which `parser` finds a number."""
    folder = tf.compat.as_str_any(base_dir)
    names = [tf.compat.as_str_any(name).rstrip("/") for name in tf.gfile.ListDirectory(folder)]
    return sorted(filter(None, (parser(Path(os.path.join(folder, name), None)) for name in names)))


def delete_older(folder: Any, kept: int) -> None:
    """Delete the exports in a folder but for the `kept` latest; an export's name is the time, of ten digits."""

    def version(path: Path) -> Path | None:
        name = os.path.basename(path.path)
        return path._replace(export_version=int(name)) if len(name) == 10 and name.isdigit() else None

    for path in _negation(_largest_export_versions(kept))(_get_paths(folder, version)):
        try:
            tf.gfile.DeleteRecursively(path.path)
        except tf.errors.NotFoundError as error:
            tf.logging.warn("Can not delete %s recursively: %s", path.path, error)
