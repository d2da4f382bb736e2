"""Features of which an example has few."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf.names import provide


@provide("tf.contrib.linear_optimizer.SparseFeatureColumn", gone="2.0")
class SparseFeatureColumn:
    """One column of such features: a row for each feature of an example.

    Args:
      example_indices: [rows], int64; which example, in ascending order.
      feature_indices: [rows], int64; which feature.
      feature_values: [rows], float32; how much of it, 1 of each where it is None.
    """

    def __init__(self, example_indices: Any, feature_indices: Any, feature_values: Any):
        with tf.name_scope(None, "SparseFeatureColumn", [example_indices, feature_indices]):
            self._example_indices = tf.convert_to_tensor(example_indices, tf.int64, "example_indices")
            self._feature_indices = tf.convert_to_tensor(feature_indices, tf.int64, "feature_indices")
        self._feature_values = None
        if feature_values is not None:
            with tf.name_scope(None, "SparseFeatureColumn", [feature_values]):
                self._feature_values = tf.convert_to_tensor(feature_values, tf.float32, "feature_values")

    @property
    def example_indices(self) -> Any:
        """Which example, a tensor [rows]."""
        return self._example_indices

    @property
    def feature_indices(self) -> Any:
        """Which feature, a tensor [rows]."""
        return self._feature_indices

    @property
    def feature_values(self) -> Any:
        """How much of it, a tensor [rows] or None."""
        return self._feature_values
