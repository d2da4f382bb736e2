"""Chooses ops and tensors of a graph: by name, by a condition, or by walking along its edges."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from tf1graph import tf
from tf1graph.tf.contrib.graph_editor import util
from tf1graph.tf.names import provide

PLACE = "tf.contrib.graph_editor."
Filter = Callable[[Any], Any]


@provide(PLACE + "can_be_regex", gone="2.0")
def can_be_regex(obj: Any) -> bool:
    """Whether something is a string or a compiled expression."""
    return isinstance(obj, (str, re.Pattern))


@provide(PLACE + "make_regex", gone="2.0")
def make_regex(obj: Any) -> re.Pattern[str]:
    """The compiled expression.

    Raises:
      ValueError: it is neither.
    """
    if not can_be_regex(obj):
        raise ValueError(f"Expected a string or a regex, got: {type(obj)}")
    return re.compile(obj)


def _inputs(ops: Iterable[Any]) -> list[Any]:
    return util.concatenate_unique([], (tensor for op in ops for tensor in op.inputs))


def _outputs(ops: Iterable[Any]) -> list[Any]:
    return [tensor for op in ops for tensor in op.outputs]


@provide(PLACE + "filter_ts", gone="2.0")
def filter_ts(ops: Any, positive_filter: Any) -> list[Any]:
    """The tensors in and out of ops for which a function is true; all where `positive_filter` is True."""
    ops = util.make_list_of_op(ops)
    found = util.concatenate_unique(_inputs(ops), _outputs(ops))
    return found if positive_filter is True else [tensor for tensor in found if positive_filter(tensor)]


@provide(PLACE + "filter_ts_from_regex", gone="2.0")
def filter_ts_from_regex(ops: Any, regex: Any) -> list[Any]:
    """The tensors in and out of ops in whose names an expression is found."""
    pattern = make_regex(regex)
    return filter_ts(ops, lambda tensor: pattern.search(tensor.name))


@provide(PLACE + "filter_ops", gone="2.0")
def filter_ops(ops: Any, positive_filter: Any) -> list[Any]:
    """The ops for which a function is true; all where `positive_filter` is True."""
    ops = util.make_list_of_op(ops)
    return ops if positive_filter is True else [op for op in ops if positive_filter(op)]


@provide(PLACE + "filter_ops_from_regex", gone="2.0")
def filter_ops_from_regex(ops: Any, regex: Any) -> list[Any]:
    """The ops in whose names an expression is found."""
    pattern = make_regex(regex)
    return filter_ops(ops, lambda op: pattern.search(op.name))


@provide(PLACE + "get_name_scope_ops", gone="2.0")
def get_name_scope_ops(ops: Any, scope: str) -> list[Any]:
    """The ops in a name scope."""
    return filter_ops_from_regex(ops, f"^{scope.removesuffix('/')}(/.*)?$")


@provide(PLACE + "check_cios", gone="2.0")
def check_cios(control_inputs: bool = False, control_outputs: Any = None, control_ios: Any = None) -> tuple[Any, Any]:
    """Whether control inputs are followed, and the control outputs, brought up to date; `control_ios` means both.

    Raises:
      TypeError: they are no `ControlOutputs`.
      ValueError: both are given.
    """
    for given in (control_ios, control_outputs):
        if given is not None and not isinstance(given, util.ControlOutputs):
            raise TypeError(f"Expected a util.ControlOutputs, got: {type(given)}")
    if control_ios is not None:
        if control_outputs is not None:
            raise ValueError("control_outputs should be None when using control_ios.")
        control_inputs, control_outputs = True, control_ios
    if control_outputs is not None:
        control_outputs.update()
    return control_inputs, control_outputs


@provide(PLACE + "get_ops_ios", gone="2.0")
def get_ops_ios(
    ops: Any, control_inputs: bool = False, control_outputs: Any = None, control_ios: Any = None
) -> list[Any]:
    """The ops before and after ops."""
    control_inputs, control_outputs = check_cios(control_inputs, control_outputs, control_ios)
    found: list[Any] = []
    for op in util.make_list_of_op(ops):
        util.concatenate_unique(found, [tensor.op for tensor in op.inputs])
        for tensor in op.outputs:
            util.concatenate_unique(found, tensor.consumers())
        if control_outputs is not None:
            util.concatenate_unique(found, control_outputs.get(op))
        if control_inputs:
            util.concatenate_unique(found, op.control_inputs)
    return found


@provide(PLACE + "compute_boundary_ts", gone="2.0")
def compute_boundary_ts(ops: Any) -> tuple[list[Any], list[Any], list[Any]]:
    """The tensors that come into ops, that go out of them, and that go from one to another; these may go out too."""
    ops = util.make_list_of_op(ops)
    inputs, outputs = _inputs(ops), _outputs(ops)
    among, made = frozenset(ops), frozenset(outputs)
    inside = [tensor for tensor in inputs if tensor in made]
    only_inside = {tensor for tensor in inside if not frozenset(tensor.consumers()) - among}
    coming = frozenset(inside)
    return (
        [tensor for tensor in inputs if tensor not in coming],
        [tensor for tensor in outputs if tensor not in only_inside],
        inside,
    )


@provide(PLACE + "get_within_boundary_ops", gone="2.0")
def get_within_boundary_ops(
    ops: Any,
    seed_ops: Any,
    boundary_ops: Any = (),
    inclusive: bool = True,
    control_inputs: bool = False,
    control_outputs: Any = None,
    control_ios: Any = None,
) -> list[Any]:
    """The ops among `ops` that are reached from `seed_ops`, in both directions, without crossing `boundary_ops`.

    Args:
      inclusive: whether the boundary is among them.

    Raises:
      ValueError: a seed lies on the boundary.
    """
    control_inputs, control_outputs = check_cios(control_inputs, control_outputs, control_ios)
    ops = util.make_list_of_op(ops)
    boundary = set(util.make_list_of_op(boundary_ops))
    found = set(util.make_list_of_op(seed_ops, allow_graph=False))
    if boundary & found:
        raise ValueError("Boundary is intersecting with the seeds.")
    wave = set(found)
    while wave:
        reached = set(get_ops_ios(wave, control_inputs, control_outputs)) - found
        if inclusive:
            found |= reached & boundary
        wave = reached - boundary
        found |= wave
    return [op for op in ops if op in found]


def _walk(
    seeds: list[Any],
    following: Callable[[Any], Iterable[Any]],
    inclusive: bool,
    within_ops: Any,
    within_ops_fn: Filter | None,
) -> list[Any]:
    """The ops reached from seeds, wave by wave."""
    within = frozenset(util.make_list_of_op(within_ops, allow_graph=False)) if within_ops else None
    found = [op for op in dict.fromkeys(seeds) if within is None or op in within]
    started, known, wave = frozenset(found), set(found), list(found)
    while wave:
        reached = [
            op
            for op in dict.fromkeys(after for before in wave for after in following(before))
            if op not in known and (within is None or op in within) and (within_ops_fn is None or within_ops_fn(op))
        ]
        found += reached
        known.update(reached)
        wave = reached
    return found if inclusive else [op for op in found if op not in started]


def _seeds(given: Any, of_tensors: Callable[[Any], list[Any]]) -> list[Any]:
    given = list(given) if util.is_iterable(given) else [given]
    if given and isinstance(given[0], tf.Tensor):
        return of_tensors(util.make_list_of_t(given, allow_graph=False))
    return util.make_list_of_op(given, allow_graph=False)


@provide(PLACE + "get_forward_walk_ops", gone="2.0")
def get_forward_walk_ops(
    seed_ops: Any,
    inclusive: bool = True,
    within_ops: Any = None,
    within_ops_fn: Filter | None = None,
    stop_at_ts: Any = (),
    control_outputs: Any = None,
) -> list[Any]:
    """The ops that are reached from ops, or from tensors, along the edges.

    Args:
      inclusive: whether the ops begun with are among them.
      within_ops: the only ops that may be.
      within_ops_fn: is true of those that may be.
      stop_at_ts: tensors beyond which the walk does not go.
      control_outputs: `ControlOutputs`, if these are edges too.
    """
    _, control_outputs = check_cios(False, control_outputs)
    stop = frozenset(util.make_list_of_t(stop_at_ts))

    def following(op: Any) -> Iterable[Any]:
        for tensor in op.outputs:
            if tensor not in stop:
                yield from tensor.consumers()
        if control_outputs is not None:
            yield from control_outputs.get(op)

    return _walk(_seeds(seed_ops, util.get_consuming_ops), following, inclusive, within_ops, within_ops_fn)


@provide(PLACE + "get_backward_walk_ops", gone="2.0")
def get_backward_walk_ops(
    seed_ops: Any,
    inclusive: bool = True,
    within_ops: Any = None,
    within_ops_fn: Filter | None = None,
    stop_at_ts: Any = (),
    control_inputs: bool = False,
) -> list[Any]:
    """The ops that ops, or tensors, are computed from; arguments as of `get_forward_walk_ops`."""
    stop = frozenset(util.make_list_of_t(stop_at_ts))

    def before(op: Any) -> Iterable[Any]:
        yield from (tensor.op for tensor in op.inputs if tensor not in stop)
        if control_inputs:
            yield from op.control_inputs

    return _walk(_seeds(seed_ops, util.get_generating_ops), before, inclusive, within_ops, within_ops_fn)


def _both_walks(
    forward_seed_ops: Any,
    backward_seed_ops: Any,
    forward_inclusive: bool,
    backward_inclusive: bool,
    within_ops: Any,
    within_ops_fn: Filter | None,
    control_inputs: bool,
    control_outputs: Any,
    control_ios: Any,
) -> tuple[list[Any], list[Any]]:
    control_inputs, control_outputs = check_cios(control_inputs, control_outputs, control_ios)
    within = {"within_ops": within_ops, "within_ops_fn": within_ops_fn}
    return (
        get_forward_walk_ops(forward_seed_ops, forward_inclusive, control_outputs=control_outputs, **within),
        get_backward_walk_ops(backward_seed_ops, backward_inclusive, control_inputs=control_inputs, **within),
    )


@provide(PLACE + "get_walks_intersection_ops", gone="2.0")
def get_walks_intersection_ops(
    forward_seed_ops: Any,
    backward_seed_ops: Any,
    forward_inclusive: bool = True,
    backward_inclusive: bool = True,
    within_ops: Any = None,
    within_ops_fn: Filter | None = None,
    control_inputs: bool = False,
    control_outputs: Any = None,
    control_ios: Any = None,
) -> list[Any]:
    """The ops on the way from some ops or tensors to others."""
    forward, backward = _both_walks(
        forward_seed_ops,
        backward_seed_ops,
        forward_inclusive,
        backward_inclusive,
        within_ops,
        within_ops_fn,
        control_inputs,
        control_outputs,
        control_ios,
    )
    known = frozenset(backward)
    return [op for op in forward if op in known]


@provide(PLACE + "get_walks_union_ops", gone="2.0")
def get_walks_union_ops(
    forward_seed_ops: Any,
    backward_seed_ops: Any,
    forward_inclusive: bool = True,
    backward_inclusive: bool = True,
    within_ops: Any = None,
    within_ops_fn: Filter | None = None,
    control_inputs: bool = False,
    control_outputs: Any = None,
    control_ios: Any = None,
) -> list[Any]:
    """The ops reached from some ops or tensors, and those that others are computed from."""
    return util.concatenate_unique(
        *_both_walks(
            forward_seed_ops,
            backward_seed_ops,
            forward_inclusive,
            backward_inclusive,
            within_ops,
            within_ops_fn,
            control_inputs,
            control_outputs,
            control_ios,
        )
    )


def _select(
    args: Any,
    graph: Any,
    positive_filter: Filter | None,
    is_meant: Callable[[str], bool],
    by_regex: Callable[[Any, Any], list[Any]],
    listed: Callable[[Any], list[Any]],
) -> list[Any]:
    if graph is not None and not isinstance(graph, tf.Graph):
        raise TypeError(f"Expected a tf.Graph, got: {type(graph)}")
    found: list[Any] = []
    for arg in args:
        if can_be_regex(arg):
            if graph is None:
                raise ValueError("Use the keyword argument 'graph' to use regex.")
            pattern = make_regex(arg)
            chosen = by_regex(graph, pattern) if is_meant(pattern.pattern) else []
        else:
            chosen = listed(arg)
        if positive_filter is not None:
            chosen = [thing for thing in chosen if positive_filter(thing)]
        util.concatenate_unique(found, chosen)
    return found


@provide(PLACE + "select_ops", gone="2.0")
def select_ops(
    *args: Any,
    graph: Any = None,
    positive_filter: Filter | None = None,
    restrict_ops_regex: bool = False,
    restrict_ts_regex: bool = False,
) -> list[Any]:
    """The ops that are given, and those whose names match the expressions among `args`.

    Args:
      args: ops, lists of them, and expressions; one that begins with `(?#ts)` is of tensors.
      graph: whose ops the expressions are of.
      positive_filter: a function that is true of those wanted.
      restrict_ops_regex: whether only expressions that begin with `(?#ops)` are of ops.

    Raises:
      ValueError: an expression without a graph.
    """

    def is_meant(pattern: str) -> bool:
        return not pattern.startswith("(?#ts)") and (not restrict_ops_regex or pattern.startswith("(?#ops)"))

    def listed(arg: Any) -> list[Any]:
        return util.make_list_of_op(arg, ignore_ts=True)

    return _select(args, graph, positive_filter, is_meant, filter_ops_from_regex, listed)


@provide(PLACE + "select_ts", gone="2.0")
def select_ts(
    *args: Any,
    graph: Any = None,
    positive_filter: Filter | None = None,
    restrict_ts_regex: bool = False,
    restrict_ops_regex: bool = False,
) -> list[Any]:
    """The same of tensors; an expression that begins with `(?#ops)` is of ops."""

    def is_meant(pattern: str) -> bool:
        return not pattern.startswith("(?#ops)") and (not restrict_ts_regex or pattern.startswith("(?#ts)"))

    def listed(arg: Any) -> list[Any]:
        return util.make_list_of_t(arg, ignore_ops=True)

    return _select(args, graph, positive_filter, is_meant, filter_ts_from_regex, listed)


@provide(PLACE + "select_ops_and_ts", gone="2.0")
def select_ops_and_ts(*args: Any, **kwargs: Any) -> tuple[list[Any], list[Any]]:
    """The ops and the tensors; an expression is of ops unless it begins with `(?#ts)`."""
    return (
        select_ops(*args, restrict_ops_regex=False, **kwargs),
        select_ts(*args, restrict_ts_regex=True, **kwargs),
    )
