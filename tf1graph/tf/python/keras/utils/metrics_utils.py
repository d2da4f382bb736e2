"""What a metric's methods are wrapped into, and the counts of a confusion matrix."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import numpy as np

from tf1graph.tf._private import check_ops, compat_v1, dtypes, math_ops, weights_broadcast_ops
from tf1graph.tf.python.keras._tf_keras import inside, losses_utils, metrics_utils, tf_utils


@inside(metrics_utils)
def update_state_wrapper(update_state_fn: Callable[..., Any]) -> Callable[..., Any]:
    """`update_state`, whose own result is the update: today's takes the last op of the graph."""

    @functools.wraps(update_state_fn)
    def decorated(metric: Any, *args: Any, **kwargs: Any) -> Any:
        with tf_utils.graph_context_for_symbolic_tensors(*args, **kwargs):
            update = update_state_fn(*args, **kwargs)
        if update is not None:
            metric.add_update(update)
        return update

    return decorated


@inside(metrics_utils)
def update_confusion_matrix_variables(
    variables_to_update: dict[Any, Any],
    y_true: Any,
    y_pred: Any,
    thresholds: Any,
    top_k: int | None = None,
    class_id: int | None = None,
    sample_weight: Any = None,
    **later: Any,
) -> Any:
    """The op that adds a batch's counts; today's counts in buckets where thresholds lie evenly, and checks nothing."""
    y_true, y_pred = (math_ops.cast(y, dtype=dtypes.float32) for y in (y_true, y_pred))
    (y_pred, y_true), _ = metrics_utils.ragged_assert_compatible_and_get_flat_values([y_pred, y_true], sample_weight)
    y_pred.shape.assert_is_compatible_with(y_true.shape)
    zero = math_ops.cast(0.0, dtype=y_pred.dtype)
    checks = [check_ops.assert_greater_equal(y_pred, zero, message="predictions must be >= 0")]
    one = math_ops.cast(1.0, dtype=y_pred.dtype)
    checks.append(check_ops.assert_less_equal(y_pred, one, message="predictions must be <= 1"))
    with compat_v1.control_dependencies(checks):
        y_pred, y_true, *rest = losses_utils.squeeze_or_expand_dimensions(y_pred, y_true, sample_weight=sample_weight)
    sample_weight = rest[0] if rest else None
    if top_k is not None:
        y_pred = metrics_utils._filter_top_k(y_pred, top_k)
    if class_id is not None:
        y_true, y_pred = y_true[..., class_id], y_pred[..., class_id]
    return _counted(variables_to_update, y_true, y_pred, np.ravel(thresholds).tolist(), sample_weight)


def _counted(variables: dict[Any, Any], y_true: Any, y_pred: Any, thresholds: list[float], sample_weight: Any) -> Any:
    """The op that adds to each variable how many, by weight, are of its kind at each threshold."""
    tf, kinds, rows = compat_v1, metrics_utils.ConfusionMatrix, [len(thresholds), 1]
    size = tf.size(y_pred)
    predictions = tf.reshape(y_pred, [1, -1])
    labels = tf.reshape(math_ops.cast(y_true, dtype=dtypes.bool), [1, -1])
    tiled = tf.tile(tf.expand_dims(tf.constant(thresholds), 1), tf.stack([1, size]))
    said = math_ops.greater(tf.tile(predictions, rows), tiled)
    true = tf.tile(labels, rows)
    weights = None
    if sample_weight is not None:
        weights = math_ops.cast(sample_weight, dtype=dtypes.float32)
        weights = weights_broadcast_ops.broadcast_weights(weights, y_pred)
        weights = tf.tile(tf.reshape(weights, [1, -1]), rows)
    counts_negatives = kinds.TRUE_NEGATIVES in variables
    found = {kinds.TRUE_POSITIVES: (true, said)}
    if counts_negatives or kinds.FALSE_NEGATIVES in variables:
        denied = math_ops.logical_not(said)
        found[kinds.FALSE_NEGATIVES] = (true, denied)
    if counts_negatives or kinds.FALSE_POSITIVES in variables:
        false = math_ops.logical_not(true)
        found[kinds.FALSE_POSITIVES] = (false, said)
        if counts_negatives:
            found[kinds.TRUE_NEGATIVES] = (false, denied)
    updates = []
    for kind, pair in found.items():
        if kind in variables:
            hits = math_ops.cast(math_ops.logical_and(*pair), dtype=dtypes.float32)
            if weights is not None:
                hits *= weights
            updates.append(variables[kind].assign_add(math_ops.reduce_sum(hits, 1)))
    return tf.group(updates)
