"""Gradients of partitions."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import data_flow_grad, data_flow_ops, seen_by


@seen_by(data_flow_grad, "data_flow_ops", "parallel_dynamic_stitch")
def dynamic_stitch(indices: Any, data: Any, name: str | None = None) -> Any:
    """What was partitioned put together again: the gradient of `dynamic_partition` came to do it in parallel later."""
    return data_flow_ops.dynamic_stitch(indices, data, name)
