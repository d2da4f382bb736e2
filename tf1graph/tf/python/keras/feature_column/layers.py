"""Layers of feature columns, which did not ask in TensorFlow 1 whether the model is being trained."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import original
from tf1graph.tf.python.keras._tf_keras import dense_features, inside, sequence_feature_column


@inside(dense_features.DenseFeatures, name="call")
def call_dense(self: Any, features: Any, cols_to_output_tensors: Any = None, training: Any = False) -> Any:
    return original(dense_features.DenseFeatures.call)(self, features, cols_to_output_tensors, bool(training))


@inside(sequence_feature_column.SequenceFeatures, name="call")
def call_sequence(self: Any, features: Any, training: Any = False) -> Any:
    return original(sequence_feature_column.SequenceFeatures.call)(self, features, bool(training))
