"""The loss of a sequence said, and nets for several lengths."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, math_ops, variable_scope
from tf1graph.tf.names import provide


@provide("tf.contrib.legacy_seq2seq.sequence_loss_by_example", today="tf_keras.losses", gone="2.0")
def sequence_loss_by_example(
    logits: list[Any],
    targets: list[Any],
    weights: list[Any],
    average_across_timesteps: bool = True,
    softmax_loss_function: Callable[..., Any] | None = None,
    name: str | None = None,
) -> Any:
    """The weighted sum over time of the cross entropies, [N].

    Args:
      logits: a list over time of tensors [N, symbols].
      targets: of tensors [N] of numbers of words.
      weights: of floating tensors [N].
      average_across_timesteps: whether it is divided by the sum of the weights.
      softmax_loss_function: takes `labels` and `logits`, in place of the cross entropy.
      name: of the scope.

    Raises:
      ValueError: the lists are of several lengths.
    """
    if not len(targets) == len(logits) == len(weights):
        raise ValueError(
            f"Lengths of logits, weights, and targets must be the same {len(logits)}, {len(weights)}, {len(targets)}."
        )
    with compat_v1.name_scope(name, "sequence_loss_by_example", logits + targets + weights):
        losses = []
        for logit, target, weight in zip(logits, targets, weights, strict=True):
            if softmax_loss_function is None:
                labels = array_ops.reshape(target, [-1])
                loss = compat_v1.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logit)
            else:
                loss = softmax_loss_function(labels=target, logits=logit)
            losses.append(loss * weight)
        total = math_ops.add_n(losses)
        return total / (math_ops.add_n(weights) + 1e-12) if average_across_timesteps else total


@provide("tf.contrib.legacy_seq2seq.sequence_loss", today="tf_keras.losses", gone="2.0")
def sequence_loss(
    logits: list[Any],
    targets: list[Any],
    weights: list[Any],
    average_across_timesteps: bool = True,
    average_across_batch: bool = True,
    softmax_loss_function: Callable[..., Any] | None = None,
    name: str | None = None,
) -> Any:
    """The sum over examples of `sequence_loss_by_example`, divided by their number where that is asked for."""
    with compat_v1.name_scope(name, "sequence_loss", logits + targets + weights):
        cost = math_ops.reduce_sum(
            sequence_loss_by_example(
                logits,
                targets,
                weights,
                average_across_timesteps=average_across_timesteps,
                softmax_loss_function=softmax_loss_function,
            )
        )
        if not average_across_batch:
            return cost
        return cost / math_ops.cast(array_ops.shape(targets[0])[0], cost.dtype)


@provide("tf.contrib.legacy_seq2seq.model_with_buckets", today="tf.data.Dataset.bucket_by_sequence_length", gone="2.0")
def model_with_buckets(
    encoder_inputs: list[Any],
    decoder_inputs: list[Any],
    targets: list[Any],
    weights: list[Any],
    buckets: list[tuple[int, int]],
    seq2seq: Callable[[list[Any], list[Any]], Any],
    softmax_loss_function: Callable[..., Any] | None = None,
    per_example_loss: bool = False,
    name: str | None = None,
) -> tuple[list[Any], list[Any]]:
    """Outputs and losses of one net for each pair of lengths, with the same variables.

    Args:
      encoder_inputs, decoder_inputs: lists over time, as long as the last bucket.
      targets, weights: as of `sequence_loss`.
      buckets: pairs of lengths of inputs and outputs, ascending.
      seq2seq: makes outputs and state of the inputs of both sides.
      softmax_loss_function, name: as of `sequence_loss`.
      per_example_loss: whether the losses are [N].

    Raises:
      ValueError: a list is shorter than the last bucket.
    """
    longest = {"encoder_inputs": (encoder_inputs, 0), "targets": (targets, 1), "weights": (weights, 1)}
    for which, (given, side) in longest.items():
        if len(given) < buckets[-1][side]:
            raise ValueError(
                f"Length of {which} ({len(given)}) must be at least that of last bucket ({buckets[-1][side]})."
            )
    measure = sequence_loss_by_example if per_example_loss else sequence_loss
    all_outputs, losses = [], []
    with compat_v1.name_scope(name, "model_with_buckets", encoder_inputs + decoder_inputs + targets + weights):
        for i, (heard, said) in enumerate(buckets):
            scope = variable_scope.get_variable_scope()
            with variable_scope.variable_scope(scope, reuse=True if i > 0 else None):
                outputs, _ = seq2seq(encoder_inputs[:heard], decoder_inputs[:said])
                all_outputs.append(outputs)
                losses.append(
                    measure(outputs, targets[:said], weights[:said], softmax_loss_function=softmax_loss_function)
                )
    return all_outputs, losses
