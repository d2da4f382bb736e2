"""Watches what a program computes: the runs of its sessions, what Keras calls, and steps that are taken eagerly."""

from __future__ import annotations

import inspect
import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

TRIES = 40  # runs after which variables that have no value yet are given up
MOST = 200_000_000  # bytes of values that are kept
EAGER = "eager"  # what the variables of no graph are kept under


class Recorder:
    """Watches this process.

    Args:
      folder: where the record goes.
      steps: the runs, with variables initialised, after which the program is ended.
    """

    def __init__(self, folder: Path, steps: int):
        self.folder, self.steps = folder, steps
        self.graphs: list[Any] = []
        self.values: dict[str, Any] = {}
        self.kept = 0
        self.scalars: list[tuple[str, float]] = []
        self.tries = self.done = 0
        self.sessions: dict[int, Any] = {}
        self.stepped: dict[int, Any] = {}  # the variables of eager steps, by their identities
        self.inside = False
        self.original: Callable[..., Any] | None = None

    def install(self) -> None:
        """Watch sessions, the functions that they make of fetches, and optimisers and numbers outside of graphs."""
        import tensorflow.compat.v1 as tf

        base = tf.Session.__mro__[1]
        self.original = base.run
        begin = base.__init__
        make = base._make_callable_from_options
        recorder = self

        def run(session: Any, fetches: Any, *args: Any, **kwargs: Any) -> Any:
            assert recorder.original is not None
            result = recorder.original(session, fetches, *args, **kwargs)
            recorder.saw(session, fetches, result)
            return result

        def make_callable(session: Any, options: Any) -> Callable[..., Any]:
            inner, fetches = make(session, options), list(options.fetch)

            def call(*args: Any, **kwargs: Any) -> Any:
                result = inner(*args, **kwargs)
                recorder.saw(session, fetches, result)
                return result

            return call

        def __init__(session: Any, target: str = "", graph: Any = None, config: Any = None) -> None:
            one_by_one = tf.ConfigProto()
            one_by_one.CopyFrom(config or one_by_one)
            one_by_one.inter_op_parallelism_threads = 1  # random ops of a loop's turns do not overtake one another
            begin(session, target, graph, one_by_one)

        base.__init__ = __init__
        base.run = run
        base._make_callable_from_options = make_callable  # Keras's fit
        self._watch_steps(tf.GradientTape, "gradient", "sources")
        self._watch_steps(tf.train.Optimizer, "apply_gradients", "grads_and_vars")
        self._watch_numbers()

    def _watch_steps(self, owner: Any, name: str, argument: str) -> None:
        """Take what is trained outside of graphs, where gradients are asked for or applied.

        Args:
          owner: the class.
          name: of its method.
          argument: what holds the variables, alone or in pairs with their gradients.
        """
        original = getattr(owner, name)
        signature = inspect.signature(original)
        recorder = self

        def step(*args: Any, **kwargs: Any) -> Any:
            if not is_eager() or recorder.inside:
                return original(*args, **kwargs)
            bound = signature.bind(*args, **kwargs)
            given = bound.arguments[argument]
            given = bound.arguments[argument] = given if hasattr(given, "assign_add") else list(given)
            recorder.will_step(given)
            result = original(*bound.args, **bound.kwargs)
            recorder.done += 1
            recorder._end_in_time()
            return result

        setattr(owner, name, step)

    def _watch_numbers(self) -> None:
        """Take each scalar that a program reads from a tensor outside of graphs."""
        # by its name: `tf1graph.tf` must not be loaded into a program that stands on TensorFlow alone
        base = sys.modules["tensorflow.python.framework.ops"]._EagerTensorBase
        numpy = base.numpy
        recorder = self

        def read(tensor: Any) -> Any:
            result = numpy(tensor)
            if not recorder.inside and getattr(result, "shape", None) == () and result.dtype.kind == "f":
                recorder.scalars.append(("a tensor", float(result)))
            return result

        base.numpy = read

    # What the program does

    def saw(self, session: Any, fetches: Any, result: Any) -> None:
        """Take what a run of a session gave."""
        if self.inside:
            return
        self.inside = True
        try:
            number = self._number(session)
            started = any(name.startswith(f"{number}/") for name in self.values)
            if self.tries < TRIES:
                self.tries += 1
                self._take_values(session, number, "first")
            self.scalars += scalars_of(fetches, result)
            self.done += started or not session.graph.get_collection("variables")
        finally:
            self.inside = False
        self._end_in_time()

    def will_step(self, given: Any) -> None:
        """Take the variables of a step that is taken eagerly, before it."""
        for one in given if isinstance(given, list) else [given]:
            variable = one[1] if isinstance(one, tuple) else one
            if id(variable) not in self.stepped and hasattr(variable, "assign_add"):
                number = len(self.stepped)
                self.stepped[id(variable)] = variable
                self._keep(f"{EAGER}/first/{number}:{variable.name}", variable)

    def _end_in_time(self) -> None:
        if self.done >= self.steps:
            self.end()

    # What is kept

    def _number(self, session: Any) -> int:
        if not any(graph is session.graph for graph in self.graphs):
            self.graphs.append(session.graph)
        number = next(number for number, graph in enumerate(self.graphs) if graph is session.graph)
        self.sessions[number] = session
        return number

    def _keep(self, name: str, value: Any) -> None:
        if is_eager() and hasattr(value, "numpy"):
            self.inside = True
            value = value.numpy()
            self.inside = False
        if getattr(value, "dtype", None) is not None and value.dtype != object and self.kept < MOST:
            self.kept += value.nbytes
            self.values[name] = value

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
                self._keep(f"{number}/{when}/{variable.op.name}", value)
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
        for number, variable in enumerate(self.stepped.values()):
            self._keep(f"{EAGER}/last/{number}:{variable.name}", variable)
        for number, graph in enumerate(self.graphs):
            (self.folder / f"graph{number}.pb").write_bytes(graph.as_graph_def().SerializeToString())
        np.savez(self.folder / "values.npz", **self.values)
        content = {
            "graphs": len(self.graphs),
            "runs": self.done,
            "scalars": self.scalars,
            "order": list(self._in_order("variables")),
            "trained": list(self._in_order("trainable_variables")),
        }
        (self.folder / "record.json").write_text(json.dumps(content))

    def _in_order(self, collection: str) -> Iterator[str]:
        """The names under which the variables of a collection are kept, in the order in which they were made."""
        for number, graph in enumerate(self.graphs):
            yield from (f"{number}/{variable.op.name}" for variable in graph.get_collection(collection))
        for number, variable in enumerate(self.stepped.values()):
            yield f"{EAGER}/{number}:{variable.name}"


def is_eager() -> bool:
    """Whether ops are run as they are called, here and now."""
    import tensorflow.compat.v1 as tf

    return bool(tf.executing_eagerly())


def scalars_of(fetches: Any, result: Any) -> Iterator[tuple[str, float]]:
    """The numbers with a point among what a run gave, with the names of what was fetched."""
    if isinstance(fetches, dict):
        for key in fetches:
            yield from scalars_of(fetches[key], result[key])
    elif isinstance(fetches, (list, tuple)):
        for fetch, value in zip(fetches, result, strict=False):
            yield from scalars_of(fetch, value)
    elif getattr(getattr(fetches, "op", None), "type", "") == "AssignVariableOp":
        return  # Keras sets back what it counts
    elif getattr(result, "shape", None) == () and result.dtype.kind == "f":
        yield str(getattr(fetches, "name", fetches)), float(result)
