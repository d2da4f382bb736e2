"""What the cells of a notebook use of TensorFlow 1, gathered in its kernel and written down as it goes on."""

from __future__ import annotations

import ast
import json
import sys
from pathlib import Path
from typing import Any

from tf1graph.files import replaced
from tf1graph.run.program import Program
from tf1graph.run.report import Place, Usage
from tf1graph.run.world import World


class CellUsage:
    """Reads each cell that `shell` runs; IPython takes it for one of its transformers of trees, and it changes nothing.

    What is known is written at the start, before a cell's first line runs and after its last, so that a kernel which
    ends amid a cell leaves it behind. In what a magic runs, names that are not spelled out are left out.

    Args:
      shell: the `InteractiveShell`.
      world: whose program the cells are.
      notebook: its path.
      path: of the file that is written.
    """

    def __init__(self, shell: Any, world: World, notebook: str, path: str):
        self.shell, self.notebook, self.path = shell, notebook, Path(path)
        self.usage = world.note_usage()
        self.bound: dict[str, str] = {}  # the cells share one namespace
        self.number = 0  # of the cell; IPython's own counter is one ahead in some versions
        self.cell = Place(notebook, 0, 0)
        self.first_line = 0  # before the body of a cell magic such as `%%time`
        self.written = -1
        shell.events.register("pre_run_cell", self.begin)
        shell.events.register("post_run_cell", self.write)
        shell.ast_transformers.append(self)
        self.write()

    def begin(self, info: Any) -> None:
        """A cell begins."""
        if info.store_history:  # not what a cell has IPython run
            self.number += 1
        self.cell = Place(self.notebook, 0, self.number)
        self.first_line = int(info.raw_cell.lstrip().startswith("%%"))
        name = self.shell.compile.get_code_name(info.raw_cell, info.raw_cell, self.number)
        self.usage.cells[name] = self.cell

    def visit(self, tree: ast.AST) -> ast.AST:
        """Read a tree: a cell's, or, while the cell runs, what a magic in it such as `%time` runs."""
        frame = sys._getframe(1)
        while frame.f_back and frame.f_code.co_filename not in self.usage.cells:
            frame = frame.f_back
        in_magic = frame.f_code.co_filename in self.usage.cells
        line = frame.f_lineno - 1 + self.first_line if in_magic else 0
        self.usage.read(tree, self.notebook, self.bound, self.cell._replace(line=line))
        self.write()
        return tree

    def write(self, result: Any = None) -> None:
        """Write what is known, where that is more than what was written."""
        if len(self.usage.first) == self.written:
            return
        with replaced(self.path) as temporary:
            temporary.write_text(json.dumps(self.usage.first), encoding="utf-8")
        self.written = len(self.usage.first)


def read_usage(path: Path) -> Usage:
    """What a kernel has written to `path`."""
    usage = Usage(Program(), lambda name: None)
    found = json.loads(path.read_text(encoding="utf-8"))
    usage.first = {name: Place(*place) for name, place in found.items()}
    return usage
