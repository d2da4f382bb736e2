"""`load`: a graph from whatever it is in."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from tf1graph.errors import UsageError
from tf1graph.graph.files import graph_at, load_file, load_folder, load_prefix
from tf1graph.graph.model import LoadedGraph, Source
from tf1graph.graph.programs import SUFFIXES, call_of, load_program
from tf1graph.graph.wire import Wire


def load(source: str | os.PathLike[str] | Any, steps: int = 0) -> LoadedGraph:
    """The graph in a file, a folder or a program, or a live one.

    What it is is told by its content: a GraphDef (`.pb`, `.pbtxt`), a MetaGraph (`.meta`), a SavedModel's folder or
    file, an event file or a folder of them, the prefix of a checkpoint or a folder of them. Only a name that
    ends in `.py` or `.ipynb` is taken for a program: it is run until it begins to train, and the graph that it has
    built by then is given.
    Nothing in any other file is executed.

    Args:
      source: a path, a `tf.Graph`, a `tf.GraphDef`, or a program with its arguments and settings, as a shell has them:
        `"LAYERS=2 train.py --batch 10"`.
      steps: of a program: how many training steps it makes, so that their times come with the graph.

    Raises:
      UsageError: there is no such file, or steps are asked for of what is no program.
      MalformedFile: there is no graph in it.
    """
    if hasattr(source, "SerializeToString"):
        data = source.SerializeToString()
        return graph_at(Wire(data), 0, len(data), Source("GraphDef"))
    if not isinstance(source, (str, os.PathLike)):
        return from_live(source)
    path = Path(source)
    call = call_of(os.fspath(source)) if path.suffix in SUFFIXES or not path.exists() else None
    if call is not None:
        return load_program(call, steps=steps)
    if steps:
        raise UsageError(f"{path} is no program, and so has no steps to record.")
    if path.is_dir():
        return load_folder(path)
    if path.exists():
        return load_file(path)
    if path.with_name(path.name + ".index").is_file():
        return load_prefix(path)
    raise UsageError(f"{path}: there is no such file, folder or checkpoint.")


def from_live(graph: Any) -> LoadedGraph:
    """The graph that a `tf.Graph` holds now."""
    if not hasattr(graph, "as_graph_def"):
        raise UsageError(f"A graph is loaded from a path or a tf.Graph, not from a {type(graph).__name__}.")
    data = graph.as_graph_def(add_shapes=True).SerializeToString()
    variables = graph.get_collection("trainable_variables")
    runners = graph.get_collection("queue_runners")
    return graph_at(
        Wire(data),
        0,
        len(data),
        Source("live graph"),
        trainable=frozenset(variable.op.name for variable in variables),
        queues_run=frozenset(runner.name for runner in runners),
    )
