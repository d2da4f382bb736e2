"""The definitions of all ops, as a dictionary: today's registry only answers for one name."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import c_api, op_def_pb2


def get_registered_ops() -> dict[str, Any]:
    """The `OpDef` of every op that this TensorFlow knows, by name; a new dictionary each time."""
    buffer = c_api.TF_GetAllOpList()
    try:
        known = op_def_pb2.OpList.FromString(c_api.TF_GetBuffer(buffer))
    finally:
        c_api.TF_DeleteBuffer(buffer)
    return {op.name: op for op in known.op}
