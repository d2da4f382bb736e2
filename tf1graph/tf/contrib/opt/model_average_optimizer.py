"""`tf.contrib.opt.ModelAverageOptimizer`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.tf.contrib.opt.worker_copies import CENTER, is_due, local_step, on_worker
from tf1graph.tf.names import provide

GLOBAL_VARIABLE_NAME = CENTER


@provide("tf.contrib.opt.ModelAverageCustomGetter", gone="2.0")
class ModelAverageCustomGetter:
    """A custom getter of `tf.variable_scope` that makes trainable variables local, and beside each its centre.

    Args:
      worker_device: where the trainable variables are put, such as "/job:worker/task:0".
    """

    def __init__(self, worker_device: Any):
        self._worker_device = worker_device
        self._local_2_global: dict[Any, Any] = {}

    def __call__(
        self, getter: Callable[..., Any], name: str, trainable: bool, collections: Any, *args: Any, **kwargs: Any
    ) -> Any:
        """The variable `name`; what is not trainable is made as it would be without."""
        if not trainable:
            plain = {**kwargs, "trainable": trainable, "collections": collections}
            return on_worker(self._worker_device, collections, lambda: getter(name, *args, **plain))
        with tf.device(self._worker_device):
            trained = getter(name, *args, trainable=True, collections=[tf.GraphKeys.LOCAL_VARIABLES], **kwargs)
        self._local_2_global[trained] = tf.Variable(
            name=f"{CENTER}/{name}",
            initial_value=trained.initialized_value(),
            trainable=False,
            collections=[tf.GraphKeys.GLOBAL_VARIABLES],
        )
        return trained


@provide("tf.contrib.opt.ModelAverageOptimizer", gone="2.0")
class ModelAverageOptimizer(tf.train.Optimizer):
    """Steps on a worker's own variables; every so often all workers wait and go on from the mean of theirs.

    Args:
      opt: makes the steps.
      num_worker: how many workers there are.
      is_chief: whether this one writes the mean into the centre.
      ma_custom_getter: the `ModelAverageCustomGetter` that made the variables, which must not be resources.
      interval_steps: steps of a worker from one mean to the next.
    """

    def __init__(
        self,
        opt: Any,
        num_worker: int,
        is_chief: bool,
        ma_custom_getter: ModelAverageCustomGetter,
        interval_steps: int = 100,
        use_locking: bool = True,
        name: str = "ModelAverageOptimizer",
    ):
        super().__init__(use_locking, name)
        self._opt, self._num_worker, self._is_chief = opt, num_worker, is_chief
        self._local_2_global = ma_custom_getter._local_2_global
        self._interval_steps = interval_steps
        self._accumulators: list[tuple[Any, Any]] = []  # each with its device
        self._chief_init_op: Any = None
        self._local_step = local_step()
        self._opt._prepare()

    def compute_gradients(self, *args: Any, **kwargs: Any) -> Any:
        """Those of `opt`."""
        return self._opt.compute_gradients(*args, **kwargs)

    def apply_gradients(self, grads_and_vars: Any, global_step: Any = None, name: str | None = None) -> Any:
        """The op of a step; `global_step` counts the means.

        Raises:
          ValueError: there is nothing to train, no global step, or a variable is a resource.
        """
        if not grads_and_vars:
            raise ValueError("Must supply at least one variable")
        if global_step is None:
            raise ValueError("Global step is required")
        step = self._opt.apply_gradients(grads_and_vars)
        with tf.control_dependencies([step]):
            counted = tf.assign_add(self._local_step, 1, name="local_step_update").op
        trained = [variable for gradient, variable in grads_and_vars if gradient is not None]
        with tf.control_dependencies([counted]):
            due = is_due(self._local_step, self._interval_steps)
            update = tf.cond(due, lambda: self._average(trained, global_step), tf.no_op)
        begun = []
        for accumulator, device in self._accumulators:
            with tf.device(device):
                begun.append(accumulator.set_global_step(global_step, name="SetGlobalStep"))
        self._chief_init_op = tf.group(*begun)
        return update

    def _average(self, trained: list[Any], global_step: Any) -> Any:
        """Write the mean of all workers' variables into the centre, and take it from there."""
        centers = [self._local_2_global[variable] for variable in trained]
        with tf.colocate_with(global_step):
            tokens = tf.FIFOQueue(-1, [tf.bool], shapes=[[]], shared_name="sync_queue")
        given, means = [], []
        with tf.name_scope(None, self._name + "/global"):
            for variable, center in zip(trained, centers, strict=True):
                with tf.device(center.device):
                    accumulator, reference = self._accumulator(variable, center)
                    given.append(accumulator.apply_grad(reference, local_step=global_step))
                    means.append(accumulator.take_grad(self._num_worker))
                    self._accumulators.append((accumulator, center.device))
        if self._is_chief:
            met = self._write(centers, means, given, global_step, tokens)
        else:
            with tf.control_dependencies(given), tf.device(global_step.device):
                met = tokens.dequeue()
        with tf.control_dependencies([met]):
            return self._take(trained)

    def _accumulator(self, variable: Any, center: Any) -> tuple[Any, Any]:
        """What sums the workers' values of a variable, and that variable's reference, which goes into it."""
        reference = variable._ref()
        if not isinstance(reference, tf.Tensor):
            raise ValueError("Unknown local variable type!")
        shared_name = center.name + "/var_accum"
        return tf.ConditionalAccumulator(variable.dtype, shape=variable.shape, shared_name=shared_name), reference

    def _write(self, centers: list[Any], means: list[Any], given: list[Any], global_step: Any, tokens: Any) -> Any:
        """The op by which the chief sets the centre after `given` and then lets the other workers go on."""
        updates = []
        with tf.control_dependencies(given):
            for center, mean in zip(centers, means, strict=True):
                with tf.device(center.device):
                    updates.append(tf.assign(center, mean))
            with tf.device(global_step.device):
                updates.append(tf.assign_add(global_step, 1))
        with tf.control_dependencies(updates), tf.device(global_step.device):
            return tokens.enqueue_many(tf.fill([self._num_worker - 1], tf.constant(False)))

    def _take(self, trained: list[Any]) -> Any:
        """The op that lets the worker's variables be the centre's."""
        if not trained:
            raise ValueError("The list of local_variables should not be empty")
        updates = []
        for variable, center in [(variable, self._local_2_global[variable]) for variable in trained]:
            with tf.device(variable.device):
                updates.append(tf.assign(variable, center.read_value()))
        return tf.group(*updates)

    def get_init_op(self) -> Any:
        """The op that lets the worker's variables be the centre's.

        Raises:
          ValueError: there is no trainable variable.
        """
        return self._take(tf.trainable_variables())

    def make_session_run_hook(self) -> Any:
        """The hook that makes the initialising ops."""
        return _ModelAverageHook(self, self._is_chief)


class _ModelAverageHook(tf.train.SessionRunHook):
    """Makes the ops that initialise; it runs none, as in TensorFlow 1."""

    def __init__(self, optimizer: ModelAverageOptimizer, is_chief: bool):
        self._optimizer, self._is_chief = optimizer, is_chief

    def begin(self) -> None:
        """Make the ops."""
        self._local_init_op = tf.local_variables_initializer()
        self._global_init_op = None
        if self._is_chief:
            self._global_init_op = tf.global_variables_initializer()
            self._chief_init_op = self._optimizer._chief_init_op
        self._variable_init_op = self._optimizer.get_init_op()
