"""Losses: what of them differs from today's, in nodes or in numbers."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, math_ops, ops
from tf1graph.tf.python.keras._tf_keras import (
    backend,
    inside,
    losses,
    losses_utils,
    lost,
    regression_metrics,
    tf_utils,
)


@inside(losses.Loss, name="__call__")
def mean_loss(self: Any, y_true: Any, y_pred: Any, sample_weight: Any = None) -> Any:
    """The loss of a batch; TensorFlow 1 took no notice of masks here, as the model multiplies them in."""
    graph = tf_utils.graph_context_for_symbolic_tensors(y_true, y_pred, sample_weight)
    with backend.name_scope(self._name_scope), graph:
        return losses_utils.compute_weighted_loss(
            self.call(y_true, y_pred), sample_weight, reduction=self._get_reduction()
        )


@inside(losses.LossFunctionWrapper)
def call(self: Any, y_true: Any, y_pred: Any) -> Any:
    return self.fn(y_true, y_pred, **self._fn_kwargs)


def _alike(y_true: Any, y_pred: Any) -> tuple[Any, Any]:
    y_pred = ops.convert_to_tensor(y_pred)
    return math_ops.cast(y_true, y_pred.dtype), y_pred


@inside(losses)
def mean_absolute_percentage_error(y_true: Any, y_pred: Any) -> Any:
    y_true, y_pred = _alike(y_true, y_pred)
    off = math_ops.abs((y_true - y_pred) / backend.clip(math_ops.abs(y_true), backend.epsilon(), None))
    return 100.0 * backend.mean(off, axis=-1)


@inside(losses)
def mean_squared_logarithmic_error(y_true: Any, y_pred: Any) -> Any:
    y_true, y_pred = _alike(y_true, y_pred)
    logs = [math_ops.log(backend.clip(y, backend.epsilon(), None) + 1.0) for y in (y_pred, y_true)]
    return backend.mean(math_ops.squared_difference(*logs), axis=-1)


@inside(losses)
def categorical_hinge(y_true: Any, y_pred: Any) -> Any:
    y_true, y_pred = _alike(y_true, y_pred)
    right = math_ops.reduce_sum(y_true * y_pred, axis=-1)
    wrong = math_ops.reduce_max((1.0 - y_true) * y_pred, axis=-1)
    return math_ops.maximum(0.0, wrong - right + 1.0)


@inside(losses)
def cosine_similarity(y_true: Any, y_pred: Any, axis: int = -1) -> Any:
    """The similarity itself, which 2.x negates."""
    y_true, y_pred = compat_v1.nn.l2_normalize(y_true, axis=axis), compat_v1.nn.l2_normalize(y_pred, axis=axis)
    return math_ops.reduce_sum(y_true * y_pred, axis=axis)


# By which name 1.15.5's `compile` called the metric too, whichever of the two it was given.
for _function in (losses.cosine_similarity, regression_metrics.cosine_similarity):
    _function.__name__ = "cosine_proximity"


@lost(losses)
def cosine_proximity(y_true: Any, y_pred: Any, axis: int = -1) -> Any:
    """The cosine similarity by the name that `compile` takes too."""
    return losses.cosine_similarity(y_true, y_pred, axis)


@inside(losses)
def huber(y_true: Any, y_pred: Any, delta: float = 1.0) -> Any:
    """Of each number, where today's has the mean of the last axis."""
    y_pred, y_true = (math_ops.cast(y, dtype=backend.floatx()) for y in (y_pred, y_true))
    off = math_ops.abs(math_ops.subtract(y_pred, y_true))
    quadratic = math_ops.minimum(off, delta)
    linear = math_ops.subtract(off, quadratic)
    half = ops.convert_to_tensor(0.5, dtype=quadratic.dtype)
    squared = math_ops.multiply(half, math_ops.multiply(quadratic, quadratic))
    return math_ops.add(squared, math_ops.multiply(delta, linear))


def _logits_of(output: Any, op_type: str, from_logits: bool) -> Any:
    """What the activation `op_type` was made of, where `output` is its; None where it is not, nor logits itself."""
    if from_logits:
        return output
    made_by = getattr(output, "op", None)
    return made_by.inputs[0] if made_by is not None and made_by.type == op_type else None


def _clipped(output: Any) -> Any:
    epsilon = backend._constant_to_tensor(backend.epsilon(), output.dtype.base_dtype)
    return compat_v1.clip_by_value(output, epsilon, 1.0 - epsilon)


@inside(backend)
def categorical_crossentropy(target: Any, output: Any, from_logits: bool = False, axis: int = -1) -> Any:
    logits = _logits_of(output, "Softmax", from_logits)
    if logits is not None:
        return compat_v1.nn.softmax_cross_entropy_with_logits_v2(labels=target, logits=logits, axis=axis)
    output = _clipped(output / math_ops.reduce_sum(output, axis, True))
    return -math_ops.reduce_sum(target * math_ops.log(output), axis)


@inside(backend)
def binary_crossentropy(target: Any, output: Any, from_logits: bool = False) -> Any:
    logits = _logits_of(output, "Sigmoid", from_logits)
    if logits is not None:
        return compat_v1.nn.sigmoid_cross_entropy_with_logits(labels=target, logits=logits)
    output = _clipped(output)
    likelihood = target * math_ops.log(output + backend.epsilon())
    likelihood += (1 - target) * math_ops.log(1 - output + backend.epsilon())
    return -likelihood


@inside(backend)
def sparse_categorical_crossentropy(
    target: Any, output: Any, from_logits: bool = False, axis: int = -1, ignore_class: Any = None
) -> Any:
    if ignore_class is not None:
        raise TypeError("sparse_categorical_crossentropy() got an unexpected keyword argument 'ignore_class'")
    logits = _logits_of(output, "Softmax", from_logits)
    if logits is None:
        logits = math_ops.log(_clipped(output))
    rank = logits.shape.ndims
    if rank is not None and axis % rank != rank - 1:
        others = [i for i in range(rank) if i != axis % rank]
        logits = array_ops.transpose(logits, perm=[*others, axis % rank])
    elif rank is None and axis != -1:
        raise ValueError(f"Cannot compute sparse categorical crossentropy with `axis={axis}` on an unknown rank")
    target = backend.cast(target, "int64")
    shape = array_ops.shape_v2(logits)
    flat = target.shape.ndims is not None and rank is not None and target.shape.ndims != rank - 1
    if flat:
        target, logits = backend.flatten(target), array_ops.reshape(logits, [-1, shape[-1]])
    result = compat_v1.nn.sparse_softmax_cross_entropy_with_logits(labels=target, logits=logits)
    return array_ops.reshape(result, shape[:-1]) if flat and rank >= 3 else result
