"""Areas under curves over many batches, with the bounds of a confidence."""

from __future__ import annotations

from typing import Any, NamedTuple

from tf1graph import tf
from tf1graph.tf._private import math_ops, metrics_impl
from tf1graph.tf.contrib.metrics.concatenation import labels_are_binary, streaming_concat
from tf1graph.tf.contrib.metrics.metric_ops import publish
from tf1graph.tf.names import provide

EPSILON = 1e-7


class AucData(NamedTuple):
    """An area and its bounds, scalars."""

    auc: Any
    lower: Any
    upper: Any


@provide("tf.contrib.metrics.auc_with_confidence_intervals", gone="2.0")
def auc_with_confidence_intervals(
    labels: Any,
    predictions: Any,
    weights: Any = None,
    alpha: float = 0.95,
    logit_transformation: bool = True,
    metrics_collections: Any = (),
    updates_collections: Any = (),
    name: str | None = None,
) -> tuple[Any, Any]:
    """The area under the ROC curve with its bounds, `(auc, lower, upper)`, and the update.

    Args:
      labels: 0 or 1, of the shape of the predictions.
      alpha: the confidence of the bounds.
      logit_transformation: whether the bounds are those of the area's logit.

    Raises:
      ValueError: `alpha` is not between 0 and 1.
    """
    if not 0 < alpha < 1:
        raise ValueError(f"alpha must be between 0 and 1; currently {alpha:.02f}")
    if weights is None:
        weights = tf.ones_like(predictions)
    with tf.variable_scope(name, default_name="auc_with_confidence_intervals", values=[labels, predictions, weights]):
        predictions, labels, weights = metrics_impl._remove_squeezable_dimensions(
            predictions=predictions, labels=labels, weights=weights
        )
        total = math_ops.reduce_sum(weights)
        weights = tf.reshape(weights, [-1])
        predictions = tf.reshape(math_ops.cast(predictions, tf.float64), [-1])
        labels = tf.reshape(math_ops.cast(labels, tf.int64), [-1])
        with tf.control_dependencies(labels_are_binary(labels)):
            all_predictions, add_predictions = streaming_concat(predictions, name="concat_preds")
            all_labels, add_labels = streaming_concat(labels, name="concat_labels")
            all_weights, add_weights = streaming_concat(weights, name="concat_weights")
            add = tf.group(add_labels, add_predictions, add_weights)
            both_classes = math_ops.logical_and(
                math_ops.equal(math_ops.reduce_min(labels), 0), math_ops.equal(math_ops.reduce_max(labels), 1)
            )
            heavy_enough = math_ops.greater_equal(total, 1.0)
            is_valid = math_ops.logical_and(both_classes, heavy_enough)
            update = tf.cond(heavy_enough, lambda: add, tf.no_op)
            value = _placement_area(all_labels, all_predictions, all_weights, alpha, logit_transformation, is_valid)
            return publish(value, update, metrics_collections, updates_collections)


def _placement_area(
    labels: Any, predictions: Any, weights: Any, alpha: float, logit_transformation: bool, is_valid: Any
) -> AucData:
    """The area as the mean placement of one class's predictions among those of the other, and its bounds."""
    size = tf.size(predictions, out_type=tf.int32)

    def of_class(which: Any, weights: Any) -> Any:
        return math_ops.cast(which, weights.dtype)

    total_0 = math_ops.reduce_sum(of_class(1 - labels, weights) * weights)
    total_1 = math_ops.reduce_sum(of_class(labels, weights) * weights)
    ordered, order = tf.nn.top_k(predictions, k=size, sorted=True)
    ordered = tf.reverse(ordered, axis=tf.zeros(1, tf.int32))
    order = tf.reverse(order, axis=tf.zeros(1, tf.int32))
    ordered_labels, ordered_weights = tf.gather(labels, order), tf.gather(weights, order)
    _, groups = tf.unique(ordered)
    is_true = math_ops.cast(ordered_labels, tf.float32)
    is_false = 1.0 - is_true
    weights_true, weights_false = ordered_weights * is_true, ordered_weights * is_false
    # an example is placed among those of the other class
    among_false = tf.segment_sum(weights_false, groups)
    among_true = tf.segment_sum(weights_true, groups)
    below_false = tf.cumsum(among_false, exclusive=True)
    below_true = tf.cumsum(among_true, exclusive=True)
    place_of_true = (below_false + among_false / 2.0) / (math_ops.reduce_sum(among_false) + EPSILON)
    place_of_false = (below_true + among_true / 2.0) / (math_ops.reduce_sum(among_true) + EPSILON)
    place_of_true = tf.gather(place_of_true, groups)
    place_of_false = tf.gather(place_of_false, groups)
    places = place_of_true * is_true + place_of_false * is_false
    places_0 = places * of_class(1 - ordered_labels, weights)
    weights_0 = ordered_weights * of_class(1 - ordered_labels, weights)
    places_1 = places * of_class(ordered_labels, weights)
    weights_1 = ordered_weights * of_class(ordered_labels, weights)
    area_0 = math_ops.reduce_sum(weights_0 * (1.0 - places_0)) / (total_0 + EPSILON)
    area_1 = math_ops.reduce_sum(weights_1 * places_1) / (total_1 + EPSILON)
    area = tf.where(math_ops.less(total_0, total_1), area_1, area_0)
    variance_0 = math_ops.reduce_sum(weights_0 * math_ops.square(1.0 - places_0 - area_0)) / (total_0 - 1.0 + EPSILON)
    variance_1 = math_ops.reduce_sum(weights_1 * tf.squared_difference(places_1, area_1)) / (total_1 - 1.0 + EPSILON)
    error = math_ops.sqrt(variance_0 / (total_0 + EPSILON) + variance_1 / (total_1 + EPSILON))
    z = tf.distributions.Normal(loc=0.0, scale=1.0).quantile((1.0 - alpha) / 2.0)
    if logit_transformation:
        logit = tf.log(area / (1.0 - area + EPSILON))
        error = error / (area * (1.0 - area + EPSILON))
        logits = logit + z * error, logit - z * error
        lower, upper = (1.0 / (1.0 + tf.exp(math_ops.negative(x)) + EPSILON) for x in logits)
    else:
        lower, upper = area + z * error, area - z * error

    def unless_certain(bound: Any) -> Any:
        certain = math_ops.logical_or(
            math_ops.equal(area, tf.ones_like(area)), math_ops.equal(area, tf.zeros_like(area))
        )
        return tf.where(certain, area, bound)

    lower = unless_certain(lower)
    upper = unless_certain(upper)
    nothing = tf.constant(0.0)
    return AucData(*tf.cond(is_valid, lambda: [area, lower, upper], lambda: [nothing] * 3))
