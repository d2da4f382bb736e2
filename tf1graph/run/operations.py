"""Has the program's operators and conversions mean to arrays what they meant to NumPy 1, line by line as written.

`a + b` asks `__np_add__(a, b)`, which follows NumPy 1's choice of a type (`era/promotion.py`); `float(a)`, `"%f" % a`,
`x[0] = a` and `if a:` take arrays of one element, or none, as they did; so does text that is given to `eval` or `exec`.
Nodes keep their lines and columns, and what is plainly no array is left as it is. `type(a)` asks `__class_of__(type,
a)`, to which a graph's tensor is a `tf.Tensor`.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Collection
from typing import Any

from tf1graph.run.operators import OPERATORS

BINARY = {
    ast.Add: "add", ast.Sub: "sub", ast.Mult: "mul", ast.Div: "truediv", ast.FloorDiv: "floordiv", ast.Mod: "mod",
    ast.Pow: "pow",
}  # fmt: skip
CONVERSIONS = ("complex", "float", "int")
# Calls that give Python's own numbers, truths or texts.
PLAIN_CALLS = {
    "all", "any", "bool", "callable", "float", "hasattr", "int", "isinstance", "issubclass", "len", "ord", "repr",
    "str", "type", "unicode", "__class_of__",
}  # fmt: skip
TEXT_METHODS = {"endswith", "format", "isdigit", "join", "startswith", "strip"}
MOST_NAMES = 4  # that are looked at before arithmetic
DISPLAYS = (ast.Constant, ast.JoinedStr, ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.Lambda)


class Operations(ast.NodeTransformer):
    """Has operators, conversions, tests and assignments to elements asked of `OPERATORS`."""

    within_guard = False  # whether the arithmetic that is visited is guarded as a whole
    numbers: frozenset[str] = frozenset()  # what the scope that is visited has bound to Python's numbers alone

    def visit_Module(self, node: Any) -> ast.AST:
        before, self.numbers = self.numbers, plain_names(node)
        self.generic_visit(node)
        self.numbers = before
        return node

    visit_FunctionDef = visit_AsyncFunctionDef = visit_Lambda = visit_ClassDef = visit_Module

    def visit_ListComp(self, node: Any) -> ast.AST:
        before = self.numbers
        for loop in node.generators:
            own = {one.id for one in ast.walk(loop.target) if isinstance(one, ast.Name)}
            self.numbers = self.numbers | own if counts(loop.iter) else self.numbers - own
        self.generic_visit(node)
        self.numbers = before
        return node

    visit_SetComp = visit_DictComp = visit_GeneratorExp = visit_ListComp

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        names = None if self.within_guard else names_within(node)
        if names is None:
            return self.asked(node)
        as_written, unsure = copy.deepcopy(node), names - self.numbers
        self.within_guard = True
        found = self.asked(node)
        self.within_guard = False
        return (
            ast.copy_location(ast.IfExp(are_numbers(unsure, node), as_written, found), node) if unsure else as_written
        )

    def asked(self, node: ast.BinOp) -> Any:
        self.generic_visit(node)
        name = BINARY.get(type(node.op))
        if name is None or (is_plain(node.left, self.numbers) and is_plain(node.right, self.numbers)):
            return node
        if name == "add" and (is_text(node.left) or is_text(node.right)):
            return node
        if name == "mod" and is_text(node.left) and all(is_plain(part) or is_text(part) for part in parts(node.right)):
            return node
        return at(node, f"__np_{name}__", node.left, node.right)

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        names = names_within(node.value)
        if names is None or not isinstance(node.target, ast.Name) or type(node.op) not in BINARY:
            return self.changed(node)
        as_written, unsure = copy.deepcopy(node), names.union((node.target.id,)) - self.numbers
        self.within_guard = True
        found = self.changed(node)
        self.within_guard = False
        return ast.copy_location(ast.If(are_numbers(unsure, node), [as_written], [found]), node) if unsure else node

    def changed(self, node: ast.AugAssign) -> Any:
        self.generic_visit(node)
        name, target = BINARY.get(type(node.op)), node.target
        if isinstance(target, ast.Name) and target.id in self.numbers:
            return node
        if name is None or is_text(node.value):
            node.target = place(target)
            return node
        if not is_simple(target):
            node.target = slot(target)
            return node
        loaded = ast.parse(ast.unparse(target), mode="eval").body
        for part in ast.walk(loaded):
            if isinstance(part, ast.expr):
                ast.copy_location(part, target)
        value = at(node, f"__np_i{name}__", loaded, node.value)
        return ast.copy_location(ast.Assign([place(target)], value), node)

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        self.generic_visit(node)
        if not isinstance(node.value, DISPLAYS) and not is_plain(node.value):
            node.targets = [place(target) for target in node.targets]
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        if len(node.ops) > 1 or not isinstance(node.ops[0], (ast.Eq, ast.NotEq)):
            return node
        left, right = node.left, node.comparators[0]
        if any(is_plain(side) or is_text(side) or isinstance(side, ast.Constant) for side in (left, right)):
            return node
        return at(node, "__np_eq__" if isinstance(node.ops[0], ast.Eq) else "__np_ne__", left, right)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        if not isinstance(node.func, ast.Name):
            return node
        if node.func.id in CONVERSIONS and len(node.args) == 1 and not node.keywords:
            if not isinstance(node.args[0], (ast.Starred, *DISPLAYS)):
                return at(node, "__np_convert__", node.func, node.args[0])
        elif node.func.id == "type" and len(node.args) == 1 and not node.keywords:
            if not isinstance(node.args[0], ast.Starred):
                return at(node, "__class_of__", node.func, node.args[0])
        elif node.func.id in ("eval", "exec") and node.args and not isinstance(node.args[0], ast.Starred):
            if not node.keywords and all(has_builtins(one) for one in node.args[1:2]):
                names = [one for one in node.args[1:2] if isinstance(one, ast.Name)]
                node.args[0] = at(node.args[0], "__np_code__", node.func, node.args[0], *names)
        elif node.func.id == "map" and node.args and getattr(node.args[0], "id", None) in CONVERSIONS:
            node.args[0] = at(node.args[0], "__np_converter__", node.args[0])
        return node

    # Tests

    def visit_If(self, node: ast.If) -> ast.AST:
        return self.tested(node)

    visit_IfExp = visit_While = visit_Assert = visit_If  # type: ignore[assignment]

    def tested(self, node: Any) -> ast.AST:
        self.generic_visit(node)
        node.test = self.truth(node.test)
        return node

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.op, ast.Not):
            node.operand = self.truth(node.operand)
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.op, ast.Or):  # of whose operands only the last can be given back though it is false
            node.values = [*(self.truth(value) for value in node.values[:-1]), node.values[-1]]
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        self.generic_visit(node)
        node.ifs = [self.truth(test) for test in node.ifs]
        return node

    def truth(self, test: Any) -> Any:
        if isinstance(test, ast.BoolOp):
            test.values = [self.truth(value) for value in test.values]
            return test
        if isinstance(test, (*DISPLAYS, ast.Compare, ast.UnaryOp)) or is_plain(test) or is_asked(test, "__np_truth__"):
            return test
        return at(test, "__np_truth__", test)

    def visit_Match(self, node: Any) -> ast.AST:
        return node  # a pattern takes no calls, and no program of that time has one


def place(target: Any) -> Any:
    """The target of an assignment, where a `Place` stands for an array whose element it is."""
    if isinstance(target, (ast.Tuple, ast.List)):
        target.elts = [place(element) for element in target.elts]
    elif isinstance(target, ast.Subscript) and not has_slice(target.slice) and not is_text(target.slice):
        target.value = at(target.value, "__np_place__", target.value)
    return target


def slot(target: Any) -> Any:
    """The target of `target += …` that is evaluated once, where a `Slot` stands for an element or an attribute."""
    if isinstance(target, ast.Subscript) and not has_slice(target.slice):
        found = at(target, "__np_slot__", target.value, target.slice, constant(target, False))
    elif isinstance(target, ast.Attribute):
        found = at(target, "__np_slot__", target.value, constant(target, target.attr), constant(target, True))
    else:
        return place(target)
    return ast.copy_location(ast.Attribute(found, "held", ast.Store()), target)


def constant(old: ast.AST, value: Any) -> Any:
    return ast.copy_location(ast.Constant(value), old)


def has_builtins(names: ast.AST) -> bool:
    """Whether a namespace has the program's builtins: one that has a name is asked itself."""
    if isinstance(names, ast.Dict):
        return all(isinstance(key, ast.Constant) and key.value != "__builtins__" for key in names.keys)
    return isinstance(names, ast.Name) or any(is_asked(names, name) for name in ("globals", "locals", "vars"))


def parts(node: ast.AST) -> list[Any]:
    return node.elts if isinstance(node, ast.Tuple) else [node]


def is_plain(node: ast.AST, names: Collection[str] = ()) -> bool:
    """Whether the expression is plainly a number, a truth or a text of Python's own; `names` are such numbers."""
    if isinstance(node, ast.UnaryOp):
        return is_plain(node.operand, names)
    if isinstance(node, ast.Constant):
        return isinstance(node.value, (int, float, complex))
    if isinstance(node, ast.Name):
        return node.id in names
    if isinstance(node, ast.BinOp):
        return is_plain(node.left, names) and is_plain(node.right, names)
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Attribute):
        return node.func.attr in TEXT_METHODS
    return getattr(node.func, "id", None) in PLAIN_CALLS or is_asked(node, "__np_convert__")


def plain_names(scope: ast.AST) -> frozenset[str]:
    """The names that the scope binds to Python's numbers alone: counters of loops, and what is computed of them."""
    bound: dict[str, list[ast.AST | None]] = {}
    others: set[str] = set()
    pending = list(ast.iter_child_nodes(scope))
    while pending:
        node = pending.pop()
        if isinstance(node, (ast.Global, ast.Nonlocal)):
            others.update(node.names)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            others.add(node.name)
            others.update(
                name for one in ast.walk(node) if isinstance(one, (ast.Global, ast.Nonlocal)) for name in one.names
            )
            continue
        elif isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            bound.setdefault(node.targets[0].id, []).append(node.value)
            pending.append(node.value)
            continue
        elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            bound.setdefault(node.target.id, []).append(node.value)
            pending.append(node.value)
            continue
        elif isinstance(node, ast.For) and isinstance(node.target, ast.Name) and counts(node.iter):
            bound.setdefault(node.target.id, []).append(None)
            pending += [node.iter, *node.body, *node.orelse]
            continue
        elif isinstance(node, ast.comprehension):
            pending += [node.iter, *node.ifs]
            continue
        elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            others.add(node.id)
        elif isinstance(node, ast.arg):
            others.add(node.arg)
        elif isinstance(node, ast.alias):
            others.add("*" if node.name == "*" else (node.asname or node.name).partition(".")[0])
        pending += ast.iter_child_nodes(node)
    found = {name for name in bound if name not in others}
    while True:
        kept = {name for name in found if all(value is None or is_plain(value, found) for value in bound[name])}
        if kept == found:
            return frozenset(found)
        found = kept


def counts(iterated: ast.AST) -> bool:
    return is_asked(iterated, "range") or is_asked(iterated, "xrange")


def is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, (str, bytes)))


def is_asked(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Call) and getattr(node.func, "id", None) == name


def is_simple(target: ast.AST) -> bool:
    """Whether it can be evaluated twice: a name, its attribute, or an element of these at a name or a constant."""
    if isinstance(target, ast.Subscript):
        index = target.slice
        return all(isinstance(part, (ast.Name, ast.Constant)) for part in parts(index)) and is_simple(target.value)
    return isinstance(target, ast.Name) or (isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name))


def names_within(node: ast.AST) -> frozenset[str] | None:
    """The names in arithmetic of names and numbers alone; None of what else there is, or where there are many."""
    if isinstance(node, ast.Name):
        return frozenset((node.id,))
    if isinstance(node, ast.Constant):
        return frozenset() if isinstance(node.value, (int, float, complex)) else None
    if isinstance(node, ast.UnaryOp):
        return names_within(node.operand) if isinstance(node.op, (ast.UAdd, ast.USub)) else None
    if not isinstance(node, ast.BinOp) or type(node.op) not in BINARY:
        return None
    left = names_within(node.left)
    right = None if left is None else names_within(node.right)
    return None if left is None or right is None or len(left | right) > MOST_NAMES else left | right


def are_numbers(names: Collection[str], node: ast.AST) -> Any:
    """Whether all the names are bound to numbers of Python's, whose arithmetic at `node` is as it is written."""
    tests = [ast.parse(f"__np_type__({name}) in __np_numbers__", mode="eval").body for name in sorted(names)]
    found = tests[0] if len(tests) == 1 else ast.BoolOp(ast.And(), tests)
    for part in ast.walk(found):
        ast.copy_location(part, node)
    return found


def has_slice(index: ast.AST) -> bool:
    return any(isinstance(part, ast.Slice) or getattr(part, "value", None) is Ellipsis for part in parts(index))


def at(old: ast.AST, function: str, *arguments: ast.expr) -> Any:
    """A call of one of `OPERATORS`, where `old` stood."""
    assert function in OPERATORS
    call = ast.Call(ast.Name(function, ast.Load()), list(arguments), [])
    ast.copy_location(call, old)
    ast.copy_location(call.func, old)
    return call
