"""Losses, weighted and collected."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import array_ops, math_ops, ops
from tf1graph.tf.contrib.framework.arg_scope import add_arg_scope
from tf1graph.tf.names import provide

LOSSES = tf.GraphKeys.LOSSES


def _loss(name: str) -> Any:
    return provide(f"tf.contrib.losses.{name}", today=f"tf.compat.v1.losses.{name}", gone="2.0")


@_loss("add_loss")
@add_arg_scope
def add_loss(loss: Any, loss_collection: str | None = LOSSES) -> None:
    """Count a tensor among the graph's losses."""
    if loss_collection:
        tf.add_to_collection(loss_collection, loss)


@_loss("get_losses")
def get_losses(scope: str | None = None, loss_collection: str = LOSSES) -> list[Any]:
    """The losses whose name starts with `scope`."""
    return tf.get_collection(loss_collection, scope)


@_loss("get_regularization_losses")
def get_regularization_losses(scope: str | None = None) -> list[Any]:
    """The regularisation losses whose name starts with `scope`."""
    return tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES, scope)


@_loss("get_total_loss")
def get_total_loss(add_regularization_losses: bool = True, name: str = "total_loss") -> Any:
    """The sum of all losses, those of regularisation too unless that is not wanted."""
    return tf.add_n(get_losses() + (get_regularization_losses() if add_regularization_losses else []), name=name)


@_loss("compute_weighted_loss")
def compute_weighted_loss(losses: Any, weights: Any = 1.0, scope: str | None = None) -> Any:
    """The sum of `losses` times `weights`, divided by how many have a weight other than 0; a loss of the graph.

    Args:
      losses: [N, ...].
      weights: a scalar, [N], or the first axes of the losses.

    Raises:
      ValueError: a rank is not known.
    """
    with tf.name_scope(scope, "weighted_loss", [losses, weights]):
        losses = ops.convert_to_tensor(losses)
        dtype = losses.dtype
        losses = math_ops.cast(losses, tf.float32)
        weights = math_ops.cast(ops.convert_to_tensor(weights), tf.float32)
        _check_rank(losses, "losses")
        _check_rank(weights, "weights")
        shape = weights.get_shape()
        if shape.ndims > 1 and shape.dims[-1].is_compatible_with(1):
            weights = array_ops.squeeze(weights, [-1])
        total = _scaled_sum(losses, weights)
        present = _present(losses, weights)
        mean = tf.div_no_nan(math_ops.reduce_sum(total), present, name="value")
        mean = math_ops.cast(mean, dtype)
        add_loss(mean)
        return mean


def _check_rank(tensor: Any, name: str) -> None:
    if tensor.get_shape().ndims is None:
        raise ValueError(f"{name}.get_shape().ndims cannot be None")


def _scaled_sum(losses: Any, weights: Any) -> Any:
    axes = list(range(max(0, weights.get_shape().ndims), losses.get_shape().ndims))
    return math_ops.reduce_sum(math_ops.multiply(math_ops.reduce_sum(losses, axis=axes), weights))


def _present(losses: Any, weights: Any, per_batch: bool = False) -> Any:
    """How many losses have a weight other than 0, in all or for each example."""
    rank = weights.get_shape().ndims
    if rank == 0:
        batch = array_ops.reshape(array_ops.slice(array_ops.shape(losses), [0], [1]), [])
        size = math_ops.cast(array_ops.size(losses), tf.float32)
        each = tf.div(size, math_ops.cast(batch, tf.float32))
        each = tf.where(math_ops.equal(weights, 0), 0.0, each)
        counts = math_ops.multiply(array_ops.ones(array_ops.reshape(batch, [1])), each)
    else:
        given = math_ops.cast(math_ops.not_equal(weights, 0), tf.float32)
        given = math_ops.reduce_sum(given, axis=list(range(1, rank)))
        repeated = array_ops.slice(array_ops.shape(losses), [rank], [-1])
        counts = math_ops.multiply(given, math_ops.cast(math_ops.reduce_prod(repeated), tf.float32))
    return counts if per_batch else math_ops.reduce_sum(counts)


def _pair(predictions: Any, labels: Any) -> tuple[Any, Any]:
    """Both as floats, once their shapes are known to agree."""
    predictions.get_shape().assert_is_compatible_with(labels.get_shape())
    return math_ops.cast(predictions, tf.float32), math_ops.cast(labels, tf.float32)


@_loss("absolute_difference")
def absolute_difference(predictions: Any, labels: Any = None, weights: Any = 1.0, scope: str | None = None) -> Any:
    """The weighted mean of `|predictions - labels|`."""
    with tf.name_scope(scope, "absolute_difference", [predictions, labels, weights]) as scope:
        predictions, labels = _pair(predictions, labels)
        return compute_weighted_loss(math_ops.abs(math_ops.subtract(predictions, labels)), weights, scope=scope)


@_loss("mean_squared_error")
def mean_squared_error(predictions: Any, labels: Any = None, weights: Any = 1.0, scope: str | None = None) -> Any:
    """The weighted mean of `(predictions - labels)²`."""
    with tf.name_scope(scope, "mean_squared_error", [predictions, labels, weights]) as scope:
        predictions, labels = _pair(predictions, labels)
        return compute_weighted_loss(tf.squared_difference(predictions, labels), weights, scope=scope)


@_loss("log_loss")
def log_loss(
    predictions: Any, labels: Any = None, weights: Any = 1.0, epsilon: float = 1e-7, scope: str | None = None
) -> Any:
    """The weighted mean of the cross entropy of probabilities with labels of 0 and 1."""
    with tf.name_scope(scope, "log_loss", [predictions, labels, weights]) as scope:
        predictions, labels = _pair(predictions, labels)
        positive = -math_ops.multiply(labels, math_ops.log(predictions + epsilon))
        negative = math_ops.multiply((1 - labels), math_ops.log(1 - predictions + epsilon))
        return compute_weighted_loss(positive - negative, weights, scope=scope)


@_loss("hinge_loss")
def hinge_loss(logits: Any, labels: Any = None, scope: str | None = None) -> Any:
    """The hinge loss of each logit with labels of 0 and 1, neither weighted nor collected."""
    with tf.name_scope(scope, "hinge_loss", [logits, labels]):
        logits.get_shape().assert_is_compatible_with(labels.get_shape())
        labels = math_ops.cast(labels, tf.float32)
        ones = tf.ones_like(labels)
        signs = math_ops.subtract(2 * labels, ones)
        return tf.nn.relu(math_ops.subtract(ones, math_ops.multiply(signs, logits)))


@_loss("cosine_distance")
def cosine_distance(
    predictions: Any,
    labels: Any = None,
    axis: int | None = None,
    weights: Any = 1.0,
    scope: str | None = None,
    dim: int | None = None,
) -> Any:
    """The weighted mean of one minus the product of unit vectors, which lie along `axis`; `dim` is its old name.

    Raises:
      ValueError: neither is given.
    """
    axis = dim if axis is None else axis
    if axis is None:
        raise ValueError("You must specify 'axis'.")
    with tf.name_scope(scope, "cosine_distance_loss", [predictions, labels, weights]) as scope:
        predictions, labels = _pair(predictions, labels)
        losses = 1 - math_ops.reduce_sum(math_ops.multiply(predictions, labels), axis=[axis])
        return compute_weighted_loss(losses, weights, scope=scope)


@_loss("sigmoid_cross_entropy")
def sigmoid_cross_entropy(
    logits: Any, multi_class_labels: Any, weights: Any = 1.0, label_smoothing: float = 0, scope: str | None = None
) -> Any:
    """The weighted mean of `tf.nn.sigmoid_cross_entropy_with_logits`, of labels moved towards ½ by smoothing."""
    with tf.name_scope(scope, "sigmoid_cross_entropy_loss", [logits, multi_class_labels, weights]) as scope:
        logits.get_shape().assert_is_compatible_with(multi_class_labels.get_shape())
        labels = math_ops.cast(multi_class_labels, logits.dtype)
        if label_smoothing > 0:
            labels = labels * (1 - label_smoothing) + 0.5 * label_smoothing
        losses = tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits, name="xentropy")
        return compute_weighted_loss(losses, weights, scope=scope)


@_loss("softmax_cross_entropy")
def softmax_cross_entropy(
    logits: Any, onehot_labels: Any, weights: Any = 1.0, label_smoothing: float = 0, scope: str | None = None
) -> Any:
    """The weighted mean of the softmax cross entropy, of labels moved towards 1 / classes by smoothing."""
    with tf.name_scope(scope, "softmax_cross_entropy_loss", [logits, onehot_labels, weights]) as scope:
        logits.get_shape().assert_is_compatible_with(onehot_labels.get_shape())
        labels = math_ops.cast(onehot_labels, logits.dtype)
        if label_smoothing > 0:
            classes = math_ops.cast(array_ops.shape(labels)[1], logits.dtype)
            others = label_smoothing / classes
            labels = labels * (1.0 - label_smoothing) + others
        losses = tf.nn.softmax_cross_entropy_with_logits(labels=labels, logits=logits, name="xentropy")
        return compute_weighted_loss(losses, weights, scope=scope)


@_loss("sparse_softmax_cross_entropy")
def sparse_softmax_cross_entropy(logits: Any, labels: Any, weights: Any = 1.0, scope: str | None = None) -> Any:
    """The weighted mean of the softmax cross entropy of labels [N] or [N, 1], which are numbers of classes."""
    with tf.name_scope(scope, "sparse_softmax_cross_entropy_loss", [logits, labels, weights]) as scope:
        labels = array_ops.reshape(labels, shape=[array_ops.shape(labels)[0]])
        losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits, name="xentropy")
        return compute_weighted_loss(losses, weights, scope=scope)


@_loss("mean_pairwise_squared_error")
def mean_pairwise_squared_error(
    predictions: Any, labels: Any = None, weights: Any = 1.0, scope: str | None = None
) -> Any:
    """The sum over examples of the mean square of the differences between all pairs of an example's errors."""
    with tf.name_scope(scope, "mean_pairwise_squared_error", [predictions, labels, weights]):
        predictions, labels = _pair(predictions, labels)
        weights = math_ops.cast(ops.convert_to_tensor(weights), tf.float32)
        errors = math_ops.subtract(predictions, labels)
        _check_rank(errors, "diffs")
        _check_rank(weights, "weights")
        axes = list(range(1, errors.get_shape().ndims))
        squares = math_ops.reduce_sum(math_ops.square(errors), axis=axes)
        present = _present(errors, weights, per_batch=True)
        of_squares = 2.0 * tf.div_no_nan(squares, present, name="value")
        total = math_ops.reduce_sum(errors, axis=axes)
        of_means = 2.0 * tf.div_no_nan(math_ops.square(total), math_ops.square(present), name="value")
        loss = _scaled_sum(of_squares - of_means, weights)
        mean = tf.where(math_ops.reduce_sum(present) > 0, loss, tf.zeros_like(loss), name="value")
        add_loss(mean)
        return mean
