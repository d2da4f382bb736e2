"""The cells of a Python 2 notebook, translated one by one as IPython runs them."""

from __future__ import annotations

import ast
import linecache
from typing import Any

from tf1graph.era.python2 import hide_columns
from tf1graph.era.python2.meaning import features_of, give_meaning
from tf1graph.era.python2.syntax import Unreadable, modernise


def translate_cells(shell: Any) -> None:
    """Let `shell` take its cells for Python 2 from now on, magics aside."""
    cells = _Cells()
    shell.input_transformers_post.append(cells.modernise)
    shell.ast_transformers.append(cells)
    compiler = shell.compile
    keep = compiler.cache

    def cache(transformed_code: str, number: int = 0, raw_code: str | None = None) -> str:
        """Keep the lines of a cell for tracebacks: those that were written."""
        name: str = keep(transformed_code, number, raw_code)
        if raw_code is not None and raw_code.rstrip().count("\n") == transformed_code.rstrip().count("\n"):
            lines = [line + "\n" for line in raw_code.split("\n")]
            linecache.cache[name] = (len(raw_code), None, lines, name)
            getattr(linecache, "_ipython_cache", {})[name] = linecache.cache[name]
        return name

    compiler.cache = cache


class _Cells(ast.NodeTransformer):
    """Translates cells; what `from __future__ import` brings in holds for all that follow."""

    def __init__(self) -> None:
        self.features: frozenset[str] = frozenset()
        self.rewritten = ("", "")

    def modernise(self, lines: list[str]) -> list[str]:
        source = "".join(lines)
        try:
            modern = modernise(source, self.features)
        except Unreadable as error:
            raise SyntaxError(f"neither Python 2 nor Python 3: {error}", ("<cell>", error.line, 0, None)) from None
        self.rewritten = (source, modern)
        return modern.splitlines(keepends=True)

    def visit_Module(self, node: ast.Module) -> ast.Module:
        self.features |= features_of(node)
        hide_columns(node, *self.rewritten)
        return give_meaning(node, "cell.py", self.features)
