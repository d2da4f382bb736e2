"""What the ready-made estimators have in common: how they are asked, and the parts of their networks."""

from __future__ import annotations

import math
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import variable_scope
from tf1graph.tf.contrib.layers.feature_column import _EmbeddingColumn, _FeatureColumn
from tf1graph.tf.contrib.learn.estimators.estimator import Estimator
from tf1graph.tf.contrib.learn.estimators.model_fn import ModeKeys
from tf1graph.tf.contrib.learn.estimators.prediction_key import PredictionKey
from tf1graph.tf.contrib.learn.metric_spec import MetricSpec

LINEAR_RATE = 0.2
LEAST_SLICE = 64 << 20  # bytes of the smallest part of a variable that parameter servers share


class _Asked(Estimator):
    def _ask(self, key: str, **given: Any) -> Any:
        found = Estimator.predict(self, outputs=[key], **given)
        return (one[key] for one in found) if given["as_iterable"] else found[key]


class Classifier(_Asked):
    """An estimator that predicts classes, unless it is asked for other outputs."""

    def predict(
        self,
        x: Any = None,
        input_fn: Any = None,
        batch_size: int | None = None,
        outputs: Any = None,
        as_iterable: bool = True,
        iterate_batches: bool = False,
    ) -> Any:
        """The classes, or where `outputs` names some, a dict of these; as `Estimator.predict`."""
        if not outputs:
            return self.predict_classes(x, input_fn, batch_size, as_iterable)
        return super().predict(x, input_fn, batch_size, outputs, as_iterable, iterate_batches)

    def predict_classes(
        self, x: Any = None, input_fn: Any = None, batch_size: int | None = None, as_iterable: bool = True
    ) -> Any:
        """The classes; as `Estimator.predict`."""
        given = {"x": x, "input_fn": input_fn, "batch_size": batch_size, "as_iterable": as_iterable}
        found = self._ask(PredictionKey.CLASSES, **given)
        return found if as_iterable else found.reshape(-1)

    def predict_proba(
        self, x: Any = None, input_fn: Any = None, batch_size: int | None = None, as_iterable: bool = True
    ) -> Any:
        """The probabilities of the classes; as `Estimator.predict`."""
        given = {"x": x, "input_fn": input_fn, "batch_size": batch_size, "as_iterable": as_iterable}
        return self._ask(PredictionKey.PROBABILITIES, **given)


class Regressor(_Asked):
    """An estimator that predicts numbers, unless it is asked for other outputs."""

    def evaluate(self, *args: Any, metrics: dict[Any, Any] | None = None, **kwargs: Any) -> Any:
        """As `Estimator.evaluate`; metrics that name no output are given the numbers."""
        named = {
            key if isinstance(metric, MetricSpec) or isinstance(key, tuple) else (key, PredictionKey.SCORES): metric
            for key, metric in (metrics or {}).items()
        }
        kwargs["metrics"] = named
        return super().evaluate(*args, **kwargs)

    def predict(
        self,
        x: Any = None,
        input_fn: Any = None,
        batch_size: int | None = None,
        outputs: Any = None,
        as_iterable: bool = True,
        iterate_batches: bool = False,
    ) -> Any:
        """The numbers, or where `outputs` names some, a dict of these; as `Estimator.predict`."""
        if not outputs:
            return self.predict_scores(x, input_fn, batch_size, as_iterable)
        return super().predict(x, input_fn, batch_size, outputs, as_iterable, iterate_batches)

    def predict_scores(
        self, x: Any = None, input_fn: Any = None, batch_size: int | None = None, as_iterable: bool = True
    ) -> Any:
        """The numbers; as `Estimator.predict`."""
        given = {"x": x, "input_fn": input_fn, "batch_size": batch_size, "as_iterable": as_iterable}
        return self._ask(PredictionKey.SCORES, **given)


def as_dict(features: Any) -> dict[str, Any]:
    """The features by name; one tensor has the name ""."""
    return features if isinstance(features, dict) else {"": features}


def made(optimizer: Any) -> Any:
    """An optimiser, or what a function that was given instead makes."""
    return optimizer() if callable(optimizer) else optimizer


def are_of_contrib(columns: Any) -> bool:
    """Whether all columns are those of `tf.contrib.layers`."""
    return all(isinstance(column, _FeatureColumn) for column in columns)


def in_parts(config: Any, least: int | None = None) -> Any:
    """What shares variables among the parameter servers."""
    servers = config.num_ps_replicas if config else 0
    about = {} if least is None else {"min_slice_size": least}
    return tf.min_max_variable_partitioner(max_partitions=servers, **about)


def summarize(value: Any, tag: str, separator: str) -> None:
    """Summaries of a layer: how much of it is 0, and its histogram."""
    tf.summary.scalar(f"{tag}{separator}fraction_of_zero_values", tf.nn.zero_fraction(value))
    tf.summary.histogram(f"{tag}{separator}activation", value)


def network(
    features: dict[str, Any],
    columns: Any,
    hidden_units: Any,
    activation_fn: Any,
    dropout: float | None,
    mode: str,
    logits_dimension: int,
    input_partitioner: Any,
    separator: str = "_",
) -> tuple[Any, str]:
    """The logits of a network, and the name of its input's scope; in a scope `dnn` that is open."""
    scopes, layers, collection = variable_scope.variable_scope, tf.contrib.layers, ["dnn"]
    values = tuple(features.values())
    with scopes("input_from_feature_columns", values=values, partitioner=input_partitioner) as input_scope:
        if are_of_contrib(columns):
            net = layers.input_from_feature_columns(features, columns, weight_collections=collection, scope=input_scope)
        else:
            net = tf.feature_column.input_layer(features, columns, weight_collections=collection)
    for place, units in enumerate(hidden_units):
        with scopes(f"hiddenlayer_{place}", values=(net,)) as scope:
            net = layers.fully_connected(
                net, units, activation_fn=activation_fn, variables_collections=collection, scope=scope
            )
            if dropout is not None and mode == ModeKeys.TRAIN:
                net = layers.dropout(net, keep_prob=1.0 - dropout)
        summarize(net, scope.name, separator)
    with scopes("logits", values=(net,)) as scope:
        logits = layers.fully_connected(
            net, logits_dimension, activation_fn=None, variables_collections=collection, scope=scope
        )
    summarize(logits, scope.name, separator)
    return logits, input_scope.name


def linear(features: dict[str, Any], columns: Any, units: int, joint: bool, scope: Any) -> Any:
    """The logits of a linear model, in the scope `linear`, which is given."""
    about = {"weight_collections": ["linear"]}
    if not are_of_contrib(columns):
        return tf.feature_column.linear_model(features=features, feature_columns=columns, units=units, **about)
    layers = tf.contrib.layers
    add = layers.joint_weighted_sum_from_feature_columns if joint else layers.weighted_sum_from_feature_columns
    return add(features, columns, num_outputs=units, scope=scope, **about)[0]


def linear_rate(columns: Any) -> float:
    """The learning rate of a linear model of so many columns."""
    return min(LINEAR_RATE, 1.0 / math.sqrt(len(columns)))


def gradient_multipliers(multipliers: dict[Any, float] | None, input_scope: str) -> dict[Any, float] | None:
    """By variable how much faster the embeddings of some columns learn."""
    if not multipliers:
        return None
    found = {}
    for column, multiplier in multipliers.items():
        if not isinstance(column, _EmbeddingColumn):
            raise ValueError(
                f"learning rate multipler can only be defined for embedding columns. It is defined for {column}"
            )
        variables = tf.get_collection("dnn", f"{input_scope}/{column.name}")
        if not variables:
            raise ValueError(f"Couldn't find a variable for column {column}")
        found.update(dict.fromkeys(variables, multiplier))
    return found
