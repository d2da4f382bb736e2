"""`tf.contrib.eager.metrics`: metrics as objects, eagerly or in graphs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import math_ops
from tf1graph.tf._tree import mirror
from tf1graph.tf.names import provide

__getattr__, __dir__ = mirror(__name__)

ABOUT: dict[str, Any] = {
    "fidelity": "approximate",
    "gone": "2.0",
    "note": "the same values; no golden holds its nodes",
}
PLACE = "tf.contrib.eager.metrics"


@provide(f"{PLACE}.Metric", today="tf.keras.metrics.Metric", **ABOUT)
class Metric:
    """What metrics inherit from: call it with a batch, then ask for its `result()`.

    A subclass makes variables in `build`, updates them in `call` and says the value in `result`.

    Args:
      name: of the scope of its variables; the class's where it is None.
      use_global_variables: whether they are global variables of a graph, not local ones.
    """

    def __init__(self, name: str | None = None, use_global_variables: bool = False):
        self._name = name or type(self).__name__
        self._built, self._variables = False, []  # type: ignore[var-annotated]
        self._collection = tf.GraphKeys.GLOBAL_VARIABLES if use_global_variables else tf.GraphKeys.LOCAL_VARIABLES
        with tf.variable_scope(None, re.sub("[^A-Za-z0-9.]", "_", self._name), use_resource=True) as scope:
            self._scope = scope

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if not self._built:
            with tf.variable_scope(self._scope):
                self.build(*args, **kwargs)
            self._built = True
        if tf.executing_eagerly():
            return self.call(*args, **kwargs)
        return tf.function(self.call, autograph=False)(*args, **kwargs)  # whose result comes after the updates

    @property
    def name(self) -> str:
        """Its name."""
        return self._name

    @property
    def variables(self) -> list[Any]:
        """Its variables."""
        return self._variables

    def build(self, *args: Any, **kwargs: Any) -> None:
        """Make the variables, with `add_variable`; called before the first batch."""
        raise NotImplementedError("Metrics must define a build() member function")

    def call(self, *args: Any, **kwargs: Any) -> Any:
        """Update the variables by a batch."""
        raise NotImplementedError("Metrics must define a call() member function")

    def result(self) -> Any:
        """The value of all batches."""
        raise NotImplementedError("Metrics must define a result() member function")

    def value(self) -> Any:
        """`result` eagerly, what it gives in a graph."""
        return self.result if tf.executing_eagerly() else self.result()

    def init_variables(self) -> Any:
        """Forget all batches; the op that does so, in a graph."""
        if tf.executing_eagerly():
            for variable in self._variables:
                variable.assign(tf.zeros_like(variable))
            return None
        return tf.group(*[variable.initializer for variable in self._variables])

    def aggregate(self, metrics: Iterable[Any]) -> None:
        """Add what other metrics of its kind have seen.

        Raises:
          TypeError: one is of another kind.
        """
        metrics = list(metrics)
        for metric in metrics:
            if type(metric) is not type(self):
                raise TypeError(f"All metrics must be the same type, '{type(self)}' != '{type(metric)}'.")
        for i, variable in enumerate(self._variables):
            variable.assign_add(tf.add_n([metric.variables[i] for metric in metrics]))

    def add_variable(self, name: str, shape: Any = None, dtype: Any = None, initializer: Any = None) -> Any:
        """A variable of the metric.

        Raises:
          RuntimeError: `build` is over.
        """
        if self._built:
            raise RuntimeError("Can't call add_variable() except in build().")
        make = initializer() if isinstance(initializer, type) else initializer
        if tf.executing_eagerly():
            variable = tf.Variable(make(shape, dtype), trainable=False, name=name, use_resource=True)
        else:
            collections = [self._collection, tf.GraphKeys.METRIC_VARIABLES]
            variable = tf.get_variable(
                name, shape, dtype, make, trainable=False, collections=collections, use_resource=True
            )
        self._variables.append(variable)
        return variable


@provide(f"{PLACE}.Mean", today="tf.keras.metrics.Mean", **ABOUT)
class Mean(Metric):
    """The weighted mean of all values."""

    def __init__(self, name: str | None = None, dtype: Any = tf.float64, use_global_variables: bool = False):
        super().__init__(name=name, use_global_variables=use_global_variables)
        self.dtype = dtype

    def build(self, *args: Any, **kwargs: Any) -> None:
        """Make the sums of values and of weights."""
        self.numer, self.denom = (
            self.add_variable(name, (), self.dtype, tf.zeros_initializer) for name in ("numer", "denom")
        )

    def call(self, values: Any, weights: Any = None) -> Any:
        """Add a batch of values; they, with the weights where there are any."""
        if weights is None:
            number, total = tf.size(values), math_ops.reduce_sum(values)
        else:
            weights = math_ops.cast(weights, self.dtype)
            number, total = (
                math_ops.reduce_sum(weights),
                math_ops.reduce_sum(math_ops.cast(values, self.dtype) * weights),
            )
        self.denom.assign_add(math_ops.cast(number, self.dtype))
        self.numer.assign_add(math_ops.cast(total, self.dtype))
        return values if weights is None else (values, weights)

    def result(self, write_summary: bool = True) -> Any:
        """The mean; with `write_summary` also written as a summary of the metric's name."""
        mean = self.numer / self.denom
        if write_summary:
            tf.contrib.summary.scalar(name=self.name, tensor=mean)
        return mean


class _Share(Mean):
    """The share of predictions that are right."""

    def __init__(self, name: str | None = None, dtype: Any = tf.float64):
        super().__init__(name=name, dtype=dtype)

    def call(self, labels: Any, predictions: Any, weights: Any = None) -> Any:  # type: ignore[override]
        """Add a batch; what was given."""
        super().call(math_ops.cast(self._matches(labels, predictions), self.dtype), weights)
        return (labels, predictions) if weights is None else (labels, predictions, weights)

    def _matches(self, labels: Any, predictions: Any) -> Any:
        raise NotImplementedError


@provide(f"{PLACE}.Accuracy", today="tf.keras.metrics.Accuracy", **ABOUT)
class Accuracy(_Share):
    """The share of predictions that are their label."""

    def _matches(self, labels: Any, predictions: Any) -> Any:
        return math_ops.equal(labels, predictions)


@provide(f"{PLACE}.CategoricalAccuracy", today="tf.keras.metrics.CategoricalAccuracy", **ABOUT)
class CategoricalAccuracy(_Share):
    """The share of predictions whose highest class is that of the one-hot label."""

    def _matches(self, labels: Any, predictions: Any) -> Any:
        return math_ops.equal(tf.argmax(labels, axis=-1), tf.argmax(predictions, axis=-1))


@provide(f"{PLACE}.BinaryAccuracy", today="tf.keras.metrics.BinaryAccuracy", **ABOUT)
class BinaryAccuracy(_Share):
    """The share of predictions that are beyond `threshold` where the label is true, and not beyond where it is not."""

    def __init__(self, threshold: float, name: str | None = None, dtype: Any = tf.float64):
        super().__init__(name=name, dtype=dtype)
        self.threshold = threshold

    def _matches(self, labels: Any, predictions: Any) -> Any:
        return math_ops.equal(math_ops.cast(labels, tf.bool), tf.convert_to_tensor(predictions) > self.threshold)


@provide(f"{PLACE}.SparseAccuracy", today="tf.keras.metrics.SparseCategoricalAccuracy", **ABOUT)
class SparseAccuracy(_Share):
    """The share of predictions whose highest class is the label, an integer."""

    def _matches(self, labels: Any, predictions: Any) -> Any:
        return math_ops.equal(math_ops.cast(labels, tf.int64), tf.argmax(predictions, axis=-1))
