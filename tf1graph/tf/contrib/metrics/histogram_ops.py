"""`tf.contrib.metrics.auc_using_histogram`: the area under a curve of histograms."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import confusion_matrix, math_ops
from tf1graph.tf.names import provide


@provide("tf.contrib.metrics.auc_using_histogram", gone="2.0")
def auc_using_histogram(
    boolean_labels: Any,
    scores: Any,
    score_range: Any,
    nbins: int = 100,
    collections: Any = None,
    check_shape: bool = True,
    name: str | None = None,
) -> tuple[Any, Any]:
    """The area under the ROC curve of two histograms over all batches, and the update.

    Args:
      boolean_labels, scores: vectors.
      score_range: the two ends of the histograms.
      nbins: their number of bins.
      collections: of their variables; the local ones where it is None.
      check_shape: whether labels or scores of another rank are an error at run time.

    Raises:
      ValueError: the labels are not Boolean.
    """
    with tf.variable_scope(name, "auc_using_histogram", [boolean_labels, scores, score_range]):
        scores, boolean_labels = confusion_matrix.remove_squeezable_dimensions(scores, boolean_labels)
        score_range = tf.convert_to_tensor(score_range, name="score_range")
        boolean_labels, scores = _checked(boolean_labels, scores, check_shape)
        with tf.variable_scope(None, "make_auc_histograms", [boolean_labels, scores, nbins]):
            batch_true = tf.histogram_fixed_width(
                tf.boolean_mask(scores, boolean_labels), score_range, nbins=nbins, dtype=tf.int64, name="hist_true"
            )
            batch_false = tf.histogram_fixed_width(
                tf.boolean_mask(scores, math_ops.logical_not(boolean_labels)),
                score_range,
                nbins=nbins,
                dtype=tf.int64,
                name="hist_false",
            )
        with tf.variable_scope(None, "hist_accumulate", [batch_true, batch_false]):
            true, false = (
                tf.get_variable(
                    variable,
                    shape=[nbins],
                    dtype=tf.int64,
                    initializer=tf.zeros_initializer(),
                    collections=[tf.GraphKeys.LOCAL_VARIABLES] if collections is None else collections,
                    trainable=False,
                )
                for variable in ("hist_true_acc", "hist_false_acc")
            )
            update = tf.group(true.assign_add(batch_true), false.assign_add(batch_false), name="update_op")
        return _area_of_histograms(true, false, nbins), update


def _checked(labels: Any, scores: Any, check_shape: bool) -> tuple[Any, Any]:
    with tf.name_scope("_check_labels_and_scores", values=[labels, scores]):
        labels = tf.convert_to_tensor(labels, name="boolean_labels")
        scores = tf.convert_to_tensor(scores, name="scores")
        if labels.dtype != tf.bool:
            raise ValueError(f"Argument boolean_labels should have dtype bool.  Found: {labels.dtype}")
        checks = [
            tf.Assert(
                math_ops.equal(1, tf.rank(tensor)),
                [f"Argument {argument} should have rank 1.  Found: ", tensor.name, tf.shape(tensor)],
            )
            for argument, tensor in (("boolean_labels", labels), ("scores", scores))
            if check_shape
        ]
        with tf.control_dependencies(checks):  # nothing is made here that would wait for them, as in 1.15.5
            return labels, scores


def _area_of_histograms(true: Any, false: Any, nbins: int) -> Any:
    share_true = math_ops.truediv(true, math_ops.reduce_sum(true))
    share_false = math_ops.truediv(false, math_ops.reduce_sum(false))
    rises = tf.reverse_v2(share_true, [0], name="delta_y_t")
    steps = tf.reverse_v2(share_false, [0], name="delta_x_t")
    rises, steps = math_ops.cast(rises, tf.float32), math_ops.cast(steps, tf.float32)
    heights = _cumulated(rises, nbins)
    first = steps[0] * heights[0] / 2.0
    others = steps[1:] * (heights[1:] + heights[: nbins - 1]) / 2.0
    return math_ops.add(first, math_ops.reduce_sum(others), name="auc")


def _cumulated(vector: Any, length: int) -> Any:
    """The cumulative sum by a convolution, as 1.15.5 has it here."""
    with tf.name_scope("strict_1d_cumsum", values=[vector]):
        if length == 0:
            return tf.constant([])
        padded = tf.pad(vector, [[length - 1, 0]])
        kernel = tf.ones_like(padded)
        with tf.name_scope("strict_conv1d", values=[padded, kernel]):
            picture = tf.reshape(padded, (1, -1, 1, 1))
            kernel = tf.reshape(kernel, (-1, 1, 1, 1))
            summed = tf.reshape(tf.nn.conv2d(picture, kernel, [1, 1, 1, 1], "SAME"), [-1])
        return summed[:length]
