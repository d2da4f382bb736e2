"""The mean of a loss under weights."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import compat_v1, dtypes, math_ops, ops, weights_broadcast_ops
from tf1graph.tf.python.keras._tf_keras import backend, inside, losses_utils

Reduction = losses_utils.ReductionV2


@inside(losses_utils)
def compute_weighted_loss(
    losses: Any, sample_weight: Any = None, reduction: str = Reduction.SUM_OVER_BATCH_SIZE, name: str | None = None
) -> Any:
    """`losses` times the weights, which TensorFlow 1 made of the losses' shape first, reduced."""
    Reduction.validate(reduction)
    reduction = Reduction.SUM_OVER_BATCH_SIZE if reduction == Reduction.AUTO else reduction
    with backend.name_scope(name or "weighted_loss"):
        compat_v1.get_default_graph()._last_loss_reduction = reduction
        losses = ops.convert_to_tensor(losses)
        dtype = losses.dtype
        weighted = math_ops.cast(losses, dtypes.float32)
        weights = math_ops.cast(1.0 if sample_weight is None else sample_weight, dtypes.float32)
        weighted, _, weights = losses_utils.squeeze_or_expand_dimensions(weighted, None, weights)
        weights = weights_broadcast_ops.broadcast_weights(weights, weighted)
        weighted = math_ops.multiply(weighted, weights)
        return math_ops.cast(losses_utils.reduce_weighted_loss(weighted, reduction), dtype)
