"""`tf.contrib.training`: examples kept or rejected by chance, on queues."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import control_flow_ops, indexed_slices, math_ops
from tf1graph.tf.names import provide

TOLERANCE = 1e-6  # by how much probabilities may fail to sum to 1
SEEN_BEFORE = 10  # examples of each class that the estimate starts with


@provide("tf.contrib.training.rejection_sample", today="tf.data.Dataset.rejection_resample", gone="2.0")
def rejection_sample(
    tensors: Sequence[Any],
    accept_prob_fn: Callable[[list[Any]], Any],
    batch_size: int,
    queue_threads: int = 1,
    enqueue_many: bool = False,
    prebatch_capacity: int = 16,
    prebatch_threads: int = 1,
    runtime_checks: bool = False,
    name: str | None = None,
) -> list[Any]:
    """Batches of examples that are kept with the probability that `accept_prob_fn` gives them.

    Args:
      tensors: an example, or examples with `enqueue_many`.
      accept_prob_fn: the probability, a scalar, by the list of an example's tensors.
      queue_threads: how many threads fill the batches.
      prebatch_capacity, prebatch_threads: of the queue that takes many examples apart.
      runtime_checks: whether a probability outside [0, 1] is an error at run time.
    """
    with tf.variable_scope(name, "rejection_sample", tensors):
        example = indexed_slices.internal_convert_n_to_tensor_or_indexed_slices(tensors)
        if enqueue_many:
            rows = example[0].shape
            for tensor in example:
                _check_rows(tensor, rows)
            example = _one_by_one(example, prebatch_threads, prebatch_capacity)
        chance = accept_prob_fn(example)
        if runtime_checks:
            checks = [tf.assert_less_equal(0.0, chance), tf.assert_less_equal(chance, 1.0)]
            chance = tf.identity(control_flow_ops.with_dependencies(checks, chance), name="prob_with_checks")
        batch = _keep_some(example, chance, batch_size, queue_threads)
        return [batch] if tf.is_tensor(batch) else batch


@provide("tf.contrib.training.stratified_sample", today="tf.data.Dataset.rejection_resample", gone="2.0")
def stratified_sample(
    tensors: Sequence[Any],
    labels: Any,
    target_probs: Any,
    batch_size: int,
    init_probs: Any = None,
    enqueue_many: bool = False,
    queue_capacity: int = 16,
    threads_per_queue: int = 1,
    name: str | None = None,
) -> tuple[list[Any], Any]:
    """Batches in which the classes have given probabilities: the batched tensors and labels.

    Args:
      tensors, labels: an example and its class, an integer; many of them with `enqueue_many`.
      target_probs: the probabilities of the classes in the batches.
      init_probs: those of the classes in the data; they are counted as examples come where it is None.
      queue_capacity, threads_per_queue: of the queues.

    Raises:
      ValueError: the numbers of classes or of rows differ, or a shape is not known.
    """
    with tf.name_scope(name, "stratified_sample", [*tensors, labels]):
        examples = indexed_slices.internal_convert_n_to_tensor_or_indexed_slices(tensors)
        labels = tf.convert_to_tensor(labels)
        target_probs = tf.convert_to_tensor(target_probs, tf.float32)
        if not enqueue_many:
            examples = [tf.expand_dims(tensor, 0) for tensor in examples]
            labels = tf.expand_dims(labels, 0)
        if init_probs is None:
            target_probs.shape.assert_is_fully_defined()
            init_probs = _counted_so_far(labels, target_probs.shape.num_elements())
        else:
            init_probs = tf.convert_to_tensor(init_probs, tf.float32)
        init_probs, target_probs = _checked_probabilities(init_probs, target_probs)
        examples, labels = _checked_examples(examples, labels, init_probs.shape.num_elements())
        acceptable = tf.Assert(
            math_ops.reduce_all(
                math_ops.logical_or(math_ops.not_equal(init_probs, 0), math_ops.equal(target_probs, 0))
            ),
            [
                "All classes with zero initial probability must also have zero target probability: ",
                init_probs,
                target_probs,
            ],
        )
        init_probs = control_flow_ops.with_dependencies([acceptable], init_probs)
        ratios = target_probs / init_probs
        ratios = tf.where_v2(tf.is_nan(ratios), tf.zeros_like(ratios), ratios)
        chances = ratios / math_ops.reduce_max(ratios)
        rejected = math_ops.reduce_sum((1 - chances) * init_probs)
        chances = tf.cond(
            math_ops.less(rejected, 0.5),
            lambda: chances,
            lambda: tf.Print(
                chances, [chances], message="Proportion of examples rejected by sampler is high.", first_n=10
            ),
        )
        *example, label = _one_by_one([*examples, labels], threads_per_queue, queue_capacity)
        *batch, batch_labels = _keep_some([*example, label], tf.gather(chances, label), batch_size, threads_per_queue)
        return batch, batch_labels


def _one_by_one(examples: list[Any], threads: int, capacity: int) -> list[Any]:
    """One example after the other, of tensors that hold many."""
    ones = tf.train.batch(examples, batch_size=1, num_threads=threads, capacity=capacity, enqueue_many=True)
    return [tf.squeeze(tensor, [0]) for tensor in (ones if isinstance(ones, list) else [ones])]


def _keep_some(example: list[Any], chance: Any, batch_size: int, threads: int) -> Any:
    """Batches of the examples that a draw keeps."""
    keep = tf.random_uniform([]) < chance
    return tf.train.maybe_batch(example, keep_input=keep, batch_size=batch_size, num_threads=threads)


def _check_rows(tensor: Any, as_many_as: Any) -> None:
    tensor.shape.with_rank_at_least(1).dims[0].assert_is_compatible_with(as_many_as.dims[0])


def _counted_so_far(labels: Any, num_classes: int) -> Any:
    """The share of each class among the labels of all runs, float32."""
    start = [SEEN_BEFORE] * num_classes
    counts: Any = tf.Variable(start, trainable=False, name="class_count", dtype=tf.int64, use_resource=False)
    counts = counts.assign_add(math_ops.reduce_sum(tf.one_hot(labels, num_classes, dtype=tf.int64), 0))
    counts += 0  # a copy: the variable moves on while it is read
    return math_ops.cast(math_ops.truediv(counts, math_ops.reduce_sum(counts)), tf.float32)


def _checked_probabilities(*probabilities: Any) -> list[Any]:
    """The vectors, which fail at run time where they hold no probabilities."""
    checked = []
    for vector in probabilities:
        vector.shape.assert_is_fully_defined()
        vector.shape.assert_has_rank(1)
        total = math_ops.reduce_sum(vector)
        checks = [
            tf.assert_non_negative(vector),
            tf.assert_less(total, 1.0 + TOLERANCE),
            tf.assert_less(1.0 - TOLERANCE, total),
        ]
        checked.append(control_flow_ops.with_dependencies(checks, vector))
    if len({vector.shape.num_elements() for vector in checked}) > 1:
        raise ValueError("Probability parameters must have the same length.")
    return checked


def _checked_examples(examples: list[Any], labels: Any, num_classes: int) -> tuple[list[Any], Any]:
    """Examples and labels, which fail at run time where they are not as many, or a label is no class."""
    labels.shape.assert_has_rank(1)
    for tensor in examples:
        _check_rows(tensor, labels.shape)
    rows = tf.shape(labels)[0]
    some = tf.assert_positive(rows)
    labels = control_flow_ops.with_dependencies([some], labels)
    examples = [
        control_flow_ops.with_dependencies([some, tf.assert_equal(tf.shape(tensor)[0], rows)], tensor)
        for tensor in examples
    ]
    checks = [
        tf.assert_integer(labels),
        tf.assert_non_negative(labels),
        tf.assert_less(labels, math_ops.cast(num_classes, labels.dtype)),
    ]
    return examples, control_flow_ops.with_dependencies(checks, labels)
