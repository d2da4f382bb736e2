"""The variables of a graph and of a checkpoint."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Any

import numpy as np

from tf1graph.errors import MalformedFile
from tf1graph.graph.folding import in_optimizer
from tf1graph.graph.model import VARIABLE_OPS, Variable
from tf1graph.graph.nodes import Nodes, Shape, name_parts, parse_attr, shape_of
from tf1graph.graph.scopes import last_parts
from tf1graph.graph.wire import Finder, Ints

# What TensorFlow 1's optimisers, and its averages, add to the name of the variable that they keep something for.
_SLOTS = """Adam Momentum RMSProp Adagrad Adadelta Ftrl AdaMax ProximalAdagrad gradient_accumulator
    gradient_squared_accumulator ExponentialMovingAverage LARSOptimizer AddSign PowerSign AdamW Adam_m Adam_v LAMB
    m v vhat momentum accumulator biased local_step"""
SLOTS = frozenset(_SLOTS.split())
NUMBERED = re.compile(r"_\d+$")
POWER = re.compile(r"beta[12]_power(_\d+)?")
# By their numbers in types.proto; those of references are 100 higher.
_DTYPES = """unknown float32 float64 int32 uint8 int16 int8 string complex64 int64 bool qint8 quint8 qint32 bfloat16
    qint16 quint16 uint16 complex128 float16 resource variant uint32 uint64"""
DTYPES = _DTYPES.split()
MOST = 1 << 62  # a hostile shape can say that it has more elements
SIZES = {
    **dict.fromkeys(("bool", "int8", "uint8", "qint8", "quint8"), 1),
    **dict.fromkeys(("float16", "bfloat16", "int16", "uint16", "qint16", "quint16"), 2),
    **dict.fromkeys(("float32", "int32", "uint32", "qint32"), 4),
    **dict.fromkeys(("float64", "int64", "uint64", "complex64"), 8),
    "complex128": 16,
}


def dtype_name(number: int) -> str:
    """TensorFlow's name for a number of its DataType."""
    number = number - 100 if number > 100 else number
    return DTYPES[number] if 0 <= number < len(DTYPES) else f"type {number}"


def variables_of(nodes: Nodes, trainable: frozenset[str] | None) -> list[Variable]:
    """The variables among the nodes."""
    chosen = nodes.of_op(*VARIABLE_OPS)
    shapes, shape, slots = _looked_at(nodes, chosen)
    dtypes = nodes.attr_types("dtype")[chosen].tolist()
    found = []
    for (node, name), at, dtype, slot in zip(
        nodes.names_of(chosen), shape.tolist(), dtypes, slots.tolist(), strict=True
    ):
        trained = None if trainable is None else name in trainable
        slot = in_optimizer(name) or (slot and not trained)  # Keras puts such into its trainable variables
        found.append(Variable(name, shapes[at], dtype_name(dtype), node, trained, slot))
    return found


def _looked_at(nodes: Nodes, chosen: Ints) -> tuple[list[Shape], Ints, Any]:
    """The distinct shapes of some variables, each one's among them, and whether an optimiser keeps it."""
    values, number = nodes.attr_bytes("shape", chosen)
    shapes = [shape_of(parse_attr(value).shape) if value else None for value in values]
    start, end = (places[chosen] for places in nodes.name_places)
    parts, part = last_parts(nodes.wire, start, end)
    slots = np.array([_named_as_slot(name) for name in parts], bool)[part] if parts else np.zeros(0, bool)
    suspects = np.flatnonzero(slots)
    if len(suspects):  # in most cases it lies in the scope that is named after its owner
        owner = name_parts(nodes.wire, start[suspects], nodes.name_parts.outer[chosen[suspects]]).whole
        suspects = suspects[Finder(nodes.name_parts.whole[chosen]).find(owner) < 0]
        names = {name for _, name in nodes.names_of(chosen)} if len(suspects) else set()
        slots[suspects] = [is_slot(name, names) for _, name in nodes.names_of(chosen[suspects])]
    return shapes, number, slots


def _named_as_slot(last: str) -> bool:
    return bool(POWER.fullmatch(last)) or last in SLOTS or NUMBERED.sub("", last) in SLOTS


def memory_of(nodes: Nodes, trainable: frozenset[str] | None) -> tuple[Ints, Any, Any, Any]:
    """The nodes of the variables, whether an optimiser keeps each by its name, elements and bytes; 0 if not known."""
    chosen = nodes.of_op(*VARIABLE_OPS)
    shapes, number, slots = _looked_at(nodes, chosen)
    if trainable:
        trained = [name in trainable for _, name in nodes.names_of(chosen[slots])]
        slots[slots] = ~np.array(trained, bool)
    elements = np.array([elements_of(shape) or 0 for shape in shapes], np.float64)[number] if shapes else np.zeros(0)
    sizes = np.array([SIZES.get(dtype_name(at), 0) for at in range(256)], np.float64)
    dtypes = np.clip(nodes.attr_types("dtype")[chosen], 0, 255)
    return chosen, slots, elements, elements * sizes[dtypes]


def elements_of(shape: Shape) -> int | None:
    """How many elements a shape has, open sizes taken for 1; None where its rank is not known."""
    if shape is None:
        return None
    return min(math.prod(1 if size is None else size for size in shape), MOST)


def is_slot(name: str, names: set[str]) -> bool:
    """Whether an optimiser keeps the variable `name`, which is one of `names`, for another of them."""
    owner, _, last = name.rpartition("/")
    if POWER.fullmatch(last):
        return True
    if not _named_as_slot(last):
        return False
    # in an optimiser's own scope, the slot of `a/w` is `scope/a/w/Adam`
    return owner in names or any(owner[place:] in names for place in _tails(owner))


def _tails(name: str) -> list[int]:
    return [match.end() for match in re.finditer("/", name)]


def variables_in(prefix: Path) -> list[Variable]:
    """The variables that a checkpoint holds, by name."""
    reader = _reader(prefix)
    shapes, dtypes = reader.get_variable_to_shape_map(), reader.get_variable_to_dtype_map()
    names = {*shapes}
    return [
        Variable(name, tuple(shapes[name]), dtypes[name].name.removesuffix("_ref"), slot=is_slot(name, names))
        for name in sorted(shapes)
        if name != "_CHECKPOINTABLE_OBJECT_GRAPH"
    ]


def value_in(prefix: Path | None, name: str, source: str) -> Any:
    """The value of a variable in the checkpoint at `prefix`."""
    if prefix is None:
        raise MalformedFile(source or "the graph", "comes without a checkpoint that would hold values of variables")
    reader = _reader(prefix)
    if not reader.has_tensor(name):
        raise MalformedFile(prefix, f"holds no variable {name}")
    return reader.get_tensor(name)


def _reader(prefix: Path) -> Any:
    from tf1graph.chatter import load_tensorflow

    load_tensorflow()
    from tf1graph.tf._private import compat_v1

    try:
        return compat_v1.train.NewCheckpointReader(str(prefix))
    except (compat_v1.errors.OpError, ValueError, RuntimeError) as error:
        said = str(getattr(error, "message", error)).partition("\n")[0]
        raise MalformedFile(prefix, f"cannot be read as a checkpoint: {said.rstrip('.')}") from None
