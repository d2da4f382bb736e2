"""The optimiser of a model function that runs on several devices."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf.names import provide

STATES = "replicate_model_fn_graph_states"


class _State:
    """What the devices of a graph have given so far."""

    def __init__(self) -> None:
        self.number_of_towers, self.loss_reduction = 1, None
        self.was_used = False
        self._tower, self._first_scopes = 0, (None, None)
        self._gradients: dict[int, list[Any]] = {}

    def begin(self, number: int, variable_scope: Any, name_scope: Any) -> None:
        """Go over to the device `number`."""
        if number == 0:
            self._first_scopes = variable_scope, name_scope
        self._tower = number

    @property
    def is_at_the_last(self) -> bool:
        return self._tower == self.number_of_towers - 1

    @property
    def first_scopes(self) -> tuple[Any, Any]:
        return self._first_scopes

    def collect(self, grads_and_vars: Any) -> None:
        self._gradients.setdefault(self._tower, []).append(list(grads_and_vars))

    def latest(self) -> list[tuple[Any, list[Any]]]:
        """The variables and their gradients on all devices so far, of the call that this one made last."""
        last = len(self._gradients[self._tower]) - 1
        found: dict[int, tuple[Any, list[Any]]] = {}
        for number in range(self._tower + 1):
            for gradient, variable in self._gradients[number][last]:
                if gradient is not None:
                    found.setdefault(id(variable), (variable, []))[1].append(gradient)
        return list(found.values())

    def calls_are_alike(self) -> bool:
        return sum(len(calls) for calls in self._gradients.values()) % self.number_of_towers == 0


@provide("tf.contrib.estimator.TowerOptimizer", gone="2.0")
class TowerOptimizer(tf.train.Optimizer):
    """An optimiser for `replicate_model_fn`: it applies the sum of the devices' gradients, at the last of them.

    Args:
      optimizer_or_optimizer_fn: a `tf.train.Optimizer`, or a function that gives one.
    """

    COLLECTION_FOR_GRAPH_STATES = STATES

    def __init__(self, optimizer_or_optimizer_fn: Any):
        self._optimizer_or_optimizer_fn = optimizer_or_optimizer_fn

    @staticmethod
    def has_been_used() -> bool:
        """Whether the graph has one that was used."""
        return TowerOptimizer._graph_state().was_used

    @staticmethod
    def _graph_state() -> _State:
        states = tf.get_collection_ref(STATES)
        if not states:
            states.append(_State())
        return states[-1]

    @staticmethod
    def _clear_graph_state() -> None:
        tf.get_default_graph().clear_collection(STATES)

    def _get_optimizer(self) -> Any:
        if callable(self._optimizer_or_optimizer_fn):
            self._optimizer_or_optimizer_fn = self._optimizer_or_optimizer_fn()
        self._graph_state().was_used = True
        return self._optimizer_or_optimizer_fn

    def get_slot(self, *args: Any, **kwargs: Any) -> Any:
        return self._get_optimizer().get_slot(*args, **kwargs)

    def get_slot_names(self, *args: Any, **kwargs: Any) -> Any:
        return self._get_optimizer().get_slot_names(*args, **kwargs)

    def get_name(self, *args: Any, **kwargs: Any) -> Any:
        return self._get_optimizer().get_name(*args, **kwargs)

    def variables(self, *args: Any, **kwargs: Any) -> Any:
        return self._get_optimizer().variables(*args, **kwargs)

    def compute_gradients(self, loss: Any, *args: Any, **kwargs: Any) -> Any:
        state = self._graph_state()
        loss = scaled_loss(loss, state.loss_reduction, state.number_of_towers)
        return self._get_optimizer().compute_gradients(loss, *args, **kwargs)

    def apply_gradients(self, grads_and_vars: Any, global_step: Any = None, **kwargs: Any) -> Any:
        state = self._graph_state()
        if state.number_of_towers == 1:
            return self._get_optimizer().apply_gradients(grads_and_vars, global_step, **kwargs)
        state.collect(grads_and_vars)
        if not state.is_at_the_last:
            with tf.control_dependencies(_tensors(grads_and_vars)):
                return tf.no_op(name="train_op_placeholder")
        variable_scope, name_scope = state.first_scopes
        with tf.variable_scope(variable_scope), tf.name_scope(name_scope):
            optimizer, summed = self._get_optimizer(), []
            with tf.name_scope("gradient_aggregating"):
                for variable, gradients in state.latest():
                    summed.append((_sum(gradients, variable.device), variable))
            return optimizer.apply_gradients(summed, global_step=global_step, **kwargs)


def scaled_loss(loss: Any, reduction: Any, number: int) -> Any:
    """The share of one of `number` devices in their loss."""
    if number == 1 or reduction == tf.losses.Reduction.SUM:
        return loss
    return tf.div(loss, 1.0 * number, name="averaged_loss")


def _tensors(grads_and_vars: Any) -> list[Any]:
    gradients = [gradient for gradient, _ in grads_and_vars if gradient is not None]
    return [gradient.values if isinstance(gradient, tf.IndexedSlices) else gradient for gradient in gradients]


def _sum(gradients: list[Any], place: str) -> Any:
    with tf.device(place):
        if not isinstance(gradients[0], tf.IndexedSlices):
            return tf.add_n(gradients)
        values = tf.concat([gradient.values for gradient in gradients], axis=0)
        indices = tf.concat([gradient.indices for gradient in gradients], axis=0)
        return tf.IndexedSlices(values, indices, gradients[0].dense_shape)
