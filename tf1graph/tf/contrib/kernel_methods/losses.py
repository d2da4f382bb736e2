"""The hinge loss of several classes."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf.names import provide


@provide("tf.contrib.kernel_methods.sparse_multiclass_hinge_loss", gone="2.0")
def sparse_multiclass_hinge_loss(
    labels: Any,
    logits: Any,
    weights: Any = 1.0,
    scope: str | None = None,
    loss_collection: str | None = tf.GraphKeys.LOSSES,
    reduction: Any = tf.losses.Reduction.SUM_BY_NONZERO_WEIGHTS,
) -> Any:
    """By how much another class comes within one of the label's, or above it.

    Args:
      labels: class numbers, [examples] or [examples, 1].
      logits: [examples, classes].
      weights: one for all, or [examples] or [examples, 1].
      scope: of the ops.
      loss_collection: where the loss is put.
      reduction: one of `tf.losses.Reduction`.

    Raises:
      ValueError: another rank, or labels that are no integers.
    """
    with tf.name_scope(scope, "sparse_multiclass_hinge_loss", (logits, labels)) as scope:
        rank = logits.get_shape().ndims
        if rank != 2:
            raise ValueError(f"logits should have rank 2 ([batch_size, num_classes]). Given rank is {rank}")
        shape = tf.shape(logits)
        batch_size, classes = shape[0], shape[1]
        logits = tf.cast(logits, tf.float32)
        if labels.dtype not in (tf.int32, tf.int64):
            raise ValueError(f"Invalid dtype for labels: {labels.dtype}. Acceptable dtypes: int32 and int64")
        rank = labels.get_shape().ndims
        if rank not in (1, 2):
            raise ValueError(f"labels should have rank 1 ([batch_size]) or 2 ([batch_size, 1]). Given rank is {rank}")
        with tf.control_dependencies([tf.assert_less(labels, tf.cast(classes, labels.dtype))]):
            labels = tf.reshape(labels, shape=[-1])
        weights = tf.convert_to_tensor(weights)
        rank = weights.get_shape().ndims
        if rank not in (0, 1, 2):
            raise ValueError(
                f"non-scalar weights should have rank 1 ([batch_size]) or 2 ([batch_size, 1]). Given rank is {rank}"
            )
        if rank > 0:
            weights = tf.reshape(weights, shape=[-1])
            weights.get_shape().assert_is_compatible_with(labels.get_shape())
        rows = tf.reshape(tf.range(batch_size), shape=[batch_size, 1])
        places = tf.concat([rows, tf.reshape(tf.cast(labels, rows.dtype), shape=[batch_size, 1])], axis=1)
        own = tf.reshape(tf.gather_nd(params=logits, indices=places), shape=[batch_size, 1])
        others = tf.one_hot(indices=labels, depth=classes, on_value=0.0, off_value=1.0)
        margin = tf.nn.relu(logits - own + others)
        loss = tf.reduce_max(margin, axis=1)
        return tf.losses.compute_weighted_loss(loss, weights, scope, loss_collection, reduction=reduction)
