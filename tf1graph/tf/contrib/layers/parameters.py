"""The variables of the normalising layers of `tf.contrib.layers`."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import moving_averages, variable_scope
from tf1graph.tf.contrib.framework.variables import model_variable
from tf1graph.tf.contrib.layers.utils import get_variable_collections, smart_cond

STARTS = {"beta": "zeros", "gamma": "ones", "moving_mean": "zeros", "moving_variance": "ones"}


class Parameters:
    """Makes the model variables of a normalising layer: `beta`, `gamma` and the moving statistics.

    Args:
      initializers: by name, where they are not zeros and ones.
      collections: names of collections, or a dictionary of such by the variable's name.
      trainable: whether `beta` and `gamma` are trained.
    """

    def __init__(self, initializers: dict[str, Any] | None, collections: Any, trainable: bool):
        self.initializers = initializers or {}
        self.regularizers: dict[str, Any] = {}
        self.collections = collections
        self.trainable = trainable

    def __call__(self, name: str, shape: Any, dtype: Any) -> Any:
        initializer = self.initializers.get(name, getattr(tf, f"{STARTS[name]}_initializer")())
        return model_variable(
            name,
            shape=shape,
            dtype=dtype,
            initializer=initializer,
            regularizer=self.regularizers.get(name),
            collections=get_variable_collections(self.collections, name),
            trainable=self.trainable and name in ("beta", "gamma"),
        )


class Moving:
    """The moving mean and variance of a layer, never partitioned, and their updates."""

    def __init__(self, parameters: Parameters, shape: Any, dtype: Any, decay: Any, zero_debias: bool):
        with variable_scope.variable_scope(variable_scope.get_variable_scope()) as scope:
            scope.set_partitioner(None)
            self.mean = parameters("moving_mean", shape, dtype)
            self.variance = parameters("moving_variance", shape, dtype)
        self.decay, self.zero_debias = decay, zero_debias

    def update(self, mean: Any, variance: Any) -> tuple[Any, Any]:
        """Ops that move both towards a batch's."""
        average = moving_averages.assign_moving_average
        return (
            average(self.mean, mean, self.decay, zero_debias=self.zero_debias),
            average(self.variance, variance, self.decay, zero_debias=False),
        )

    def collect_updates(self, is_training: Any, mean: Any, variance: Any, collections: Any) -> None:
        """Put these ops, where the layer trains, into collections."""
        updates = smart_cond(is_training, lambda: self.update(mean, variance), lambda: (self.mean, self.variance))
        for update in updates:
            tf.add_to_collections(collections, update)
