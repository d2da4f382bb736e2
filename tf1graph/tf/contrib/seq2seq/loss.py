"""The loss of a sequence, and batches repeated for a beam."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, math_ops, ops, tensor_shape
from tf1graph.tf.names import provide


@provide("tf.contrib.seq2seq.sequence_loss", today="tfa.seq2seq.sequence_loss", gone="2.0")
def sequence_loss(
    logits: Any,
    targets: Any,
    weights: Any,
    average_across_timesteps: bool = True,
    average_across_batch: bool = True,
    sum_over_timesteps: bool = False,
    sum_over_batch: bool = False,
    softmax_loss_function: Callable[..., Any] | None = None,
    name: str | None = None,
) -> Any:
    """The weighted cross entropies: a scalar, [time], [N] or [N, time], by what is averaged or summed.

    Args:
      logits: a floating tensor [N, time, words].
      targets: of numbers of words, [N, time].
      weights: floating, [N, time].
      average_across_timesteps, average_across_batch: whether it is averaged there, by the weights.
      sum_over_timesteps, sum_over_batch: whether it is summed there, and divided by how many weights are not zero.
      softmax_loss_function: takes `labels` and `logits`, in place of the cross entropy.
      name: of the scope.

    Raises:
      ValueError: a shape has another rank, or the same axis is to be averaged and summed.
    """
    if len(logits.shape) != 3:
        raise ValueError("Logits must be a [batch_size x sequence_length x logits] tensor")
    for which, tensor in (("Targets", targets), ("Weights", weights)):
        if len(tensor.shape) != 2:
            raise ValueError(f"{which} must be a [batch_size x sequence_length] tensor")
    if average_across_timesteps and sum_over_timesteps:
        raise ValueError("average_across_timesteps and sum_over_timesteps cannot be set to True at same time.")
    if average_across_batch and sum_over_batch:
        raise ValueError("average_across_batch and sum_over_batch cannot be set to True at same time.")
    with compat_v1.name_scope(name, "sequence_loss", [logits, targets, weights]):
        flat = array_ops.reshape(logits, [-1, array_ops.shape(logits)[2]])
        labels = array_ops.reshape(targets, [-1])
        measure = softmax_loss_function or compat_v1.nn.sparse_softmax_cross_entropy_with_logits
        losses = measure(labels=labels, logits=flat) * array_ops.reshape(weights, [-1])
        if average_across_timesteps and average_across_batch:
            return math_ops.div_no_nan(math_ops.reduce_sum(losses), math_ops.reduce_sum(weights))
        if sum_over_timesteps and sum_over_batch:
            total = math_ops.reduce_sum(losses)
            return math_ops.div_no_nan(total, math_ops.cast(compat_v1.count_nonzero(weights), losses.dtype))
        losses = array_ops.reshape(losses, array_ops.shape(logits)[0:2])
        if average_across_timesteps or average_across_batch:
            axis = [0] if average_across_batch else [1]
            total = math_ops.reduce_sum(losses, axis=axis)
            return math_ops.div_no_nan(total, math_ops.reduce_sum(weights, axis=axis))
        if sum_over_timesteps or sum_over_batch:
            axis = [0] if sum_over_batch else [1]
            total = math_ops.reduce_sum(losses, axis=axis)
            count = compat_v1.count_nonzero(weights, axis=axis)
            return math_ops.div_no_nan(total, math_ops.cast(count, dtype=losses.dtype))
        return losses


@provide("tf.contrib.seq2seq.tile_batch", today="tfa.seq2seq.tile_batch", gone="2.0")
def tile_batch(t: Any, multiplier: int, name: str | None = None) -> Any:
    """Each example of the tensors `t` [N, ...], which may be nested, `multiplier` times, one after the other."""
    with compat_v1.name_scope(name, "tile_batch", [*compat_v1.nest.flatten(t), multiplier]):
        return compat_v1.nest.map_structure(lambda tensor: _tile(tensor, multiplier), t)


def _tile(tensor: Any, multiplier: int) -> Any:
    tensor = ops.convert_to_tensor(tensor, name="t")
    sizes = array_ops.shape(tensor)
    if not tensor.shape.ndims:
        raise ValueError("t must have statically known rank")
    repeats = [1, multiplier] + [1] * (tensor.shape.ndims - 1)
    rows = compat_v1.dimension_value(tensor.shape[0])
    tiled = array_ops.tile(array_ops.expand_dims(tensor, 1), repeats)
    tiled = array_ops.reshape(tiled, array_ops.concat(([sizes[0] * multiplier], sizes[1:]), 0))
    known = tensor_shape.TensorShape([None if rows is None else rows * multiplier])
    tiled.set_shape(known.concatenate(tensor.shape[1:]))
    return tiled
