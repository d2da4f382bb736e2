"""The sparsemax and its loss."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import math_ops
from tf1graph.tf.names import provide


@provide("tf.contrib.sparsemax.sparsemax", gone="2.0")
def sparsemax(logits: Any, name: str | None = None) -> Any:
    """The point of the simplex that lies nearest to each row: probabilities, many of them 0.

    Args:
      logits: [batch, classes].
    """
    with tf.name_scope(name, "sparsemax", [logits]):
        logits = tf.convert_to_tensor(logits, name="logits")
        rows, classes = tf.shape(logits)[0], tf.shape(logits)[1]
        ordered, _ = tf.nn.top_k(logits, k=classes)
        sums = tf.cumsum(ordered, axis=1)
        places = math_ops.range(1, math_ops.cast(classes, logits.dtype) + 1, dtype=logits.dtype)
        kept = math_ops.cast(1 + places * ordered > sums, tf.int32)
        number = math_ops.reduce_sum(kept, axis=1)
        last = math_ops.maximum(number, 1)  # infinite logits keep none
        total = tf.gather_nd(sums, tf.stack([math_ops.range(0, rows), last - 1], axis=1))
        threshold = (total - 1) / math_ops.cast(number, logits.dtype)
        found = math_ops.maximum(math_ops.cast(0, logits.dtype), logits - threshold[:, tf.newaxis])
        undefined = math_ops.logical_or(math_ops.equal(number, 0), tf.is_nan(sums[:, -1]))
        nothing = tf.fill([rows, classes], math_ops.cast(float("nan"), logits.dtype))
        return tf.where(undefined, nothing, found)


@provide("tf.contrib.sparsemax.sparsemax_loss", gone="2.0")
def sparsemax_loss(logits: Any, sparsemax: Any, labels: Any, name: str | None = None) -> Any:
    """The loss of each row, [batch], whose gradient is the difference of `sparsemax` and `labels`.

    Args:
      logits: [batch, classes].
      sparsemax: what the function `sparsemax` gives for them.
      labels: [batch, classes], one-hot.
    """
    with tf.name_scope(name, "sparsemax_loss", [logits, sparsemax, labels]):
        logits = tf.convert_to_tensor(logits, name="logits")
        sparsemax = tf.convert_to_tensor(sparsemax, name="sparsemax")
        labels = tf.convert_to_tensor(labels, name="labels")
        counts = math_ops.logical_or(sparsemax > 0, tf.is_nan(sparsemax))
        sums = tf.where(counts, sparsemax * (logits - 0.5 * sparsemax), tf.zeros_like(sparsemax))
        of_labels = labels * (0.5 * labels - logits)
        undefined = math_ops.logical_and(math_ops.equal(labels, 0), tf.is_inf(logits))
        of_labels = tf.where(undefined, tf.zeros_like(logits), of_labels)
        return math_ops.reduce_sum(sums + of_labels, axis=1)
