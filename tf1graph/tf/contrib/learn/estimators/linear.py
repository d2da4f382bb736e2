"""Linear models, ready made."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import clip_ops, tensor_util, variable_scope
from tf1graph.tf.contrib.learn.estimators import canned
from tf1graph.tf.contrib.learn.estimators import head as head_lib
from tf1graph.tf.contrib.learn.estimators.estimator import Estimator
from tf1graph.tf.contrib.linear_optimizer.sdca_optimizer import SDCAOptimizer
from tf1graph.tf.names import provide

BIAS = "tf_virtual_bias_column"
LOSS_TYPES = {
    head_lib._BinarySvmHead: "hinge_loss",
    head_lib._BinaryLogisticHead: "logistic_loss",
    head_lib._RegressionHead: "squared_loss",
}


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


def _add_bias_column(columns: Any, features: dict[Any, Any], bias: Any, weights: dict[Any, Any]) -> None:
    """Take the bias for the weight of one more column, which is 1 everywhere."""
    if any(column.name == BIAS for column in columns):
        raise ValueError(f"{BIAS} is a reserved column name.")
    batch_size = None
    for feature in features.values():
        tensor = feature[0] if type(feature) is tuple else feature
        if not isinstance(tensor, tf.SparseTensor):
            batch_size = tf.shape(tensor)[0]
            break
        shape = tensor_util.constant_value(tensor.dense_shape)
        if shape is not None:
            batch_size = shape[0]
            break
    if batch_size is None:
        raise ValueError("Could not infer batch size from input features.")
    column = tf.contrib.layers.real_valued_column(BIAS)
    features[column] = tf.ones([batch_size, 1], dtype=tf.float32)
    weights[column] = [bias]


def _loss_type(head: Any) -> str:
    for kind, loss_type in LOSS_TYPES.items():
        if isinstance(head, kind):
            return loss_type
    raise ValueError(f"Unsupported head type: {head}")


def sdca_model_fn(features: dict[Any, Any], labels: Any, mode: str, params: Any) -> Any:
    """A linear model that `tf.contrib.linear_optimizer.SDCAOptimizer` trains.

    Raises:
      ValueError: the optimiser is another, or the head is for more than two classes.
    """
    head, columns, optimizer = params["head"], params["feature_columns"], params["optimizer"]
    hook = params.get("update_weights_hook")
    loss_type, layers = _loss_type(head), tf.contrib.layers
    with variable_scope.variable_scope("linear", values=features.values(), partitioner=optimizer.partitioner) as scope:
        features = {**features, **layers.transform_features(features, columns)}
        logits, weights, bias = layers.weighted_sum_from_feature_columns(features, columns, num_outputs=1, scope=scope)
        _add_bias_column(columns, features, bias, weights)

    def train(_: Any) -> Any:
        step = tf.train.get_global_step()
        given = (weights, params["weight_column_name"], loss_type, features, labels, step)
        model, train_op = optimizer.get_train_step(*given)
        if hook is not None:
            hook.set_parameters(model, train_op)
        return train_op

    built = head.create_model_fn_ops(features, mode, labels, train, logits)
    return built if hook is None else built._replace(training_chief_hooks=[*built.training_chief_hooks, hook])


class _SdcaUpdateWeightsHook(tf.train.SessionRunHook):
    """Gives the model in each step what the optimiser has learned."""

    def set_parameters(self, sdca_model: Any, train_op: Any) -> None:
        """Say which model that is, and what trains it."""
        self._sdca_model, self._train_op = sdca_model, train_op

    def begin(self) -> None:
        """Build the op that does it."""
        self._update_op = self._sdca_model.update_weights(self._train_op)

    def before_run(self, run_context: Any) -> Any:
        """Ask for the op."""
        return tf.train.SessionRunArgs(self._update_op)


class _Linear(Estimator):
    def _set(self, head: Any, columns: Any, model_dir: Any, config: Any, engineer: Any, **params: Any) -> None:
        if not columns:
            raise ValueError("feature_columns must not be empty.")
        params.update(head=head, feature_columns=columns)
        Estimator.__init__(self, _linear_model_fn, model_dir, config, params, engineer)

    def _set_sdca(
        self, head: Any, columns: Any, model_dir: Any, config: Any, engineer: Any, optimizer: Any, weight_column: Any
    ) -> None:
        if not columns:
            raise ValueError("feature_columns must not be empty.")
        params = {
            "head": head,
            "feature_columns": columns,
            "optimizer": optimizer,
            "weight_column_name": weight_column,
            "update_weights_hook": _SdcaUpdateWeightsHook(),
        }
        Estimator.__init__(self, sdca_model_fn, model_dir, config, params, engineer)


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
        if isinstance(optimizer, SDCAOptimizer):
            if enable_centered_bias:
                raise ValueError("enable_centered_bias is not supported with SDCA")
            if _joint_weight:
                raise ValueError("_joint_weight is incompatible with the SDCAOptimizer")
            if n_classes != 2:
                raise ValueError("SDCA only applies to binary classification.")
            given = (head, feature_columns, model_dir, config, feature_engineering_fn, optimizer, weight_column_name)
            self._set_sdca(*given)
            return
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
        if isinstance(optimizer, SDCAOptimizer):
            if enable_centered_bias:
                raise ValueError("enable_centered_bias is not supported with SDCA")
            if _joint_weights:
                raise ValueError("_joint_weights is incompatible with the SDCAOptimizer")
            if label_dimension != 1:
                raise ValueError("SDCA only applies for logits_dimension=1.")
            given = (head, feature_columns, model_dir, config, feature_engineering_fn, optimizer, weight_column_name)
            self._set_sdca(*given)
            return
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
