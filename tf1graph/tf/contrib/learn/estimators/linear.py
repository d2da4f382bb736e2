"""Linear models, ready made."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import clip_ops, variable_scope
from tf1graph.tf.contrib.learn.estimators import canned
from tf1graph.tf.contrib.learn.estimators import head as head_lib
from tf1graph.tf.contrib.learn.estimators.estimator import Estimator
from tf1graph.tf.names import provide


def _optimizer(given: Any) -> Any:
    if isinstance(given, str):
        return tf.contrib.layers.OPTIMIZER_CLS_NAMES[given](learning_rate=canned.LINEAR_RATE)
    return canned.made(given)


def _linear_model_fn(features: Any, labels: Any, mode: str, params: Any, config: Any = None) -> Any:
    head, columns = params["head"], params["feature_columns"]
    optimizer = params.get("optimizer") or tf.train.FtrlOptimizer(learning_rate=canned.linear_rate(columns))
    features = canned.as_dict(features)
    partitioner = canned.in_parts(config, canned.LEAST_SLICE)
    with variable_scope.variable_scope("linear", values=tuple(features.values()), partitioner=partitioner) as scope:
        logits = canned.linear(features, columns, head.logits_dimension, params.get("joint_weights", False), scope)

        def train(loss: Any) -> Any:
            variables = tf.get_collection("linear")
            gradients = tf.gradients(loss, variables)
            if params.get("gradient_clip_norm"):
                gradients, _ = clip_ops.clip_by_global_norm(gradients, params["gradient_clip_norm"])
            pairs = zip(gradients, variables, strict=True)
            return _optimizer(optimizer).apply_gradients(pairs, global_step=tf.train.get_global_step())

        return head.create_model_fn_ops(features, mode, labels, train, logits)


class _Linear(Estimator):
    def _set(self, head: Any, columns: Any, model_dir: Any, config: Any, engineer: Any, **params: Any) -> None:
        if not columns:
            raise ValueError("feature_columns must not be empty.")
        params.update(head=head, feature_columns=columns)
        Estimator.__init__(self, _linear_model_fn, model_dir, config, params, engineer)


@provide("tf.contrib.learn.LinearEstimator", today="tf.estimator.LinearEstimator", gone="2.0")
class LinearEstimator(_Linear):
    """A linear model with a head.

    Args:
      feature_columns: of `tf.contrib.layers`, or of `tf.feature_column`.
      head: one of `tf.contrib.learn.multi_class_head` and its like.
      model_dir, config, feature_engineering_fn: as of `Estimator`.
      weight_column_name: not used; give it to the head.
      optimizer: a `tf.train.Optimizer`, its name, or a function that makes one; Ftrl where it is None.
      gradient_clip_norm: to which norm gradients are cut.
      _joint_weights: whether all columns have one variable.

    Raises:
      ValueError: there are no columns.
    """

    def __init__(
        self,
        feature_columns: Any,
        head: Any,
        model_dir: Any = None,
        weight_column_name: str | None = None,
        optimizer: Any = None,
        gradient_clip_norm: float | None = None,
        _joint_weights: bool = False,
        config: Any = None,
        feature_engineering_fn: Any = None,
    ):
        self._set(
            head,
            feature_columns,
            model_dir,
            config,
            feature_engineering_fn,
            optimizer=optimizer,
            gradient_clip_norm=gradient_clip_norm,
            joint_weights=_joint_weights,
        )


@provide("tf.contrib.learn.LinearClassifier", today="tf.estimator.LinearClassifier", gone="2.0")
class LinearClassifier(canned.Classifier, _Linear):
    """A linear model for one of `n_classes` classes.

    Args:
      weight_column_name, enable_centered_bias, label_keys: as of `tf.contrib.learn.multi_class_head`.
      The others are those of `LinearEstimator`.

    Raises:
      ValueError: there are no columns, or fewer than two classes.
    """

    def __init__(
        self,
        feature_columns: Any,
        model_dir: Any = None,
        n_classes: int = 2,
        weight_column_name: str | None = None,
        optimizer: Any = None,
        gradient_clip_norm: float | None = None,
        enable_centered_bias: bool = False,
        _joint_weight: bool = False,
        config: Any = None,
        feature_engineering_fn: Any = None,
        label_keys: Any = None,
    ):
        head = head_lib.multi_class_head(
            n_classes,
            weight_column_name=weight_column_name,
            enable_centered_bias=enable_centered_bias,
            label_keys=label_keys,
        )
        self._set(
            head,
            feature_columns,
            model_dir,
            config,
            feature_engineering_fn,
            optimizer=optimizer,
            gradient_clip_norm=gradient_clip_norm,
            joint_weights=_joint_weight,
        )


@provide("tf.contrib.learn.LinearRegressor", today="tf.estimator.LinearRegressor", gone="2.0")
class LinearRegressor(canned.Regressor, _Linear):
    """A linear model for numbers.

    Args:
      weight_column_name, enable_centered_bias, label_dimension: as of `tf.contrib.learn.regression_head`.
      The others are those of `LinearEstimator`.

    Raises:
      ValueError: there are no columns.
    """

    def __init__(
        self,
        feature_columns: Any,
        model_dir: Any = None,
        weight_column_name: str | None = None,
        optimizer: Any = None,
        gradient_clip_norm: float | None = None,
        enable_centered_bias: bool = False,
        label_dimension: int = 1,
        _joint_weights: bool = False,
        config: Any = None,
        feature_engineering_fn: Any = None,
    ):
        head = head_lib.regression_head(
            label_dimension=label_dimension,
            weight_column_name=weight_column_name,
            enable_centered_bias=enable_centered_bias,
        )
        self._set(
            head,
            feature_columns,
            model_dir,
            config,
            feature_engineering_fn,
            optimizer=optimizer,
            gradient_clip_norm=gradient_clip_norm,
            joint_weights=_joint_weights,
        )

    def evaluate(self, *args: Any, **kwargs: Any) -> Any:
        """As `Estimator.evaluate`."""
        return Estimator.evaluate(self, *args, **kwargs)
