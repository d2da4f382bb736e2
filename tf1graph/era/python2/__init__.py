"""Python 2 source, recognised and translated in memory, so that today's Python runs it with Python 2's meaning.

`is_python2` says whether a source file is Python 2, `translate` gives the code that runs. Lines stay where they
are: tracebacks, `inspect.getsource` and the debugger show the program's own lines.
"""

from __future__ import annotations

import ast
import os
import warnings
from dataclasses import dataclass, field
from types import CodeType
from typing import Any

from tf1graph.era.python2.evidence import PYTHON2_ERRORS, decode, has_evidence, syntax_error
from tf1graph.errors import Tf1graphError


class CannotTranslate(Tf1graphError, SyntaxError):
    """Python 2 source that cannot be translated; the sentence names file and line."""

    def __init__(self, filename: str, line: int, found: str):
        super().__init__(f"{filename}, line {line}: {found}.")
        self.filename, self.lineno = filename, line

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True)
class Translation:
    """A Python 2 file as today's Python runs it.

    Attributes:
      source: the source with today's syntax, line for line. Python 2's meaning (what `/` does) is not in it,
        but in the code.
      code: the compiled module. It runs in a namespace whose `__builtins__` are a dictionary of today's
        builtins updated with `builtins`.
      notes: what to tell the user, a line each.
      builtins: Python 2's builtins, and what the code calls in place of its operators and statements.
    """

    source: str
    code: CodeType
    notes: tuple[str, ...]
    builtins: dict[str, Any] = field(repr=False)


def is_python2(data: bytes, filename: str) -> bool:
    """Whether `data`, read from `filename`, is Python 2 and not Python 3.

    A file that is valid in both is Python 3. One that today's Python cannot read is Python 2 where it can once its
    Python 2 statements are written as today's; one that it can read, only where it imports a module or uses a
    builtin that Python 3 has not, without a word in it about the two Pythons.
    """
    try:
        source = decode(data)
    except SyntaxError:
        return False
    found = syntax_error(source)
    if found is None:
        try:
            return has_evidence(ast.parse(source), filename)
        except RecursionError:  # a table of thousands of terms
            return False
    return found.startswith(PYTHON2_ERRORS) or is_readable(source)


def is_readable(source: str, features: frozenset[str] = frozenset()) -> bool:
    """Whether Python 2 could read `source`, and today's Python can once it is translated.

    `features` are those of `__future__` that came before it, in a notebook.
    """
    from tf1graph.era.python2.syntax import Unreadable, modernise

    try:
        return syntax_error(modernise(source, features, strict=True)) is None
    except Unreadable:
        return False


def translate(data: bytes, filename: str, further: ast.NodeTransformer | None = None) -> Translation:
    """The Python 2 source `data`, read from `filename`, as code that today's Python runs.

    Args:
      data: the source.
      filename: the file that it was read from.
      further: what else to make of the tree.

    Raises:
      CannotTranslate: it is neither Python 2 nor Python 3, or has no meaning today.
    """
    from tf1graph.era.python2.builtins import BUILTINS

    try:
        source = decode(data)
    except SyntaxError as error:
        raise CannotTranslate(filename, 1, f"its text cannot be decoded ({error.msg})") from None
    text, tree = translated(source, filename)
    tree = further.visit(tree) if further else tree
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)  # Python 2 let pass "\d" and `x is 1`
        try:
            code = compile(tree, filename, "exec", dont_inherit=True)
        except SyntaxError as error:
            raise untranslatable(error, filename) from None
    note = f"{os.path.basename(filename)} is Python 2: translated in memory"
    return Translation(text, code, (note,), dict(BUILTINS))


def translated(source: str, filename: str) -> tuple[str, ast.Module]:
    """Python 2 `source` in today's syntax, and the tree of what it means.

    Raises:
      CannotTranslate: as `translate`.
    """
    from tf1graph.era.python2.meaning import give_meaning
    from tf1graph.era.python2.syntax import Unreadable, modernise

    try:
        modern = modernise(source)
    except Unreadable as error:
        raise CannotTranslate(filename, error.line, f"neither Python 2 nor Python 3 ({error})") from None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)
        try:
            tree = ast.parse(modern, filename)
        except SyntaxError as error:
            raise untranslatable(error, filename) from None
    hide_columns(tree, source, modern)
    return modern, give_meaning(tree, filename)


def untranslatable(error: SyntaxError, filename: str) -> CannotTranslate:
    found = f"Python 2 that tf1graph cannot translate ({error.msg})"
    return CannotTranslate(filename, error.lineno or 1, found)


def hide_columns(tree: ast.AST, before: str, after: str) -> None:
    """Take the columns from the nodes of lines that were rewritten: a traceback would mark the wrong words."""
    lines = zip(before.split("\n"), after.split("\n"), strict=True)
    changed = {number for number, (old, new) in enumerate(lines, 1) if old != new}
    for node in ast.walk(tree):
        if isinstance(node, (ast.expr, ast.stmt)) and changed & {node.lineno, node.end_lineno}:
            node.col_offset = node.end_col_offset = -1
