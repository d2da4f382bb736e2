"""Queues are made where the program makes them, also in a branch or under control dependencies."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

from tf1graph.tf._private import data_flow_ops, seen_by


@seen_by(data_flow_ops, "ops", "init_scope")
def init_scope() -> AbstractContextManager[None]:
    """No scope: today's lifts first-in-first-out queues out of branches and control dependencies."""
    return nullcontext()
