"""Python 2 → Python 3: print, exceptions, builtins and modules, by fissix's rewrites.

What `/` means where no `from __future__ import division` stands depends on the values: between two whole numbers that
can be seen it is written `//`, and each other one is left to you.
"""

from __future__ import annotations

import ast
import re
import warnings
from functools import lru_cache
from typing import Any

from tf1graph.era.python2 import evidence, is_python2
from tf1graph.era.python2.syntax import expand_tabs, future_features, load_fissix
from tf1graph.port import scopes
from tf1graph.port.fixers import Fixer
from tf1graph.port.outcome import Outcome
from tf1graph.port.source import Edit, Source, apply

fixer = Fixer("python2")
FIXES = (
    "apply",
    "basestring",
    "buffer",
    "dict",
    "except",
    "exec",
    "execfile",
    "exitfunc",
    "filter",
    "funcattrs",
    "getcwdu",
    "has_key",
    "imports",
    "imports2",
    "input",
    "intern",
    "itertools",
    "itertools_imports",
    "long",
    "map",
    "metaclass",
    "methodattrs",
    "ne",
    "next",
    "nonzero",
    "numliterals",
    "operator",
    "paren",
    "print",
    "raise",
    "raw_input",
    "reduce",
    "reload",
    "renames",
    "repr",
    "sorted",
    "standarderror",
    "sys_exc",
    "throw",
    "tuple_params",
    "types",
    "unicode",
    "urllib",
    "xrange",
    "xreadlines",
    "zip",
)
MOVED = frozenset(name for names in evidence.MOVED.values() for name in names)
WHOLE = ("len", "int", "ord")


def modernised(text: str, name: str, names: scopes.Names | None) -> str | None:
    """The Python 2 program `text` as Python 3; None where it is none, or cannot be translated.

    Args:
      text: the program.
      name: of its file.
      names: of the program, where Python 3 can read it as it is.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if names is not None:
            found = has_hints(names) and evidence.has_evidence(names.tree, name)
        else:
            found = is_python2(text.encode("utf-8", "surrogatepass"), name)
    return translated(text, name, names is not None) if found else None


def has_hints(names: scopes.Names) -> bool:
    """Whether a program that Python 3 can read has one of the signs by which `has_evidence` would tell it Python 2."""
    for node in names.nodes:
        kind = type(node)
        if kind is ast.Name:
            name = node.id  # type: ignore[attr-defined]
            if name in evidence.BUILTINS and not names.scope_of[node].find(name):
                return True
        elif kind is ast.Attribute:
            if node.attr in evidence.METHODS or node.attr in MOVED:  # type: ignore[attr-defined]
                return True
        elif kind is ast.alias:
            if node.name in evidence.MODULES or node.name in MOVED:  # type: ignore[attr-defined]
                return True
        elif kind is ast.ImportFrom and node.module in evidence.MODULES:  # type: ignore[attr-defined]
            return True
    return False


def translated(text: str, name: str, print_is_function: bool = False) -> str | None:
    """Python 2 as Python 3, with the line ends that it has; None where fissix cannot read it."""
    lines = re.findall(r"\r\n|\r|\n", text)
    if len({*lines}) > 1:
        return None  # which of them belongs to a line that is rewritten cannot be told
    newline = lines[0] if lines else "\n"
    plain = text.replace(newline, "\n")
    whole = plain if plain.endswith("\n") else plain + "\n"
    if "print_function" in future_features(plain):
        print_is_function = True
    try:
        tree = tool(print_is_function).refactor_string(whole, name)
    except Exception as error:  # fissix's parser raises errors of many kinds
        if print_is_function or not is_fissix_error(error):
            return None
        return translated(text, name, True)
    if tree is None:
        return None
    new = str(tree)
    if not is_python3(new):  # tabs and blanks mixed, as Python 2 let pass
        new = expand_tabs(new)
    if whole != plain:
        new = new.removesuffix("\n")
    return new.replace("\n", newline)


def is_python3(text: str) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            ast.parse(text)
        except (SyntaxError, ValueError):
            return False
    return True


def is_fissix_error(error: Exception) -> bool:
    return type(error).__module__.startswith("fissix") or isinstance(error, (SyntaxError, ValueError, AttributeError))


@lru_cache(2)
def tool(print_is_function: bool) -> Any:
    """fissix's tool with the rewrites; it says nothing."""
    load_fissix()
    from fissix.refactor import RefactoringTool

    class Silent(RefactoringTool):
        def log_error(self, msg: Any, *args: Any, **kwds: Any) -> None:
            raise

        def log_message(self, msg: Any, *args: Any) -> None:
            pass

        log_debug = log_message

    names = [f"fissix.fixes.fix_{name}" for name in FIXES if not (print_is_function and name == "print")]
    return Silent(names, {"print_function": True} if print_is_function else {})


def divided(text: str, name: str) -> tuple[str, list[Outcome]]:
    """The program with `//` where `/` divides whole numbers, and the divisions that only you can tell."""
    if "division" in future_features(text):
        return text, []
    if not is_python3(text):
        return text, []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = ast.parse(text, name)
    source = Source(text)
    edits: list[Edit] = []
    left: list[Outcome] = []
    for node in ast.walk(tree):
        if not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)):
            continue
        if is_float(node.left) or is_float(node.right):
            continue
        place = source.data.find(b"/", source.end(node.left), source.start(node.right))
        if place >= 0 and is_whole(node.left) and is_whole(node.right):
            edits.append(Edit(place, place + 1, "//", fixer.name))
        else:
            note = "Python 2 divided whole numbers by `/` as `//` does today; write what is meant"
            left.append(Outcome("Python 2's /", "needs you", node.lineno, source.column(node), note=note))
    return apply(source.data, edits)[0].decode("utf-8", "surrogatepass"), left


def is_float(node: ast.AST) -> bool:
    """Whether a value can be seen to be no whole number."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, float)
    if isinstance(node, ast.BinOp):
        return is_float(node.left) or is_float(node.right)
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float"


def is_whole(node: ast.AST) -> bool:
    """Whether a value can be seen to be a whole number."""
    if isinstance(node, ast.Constant):
        return type(node.value) is int
    if isinstance(node, ast.BinOp):
        return is_whole(node.left) and is_whole(node.right)
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in WHOLE
