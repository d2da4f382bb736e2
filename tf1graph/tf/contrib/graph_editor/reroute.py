"""Rewires the edges of a graph, in place."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf.contrib.graph_editor import subgraph, util
from tf1graph.tf.names import provide

PLACE = "tf.contrib.graph_editor."
Mode = tuple[bool, bool]  # whether what consumes the second takes the first, and the other way round
SWAP: Mode = (True, True)
FIRST_TO_SECOND: Mode = (True, False)


def _check_compatible(first: list[Any], second: list[Any]) -> None:
    if len(first) != len(second):
        raise ValueError(f"ts0 and ts1 have different sizes: {len(first)} != {len(second)}")
    for one, other in zip(first, second, strict=True):
        if not one.dtype.is_compatible_with(other.dtype):
            raise ValueError(f"Dtypes {one.dtype} and {other.dtype} are not compatible.")
        if not one.get_shape().is_compatible_with(other.get_shape()):
            raise ValueError(f"Shapes {one.get_shape()} and {other.get_shape()} are not compatible.")


def _rewire(new: Any, old: Any, consumers: list[Any], can_modify: Any, cannot_modify: Any) -> int:
    """Let the consumers of a tensor take another; how many inputs that are."""
    changed = 0
    for op in consumers:
        if (can_modify is None or op in can_modify) and (cannot_modify is None or op not in cannot_modify):
            for place in [place for place, tensor in enumerate(op.inputs) if tensor is old]:
                op._update_input(place, new)
                changed += 1
    return changed


def _reroute_ts(ts0: Any, ts1: Any, mode: Mode, can_modify: Any = None, cannot_modify: Any = None) -> int:
    first, second = util.make_list_of_t(ts0), util.make_list_of_t(ts1)
    _check_compatible(first, second)
    if can_modify is not None:
        can_modify = frozenset(util.make_list_of_op(can_modify))
    if cannot_modify is not None:
        cannot_modify = frozenset(util.make_list_of_op(cannot_modify))
    consumers = [(one.consumers(), other.consumers()) for one, other in zip(first, second, strict=True)]
    changed = 0
    for one, other, (of_one, of_other) in zip(first, second, consumers, strict=True):
        if one is other:
            continue
        if mode[0]:
            changed += _rewire(one, other, of_other, can_modify, cannot_modify)
        if mode[1]:
            changed += _rewire(other, one, of_one, can_modify, cannot_modify)
    return changed


@provide(PLACE + "swap_ts", gone="2.0")
def swap_ts(ts0: Any, ts1: Any, can_modify: Any = None, cannot_modify: Any = None) -> int:
    """Let the consumers of each two tensors change places; how many inputs were changed.

    Args:
      can_modify: the only ops whose inputs may be changed.
      cannot_modify: ops whose inputs may not.

    Raises:
      ValueError: they are not as many, or types or shapes do not fit.
    """
    return _reroute_ts(ts0, ts1, SWAP, can_modify, cannot_modify)


@provide(PLACE + "reroute_ts", gone="2.0")
def reroute_ts(ts0: Any, ts1: Any, can_modify: Any = None, cannot_modify: Any = None) -> int:
    """Let the consumers of `ts1` take `ts0` instead; otherwise as `swap_ts`."""
    return _reroute_ts(ts0, ts1, FIRST_TO_SECOND, can_modify, cannot_modify)


def _views(sgv0: Any, sgv1: Any) -> tuple[Any, Any]:
    first, second = subgraph.make_view(sgv0), subgraph.make_view(sgv1)
    util.check_graphs(first, second)
    return first, second


def _remap(first: Any, second: Any, mode: Mode) -> None:
    """Give the views the inputs that their ops now have."""
    new_first, new_second = first.copy(), second.copy()
    if mode[0]:
        new_second._input_ts, new_second._passthrough_ts = list(first._input_ts), list(first._passthrough_ts)
    if mode[1]:
        new_first._input_ts, new_first._passthrough_ts = list(second._input_ts), list(second._passthrough_ts)

    def follow(of: Any, view: Any) -> None:
        for place, tensor in enumerate(view._output_ts):
            if tensor in of._passthrough_ts:
                view._output_ts[place] = view._input_ts[of._input_ts.index(tensor)]

    if mode[0]:
        follow(new_first, new_second)
    if mode[1]:
        follow(new_second, new_first)
    first._assign_from(new_first)
    second._assign_from(new_second)


def _inputs(sgv0: Any, sgv1: Any, mode: Mode) -> tuple[Any, Any]:
    first, second = _views(sgv0, sgv1)
    passing = util.get_consuming_ops(first.passthroughs) + util.get_consuming_ops(second.passthroughs)
    _reroute_ts(first.inputs, second.inputs, mode, can_modify=first.ops + second.ops + passing)
    _remap(first, second, mode)
    return first, second


def _outputs(sgv0: Any, sgv1: Any, mode: Mode) -> tuple[Any, Any]:
    first, second = _views(sgv0, sgv1)
    _reroute_ts(first.outputs, second.outputs, mode, cannot_modify=first.ops + second.ops)
    return first, second


@provide(PLACE + "swap_inputs", gone="2.0")
def swap_inputs(sgv0: Any, sgv1: Any) -> tuple[Any, Any]:
    """Let two parts of a graph change their inputs; views of both."""
    return _inputs(sgv0, sgv1, SWAP)


@provide(PLACE + "reroute_inputs", gone="2.0")
def reroute_inputs(sgv0: Any, sgv1: Any) -> tuple[Any, Any]:
    """Give `sgv1` the inputs of `sgv0`; views of both."""
    return _inputs(sgv0, sgv1, FIRST_TO_SECOND)


@provide(PLACE + "swap_outputs", gone="2.0")
def swap_outputs(sgv0: Any, sgv1: Any) -> tuple[Any, Any]:
    """Let what consumes the outputs of two parts of a graph change places; views of both."""
    return _outputs(sgv0, sgv1, SWAP)


@provide(PLACE + "reroute_outputs", gone="2.0")
def reroute_outputs(sgv0: Any, sgv1: Any) -> tuple[Any, Any]:
    """Let what consumes the outputs of `sgv1` take those of `sgv0`; views of both."""
    return _outputs(sgv0, sgv1, FIRST_TO_SECOND)


def _both(sgv0: Any, sgv1: Any, mode: Mode) -> tuple[Any, Any]:
    _outputs(sgv0, sgv1, mode)
    _inputs(sgv0, sgv1, mode)
    return sgv0, sgv1


@provide(PLACE + "swap_ios", gone="2.0")
def swap_ios(sgv0: Any, sgv1: Any) -> tuple[Any, Any]:
    """Swap outputs and inputs."""
    return _both(sgv0, sgv1, SWAP)


@provide(PLACE + "reroute_ios", gone="2.0")
def reroute_ios(sgv0: Any, sgv1: Any) -> tuple[Any, Any]:
    """Put `sgv0` in the place of `sgv1`: its outputs, and its inputs."""
    return _both(sgv0, sgv1, FIRST_TO_SECOND)


def _check_op(op: Any) -> None:
    if not isinstance(op, tf.Operation):
        raise TypeError(f"Expected a tf.Operation, got: {type(op)}")


@provide(PLACE + "remove_control_inputs", gone="2.0")
def remove_control_inputs(op: Any, cops: Any) -> None:
    """Let an op no longer wait for others.

    Raises:
      TypeError: it is no op.
      ValueError: it does not wait for one of them.
    """
    _check_op(op)
    removed = util.make_list_of_op(cops, allow_graph=False)
    for before in removed:
        if before not in op.control_inputs:
            raise ValueError(f"{before.name} is not a control_input of {op.name}")
    kept = [before for before in op.control_inputs if before not in removed]
    op._remove_all_control_inputs()
    op._add_control_inputs(kept)


@provide(PLACE + "add_control_inputs", gone="2.0")
def add_control_inputs(op: Any, cops: Any) -> None:
    """Let an op wait for others.

    Raises:
      TypeError: it is no op.
      ValueError: it waits for one of them already.
    """
    _check_op(op)
    added = util.make_list_of_op(cops, allow_graph=False)
    for before in added:
        if before in op.control_inputs:
            raise ValueError(f"{before.name} is already a control_input of {op.name}")
    op._add_control_inputs(added)
