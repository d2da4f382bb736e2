"""A deep and a linear model, whose logits are added: wide and deep."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf.estimator.canned import head as head_lib
from tf1graph.tf.estimator.canned import optimizers
from tf1graph.tf.estimator.canned.dnn import (
    _add_hidden_layer_summary,
    check_features,
    default_input_partitioner,
    dnn_logit_fn_builder,
)
from tf1graph.tf.estimator.canned.linear import linear_logit_fn_builder
from tf1graph.tf.estimator.estimator import Estimator
from tf1graph.tf.names import provide

DNN_LEARNING_RATE = 0.001
LINEAR_LEARNING_RATE = 0.005
Columns = Sequence[Any] | None
Activation = Callable[[Any], Any] | None


def _optimizer(given: Any, learning_rate: float) -> Any:
    found = optimizers.get_optimizer_instance(given, learning_rate=learning_rate)
    if isinstance(found, tf.train.SyncReplicasOptimizer):
        raise ValueError(
            "SyncReplicasOptimizer does not support multi optimizers case. Therefore, it is not supported in "
            "DNNLinearCombined model. If you want to use this optimizer, please use either DNN or Linear model."
        )
    return found


def _dnn_linear_combined_model_fn(
    features: Any,
    labels: Any,
    mode: str,
    head: Any,
    linear_feature_columns: Columns = None,
    linear_optimizer: Any = "Ftrl",
    dnn_feature_columns: Columns = None,
    dnn_optimizer: Any = "Adagrad",
    dnn_hidden_units: Sequence[int] | None = None,
    dnn_activation_fn: Activation = tf.nn.relu,
    dnn_dropout: float | None = None,
    input_layer_partitioner: Any = None,
    config: Any = None,
    batch_norm: bool = False,
    linear_sparse_combiner: str = "sum",
) -> Any:
    check_features(features)
    _check_columns(linear_feature_columns, dnn_feature_columns)
    partitioner = input_layer_partitioner or default_input_partitioner(config)
    values = tuple(features.values())
    parts: list[tuple[Any, str]] = []  # optimiser and scope of each model
    logits = []
    if dnn_feature_columns:
        dnn_optimizer = _optimizer(dnn_optimizer, DNN_LEARNING_RATE)
        if not dnn_hidden_units:
            raise ValueError("dnn_hidden_units must be defined when dnn_feature_columns is specified.")
        of_dnn = tf.min_max_variable_partitioner(max_partitions=config.num_ps_replicas if config else 0)
        with tf.variable_scope("dnn", values=values, partitioner=of_dnn) as scope:
            dnn_logit_fn = dnn_logit_fn_builder(
                head.logits_dimension,
                dnn_hidden_units,
                dnn_feature_columns,
                dnn_activation_fn,
                dnn_dropout,
                partitioner,
                batch_norm,
            )
            logits.append(dnn_logit_fn(features=features, mode=mode))
            parts.append((dnn_optimizer, scope.name))
    if linear_feature_columns:
        rate = min(LINEAR_LEARNING_RATE, 1.0 / math.sqrt(len(linear_feature_columns)))
        linear_optimizer = _optimizer(linear_optimizer, rate)
        with tf.variable_scope("linear", values=values, partitioner=partitioner) as scope:
            logit_fn = linear_logit_fn_builder(head.logits_dimension, linear_feature_columns, linear_sparse_combiner)
            logits.append(logit_fn(features=features))
            _add_hidden_layer_summary(logits[-1], scope.name)
            parts.append((linear_optimizer, scope.name))

    def _train_op_fn(loss: Any) -> Any:
        global_step = tf.train.get_global_step()
        steps = [
            optimizer.minimize(loss, var_list=tf.get_collection(tf.GraphKeys.TRAINABLE_VARIABLES, scope=name))
            for optimizer, name in parts
        ]
        with tf.control_dependencies([tf.group(*steps)]):
            return tf.assign_add(global_step, 1).op

    return head.create_estimator_spec(
        features=features,
        mode=mode,
        labels=labels,
        train_op_fn=_train_op_fn,
        logits=logits[0] + logits[1] if len(logits) == 2 else logits[0],
    )


def _check_columns(linear: Columns, dnn: Columns) -> list[Any]:
    columns = [*(linear or []), *(dnn or [])]
    if not columns:
        raise ValueError("Either linear_feature_columns or dnn_feature_columns must be defined.")
    return columns


class _Combined(Estimator):
    """A deep and a linear model with a head."""

    def __init__(self, head: Any, model_dir: Any, config: Any, warm_start_from: Any, **about: Any):
        self._feature_columns = _check_columns(about["linear_feature_columns"], about["dnn_feature_columns"])

        def _model_fn(features: Any, labels: Any, mode: str, config: Any) -> Any:
            return _dnn_linear_combined_model_fn(features, labels, mode, head, config=config, **about)

        super().__init__(_model_fn, model_dir=model_dir, config=config, warm_start_from=warm_start_from)


@provide(
    "tf.estimator.DNNLinearCombinedEstimator",
)
class DNNLinearCombinedEstimator(_Combined):
    """A deep and a linear model with a head of the program's choice.

    Its arguments are those of `DNNLinearCombinedClassifier`.
    """

    def __init__(
        self,
        head: Any,
        model_dir: Any = None,
        linear_feature_columns: Columns = None,
        linear_optimizer: Any = "Ftrl",
        dnn_feature_columns: Columns = None,
        dnn_optimizer: Any = "Adagrad",
        dnn_hidden_units: Sequence[int] | None = None,
        dnn_activation_fn: Activation = tf.nn.relu,
        dnn_dropout: float | None = None,
        input_layer_partitioner: Any = None,
        config: Any = None,
        linear_sparse_combiner: str = "sum",
    ):
        super().__init__(
            head,
            model_dir,
            config,
            None,
            linear_feature_columns=linear_feature_columns,
            linear_optimizer=linear_optimizer,
            dnn_feature_columns=dnn_feature_columns,
            dnn_optimizer=dnn_optimizer,
            dnn_hidden_units=dnn_hidden_units,
            dnn_activation_fn=dnn_activation_fn,
            dnn_dropout=dnn_dropout,
            input_layer_partitioner=input_layer_partitioner,
            linear_sparse_combiner=linear_sparse_combiner,
        )


@provide("tf.estimator.DNNLinearCombinedClassifier")
class DNNLinearCombinedClassifier(_Combined):
    """A deep and a linear model that tell classes apart.

    Args:
      linear_feature_columns, linear_optimizer, linear_sparse_combiner: of the linear model; see `LinearClassifier`.
      dnn_feature_columns, dnn_optimizer, dnn_hidden_units, dnn_activation_fn, dnn_dropout, batch_norm: of the deep
        model; see `DNNClassifier`.
      The others are those of `DNNClassifier`.

    Raises:
      ValueError: there are no columns, or an argument cannot be meant.
    """

    def __init__(
        self,
        model_dir: Any = None,
        linear_feature_columns: Columns = None,
        linear_optimizer: Any = "Ftrl",
        dnn_feature_columns: Columns = None,
        dnn_optimizer: Any = "Adagrad",
        dnn_hidden_units: Sequence[int] | None = None,
        dnn_activation_fn: Activation = tf.nn.relu,
        dnn_dropout: float | None = None,
        n_classes: int = 2,
        weight_column: Any = None,
        label_vocabulary: Sequence[str] | None = None,
        input_layer_partitioner: Any = None,
        config: Any = None,
        warm_start_from: Any = None,
        loss_reduction: Any = tf.losses.Reduction.SUM,
        batch_norm: bool = False,
        linear_sparse_combiner: str = "sum",
    ):
        super().__init__(
            head_lib._binary_logistic_or_multi_class_head(n_classes, weight_column, label_vocabulary, loss_reduction),
            model_dir,
            config,
            warm_start_from,
            linear_feature_columns=linear_feature_columns,
            linear_optimizer=linear_optimizer,
            dnn_feature_columns=dnn_feature_columns,
            dnn_optimizer=dnn_optimizer,
            dnn_hidden_units=dnn_hidden_units,
            dnn_activation_fn=dnn_activation_fn,
            dnn_dropout=dnn_dropout,
            input_layer_partitioner=input_layer_partitioner,
            batch_norm=batch_norm,
            linear_sparse_combiner=linear_sparse_combiner,
        )


@provide("tf.estimator.DNNLinearCombinedRegressor")
class DNNLinearCombinedRegressor(_Combined):
    """A deep and a linear model that give numbers.

    Args:
      label_dimension: how many numbers an example has.
      The others are those of `DNNLinearCombinedClassifier`.
    """

    def __init__(
        self,
        model_dir: Any = None,
        linear_feature_columns: Columns = None,
        linear_optimizer: Any = "Ftrl",
        dnn_feature_columns: Columns = None,
        dnn_optimizer: Any = "Adagrad",
        dnn_hidden_units: Sequence[int] | None = None,
        dnn_activation_fn: Activation = tf.nn.relu,
        dnn_dropout: float | None = None,
        label_dimension: int = 1,
        weight_column: Any = None,
        input_layer_partitioner: Any = None,
        config: Any = None,
        warm_start_from: Any = None,
        loss_reduction: Any = tf.losses.Reduction.SUM,
        batch_norm: bool = False,
        linear_sparse_combiner: str = "sum",
    ):
        super().__init__(
            head_lib._regression_head(weight_column, label_dimension, loss_reduction),
            model_dir,
            config,
            warm_start_from,
            linear_feature_columns=linear_feature_columns,
            linear_optimizer=linear_optimizer,
            dnn_feature_columns=dnn_feature_columns,
            dnn_optimizer=dnn_optimizer,
            dnn_hidden_units=dnn_hidden_units,
            dnn_activation_fn=dnn_activation_fn,
            dnn_dropout=dnn_dropout,
            input_layer_partitioner=input_layer_partitioner,
            batch_norm=batch_norm,
            linear_sparse_combiner=linear_sparse_combiner,
        )
