"""Heads of numbers, of counts and of probabilities."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import export_output
from tf1graph.tf.estimator.canned import checks
from tf1graph.tf.estimator.canned import head as head_lib
from tf1graph.tf.estimator.canned.metric_keys import MetricKeys
from tf1graph.tf.estimator.canned.prediction_keys import PredictionKeys
from tf1graph.tf.estimator.head import base_head
from tf1graph.tf.estimator.head.base_head import MEAN, LossFn, Metrics
from tf1graph.tf.estimator.head.means import update_with_broadcast_weights
from tf1graph.tf.names import provide


@provide("tf.estimator.RegressionHead", gone="2.16")
class RegressionHead(base_head.OneLossHead):
    """A head of numbers; squared errors.

    Args:
      label_dimension: how many numbers an example has.
      weight_column: the key or the numeric column of the examples' weights, or None.
      loss_reduction: `sum`, or `sum_over_batch_size`, the mean.
      loss_fn: from `labels`, `logits` and, if it names them, `features` to the losses [examples, label_dimension].
      inverse_link_fn: from logits to predictions.
      name: of the head, which its metrics' keys end with.

    Raises:
      ValueError: an argument cannot be meant.
    """

    def __init__(
        self,
        label_dimension: int = 1,
        weight_column: Any = None,
        loss_reduction: str = MEAN,
        loss_fn: LossFn | None = None,
        inverse_link_fn: Callable[[Any], Any] | None = None,
        name: str | None = None,
    ):
        if label_dimension < 1:
            raise ValueError(f"Invalid label_dimension {label_dimension}.")
        super().__init__(weight_column, loss_reduction, loss_fn, name)
        self._logits_dimension, self._inverse_link_fn = label_dimension, inverse_link_fn

    @property
    def logits_dimension(self) -> int:
        return self._logits_dimension

    def _processed_labels(self, logits: Any, labels: Any) -> Any:
        return tf.to_float(base_head.checked_labels(labels, logits, self._logits_dimension))

    def _unweighted_loss(self, logits: Any, labels: Any) -> Any:
        return tf.losses.mean_squared_error(labels=labels, predictions=logits, reduction=tf.losses.Reduction.NONE)

    def _unweighted_loss_and_weights(
        self, logits: Any, labels: Any, features: Any, loss_dimension: int = 1, allow_per_logit_weights: bool = True
    ) -> tuple[Any, Any]:
        return super()._unweighted_loss_and_weights(logits, labels, features, self._logits_dimension, True)

    def predictions(self, logits: Any, keys: Sequence[str] | None = None) -> dict[str, Any]:
        """The predictions, and beside them the logits where they are others; `keys` is passed over."""
        logits = checks.checked_logits(logits, self._logits_dimension)
        with tf.name_scope(None, "predictions", values=(logits,)):
            if not self._inverse_link_fn:
                return {PredictionKeys.PREDICTIONS: logits}
            return {PredictionKeys.PREDICTIONS: self._inverse_link_fn(logits), PredictionKeys.LOGITS: logits}

    def metrics(self, regularization_losses: Sequence[Any] | None = None) -> Metrics:
        keys, key = MetricKeys, self._summary_key
        with tf.name_scope(None, "metrics"):
            found = {
                key(name): tf.keras.metrics.Mean(name=name)
                for name in (keys.LOSS_MEAN, keys.PREDICTION_MEAN, keys.LABEL_MEAN)
            }
            base_head.add_regularization_metric(found, key(keys.LOSS_REGULARIZATION), regularization_losses)
        return found

    def update_metrics(  # type: ignore[override]
        self,
        eval_metrics: Metrics,
        features: Any,
        logits: Any,
        labels: Any,
        regularization_losses: Sequence[Any] | None = None,
    ) -> Metrics:
        keys, key = MetricKeys, self._summary_key
        predicted = self.predictions(logits)[PredictionKeys.PREDICTIONS]
        logits = checks.checked_logits(logits, self._logits_dimension)
        processed = self._processed_labels(logits, labels)
        losses, weights = self._unweighted_loss_and_weights(logits, processed, features)
        eval_metrics[key(keys.LOSS_MEAN)].update_state(values=losses, sample_weight=weights)
        eval_metrics[key(keys.LABEL_MEAN)].update_state(values=labels, sample_weight=weights)
        update_with_broadcast_weights(eval_metrics[key(keys.PREDICTION_MEAN)], predicted, weights)
        base_head.update_regularization(eval_metrics, key(keys.LOSS_REGULARIZATION), regularization_losses)
        return eval_metrics

    def _export_outputs(self, predictions: dict[str, Any]) -> dict[str, Any]:
        output = export_output.RegressionOutput(value=predictions[PredictionKeys.PREDICTIONS])
        return {
            head_lib._DEFAULT_SERVING_KEY: output,
            head_lib._REGRESS_SERVING_KEY: output,
            head_lib._PREDICT_SERVING_KEY: export_output.PredictOutput(predictions),
        }


@provide("tf.estimator.PoissonRegressionHead", gone="2.16")
class PoissonRegressionHead(RegressionHead):
    """A head of counts; the logits are the logarithms of their means.

    Args:
      compute_full_loss: whether the loss has the term that does not depend on the logits.
      The others are those of `RegressionHead`.
    """

    def __init__(
        self,
        label_dimension: int = 1,
        weight_column: Any = None,
        loss_reduction: str = MEAN,
        compute_full_loss: bool = True,
        name: str | None = None,
    ):
        def poisson_loss(labels: Any, logits: Any) -> Any:
            return tf.nn.log_poisson_loss(targets=labels, log_input=logits, compute_full_loss=compute_full_loss)

        super().__init__(label_dimension, weight_column, loss_reduction, poisson_loss, tf.exp, name)


@provide("tf.estimator.LogisticRegressionHead", gone="2.16")
class LogisticRegressionHead(RegressionHead):
    """A head of probabilities; sigmoid and cross entropy. Its arguments are those of `RegressionHead`."""

    def __init__(self, weight_column: Any = None, loss_reduction: str = MEAN, name: str | None = None):
        def logistic_loss(labels: Any, logits: Any) -> Any:
            labels = base_head.checked_classes(labels, n_classes=2, message="Labels must be in range [0, 1]")
            return tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits)

        super().__init__(1, weight_column, loss_reduction, logistic_loss, tf.sigmoid, name)
