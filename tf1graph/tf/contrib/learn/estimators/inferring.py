"""Columns for input of numbers, told from the input."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.tf.contrib.learn.estimators.estimator import check_input
from tf1graph.tf.contrib.learn.estimators.sk_compat import feeding
from tf1graph.tf.names import provide

ABOUT: dict[str, Any] = {"today": "tf.feature_column.numeric_column", "gone": "2.0"}


@provide("tf.contrib.learn.infer_real_valued_columns_from_input_fn", **ABOUT)
def infer_real_valued_columns_from_input_fn(input_fn: Callable[[], Any]) -> list[Any]:
    """A `real_valued_column` for each feature that `input_fn` gives; it is called in a graph of its own.

    Raises:
      ValueError: a feature is no dense tensor of numbers.
    """
    with tf.Graph().as_default():
        features, _ = input_fn()
        return tf.contrib.layers.infer_real_valued_columns(features)


@provide("tf.contrib.learn.infer_real_valued_columns_from_input", **ABOUT)
def infer_real_valued_columns_from_input(x: Any) -> list[Any]:
    """A `real_valued_column` for the array, frame or iterator `x` [n, width]."""
    check_input(x, None, None, None, None)
    return infer_real_valued_columns_from_input_fn(feeding(x, None, None)[0])
