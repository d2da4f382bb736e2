"""An estimator with more metrics."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph.tf.estimator.estimator import Estimator
from tf1graph.tf.estimator.mode_keys import ModeKeys
from tf1graph.tf.estimator.util import fn_args
from tf1graph.tf.names import provide

METRIC_FN_ARGUMENTS = {"features", "labels", "predictions", "config"}


@provide("tf.estimator.add_metrics", "tf.contrib.estimator.add_metrics")
def add_metrics(estimator: Any, metric_fn: Callable[..., dict[str, Any]]) -> Estimator:
    """An estimator that does as `estimator` does, and evaluates what `metric_fn` gives beside.

    Args:
      metric_fn: takes of `features`, `labels`, `predictions` and `config` those that it names; returns a dict as
        `eval_metric_ops` of `EstimatorSpec` takes it.

    Raises:
      ValueError: `metric_fn` takes other arguments.
    """
    taken = set(fn_args(metric_fn))
    if taken - METRIC_FN_ARGUMENTS:
        raise ValueError(
            f"metric_fn ({metric_fn}) has following not expected args: {list(taken - METRIC_FN_ARGUMENTS)}"
        )

    def new_model_fn(features: Any, labels: Any, mode: str, config: Any) -> Any:
        spec = estimator.model_fn(features, labels, mode, config)
        if mode != ModeKeys.EVAL:
            return spec
        given = {"features": features, "labels": labels, "predictions": spec.predictions, "config": config}
        new = metric_fn(**{name: given[name] for name in given if name in taken})
        return spec._replace(eval_metric_ops={**(spec.eval_metric_ops or {}), **new})

    return Estimator(
        model_fn=new_model_fn,
        model_dir=estimator.model_dir,
        config=estimator.config,
        warm_start_from=estimator._warm_start_settings,
    )
