"""Areas under curves over many batches, of all predictions that came."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import math_ops, metrics_impl
from tf1graph.tf.contrib.metrics.concatenation import labels_are_binary, streaming_concat
from tf1graph.tf.contrib.metrics.metric_ops import publish
from tf1graph.tf.names import provide


@provide("tf.contrib.metrics.streaming_dynamic_auc", gone="2.0")
def streaming_dynamic_auc(
    labels: Any,
    predictions: Any,
    curve: str = "ROC",
    metrics_collections: Any = (),
    updates_collections: Any = (),
    name: str | None = None,
    weights: Any = None,
) -> tuple[Any, Any]:
    """The exact area under the curve of all predictions so far, float64, and the update that adds a batch to them.

    Args:
      labels: 0 or 1, of the shape of the predictions.
      curve: `ROC` or `PR`.

    Raises:
      ValueError: it is another curve.
    """
    if curve not in ("PR", "ROC"):
        raise ValueError(f"curve must be either ROC or PR, {curve} unknown")
    with tf.variable_scope(name, default_name="dynamic_auc"):
        labels.shape.assert_is_compatible_with(predictions.shape)
        predictions = tf.reshape(math_ops.cast(predictions, tf.float64), [-1])
        labels = tf.reshape(math_ops.cast(labels, tf.int64), [-1])
        with tf.control_dependencies(labels_are_binary(labels)):
            all_predictions, add_predictions = streaming_concat(predictions, name="concat_preds")
            all_labels, add_labels = streaming_concat(labels, name="concat_labels")
            all_weights, additions = None, [add_labels, add_predictions]
            if weights is not None:
                weights = tf.reshape(math_ops.cast(weights, tf.float64), [-1])
                all_weights, add_weights = streaming_concat(weights, name="concat_weights")
                additions.append(add_weights)
            update = tf.group(*additions)
            value = _area(all_labels, all_predictions, curve, all_weights)
            return publish(value, update, metrics_collections, updates_collections)


def _area(labels: Any, predictions: Any, curve: str, weights: Any) -> Any:
    """The area under the curve by the trapezoids between thresholds at the predictions; 0 with one class alone."""
    size = tf.size(predictions)
    if weights is None:
        weights = tf.ones_like(labels, dtype=tf.float64)
    labels, predictions, weights = metrics_impl._remove_squeezable_dimensions(labels, predictions, weights)

    def of_class(is_it: Any, labels: Any, weights: Any) -> Any:
        return tf.where(is_it, weights, tf.zeros_like(labels, dtype=tf.float64))

    total = math_ops.reduce_sum(weights)
    total_true = math_ops.reduce_sum(of_class(math_ops.greater(labels, 0), labels, weights))

    def area() -> Any:
        ordered, order = tf.nn.top_k(predictions, k=size)
        ordered_labels, ordered_weights = tf.gather(labels, order), tf.gather(weights, order)
        _, _, counts = tf.unique_with_counts(ordered)
        ends = math_ops.cast(tf.pad(tf.cumsum(counts), paddings=[[1, 0]]), tf.int32)

        def summed(weights_here: Any) -> Any:
            return tf.gather(tf.pad(tf.cumsum(weights_here), paddings=[[1, 0]]), ends)

        true = summed(of_class(math_ops.greater(ordered_labels, 0), ordered_labels, ordered_weights))
        if curve == "ROC":
            false = summed(of_class(math_ops.less(ordered_labels, 1), ordered_labels, ordered_weights))
            total_false = total - total_true
            xs, ys = math_ops.truediv(false, total_false), math_ops.truediv(true, total_true)
        else:
            xs = math_ops.truediv(true, total_true)
            positive = summed(ordered_weights)
            ys = tf.where(
                math_ops.greater(ends, 0),
                math_ops.truediv(true, positive),
                tf.ones_like(true, dtype=tf.float64),
            )
        heights = math_ops.add(ys[1:], ys[:-1]) / 2.0
        widths = math_ops.abs(math_ops.subtract(xs[1:], xs[:-1]))
        return math_ops.reduce_sum(math_ops.multiply(heights, widths))

    one_class = math_ops.logical_or(math_ops.equal(total_true, 0), math_ops.equal(total_true, total))
    return tf.cond(one_class, true_fn=lambda: tf.constant(0, tf.float64), false_fn=area)
