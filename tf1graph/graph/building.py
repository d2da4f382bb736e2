"""Runs a program until it begins to train, and writes the graph that it has built: `load_program`'s other process.

A notebook's cells are run in this process, one after the other, in an IPython that is a TensorFlow 1 kernel.

python -m tf1graph.graph.building OUTPUT STEPS PROGRAM [arguments …]

With STEPS above 0 it trains so many steps more, and their times are recorded.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any

from tf1graph.cli import finish
from tf1graph.graph.folding import TRAINS
from tf1graph.run.notebook import SUFFIX
from tf1graph.run.world import World

GRADIENTS = re.compile(r"(^|/)gradients(_\d+)?/")


class GraphBuilt(BaseException):
    """Ends the program: it was about to train."""


class Watch:
    """Looks at what sessions are asked to run, and ends the program before the first training op.

    Args:
      output: where the graph is written.
      program: its name, for what is said of it.
      place: where a frame of the program is, as `line 3 of train.py`; "" for a frame that is none of its own.
      steps: runs of a training op whose times are recorded first; one before them, which is slow, is not.
    """

    def __init__(self, output: Path, program: str, place: Callable[[FrameType], str], steps: int = 0):
        self.output, self.program, self.place, self.steps = output, program, place, steps
        self.trained = -1  # runs that were recorded; the one before them makes it 0
        self.graphs: list[Any] = []
        self.harmless: set[tuple[int, str]] = set()
        self.stopped = False

    def install(self) -> None:
        """Stand between the program and its sessions."""
        from tf1graph.tf._private import compat_v1

        base: Any = compat_v1.Session.__base__
        run, make_callable = base.run, base._make_callable_from_options

        def watched_run(session: Any, fetches: Any, *arguments: Any, **keywords: Any) -> Any:
            trains = self.look(session.graph, _operations(session.graph, fetches))
            if trains:
                return self.record(run, session, fetches, *arguments, **keywords)
            return run(session, fetches, *arguments, **keywords)

        def watched_callable(session: Any, options: Any) -> Any:
            self.look(session.graph, _operations(session.graph, [*options.fetch, *options.target]))
            return make_callable(session, options)

        base.run, base._make_callable_from_options = watched_run, watched_callable

    def look(self, graph: Any, operations: Iterable[Any]) -> bool:
        """End the program if one of these trains; True if its times are to be recorded before that."""
        if graph not in self.graphs:
            self.graphs.append(graph)
        for operation in operations:
            key = (id(graph), operation.name)
            if key in self.harmless:
                continue
            if self.stopped or _trains(operation):
                if not self.stopped and self.trained < self.steps and self.steps:
                    return True
                self.stop(graph, operation.name)
            self.harmless.add(key)
        return False

    def record(
        self,
        run: Callable[..., Any],
        session: Any,
        fetches: Any,
        feed_dict: Any = None,
        options: Any = None,
        run_metadata: Any = None,
    ) -> Any:
        """A run of a training op whose times are written beside the graph."""
        from tf1graph.tf._private import compat_v1

        self.trained += 1
        traced = compat_v1.RunOptions()
        if options is not None:
            traced.CopyFrom(options)
        traced.trace_level = compat_v1.RunOptions.FULL_TRACE
        metadata = compat_v1.RunMetadata() if run_metadata is None else run_metadata
        value = run(session, fetches, feed_dict, traced, metadata)
        if self.trained:
            self.output.with_suffix(f".{self.trained}").write_bytes(metadata.SerializeToString())
        return value

    def stop(self, graph: Any, operation: str) -> None:
        if self.stopped:  # it has caught the first one, and goes on
            sys.stderr.flush()
            os._exit(0)
        self.stopped = True
        self.write(graph, f"{self.program} was stopped{self._line()} {self._when()} it ran {operation}, which trains.")
        raise GraphBuilt

    def _when(self) -> str:
        return f"after {self.trained} steps whose times were recorded, before" if self.steps else "before"

    def _line(self) -> str:
        frame: FrameType | None = sys._getframe(2)
        while frame:
            if place := self.place(frame):
                return f" in {place}"
            frame = frame.f_back
        return ""

    def at_end(self) -> None:
        """Write the largest graph of a program that ended without training."""
        from tf1graph.tf._private import compat_v1

        default = compat_v1.get_default_graph()
        graphs = [*self.graphs, *([] if default in self.graphs else [default])]
        largest = max(graphs, key=lambda graph: len(graph.get_operations()))
        if largest.get_operations():
            others = sum(1 for graph in graphs if graph is not largest and graph.get_operations())
            of = f" It built {others + 1} graphs; this is the largest." if others else ""
            how = f"after {self.trained} recorded steps" if self.trained > 0 else "without running an op that trains"
            self.write(largest, f"{self.program} ended {how}.{of}")

    def write(self, graph: Any, note: str) -> None:
        from tf1graph.graph.loading import from_live

        loaded = from_live(graph)
        told = {
            "note": note,
            "stopped": self.stopped,
            "trainable": sorted(loaded.trainable or ()),
            "queues": sorted(loaded.queues_run or ()),
        }
        self.output.with_suffix(".json").write_text(json.dumps(told), encoding="utf-8")
        self.output.write_bytes(loaded.serialized())


def _operations(graph: Any, fetches: Any) -> list[Any]:
    """The ops that are asked for; nothing of what the session itself will refuse."""
    from tf1graph.tf._private import compat_v1

    if isinstance(fetches, Mapping):  # its keys may be anything, as those of a MonitoredSession's hooks
        return [operation for fetch in fetches.values() for operation in _operations(graph, fetch)]
    if isinstance(fetches, (list, tuple)):
        return [operation for fetch in fetches for operation in _operations(graph, fetch)]
    try:
        flat = compat_v1.nest.flatten(fetches, expand_composites=True)
        found = [graph.as_graph_element(fetch, allow_tensor=True, allow_operation=True) for fetch in flat]
    except (ValueError, TypeError, KeyError):
        return []
    return [getattr(one, "op", one) for one in found]


def _trains(operation: Any) -> bool:
    """Whether an op that changes a variable along a gradient runs when this one does."""
    seen, waiting = {operation}, [operation]
    while waiting:
        one = waiting.pop()
        if TRAINS.match(one.type) or GRADIENTS.search(one.name):
            return True
        for before in (*(tensor.op for tensor in one.inputs), *one.control_inputs):
            if before not in seen:
                seen.add(before)
                waiting.append(before)
    return False


def _run_script(watch: Watch, program: str, arguments: Sequence[str]) -> int:
    from tf1graph.run.main import run_script

    world = World()

    def place(frame: FrameType) -> str:
        file = frame.f_code.co_filename
        owned = not file.startswith("<") and world.program.owns("", file)
        return f"line {frame.f_lineno} of {os.path.basename(file)}" if owned else ""

    watch.place = place
    hook = sys.excepthook

    def excepthook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not isinstance(error, GraphBuilt):
            hook(kind, error, trace)

    sys.excepthook = excepthook
    world.enter()
    return run_script(world, program, arguments)


def _run_notebook(watch: Watch, program: str, arguments: Sequence[str]) -> int:
    """Run a notebook's cells in its folder, as Jupyter does, up to the first that fails."""
    from tf1graph.run.notebook import code_cells, is_python2, read

    notebook = read(program)
    from IPython.core.interactiveshell import InteractiveShell

    from tf1graph.run.kernel import Kernel
    from tf1graph.run.world import WorldSettings

    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")  # no window waits to be closed

    class Shell(InteractiveShell):
        def enable_gui(self, gui: str | None = None) -> None:
            """There is no window whose events would have to be waited for."""

    shell = Shell.instance(colors="neutral" if sys.stderr.isatty() else "nocolor")
    kernel = Kernel(shell, WorldSettings(), is_python2(notebook, program))

    def place(frame: FrameType) -> str:
        file, line = frame.f_code.co_filename, frame.f_lineno
        cell = re.match(r"<ipython-input-(\d+)-", file)
        if cell:
            return f"line {line} of cell {cell[1]}"
        owned = not file.startswith("<") and kernel.world.program.owns("", file)
        return f"line {line} of {os.path.basename(file)}" if owned else ""

    watch.place = place
    shell.set_custom_exc((GraphBuilt,), lambda *error, **options: None)
    sys.argv[:] = [program, *arguments]
    sys.path[0] = ""
    os.chdir(Path(program).resolve().parent)
    kernel.enter()
    for cell in code_cells(notebook):
        if cell.source.strip():
            result = shell.run_cell(cell.source, store_history=True)
            if not result.success:
                ended = result.error_in_exec
                if isinstance(ended, SystemExit):
                    raise ended
                return 1
    return 0


def main(argv: Sequence[str]) -> int:
    output, steps, program, *arguments = argv
    from tf1graph.chatter import load_tensorflow

    load_tensorflow()
    watch = Watch(Path(output), program, lambda frame: "", int(steps))
    watch.install()
    run = _run_notebook if program.endswith(SUFFIX) else _run_script
    try:
        code = run(watch, program, arguments)
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
        if isinstance(ended.code, str):
            print(ended.code, file=sys.stderr)
    if watch.stopped:
        return 0
    watch.at_end()
    return code


if __name__ == "__main__":
    from tf1graph.graph import building  # so that its classes are those that other modules know

    sys.exit(finish(building.main, sys.argv[1:]))
