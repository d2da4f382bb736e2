"""Has assignments to parts of a pandas frame reach the frame, as until pandas 3, and rows be numbered, as until 2.

`frame["age"].fillna(0, inplace=True)` and `frame["age"][mask] = 0` change a copy of the column today, and `row[0]`
asks for a label. Sources that import pandas ask the functions below instead.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable
from typing import Any

from tf1graph.era.methods import METHODS
from tf1graph.run.attributes import attribute
from tf1graph.run.operators import place

INDEXERS = ("at", "iat", "iloc", "ix", "loc")
BY_POSITION = (*INDEXERS, "shape", "argv")


class Frames(ast.NodeTransformer):
    """Has parts of frames asked of `FRAMES`, in sources that import pandas."""

    pandas = False

    def visit_Call(self, node: ast.Call) -> ast.AST:
        function = node.func
        if (
            self.pandas
            and isinstance(function, ast.Attribute)
            and isinstance(function.value, (ast.Subscript, ast.Attribute))
            and any(one.arg == "inplace" and getattr(one.value, "value", None) is True for one in node.keywords)
        ):
            node.func = at(function, "__pd_method__", *part_of(function.value), ast.Constant(function.attr))
        return self.further(node)

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        for target in node.targets if self.pandas else ():
            if not isinstance(target, ast.Subscript):
                continue
            inner: Any = target.value
            indexer = ""
            if isinstance(inner, ast.Attribute) and inner.attr in INDEXERS:
                inner, indexer = inner.value, inner.attr
            if isinstance(inner, (ast.Subscript, ast.Attribute)) and not is_sliced(inner):
                target.value = at(inner, "__pd_place__", *part_of(inner), ast.Constant(indexer))
        return self.further(node)

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        self.generic_visit(node)
        index = node.slice.operand if isinstance(node.slice, ast.UnaryOp) else node.slice
        if not (self.pandas and isinstance(node.ctx, ast.Load) and type(getattr(index, "value", None)) is int):
            return node
        if isinstance(node.value, ast.Attribute) and node.value.attr in BY_POSITION:
            return node
        return at(node, "__pd_item__", node.value, node.slice)

    def further(self, node: Any) -> Any:
        """What the next class of the pass makes of the node."""
        return getattr(super(), f"visit_{type(node).__name__}", self.generic_visit)(node)


def is_sliced(node: ast.AST) -> bool:
    return isinstance(node, ast.Subscript) and any(isinstance(one, ast.Slice) for one in ast.walk(node.slice))


def part_of(node: Any) -> list[ast.expr]:
    """What the expression is a part of, the key of the part, and whether it is read as an attribute."""
    if isinstance(node, ast.Subscript):
        return [node.value, node.slice, ast.Constant(False)]
    return [node.value, ast.Constant(node.attr), ast.Constant(True)]


def at(old: ast.AST, function: str, *arguments: ast.expr) -> Any:
    call = ast.Call(ast.Name(function, ast.Load()), list(arguments), [])
    return ast.fix_missing_locations(ast.copy_location(call, old))


# What the source asks


def part(owner: Any, key: Any, by_attribute: bool) -> tuple[Any, bool]:
    """`owner[key]` or `owner.key`, and whether it is a column of a frame."""
    thing = read(owner, key) if by_attribute else owner[key]
    pandas = sys.modules.get("pandas")
    kinds = (getattr(pandas, "DataFrame", ()), getattr(pandas, "Series", ()))
    return thing, isinstance(owner, kinds[0]) and isinstance(thing, kinds[1])


def read(thing: Any, name: str) -> Any:
    """`thing.name`, as it was when the class of `thing` had it."""
    return attribute(thing, name) if name in METHODS else getattr(thing, name)


def method(owner: Any, key: Any, by_attribute: bool, name: str) -> Callable[..., Any]:
    """The method `name` of a part of `owner`, after which the part is put back, if it is a column of a frame."""
    column, is_column = part(owner, key, by_attribute)
    found = read(column, name)
    if not is_column:
        return found

    def called(*args: Any, **keywords: Any) -> Any:
        result = found(*args, **keywords)
        owner[key] = column
        return result

    return called


class Column:
    """A column of a frame, whose elements are assigned to; the frame gets it back."""

    def __init__(self, owner: Any, key: Any, column: Any, indexer: str):
        self.owner, self.key, self.column = owner, key, column
        self.indexer = read(column, indexer) if indexer else column

    def __getitem__(self, index: Any) -> Any:
        return self.indexer[index]

    def __setitem__(self, index: Any, value: Any) -> None:
        self.indexer[index] = value
        self.owner[self.key] = self.column


def place_in(owner: Any, key: Any, by_attribute: bool, indexer: str) -> Any:
    """What stands for `owner[key]`, or an indexer of it, where an element is assigned to."""
    thing, is_column = part(owner, key, by_attribute)
    if is_column:
        return Column(owner, key, thing, indexer)
    return place(read(thing, indexer) if indexer else thing)


def item(thing: Any, index: int) -> Any:
    """`thing[index]`; of a series whose labels are no numbers, the element at that place."""
    try:
        return thing[index]
    except KeyError:
        pandas = sys.modules.get("pandas")
        if pandas is None or not isinstance(thing, pandas.Series) or thing.index.dtype.kind in "iuf":
            raise
    return thing.iloc[index]


FRAMES: dict[str, Callable[..., Any]] = {"__pd_item__": item, "__pd_method__": method, "__pd_place__": place_in}
