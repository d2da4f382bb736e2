"""Gradient descent."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import gradient_descent, inside, resource_variable_ops

Optimizer = gradient_descent.GradientDescentOptimizer


@inside(Optimizer, "_resource_apply_sparse_duplicate_indices")
def add_rows(self: Any, grad: Any, handle: Any, indices: Any) -> Any:
    """Add to rows of a resource variable; the rate is turned into a tensor anew each time, unless it is one."""
    return resource_variable_ops.resource_scatter_add(handle.handle, indices, -grad * self._learning_rate)
