"""`tf.contrib.opt.AGNOptimizer`: accumulated gradients, normalised (Hermans et al., 2017)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.tf.contrib.opt.worker_copies import CENTER, CopyGetter, CopyHook, is_due, local_step
from tf1graph.tf.names import provide

GLOBAL_VARIABLE_NAME = CENTER
GRAD_VARIABLE_NAME = "grad_variable"


@provide("tf.contrib.opt.AGNCustomGetter", gone="2.0")
class AGNCustomGetter(CopyGetter):
    """Makes trainable variables local to the worker; beside each its centre, and the sum of its gradients."""

    _prefix = GRAD_VARIABLE_NAME


@provide("tf.contrib.opt.AGNOptimizer", gone="2.0")
class AGNOptimizer(tf.train.Optimizer):
    """Steps on a worker's own variables; every so often one on the centre, by the mean of the gradients since.

    Args:
      optimizer: makes both kinds of step.
      num_worker: how many workers there are; it is not looked at.
      custom_getter: the `AGNCustomGetter` that made the variables.
      communication_period: steps of a worker from one step of the centre to the next.
    """

    def __init__(
        self,
        optimizer: Any,
        num_worker: int,
        custom_getter: AGNCustomGetter,
        communication_period: int = 10,
        use_locking: bool = True,
        name: str = "AGNOptimizer",
    ):
        super().__init__(use_locking, name)
        self._opt, self._num_worker, self._period = optimizer, num_worker, communication_period
        self._global_map, self._grad_map = custom_getter._global_map, custom_getter._third_map
        self._local_step = local_step()
        self._opt._prepare()

    def apply_gradients(self, grads_and_vars: Any, global_step: Any = None, name: str | None = None) -> Any:
        """The op of a step; `global_step` counts the steps of the centre."""
        pairs = list(grads_and_vars)
        trained = [variable for gradient, variable in pairs if gradient is not None]
        with tf.variable_creator_scope(_make_local):
            steps = [self._opt.apply_gradients(pairs)]
        sums = [self._grad_map[variable] for variable in trained]
        gradients = [gradient for gradient, _ in pairs if gradient is not None]
        steps += [tf.assign_add(total, gradient) for total, gradient in zip(sums, gradients, strict=True)]
        counted = tf.assign_add(self._local_step, 1, name="local_step_update").op
        with tf.control_dependencies([counted]):
            due = is_due(self._local_step, self._period)
        with tf.control_dependencies(steps):
            return tf.cond(due, lambda: self._step_of_center(trained, sums, global_step), tf.no_op)

    def _step_of_center(self, trained: list[Any], sums: list[Any], global_step: Any) -> Any:
        centers = [self._global_map[variable] for variable in trained]
        means = [tf.assign(total, total / self._period) for total in sums]
        with tf.control_dependencies(means):
            step = self._opt.apply_gradients([*zip(sums, centers, strict=True)])
        with tf.control_dependencies([step]):
            updates = []
            if global_step is not None:
                with tf.colocate_with(global_step):
                    updates.append(tf.assign_add(global_step, 1))
            updates += [
                tf.assign(variable, center.read_value()) for variable, center in zip(trained, centers, strict=True)
            ]
            updates += [tf.assign(total, tf.zeros_like(total)) for total in sums]
            return tf.group(*updates)

    def get_init_op(self, task_index: int) -> Any:
        """The op that lets the worker's variables be the centre's, and its sums zero.

        Raises:
          ValueError: the getter made no trainable variable.
        """
        trained = tf.trainable_variables()
        centers = [self._global_map[variable] for variable in trained]
        sums = [self._grad_map[variable] for variable in trained]
        if not trained:
            raise ValueError(
                "The lists of local_variables, global_center_variables,grad_center_variables should not be empty"
            )
        updates = [tf.assign(variable, center) for variable, center in zip(trained, centers, strict=True)]
        return tf.group(*updates, *[tf.assign(total, tf.zeros_like(total)) for total in sums])

    def make_session_run_hook(self, is_chief: bool, task_index: int) -> CopyHook:
        """The hook that runs `get_init_op`'s op in a new session."""
        return CopyHook(self, is_chief, task_index)


def _make_local(create: Callable[..., Any], collections: Any, **kwargs: Any) -> Any:
    """A variable that goes to the local ones where it would have gone to the global ones."""
    shared = tf.GraphKeys.GLOBAL_VARIABLES
    kept = [collection for collection in collections or [shared] if collection != shared]
    if not collections or shared in collections:
        kept.append(tf.GraphKeys.LOCAL_VARIABLES)
    return create(collections=kept, **kwargs)
