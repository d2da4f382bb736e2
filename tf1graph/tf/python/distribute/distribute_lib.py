"""The method of strategies that was renamed to `run` in 2.2."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph.tf._private import distribute_lib


def experimental_run_v2(strategy: Any, fn: Callable[..., Any], args: Any = (), kwargs: Any = None) -> Any:
    """What `fn` gives in each replica, called with `args` and `kwargs`; values of replicas there are each its own."""
    return strategy.run(fn, args=args, kwargs=kwargs)


distribute_lib.StrategyBase.experimental_run_v2 = experimental_run_v2
