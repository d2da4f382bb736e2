"""Checkpoints with everything that a run needs to go on as if it had never stopped.

TensorFlow's Saver keeps the variables, the optimiser's slots among them. `model.ckpt-<step>.npz` beside it keeps
the rest: the random states of NumPy and Python, the position in the data, and what was measured so far. It is
written first, so that a checkpoint that the Saver has announced is whole; one without the other does not count.
"""

from __future__ import annotations

import math
import random
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from tf1graph import tf
from tf1graph.errors import CannotResume
from tf1graph.files import replaced
from tf1graph.tutorials.runs import writing

PREFIX = "model.ckpt"
KEPT = 3  # newest checkpoints kept; two are needed to survive a damaged one

Arrays = dict[str, np.ndarray]


@dataclass
class Progress:
    """What a run has got so far; it grows with each step.

    `losses` and `accuracies` [steps] float32: of each step's batch, before its update; NaN beyond `done`.
    `history`: the numbers of each line that the tutorial printed, the first of them a step's or an epoch's.
    `bank_images`: how often the filter bank was drawn.
    """

    losses: np.ndarray
    accuracies: np.ndarray
    done: int = 0
    history: list[tuple[Any, ...]] = field(default_factory=list)
    bank_images: int = 0

    @classmethod
    def of(cls, steps: int) -> Progress:
        """No progress yet, with room for `steps`."""
        return cls(np.full(steps, np.nan, np.float32), np.full(steps, np.nan, np.float32))


class Checkpoints:
    """The checkpoints of one run. Adds the Saver's nodes to the default graph.

    Args:
      run: the run's folder.
      graph_seed: of `tf.set_random_seed`; kept with each checkpoint.
      warn: called with each sentence that the user should see.
      unit: what the run's length is given in, "steps" or "epochs".
      steps: how many steps one of these has.
    """

    def __init__(self, run: Path, graph_seed: int, warn: Callable[[str], None], unit: str = "steps", steps: int = 1):
        self.run, self.graph_seed, self.warn = run, graph_seed, warn
        self.unit, self.steps_a_unit = unit, steps
        self.saver = tf.train.Saver(max_to_keep=KEPT)

    def save(self, session: Any, progress: Progress, data: Arrays) -> None:
        """Write checkpoint `progress.done`.

        Raises:
          CannotWrite: no room; the checkpoints before it are as they were.
        """
        prefix = self.run / f"{PREFIX}-{progress.done}"
        try:
            with replaced(_state_file(prefix)) as temporary, open(temporary, "wb") as file:
                np.savez(file, allow_pickle=False, **self._state(progress, data))
            with writing(prefix):
                self.saver.save(session, str(self.run / PREFIX), global_step=progress.done)
        except BaseException:
            self._remove_leftovers()  # on a full disk the half-written 38 MB are what is in the way
            raise
        self._remove_leftovers()

    def restore(self, session: Any, steps: int) -> tuple[Progress, Arrays] | None:
        """Bring back the newest whole checkpoint: variables, random states; None where there is none.

        Returns:
          the progress, with room for `steps`, and the position in the data that was saved with it.

        Raises:
          CannotResume: the run is already beyond `steps`.
        """
        self._remove_leftovers()
        for prefix in reversed(whole_checkpoints(self.run)):
            try:
                state = _read(_state_file(prefix))
                self.saver.restore(session, str(prefix))
                progress, data = self._unpack(state, steps)
            except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, tf.errors.OpError) as error:
                if isinstance(error, CannotResume):
                    raise
                self.warn(f"{prefix} is damaged ({_first_line(error)}); trying the checkpoint before it.")
                continue
            kept = [str(found) for found in whole_checkpoints(self.run) if _step(found) <= progress.done]
            self.saver.recover_last_checkpoints(kept)
            return progress, data
        return None

    def _state(self, progress: Progress, data: Arrays) -> Arrays:
        numpy_state: Any = np.random.get_state(legacy=False)
        version, words, gauss = random.getstate()
        done = progress.done
        return {
            "step": np.int64(done),
            "graph_seed": np.int64(self.graph_seed),
            "losses": progress.losses[:done],
            "accuracies": progress.accuracies[:done],
            "history": np.array(progress.history, np.float64),
            "bank_images": np.int64(progress.bank_images),
            "numpy_key": numpy_state["state"]["key"],
            "numpy_position": np.int64(numpy_state["state"]["pos"]),
            "numpy_gauss": np.array([numpy_state["has_gauss"], numpy_state["gauss"]]),
            "python_version": np.int64(version),
            "python_words": np.array(words, np.uint64),
            "python_gauss": np.array([] if gauss is None else [gauss]),
            **{f"data/{name}": array for name, array in data.items()},
        }

    def _unpack(self, state: Arrays, steps: int) -> tuple[Progress, Arrays]:
        done = int(state["step"])
        if int(state["graph_seed"]) != self.graph_seed:
            raise ValueError(f"it was made with the graph seed {int(state['graph_seed'])}")
        if done > steps:
            made = math.ceil(done / self.steps_a_unit)
            raise CannotResume(
                f"{self.run} has already made {made} {self.unit}; give --{self.unit} {made} or more, or start "
                "a new run."
            )
        progress = Progress.of(steps)
        progress.done = done
        progress.losses[:done] = state["losses"]
        progress.accuracies[:done] = state["accuracies"]
        progress.history = [(int(step), *rest) for step, *rest in state["history"].tolist()]
        progress.bank_images = int(state["bank_images"])
        has_gauss, gauss = state["numpy_gauss"].tolist()
        words = tuple(int(word) for word in state["python_words"])
        random.setstate((int(state["python_version"]), words, next(iter(state["python_gauss"].tolist()), None)))
        np.random.set_state(
            {
                "bit_generator": "MT19937",
                "state": {"key": state["numpy_key"], "pos": int(state["numpy_position"])},
                "has_gauss": int(has_gauss),
                "gauss": gauss,
            }
        )
        return progress, {
            name.removeprefix("data/"): array for name, array in state.items() if name.startswith("data/")
        }

    def _remove_leftovers(self) -> None:
        """Remove what a write that was cut off has left, and the state of checkpoints that the Saver removed."""
        for leftover in [*self.run.glob(f"{PREFIX}-*.tempstate*"), *self.run.glob(f".{PREFIX}-*.tmp")]:
            leftover.unlink(missing_ok=True)
        for state in self.run.glob(f"{PREFIX}-*.npz"):
            if not state.with_suffix(".index").exists():
                state.unlink(missing_ok=True)


def whole_checkpoints(run: Path) -> list[Path]:
    """The prefixes `run/model.ckpt-<step>` that have all their files, the oldest first."""
    prefixes = [index.with_suffix("") for index in run.glob(f"{PREFIX}-*.index")]
    whole = [
        prefix
        for prefix in prefixes
        if re.fullmatch(r"\d+", prefix.name.removeprefix(f"{PREFIX}-"))
        and _state_file(prefix).exists()
        and any(run.glob(f"{prefix.name}.data-*"))
    ]
    return sorted(whole, key=_step)


def _step(prefix: Path) -> int:
    return int(prefix.name.removeprefix(f"{PREFIX}-"))


def _state_file(prefix: Path) -> Path:
    return prefix.with_name(prefix.name + ".npz")


def _read(path: Path) -> Arrays:
    with open(path, "rb") as file, np.load(file, allow_pickle=False) as archive:
        return {name: archive[name] for name in archive.files}


def _first_line(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0].rstrip(".")
