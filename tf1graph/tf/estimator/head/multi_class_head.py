"""A head of one of several classes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import export_output
from tf1graph.tf.estimator.canned import checks
from tf1graph.tf.estimator.canned import head as head_lib
from tf1graph.tf.estimator.canned.head_base import all_class_ids, all_classes, class_labels, classification_output
from tf1graph.tf.estimator.canned.metric_keys import MetricKeys
from tf1graph.tf.estimator.canned.prediction_keys import PredictionKeys
from tf1graph.tf.estimator.head import base_head
from tf1graph.tf.estimator.head.base_head import MEAN, LossFn, Metrics
from tf1graph.tf.names import provide


@provide("tf.estimator.MultiClassHead", gone="2.16")
class MultiClassHead(base_head.OneLossHead):
    """A head of one of several classes; softmax and cross entropy.

    Args:
      n_classes: how many classes there are, more than two.
      weight_column: the key or the numeric column of the examples' weights, or None.
      label_vocabulary: the classes' names, where the labels are strings.
      loss_reduction: `sum`, or `sum_over_batch_size`, the mean.
      loss_fn: from `labels`, `logits` and, if it names them, `features` to the losses [examples, 1].
      name: of the head, which its metrics' keys end with.

    Raises:
      ValueError: an argument cannot be meant.
    """

    def __init__(
        self,
        n_classes: int,
        weight_column: Any = None,
        label_vocabulary: Sequence[str] | None = None,
        loss_reduction: str = MEAN,
        loss_fn: LossFn | None = None,
        name: str | None = None,
    ):
        if n_classes is None:
            raise ValueError("n_classes cannot be None")
        check_vocabulary(label_vocabulary)
        if label_vocabulary is not None and len(label_vocabulary) != n_classes:
            raise ValueError(
                f'"label_vocabulary" does not have "n_classes" items. len(label_vocabulary)={len(label_vocabulary)}, '
                f"n_classes={n_classes}, label_vocabulary={label_vocabulary}"
            )
        super().__init__(weight_column, loss_reduction, loss_fn, name)
        self._n_classes, self._label_vocabulary = checks.check_n_classes(n_classes), label_vocabulary

    @property
    def logits_dimension(self) -> int:
        return self._n_classes

    def _processed_labels(self, logits: Any, labels: Any) -> Any:
        labels = base_head.checked_labels(labels, logits, 1)
        if self._label_vocabulary is None:
            if not labels.dtype.is_integer:
                raise ValueError(f"Labels dtype should be integer. Instead got {labels.dtype}.")
        else:
            if labels.dtype != tf.string:
                raise ValueError(f"Labels dtype should be string if there is a vocabulary. Instead got {labels.dtype}")
            labels = base_head.ids_of(labels, self._label_vocabulary)
        return base_head.checked_classes(labels, self._n_classes)

    def _unweighted_loss(self, logits: Any, labels: Any) -> Any:
        none = tf.losses.Reduction.NONE
        return tf.expand_dims(
            tf.losses.sparse_softmax_cross_entropy(labels=labels, logits=logits, reduction=none), axis=-1
        )

    def predictions(self, logits: Any, keys: Sequence[str] | None = None) -> dict[str, Any]:
        at, vocabulary, found = PredictionKeys, self._label_vocabulary, {}
        valid = (at.LOGITS, at.PROBABILITIES, at.CLASS_IDS, at.CLASSES, at.ALL_CLASS_IDS, at.ALL_CLASSES)
        keys = base_head.check_keys(keys, valid)
        logits = checks.checked_logits(logits, self.logits_dimension)
        with tf.name_scope(None, "predictions", values=(logits,)):
            if at.LOGITS in keys:
                found[at.LOGITS] = logits
            if at.PROBABILITIES in keys:
                found[at.PROBABILITIES] = tf.nn.softmax(logits, name=at.PROBABILITIES)
            found.update(classes_of(logits, self._n_classes, logits, vocabulary, keys))
            return found

    def metrics(self, regularization_losses: Sequence[Any] | None = None) -> Metrics:
        keys, key = MetricKeys, self._summary_key
        with tf.name_scope(None, "metrics"):
            found = {key(keys.LOSS_MEAN): tf.keras.metrics.Mean(name=keys.LOSS_MEAN)}
            base_head.add_regularization_metric(found, key(keys.LOSS_REGULARIZATION), regularization_losses)
            found[key(keys.ACCURACY)] = tf.keras.metrics.Accuracy(name=keys.ACCURACY)
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
        ids = self._processed_labels(logits, labels)
        losses, weights = self._unweighted_loss_and_weights(logits, ids, features)
        eval_metrics[key(keys.LOSS_MEAN)].update_state(values=losses, sample_weight=weights)
        eval_metrics[key(keys.ACCURACY)].update_state(y_true=ids, y_pred=class_ids, sample_weight=weights)
        base_head.update_regularization(eval_metrics, key(keys.LOSS_REGULARIZATION), regularization_losses)
        return eval_metrics

    def _export_outputs(self, predictions: dict[str, Any]) -> dict[str, Any]:
        return classifier_outputs(predictions, self._n_classes, self._label_vocabulary)


def check_vocabulary(label_vocabulary: Any) -> None:
    """Check that it is None, a list or a tuple.

    Raises:
      ValueError: it is not.
    """
    if label_vocabulary is not None and not isinstance(label_vocabulary, (list, tuple)):
        raise ValueError(f"label_vocabulary should be a list or a tuple. Given type: {type(label_vocabulary)}")


def classes_of(
    scores: Any, n_classes: int, logits: Any, vocabulary: Sequence[str] | None, keys: Sequence[str]
) -> dict[str, Any]:
    """The best class of each example by number and name, and all classes, as far as `keys` asks for them."""
    at, found = PredictionKeys, {}
    if at.CLASS_IDS in keys or at.CLASSES in keys:
        class_ids = tf.expand_dims(tf.argmax(scores, axis=-1, name=at.CLASS_IDS), axis=-1)
        if at.CLASS_IDS in keys:
            found[at.CLASS_IDS] = class_ids
        if at.CLASSES in keys:
            found[at.CLASSES] = class_labels(class_ids, vocabulary)
    if at.ALL_CLASS_IDS in keys:
        found[at.ALL_CLASS_IDS] = all_class_ids(logits, n_classes)
    if at.ALL_CLASSES in keys:
        found[at.ALL_CLASSES] = all_classes(logits, n_classes, vocabulary)
    return found


def classifier_outputs(predictions: dict[str, Any], n_classes: int, vocabulary: Sequence[str] | None) -> dict[str, Any]:
    """What a SavedModel of a classifier gives."""
    output = classification_output(predictions[PredictionKeys.PROBABILITIES], n_classes, vocabulary)
    return {
        head_lib._DEFAULT_SERVING_KEY: output,
        head_lib._CLASSIFY_SERVING_KEY: output,
        head_lib._PREDICT_SERVING_KEY: export_output.PredictOutput(predictions),
    }
