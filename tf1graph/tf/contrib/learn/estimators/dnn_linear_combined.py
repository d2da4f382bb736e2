"""A network beside a linear model, ready made: wide and deep."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import variable_scope
from tf1graph.tf.contrib.learn.estimators import canned
from tf1graph.tf.contrib.learn.estimators import head as head_lib
from tf1graph.tf.contrib.learn.estimators.estimator import Estimator
from tf1graph.tf.names import provide

RATE = 0.05


def _combined_model_fn(features: Any, labels: Any, mode: str, params: Any, config: Any = None) -> Any:
    head = params["head"]
    linear_columns, dnn_columns = params["linear_feature_columns"], params["dnn_feature_columns"]
    features = canned.as_dict(features)
    values = tuple(features.values())
    linear_optimizer = canned.made(params.get("linear_optimizer") or "Ftrl")
    dnn_optimizer = canned.made(params.get("dnn_optimizer") or "Adagrad")
    for optimizer in (linear_optimizer, dnn_optimizer):
        if isinstance(optimizer, tf.train.SyncReplicasOptimizer):
            raise ValueError(
                "SyncReplicasOptimizer is not supported in DNNLinearCombined model. If you want to use this optimizer, "
                "please use either DNN or Linear model."
            )
    found = []
    input_scope = ""
    if dnn_columns:
        if not params["dnn_hidden_units"]:
            raise ValueError("dnn_hidden_units must be defined when dnn_feature_columns is specified.")
        with variable_scope.variable_scope("dnn", values=values, partitioner=canned.in_parts(config)):
            logits, input_scope = canned.network(
                features,
                dnn_columns,
                params["dnn_hidden_units"],
                params.get("dnn_activation_fn") or tf.nn.relu,
                params.get("dnn_dropout"),
                mode,
                head.logits_dimension,
                params.get("input_layer_partitioner") or canned.in_parts(config, canned.LEAST_SLICE),
                separator="/",
            )
        found.append(logits)
    if linear_columns:
        partitioner = canned.in_parts(config, canned.LEAST_SLICE)
        with variable_scope.variable_scope("linear", values=values, partitioner=partitioner) as scope:
            joint = params.get("joint_linear_weights")
            logits = canned.linear(features, linear_columns, head.logits_dimension, bool(joint), scope)
            canned.summarize(logits, scope.name, "/")
        found.append(logits)
    counts_once = params.get("fix_global_step_increment_bug", True)

    def train(loss: Any) -> Any:
        step = tf.train.get_global_step()
        common = {
            "loss": loss,
            "global_step": step,
            "clip_gradients": params.get("gradient_clip_norm"),
            "summaries": [],
            "increment_global_step": not counts_once,
        }
        ops = []
        if dnn_columns:
            multipliers = canned.gradient_multipliers(params.get("embedding_lr_multipliers"), input_scope)
            ops.append(
                tf.contrib.layers.optimize_loss(
                    learning_rate=RATE,
                    optimizer=dnn_optimizer,
                    gradient_multipliers=multipliers,
                    variables=tf.get_collection("dnn"),
                    name="dnn",
                    **common,
                )
            )
        if linear_columns:
            ops.append(
                tf.contrib.layers.optimize_loss(
                    learning_rate=canned.linear_rate(linear_columns),
                    optimizer=linear_optimizer,
                    variables=tf.get_collection("linear"),
                    name="linear",
                    **common,
                )
            )
        train_op = tf.group(*ops)
        if not counts_once:
            return train_op
        with tf.control_dependencies([train_op]), tf.colocate_with(step):
            return tf.assign_add(step, 1).op

    logits = found[0] + found[1] if len(found) == 2 else found[0]
    return head.create_model_fn_ops(features, mode, labels, train, logits)


class _Combined(Estimator):
    def _set(self, head: Any, model_dir: Any, config: Any, engineer: Any, least_slice: Any, **params: Any) -> None:
        for name in ("linear_feature_columns", "dnn_feature_columns"):
            params[name] = tuple(params[name] or ())
        if not params["linear_feature_columns"] + params["dnn_feature_columns"]:
            raise ValueError("Either linear_feature_columns or dnn_feature_columns must be defined.")
        if least_slice is not None:
            params["input_layer_partitioner"] = canned.in_parts(config, least_slice)
        params["head"] = head
        Estimator.__init__(self, _combined_model_fn, model_dir, config, params, engineer)


@provide("tf.contrib.learn.DNNLinearCombinedEstimator", today="tf.estimator.DNNLinearCombinedEstimator", gone="2.0")
class DNNLinearCombinedEstimator(_Combined):
    """A network beside a linear model, with a head; the logits of both are added.

    Args:
      head: one of `tf.contrib.learn.multi_class_head` and its like.
      model_dir, config, feature_engineering_fn: as of `Estimator`.
      linear_feature_columns, linear_optimizer: of the linear model; Ftrl where the optimiser is None.
      _joint_linear_weights: whether all its columns have one variable.
      dnn_feature_columns, dnn_optimizer, dnn_hidden_units, dnn_activation_fn, dnn_dropout: of the network.
      gradient_clip_norm: to which norm gradients are cut.
      embedding_lr_multipliers: by column how much faster its embedding learns.
      fix_global_step_increment_bug: whether a step counts once; it counts twice where this is False.
      input_layer_partitioner: of the network's input.

    Raises:
      ValueError: there are no columns, or columns of a network without hidden layers.
    """

    def __init__(
        self,
        head: Any,
        model_dir: Any = None,
        linear_feature_columns: Any = None,
        linear_optimizer: Any = None,
        _joint_linear_weights: bool = False,
        dnn_feature_columns: Any = None,
        dnn_optimizer: Any = None,
        dnn_hidden_units: Any = None,
        dnn_activation_fn: Any = None,
        dnn_dropout: float | None = None,
        gradient_clip_norm: float | None = None,
        config: Any = None,
        feature_engineering_fn: Any = None,
        embedding_lr_multipliers: Any = None,
        fix_global_step_increment_bug: bool = False,
        input_layer_partitioner: Any = None,
    ):
        self._set(
            head,
            model_dir,
            config,
            feature_engineering_fn,
            None,
            linear_feature_columns=linear_feature_columns,
            linear_optimizer=linear_optimizer,
            joint_linear_weights=_joint_linear_weights,
            dnn_feature_columns=dnn_feature_columns,
            dnn_optimizer=dnn_optimizer,
            dnn_hidden_units=dnn_hidden_units,
            dnn_activation_fn=dnn_activation_fn,
            dnn_dropout=dnn_dropout,
            gradient_clip_norm=gradient_clip_norm,
            embedding_lr_multipliers=embedding_lr_multipliers,
            fix_global_step_increment_bug=fix_global_step_increment_bug,
            input_layer_partitioner=input_layer_partitioner,
        )


@provide("tf.contrib.learn.DNNLinearCombinedClassifier", today="tf.estimator.DNNLinearCombinedClassifier", gone="2.0")
class DNNLinearCombinedClassifier(canned.Classifier, _Combined):
    """A network beside a linear model for one of `n_classes` classes.

    Args:
      weight_column_name, enable_centered_bias, label_keys: as of `tf.contrib.learn.multi_class_head`.
      input_layer_min_slice_size: bytes of the smallest part of an embedding that servers share.
      The others are those of `DNNLinearCombinedEstimator`.

    Raises:
      ValueError: there are no columns, columns of a network without hidden layers, or fewer than two classes.
    """

    def __init__(
        self,
        model_dir: Any = None,
        n_classes: int = 2,
        weight_column_name: str | None = None,
        linear_feature_columns: Any = None,
        linear_optimizer: Any = None,
        _joint_linear_weights: bool = False,
        dnn_feature_columns: Any = None,
        dnn_optimizer: Any = None,
        dnn_hidden_units: Any = None,
        dnn_activation_fn: Any = tf.nn.relu,
        dnn_dropout: float | None = None,
        gradient_clip_norm: float | None = None,
        enable_centered_bias: bool = False,
        config: Any = None,
        feature_engineering_fn: Any = None,
        embedding_lr_multipliers: Any = None,
        input_layer_min_slice_size: int | None = None,
        label_keys: Any = None,
        fix_global_step_increment_bug: bool = False,
    ):
        head = head_lib.multi_class_head(
            n_classes,
            weight_column_name=weight_column_name,
            enable_centered_bias=enable_centered_bias,
            label_keys=label_keys,
        )
        self._set(
            head,
            model_dir,
            config,
            feature_engineering_fn,
            input_layer_min_slice_size,
            linear_feature_columns=linear_feature_columns,
            linear_optimizer=linear_optimizer,
            joint_linear_weights=_joint_linear_weights,
            dnn_feature_columns=dnn_feature_columns,
            dnn_optimizer=dnn_optimizer,
            dnn_hidden_units=dnn_hidden_units,
            dnn_activation_fn=dnn_activation_fn,
            dnn_dropout=dnn_dropout,
            gradient_clip_norm=gradient_clip_norm,
            embedding_lr_multipliers=embedding_lr_multipliers,
            fix_global_step_increment_bug=fix_global_step_increment_bug,
        )


@provide("tf.contrib.learn.DNNLinearCombinedRegressor", today="tf.estimator.DNNLinearCombinedRegressor", gone="2.0")
class DNNLinearCombinedRegressor(canned.Regressor, _Combined):
    """A network beside a linear model for numbers.

    Args:
      weight_column_name, enable_centered_bias, label_dimension: as of `tf.contrib.learn.regression_head`.
      The others are those of `DNNLinearCombinedClassifier`.

    Raises:
      ValueError: there are no columns, or columns of a network without hidden layers.
    """

    def __init__(
        self,
        model_dir: Any = None,
        weight_column_name: str | None = None,
        linear_feature_columns: Any = None,
        linear_optimizer: Any = None,
        _joint_linear_weights: bool = False,
        dnn_feature_columns: Any = None,
        dnn_optimizer: Any = None,
        dnn_hidden_units: Any = None,
        dnn_activation_fn: Any = tf.nn.relu,
        dnn_dropout: float | None = None,
        gradient_clip_norm: float | None = None,
        enable_centered_bias: bool = False,
        label_dimension: int = 1,
        config: Any = None,
        feature_engineering_fn: Any = None,
        embedding_lr_multipliers: Any = None,
        input_layer_min_slice_size: int | None = None,
        fix_global_step_increment_bug: bool = False,
    ):
        head = head_lib.regression_head(
            label_dimension=label_dimension,
            weight_column_name=weight_column_name,
            enable_centered_bias=enable_centered_bias,
        )
        self._set(
            head,
            model_dir,
            config,
            feature_engineering_fn,
            input_layer_min_slice_size,
            linear_feature_columns=linear_feature_columns,
            linear_optimizer=linear_optimizer,
            joint_linear_weights=_joint_linear_weights,
            dnn_feature_columns=dnn_feature_columns,
            dnn_optimizer=dnn_optimizer,
            dnn_hidden_units=dnn_hidden_units,
            dnn_activation_fn=dnn_activation_fn,
            dnn_dropout=dnn_dropout,
            gradient_clip_norm=gradient_clip_norm,
            embedding_lr_multipliers=embedding_lr_multipliers,
            fix_global_step_increment_bug=fix_global_step_increment_bug,
        )
