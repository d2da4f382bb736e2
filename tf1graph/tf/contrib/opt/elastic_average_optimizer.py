"""`tf.contrib.opt.ElasticAverageOptimizer` (Zhang et al., 2015)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import saveable_object_util
from tf1graph.tf.contrib.opt.worker_copies import CENTER, CopyGetter, CopyHook, is_due, local_step, on_worker
from tf1graph.tf.names import provide

LOCAL_VARIABLE_NAME = "local_center_variable"
GLOBAL_VARIABLE_NAME = CENTER


@provide("tf.contrib.opt.ElasticAverageCustomGetter", gone="2.0")
class ElasticAverageCustomGetter(CopyGetter):
    """Makes trainable variables local to the worker; beside each its centre, and the worker's copy of that."""

    _prefix = LOCAL_VARIABLE_NAME

    def _plain(self, getter: Callable[..., Any], name: str, collections: Any, *args: Any, **kwargs: Any) -> Any:
        make = super()._plain
        return on_worker(self._worker_device, collections, lambda: make(getter, name, collections, *args, **kwargs))


@provide("tf.contrib.opt.ElasticAverageOptimizer", gone="2.0")
class ElasticAverageOptimizer(tf.train.Optimizer):
    """Steps on a worker's own variables, which a spring ties to the centre; every so often both give way.

    Args:
      opt: makes the steps; with `rho` None one that has a `_learning_rate`, which Adam has not.
      num_worker: how many workers there are.
      ea_custom_getter: the `ElasticAverageCustomGetter` that made the variables.
      communication_period: steps of a worker from one meeting with the centre to the next.
      moving_rate: the part of their difference by which both give way; 0.9 shared out among the workers and the
        steps of a period where it is None.
      rho: how strongly the spring pulls; `moving_rate` by the learning rate where it is None.
      synchronous: whether workers wait for each other before the first step.
    """

    BETA = 0.9

    def __init__(
        self,
        opt: Any,
        num_worker: int,
        ea_custom_getter: ElasticAverageCustomGetter,
        communication_period: int = 10,
        moving_rate: float | None = None,
        rho: float | None = None,
        use_locking: bool = True,
        synchronous: bool = False,
        name: str = "ElasticAverageOptimizer",
    ):
        super().__init__(use_locking, name)
        self._opt, self._num_worker, self._period = opt, num_worker, communication_period
        self._global_map, self._local_map = ea_custom_getter._global_map, ea_custom_getter._third_map
        self._synchronous = synchronous
        self._moving_rate = self.BETA / communication_period / num_worker if moving_rate is None else moving_rate
        self._rho = self._moving_rate / opt._learning_rate if rho is None else rho
        self._local_step = local_step()
        self._opt._prepare()

    def compute_gradients(self, loss: Any, var_list: Any = None, *args: Any, **kwargs: Any) -> Any:
        """Those of `loss` and of the spring; the arguments are `tf.train.Optimizer`'s."""
        trained = var_list or tf.trainable_variables()
        copies = [self._local_map[variable] for variable in trained]
        apart = [tf.subtract(variable, copy) for variable, copy in zip(tf.trainable_variables(), copies, strict=False)]
        spring = self._rho * tf.add_n([tf.nn.l2_loss(difference) for difference in apart])
        return self._opt.compute_gradients(loss + spring, trained, *args, **kwargs)

    def apply_gradients(self, grads_and_vars: Any, global_step: Any = None, name: str | None = None) -> Any:
        """The op of a step; `global_step` counts the meetings with the centre."""
        pairs = list(grads_and_vars)
        before = {variable.op.name for variable in tf.global_variables()}
        step = self._opt.apply_gradients(pairs)
        with tf.control_dependencies([step]):
            counted = tf.assign_add(self._local_step, 1, name="local_step_update").op
        shared = tf.get_collection_ref(tf.GraphKeys.GLOBAL_VARIABLES)
        for variable in [variable for variable in shared if variable.op.name not in before]:  # such as slots
            tf.add_to_collection(tf.GraphKeys.LOCAL_VARIABLES, variable)
        shared[:] = [variable for variable in shared if variable.op.name in before]
        trained = [variable for gradient, variable in pairs if gradient is not None]
        with tf.control_dependencies([counted]):
            due = is_due(self._local_step, self._period)
            return tf.cond(due, lambda: self._meet(trained, global_step), tf.no_op)

    def _meet(self, trained: list[Any], global_step: Any) -> Any:
        """Let the variables and their centres go towards each other."""
        centers = [self._global_map[variable] for variable in trained]
        copies = [self._local_map[variable] for variable in trained]
        copied = [copy.assign(center) for copy, center in zip(copies, centers, strict=True)]
        apart, updates = [], []
        with tf.control_dependencies(copied):
            for variable, copy in zip(trained, copies, strict=True):
                with tf.device(variable.device):
                    apart.append(tf.subtract(variable, copy))
            for variables, assign in ((trained, tf.assign_sub), (centers, tf.assign_add)):
                for variable, difference in zip(variables, apart, strict=True):
                    with tf.device(variable.device):
                        updates.append(assign(variable, tf.multiply(self._moving_rate, difference)))
            if global_step is not None:
                with tf.colocate_with(global_step):
                    updates.append(tf.assign_add(global_step, 1))
        return tf.group(*updates)

    def get_init_op(self, task_index: int) -> Any:
        """The op that lets the worker's variables and copies be the centre's, and waits for the others if it is to.

        Raises:
          ValueError: the getter made no trainable variable.
        """
        trained = tf.trainable_variables()
        centers = [self._global_map[variable] for variable in trained]
        copies = [self._local_map[variable] for variable in trained]
        if not trained:
            raise ValueError(
                "The lists of local_variables, global_center_variables, local_center_variables should not be empty  "
            )
        updates = []
        for variable, center, copy in zip(trained, centers, copies, strict=True):
            updates += [tf.assign(variable, center), tf.assign(copy, center)]
        initialized = tf.group(*updates)
        return self._wait_for_others(task_index, initialized) if self._synchronous else initialized

    def _wait_for_others(self, task_index: int, initialized: Any) -> Any:
        """Put a token into every other worker's queue, and take one of each from one's own."""
        queues = [
            tf.FIFOQueue(self._num_worker, [tf.bool], shapes=[[]], shared_name=f"variable_init_sync_queue{index}")
            for index in range(self._num_worker)
        ]
        token = tf.constant(False)
        with tf.control_dependencies([initialized]):
            waits = [tf.no_op() if index == task_index else queue.enqueue(token) for index, queue in enumerate(queues)]
        return tf.group(*waits, queues[task_index].dequeue_many(self._num_worker - 1))

    def make_session_run_hook(self, is_chief: bool, task_index: int) -> CopyHook:
        """The hook that runs `get_init_op`'s op in a new session."""
        return CopyHook(self, is_chief, task_index)

    def swapping_saver(self, var_list: Any = None, name: str = "swapping_saver", **kwargs: Any) -> Any:
        """A `tf.train.Saver` that saves the centres under the names of the trainable variables.

        Args:
          var_list: a list or a dictionary by name; the trainable variables where it is None.
          kwargs: of `tf.train.Saver`.

        Raises:
          RuntimeError: the getter made no variable before.
        """
        if not self._global_map:
            raise RuntimeError(
                "global_center_variable is empty, please make sure this is called after model created and "
                "ElasticAverageCustomGetter is used when declaring you model"
            )
        saved = tf.trainable_variables() if var_list is None else var_list
        if not isinstance(saved, dict):
            saved = saveable_object_util.op_list_to_dict(saved)
        by_name = {variable.op.name: variable for variable in tf.trainable_variables()}
        swapped = {
            key: [self._global_map.get(part, part) for part in variable]
            if isinstance(variable, list)
            else self._global_map.get(by_name.get(variable.op.name), variable)
            for key, variable in saved.items()
        }
        return tf.train.Saver(swapped, name=name, **kwargs)
