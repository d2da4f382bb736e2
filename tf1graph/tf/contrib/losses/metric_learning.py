"""`tf.contrib.losses.metric_learning`: losses of embeddings, which are to lie near those of the same label."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import math_ops
from tf1graph.tf._tree import mirror
from tf1graph.tf.names import provide

__getattr__, __dir__ = mirror(__name__)

PLACE = "tf.contrib.losses.metric_learning"


def _distances(points: Any, squared: bool = False) -> Any:
    """The distance of each point to each, [points, points]; 0 on the diagonal."""
    found = (
        math_ops.add(
            math_ops.reduce_sum(math_ops.square(points), axis=[1], keepdims=True),
            math_ops.reduce_sum(math_ops.square(tf.transpose(points)), axis=[0], keepdims=True),
        )
        # the product's own sign of rounding is what the maximum below takes away
        - 2.0 * tf.matmul(points, tf.transpose(points))
    )
    found = math_ops.maximum(found, 0.0)
    is_zero = math_ops.less_equal(found, 0.0)
    if not squared:  # the root's gradient at 0 would be infinite
        found = math_ops.sqrt(found + math_ops.cast(is_zero, tf.float32) * 1e-16)
    found = math_ops.multiply(found, math_ops.cast(math_ops.logical_not(is_zero), tf.float32))
    number = tf.shape(points)[0]
    return math_ops.multiply(found, tf.ones_like(found) - tf.diag(tf.ones([number])))


def _masked(reduce: Any, bound: Any, data: Any, mask: Any) -> Any:
    """`reduce` over each row of `data` where the mask is 1; `bound` is its opposite."""
    ends = bound(data, 1, keepdims=True)
    return reduce(math_ops.multiply(data - ends, mask), 1, keepdims=True) + ends


def _column(labels: Any) -> Any:
    shape = tf.shape(labels)
    assert shape.shape == 1, "labels are a vector"
    return tf.reshape(labels, [shape[0], 1])


@provide(f"{PLACE}.contrastive_loss", gone="2.0")
def contrastive_loss(labels: Any, embeddings_anchor: Any, embeddings_positive: Any, margin: float = 1.0) -> Any:
    """Pairs of label 1 are to be near each other, the others at least `margin` apart (Hadsell et al., 2006).

    Args:
      labels: [batch], 0 or 1.
      embeddings_anchor, embeddings_positive: [batch, size], of length 1.
    """
    differences = tf.squared_difference(embeddings_anchor, embeddings_positive)
    distances = math_ops.sqrt(math_ops.reduce_sum(differences, 1))
    near = math_ops.cast(labels, distances.dtype) * math_ops.square(distances)
    far = 1.0 - math_ops.cast(labels, distances.dtype)
    far = far * math_ops.square(math_ops.maximum(margin - distances, 0.0))
    return math_ops.reduce_mean(near + far, name="contrastive_loss")


@provide(f"{PLACE}.triplet_semihard_loss", gone="2.0")
def triplet_semihard_loss(labels: Any, embeddings: Any, margin: float = 1.0) -> Any:
    """Each pair of one label is to be nearer than the nearest other that is farther, by `margin` (FaceNet, 2015).

    Args:
      labels: [batch], int32.
      embeddings: [batch, size], of length 1.
    """
    labels = _column(labels)
    distances = _distances(embeddings, squared=True)
    same = math_ops.equal(labels, tf.transpose(labels))
    other = math_ops.logical_not(same)
    number = tf.size(labels)
    rows = tf.tile(distances, [number, 1])
    farther = math_ops.logical_and(
        tf.tile(other, [number, 1]), math_ops.greater(rows, tf.reshape(tf.transpose(distances), [-1, 1]))
    )
    counts = math_ops.reduce_sum(math_ops.cast(farther, dtype=tf.float32), 1, keepdims=True)
    has_farther = tf.transpose(tf.reshape(math_ops.greater(counts, 0.0), [number, number]))
    other, farther = math_ops.cast(other, dtype=tf.float32), math_ops.cast(farther, dtype=tf.float32)
    outside = _masked(math_ops.reduce_min, math_ops.reduce_max, rows, farther)
    outside = tf.transpose(tf.reshape(outside, [number, number]))
    inside = tf.tile(_masked(math_ops.reduce_max, math_ops.reduce_min, distances, other), [1, number])
    negatives = tf.where(has_farther, outside, inside)
    losses = math_ops.add(margin, distances - negatives)
    positives = math_ops.cast(same, dtype=tf.float32) - tf.diag(tf.ones([number]))
    count = math_ops.reduce_sum(positives)
    total = math_ops.reduce_sum(math_ops.maximum(math_ops.multiply(losses, positives), 0.0))
    return math_ops.truediv(total, count, name="triplet_semihard_loss")


def _of_pairs(anchors: Any, positives: Any, reg_lambda: float, targets: Any, print_losses: bool) -> Any:
    """The cross entropy of the pairs' similarities with `targets`, and the embeddings' weighted lengths."""
    lengths = [
        math_ops.reduce_mean(math_ops.reduce_sum(math_ops.square(embeddings), 1)) for embeddings in (anchors, positives)
    ]
    penalty = math_ops.multiply(0.25 * reg_lambda, lengths[0] + lengths[1], name="l2loss")
    similarities = tf.matmul(anchors, positives, transpose_a=False, transpose_b=True)
    wanted = math_ops.cast(targets(), tf.float32)
    wanted /= math_ops.reduce_sum(wanted, 1, keepdims=True)
    entropy = math_ops.reduce_mean(
        tf.nn.softmax_cross_entropy_with_logits(logits=similarities, labels=wanted), name="xentropy"
    )
    if print_losses:
        entropy = tf.Print(entropy, ["cross entropy:", entropy, "l2loss:", penalty])
    return penalty + entropy


@provide(f"{PLACE}.npairs_loss", gone="2.0")
def npairs_loss(
    labels: Any, embeddings_anchor: Any, embeddings_positive: Any, reg_lambda: float = 0.002, print_losses: bool = False
) -> Any:
    """Each anchor is to be more like its positive than like those of other labels (Sohn, 2016).

    Args:
      labels: [batch], int32.
      embeddings_anchor, embeddings_positive: [batch, size].
      reg_lambda: weight of the embeddings' squared lengths.
      print_losses: whether both terms are printed.
    """

    def same() -> Any:
        column = _column(labels)
        return math_ops.equal(column, tf.transpose(column))

    return _of_pairs(embeddings_anchor, embeddings_positive, reg_lambda, same, print_losses)


@provide(f"{PLACE}.npairs_loss_multilabel", gone="2.0")
def npairs_loss_multilabel(
    sparse_labels: Sequence[Any],
    embeddings_anchor: Any,
    embeddings_positive: Any,
    reg_lambda: float = 0.002,
    print_losses: bool = False,
) -> Any:
    """`npairs_loss` of examples with several labels: how many labels two have in common says how like they are.

    Args:
      sparse_labels: a SparseTensor, [1, labels], for each example.

    Raises:
      TypeError: they are none.
    """
    if not all(isinstance(labels, tf.SparseTensor) for labels in sparse_labels):
        raise TypeError(f"sparse_labels must be a list of SparseTensors, but got {sparse_labels}")
    number = len(sparse_labels)

    def in_common() -> Any:
        table = tf.zeros([number, number])
        for i, first in enumerate(sparse_labels):
            for j, second in enumerate(sparse_labels):
                common = math_ops.cast(tf.sparse_reduce_sum(tf.sparse_minimum(first, second)), tf.float32)
                common = tf.expand_dims(tf.expand_dims(common, 0), 1)
                table += tf.pad(common, [[i, number - i - 1], [j, number - j - 1]], "CONSTANT")
        return table

    with tf.name_scope("NpairsLossMultiLabel"):
        return _of_pairs(embeddings_anchor, embeddings_positive, reg_lambda, in_common, print_losses)


@provide(f"{PLACE}.lifted_struct_loss", gone="2.0")
def lifted_struct_loss(labels: Any, embeddings: Any, margin: float = 1.0) -> Any:
    """Each pair of one label against all others of both, which are to be `margin` apart (Song et al., 2016).

    Args:
      labels: [batch], int32.
      embeddings: [batch, size].
    """
    labels = _column(labels)
    distances = _distances(embeddings)
    same = math_ops.equal(labels, tf.transpose(labels))
    other = math_ops.logical_not(same)
    number = tf.size(labels)
    room = margin - distances
    mask = math_ops.cast(other, dtype=tf.float32)
    largest = _masked(math_ops.reduce_max, math_ops.reduce_min, room, mask)
    largest = math_ops.maximum(largest, tf.transpose(largest))
    rows, masks = tf.tile(room, [number, 1]), tf.tile(mask, [number, 1])
    columns = tf.reshape(tf.transpose(largest), [-1, 1])
    sums = math_ops.reduce_sum(math_ops.multiply(tf.exp(rows - columns), masks), 1, keepdims=True)
    sums = tf.reshape(sums, [number, number])
    losses = largest + tf.log(sums + tf.transpose(sums))
    losses += distances
    positives = math_ops.cast(same, dtype=tf.float32) - tf.diag(tf.ones([number]))
    count = math_ops.reduce_sum(positives) / 2.0
    hinged = math_ops.square(math_ops.maximum(math_ops.multiply(losses, positives), 0.0))
    return math_ops.truediv(0.25 * math_ops.reduce_sum(hinged), count, name="liftedstruct_loss")
