"""A head of any number of classes at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf.estimator.canned import checks, chosen_classes
from tf1graph.tf.estimator.canned.metric_keys import MetricKeys
from tf1graph.tf.estimator.canned.prediction_keys import PredictionKeys
from tf1graph.tf.estimator.head import base_head, means
from tf1graph.tf.estimator.head.base_head import MEAN, LossFn, Metrics
from tf1graph.tf.estimator.head.multi_class_head import classifier_outputs
from tf1graph.tf.names import provide


@provide("tf.estimator.MultiLabelHead", gone="2.16")
class MultiLabelHead(base_head.OneLossHead):
    """A head of any number of classes at once; a sigmoid each.

    Args:
      n_classes: how many classes there are. The labels are 0 or 1 for each, or a sparse tensor of classes.
      thresholds: at which accuracy, precision and recall are measured too.
      classes_for_class_based_metrics: classes, by number or name, that are measured by themselves too.
      The others are those of `MultiClassHead`.

    Raises:
      ValueError: an argument cannot be meant.
    """

    def __init__(
        self,
        n_classes: int,
        weight_column: Any = None,
        thresholds: Sequence[float] | None = None,
        label_vocabulary: Sequence[str] | None = None,
        loss_reduction: str = MEAN,
        loss_fn: LossFn | None = None,
        classes_for_class_based_metrics: Sequence[Any] | None = None,
        name: str | None = None,
    ):
        if n_classes is None or n_classes < 2:
            raise ValueError(f"n_classes must be > 1 for multi-label classification. Given: {n_classes}")
        for threshold in thresholds or ():
            if threshold <= 0.0 or threshold >= 1.0:
                raise ValueError(f"thresholds must be in (0, 1) range. Given: {threshold}")
        chosen_classes.check_vocabulary(label_vocabulary, n_classes)
        super().__init__(weight_column, loss_reduction, loss_fn, name)
        self._n_classes, self._label_vocabulary = n_classes, label_vocabulary
        self._thresholds = tuple(thresholds or ())
        self._classes = chosen_classes.numbers_of_classes(classes_for_class_based_metrics, n_classes, label_vocabulary)

    @property
    def logits_dimension(self) -> int:
        return self._n_classes

    def _processed_labels(self, logits: Any, labels: Any) -> Any:
        checks.check_given(labels)
        if isinstance(labels, tf.SparseTensor):
            labels = tf.to_int64(self._indicators(labels))
        else:
            message = "labels must be an integer indicator Tensor with values in [0, 1]"
            labels = base_head.checked_classes(labels, 2, message)
        return base_head.checked_labels(labels, logits, self._n_classes)

    def _indicators(self, labels: Any) -> Any:
        """0 or 1 for each class, of a sparse tensor of classes."""
        if labels.dtype == tf.string:
            ids = base_head.ids_of(labels.values, self._label_vocabulary)
            return tf.sparse_to_indicator(tf.SparseTensor(labels.indices, ids, labels.dense_shape), self._n_classes)
        if not labels.dtype.is_integer:
            raise ValueError(f"Labels dtype should be integer. Instead got {labels.dtype}.")
        message = f"labels must be an integer SparseTensor with values in [0, {self._n_classes})"
        checked = base_head.checked_classes(labels.values, self._n_classes, message)
        with tf.control_dependencies([checked]):
            return tf.sparse_to_indicator(labels, self._n_classes)

    def _unweighted_loss(self, logits: Any, labels: Any) -> Any:
        none = tf.losses.Reduction.NONE
        losses = tf.losses.sigmoid_cross_entropy(multi_class_labels=labels, logits=logits, reduction=none)
        return tf.reduce_mean(losses, axis=-1, keepdims=True)

    def predictions(self, logits: Any, keys: Sequence[str] | None = None) -> dict[str, Any]:
        at, found = PredictionKeys, {}
        keys = base_head.check_keys(keys, (at.LOGITS, at.PROBABILITIES))
        logits = checks.checked_logits(logits, self._n_classes)
        with tf.name_scope(None, "predictions", values=(logits,)):
            if at.LOGITS in keys:
                found[at.LOGITS] = logits
            if at.PROBABILITIES in keys:
                found[at.PROBABILITIES] = tf.sigmoid(logits, name=at.PROBABILITIES)
            return found

    def metrics(self, regularization_losses: Sequence[Any] | None = None) -> Metrics:
        keys, key, kinds = MetricKeys, self._summary_key, tf.keras.metrics
        with tf.name_scope(None, "metrics"):
            found = {
                key(keys.LOSS_MEAN): kinds.Mean(name=keys.LOSS_MEAN),
                key(keys.AUC): kinds.AUC(name=keys.AUC),
                key(keys.AUC_PR): kinds.AUC(curve="PR", name=keys.AUC_PR),
            }
            base_head.add_regularization_metric(found, key(keys.LOSS_REGULARIZATION), regularization_losses)
            found.update(means.at_thresholds(self._thresholds, self))
            for number in self._classes:
                mean, auc, auc_pr = self._keys_of_class(number)
                found[mean] = kinds.Mean(name=mean)
                found[auc] = kinds.AUC(name=auc)
                found[auc_pr] = kinds.AUC(curve="PR", name=auc_pr)
        return found

    def _keys_of_class(self, number: int) -> list[str]:
        return [self._summary_key(key) for key in chosen_classes.keys_of_class(number, self._label_vocabulary)]

    def update_metrics(  # type: ignore[override]
        self,
        eval_metrics: Metrics,
        features: Any,
        logits: Any,
        labels: Any,
        regularization_losses: Sequence[Any] | None = None,
    ) -> Metrics:
        keys, key = MetricKeys, self._summary_key
        logits = checks.checked_logits(logits, self._n_classes)
        labels = self._processed_labels(logits, labels)
        losses, weights = self._unweighted_loss_and_weights(logits, labels, features)
        scores = self.predictions(logits, [PredictionKeys.PROBABILITIES])[PredictionKeys.PROBABILITIES]
        eval_metrics[key(keys.LOSS_MEAN)].update_state(values=losses, sample_weight=weights)
        for name in (keys.AUC, keys.AUC_PR):
            eval_metrics[key(name)].update_state(y_true=labels, y_pred=scores, sample_weight=weights)
        base_head.update_regularization(eval_metrics, key(keys.LOSS_REGULARIZATION), regularization_losses)
        for names in means.keys_at(self._thresholds, self):
            for name in names:
                eval_metrics[name].update_state(y_true=labels, y_pred=scores, sample_weight=weights)
        for number in self._classes:
            mean, *areas = self._keys_of_class(number)
            of_class, labels_of_class = chosen_classes.values_of_class(number, scores, labels)
            means.update_with_broadcast_weights(eval_metrics[mean], of_class, weights)
            for name in areas:
                eval_metrics[name].update_state(y_true=labels_of_class, y_pred=of_class, sample_weight=weights)
        return eval_metrics

    def _export_outputs(self, predictions: dict[str, Any]) -> dict[str, Any]:
        return classifier_outputs(predictions, self._n_classes, self._label_vocabulary)
