"""Several heads on the logits of one model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf.estimator.canned import several_heads
from tf1graph.tf.estimator.canned.head_base import LossSpec, _Head
from tf1graph.tf.estimator.canned.head_metrics import summary_key
from tf1graph.tf.estimator.canned.metric_keys import MetricKeys
from tf1graph.tf.estimator.mode_keys import ModeKeys
from tf1graph.tf.estimator.model_fn import EstimatorSpec
from tf1graph.tf.names import provide


@provide("tf.contrib.estimator.multi_head", gone="2.0")
def multi_head(heads: Sequence[Any], head_weights: Sequence[float] | None = None) -> Any:
    """A head that gives each of `heads` its part of the logits, and adds up their losses.

    Args:
      heads: heads with names; features, labels and, if they are a dict, logits are theirs by these names.
      head_weights: factors of their losses.

    Raises:
      ValueError: there are no heads, a head has no name, or there are not as many weights.
    """
    if head_weights and len(head_weights) != len(heads):
        raise ValueError(
            "heads and head_weights must have the same size. "
            f"Given len(heads): {len(heads)}. Given len(head_weights): {len(head_weights)}."
        )
    if not heads:
        raise ValueError(f"Must specify heads. Given: {heads}")
    for head in heads:
        if not head.name:
            raise ValueError(f"All given heads must have name specified. Given: {head}")
    return _MultiHead(tuple(heads), tuple(head_weights or ()))


class _MultiHead(_Head):
    """Of the labels of several heads."""

    def __init__(self, heads: tuple[Any, ...], head_weights: tuple[float, ...]):
        self._heads, self._head_weights = heads, head_weights

    @property
    def name(self) -> str:
        return "_".join(head.name for head in self._heads)

    @property
    def logits_dimension(self) -> int:
        return sum(head.logits_dimension for head in self._heads)

    def create_loss(self, features: Any, mode: str, logits: Any, labels: Any) -> LossSpec:
        by_head = self._split(logits)
        losses, unreduced, weights, processed = [], {}, {}, {}
        for place, head in enumerate(self._heads):
            found = head.create_loss(features, mode, by_head[head.name], labels[head.name])
            losses.append(found.training_loss)
            processed[head.name] = found.processed_labels
            unreduced[head.name], weights[head.name] = found.unreduced_loss, found.weights
            if self._head_weights:
                factor = self._head_weights[place]
                unreduced[head.name] = tf.multiply(found.unreduced_loss, factor)
                weights[head.name] = tf.multiply(found.weights, factor)
        return LossSpec(self._merged(losses), unreduced, weights, processed)

    def create_estimator_spec(
        self,
        features: Any,
        mode: str,
        logits: Any,
        labels: Any = None,
        optimizer: Any = None,
        train_op_fn: Callable[[Any], Any] | None = None,
        regularization_losses: Sequence[Any] | None = None,
    ) -> EstimatorSpec:
        by_head = self._split(logits)
        if labels and not isinstance(labels, dict):
            raise ValueError(f"labels must be a dict. Given: {labels}")
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
        predictions = {
            (head.name, key): value
            for head, spec in zip(self._heads, specs, strict=True)
            for key, value in spec.predictions.items()
        }
        if mode == ModeKeys.PREDICT:
            return EstimatorSpec(mode, predictions, export_outputs=several_heads.merged_outputs(self._heads, specs))
        if mode == ModeKeys.EVAL:
            return self._evaluated(specs, predictions)
        if mode != ModeKeys.TRAIN:
            raise ValueError(f"mode={mode} unrecognized")
        loss = self._merged([spec.loss for spec in specs])
        train_op = _train_op(loss, optimizer, train_op_fn)
        metrics = {key: metric for spec in specs for key, metric in spec.eval_metric_ops.items()}
        spec = EstimatorSpec(mode, predictions, loss, train_op, metrics)
        with tf.name_scope(""):
            tf.summary.scalar(MetricKeys.LOSS, spec.loss)
        return spec

    def _split(self, logits: Any) -> dict[str, Any]:
        return logits if isinstance(logits, dict) else several_heads.split_logits(self._heads, logits)

    def _merged(self, losses: Sequence[Any]) -> Any:
        with tf.name_scope("merge_losses", values=(*losses, *self._head_weights)):
            if self._head_weights:
                losses = [tf.multiply(*pair) for pair in zip(losses, self._head_weights, strict=True)]
            return tf.add_n(losses)

    def _evaluated(self, specs: list[Any], predictions: dict[Any, Any]) -> EstimatorSpec:
        metrics = {}
        with tf.name_scope("merge_eval"):
            for head, spec in zip(self._heads, specs, strict=True):
                key = summary_key(head.name, MetricKeys.LOSS)
                metrics[key] = tf.metrics.mean(spec.loss, name=key)
                metrics.update(spec.eval_metric_ops or {})
            loss = self._merged([spec.loss for spec in specs])
        return EstimatorSpec(ModeKeys.EVAL, predictions, loss, eval_metric_ops=metrics)


def _train_op(loss: Any, optimizer: Any, train_op_fn: Callable[[Any], Any] | None) -> Any:
    if optimizer is not None and train_op_fn is not None:
        raise ValueError("train_op_fn and optimizer cannot both be set.")
    if optimizer is not None:
        return optimizer.minimize(loss, global_step=tf.train.get_global_step())
    if train_op_fn is None:
        raise ValueError("train_op_fn and optimizer cannot both be None.")
    return train_op_fn(loss)
