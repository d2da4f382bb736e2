"""Takes parts of a graph out of it, puts them together, or goes round them, in place."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf.contrib.graph_editor import reroute, select, subgraph, util
from tf1graph.tf.names import provide

PLACE = "tf.contrib.graph_editor."


@provide(PLACE + "detach_control_inputs", gone="2.0")
def detach_control_inputs(sgv: Any) -> None:
    """Let the ops of a part no longer wait for others outside it."""
    view = subgraph.make_view(sgv)
    for op in view.ops:
        reroute.remove_control_inputs(op, [before for before in op.control_inputs if before not in view.ops])


@provide(PLACE + "detach_control_outputs", gone="2.0")
def detach_control_outputs(sgv: Any, control_outputs: Any) -> None:
    """Let ops outside a part no longer wait for those in it."""
    if not isinstance(control_outputs, util.ControlOutputs):
        raise TypeError(f"Expected a util.ControlOutputs, got: {type(control_outputs)}")
    control_outputs.update()
    view = subgraph.make_view(sgv)
    for op in view.ops:
        for after in control_outputs.get(op):
            if after not in view.ops:
                reroute.remove_control_inputs(after, op)


@provide(PLACE + "detach_inputs", gone="2.0")
def detach_inputs(sgv: Any, control_inputs: bool = False) -> tuple[Any, list[Any]]:
    """Put placeholders in the place of a part's inputs; a view of it, and they."""
    view = subgraph.make_view(sgv)
    with view.graph.as_default():
        placeholders = [
            tf.placeholder(dtype=tensor.dtype, name=util.placeholder_name(tensor)) for tensor in view.inputs
        ]
    reroute.swap_inputs(view, placeholders)
    if control_inputs:
        detach_control_inputs(view)
    return view, placeholders


@provide(PLACE + "detach_outputs", gone="2.0")
def detach_outputs(sgv: Any, control_outputs: Any = None) -> tuple[Any, list[Any]]:
    """Put placeholders in the place of a part's outputs; a view of it with the outputs that were used, and they."""
    view = subgraph.make_view(sgv)
    view = view.remap_outputs([place for place, tensor in enumerate(view.outputs) if tensor.consumers()])
    after = subgraph.SubGraphView(view.consumers())
    after = after.remap_inputs([place for place, tensor in enumerate(after.inputs) if tensor in list(view.outputs)])
    with view.graph.as_default():
        placeholders = [util.make_placeholder_from_tensor(tensor) for tensor in after.inputs]
    reroute.swap_outputs(view, placeholders)
    if control_outputs is not None:
        detach_control_outputs(view, control_outputs)
    return view, placeholders


@provide(PLACE + "detach", gone="2.0")
def detach(
    sgv: Any, control_inputs: bool = False, control_outputs: Any = None, control_ios: Any = None
) -> tuple[Any, list[Any], list[Any]]:
    """Put placeholders in the place of inputs and of outputs; the part, and both."""
    control_inputs, control_outputs = select.check_cios(control_inputs, control_outputs, control_ios)
    _, inputs = detach_inputs(sgv, control_inputs)
    _, outputs = detach_outputs(sgv, control_outputs)
    return sgv, inputs, outputs


@provide(PLACE + "connect", gone="2.0")
def connect(sgv0: Any, sgv1: Any, disconnect_first: bool = False) -> tuple[Any, Any]:
    """Make the outputs of one part the inputs of another; views of both.

    Args:
      disconnect_first: whether the outputs go nowhere else then.
    """
    first, second = subgraph.make_view(sgv0), subgraph.make_view(sgv1)
    util.check_graphs(first, second)
    if disconnect_first:
        detach_outputs(first)
    reroute.reroute_inputs(subgraph.SubGraphView(passthrough_ts=first.outputs), second)
    return first, second


@provide(PLACE + "bypass", gone="2.0")
def bypass(sgv: Any) -> tuple[Any, list[Any]]:
    """Let what consumes the outputs of a part take its inputs; a view of the part, and placeholders for its inputs."""
    view = subgraph.make_view(sgv)
    inputs = list(view.inputs)
    view, placeholders = detach_inputs(view)
    reroute.reroute_ts(inputs, view.outputs)
    return view, placeholders
