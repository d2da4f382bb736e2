"""The rows of what `tf.estimator` and `tf.contrib.estimator` refuse, and what to write instead."""

from __future__ import annotations

from tf1graph.tf.names import Row, add

HEADS = {
    "BinaryClassHead": "binary_classification_head",
    "LogisticRegressionHead": "logistic_regression_head",
    "MultiClassHead": "multi_class_head",
    "MultiHead": "multi_head",
    "MultiLabelHead": "multi_label_head",
    "PoissonRegressionHead": "poisson_regression_head",
    "RegressionHead": "regression_head",
}
OTHERS = {
    "tf.estimator.Head": "Derive from what tf.contrib.estimator.regression_head gives, or write a model_fn.",
    "tf.estimator.experimental.KMeans": "Write sklearn.cluster.MiniBatchKMeans, or k-means in a model_fn.",
    "tf.contrib.estimator.DNNClassifierWithLayerAnnotations": "Write tf.estimator.DNNClassifier.",
    "tf.contrib.estimator.DNNRegressorWithLayerAnnotations": "Write tf.estimator.DNNRegressor.",
    "tf.contrib.estimator.RNNClassifier": "Write tf.nn.dynamic_rnn in a model_fn.",
    "tf.contrib.estimator.RNNEstimator": "Write tf.nn.dynamic_rnn in a model_fn, with a head of tf.contrib.estimator.",
    "tf.contrib.estimator.SavedModelEstimator": "Write tf.contrib.predictor.from_saved_model.",
    "tf.contrib.estimator.TowerOptimizer": "Leave it out and train on one device.",
    "tf.contrib.estimator.replicate_model_fn": "Leave it out and train on one device.",
}

add(
    *(
        Row(
            f"tf.estimator.{name}",
            "refused",
            gone="2.16",
            note=f"Its metrics were Keras'; write tf.contrib.estimator.{contrib}, the head of these estimators.",
        )
        for name, contrib in HEADS.items()
    ),
    *(Row(name, "refused", gone="2.16", note=note) for name, note in OTHERS.items()),
)
