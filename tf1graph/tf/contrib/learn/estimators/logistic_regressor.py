"""An estimator whose model function predicts probabilities of two classes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import math_ops
from tf1graph.tf.contrib.learn.estimators.constants import ProblemType
from tf1graph.tf.contrib.learn.estimators.estimator import Estimator
from tf1graph.tf.contrib.learn.estimators.metric_key import MetricKey
from tf1graph.tf.contrib.learn.estimators.model_fn import ModeKeys, ModelFnOps
from tf1graph.tf.names import provide


@provide(
    "tf.contrib.learn.LogisticRegressor",
    fidelity="approximate",
    today="tf.estimator.Estimator",
    gone="2.0",
    note="its nodes are not on record",
)
def LogisticRegressor(
    model_fn: Callable[..., Any],
    thresholds: list[float] | None = None,
    model_dir: Any = None,
    config: Any = None,
    feature_engineering_fn: Callable[..., Any] | None = None,
) -> Estimator:
    """An `Estimator` with metrics of two classes.

    Args:
      model_fn: takes features, labels and mode; returns predictions from 0 to 1, loss and train op.
      thresholds: from which on predictions count as 1 in the metrics; 0.5 where it is None.
      model_dir, config, feature_engineering_fn: as of `Estimator`.
    """

    def with_metrics(features: Any, labels: Any, mode: str, params: Any) -> ModelFnOps:
        predictions, loss, train_op = model_fn(features, labels, mode)
        metrics = _metrics(labels, predictions, params["thresholds"] or [0.5]) if mode == ModeKeys.EVAL else None
        outputs = {"head": (ProblemType.LOGISTIC_REGRESSION, {"predictions": predictions})}
        return ModelFnOps(mode, predictions, loss, train_op, metrics, outputs)

    return Estimator(with_metrics, model_dir, config, {"thresholds": thresholds}, feature_engineering_fn)


def _metrics(labels: Any, predictions: Any, thresholds: list[float]) -> dict[str, Any]:
    if isinstance(labels, dict) and len(labels) == 1:
        labels = next(iter(labels.values()))
    found = {
        MetricKey.PREDICTION_MEAN: tf.metrics.mean(predictions),
        MetricKey.LABEL_MEAN: tf.metrics.mean(labels),
        MetricKey.ACCURACY_BASELINE: tf.metrics.mean(labels),
        MetricKey.AUC: tf.metrics.auc(labels, predictions),
    }
    for threshold in thresholds:
        above = math_ops.greater_equal(predictions, threshold)
        above = math_ops.cast(above, tf.float32, name=f"predictions_at_threshold_{threshold:f}")
        found[MetricKey.ACCURACY_MEAN % threshold] = tf.metrics.accuracy(labels, above)
        found[MetricKey.PRECISION_MEAN % threshold] = tf.metrics.precision(labels, above)
        found[MetricKey.RECALL_MEAN % threshold] = tf.metrics.recall(labels, above)
    return found
