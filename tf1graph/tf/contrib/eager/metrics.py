"""`tf.contrib.eager.metrics`: metrics as objects, eagerly or in graphs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import math_ops, smart_cond, trackable
from tf1graph.tf._tree import mirror
from tf1graph.tf.names import provide

__getattr__, __dir__ = mirror(__name__)

PLACE = "tf.contrib.eager.metrics"


@provide(f"{PLACE}.Metric", today="tf.keras.metrics.Metric", gone="2.0")
class Metric(trackable.Trackable):
    """What metrics inherit from: call it with a batch, then ask for its `result()`.

    A subclass makes variables in `build`, updates them in `call` and says the value in `result`. In a graph `call` is
    a function whose outputs come after its updates.

    Args:
      name: of the scope of its variables; the class's where it is None. Two of one name are an error in a graph.
      use_global_variables: whether they are global variables of a graph, not local ones.
    """

    def __init__(self, name: str | None = None, use_global_variables: bool = False):
        self._built = False
        self._variables: list[Any] = []
        self._initial_values: list[Any] = []
        self._collection = tf.GraphKeys.GLOBAL_VARIABLES if use_global_variables else tf.GraphKeys.LOCAL_VARIABLES
        name = name or type(self).__name__
        wanted = re.sub("[^A-Za-z0-9.]", "_", name)
        with tf.variable_scope(wanted, use_resource=True, reuse=False) as scope:
            self._name = name + scope.name[scope.name.rfind(wanted) + len(wanted) :]
            self._scope = scope
        self._graph = None if tf.executing_eagerly() else tf.get_default_graph()
        if self._graph:
            self.call = tf.contrib.eager.defun(self.call, autograph=False)  # type: ignore[method-assign]

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if not self._built:
            with tf.variable_scope(self._scope):
                if self._graph:
                    with self._graph.as_default():
                        self.build(*args, **kwargs)
                else:
                    self.build(*args, **kwargs)
            self._built = True
        return self.call(*args, **kwargs)

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
        if not tf.executing_eagerly():
            return tf.group([variable.initializer for variable in self._variables])
        for variable, value in zip(self._variables, self._initial_values, strict=True):
            variable.assign(value)
        return None

    def aggregate(self, metrics: Iterable[Any]) -> None:
        """Add what other metrics of its kind have seen.

        Raises:
          TypeError: one is of another kind.
          ValueError: the variables of one have other names.
        """
        metrics = list(metrics)
        for metric in metrics:
            if type(metric) is not type(self):
                raise TypeError(f"All metrics must be the same type, '{type(self)}' != '{type(metric)}'.")
        for i, variable in enumerate(self._variables):
            if any(metric.variables[i].name != variable.name for metric in metrics):
                raise ValueError("All metrics must have variables in the same order.")
            variable.assign_add(tf.add_n([metric.variables[i] for metric in metrics]))

    def add_variable(self, name: str, shape: Any = None, dtype: Any = None, initializer: Any = None) -> Any:
        """A variable of the metric.

        Raises:
          RuntimeError: `build` is over.
        """
        if self._built:
            raise RuntimeError("Can't call add_variable() except in build().")
        eagerly = tf.executing_eagerly()
        variable = self._add_variable_with_custom_getter(
            name=name,
            shape=shape,
            dtype=dtype,
            initializer=initializer,
            trainable=False,
            collections=None if eagerly else [self._collection, tf.GraphKeys.METRIC_VARIABLES],
            use_resource=True,
            getter=tf.get_variable,
            overwrite=True,
        )
        self._variables.append(variable)
        if eagerly:
            self._initial_values.append(variable.value())
        return variable


@provide(f"{PLACE}.Mean", today="tf.keras.metrics.Mean", gone="2.0")
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
        """Add a batch of values: their sum, or with weights the weighted values and the weights."""
        if weights is None:
            self.denom.assign_add(math_ops.cast(tf.identity(tf.size(values)), self.dtype))
            total = math_ops.reduce_sum(values)
            self.numer.assign_add(math_ops.cast(total, self.dtype))
            return total
        weights = math_ops.cast(weights, self.dtype)
        self.denom.assign_add(math_ops.reduce_sum(weights))
        values = math_ops.cast(values, self.dtype) * weights
        self.numer.assign_add(math_ops.reduce_sum(values))
        return values, weights

    def result(self, write_summary: Any = True) -> Any:
        """The mean; with `write_summary` also written as a summary of the metric's name."""
        if not isinstance(write_summary, tf.Tensor):
            write_summary = tf.convert_to_tensor(write_summary)
        mean = self.numer / self.denom

        def write() -> Any:
            tf.contrib.summary.scalar(name=self.name, tensor=mean)
            return mean

        smart_cond.smart_cond(write_summary, write, lambda: mean, name="")
        return mean


class _Share(Mean):
    """The share of predictions that are right."""

    def __init__(self, name: str | None = None, dtype: Any = tf.float64):
        super().__init__(name=name, dtype=dtype)

    def call(self, labels: Any, predictions: Any, weights: Any = None) -> Any:  # type: ignore[override]
        """Add a batch; what was compared, with the weights where there are any.

        Raises:
          InvalidArgumentError: the shapes do not go together.
        """
        self._check(tf.shape(labels), tf.shape(predictions))
        labels, predictions = self._prepare(labels, predictions)
        super().call(math_ops.cast(math_ops.equal(labels, predictions), self.dtype), weights)
        return (labels, predictions) if weights is None else (labels, predictions, weights)

    def _check(self, labels: Any, predictions: Any) -> None:
        tf.assert_equal(labels, predictions, message="Shapes of labels and predictions are unequal")

    def _prepare(self, labels: Any, predictions: Any) -> tuple[Any, Any]:
        return labels, predictions


@provide(f"{PLACE}.Accuracy", today="tf.keras.metrics.Accuracy", gone="2.0")
class Accuracy(_Share):
    """The share of predictions that are their label."""


@provide(f"{PLACE}.CategoricalAccuracy", today="tf.keras.metrics.CategoricalAccuracy", gone="2.0")
class CategoricalAccuracy(_Share):
    """The share of predictions whose highest class is that of the one-hot label."""

    def _prepare(self, labels: Any, predictions: Any) -> tuple[Any, Any]:
        return tf.argmax(labels, axis=-1), tf.argmax(predictions, axis=-1)


@provide(f"{PLACE}.BinaryAccuracy", today="tf.keras.metrics.BinaryAccuracy", gone="2.0")
class BinaryAccuracy(_Share):
    """The share of predictions that are beyond `threshold` where the label is true, and not beyond where it is not."""

    def __init__(self, threshold: float, name: str | None = None, dtype: Any = tf.float64):
        super().__init__(name=name, dtype=dtype)
        self.threshold = threshold

    def _prepare(self, labels: Any, predictions: Any) -> tuple[Any, Any]:
        beyond = tf.convert_to_tensor(predictions) > self.threshold
        return math_ops.cast(labels, tf.bool), beyond


@provide(f"{PLACE}.SparseAccuracy", today="tf.keras.metrics.SparseCategoricalAccuracy", gone="2.0")
class SparseAccuracy(_Share):
    """The share of predictions whose highest class is the label, an integer."""

    def _check(self, labels: Any, predictions: Any) -> None:
        tf.assert_equal(labels, predictions[0], message="First axis of labels and predictions is unequal")

    def _prepare(self, labels: Any, predictions: Any) -> tuple[Any, Any]:
        highest = tf.argmax(predictions, axis=-1)
        return math_ops.cast(labels, tf.int64), highest
