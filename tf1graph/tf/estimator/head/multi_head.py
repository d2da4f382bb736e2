"""Several heads on the logits of one model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf.estimator.canned import several_heads
from tf1graph.tf.estimator.canned.metric_keys import MetricKeys
from tf1graph.tf.estimator.head import base_head
from tf1graph.tf.estimator.head.base_head import Metrics
from tf1graph.tf.estimator.mode_keys import ModeKeys
from tf1graph.tf.estimator.model_fn import EstimatorSpec
from tf1graph.tf.names import provide


@provide("tf.estimator.MultiHead", gone="2.16")
class MultiHead(base_head.Head):
    """A head that gives each of `heads` its part of the logits, and adds up their losses.

    Args:
      heads: heads with names; labels and, if they are a dict, logits are theirs by these names.
      head_weights: factors of their losses.

    Raises:
      ValueError: there are no heads, a head has no name, or there are not as many weights.
    """

    def __init__(self, heads: Sequence[Any], head_weights: Sequence[float] | None = None):
        if not heads:
            raise ValueError(f"Must specify heads. Given: {heads}")
        if head_weights and len(head_weights) != len(heads):
            raise ValueError(
                "heads and head_weights must have the same size. "
                f"Given len(heads): {len(heads)}. Given len(head_weights): {len(head_weights)}."
            )
        for head in heads:
            if head.name is None:
                raise ValueError(f"All given heads must have name specified. Given: {head}")
        self._heads, self._head_weights = tuple(heads), tuple(head_weights or ())

    @property
    def name(self) -> str:
        return "_".join(head.name for head in self._heads)

    @property
    def logits_dimension(self) -> int:
        return sum(head.logits_dimension for head in self._heads)

    @property
    def loss_reduction(self) -> str:
        found = [head.loss_reduction for head in self._heads]
        if len(set(found)) > 1:
            raise ValueError(f"The loss_reduction must be the same for different heads. Given: {found}")
        return found[0]

    def loss(
        self,
        labels: Any,
        logits: Any,
        features: Any = None,
        mode: str | None = None,
        regularization_losses: Sequence[Any] | None = None,
    ) -> Any:
        by_head = self._logits_by_head(logits, labels)
        losses = [
            head.loss(logits=by_head[head.name], labels=labels[head.name], features=features, mode=mode)
            for head in self._heads
        ]
        with tf.name_scope(None, "merge_losses", values=(*losses, *self._head_weights)):
            if self._head_weights:
                losses = [tf.multiply(*pair) for pair in zip(losses, self._head_weights, strict=True)]
            return base_head.regularized(tf.add_n(losses), regularization_losses)

    def predictions(self, logits: Any, keys: Sequence[str] | None = None) -> dict[Any, Any]:
        """The predictions by pairs of a head's name and a key; `keys` is passed over."""
        by_head = self._logits_by_head(logits)
        with tf.name_scope(None, "merge_pred"):
            return {
                (head.name, key): value
                for head in self._heads
                for key, value in head.predictions(logits=by_head[head.name]).items()
            }

    def metrics(self, regularization_losses: Sequence[Any] | None = None) -> Metrics:
        found: Metrics = {}
        key = self._summary_key(MetricKeys.LOSS_REGULARIZATION)
        base_head.add_regularization_metric(found, key, regularization_losses)
        with tf.name_scope(None, "merge_eval"):
            for head in self._heads:
                name = f"{MetricKeys.LOSS}/{head.name}"
                found[name] = tf.keras.metrics.Mean(name=name)
        return found

    def update_metrics(  # type: ignore[override]
        self,
        eval_metrics: Metrics,
        features: Any,
        logits: Any,
        labels: Any,
        regularization_losses: Sequence[Any] | None = None,
    ) -> Metrics:
        by_head = self._logits_by_head(logits, labels)
        key = self._summary_key(MetricKeys.LOSS_REGULARIZATION)
        base_head.update_regularization(eval_metrics, key, regularization_losses)
        for head in self._heads:
            theirs = by_head[head.name], labels[head.name]
            loss = head.loss(logits=theirs[0], labels=theirs[1], features=features)
            eval_metrics[f"{MetricKeys.LOSS}/{head.name}"].update_state(values=loss)
            eval_metrics.update(head.update_metrics(head.metrics(), features, *theirs) or {})
        return eval_metrics

    def create_estimator_spec(
        self,
        features: Any,
        mode: str,
        logits: Any,
        labels: Any = None,
        optimizer: Any = None,
        trainable_variables: Sequence[Any] | None = None,
        train_op_fn: Callable[[Any], Any] | None = None,
        update_ops: Sequence[Any] | None = None,
        regularization_losses: Sequence[Any] | None = None,
    ) -> EstimatorSpec:
        with tf.name_scope(self.name, "multi_head"):
            by_head = self._logits_by_head(logits, labels)
            specs = [
                head.create_estimator_spec(
                    features=features,
                    mode=mode,
                    logits=by_head[head.name],
                    labels=labels[head.name] if labels else None,
                    train_op_fn=lambda loss: tf.no_op(),
                )
                for head in self._heads
            ]
            predictions = self.predictions(logits)
            if mode == ModeKeys.PREDICT:
                return EstimatorSpec(mode, predictions, export_outputs=several_heads.merged_outputs(self._heads, specs))
            loss = self.loss(labels, logits, features, mode, regularization_losses)
            if mode == ModeKeys.EVAL:
                metrics = self.metrics(regularization_losses=regularization_losses)
                self.update_metrics(metrics, features, logits, labels, regularization_losses=regularization_losses)
                return EstimatorSpec(mode, predictions, loss, eval_metric_ops=metrics)
            if mode != ModeKeys.TRAIN:
                raise ValueError(f"mode={mode} unrecognized")
            train_op = base_head.make_train_op(loss, optimizer, trainable_variables, train_op_fn, update_ops)
            base_head.add_summaries(loss, regularization_losses)
            return EstimatorSpec(mode, predictions, loss, train_op)

    def _logits_by_head(self, logits: Any, labels: Any = None) -> dict[str, Any]:
        """The logits of each head, by its name.

        Raises:
          ValueError: logits or labels of a head are missing, or there are not as many logits.
        """
        expected = {head.name for head in self._heads}
        if isinstance(logits, dict):
            if missing := list(expected - set(logits)):
                raise ValueError(f"logits has missing values for head(s): {missing}")
        else:
            logits = several_heads.split_logits(self._heads, logits)
        if labels is not None:
            if not isinstance(labels, dict):
                raise ValueError(f"labels must be a dict. Given: {labels}")
            if missing := list(expected - set(labels)):
                raise ValueError(f"labels has missing values for head(s): {missing}")
        return logits
