"""What a metric's methods are wrapped into."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from tf1graph.tf.python.keras._tf_keras import inside, metrics_utils, tf_utils


@inside(metrics_utils)
def update_state_wrapper(update_state_fn: Callable[..., Any]) -> Callable[..., Any]:
    """`update_state`, whose own result is the update: today's takes the last op of the graph."""

    @functools.wraps(update_state_fn)
    def decorated(metric: Any, *args: Any, **kwargs: Any) -> Any:
        with tf_utils.graph_context_for_symbolic_tensors(*args, **kwargs):
            update = update_state_fn(*args, **kwargs)
        if update is not None:
            metric.add_update(update)
        return update

    return decorated
