"""Runs a program for a few steps and records what it computes: `python -m tf1graph.port.recording WORLD OUT STEPS …`.

WORLD is `old`, in which the program runs as TensorFlow 1's under `tf1graph run`, or `new`, plain Python. Ops without
any seed get one from the number of such ops before them in their graph, which is the same for both.
"""

from __future__ import annotations

import json
import os
import random
import runpy
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

SEED = 20171231
TRIES = 40  # runs after which variables that have no value yet are given up
MOST = 200_000_000  # bytes of values that are kept


class Recorder:
    """Watches the sessions of this process.

    Args:
      folder: where the record goes.
      steps: the runs of sessions, with variables initialised, after which the program is ended.
    """

    def __init__(self, folder: Path, steps: int):
        self.folder, self.steps = folder, steps
        self.graphs: list[Any] = []
        self.values: dict[str, Any] = {}
        self.kept = 0
        self.scalars: list[tuple[str, float]] = []
        self.tries = self.done = 0
        self.sessions: dict[int, Any] = {}
        self.inside = False
        self.original: Callable[..., Any] | None = None

    def install(self) -> None:
        """Watch `Session.run`, and seed the ops without a seed."""
        import numpy as np
        import tensorflow.compat.v1 as tf

        seed_numpy = np.random.seed

        def seed(value: Any = None) -> None:
            seed_numpy(0 if value is None else value)  # TensorFlow 1's MNIST asks for entropy

        np.random.seed = seed  # type: ignore[assignment]
        random.seed(0)
        np.random.seed(0)
        base = tf.Session.__mro__[1]
        self.original = base.run
        recorder = self

        def run(session: Any, fetches: Any, *args: Any, **kwargs: Any) -> Any:
            assert recorder.original is not None
            result = recorder.original(session, fetches, *args, **kwargs)
            if not recorder.inside:
                recorder.saw(session, fetches, result)
            return result

        base.run = run
        self._seed(tf)

    def _seed(self, tf: Any) -> None:
        # by its name: `tf1graph.tf` must not be loaded into a program that stands on TensorFlow alone
        module: Any = sys.modules["tensorflow.python.framework.random_seed"]
        inner = module.get_seed
        counts: dict[int, int] = {}

        def get_seed(op_seed: Any) -> Any:
            found = inner(op_seed)
            if found[0] is not None or found[1] is not None or tf.executing_eagerly() or is_asked_directly():
                return found
            graph = tf.get_default_graph()
            counts[id(graph)] = counts.get(id(graph), 0) + 1
            return SEED, counts[id(graph)]

        get_seed.__wrapped__ = getattr(inner, "__wrapped__", inner)  # type: ignore[attr-defined]
        module.get_seed = get_seed

    def saw(self, session: Any, fetches: Any, result: Any) -> None:
        """Take what a run of a session gave."""
        self.inside = True
        try:
            number = self._number(session)
            started = any(name.startswith(f"{number}/") for name in self.values)
            if self.tries < TRIES:
                self.tries += 1
                self._take_values(session, number, "first")
            self.scalars += [(name, value) for name, value in scalars_of(fetches, result)]
            self.done += started or not session.graph.get_collection("variables")
        finally:
            self.inside = False
        if self.done >= self.steps:
            self.end()

    def _number(self, session: Any) -> int:
        if not any(graph is session.graph for graph in self.graphs):
            self.graphs.append(session.graph)
        number = next(number for number, graph in enumerate(self.graphs) if graph is session.graph)
        self.sessions[number] = session
        return number

    def _take_values(self, session: Any, number: int, when: str) -> None:
        waiting = [
            variable
            for variable in session.graph.get_collection("variables")
            if f"{number}/{when}/{variable.op.name}" not in self.values
        ]
        for group in [waiting, *([variable] for variable in waiting)]:
            try:
                assert self.original is not None
                found = self.original(session, group)
            except Exception:  # not initialised yet, or of a session that was closed
                if when == "last" or len(waiting) > 100:
                    return
                continue
            for variable, value in zip(group, found, strict=True):
                if getattr(value, "dtype", None) is not None and value.dtype != object and self.kept < MOST:
                    self.kept += value.nbytes
                    self.values[f"{number}/{when}/{variable.op.name}"] = value
            if group is waiting:
                return

    def end(self) -> None:
        """Write the record and end the process, whatever the program would do with an exception."""
        self.write()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)

    def write(self) -> None:
        """Write the record: the graphs, the values of variables before and after, and every scalar that was fetched."""
        import numpy as np

        self.inside = True
        for number, session in self.sessions.items():
            self._take_values(session, number, "last")
        for number, graph in enumerate(self.graphs):
            (self.folder / f"graph{number}.pb").write_bytes(graph.as_graph_def().SerializeToString())
        np.savez(self.folder / "values.npz", **self.values)
        content = {"graphs": len(self.graphs), "runs": self.done, "scalars": self.scalars}
        (self.folder / "record.json").write_text(json.dumps(content))


def is_asked_directly() -> bool:
    """Whether the program, or MNIST's data set, asks for a seed, and no op does."""
    frame = sys._getframe(2)
    body = frame.f_code.co_filename.endswith(os.path.join("tf1graph", "tf", "_seeds.py"))
    return bool(body and frame.f_back and frame.f_back.f_code.co_name != "choose")


def scalars_of(fetches: Any, result: Any) -> Iterator[tuple[str, float]]:
    """The numbers with a point among what a run gave, with the names of what was fetched."""
    if isinstance(fetches, dict):
        for key in fetches:
            yield from scalars_of(fetches[key], result[key])
    elif isinstance(fetches, (list, tuple)):
        for fetch, value in zip(fetches, result, strict=False):
            yield from scalars_of(fetch, value)
    elif getattr(result, "shape", None) == () and result.dtype.kind == "f":
        yield str(getattr(fetches, "name", fetches)), float(result)


def main(argv: Sequence[str]) -> int:
    """Run what the command line says."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    world_name, out, steps, seconds, program, *arguments = argv
    recorder = Recorder(Path(out), int(steps))

    def stop(*what: Any) -> None:
        recorder.end()

    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, float(seconds))
    try:
        code = run(world_name, recorder, program, arguments)
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
        if code and not isinstance(ended.code, int):
            print(ended.code, file=sys.stderr)
    if code == 0:
        recorder.write()
    return code


def run(world_name: str, recorder: Recorder, program: str, arguments: Sequence[str]) -> int:
    """Run the program in one of the two worlds."""
    if world_name == "old":
        from tf1graph.run.main import run_script
        from tf1graph.run.world import World, WorldSettings
        from tf1graph.tf import _private  # noqa: F401  opened before its seeds are watched

        world = World(WorldSettings())
        world.enter()
        recorder.install()
        return run_script(world, program, arguments)
    recorder.install()
    sys.argv[:] = [program, *arguments]
    sys.path[0] = os.path.dirname(os.path.abspath(program))
    runpy.run_path(program, run_name="__main__")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
