"""`import keras` → `import tf_keras as keras`, in graph mode; what tf_keras lacks comes from `tf1graph.keras`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tf1graph.port import table
from tf1graph.port.fixers import Fixer, constant
from tf1graph.port.resolve import Use
from tf1graph.port.source import Edit
from tf1graph.port.table import is_below

if TYPE_CHECKING:
    from tf1graph.port.module import Module

fixer = Fixer("keras-imports")
# Modules that were folded into others; what they held is in those.
MOVED = {
    "layers.advanced_activations": "layers",
    "layers.convolutional": "layers",
    "layers.convolutional_recurrent": "layers",
    "layers.core": "layers",
    "layers.embeddings": "layers",
    "layers.local": "layers",
    "layers.merge": "layers",
    "layers.noise": "layers",
    "layers.normalization": "layers",
    "layers.pooling": "layers",
    "layers.recurrent": "layers",
    "layers.wrappers": "layers",
    "utils.data_utils": "utils",
    "utils.generic_utils": "utils",
    "utils.layer_utils": "utils",
    "utils.np_utils": "utils",
    "utils.training_utils": "utils",
    "utils.vis_utils": "utils",
}
# Keras 2.2.4 counts the first step as the second in these, and tf_keras as the first.
COUNTED = ("adam", "adamax", "nadam")
SEEDS = ("numpy.random.seed", "tf.set_random_seed", "tf.random.set_random_seed")
MNIST = "keras.datasets.mnist"  # ours finds the data, downloads or draws it
FROM = re.compile(rb"from(\s+)(.*?)\s+import\b", re.DOTALL)


@fixer.needs_ours
def has_no_equal(module: Module) -> bool:
    """Whether tf_keras would not give the figures: it lacks a name, or optimisers and seeds count otherwise there."""
    uses = uses_of_keras(module)
    if not uses:
        return False
    lacking = any(kind_of(place_of(use)) != "keras" and not is_mnist(use) for use in uses)
    seeded = any((use.legacy or use.path) in SEEDS for use in module.uses)
    return lacking or seeded or any(is_counted(use.path.rpartition(".")[2]) for use in uses) or compiles_counted(module)


def uses_of_keras(module: Module) -> list[Use]:
    """The uses of Keras 2's own package."""
    return [use for use in module.uses if is_below(use.path, "keras")]


def is_counted(optimizer: str) -> bool:
    return optimizer.lower() in COUNTED


def compiles_counted(module: Module) -> bool:
    """Whether such an optimiser is asked for by a string."""
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "compile"
        and any(is_counted(str(constant(one))) for one in [*node.args[:1], *(given.value for given in node.keywords)])
        for node in module.names.nodes
    )


@fixer.on_module
def rewrite(module: Module) -> Iterator[Edit]:
    """Edits of every import of Keras, and what became of each name of it."""
    ours = module.from_tf1graph
    for use in uses_of_keras(module):
        if use.base is None:
            yield from rewrite_import(module, use, ours)
        written = f"tf1graph.{use.path}" if ours or is_mnist(use) else place_of(use)
        state = "needs you" if kind_of(place_of(use)) == "unknown" and not ours else "ported"
        module.note(use, state, fixer.name, written)  # type: ignore[arg-type]


def is_mnist(use: Use) -> bool:
    """Whether a use is of MNIST alone."""
    others = use.statement.names if isinstance(use.statement, ast.ImportFrom) and use.path == MNIST else ()
    return is_below(use.path, MNIST) and len(others) <= 1


def place_of(use: Use) -> str:
    """The name in tf_keras that a name of Keras 2 is, as `tf_keras.layers.Dense`."""
    rest = use.path.removeprefix("keras").lstrip(".")
    for old, new in MOVED.items():
        if rest == old or rest.startswith(old + "."):
            rest = new + rest[len(old) :]
    return f"tf_keras.{rest}" if rest else "tf_keras"


def kind_of(place: str) -> str:
    """What the table says of a name in tf_keras."""
    return table.load().judge("tf.keras" + place.removeprefix("tf_keras")).kind


def rewrite_import(module: Module, use: Use, ours: bool) -> Iterator[Edit]:
    statement, alias = use.statement, use.node
    assert isinstance(alias, ast.alias)
    source = module.source
    ours = ours or is_mnist(use)
    place = f"tf1graph.{use.path}" if ours else place_of(use)
    if isinstance(statement, ast.Import):
        if not alias.asname:
            place = "tf1graph.keras" if ours else "tf_keras"
        name = "" if alias.asname else " as keras"
        start = source.start(alias)
        yield Edit(start, start + len(alias.name.encode()), place + name, fixer.name)
    else:
        assert statement is not None
        yield from rewrite_from(module, statement, alias, use, ours)
    if not ours:
        module.wants_graph_mode(statement, "")


def rewrite_from(module: Module, statement: ast.ImportFrom, alias: ast.alias, use: Use, ours: bool) -> Iterator[Edit]:
    """The import is rewritten once, by its first name."""
    source = module.source
    found = FROM.match(source.data, source.start(statement))
    assert statement.module is not None
    if alias is statement.names[0] and found:
        whole = "keras" if statement.module == "keras" else statement.module
        rest = MOVED.get(whole.removeprefix("keras."), whole.removeprefix("keras").lstrip("."))
        place = f"tf1graph.{whole}" if ours else "tf_keras" + (f".{rest}" if rest else "")
        yield Edit(found.start(2), found.end(2), place, fixer.name)
    new = place_of(use).rpartition(".")[2]
    if not ours and alias.name not in ("*", new):  # `from keras.utils import np_utils`, a module that was folded
        above = f"{statement.module}.{alias.name}".removeprefix("keras.")
        if above in MOVED and len(statement.names) == 1 and found:
            text = f"from tf_keras import {MOVED[above]} as {alias.asname or alias.name}"
            yield Edit(source.start(statement), source.end(statement), text, fixer.name)
