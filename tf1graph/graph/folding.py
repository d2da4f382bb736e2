"""What each node is there for: the model itself, or its gradients, optimiser, initial values, saving or summaries.

A file says none of this. It is told from the names that TensorFlow 1 gives, from the op types, and, for initial
values, from what is assigned to the variables.
"""

from __future__ import annotations

import re

import numpy as np

from tf1graph.graph.model import VARIABLE_OPS
from tf1graph.graph.nodes import Nodes
from tf1graph.graph.wire import Ints

KINDS = ("forward", "gradients", "optimizer", "initialization", "saving", "summaries")
FORWARD, GRADIENTS, OPTIMIZER, INITIALIZATION, SAVING, SUMMARIES = range(6)

OPTIMIZERS = (
    "Adam|AdaMax|AdamW|Momentum|RMSProp|Adagrad|AdagradDA|Adadelta|Ftrl|GradientDescent|ProximalAdagrad"
    "|ProximalGradientDescent|LARSOptimizer|AddSign|PowerSign|LazyAdam|Nadam|SGD|beta[12]_power"
)
SCOPES = (
    (re.compile(r"(^|/)gradients(_\d+)?(/|$)"), GRADIENTS),
    (re.compile(rf"(^|/)({OPTIMIZERS})(_\d+)?(/|$)"), OPTIMIZER),
    (re.compile(r"(^|/)(Initializer|report_uninitialized_\w+|IsInitialized)(/|$)|^init(_\d+)?(/|$)"), INITIALIZATION),
    (re.compile(r"^save(_\d+)?(/|$)"), SAVING),
)
OPS = (
    (re.compile(r"(Resource)?(Sparse)?Apply[A-Z]"), OPTIMIZER),
    (re.compile(r"\w*Summary(V2)?$|SummaryWriter$|CreateSummary|WriteSummary"), SUMMARIES),
    (re.compile(r"(Save|Restore)(V2|Slices?)?$|MergeV2Checkpoints$|ShardedFilename$|ShardedFilespec$"), SAVING),
    (re.compile(r"(VarIs|IsVariable)Initialized(Op)?$|InitializeTable|LookupTableImport"), INITIALIZATION),
)
ASSIGNS = ("Assign", "AssignVariableOp")
# What an initial value that is the same at every start is not made of.
SOURCES = {*VARIABLE_OPS, "Placeholder", "PlaceholderV2", "PlaceholderWithDefault", "IteratorGetNext"}


def kinds_of(nodes: Nodes) -> Ints:
    """Of each node, its place in `KINDS`."""
    scopes, scope = nodes.scopes
    kinds = np.fromiter((_kind(SCOPES, name) for name in scopes), np.int64, len(scopes))[scope]
    by_op = np.fromiter((_kind(OPS, name) for name in nodes.op_names), np.int64, len(nodes.op_names))[nodes.op]
    kinds = np.where(by_op != FORWARD, by_op, kinds)
    for node in nodes.of_op(*VARIABLE_OPS).tolist():  # a slot stands in the scope of its variable
        if kinds[node] == FORWARD and re.search(rf"(^|/)({OPTIMIZERS})(_\d+)?$", nodes.name(node)):
            kinds[node] = OPTIMIZER
    for node in nodes.of_op("NoOp").tolist():
        if kinds[node] == FORWARD:
            kinds[node] = _kind(SCOPES, nodes.name(node))
    assigns = nodes.of_op(*ASSIGNS)
    assigns = assigns[kinds[assigns] == FORWARD]
    named = np.fromiter((_first_assign(nodes.name(node)) for node in assigns.tolist()), bool, len(assigns))
    kinds[assigns[named]] = INITIALIZATION
    starts = nodes.of_op(*ASSIGNS)
    starts = starts[kinds[starts] == INITIALIZATION]
    values = initial_values(nodes, starts)
    kinds[values[kinds[values] == FORWARD]] = INITIALIZATION
    return kinds


def _first_assign(name: str) -> bool:
    """Whether it is the assignment that `tf.Variable` makes, whose name it alone gives."""
    return bool(re.search(r"(^|/)Assign$", name))


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
    tainted = {node for node in inputs if nodes.op_of(node) in SOURCES}
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
    for pattern, kind in patterns:
        if pattern.search(name) if patterns is SCOPES else pattern.match(name):
            return kind
    return FORWARD
