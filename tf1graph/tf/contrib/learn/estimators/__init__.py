"""`tf.contrib.learn.estimators`: the estimators and what they are made of."""

from tf1graph.tf._tree import load, mirror
from tf1graph.tf.contrib.learn.estimators._sklearn import NotFittedError
from tf1graph.tf.contrib.learn.estimators.constants import ProblemType
from tf1graph.tf.contrib.learn.estimators.dnn import DNNClassifier, DNNEstimator, DNNRegressor
from tf1graph.tf.contrib.learn.estimators.dnn_linear_combined import (
    DNNLinearCombinedClassifier,
    DNNLinearCombinedEstimator,
    DNNLinearCombinedRegressor,
)
from tf1graph.tf.contrib.learn.estimators.estimator import BaseEstimator, Estimator
from tf1graph.tf.contrib.learn.estimators.exporting import GraphRewriteSpec
from tf1graph.tf.contrib.learn.estimators.head import (
    Head,
    binary_svm_head,
    loss_only_head,
    multi_class_head,
    multi_head,
    multi_label_head,
    no_op_train_fn,
    poisson_regression_head,
    regression_head,
)
from tf1graph.tf.contrib.learn.estimators.inferring import (
    infer_real_valued_columns_from_input,
    infer_real_valued_columns_from_input_fn,
)
from tf1graph.tf.contrib.learn.estimators.linear import LinearClassifier, LinearEstimator, LinearRegressor
from tf1graph.tf.contrib.learn.estimators.metric_key import MetricKey
from tf1graph.tf.contrib.learn.estimators.model_fn import ModeKeys, ModelFnOps
from tf1graph.tf.contrib.learn.estimators.prediction_key import PredictionKey
from tf1graph.tf.contrib.learn.estimators.run_config import ClusterConfig, Environment, RunConfig, TaskType
from tf1graph.tf.contrib.learn.estimators.sk_compat import SKCompat

__all__ = [
    "BaseEstimator",
    "ClusterConfig",
    "DNNClassifier",
    "DNNEstimator",
    "DNNLinearCombinedClassifier",
    "DNNLinearCombinedEstimator",
    "DNNLinearCombinedRegressor",
    "DNNRegressor",
    "Environment",
    "Estimator",
    "GraphRewriteSpec",
    "Head",
    "LinearClassifier",
    "LinearEstimator",
    "LinearRegressor",
    "MetricKey",
    "ModeKeys",
    "ModelFnOps",
    "NotFittedError",
    "PredictionKey",
    "ProblemType",
    "RunConfig",
    "SKCompat",
    "TaskType",
    "binary_svm_head",
    "infer_real_valued_columns_from_input",
    "infer_real_valued_columns_from_input_fn",
    "loss_only_head",
    "multi_class_head",
    "multi_head",
    "multi_label_head",
    "no_op_train_fn",
    "poisson_regression_head",
    "regression_head",
]

__getattr__, __dir__ = mirror(__name__)

load(__name__)
