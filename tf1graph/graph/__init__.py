"""Looks into graphs: `load` one from whatever it is in, `summarise` it, and see how it differs from another.

    from tf1graph.graph import load, summarise

    summary = summarise(load("model.ckpt-1000.meta"), batch=32)
    for level, scope in summary.root.walk(depth=2):
        print("  " * level, scope.name, scope.parameters, scope.flops, scope.output_shape)

`load` gives a `LoadedGraph`: the nodes as columns (`nodes.py`), function library, variables, values of a checkpoint,
and the RunMetadata of a log. `summarise` gives a `Summary` with a tree of `Scope`, and `diff(load(a), load(b))` a
`Difference`, which is false where there is none. No TensorFlow is imported unless shapes are to be inferred or a
checkpoint is to be read.
"""

from tf1graph.graph.differences import Change, Difference, diff
from tf1graph.graph.loading import load
from tf1graph.graph.model import LoadedGraph, Recorded, Source, Variable
from tf1graph.graph.tree import Scope, Summary, summarise

__all__ = [
    "Change",
    "Difference",
    "LoadedGraph",
    "Recorded",
    "Scope",
    "Source",
    "Summary",
    "Variable",
    "diff",
    "load",
    "summarise",
]
