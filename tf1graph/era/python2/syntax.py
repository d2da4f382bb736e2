"""Python 2's syntax written as today's, line for line.

fissix, the maintained lib2to3, parses; the leaves of its tree are then edited in place, so that nothing moves to
another line. What has no syntax today becomes a call of a name that `builtins` defines, and a pattern where Python 3
wants a name (`def f(a, (b, c))`, `except E, (number, text)`) becomes a name that holds it, which `meaning` unpacks.
"""

from __future__ import annotations

import io
import re
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

OLD_OCTAL = re.compile(r"0\d+$")
STRING = re.compile(r"([A-Za-z]*)(.*)", re.DOTALL)
# What Python 2 took literally in a string without `u`, and Python 3 takes for a character's code.
UNICODE_ESCAPE = re.compile(r"\\([\\uUN])")


# What names begin with that stand for patterns; the pattern follows in hexadecimal digits.
PATTERN = "__py2_pattern_"


class Unreadable(ValueError):
    """Source that is not Python 2 either; says what is wrong."""

    def __init__(self, line: int, found: str):
        super().__init__(found)
        self.line = line


@lru_cache(4)  # recognising a file and translating it both need it
def modernise(source: str, features: frozenset[str] = frozenset(), strict: bool = False) -> str:
    """`source` in today's syntax; as it is where it has nothing of Python 2.

    Args:
      source: Python 2.
      features: what `from __future__ import` brought in before, in a notebook.
      strict: do not take `print` for a function where nothing made it one.

    Raises:
      Unreadable: it is not Python 2.
    """
    features = features | future_features(source)
    try:
        tree = parse(source, "print_function" in features)
    except Unreadable as error:
        if strict:
            raise
        try:
            tree = parse(source, True)
        except Unreadable as other:
            raise max(error, other, key=lambda found: found.line) from None
    edit(tree, "unicode_literals" in features)
    return expand_tabs(str(tree))[: None if source.endswith("\n") else -1]


def future_features(source: str) -> frozenset[str]:
    """The names that `from __future__ import` brings in."""
    found = re.findall(r"^[ \t]*from[ \t]+__future__[ \t]+import[ \t]+(\([^)]*\)|.*)", source, re.MULTILINE)
    return frozenset(word for names in found for word in re.findall(r"\w+", names.split("#")[0]))


def parse(source: str, print_is_function: bool) -> Any:
    """fissix's tree of `source`, which need not end with a newline."""
    pygram, driver, pytree, parsing, tokenizing = load_fissix()
    grammar = pygram.python_grammar_no_print_statement if print_is_function else pygram.python_grammar
    try:
        return driver.Driver(grammar, convert=pytree.convert).parse_string(
            source if source.endswith("\n") else source + "\n"
        )
    except parsing.ParseError as error:
        line = error.context[1][0] if error.context and len(error.context) > 1 else 1
        raise Unreadable(line, f"{error.value!r} does not belong there" if error.value.strip() else error.msg) from None
    except tokenizing.TokenError as error:
        raise Unreadable(error.args[1][0], str(error.args[0])) from None
    except IndentationError as error:
        raise Unreadable(error.lineno or 1, error.msg) from None


def load_fissix() -> tuple[Any, ...]:
    """fissix's modules. It keeps its grammar in the user's cache folder: elsewhere where that cannot be written."""
    import fissix

    try:
        from fissix import pygram
    except OSError:
        with tempfile.TemporaryDirectory() as folder:
            fissix.CACHE_DIR = Path(folder)
            from fissix import pygram
    from fissix import pytree
    from fissix.pgen2 import driver, parse, tokenize

    return pygram, driver, pytree, parse, tokenize


def edit(node: Any, unicode_literals: bool) -> None:
    """Write the statements of `node` as today's, innermost first."""
    for child in list(node.children):
        edit(child, unicode_literals)
    if not node.children:
        edit_leaf(node, unicode_literals)
        return
    editor = EDITORS.get(kind(node))
    if editor:
        editor(node)


def edit_leaf(leaf: Any, unicode_literals: bool) -> None:
    """Numbers, strings and `<>`, and `print` alone."""
    text = leaf.value
    if text == "<>":
        leaf.value = "!="
    elif text == "print" and is_statement(leaf):
        leaf.value = "__py2_print__()"
    elif text[:1].isdigit():
        digits = text.rstrip("lL")
        leaf.value = f"0o{digits[1:]}" if OLD_OCTAL.match(digits) and digits.strip("0") else digits
        leaf.value += " " * (text != digits)  # `7L.bit_length()`
    elif text[-1:] in ("'", '"'):
        match = STRING.match(text)
        assert match
        prefix, rest = match.groups()
        if prefix.lower() == "ur":
            prefix = "r"
        elif not prefix and not unicode_literals:
            rest = UNICODE_ESCAPE.sub(lambda found: found[0] if found[1] == "\\" else "\\" + found[0], rest)
        leaf.value = prefix + rest


def is_statement(leaf: Any) -> bool:
    """Whether the leaf `print` is a whole statement: the grammar makes it one only where it is a keyword."""
    parent = leaf.parent
    return (
        parent is None
        or kind(parent) in ("simple_stmt", "file_input", "suite")
        or (
            kind(parent) in ("if_stmt", "while_stmt", "for_stmt", "try_stmt", "with_stmt", "funcdef", "classdef")
            and leaf.prev_sibling is not None
            and leaf.prev_sibling.value == ":"
        )
    )


def edit_print(node: Any) -> None:
    """`print a, b` → `__py2_print__(a, b)`, `print >>f, a,` → `__py2_print_to__(f, a, newline=False)`."""
    first, *rest = node.children
    first.value = "__py2_print__("
    if rest[0].type == leaf_type("RIGHTSHIFT"):
        first.value, rest[0].value = "__py2_print_to__(", ""
    if is_comma(rest[-1]) and len(rest) > 1:
        rest[-1].value = ", newline=False"
    close(node)


def edit_exec(node: Any) -> None:
    """`exec code in globals, locals` → `__py2_exec__(code, globals, locals)`."""
    node.children[0].value = "__py2_exec__("
    for child in node.children[1:]:
        if not child.children and child.value == "in":
            child.value = ","
    close(node)


def edit_raise(node: Any) -> None:
    """`raise E, value, traceback` → `raise __py2_exception__(E, value, traceback)`."""
    if any(is_comma(child) for child in node.children):
        node.children[0].value = "raise __py2_exception__("
        close(node)


def edit_except(node: Any) -> None:
    """`except E, error` → `except E as error`."""
    if len(node.children) == 4 and is_comma(node.children[2]):
        comma, target = node.children[2:]
        comma.value = " as"
        if target.children:
            name_pattern(target)
        target.prefix = " "


def edit_backquotes(node: Any) -> None:
    """`` `x` `` → `repr(x)`."""
    if not node.children[0].children and node.children[0].value == "`":
        node.children[0].value, node.children[-1].value = "repr(", ")"


def edit_bare_tuple(node: Any) -> None:
    """`[x for x in 1, 2]` → `[x for x in (1, 2)]`."""
    first = next(node.leaves())
    first.value = "(" + first.value
    close(node)


def edit_parameter(node: Any) -> None:
    """`def f(a, (b, c))` → `def f(a, __py2_pattern_…__)`."""
    if kind(node.parent) not in ("tfpdef", "vfpdef", "tfplist", "vfplist") and node.children[0].value == "(":
        prefix = node.prefix
        name_pattern(node)
        node.prefix = prefix


def name_pattern(node: Any) -> None:
    """Write a name where `node`, a pattern, stands."""
    pattern = str(node).strip()
    for leaf in list(node.leaves()):
        leaf.prefix = leaf.value = ""
    lines = pattern.count("\n") * " \\\n"
    next(node.leaves()).value = f"{PATTERN}{pattern.encode().hex()}__{lines}"


EDITORS = {
    "print_stmt": edit_print,
    "exec_stmt": edit_exec,
    "raise_stmt": edit_raise,
    "except_clause": edit_except,
    "atom": edit_backquotes,
    "testlist_safe": edit_bare_tuple,
    "tfpdef": edit_parameter,
    "vfpdef": edit_parameter,
}


def close(node: Any) -> None:
    """Append a closing bracket to the last word of `node`."""
    *_, last = node.leaves()
    last.value += ")"


def is_comma(node: Any) -> bool:
    return not node.children and node.value == ","


def kind(node: Any) -> str:
    """The grammar's name of an inner node."""
    from fissix import pytree

    return pytree.type_repr(node.type) if node.type >= 256 else ""


def leaf_type(name: str) -> int:
    from fissix.pgen2 import token

    return getattr(token, name)


def expand_tabs(text: str) -> str:
    """`text` with the tabs of its indentation as Python 2 read them, up to the next multiple of 8 columns."""
    if not re.search(r"^ *\t", text, re.MULTILINE):
        return text
    from fissix.pgen2 import token, tokenize

    inside: set[int] = set()  # lines that begin in a string
    for found in tokenize.generate_tokens(io.StringIO(text).readline):
        if found[0] == token.STRING:
            inside.update(range(found[2][0] + 1, found[3][0] + 1))
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if number not in inside:
            body = line.lstrip(" \t\f")
            lines[number - 1] = line[: len(line) - len(body)].expandtabs(8) + body
    return "\n".join(lines)
