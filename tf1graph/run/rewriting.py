"""The one pass over the tree of the program's source: lost methods, parts of frames, NumPy 1's operators."""

from __future__ import annotations

import ast

from tf1graph.run.attributes import LostMethods
from tf1graph.run.frames import Frames
from tf1graph.run.operations import Operations

COMPILERS = ("numba", "cython", "theano")  # what reads the program's functions itself takes them as they are written


class Rewriting(LostMethods, Frames, Operations):
    """Rewrites the tree of a module or a cell. Nodes keep their lines and columns."""


def rewritten(data: bytes, filename: str) -> bytes | ast.Module:
    """The tree of the source `data` as it is run, or `data` itself where it is to be run as it is, or is no Python."""
    try:
        tree = ast.parse(data, filename)
    except SyntaxError:
        return data
    if any(head in COMPILERS for node in ast.walk(tree) for head in _imported(node)):
        return data
    try:
        return Rewriting().visit(tree)
    except RecursionError:  # an expression of a thousand terms, which Python can compile and no visitor can walk
        return data


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [name.name.partition(".")[0] for name in node.names]
    return [(node.module or "").partition(".")[0]] if isinstance(node, ast.ImportFrom) else []
