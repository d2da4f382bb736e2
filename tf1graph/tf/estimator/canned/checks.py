"""The checks of what a head is given: labels, weights, logits and losses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import feature_column, feature_column_v2
from tf1graph.tf.estimator.util import fn_args


def check_reduction(loss_reduction: Any) -> None:
    """Check that it is one of `tf.losses.Reduction`, and reduces.

    Raises:
      ValueError: it is not.
    """
    if loss_reduction not in tf.losses.Reduction.all() or loss_reduction == tf.losses.Reduction.NONE:
        raise ValueError(f"Invalid loss_reduction: {loss_reduction}")


def check_loss_fn(loss_fn: Callable[..., Any] | None, beside: Sequence[str] = ("features",)) -> None:
    """Check that it takes `labels` and `logits`, and at most those of `beside` more.

    Raises:
      ValueError: it does not.
    """
    if not loss_fn:
        return
    taken = fn_args(loss_fn)
    for required in ("labels", "logits"):
        if required not in taken:
            raise ValueError(f"loss_fn must contain argument: {required}. Given arguments: {taken}")
    more = list(set(taken) - {"labels", "logits", *beside})
    if more:
        raise ValueError(f"loss_fn has unexpected args: {more}")


def check_n_classes(n_classes: Any) -> Any:
    """The number of classes, more than two.

    Raises:
      ValueError: it is not.
    """
    if isinstance(n_classes, int) and n_classes <= 2:
        raise ValueError(f"n_classes must be > 2: {n_classes}.")
    check = tf.assert_greater(tf.convert_to_tensor(n_classes), 2, message="n_classes must be greater than 2")
    with tf.control_dependencies([check]):
        tf.no_op()
    return n_classes


def check_thresholds(thresholds: Any) -> tuple[float, ...]:
    """The thresholds as a tuple.

    Raises:
      ValueError: one is not between 0 and 1.
    """
    thresholds = tuple(thresholds) if thresholds else ()
    for threshold in thresholds:
        if threshold <= 0.0 or threshold >= 1.0:
            raise ValueError(f"thresholds not in (0, 1): {(thresholds,)}.")
    return thresholds


def checked_labels(labels: Any, logits: Any, dimension: int) -> Any:
    """The labels with the rank of the logits, and `dimension` values each.

    Raises:
      ValueError: there are none, they are sparse, or have another dimension.
    """
    check_given(labels)
    with tf.name_scope(None, "labels", (labels, logits)) as scope:
        labels = dense_labels(labels, logits, dimension)
        labels_shape, logits_shape = tf.shape(labels), tf.shape(logits)
        message = (
            f"labels shape must be [D0, D1, ... DN, {dimension}]. Suggested Fix: check your n_classes argument to the "
            "estimator and/or the shape of your label."
        )
        with tf.control_dependencies([tf.assert_rank_at_least(labels, 2, message=message)]):
            check_last_dimension(labels, dimension)
            expected = tf.concat([logits_shape[:-1], [dimension]], axis=0)
            data = ["expected_labels_shape: ", expected, "labels_shape: ", labels_shape]
            with tf.control_dependencies([tf.assert_equal(expected, labels_shape, message=message, data=data)]):
                return tf.identity(labels, name=scope)


def check_given(labels: Any) -> None:
    """Check that there are labels.

    Raises:
      ValueError: there are none.
    """
    if labels is None:
        raise ValueError(
            "You must provide a labels Tensor. Given: None. Suggested troubleshooting steps: Check that your data "
            "contain your label feature. Check that your input_fn properly parses and returns labels."
        )


def dense_labels(labels: Any, logits: Any, dimension: int) -> Any:
    """The labels as a tensor, with the rank of the logits where theirs is one less.

    Raises:
      ValueError: they are sparse.
    """
    labels = tf.convert_to_tensor_or_sparse_tensor(labels)
    if isinstance(labels, tf.SparseTensor):
        raise ValueError(
            "SparseTensor labels are not supported. labels must be a Tensor of shape [D0, D1, ..., DN, "
            f"{dimension}], e.g. [batch_size, {dimension}]. Suggested Fix (1): Check the label feature in your "
            f"data. Each example must contain {dimension} value(s). If not, your choice of label was probably "
            "incorrect. Suggested Fix (2): In your input_fn, use tf.sparse_tensor_to_dense() to turn labels into "
            "a Tensor."
        )
    ranks = labels.shape.ndims, logits.shape.ndims
    return tf.expand_dims(labels, -1) if None not in ranks and ranks[0] == ranks[1] - 1 else labels


def check_last_dimension(labels: Any, dimension: int) -> None:
    """Check that the labels have `dimension` values each, as far as their shape says.

    Raises:
      ValueError: they have another number.
    """
    last = labels.shape[-1].value if labels.shape.ndims is not None else None
    if last is not None and last != dimension:
        raise ValueError(
            f"Mismatched label shape. Expected labels dimension={dimension}.  Received {last}. Suggested "
            "Fix:If your classifier expects one-hot encoding label,check your n_classes argument to the "
            "estimator and/or the shape of your label. Otherwise, check the shape of your label."
        )


def checked_weights(features: Any, weight_column: Any, logits: Any, allow_per_logit_weights: bool = False) -> Any:
    """The weights of the examples, as floats with the rank of the logits; 1.0 where there is no column of them.

    Args:
      weight_column: a numeric column, or its key.
      allow_per_logit_weights: whether each logit may have its own.

    Raises:
      TypeError: it is no column of numbers.
      ValueError: its values are no numbers.
    """
    message = "weights shape must be [D0, D1, ... DN] or [D0, D1, ... DN, 1]"
    if allow_per_logit_weights:
        message = "weights shape must be [D0, D1, ... DN], [D0, D1, ... DN, 1] or [D0, D1, ... DN, logits_dimension]"
    with tf.name_scope(None, "weights", values=(*features.values(), logits)) as scope:
        if weight_column is None:
            return 1.0
        if isinstance(weight_column, str):
            weight_column = tf.feature_column.numeric_column(key=weight_column, shape=(1,))
        if not isinstance(weight_column, (feature_column_v2.NumericColumn, feature_column._NumericColumn)):
            raise TypeError(
                f"Weight column must be either a string or _NumericColumn. Given type: {type(weight_column)}."
            )
        weights = weight_column._get_dense_tensor(feature_column._LazyBuilder(features))
        if not (weights.dtype.is_floating or weights.dtype.is_integer):
            raise ValueError(f"Weight column should be castable to float. Given dtype: {weights.dtype}")
        weights = tf.to_float(weights, name="weights")
        weights_shape = tf.shape(weights, name="weights_shape")
        logits_shape = tf.shape(logits, name="logits_shape")
        data = ["logits_shape: ", logits_shape, "weights_shape: ", weights_shape]
        ranks = weights.shape.ndims, logits.shape.ndims
        if None not in ranks and ranks[0] == ranks[1] - 1:
            check = tf.assert_equal(logits_shape[:-1], weights_shape, message=message, data=data)
            with tf.control_dependencies([check]):
                return tf.expand_dims(weights, -1, name=scope)
        supported = tf.concat([logits_shape[:-1], [1]], axis=0)
        if allow_per_logit_weights:
            same = [tf.reduce_all(tf.equal(shape, weights_shape)) for shape in (logits_shape, supported)]
            check = tf.Assert(condition=tf.reduce_any(same), data=[message, *data])
        else:
            check = tf.assert_equal(supported, weights_shape, message=message, data=data)
        with tf.control_dependencies([check]):
            return tf.identity(weights, name=scope)


def checked_logits(logits: Any, dimension: Any) -> Any:
    """The logits as floats, with `dimension` values each.

    Raises:
      ValueError: they have another number of values.
    """
    message = "logits shape must be [D0, D1, ... DN, logits_dimension]"
    with tf.name_scope(None, "logits", (logits,)) as scope:
        logits = tf.to_float(logits)
        shape = tf.shape(logits)
        check = tf.assert_rank_at_least(logits, 2, data=[shape], message=message)
        with tf.control_dependencies([check]):
            static = logits.shape
            if static.ndims is not None and static[-1].value is not None:
                if isinstance(dimension, int) and static[-1].value != dimension:
                    raise ValueError(f"{message}, got {static}.")
                return logits
            check = tf.assert_equal(dimension, shape[-1], data=[shape], message=message)
            with tf.control_dependencies([check]):
                return tf.identity(logits, name=scope)


def checked_classes(labels: Any, n_classes: int, message: str | None = None, scope: str = "assert_range") -> Any:
    """The labels, checked to be from 0 to less than `n_classes` when they are run."""
    with tf.name_scope(None, scope, (labels,)):
        most = tf.convert_to_tensor(n_classes - 1, dtype=labels.dtype)
        checks = [
            tf.assert_less_equal(labels, most, message=message or "Labels must <= n_classes - 1"),
            tf.assert_non_negative(labels, message=message or "Labels must >= 0"),
        ]
        with tf.control_dependencies(checks):
            return tf.identity(labels)


def call_loss_fn(loss_fn: Callable[..., Any], labels: Any, logits: Any, features: Any, dimension: int = 1) -> Any:
    """The program's loss of each example, checked to have `dimension` values each."""
    given = {"features": features} if "features" in fn_args(loss_fn) else {}
    with tf.name_scope(None, "call_loss_fn", values=[labels, logits, *features.values()]):
        loss = loss_fn(labels=labels, logits=logits, **given)
        logits_shape = tf.shape(logits, name="logits_shape")
        expected = tf.concat([logits_shape[:-1], [dimension]], axis=0, name="expected_loss_shape")
        shape = tf.shape(loss, name="loss_shape")
        said = f"loss_fn must return Tensor of shape [D0, D1, ... DN, {dimension}]. "
        check = tf.Assert(
            tf.reduce_all(tf.equal(shape, expected)),
            data=[said, "logits_shape: ", logits_shape, "loss_shape: ", shape],
            name="check_loss_shape",
        )
        with tf.control_dependencies([check]):
            return tf.identity(loss)
