"""What each node is there for: the model itself, or its gradients, optimiser, initial values, saving or summaries.

A file says none of this. It is told from the names that TensorFlow 1 gives, from the op types, and, for initial
values, from what is assigned to the variables.
"""

from __future__ import annotations

import re
from functools import cache

import numpy as np

from tf1graph.graph.model import VARIABLE_OPS
from tf1graph.graph.nodes import Nodes
from tf1graph.graph.scopes import Scopes, last_parts
from tf1graph.graph.wire import Ints

KINDS = ("forward", "gradients", "optimizer", "initialization", "saving", "summaries")
FORWARD, GRADIENTS, OPTIMIZER, INITIALIZATION, SAVING, SUMMARIES = range(6)

OPTIMIZERS = (
    "Adam|AdaMax|AdamW|Momentum|RMSProp|Adagrad|AdagradDA|Adadelta|Ftrl|GradientDescent|ProximalAdagrad"
    "|ProximalGradientDescent|LARSOptimizer|AddSign|PowerSign|LazyAdam|beta[12]_power"
    "|Adamax|Nadam|RMSprop|SGD|TFOptimizer"  # Keras's
)
SCOPES = (  # by their last part; what lies within is of the same kind
    (re.compile(r"(gradients|(clip_by_)?global_norm)(_\d+)?"), GRADIENTS),
    (re.compile(rf"({OPTIMIZERS})(_\d+)?"), OPTIMIZER),
    (re.compile(r"Initializer|report_uninitialized_\w+|IsInitialized|init(_\d+)?"), INITIALIZATION),
    (re.compile(r"save(_\d+)?"), SAVING),
)
BESIDE = (*SCOPES, (re.compile("Assign"), INITIALIZATION))  # the last is the assignment that `tf.Variable` makes
TRAINS = re.compile(r"(Resource)?(Sparse)?Apply[A-Z]\w*")  # op types that change a variable along a gradient
OPS = (
    (TRAINS, OPTIMIZER),
    (re.compile(r"\w*Summary(V2)?|\w*SummaryWriter"), SUMMARIES),
    (re.compile(r"(Save|Restore)(V2|Slices?)?|MergeV2Checkpoints|ShardedFilename|ShardedFilespec"), SAVING),
    (re.compile(r"(VarIs|IsVariable)Initialized(Op)?|InitializeTable\w*|LookupTableImport\w*"), INITIALIZATION),
)
ASSIGNS = ("Assign", "AssignVariableOp")
# What an initial value that is the same at every start is not made of.
SOURCES = {*VARIABLE_OPS, "Placeholder", "PlaceholderV2", "PlaceholderWithDefault", "IteratorGetNext"}


def kinds_of(nodes: Nodes, scopes: Scopes) -> Ints:
    """Of each node, its place in `KINDS`."""
    parts, part = last_parts(nodes.wire, scopes.start, scopes.end)
    of_scope = np.array([_kind(SCOPES, name) for name in parts], np.int64)[part]
    for level in scopes.levels[1:]:
        above = of_scope[scopes.parents[level]]
        of_scope[level] = np.where(above != FORWARD, above, of_scope[level])
    by_op = np.fromiter((_kind(OPS, op) for op in nodes.op_names), np.int64, len(nodes.op_names))[nodes.op]
    kinds = np.where(by_op != FORWARD, by_op, of_scope[scopes.of])
    # what stands beside its scope, or has none, such as a slot or `init`
    beside = nodes.of_op(*VARIABLE_OPS, "NoOp", *ASSIGNS)
    beside = beside[kinds[beside] == FORWARD]
    start, end = nodes.name_places
    parts, part = last_parts(nodes.wire, start[beside], end[beside])
    kinds[beside] = np.array([_kind(BESIDE, name) for name in parts], np.int64)[part] if parts else kinds[beside]
    assigns = nodes.of_op(*ASSIGNS)
    values = initial_values(nodes, assigns[kinds[assigns] == INITIALIZATION])
    kinds[values[kinds[values] == FORWARD]] = INITIALIZATION
    return kinds


def is_beside(scope: str) -> bool:
    """Whether a scope of this last part of its name lies beside the model: its gradients, optimiser, saving, …"""
    return _kind(SCOPES, scope) != FORWARD


def in_optimizer(name: str) -> bool:
    """Whether a variable lies in an optimiser's scope, as `training/Adam/Variable_3` and `SGD/lr` of Keras do."""
    return any(_kind(SCOPES, part) == OPTIMIZER for part in name.split("/")[:-1])


def initial_values(nodes: Nodes, assigns: Ints) -> Ints:
    """The nodes that make the values that `assigns` assign, as far as they depend on no variable and nothing fed."""
    source, _ = nodes.inputs_of(assigns, 1)
    frontier = np.unique(source[source >= 0])
    inputs: dict[int, list[int]] = {}
    while len(frontier):
        fresh = [node for node in frontier.tolist() if node not in inputs]
        for node, found in zip(fresh, nodes.sources_of(np.array(fresh, np.int64)), strict=True):
            inputs[node] = found
        frontier = np.array(sorted({one for node in fresh for one in inputs[node]} - inputs.keys()), np.int64)
    sources = {number for number, op in enumerate(nodes.op_names) if op in SOURCES}
    ops = nodes.op[[*inputs]].tolist() if inputs else []
    tainted = {node for node, op in zip(inputs, ops, strict=True) if op in sources}
    users: dict[int, list[int]] = {}
    for node, found in inputs.items():
        for one in found:
            users.setdefault(one, []).append(node)
    spreading = [*tainted]
    while spreading:
        for user in users.get(spreading.pop(), ()):
            if user not in tainted:
                tainted.add(user)
                spreading.append(user)
    return np.array(sorted(inputs.keys() - tainted), np.int64)


def _kind(patterns: tuple[tuple[re.Pattern[str], int], ...], name: str) -> int:
    found = _joined(patterns).fullmatch(name)
    return patterns[int(found.lastgroup[1:])][1] if found and found.lastgroup else FORWARD


@cache
def _joined(patterns: tuple[tuple[re.Pattern[str], int], ...]) -> re.Pattern[str]:
    """One pattern that tells which it was by the name of its group: a file has a hundred thousand names."""
    return re.compile("|".join(f"(?P<k{place}>{pattern.pattern})" for place, (pattern, _) in enumerate(patterns)))
