"""Linear models on feature columns."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import feature_column, feature_column_v2, nest
from tf1graph.tf.estimator.canned import head as head_lib
from tf1graph.tf.estimator.canned import optimizers
from tf1graph.tf.estimator.canned.columns import LinearModel
from tf1graph.tf.estimator.canned.dnn import check_features, default_input_partitioner
from tf1graph.tf.estimator.estimator import Estimator
from tf1graph.tf.names import Row, add, provide

LEARNING_RATE = 0.2

add(
    Row(
        "tf.estimator.experimental.LinearSDCA",
        "refused",
        gone="2.16",
        note="Train tf.contrib.learn.LinearClassifier by tf.contrib.linear_optimizer.SDCAOptimizer, or write 'Ftrl'.",
    )
)


def _default_optimizer(columns: Sequence[Any]) -> Any:
    return tf.train.FtrlOptimizer(learning_rate=min(LEARNING_RATE, 1.0 / math.sqrt(len(columns))))


def _compute_fraction_of_zero(variables: Any) -> Any:
    """The share of zeros in all of the variables."""
    with tf.name_scope("zero_fraction"):
        variables = nest.flatten(variables)
        with tf.name_scope("total_size"):
            sizes = [tf.size(variable, out_type=tf.int64) for variable in variables]
            total = tf.add_n(sizes)
        with tf.name_scope("total_zero"):
            zeros = tf.add_n([_zeros_in(*pair) for pair in zip(variables, sizes, strict=True)])
        with tf.name_scope("compute"):
            fraction = zeros / tf.cast(total, dtype=tf.float32, name="float32_size")
        return tf.identity(fraction, name="zero_fraction_or_nan")


def _zeros_in(variable: Any, size: Any) -> Any:
    return tf.cond(
        tf.equal(size, tf.constant(0, dtype=tf.int64)),
        true_fn=lambda: tf.constant(0, dtype=tf.float32),
        false_fn=lambda: tf.nn.zero_fraction(variable) * tf.to_float(size),
        name="zero_count",
    )


def _parts(variables: Any) -> list[Any]:
    """The variables, those that are in parts as their parts."""
    found: list[Any] = []
    for variable in variables:
        single = isinstance(variable, (tf.Variable, tf.Tensor)) or hasattr(variable, "handle")
        found.extend([variable] if single else list(variable))
    return found


@provide(
    "tf.estimator.experimental.linear_logit_fn_builder",
    "tf.contrib.estimator.linear_logit_fn_builder",
)
def linear_logit_fn_builder(
    units: int, feature_columns: Sequence[Any], sparse_combiner: str = "sum"
) -> Callable[..., Any]:
    """A function from `features` to logits: a weighted sum of columns.

    Args:
      units: how many logits an example has.
      sparse_combiner: how the weights of a categorical column's values are put together: `sum`, `mean` or `sqrtn`.
    """

    def linear_logit_fn(features: Any) -> Any:
        if feature_column_v2.is_feature_column_v2(feature_columns):
            model = LinearModel(feature_columns, units, sparse_combiner)
            logits = model(features)
            bias, weights = _parts([model.bias]), model.variables
        else:
            older = feature_column._LinearModel(
                feature_columns=feature_columns, units=units, sparse_combiner=sparse_combiner, name="linear_model"
            )
            logits = older(features)
            by_column = older.cols_to_vars()
            bias, weights = by_column.pop("bias"), by_column.values()
        if units > 1:
            tf.summary.histogram("bias", bias)
        else:
            tf.summary.scalar("bias", bias[0][0])
        tf.summary.scalar("fraction_of_zero_weights", _compute_fraction_of_zero(_parts(weights)))
        return logits

    return linear_logit_fn


def _linear_model_fn(
    features: Any,
    labels: Any,
    mode: str,
    head: Any,
    feature_columns: Sequence[Any],
    optimizer: Any,
    partitioner: Any,
    config: Any,
    sparse_combiner: str = "sum",
) -> Any:
    check_features(features)
    partitioner = partitioner or default_input_partitioner(config)
    with tf.variable_scope("linear", values=tuple(features.values()), partitioner=partitioner):
        logits = linear_logit_fn_builder(head.logits_dimension, feature_columns, sparse_combiner)(features=features)
        optimizer = optimizers.get_optimizer_instance(optimizer or _default_optimizer(feature_columns), LEARNING_RATE)
        return head.create_estimator_spec(
            features=features, mode=mode, labels=labels, optimizer=optimizer, logits=logits
        )


class _Linear(Estimator):
    """A linear model with a head."""

    def __init__(
        self,
        head: Any,
        feature_columns: Sequence[Any],
        model_dir: Any,
        optimizer: Any,
        config: Any,
        partitioner: Any,
        warm_start_from: Any,
        sparse_combiner: str,
    ):
        def _model_fn(features: Any, labels: Any, mode: str, config: Any) -> Any:
            return _linear_model_fn(
                features=features,
                labels=labels,
                mode=mode,
                head=head,
                feature_columns=tuple(feature_columns or []),
                optimizer=optimizer,
                partitioner=partitioner,
                config=config,
                sparse_combiner=sparse_combiner,
            )

        super().__init__(_model_fn, model_dir=model_dir, config=config, warm_start_from=warm_start_from)


@provide(
    "tf.estimator.LinearEstimator",
)
class LinearEstimator(_Linear):
    """A linear model with a head of the program's choice; its arguments are those of `LinearClassifier`."""

    def __init__(
        self,
        head: Any,
        feature_columns: Sequence[Any],
        model_dir: Any = None,
        optimizer: Any = "Ftrl",
        config: Any = None,
        partitioner: Any = None,
        sparse_combiner: str = "sum",
    ):
        super().__init__(head, feature_columns, model_dir, optimizer, config, partitioner, None, sparse_combiner)


@provide("tf.estimator.LinearClassifier")
class LinearClassifier(_Linear):
    """A linear model that tells classes apart.

    Args:
      feature_columns: columns, dense or categorical.
      model_dir: the folder of checkpoints and summaries.
      n_classes: how many classes there are.
      weight_column: the key or the numeric column of the examples' weights, or None.
      label_vocabulary: the classes' names, where the labels are strings.
      optimizer: a `tf.train.Optimizer`, a function that gives one, or one of the names `Adagrad`, `Adam`, `Ftrl`,
        `RMSProp`, `SGD`.
      config: a `RunConfig`, or None.
      partitioner: of the weights.
      warm_start_from: a checkpoint or `WarmStartSettings`.
      loss_reduction: one of `tf.losses.Reduction`; the losses of the examples are added up by default.
      sparse_combiner: how the weights of a categorical column's values are put together.

    Raises:
      ValueError: an argument cannot be meant.
    """

    def __init__(
        self,
        feature_columns: Sequence[Any],
        model_dir: Any = None,
        n_classes: int = 2,
        weight_column: Any = None,
        label_vocabulary: Sequence[str] | None = None,
        optimizer: Any = "Ftrl",
        config: Any = None,
        partitioner: Any = None,
        warm_start_from: Any = None,
        loss_reduction: Any = tf.losses.Reduction.SUM,
        sparse_combiner: str = "sum",
    ):
        head = head_lib._binary_logistic_or_multi_class_head(n_classes, weight_column, label_vocabulary, loss_reduction)
        super().__init__(
            head, feature_columns, model_dir, optimizer, config, partitioner, warm_start_from, sparse_combiner
        )


@provide("tf.estimator.LinearRegressor")
class LinearRegressor(_Linear):
    """A linear model that gives numbers.

    Args:
      label_dimension: how many numbers an example has.
      The others are those of `LinearClassifier`.
    """

    def __init__(
        self,
        feature_columns: Sequence[Any],
        model_dir: Any = None,
        label_dimension: int = 1,
        weight_column: Any = None,
        optimizer: Any = "Ftrl",
        config: Any = None,
        partitioner: Any = None,
        warm_start_from: Any = None,
        loss_reduction: Any = tf.losses.Reduction.SUM,
        sparse_combiner: str = "sum",
    ):
        head = head_lib._regression_head(weight_column, label_dimension, loss_reduction)
        super().__init__(
            head, feature_columns, model_dir, optimizer, config, partitioner, warm_start_from, sparse_combiner
        )
