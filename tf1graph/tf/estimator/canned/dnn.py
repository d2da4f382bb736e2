"""Deep models on feature columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf.estimator.canned import head as head_lib
from tf1graph.tf.estimator.canned import optimizers
from tf1graph.tf.estimator.canned.columns import dense_input
from tf1graph.tf.estimator.estimator import Estimator
from tf1graph.tf.estimator.mode_keys import ModeKeys
from tf1graph.tf.names import provide

LEARNING_RATE = 0.05


def _add_hidden_layer_summary(value: Any, tag: str) -> None:
    tf.summary.scalar(f"{tag}/fraction_of_zero_values", tf.nn.zero_fraction(value))
    tf.summary.histogram(f"{tag}/activation", value)


@provide(
    "tf.estimator.experimental.dnn_logit_fn_builder",
    "tf.contrib.estimator.dnn_logit_fn_builder",
)
def dnn_logit_fn_builder(
    units: int,
    hidden_units: Sequence[int],
    feature_columns: Sequence[Any],
    activation_fn: Callable[[Any], Any] | None,
    dropout: float | None,
    input_layer_partitioner: Any,
    batch_norm: bool,
) -> Callable[..., Any]:
    """A function from `features` and `mode` to logits: dense layers on dense columns.

    Args:
      units: how many logits an example has.
      hidden_units: the sizes of the layers below.
      dropout: the share of each layer's values that is dropped in training, or None.
      input_layer_partitioner: of the columns' variables.
      batch_norm: whether each layer's values are normalised.

    Raises:
      ValueError: `units` is no integer.
    """
    if not isinstance(units, int):
        raise ValueError(f"units must be an int.  Given type: {type(units)}")

    def dnn_logit_fn(features: Any, mode: str) -> Any:
        training = mode == ModeKeys.TRAIN
        glorot = tf.glorot_uniform_initializer()
        with tf.variable_scope("input_from_feature_columns", partitioner=input_layer_partitioner):
            net = dense_input(features, feature_columns, "input_layer")
        for number, size in enumerate(hidden_units):
            normalize = None
            with tf.variable_scope(f"hiddenlayer_{number}", values=(net,), use_resource=True) as scope:
                net = tf.layers.dense(net, size, activation=activation_fn, kernel_initializer=glorot, name=scope)
                if batch_norm:
                    name = f"batchnorm_{number}"
                    normalize = tf.layers.BatchNormalization(momentum=0.999, name=name, _scope=name)
            if dropout is not None and training:
                net = tf.layers.dropout(net, rate=dropout, training=True)
            if normalize:
                net = normalize(net, training=training)
            _add_hidden_layer_summary(net, scope.name)
        with tf.variable_scope("logits", values=(net,), use_resource=True) as scope:
            logits = tf.layers.dense(net, units, activation=None, kernel_initializer=glorot, name=scope)
        _add_hidden_layer_summary(logits, scope.name)
        return logits

    return dnn_logit_fn


def _dnn_model_fn(
    features: Any,
    labels: Any,
    mode: str,
    head: Any,
    hidden_units: Sequence[int],
    feature_columns: Sequence[Any],
    optimizer: Any = "Adagrad",
    activation_fn: Callable[[Any], Any] | None = tf.nn.relu,
    dropout: float | None = None,
    input_layer_partitioner: Any = None,
    config: Any = None,
    use_tpu: bool = False,
    batch_norm: bool = False,
) -> Any:
    optimizer = optimizers.get_optimizer_instance(optimizer, learning_rate=LEARNING_RATE)
    check_features(features)
    servers = config.num_ps_replicas if config else 0
    partitioner = tf.min_max_variable_partitioner(max_partitions=servers)
    with tf.variable_scope("dnn", values=tuple(features.values()), partitioner=partitioner):
        logit_fn = dnn_logit_fn_builder(
            head.logits_dimension,
            hidden_units,
            feature_columns,
            activation_fn,
            dropout,
            input_layer_partitioner or default_input_partitioner(config),
            batch_norm,
        )
        logits = logit_fn(features=features, mode=mode)
        return head.create_estimator_spec(
            features=features, mode=mode, labels=labels, optimizer=optimizer, logits=logits
        )


def check_features(features: Any) -> None:
    """Check that they are a dict.

    Raises:
      ValueError: they are not.
    """
    if not isinstance(features, dict):
        raise ValueError(f"features should be a dictionary of `Tensor`s. Given type: {type(features)}")


def default_input_partitioner(config: Any) -> Any:
    """Parts of at least 64 MiB of the columns' variables for the servers of a cluster."""
    servers = config.num_ps_replicas if config else 0
    return tf.min_max_variable_partitioner(max_partitions=servers, min_slice_size=64 << 20)


@provide("tf.estimator.DNNEstimator")
class DNNEstimator(Estimator):
    """A deep model with a head of the program's choice; its arguments are those of `DNNClassifier`."""

    def __init__(
        self,
        head: Any,
        hidden_units: Sequence[int],
        feature_columns: Sequence[Any],
        model_dir: Any = None,
        optimizer: Any = "Adagrad",
        activation_fn: Callable[[Any], Any] | None = tf.nn.relu,
        dropout: float | None = None,
        input_layer_partitioner: Any = None,
        config: Any = None,
        warm_start_from: Any = None,
        batch_norm: bool = False,
    ):
        def _model_fn(features: Any, labels: Any, mode: str, config: Any) -> Any:
            return _dnn_model_fn(
                features=features,
                labels=labels,
                mode=mode,
                head=head,
                hidden_units=hidden_units,
                feature_columns=tuple(feature_columns or []),
                optimizer=optimizer,
                activation_fn=activation_fn,
                dropout=dropout,
                input_layer_partitioner=input_layer_partitioner,
                config=config,
                batch_norm=batch_norm,
            )

        super().__init__(_model_fn, model_dir=model_dir, config=config, warm_start_from=warm_start_from)


@provide("tf.estimator.DNNClassifier")
class DNNClassifier(DNNEstimator):
    """A deep model that tells classes apart.

    Args:
      hidden_units: the sizes of the layers.
      feature_columns: dense columns.
      model_dir: the folder of checkpoints and summaries.
      n_classes: how many classes there are.
      weight_column: the key or the numeric column of the examples' weights, or None.
      label_vocabulary: the classes' names, where the labels are strings.
      optimizer: a `tf.train.Optimizer`, a function that gives one, or one of the names `Adagrad`, `Adam`, `Ftrl`,
        `RMSProp`, `SGD`.
      activation_fn: of the layers.
      dropout: the share of each layer's values that is dropped in training, or None.
      input_layer_partitioner: of the columns' variables.
      config: a `RunConfig`, or None.
      warm_start_from: a checkpoint or `WarmStartSettings`.
      loss_reduction: one of `tf.losses.Reduction`; the losses of the examples are added up by default.
      batch_norm: whether each layer's values are normalised.

    Raises:
      ValueError: an argument cannot be meant; when it is trained, a column is not dense.
    """

    def __init__(
        self,
        hidden_units: Sequence[int],
        feature_columns: Sequence[Any],
        model_dir: Any = None,
        n_classes: int = 2,
        weight_column: Any = None,
        label_vocabulary: Sequence[str] | None = None,
        optimizer: Any = "Adagrad",
        activation_fn: Callable[[Any], Any] | None = tf.nn.relu,
        dropout: float | None = None,
        input_layer_partitioner: Any = None,
        config: Any = None,
        warm_start_from: Any = None,
        loss_reduction: Any = tf.losses.Reduction.SUM,
        batch_norm: bool = False,
    ):
        head = head_lib._binary_logistic_or_multi_class_head(n_classes, weight_column, label_vocabulary, loss_reduction)
        super().__init__(
            head,
            hidden_units,
            feature_columns,
            model_dir,
            optimizer,
            activation_fn,
            dropout,
            input_layer_partitioner,
            config,
            warm_start_from,
            batch_norm,
        )


@provide("tf.estimator.DNNRegressor")
class DNNRegressor(DNNEstimator):
    """A deep model that gives numbers.

    Args:
      label_dimension: how many numbers an example has.
      The others are those of `DNNClassifier`.
    """

    def __init__(
        self,
        hidden_units: Sequence[int],
        feature_columns: Sequence[Any],
        model_dir: Any = None,
        label_dimension: int = 1,
        weight_column: Any = None,
        optimizer: Any = "Adagrad",
        activation_fn: Callable[[Any], Any] | None = tf.nn.relu,
        dropout: float | None = None,
        input_layer_partitioner: Any = None,
        config: Any = None,
        warm_start_from: Any = None,
        loss_reduction: Any = tf.losses.Reduction.SUM,
        batch_norm: bool = False,
    ):
        super().__init__(
            head_lib._regression_head(weight_column, label_dimension, loss_reduction),
            hidden_units,
            feature_columns,
            model_dir,
            optimizer,
            activation_fn,
            dropout,
            input_layer_partitioner,
            config,
            warm_start_from,
            batch_norm,
        )
