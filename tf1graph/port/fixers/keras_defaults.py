"""Defaults of Keras 2 that tf_keras changed, made explicit: learning rates, `hard_sigmoid`, GRU's `reset_after`.

A program in graph mode takes its optimisers from `tf_keras.optimizers.legacy`, which know graphs.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tf1graph.port.fixers import Call, Fixer, constant
from tf1graph.port.resolve import Use
from tf1graph.port.source import Edit

if TYPE_CHECKING:
    from tf1graph.port.module import Module

fixer = Fixer("keras-defaults")
OPTIMIZERS = ("SGD", "RMSprop", "Adagrad", "Adadelta", "Adam", "Adamax", "Nadam")
# Of standalone Keras alone; `tf.keras` had today's.
RATES = {"Adadelta": "1.0", "Adagrad": "0.01", "Adamax": "0.002", "Nadam": "0.002"}
SUMS = {"Adagrad": ("initial_accumulator_value", "0.0")}
LAYERS = {
    "LSTM": {"recurrent_activation": '"hard_sigmoid"'},
    "GRU": {"recurrent_activation": '"hard_sigmoid"', "reset_after": "False"},
    "LSTMCell": {"recurrent_activation": '"hard_sigmoid"'},
    "GRUCell": {"recurrent_activation": '"hard_sigmoid"', "reset_after": "False"},
}
# Which positional argument it is, for those that may be passed so.
POSITIONS = {"recurrent_activation": 2}
HEADS = ("keras", "tensorflow.keras")


@fixer.on_module
def make_explicit(module: Module) -> Iterator[Edit]:
    """Edits of the calls of optimisers and layers, and of optimisers that are named by a string."""
    if module.from_tf1graph:
        return  # whose Keras has the defaults of then
    for use in module.uses:
        head = next((head for head in HEADS if use.path.startswith(head + ".")), None)
        if head is None:
            continue
        name = use.path.rpartition(".")[2]
        place = use.path.removeprefix(head + ".").partition(".")[0]
        parent = module.names.parent_of.get(use.node)
        call = Call(parent, use, module, fixer.name) if is_call_of(parent, use.node) else None  # type: ignore[arg-type]
        if place == "optimizers" and name in OPTIMIZERS and ".legacy." not in use.path:
            yield from take_legacy(module, use)
            if call and not call.has_starred():
                yield from explicit_rates(call, name, head)
        elif place == "layers" and name in LAYERS and call and not call.has_starred():
            for argument, value in LAYERS[name].items():
                if call.argument(argument, POSITIONS.get(argument, 99)) is None:
                    yield call.add_argument(f"{argument}={value}")
    if any(use.path.startswith("keras") for use in module.uses):
        yield from named_by_string(module)


def is_call_of(parent: ast.AST | None, node: ast.AST) -> bool:
    return isinstance(parent, ast.Call) and parent.func is node


def canonical(name: str) -> str:
    return next((one for one in OPTIMIZERS if one.lower() == name.lower()), "")


def take_legacy(module: Module, use: Use) -> Iterator[Edit]:
    """`optimizers.Adam` → `optimizers.legacy.Adam`."""
    node = use.chain[-1] if use.chain else None
    if isinstance(node, ast.Attribute):
        place = module.source.end(node.value)
        yield Edit(place, place, ".legacy", fixer.name)
    elif use.base is None and isinstance(use.statement, ast.ImportFrom):
        statement = use.statement
        if use.node is statement.names[0] and (statement.module or "").endswith(".optimizers"):
            place = module.source.data.index(b".optimizers", module.source.start(statement)) + len(b".optimizers")
            yield Edit(place, place, ".legacy", fixer.name)


def explicit_rates(call: Call, name: str, head: str) -> Iterator[Edit]:
    given = call.argument("lr", 0) or call.argument("learning_rate", 0)
    if not call.keyword("learning_rate"):
        yield from call.rename_keyword("lr", "learning_rate")
    if head == "keras" and name in RATES and given is None:
        yield call.add_argument(f"learning_rate={RATES[name]}")
    if head == "keras" and name in SUMS and call.keyword(SUMS[name][0]) is None:
        yield call.add_argument("=".join(SUMS[name]))


def name_of_keras(module: Module) -> str:
    """The name that tf_keras has in the result."""
    imports = (binding for found in module.names.module.bindings.values() for binding in found)
    named = (one.name for one in imports if module.resolver.path_of(one) == "keras")
    return next(named, "") or module.imported("tf_keras", "tf_keras")


def named_by_string(module: Module) -> Iterator[Edit]:
    """`compile(optimizer="adadelta")` → the optimiser, with the learning rate that it had."""
    for node in module.names.nodes:
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "compile"):
            continue
        given = next(
            (one.value for one in node.keywords if one.arg == "optimizer"), node.args[0] if node.args else None
        )
        name = canonical(str(constant(given)))
        if given is not None and name in RATES and isinstance(constant(given), str):
            keras = name_of_keras(module)
            more = ", " + "=".join(SUMS[name]) if name in SUMS else ""
            text = f"{keras}.optimizers.legacy.{name}(learning_rate={RATES[name]}{more})"
            yield Edit(module.source.start(given), module.source.end(given), text, fixer.name)
