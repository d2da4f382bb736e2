"""Networks of fully connected layers, ready made."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import variable_scope
from tf1graph.tf.contrib.learn.estimators import canned
from tf1graph.tf.contrib.learn.estimators import head as head_lib
from tf1graph.tf.contrib.learn.estimators.estimator import Estimator
from tf1graph.tf.names import provide

RATE = 0.05
ACTIVATIONS = {"relu": tf.nn.relu, "tanh": tf.nn.tanh, "sigmoid": tf.nn.sigmoid}


def _activation(given: Any) -> Any:
    if not isinstance(given, str):
        return given
    if given not in ACTIVATIONS:
        raise ValueError(f"Activation name should be one of [{', '.join(ACTIVATIONS)}], you provided {given}.")
    return ACTIVATIONS[given]


def _dnn_model_fn(features: Any, labels: Any, mode: str, params: Any, config: Any = None) -> Any:
    head, optimizer = params["head"], params.get("optimizer") or "Adagrad"
    features = canned.as_dict(features)
    values = tuple(features.values())
    with variable_scope.variable_scope("dnn", values=values, partitioner=canned.in_parts(config)):
        logits, input_scope = canned.network(
            features,
            params["feature_columns"],
            params["hidden_units"],
            _activation(params.get("activation_fn")),
            params.get("dropout"),
            mode,
            head.logits_dimension,
            canned.in_parts(config, params.get("input_layer_min_slice_size") or canned.LEAST_SLICE),
        )

        def train(loss: Any) -> Any:
            return tf.contrib.layers.optimize_loss(
                loss=loss,
                global_step=tf.train.get_global_step(),
                learning_rate=RATE,
                optimizer=canned.made(optimizer),
                gradient_multipliers=canned.gradient_multipliers(params.get("embedding_lr_multipliers"), input_scope),
                clip_gradients=params.get("gradient_clip_norm"),
                name="dnn",
                summaries=[],
            )

        return head.create_model_fn_ops(features, mode, labels, train, logits)


class _DNN(Estimator):
    def _set(self, head: Any, model_dir: Any, config: Any, feature_engineering_fn: Any, **params: Any) -> None:
        params["head"] = head
        Estimator.__init__(self, _dnn_model_fn, model_dir, config, params, feature_engineering_fn)


@provide("tf.contrib.learn.DNNEstimator", today="tf.estimator.DNNEstimator", gone="2.0")
class DNNEstimator(_DNN):
    """A network with a head.

    Args:
      head: one of `tf.contrib.learn.multi_class_head` and its like.
      hidden_units: the widths of the hidden layers.
      feature_columns: of `tf.contrib.layers`, or of `tf.feature_column`.
      model_dir, config, feature_engineering_fn: as of `Estimator`.
      optimizer: a `tf.train.Optimizer`, its name, or a function that makes one; Adagrad where it is None.
      activation_fn: of the hidden layers: a function, or `relu`, `tanh` or `sigmoid`.
      dropout: how much of each hidden layer is left out.
      gradient_clip_norm: to which norm gradients are cut.
      embedding_lr_multipliers: by column how much faster its embedding learns.
      input_layer_min_slice_size: bytes of the smallest part of an embedding that servers share.
    """

    def __init__(
        self,
        head: Any,
        hidden_units: Any,
        feature_columns: Any,
        model_dir: Any = None,
        optimizer: Any = None,
        activation_fn: Any = tf.nn.relu,
        dropout: float | None = None,
        gradient_clip_norm: float | None = None,
        config: Any = None,
        feature_engineering_fn: Any = None,
        embedding_lr_multipliers: Any = None,
        input_layer_min_slice_size: int | None = None,
    ):
        self._set(
            head,
            model_dir,
            config,
            feature_engineering_fn,
            hidden_units=hidden_units,
            feature_columns=feature_columns,
            optimizer=optimizer,
            activation_fn=activation_fn,
            dropout=dropout,
            gradient_clip_norm=gradient_clip_norm,
            embedding_lr_multipliers=embedding_lr_multipliers,
            input_layer_min_slice_size=input_layer_min_slice_size,
        )


@provide("tf.contrib.learn.DNNClassifier", today="tf.estimator.DNNClassifier", gone="2.0")
class DNNClassifier(canned.Classifier, _DNN):
    """A network for one of `n_classes` classes.

    Args:
      weight_column_name, enable_centered_bias, label_keys: as of `tf.contrib.learn.multi_class_head`.
      The others are those of `DNNEstimator`.

    Raises:
      ValueError: there are fewer than two classes.
    """

    def __init__(
        self,
        hidden_units: Any,
        feature_columns: Any,
        model_dir: Any = None,
        n_classes: int = 2,
        weight_column_name: str | None = None,
        optimizer: Any = None,
        activation_fn: Any = tf.nn.relu,
        dropout: float | None = None,
        gradient_clip_norm: float | None = None,
        enable_centered_bias: bool = False,
        config: Any = None,
        feature_engineering_fn: Any = None,
        embedding_lr_multipliers: Any = None,
        input_layer_min_slice_size: int | None = None,
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
            model_dir,
            config,
            feature_engineering_fn,
            hidden_units=hidden_units,
            feature_columns=tuple(feature_columns or ()),
            optimizer=optimizer,
            activation_fn=activation_fn,
            dropout=dropout,
            gradient_clip_norm=gradient_clip_norm,
            embedding_lr_multipliers=embedding_lr_multipliers,
            input_layer_min_slice_size=input_layer_min_slice_size,
        )


@provide("tf.contrib.learn.DNNRegressor", today="tf.estimator.DNNRegressor", gone="2.0")
class DNNRegressor(canned.Regressor, _DNN):
    """A network for numbers.

    Args:
      weight_column_name, enable_centered_bias, label_dimension: as of `tf.contrib.learn.regression_head`.
      The others are those of `DNNEstimator`.
    """

    def __init__(
        self,
        hidden_units: Any,
        feature_columns: Any,
        model_dir: Any = None,
        weight_column_name: str | None = None,
        optimizer: Any = None,
        activation_fn: Any = tf.nn.relu,
        dropout: float | None = None,
        gradient_clip_norm: float | None = None,
        enable_centered_bias: bool = False,
        config: Any = None,
        feature_engineering_fn: Any = None,
        label_dimension: int = 1,
        embedding_lr_multipliers: Any = None,
        input_layer_min_slice_size: int | None = None,
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
            hidden_units=hidden_units,
            feature_columns=tuple(feature_columns or ()),
            optimizer=optimizer,
            activation_fn=activation_fn,
            dropout=dropout,
            gradient_clip_norm=gradient_clip_norm,
            embedding_lr_multipliers=embedding_lr_multipliers,
            input_layer_min_slice_size=input_layer_min_slice_size,
        )
