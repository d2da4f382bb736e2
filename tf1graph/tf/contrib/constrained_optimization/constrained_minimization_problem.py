"""What is minimised, and under which constraints."""

from __future__ import annotations

import math
from typing import Any

from tf1graph.tf.names import provide


@provide(
    "tf.contrib.constrained_optimization.ConstrainedMinimizationProblem",
    fidelity="approximate",
    gone="2.0",
    note="abstract: a program writes its own",
)
class ConstrainedMinimizationProblem:
    """A loss and constraints; a program's own class gives `objective` and `constraints`."""

    @property
    def objective(self) -> Any:
        """What is minimised, a scalar tensor."""
        raise NotImplementedError(f"{type(self).__name__} has no `objective`: give it that property")

    @property
    def constraints(self) -> Any:
        """A tensor of what is not to be above 0."""
        raise NotImplementedError(f"{type(self).__name__} has no `constraints`: give it that property")

    @property
    def proxy_constraints(self) -> Any:
        """A tensor whose gradients are used in place of the constraints', which may have none; None for themselves."""
        return None

    @property
    def pre_train_ops(self) -> Any:
        """Ops to run before each step; None where there are none."""
        return None

    @property
    def num_constraints(self) -> int:
        """How many constraints there are.

        Raises:
          ValueError: shapes are not known, or those of the proxy constraints are others.
        """
        shape = self.constraints.get_shape()
        proxies = shape if self.proxy_constraints is None else self.proxy_constraints.get_shape()
        if not (shape.is_fully_defined() and proxies.is_fully_defined()):
            raise ValueError("constraints and proxy_constraints must have fully-known shapes")
        if shape != proxies:
            raise ValueError("constraints and proxy_constraints must have the same shape")
        return math.prod(shape.as_list())
