"""Which predictions and labels a metric compares."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import function_utils
from tf1graph.tf.names import provide

ARGUMENTS = {
    "labels": {"labels", "label", "targets", "target"},
    "predictions": {"predictions", "prediction", "logits", "logit"},
    "weights": {"weights", "weight"},
}


@provide("tf.contrib.learn.MetricSpec", gone="2.0")
class MetricSpec:
    """A metric and the keys of what it is to be given.

    Args:
      metric_fn: a function such as `tf.metrics.accuracy`; its arguments are told by their names.
      prediction_key: of the predictions; None where there is one.
      label_key: of the labels; None where there is one.
      weight_key: of the features, for the metric's weights; None for none.

    Raises:
      ValueError: two of the function's arguments could be meant, or one is missing.
    """

    def __init__(
        self,
        metric_fn: Callable[..., Any],
        prediction_key: str | None = None,
        label_key: str | None = None,
        weight_key: str | None = None,
    ):
        inner = metric_fn.func if isinstance(metric_fn, functools.partial) else metric_fn
        self._name = getattr(inner, "__name__", str(metric_fn))
        self._given = metric_fn
        self.prediction_key, self.label_key, self.weight_key = prediction_key, label_key, weight_key
        names = function_utils.fn_args(metric_fn)
        self._first = names[0] if names else None
        self._names = {
            "labels": self._argument(names, "labels", label_key is not None),
            "predictions": self._argument(names, "predictions", False),
            "weights": self._argument(names, "weights", weight_key is not None),
        }

    def _argument(self, names: Any, meant: str, required: bool) -> str | None:
        found = ARGUMENTS[meant].intersection(names)
        if len(found) > 1:
            raise ValueError(f"Ambiguous arguments {found}, must provide only one of {ARGUMENTS[meant]}.")
        if not found and required:
            raise ValueError(f"{ARGUMENTS[meant]} missing from {self._name}({names}).")
        return next(iter(found), None)

    def metric_fn(self, labels: Any = None, predictions: Any = None, weights: Any = None) -> Any:
        """The metric of these: a tensor, or a value and the op that updates it."""
        label_name, prediction_name = self._names["labels"], self._names["predictions"]
        named = {} if weights is None else {str(self._names["weights"]): weights}
        positional = []
        if label_name and not prediction_name and label_name == self._first:
            positional = [labels, predictions]
        else:
            if label_name:
                named[label_name] = labels
            if prediction_name:
                named[prediction_name] = predictions
            else:
                positional = [predictions]
        return self._given(*positional, **named)

    def __str__(self) -> str:
        return (
            f"MetricSpec(metric_fn={self._name}, prediction_key={self.prediction_key}, "
            f"label_key={self.label_key}, weight_key={self.weight_key})"
        )

    def create_metric_ops(self, inputs: Any, labels: Any, predictions: Any) -> Any:
        """The metric of a model's tensors.

        Args:
          inputs: the features, by key where there is a weight key.
          labels, predictions: a tensor each, or a dict of such.

        Raises:
          ValueError: there is a key for a single tensor, or none for several.
          KeyError: there is no tensor of that key.
        """
        prediction = _one("prediction", predictions, self.prediction_key)
        label = _one("label", labels, self.label_key)
        try:
            weights = inputs[self.weight_key] if self.weight_key else None
            return self.metric_fn(labels=label, predictions=prediction, weights=weights)
        except Exception as error:
            tf.logging.error("Could not create metric ops for %s, %s.", self, error)
            raise


def _one(about: str, found: Any, key: str | None) -> Any:
    if key:
        if not isinstance(found, dict):
            raise ValueError(
                f"MetricSpec with {about}_key specified requires {about}s dict, got {found}.\nYou must not provide a "
                f"{about}_key if you only have a single Tensor as {about}s."
            )
        if key not in found:
            raise KeyError(f"Key '{key}' missing from {found.keys()}.")
        return found[key]
    if not isinstance(found, dict):
        return found
    if len(found) != 1:
        raise ValueError(
            f"MetricSpec without specified {about}_key requires {about}s tensor or single element dict, got {found}"
        )
    return next(iter(found.values()))
