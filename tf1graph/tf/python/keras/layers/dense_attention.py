"""Attention without dropout, which TensorFlow 1 did not have."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import compat_v1, math_ops
from tf1graph.tf.python.keras._tf_keras import backend, base_dense_attention, inside


@inside(base_dense_attention.BaseDenseAttention, name="_apply_scores")
def apply_scores(self: Any, scores: Any, value: Any, scores_mask: Any = None, training: Any = None) -> tuple[Any, Any]:
    if scores_mask is not None:
        hidden = math_ops.logical_not(scores_mask)
        scores -= 1.0e9 * math_ops.cast(hidden, dtype=backend.floatx())
    weights = compat_v1.nn.softmax(scores)
    if self.dropout:
        kept = 1 - self.dropout
        weights = backend.in_train_phase(
            lambda: compat_v1.nn.dropout(weights, keep_prob=kept), lambda: weights, training=training
        )
    return math_ops.matmul(weights, value), weights
