"""`gym.wrappers.Monitor` as it was until gym 0.21: the files that tell the length and the reward of each episode.

Videos are not made: since gym 0.26 an environment draws only what it was made to draw, which is said where a program
asks for them.
"""

from __future__ import annotations

import functools
import importlib
import itertools
import json
import os
import sys
import time
import weakref
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from tf1graph.files import replaced

PREFIX = "openaigym"
TYPES = {"training": "t", "evaluation": "e"}
_numbers = itertools.count()


class Statistics:
    """What is known of the episodes so far: `episode_lengths`, `episode_rewards`, `timestamps`, `total_steps`, …"""

    def __init__(self, path: str, errors: Any, name: str):
        self.path, self.errors, self.name = path, errors, name
        self.initial_reset_timestamp: float | None = None
        self.episode_lengths: list[int] = []
        self.episode_rewards: list[float] = []
        self.episode_types: list[str] = []
        self.timestamps: list[float] = []
        self.type = "t"
        self.steps: int | None = None  # of this episode, as its rewards
        self.rewards: Any = 0
        self.total_steps = 0
        self.done: bool | None = None

    def before_reset(self) -> None:
        """An episode may begin.

        Raises:
          gym.error.Error: there is one already.
        """
        if self.done is False and self.steps:
            raise self.errors.Error(
                f"The episode of {self.name} is not over: while a Monitor records it, reset() comes after the end."
            )
        self.done = False
        if self.initial_reset_timestamp is None:
            self.initial_reset_timestamp = time.time()

    def after_reset(self) -> None:
        """An episode has begun."""
        self.steps, self.rewards = 0, 0
        self.episode_types.append(self.type)

    def before_step(self) -> None:
        """A step may be made.

        Raises:
          gym.error.ResetNeeded: there is no episode.
        """
        if self.done or self.steps is None:
            raise self.errors.ResetNeeded(
                f"There is no episode of {self.name}: while a Monitor records it, call reset() before step()."
            )

    def after_step(self, reward: Any, done: bool) -> None:
        """A step was made."""
        self.steps = (self.steps or 0) + 1
        self.total_steps += 1
        self.rewards += reward
        self.done = done
        if done:
            self.episode_lengths.append(self.steps)
            self.episode_rewards.append(float(self.rewards))
            self.timestamps.append(time.time())


class Record:
    """The files of one Monitor in a folder.

    Raises:
      gym.error.Error: there are files of another already, and neither `force`, which removes them, nor `resume`.
    """

    def __init__(
        self,
        module: Any,
        env: Any,
        directory: Any,
        video_callable: Callable[[int], bool] | bool | None = None,
        force: bool = False,
        resume: bool = False,
        write_upon_reset: bool = False,
        uid: Any = None,
        mode: str | None = None,
    ):
        folder = Path(os.path.abspath(directory))
        folder.mkdir(parents=True, exist_ok=True)
        if force:
            for path in folder.glob(f"{PREFIX}.*"):
                path.unlink()
        elif not resume and any(folder.glob(f"{PREFIX}.manifest.*")):
            raise module.error.Error(
                f"{directory} has files of another Monitor: name another folder, or write force=True, "
                "which removes them, or resume=True."
            )
        if video_callable is not False:
            print(
                f"tf1graph: the Monitor in {directory} writes what became of each episode, no video.", file=sys.stderr
            )
        infix = f"{next(_numbers)}.{uid or os.getpid()}"
        spec = getattr(env, "spec", None)
        self.directory = str(folder)
        self.write_upon_reset = write_upon_reset
        self.info = {"gym_version": module.__version__, **({"env_id": spec.id} if spec else {})}
        self.manifest = folder / f"{PREFIX}.manifest.{infix}.manifest.json"
        stats = folder / f"{PREFIX}.episode_batch.{infix}.stats.json"
        self.statistics = Statistics(str(stats), module.error, self.info.get("env_id", "the environment"))
        if mode is not None:
            self.statistics.type = TYPES[mode]

    def after_reset(self) -> None:
        """An episode has begun."""
        self.statistics.after_reset()
        if self.write_upon_reset:
            self.write()

    def write(self) -> None:
        """Write the two files."""
        known = self.statistics
        names = ("initial_reset_timestamp", "timestamps", "episode_lengths", "episode_rewards", "episode_types")
        _write(Path(known.path), {name: getattr(known, name) for name in names})
        _write(self.manifest, {"stats": os.path.basename(known.path), "videos": [], "env_info": self.info})


def _write(path: Path, content: dict[str, Any]) -> None:
    if path.parent.is_dir():  # a program may have removed it before its end
        with replaced(path) as temporary:
            temporary.write_text(json.dumps(content), encoding="utf-8")


@functools.cache
def monitor_class(module: Any) -> type:
    """`Monitor`, for the environments of the `gym` that the module is."""

    base: Any = module.Wrapper

    class Monitor(base):
        """An environment that notes what becomes of its episodes, until `close`.

        Args:
          directory: for the files, made if it is missing.
          video_callable: False where no videos are wanted, which are not made in any case.
          force: remove the files of another Monitor there.
          resume: leave them.
          write_upon_reset: write the files at each reset too.
          uid: stands in the files' names, in place of the process's number.
          mode: "training" or "evaluation".
        """

        def __init__(self, env: Any, directory: Any, *args: Any, **keywords: Any):
            super().__init__(env)
            self.record = Record(module, env, directory, *args, **keywords)
            self.stats_recorder, self.directory = self.record.statistics, self.record.directory
            self.videos: list[Any] = []
            self.enabled, self.episode_id = True, 0
            self.finish = weakref.finalize(self, self.record.write)  # which the end of the program does otherwise

        def step(self, action: Any) -> Any:
            if not self.enabled:
                return self.env.step(action)
            self.stats_recorder.before_step()
            found = self.env.step(action)
            self.stats_recorder.after_step(found[1], found[2])
            return found

        def reset(self, **keywords: Any) -> Any:
            if not self.enabled:
                return self.env.reset(**keywords)
            self.stats_recorder.before_reset()
            observation = self.env.reset(**keywords)
            self.record.after_reset()
            self.episode_id += 1
            return observation

        def close(self) -> None:
            super().close()
            self.enabled = False
            self.finish()

        def seed(self, seed: Any = None) -> Any:
            return self.env.seed(seed)

        def get_total_steps(self) -> int:
            return self.stats_recorder.total_steps

        def get_episode_rewards(self) -> list[float]:
            return self.stats_recorder.episode_rewards

        def get_episode_lengths(self) -> list[int]:
            return self.stats_recorder.episode_lengths

    return Monitor


class Started:
    """`env.monitor` of before gym 0.7, whose `start` has the environment itself note its episodes."""

    def __init__(self, module: Any, env: Any):
        self.module, self.env = module, env
        self.record: Record | None = None

    def start(self, directory: Any, *args: Any, **keywords: Any) -> None:
        """Note the episodes, with the arguments of `Monitor`."""
        self.record = Record(self.module, self.env, directory, *args, **keywords)
        self.finish = weakref.finalize(self, self.record.write)

    def close(self) -> None:
        """Write the files."""
        if self.record is not None:
            self.record = None
            self.finish()


def wrappers(module: ModuleType) -> dict[str, Any]:
    """The names of `gym.wrappers` that the program finds otherwise, or of what had them before."""
    if hasattr(module, "Monitor"):
        return {}
    return {"Monitor": monitor_class(importlib.import_module(module.__name__.partition(".")[0]))}
