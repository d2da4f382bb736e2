"""`tf.contrib.learn.estimators`: the estimators and what they are made of."""

from tf1graph.tf._tree import load, mirror
from tf1graph.tf.contrib.learn.estimators._sklearn import NotFittedError
from tf1graph.tf.contrib.learn.estimators.constants import ProblemType
from tf1graph.tf.contrib.learn.estimators.estimator import BaseEstimator, Estimator
from tf1graph.tf.contrib.learn.estimators.exporting import GraphRewriteSpec
from tf1graph.tf.contrib.learn.estimators.inferring import (
    infer_real_valued_columns_from_input,
    infer_real_valued_columns_from_input_fn,
)
from tf1graph.tf.contrib.learn.estimators.metric_key import MetricKey
from tf1graph.tf.contrib.learn.estimators.model_fn import ModeKeys, ModelFnOps
from tf1graph.tf.contrib.learn.estimators.prediction_key import PredictionKey
from tf1graph.tf.contrib.learn.estimators.run_config import ClusterConfig, Environment, RunConfig, TaskType
from tf1graph.tf.contrib.learn.estimators.sk_compat import SKCompat

__all__ = [
    "BaseEstimator",
    "ClusterConfig",
    "Environment",
    "Estimator",
    "GraphRewriteSpec",
    "MetricKey",
    "ModeKeys",
    "ModelFnOps",
    "NotFittedError",
    "PredictionKey",
    "ProblemType",
    "RunConfig",
    "SKCompat",
    "TaskType",
    "infer_real_valued_columns_from_input",
    "infer_real_valued_columns_from_input_fn",
]

__getattr__, __dir__ = mirror(__name__)

load(__name__)
