"""Regularisers of `tf.contrib.layers`: functions that give a scalar loss of weights."""

from __future__ import annotations

import numbers
from collections.abc import Callable, Iterable
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import math_ops, ops
from tf1graph.tf.contrib.layers.names import layer

Regularizer = Callable[[Any], Any]


@layer("l1_regularizer")
def l1_regularizer(scale: float, scope: str | None = None) -> Regularizer:
    """A regulariser: `scale` times the sum of the weights' absolute values; none at all where `scale` is 0.

    Raises:
      ValueError: `scale` is an integer or negative.
    """
    if _is_off(scale):
        return _nothing

    def l1(weights: Any, name: str | None = None) -> Any:
        with tf.name_scope(scope, "l1_regularizer", [weights]) as name:
            factor = _constant(scale, weights)
            return math_ops.multiply(factor, math_ops.reduce_sum(math_ops.abs(weights)), name=name)

    return l1


@layer("l2_regularizer")
def l2_regularizer(scale: float, scope: str | None = None) -> Regularizer:
    """A regulariser: `scale` times half the sum of the weights' squares; none at all where `scale` is 0.

    Raises:
      ValueError: `scale` is an integer or negative.
    """
    if _is_off(scale):
        return _nothing

    def l2(weights: Any) -> Any:
        with tf.name_scope(scope, "l2_regularizer", [weights]) as name:
            return math_ops.multiply(_constant(scale, weights), tf.nn.l2_loss(weights), name=name)

    return l2


@layer("l1_l2_regularizer")
def l1_l2_regularizer(scale_l1: float = 1.0, scale_l2: float = 1.0, scope: str | None = None) -> Any:
    """A regulariser: the sum of `l1_regularizer` and `l2_regularizer`.

    Raises:
      ValueError: a scale is an integer.
    """
    for name, scale in (("scale_l1", scale_l1), ("scale_l2", scale_l2)):
        if isinstance(scale, numbers.Integral):
            raise ValueError(f"{name} cannot be an integer: {scale}")
    scope = scope or "l1_l2_regularizer"
    if scale_l1 == 0.0:
        return l2_regularizer(scale_l2, scope)
    if scale_l2 == 0.0:
        return l1_regularizer(scale_l1, scope)
    return sum_regularizer([l1_regularizer(scale_l1), l2_regularizer(scale_l2)], scope)


@layer("sum_regularizer")
def sum_regularizer(regularizer_list: Iterable[Regularizer | None], scope: str | None = None) -> Regularizer | None:
    """A regulariser: the sum of several; None where there are none."""
    regularizers = [regularizer for regularizer in regularizer_list if regularizer is not None]
    if not regularizers:
        return None

    def sum_reg(weights: Any) -> Any:
        with tf.name_scope(scope, "sum_regularizer", [weights]) as name:
            losses = [loss for loss in (regularizer(weights) for regularizer in regularizers) if loss is not None]
            return tf.add_n(losses, name=name) if losses else None

    return sum_reg


@layer("apply_regularization")
def apply_regularization(regularizer: Regularizer, weights_list: Any = None) -> Any:
    """The sum of a regulariser over weights, which is added to the graph's regularisation losses.

    Args:
      regularizer: gives a scalar of a tensor, or None.
      weights_list: the weights; those of the graph's collection of that name where there are none.

    Raises:
      ValueError: there are no weights, or the regulariser gives no scalar.
    """
    weights_list = weights_list or tf.get_collection(tf.GraphKeys.WEIGHTS)
    if not weights_list:
        raise ValueError("No weights to regularize.")
    with tf.name_scope("get_regularization_penalty", values=weights_list) as scope:
        penalties = [regularizer(weights) for weights in weights_list]
        penalties = [tf.constant(0.0) if penalty is None else penalty for penalty in penalties]
        for penalty in penalties:
            if penalty.get_shape().ndims != 0:
                rank = penalty.get_shape().ndims
                raise ValueError(f"regularizer must return a scalar Tensor instead of a Tensor with rank {rank}.")
        total = tf.add_n(penalties, name=scope)
        tf.add_to_collection(tf.GraphKeys.REGULARIZATION_LOSSES, total)
        return total


def _is_off(scale: Any) -> bool:
    """Whether a regulariser of that scale does nothing; a scale may be a tensor."""
    if isinstance(scale, numbers.Integral):
        raise ValueError(f"scale cannot be an integer: {scale}")
    if not isinstance(scale, numbers.Real):
        return False
    if scale < 0.0:
        raise ValueError(f"Setting a scale less than 0 on a regularizer: {scale:g}.")
    if scale == 0.0:
        tf.logging.info("Scale of 0 disables regularizer.")
    return scale == 0.0


def _nothing(_: Any) -> None:
    return None


def _constant(scale: Any, weights: Any) -> Any:
    return ops.convert_to_tensor(scale, dtype=weights.dtype.base_dtype, name="scale")
