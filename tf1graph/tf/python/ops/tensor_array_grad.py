"""Gradients of what fills a TensorArray: today's hold the reading back until the writing is done, by two nodes."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import gradient, tensor_array_grad, tensor_array_ops


@gradient("TensorArrayWrite", "TensorArrayWriteV2", "TensorArrayWriteV3")
def write_grad(op: Any, flow: Any) -> Any:
    index = op.inputs[1]
    return None, None, _gradients(op, flow).read(index), flow


@gradient("TensorArrayScatter", "TensorArrayScatterV2", "TensorArrayScatterV3")
def scatter_grad(op: Any, flow: Any) -> Any:
    return None, None, _gradients(op, flow).gather(op.inputs[1]), flow


@gradient("TensorArraySplit", "TensorArraySplitV2", "TensorArraySplitV3")
def split_grad(op: Any, flow: Any) -> Any:
    return None, _gradients(op, flow).concat(), None, flow


def _gradients(op: Any, flow: Any) -> Any:
    """The array of the gradients of the array that `op` fills."""
    array = tensor_array_ops.TensorArray(
        dtype=op.get_attr("T"), handle=op.inputs[0], flow=flow, colocate_with_first_write_call=False
    )
    return array.grad(source=tensor_array_grad._GetGradSource(flow), flow=flow)
