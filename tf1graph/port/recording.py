"""Runs a program for a few steps and records what it computes: `python -m tf1graph.port.recording WORLD OUT STEPS …`.

WORLD is `old`, in which the program runs as TensorFlow 1's under `tf1graph run`, or `new`, plain Python. What comes by
chance comes the same in both: NumPy, `random` and the system begin from fixed seeds, and ops without any seed get one
from the number of such ops before them in their graph.
"""

from __future__ import annotations

import os
import random
import runpy
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

from tf1graph.port.recorder import Recorder

SEED = 20171231
MODULE = "-m"  # before the name of a module


def fix_chance() -> None:
    """Let whatever asks for entropy get the same in each process, and give seeds to ops that have none."""
    import numpy as np
    import tensorflow.compat.v1 as tf

    random.seed(0)
    np.random.seed(0)
    seed_python, seed_numpy, draw = random.seed, np.random.seed, np.random.randint

    def seed(value: Any = None) -> None:
        seed_numpy(0 if value is None else value)  # TensorFlow 1's MNIST asks for entropy

    def randint(*args: Any, **kwargs: Any) -> Any:
        # Keras draws the seed of an op that has none; without it the op is seeded as all others.
        return None if is_called_from("keras", "backend", "chance.py") else draw(*args, **kwargs)

    np.random.seed = seed  # type: ignore[assignment]
    np.random.randint = randint
    random.seed = lambda a=0, *version: seed_python(0 if a is None else a, *version)
    entropy = Entropy()
    os.urandom = entropy.bytes  # environments of gym
    random._urandom = entropy.bytes  # type: ignore[attr-defined]  # generators of NumPy
    seed_ops(tf)


class Entropy:
    """What the system gives by chance: the same for who asks from the same functions for the same time."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}

    def bytes(self, size: int) -> bytes:
        """`size` bytes."""
        frame: FrameType | None = sys._getframe(1)
        asking: list[str] = []
        while frame is not None and len(asking) < 3:
            name = frame.f_code.co_name
            asking.append(f"{os.path.basename(frame.f_code.co_filename)}:{name}")
            frame = None if name == "<module>" else frame.f_back  # who runs the program is another in the two worlds
        key = " ".join(asking)
        self.counts[key] = self.counts.get(key, 0) + 1
        return random.Random(f"{SEED} {key} {self.counts[key]}").randbytes(size)


def seed_ops(tf: Any) -> None:
    """Seed the ops without a seed by counting them."""
    # by its name: `tf1graph.tf` must not be loaded into a program that stands on TensorFlow alone
    module: Any = sys.modules["tensorflow.python.framework.random_seed"]
    inner = module.get_seed
    counts: dict[int, int] = {}

    def get_seed(op_seed: Any) -> Any:
        found = inner(op_seed)
        if found[0] is not None or found[1] is not None or is_asked_directly():
            return found
        place = 0 if tf.executing_eagerly() else id(tf.get_default_graph())
        counts[place] = counts.get(place, 0) + 1
        return SEED, counts[place]

    get_seed.__wrapped__ = getattr(inner, "__wrapped__", inner)  # type: ignore[attr-defined]
    module.get_seed = get_seed


def is_asked_directly() -> bool:
    """Whether the program, or MNIST's data set, asks for a seed, and no op does."""
    frame = sys._getframe(2)
    body = frame.f_code.co_filename.endswith(os.path.join("tf1graph", "tf", "_seeds.py"))
    return bool(body and frame.f_back and frame.f_back.f_code.co_name != "choose")


def is_called_from(*place: str) -> bool:
    """Whether the caller's caller stands in that file of this package."""
    return sys._getframe(2).f_code.co_filename.endswith(os.path.join("tf1graph", *place))


def main(argv: Sequence[str]) -> int:
    """Run what the command line says."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    world_name, out, steps, seconds, program, *arguments = argv
    recorder = Recorder(Path(out), int(steps))

    def stop(*what: Any) -> None:
        recorder.end()

    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, float(seconds))
    begin = (begin_old if world_name == "old" else begin_new)(recorder)
    try:
        code = begin(program, arguments)
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
        if code and not isinstance(ended.code, int):
            print(ended.code, file=sys.stderr)
    if code == 0:
        recorder.write()
    return code


Begin = Callable[[str, Sequence[str]], int]


def begin_old(recorder: Recorder) -> Begin:
    """Runs a program as `tf1graph run` does."""

    def begin(program: str, arguments: Sequence[str]) -> int:
        from tf1graph.era.python2 import modules
        from tf1graph.run import main as running
        from tf1graph.run.world import World, WorldSettings
        from tf1graph.tf import _private  # noqa: F401  opened before its seeds are watched

        modules.MODULES.pop("random")  # Python 2 drew other integers, and chance is to be the same
        if program.endswith(".ipynb"):
            return run_cells(program, recorder, WorldSettings())
        world = World(WorldSettings())
        world.enter()
        watch(recorder)
        if program == MODULE:
            return running.run_module(world, arguments[0], arguments[1:])
        return running.run_script(world, program, arguments)

    return begin


def begin_new(recorder: Recorder) -> Begin:
    """Runs a program as plain Python does."""

    def begin(program: str, arguments: Sequence[str]) -> int:
        if program.endswith(".ipynb"):
            return run_cells(program, recorder)
        watch(recorder)
        if program == MODULE:
            sys.argv[:] = ["", *arguments[1:]]
            sys.path[0] = os.getcwd()
            runpy.run_module(arguments[0], run_name="__main__", alter_sys=True)
            return 0
        sys.argv[:] = [program, *arguments]
        sys.path[0] = os.path.dirname(os.path.abspath(program))
        runpy.run_path(program, run_name="__main__")
        return 0

    return begin


def watch(recorder: Recorder) -> None:
    """Record from now on."""
    fix_chance()
    recorder.install()


def run_cells(path: str, recorder: Recorder, settings: Any = None) -> int:
    """Run the cells of a notebook in this process, in its folder, under TensorFlow 1 where there are `settings`."""
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    from tf1graph.run import magics, notebook

    book = notebook.read(path)
    is_python2 = settings is not None and notebook.is_python2(book, path)
    os.chdir(os.path.dirname(os.path.abspath(path)))
    sys.path[0] = ""

    class Shell(InteractiveShell):
        def enable_gui(self, gui: Any = None) -> None:
            """Open no window."""

    shell = Shell.instance(config=Config({"HistoryManager": {"enabled": False}}))
    if settings is None:
        magics.register(shell, lambda: None)  # an extension that is not installed stops neither of the two
    else:
        from tf1graph.run.kernel import Kernel

        Kernel(shell, settings, is_python2).enter()
    watch(recorder)
    for cell in notebook.code_cells(book):
        result = shell.run_cell(cell.source)
        error = result.error_before_exec or result.error_in_exec
        if isinstance(error, SystemExit):
            raise error
        if error is not None:
            traceback.print_exception(error)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
