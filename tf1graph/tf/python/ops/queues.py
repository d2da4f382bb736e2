"""Queues are made where the program makes them: in its branch, after its control dependencies, on its device."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

from tf1graph.tf._private import data_flow_ops, seen_by


@seen_by(data_flow_ops, "ops", "init_scope")
def init_scope() -> AbstractContextManager[None]:
    """No scope: today's lifts first-in-first-out queues out of branches and control dependencies."""
    return nullcontext()


@seen_by(data_flow_ops, "ops", "device")
def device(_: str) -> AbstractContextManager[None]:
    """No device: today's puts first-in-first-out queues on the CPU, which parts groups that they are in."""
    return nullcontext()
