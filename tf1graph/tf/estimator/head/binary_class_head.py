"""A head of one of two classes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import export_output
from tf1graph.tf.estimator.canned import checks
from tf1graph.tf.estimator.canned import head as head_lib
from tf1graph.tf.estimator.canned.metric_keys import MetricKeys
from tf1graph.tf.estimator.canned.prediction_keys import PredictionKeys
from tf1graph.tf.estimator.head import base_head, means
from tf1graph.tf.estimator.head.base_head import MEAN, LossFn, Metrics
from tf1graph.tf.estimator.head.multi_class_head import check_vocabulary, classes_of, classifier_outputs
from tf1graph.tf.names import provide


@provide("tf.estimator.BinaryClassHead", gone="2.16")
class BinaryClassHead(base_head.OneLossHead):
    """A head of one of two classes; sigmoid and cross entropy.

    Args:
      thresholds: at which accuracy, precision and recall are measured too.
      The others are those of `MultiClassHead`.
    """

    def __init__(
        self,
        weight_column: Any = None,
        thresholds: Sequence[float] | None = None,
        label_vocabulary: Sequence[str] | None = None,
        loss_reduction: str = MEAN,
        loss_fn: LossFn | None = None,
        name: str | None = None,
    ):
        check_vocabulary(label_vocabulary)
        self._thresholds = checks.check_thresholds(thresholds)
        super().__init__(weight_column, loss_reduction, loss_fn, name)
        self._label_vocabulary = label_vocabulary

    @property
    def logits_dimension(self) -> int:
        return 1

    def _processed_labels(self, logits: Any, labels: Any) -> Any:
        labels = base_head.checked_labels(labels, logits, 1)
        if self._label_vocabulary is not None:
            labels = base_head.ids_of(labels, self._label_vocabulary)
        return base_head.checked_classes(tf.to_float(labels), n_classes=2)

    def _unweighted_loss(self, logits: Any, labels: Any) -> Any:
        return tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits)

    def predictions(self, logits: Any, keys: Sequence[str] | None = None) -> dict[str, Any]:
        at, found = PredictionKeys, {}
        valid = (
            at.LOGITS,
            at.LOGISTIC,
            at.PROBABILITIES,
            at.CLASS_IDS,
            at.CLASSES,
            at.ALL_CLASS_IDS,
            at.ALL_CLASSES,
        )
        keys = base_head.check_keys(keys, valid)
        logits = checks.checked_logits(logits, self.logits_dimension)
        with tf.name_scope(None, "predictions", values=(logits,)):
            if at.LOGITS in keys:
                found[at.LOGITS] = logits
            if at.LOGISTIC in keys:
                found[at.LOGISTIC] = tf.sigmoid(logits, name=at.LOGISTIC)
            both = tf.concat((tf.zeros_like(logits), logits), axis=-1, name="two_class_logits")
            if at.PROBABILITIES in keys:
                found[at.PROBABILITIES] = tf.nn.softmax(both, name=at.PROBABILITIES)
            found.update(classes_of(both, 2, logits, self._label_vocabulary, keys))
            return found

    def metrics(self, regularization_losses: Sequence[Any] | None = None) -> Metrics:
        keys, key, kinds = MetricKeys, self._summary_key, tf.keras.metrics
        with tf.name_scope(None, "metrics"):
            found = {
                key(keys.LOSS_MEAN): kinds.Mean(name=keys.LOSS_MEAN),
                key(keys.ACCURACY): kinds.Accuracy(name=keys.ACCURACY),
                key(keys.PRECISION): kinds.Precision(name=keys.PRECISION),
                key(keys.RECALL): kinds.Recall(name=keys.RECALL),
                key(keys.PREDICTION_MEAN): kinds.Mean(name=keys.PREDICTION_MEAN),
                key(keys.LABEL_MEAN): kinds.Mean(name=keys.LABEL_MEAN),
                key(keys.ACCURACY_BASELINE): kinds.Mean(name=keys.ACCURACY_BASELINE),
                key(keys.AUC): kinds.AUC(name=keys.AUC),
                key(keys.AUC_PR): kinds.AUC(curve="PR", name=keys.AUC_PR),
            }
            base_head.add_regularization_metric(found, key(keys.LOSS_REGULARIZATION), regularization_losses)
            found.update(means.at_thresholds(self._thresholds, self))
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
        class_ids = self.predictions(logits)[PredictionKeys.CLASS_IDS]
        logits = checks.checked_logits(logits, self.logits_dimension)
        labels = self._processed_labels(logits, labels)
        losses, weights = self._unweighted_loss_and_weights(logits, labels, features)
        eval_metrics[key(keys.LOSS_MEAN)].update_state(values=losses, sample_weight=weights)
        for name in (keys.ACCURACY, keys.PRECISION, keys.RECALL):
            eval_metrics[key(name)].update_state(y_true=labels, y_pred=class_ids, sample_weight=weights)
        logistic = self.predictions(logits, [PredictionKeys.LOGISTIC])[PredictionKeys.LOGISTIC]
        means.update_with_broadcast_weights(eval_metrics[key(keys.PREDICTION_MEAN)], logistic, weights)
        mean = eval_metrics[key(keys.LABEL_MEAN)]
        means.update_with_broadcast_weights(mean, labels, weights)
        _follow(eval_metrics[key(keys.ACCURACY_BASELINE)], mean)
        for name in (keys.AUC, keys.AUC_PR):
            scores, broadcast = means.broadcast(logistic, weights)
            eval_metrics[key(name)].update_state(y_true=labels, y_pred=scores, sample_weight=broadcast)
        base_head.update_regularization(eval_metrics, key(keys.LOSS_REGULARIZATION), regularization_losses)
        for names in means.keys_at(self._thresholds, self):
            for name in names:
                eval_metrics[name].update_state(y_true=labels, y_pred=logistic, sample_weight=weights)
        return eval_metrics

    def _export_outputs(self, predictions: dict[str, Any]) -> dict[str, Any]:
        found = classifier_outputs(predictions, 2, self._label_vocabulary)
        value = export_output.RegressionOutput(value=predictions[PredictionKeys.LOGISTIC])
        return {**found, head_lib._REGRESS_SERVING_KEY: value}


def _follow(baseline: Any, mean: Any) -> None:
    """Let the metric be the accuracy of who always says the more frequent label, of which `mean` is the mean."""
    baseline._updates = [tf.no_op()]
    baseline.total = tf.maximum(mean.total, mean.count - mean.total)
    baseline.count = mean.count
