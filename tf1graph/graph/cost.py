"""What each node costs: operations, parameters, memory; counted for all nodes of an op type at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from tf1graph.graph import flops
from tf1graph.graph.model import LoadedGraph
from tf1graph.graph.nodes import Nodes, Shape, parse_attr
from tf1graph.graph.variables import MOST, SIZES, dtype_name
from tf1graph.graph.wire import KEYS, SHIFT, Hashes, Ints, numbered

Floats = np.ndarray[Any, np.dtype[np.float64]]


def _words(text: str) -> list[str]:
    return text.split()


# What they give lies where what they are given lies, or in a variable or constant.
SHARING = frozenset(
    _words(
        "Identity IdentityN Reshape Squeeze ExpandDims StopGradient PreventGradient Const Variable VariableV2 "
        "VarHandleOp ReadVariableOp Assign AssignVariableOp AssignAdd AssignSub Enter RefEnter Exit RefExit Merge "
        "RefMerge Switch RefSwitch NextIteration RefNextIteration EnsureShape Snapshot GuaranteeConst RefIdentity "
        "Bitcast CheckNumerics PlaceholderWithDefault LoopCond"
    )
)
TRUTHS = frozenset(
    _words(
        "Greater GreaterEqual Less LessEqual Equal NotEqual LogicalAnd LogicalOr LogicalNot IsNan IsInf IsFinite All "
        "Any ApproximateEqual InTopK InTopKV2 VarIsInitializedOp IsVariableInitialized"
    )
)
# The attribute that says the type of what an op gives, where it is neither T nor dtype.
TYPED_BY = {"Cast": "DstT", "Bitcast": "type", "ArgMax": "output_type", "ArgMin": "output_type"}
TYPED_BY.update(dict.fromkeys(("Shape", "ShapeN", "Size", "LinSpace"), "out_type"))
TYPED_BY.update(dict.fromkeys(("Gather", "GatherV2", "GatherNd"), "Tparams"))


@dataclass
class Shapes:
    """The output shapes of all nodes.

    Attributes:
      lists: the distinct lists of output shapes, () where they are not known.
      number: each node's place among them.
      origin: "recorded" in the file, "inferred" by TensorFlow, or "unknown".
    """

    lists: list[tuple[Shape, ...]]
    number: Ints
    origin: str

    def of(self, node: int) -> tuple[Shape, ...]:
        return self.lists[int(self.number[node])]


@dataclass
class Costs:
    """What each node costs, for one batch.

    Attributes:
      batch: the size that stands for the first open size of a shape; any further one counts as 1.
      flops: floating point operations of each node; 0 where nothing is known.
      known: whether they could be counted: the op type has a rule, and the shapes that it asks for are known.
      activation_bytes: memory of what each node gives, where that is memory of its own.
      open_sizes: how many nodes have a shape with more than one open size.
    """

    batch: int
    flops: Floats
    known: Any
    activation_bytes: Floats
    open_sizes: int


def filled(shape: Shape, batch: int) -> tuple[int, ...] | None:
    """A shape without open sizes: the first is the batch, others are 1."""
    if shape is None:
        return None
    if None not in shape:
        return shape  # type: ignore[return-value]
    place = shape.index(None)
    return tuple(batch if at == place else 1 if size is None else size for at, size in enumerate(shape))


def count_costs(graph: LoadedGraph, shapes: Shapes, batch: int = 1) -> Costs:
    """What each node of the graph costs.

    Args:
      shapes: of its outputs.
      batch: what stands for an open size.
    """
    nodes = graph.nodes
    sizes = [tuple(filled(shape, batch) for shape in shapes_) for shapes_ in shapes.lists]
    elements = np.array(
        [min(flops.count(found[0]), MOST) if found and found[0] is not None else -1.0 for found in sizes]
    )
    total = np.array(
        [sum(min(flops.count(size), MOST) for size in found if size is not None) for found in sizes], float
    )
    known = np.ones(len(nodes), bool)
    counted = np.zeros(len(nodes), np.float64)
    each = np.array([flops.PER_ELEMENT.get(op, 0) for op in nodes.op_names], np.float64)
    own = elements[shapes.number] if len(sizes) else np.zeros(0)
    simple = each[nodes.op] if len(nodes) else np.zeros(0)
    np.multiply(simple, own, out=counted, where=own > 0)
    known[(simple > 0) & (own < 0)] = False
    for op in nodes.op_names:
        chosen = nodes.of_op(op) if op in flops.RULES or not _free(op) else np.zeros(0, np.int64)
        if op in flops.RULES:
            values = _by_rule(nodes, chosen, flops.RULES[op], shapes, sizes)
            counted[chosen] = np.maximum(values, 0)
            known[chosen] = values >= 0
        else:
            known[chosen] = False
    more = np.array([any(shape is not None and shape.count(None) > 1 for shape in found) for found in shapes.lists])
    return Costs(
        batch,
        counted,
        known,
        _activations(nodes, total[shapes.number] if len(sizes) else np.zeros(0)),
        int(more[shapes.number].sum()) if len(sizes) else 0,
    )


def _elements(size: tuple[int, ...]) -> int:
    return min(flops.count(size), MOST)


def _free(op: str) -> bool:
    return op in flops.COSTLESS or op in flops.PER_ELEMENT


def _by_rule(
    nodes: Nodes, chosen: Ints, rule: flops.Rule, shapes: Shapes, sizes: list[tuple[tuple[int, ...] | None, ...]]
) -> Floats:
    """The operations of the nodes of one op type, -1 where they cannot be counted."""
    fan_in = nodes.fan_in(chosen) if rule.fan_in else np.zeros(len(chosen), np.int64)
    columns = [shapes.number[chosen], fan_in]
    for place in range(rule.inputs):
        source, output = nodes.inputs_of(chosen, place)
        columns += [np.where(source >= 0, shapes.number[source], -1), output]
    values_of = []
    for name in rule.attrs:
        values, number = nodes.attr_bytes(name, chosen)
        values_of.append([_plain(value) for value in values])
        columns.append(number)
    first, group = numbered(_joined(columns))
    found = np.empty(len(first))
    for place, row in enumerate(np.stack([column[first] for column in columns], axis=1).tolist()):
        inputs = tuple(
            sizes[row[at]][row[at + 1]] if row[at] >= 0 and 0 <= row[at + 1] < len(sizes[row[at]]) else None
            for at in range(2, 2 + 2 * rule.inputs, 2)
        )
        outputs = sizes[row[0]]
        attrs = {
            name: values[at] for name, values, at in zip(rule.attrs, values_of, row[2 + 2 * rule.inputs :], strict=True)
        }
        try:
            if not outputs or outputs[0] is None:
                raise LookupError
            known = tuple(size for size in outputs if size is not None)
            found[place] = min(rule.count(flops.Call(inputs, known, attrs, row[1])), MOST)
        except LookupError:
            found[place] = -1
    return found[group]


def _joined(columns: list[Ints]) -> Hashes:
    """A number for each row of some columns, equal where the rows are."""
    joined = np.zeros(len(columns[0]), np.uint64)
    for column in columns:
        joined = (joined ^ column.astype(np.uint64)) * KEYS[1]
        joined ^= joined >> SHIFT
    return joined


def _plain(value: bytes) -> Any:
    """An attribute's value as Python has it: a number, text, a truth value or a list of numbers."""
    attr = parse_attr(value)
    kind = attr.WhichOneof("value")
    if kind == "list":
        return [*attr.list.i]
    if kind == "s":
        return attr.s.decode("utf-8", "replace")
    return getattr(attr, kind) if kind in ("i", "b", "f") else ""


def _activations(nodes: Nodes, elements: Floats) -> Floats:
    sharing = np.array([op in SHARING for op in nodes.op_names], bool)
    size = output_sizes(nodes)
    return np.where(sharing[nodes.op], 0.0, elements * size) if len(nodes) else np.zeros(0)


def output_sizes(nodes: Nodes) -> Floats:
    """The bytes of one element of what each node gives, 0 where that is not known or has no fixed size."""
    number = np.zeros(len(nodes), np.int64)
    for key in ("dtype", "T"):
        found = nodes.attr_types(key)
        number = np.where(number == 0, found, number)
    for op, key in TYPED_BY.items():
        if op in nodes.op_names:
            chosen = nodes.of_op(op)
            number[chosen] = nodes.attr_types(key)[chosen]
            number[chosen[number[chosen] == 0]] = 3 if key in ("out_type",) else 9
    truths = np.array([op in TRUTHS for op in nodes.op_names], bool)
    number[truths[nodes.op]] = 10
    table = np.array([SIZES.get(dtype_name(at), 0) for at in range(256)], np.float64)
    return table[np.clip(number, 0, 255)]
