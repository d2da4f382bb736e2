"""`load`: a graph from whatever it is in."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tf1graph.errors import UsageError
from tf1graph.graph.files import graph_at, load_file, load_folder, load_prefix
from tf1graph.graph.model import LoadedGraph, Source
from tf1graph.graph.wire import Wire

PROGRAMS = (".py", ".ipynb")


def load(source: str | os.PathLike[str] | Any, arguments: Sequence[str] = ()) -> LoadedGraph:
    """The graph in a file, a folder or a program, or a live one.

    What it is is told by its content: a GraphDef (`.pb`, `.pbtxt`), a MetaGraph (`.meta`), a SavedModel's folder or
    file, an event file or a folder of them, the prefix of a checkpoint or a folder of them. Only a name that ends in
    `.py` or `.ipynb` is taken for a program: it is run until it begins to train, and the graph that it had built by
    then is given. Nothing in any other file is executed.

    Args:
      source: a path, or a `tf.Graph`.
      arguments: of the program.

    Raises:
      UsageError: there is no such file, or `arguments` were given for what is no program.
      MalformedFile: there is no graph in it.
    """
    if not isinstance(source, (str, os.PathLike)):
        return from_live(source)
    path = Path(source)
    if path.suffix in PROGRAMS:
        from tf1graph.graph.programs import load_program

        return load_program(path, arguments)
    if arguments:
        raise UsageError(f"{path} is no program, which alone takes arguments.")
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
