"""`keras.engine.training_utils`: what arrays are checked and cut by."""

from __future__ import annotations

from tf1graph.keras._tree import mirror
from tf1graph.keras.engine.compiling import weighted as weighted_masked_objective
from tf1graph.keras.engine.data import batches as make_batches
from tf1graph.tf.python.keras._tf_keras import training_utils_v1 as _theirs

__all__ = ["make_batches", "weighted_masked_objective"]

batch_shuffle = _theirs.batch_shuffle
check_array_length_consistency = _theirs.check_array_lengths
check_num_samples = _theirs.check_num_samples
standardize_class_weights = _theirs.standardize_class_weights
standardize_input_data = _theirs.standardize_input_data
standardize_sample_or_class_weights = _theirs.standardize_sample_or_class_weights
standardize_sample_weights = _theirs.standardize_sample_weights
standardize_single_array = _theirs.standardize_single_array
standardize_weights = _theirs.standardize_weights

__getattr__, __dir__ = mirror(__name__)
