"""Softmax losses over some of the classes: `rank_sampled_softmax_loss`, `sampled_sparse_softmax_loss`."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, embedding_ops, math_ops, nn_impl, nn_ops
from tf1graph.tf.names import provide


@provide("tf.contrib.nn.rank_sampled_softmax_loss", today="tf.nn.sampled_softmax_loss", gone="2.0")
def rank_sampled_softmax_loss(
    weights: Any,
    biases: Any,
    labels: Any,
    inputs: Any,
    num_sampled: int,
    num_resampled: int,
    num_classes: int,
    num_true: int,
    sampled_values: Any,
    resampling_temperature: Any,
    remove_accidental_hits: bool,
    partition_strategy: str,
    name: str | None = None,
) -> Any:
    """The loss [N] of a softmax over the `num_resampled` likeliest of `num_sampled` classes that were drawn.

    Args:
      weights: [num_classes, size], or a list of parts.
      biases: [num_classes].
      labels: of int64, [N, num_true].
      inputs: [N, size].
      sampled_values: what a candidate sampler gave; where it is None, the learned unigram sampler's.
      resampling_temperature: divides the inputs when classes are ranked.
      remove_accidental_hits: whether classes drawn that are labels are passed over.
      partition_strategy: of the parts: "mod" or "div".
      name: of the scope.

    Raises:
      ValueError: the counts do not fall in order, or the strategy is unknown.
    """
    if num_sampled > num_classes:
        raise ValueError(f"num_sampled ({num_sampled}) cannot be greater than num_classes ({num_classes})")
    if num_sampled <= num_resampled:
        raise ValueError(f"num_resampled ({num_resampled}) must be less than num_sampled ({num_sampled})")
    if partition_strategy not in ("div", "mod"):
        raise ValueError(f"unsupported partition_strategy ({partition_strategy})")
    given = [weights, biases, labels, inputs, sampled_values, resampling_temperature]
    with compat_v1.name_scope(name, "rank_sampled_softmax_loss", given) as scope:
        if not sampled_values:
            sampled_values = compat_v1.nn.learned_unigram_candidate_sampler(
                true_classes=labels, num_true=num_true, num_sampled=num_sampled, unique=True, range_max=num_classes
            )
        likeliest = _rank(
            weights, biases, inputs, sampled_values, num_resampled, resampling_temperature, partition_strategy
        )
        return nn_impl.sampled_softmax_loss(
            weights=weights,
            biases=biases,
            labels=labels,
            inputs=inputs,
            num_sampled=num_resampled,
            num_classes=num_classes,
            num_true=num_true,
            sampled_values=likeliest,
            remove_accidental_hits=remove_accidental_hits,
            partition_strategy=partition_strategy,
            name=scope,
        )


@provide("tf.contrib.nn.sampled_sparse_softmax_loss", today="tf.nn.sampled_softmax_loss", gone="2.0")
def sampled_sparse_softmax_loss(
    weights: Any,
    biases: Any,
    labels: Any,
    inputs: Any,
    num_sampled: int,
    num_classes: int,
    sampled_values: Any = None,
    remove_accidental_hits: bool = True,
    partition_strategy: str = "mod",
    name: str = "sampled_sparse_softmax_loss",
) -> Any:
    """`tf.nn.sampled_softmax_loss` [N] of one label each, [N, 1], which keeps no dense labels."""
    logits, _ = nn_impl._compute_sampled_logits(
        weights=weights,
        biases=biases,
        labels=labels,
        inputs=inputs,
        num_sampled=num_sampled,
        num_classes=num_classes,
        num_true=1,
        sampled_values=sampled_values,
        subtract_log_q=True,
        remove_accidental_hits=remove_accidental_hits,
        partition_strategy=partition_strategy,
        name=name,
    )
    # the true class comes first among those that were drawn
    first = array_ops.zeros([array_ops.shape(logits)[0], 1], dtype=compat_v1.int64)
    return nn_ops.sparse_softmax_cross_entropy_with_logits(labels=array_ops.squeeze(first), logits=logits)


def _rank(
    weights: Any, biases: Any, inputs: Any, drawn: Any, count: int, temperature: Any, partition_strategy: str
) -> Any:
    classes, of_true, of_drawn = drawn
    classes = math_ops.cast(array_ops.stop_gradient(classes), compat_v1.int64)
    of_true, of_drawn = array_ops.stop_gradient(of_true), array_ops.stop_gradient(of_drawn)
    cooled = inputs / temperature

    def likeness(rows: Any) -> Any:
        return math_ops.reduce_logsumexp(math_ops.matmul(rows, cooled, transpose_b=True), axis=1, keepdims=False)

    logits = embedding_ops._embedding_lookup_and_transform(weights, classes, partition_strategy, transform_fn=likeness)
    bias = array_ops.reshape(embedding_ops.embedding_lookup(biases, classes, partition_strategy), [-1])
    logits += bias / temperature
    _, places = compat_v1.nn.top_k(logits, k=count, sorted=False)
    return array_ops.gather(classes, indices=places), of_true, array_ops.gather(of_drawn, indices=places)
