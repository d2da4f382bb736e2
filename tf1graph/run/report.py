"""What a program used of TensorFlow 1: each name, how true it is here, and the line that is the first to use it.

Names are read from the source of the program's modules when they are loaded, by way of what their imports bind and
what is assigned from that; so a name counts whether or not its line was reached, and a step costs nothing. A name in
`getattr(tf.train, "name")` is one that is spelled out. One that is not, as in `getattr(tf.train, a + b)`, is added when
the tree is asked for it, which it is once: those that a body of this package needed before are left out. At the end of
the program each is looked up once; a notebook's are gathered in its kernel and looked up where it was run from.
"""

from __future__ import annotations

import ast
import json
import sys
import types
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import tf1graph
from tf1graph.files import replaced
from tf1graph.run.program import Program

ASKING = (str(Path(__file__).parent), str(Path(tf1graph.__file__).parent / "tf" / "_tree"), "<frozen importlib")
STATES = {
    "refused": "raises an error that says what to do instead",
    "missing": "nobody provides it; `tf1graph names` lists what there is",
    "approximate": "differs from 1.15.5 as its note says",
    "exact": "a golden recorded by 1.15.5 holds it",
    "unchanged": "today's own",
}


@dataclass(frozen=True)
class Used:
    """A name that the program used.

    Attributes:
      name: as TensorFlow 1 wrote it.
      state: one of `STATES`.
      file: of the program.
      line: the first that uses it, of its cell where the file is a notebook.
      note: what the table says of it.
      cell: the number of the notebook's code cell, None where the file is none.
    """

    name: str
    state: str
    file: str
    line: int
    note: str
    cell: int | None = None


class Place(NamedTuple):
    """Where a name is used."""

    file: str
    line: int
    cell: int | None = None


class Usage:
    """Gathers the names; `place_of` gives the legacy module that an import of the program means, None if none."""

    def __init__(self, program: Program, place_of: Callable[[str], str | None]):
        self.program, self.place_of = program, place_of
        self.first: dict[str, Place] = {}
        self.cells: dict[str, Place] = {}  # where the code lies whose file name, while it runs, is the key

    def read(
        self, source: ast.AST, filename: str, bound: dict[str, str] | None = None, cell: Place | None = None
    ) -> None:
        """Take the names from a module of the program, or from a cell.

        Args:
          source: its tree.
          filename: of the module.
          bound: the legacy names that are bound already, to which those of the cell are added.
          cell: where the cell begins.
        """
        bound = {} if bound is None else bound
        start = cell or Place(filename, 0)
        nodes = sorted(ast.walk(source), key=lambda node: getattr(node, "lineno", 0))
        for node in nodes:
            self._bind(node, bound, start)
        inner: set[ast.AST] = set()
        for node in ast.walk(source):
            owner, _ = attribute_of(node)
            name = spelled_out(node, bound) if owner else None
            if owner and name:
                if node not in inner:
                    self._add(name, start, node)
                inner.add(owner)

    def _bind(self, node: ast.AST, bound: dict[str, str], start: Place) -> None:
        if isinstance(node, ast.Import):
            for alias in node.names:
                place = self.place_of(alias.name)
                if place:
                    bound[alias.asname or alias.name.partition(".")[0]] = (
                        place if alias.asname else self.place_of(alias.name.partition(".")[0]) or place
                    )
                    self._add(place, start, node)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            place = self.place_of(node.module)
            for alias in node.names if place else ():
                if alias.name != "*":
                    bound[alias.asname or alias.name] = f"{place}.{alias.name}"
                    self._add(f"{place}.{alias.name}", start, node)
        elif isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            name = spelled_out(node.value, bound)
            if name:
                bound[node.targets[0].id] = name

    def asked(self, legacy: str) -> None:
        """Note that the tree was asked for a name, if it was the program that asked, not a body of this package."""
        frame = sys._getframe(1)
        while frame.f_back and frame.f_code.co_filename.startswith(ASKING):
            frame = frame.f_back
        file = frame.f_code.co_filename
        if file in self.cells:
            start = self.cells[file]
            self.first.setdefault(legacy, start._replace(line=frame.f_lineno))
        elif not file.startswith("<") and self.program.owns("", file):
            self.first.setdefault(legacy, Place(file, frame.f_lineno))

    def _add(self, name: str, start: Place, node: Any) -> None:
        self.first.setdefault(name, start._replace(line=start.line + node.lineno))

    def names(self) -> list[Used]:
        """Everything used, in the order of `STATES`, then by name."""
        found: dict[str, Used] = {}
        for name, place in [*self.first.items()]:  # looking up asks the tree
            used = look_up(name, place.file, place.line)
            if used and used.name not in found:
                found[used.name] = replace(used, cell=place.cell)
        return sorted(found.values(), key=lambda used: ([*STATES].index(used.state), used.name))


def attribute_of(node: ast.AST) -> tuple[ast.AST | None, str]:
    """What `a` and `"b"` are in `a.b` and in `getattr(a, "b")`; None and "" for anything else."""
    if isinstance(node, ast.Attribute):
        return node.value, node.attr
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "getattr":
        match node.args:
            case [owner, ast.Constant(value=str(name)), *_] if name.isidentifier():
                return owner, name
    return None, ""


def spelled_out(node: ast.AST, bound: dict[str, str]) -> str | None:
    """The legacy name that `a.b.c` means, where `a` is bound to one; None for anything else."""
    parts: list[str] = []
    owner, part = attribute_of(node)
    while owner:
        parts.append(part)
        node = owner
        owner, part = attribute_of(node)
    if not isinstance(node, ast.Name) or node.id not in bound:
        return None
    return ".".join([bound[node.id], *reversed(parts)])


def look_up(spelled: str, file: str, line: int) -> Used | None:
    """What the table says of the name that `spelled` begins with; None where that is a module that is there."""
    from tf1graph.tf import _tree, names

    first, *rest = spelled.split(".")
    thing: Any = import_module(_tree.ROOT + first)
    name = first
    for part in rest:
        name = f"{name}.{part}"
        try:
            thing = getattr(thing, part)
        except AttributeError:
            try:
                thing = import_module(_tree.ROOT + name)
            except ImportError:
                row = names.declared(name) or names.refusal(name)
                return Used(spelled, "refused" if row else "missing", file, line, row.note if row else "")
        if not isinstance(thing, types.ModuleType):
            break
    else:
        return None
    row = names.declared(name) or _tree.row_of(thing)
    if row:
        return Used(name, row.fidelity, file, line, row.note)
    ours = str(getattr(thing, "__module__", "")).startswith(_tree.ROOT)
    return Used(name, "approximate" if ours else "unchanged", file, line, "no golden holds it" if ours else "")


def format_text(used: Iterable[Used], program: str) -> str:
    """The report for people: a line for each name."""
    used = list(used)
    lines = [f"tf1graph: what {program} uses of TensorFlow 1, each name where it is first used"]
    width = max((len(one.name) for one in used), default=0)
    for state, meaning in STATES.items():
        group = [one for one in used if one.state == state]
        if group:
            lines.append(f"{state} ({len(group)}): {meaning}")
        for one in group:
            lines.append(f"  {one.name:<{width}}  {_where(one)}  {one.note}".rstrip())
    return "\n".join(lines if used else [f"tf1graph: {program} uses nothing of TensorFlow 1"])


def format_json(used: Iterable[Used], program: str) -> str:
    """The report for programs, in one line: `{"program": …, "names": […]}`, each name with the attributes of `Used`."""
    return json.dumps({"program": program, "names": [asdict(one) for one in used]}, ensure_ascii=False)


def write(usage: Usage, program: str, form: str, path: Path | None) -> None:
    """Write the report to `path`; where that is None, text to stderr, and JSON as the last line of stdout.

    Raises:
      CannotWrite: `path` cannot be written.
    """
    text = {"text": format_text, "json": format_json}[form](usage.names(), program) + "\n"
    if path is not None:
        with replaced(path) as temporary:
            temporary.write_text(text, encoding="utf-8")
        return
    sys.stdout.flush()
    print(text, end="", file=sys.stderr if form == "text" else sys.stdout, flush=True)


def _where(used: Used) -> str:
    return (
        f"{_near(used.file)}:{used.line}" if used.cell is None else f"{_near(used.file)} cell {used.cell}:{used.line}"
    )


def _near(file: str) -> str:
    try:
        return str(Path(file).relative_to(Path.cwd()))
    except ValueError:
        return file
