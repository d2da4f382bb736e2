"""Models that pass over the features: they learn the mean of the labels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import feature_column
from tf1graph.tf.estimator.canned import head as head_lib
from tf1graph.tf.estimator.canned import optimizers
from tf1graph.tf.estimator.estimator import Estimator
from tf1graph.tf.estimator.mode_keys import ModeKeys
from tf1graph.tf.names import provide

__all__ = ["BaselineClassifier", "BaselineEstimator", "BaselineRegressor", "ModeKeys"]

LEARNING_RATE = 0.3


def _key_of(weight_column: Any) -> str | None:
    if weight_column is None or isinstance(weight_column, str):
        return weight_column
    if not isinstance(weight_column, feature_column._NumericColumn):
        raise TypeError(f"Weight column must be either a string or _NumericColumn. Given type: {type(weight_column)}.")
    return weight_column.key


def _baseline_logits(features: dict[str, Any], units: int, weight_column: Any) -> Any:
    checks, batch_size = [], None
    weights = _key_of(weight_column)
    for key, feature in features.items():
        if key == weights:
            continue
        size = tf.shape(feature)[0]
        if batch_size is None:
            batch_size = size
        else:
            checks.append(tf.assert_equal(batch_size, size))
    with tf.control_dependencies(checks), tf.variable_scope("baseline"):
        bias = tf.get_variable("bias", shape=[units], initializer=tf.zeros_initializer)
        return tf.multiply(bias, tf.ones([batch_size, units]))


class _Baseline(Estimator):
    """One number for each logit, with a head."""

    def __init__(self, head: Any, model_dir: Any, optimizer: Any, config: Any, weight_column: Any = None):
        def _model_fn(features: Any, labels: Any, mode: str, config: Any) -> Any:
            logits = _baseline_logits(features, head.logits_dimension, weight_column)

            def train_op_fn(loss: Any) -> Any:
                found = optimizers.get_optimizer_instance(optimizer, learning_rate=LEARNING_RATE)
                return found.minimize(loss, global_step=tf.train.get_global_step())

            return head.create_estimator_spec(
                features=features, mode=mode, logits=logits, labels=labels, train_op_fn=train_op_fn
            )

        super().__init__(_model_fn, model_dir=model_dir, config=config)


@provide(
    "tf.estimator.BaselineEstimator",
)
class BaselineEstimator(_Baseline):
    """A baseline with a head of the program's choice; its arguments are those of `BaselineClassifier`."""

    def __init__(self, head: Any, model_dir: Any = None, optimizer: Any = "Ftrl", config: Any = None):
        super().__init__(head, model_dir, optimizer, config)


@provide("tf.estimator.BaselineClassifier")
class BaselineClassifier(_Baseline):
    """A baseline that tells classes apart: it gives the share of each class.

    Args:
      model_dir: the folder of checkpoints and summaries.
      n_classes: how many classes there are.
      weight_column: the key or the numeric column of the examples' weights, or None.
      label_vocabulary: the classes' names, where the labels are strings.
      optimizer: a `tf.train.Optimizer`, a function that gives one, or the name of one.
      config: a `RunConfig`, or None.
      loss_reduction: one of `tf.losses.Reduction`; the losses of the examples are added up by default.

    Raises:
      ValueError: an argument cannot be meant.
    """

    def __init__(
        self,
        model_dir: Any = None,
        n_classes: int = 2,
        weight_column: Any = None,
        label_vocabulary: Sequence[str] | None = None,
        optimizer: Any = "Ftrl",
        config: Any = None,
        loss_reduction: Any = tf.losses.Reduction.SUM,
    ):
        head = head_lib._binary_logistic_or_multi_class_head(n_classes, weight_column, label_vocabulary, loss_reduction)
        super().__init__(head, model_dir, optimizer, config, weight_column)


@provide("tf.estimator.BaselineRegressor")
class BaselineRegressor(_Baseline):
    """A baseline that gives numbers: the mean of the labels.

    Args:
      label_dimension: how many numbers an example has.
      The others are those of `BaselineClassifier`.
    """

    def __init__(
        self,
        model_dir: Any = None,
        label_dimension: int = 1,
        weight_column: Any = None,
        optimizer: Any = "Ftrl",
        config: Any = None,
        loss_reduction: Any = tf.losses.Reduction.SUM,
    ):
        super().__init__(
            head_lib._regression_head(weight_column, label_dimension, loss_reduction), model_dir, optimizer, config
        )
