"""The rows of what `tf.estimator` and `tf.contrib.estimator` refuse, and what to write instead."""

from __future__ import annotations

from tf1graph.tf.names import Row, add

NOTES = {
    "tf.contrib.estimator.DNNClassifierWithLayerAnnotations": "Write tf.estimator.DNNClassifier.",
    "tf.contrib.estimator.DNNRegressorWithLayerAnnotations": "Write tf.estimator.DNNRegressor.",
    "tf.contrib.estimator.RNNClassifier": "Write tf.nn.dynamic_rnn in a model_fn.",
    "tf.contrib.estimator.RNNEstimator": "Write tf.nn.dynamic_rnn in a model_fn, with a head of tf.contrib.estimator.",
    "tf.contrib.estimator.SavedModelEstimator": "Write tf.contrib.predictor.from_saved_model.",
}

add(*(Row(name, "refused", gone="2.16", note=note) for name, note in NOTES.items()))
