"""Nodes in an order in which each comes behind what feeds it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tf1graph.graph.nodes import Nodes

CLOSING = ("NextIteration", "RefNextIteration")  # what closes a `tf.while_loop`


def order(nodes: Nodes) -> Sequence[int]:
    """The nodes, each behind what feeds it, the loops of `tf.while_loop` cut where they close.

    Nodes in any other cycle, and what follows from them, have no such place and are left out.
    """
    source, _, target, _ = nodes.edges
    kept = ~np.isin(nodes.op, [at for at, op in enumerate(nodes.op_names) if op in CLOSING])[source]
    source, target = source[kept], target[kept]
    if (source < target).all():
        return range(len(nodes))
    waiting = np.bincount(target, minlength=len(nodes)).tolist()
    by_source = np.argsort(source, kind="stable")
    first = np.searchsorted(source[by_source], np.arange(len(nodes) + 1)).tolist()
    users = target[by_source].tolist()
    ready = [node for node, number in enumerate(waiting) if not number]
    for node in ready:
        for user in users[first[node] : first[node + 1]]:
            waiting[user] -= 1
            if not waiting[user]:
                ready.append(user)
    return ready
