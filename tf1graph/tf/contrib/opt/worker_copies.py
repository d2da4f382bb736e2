"""What `tf.contrib.opt`'s optimisers share that keep a copy of the variables on each worker of a cluster."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tf1graph import tf

CENTER = "global_center_variable"  # the prefix of the variables that all workers share


class CopyGetter:
    """A custom getter of `tf.variable_scope` that makes each trainable variable local, and two others for it.

    The trainable one is on the worker and in `LOCAL_VARIABLES`, the centre is where the scope puts it and in
    `GLOBAL_VARIABLES`, and a third, whose prefix a subclass names, is on the worker and local.

    Args:
      worker_device: such as "/job:worker/task:0".
    """

    _prefix = ""

    def __init__(self, worker_device: Any):
        self._worker_device = worker_device
        self._global_map: dict[Any, Any] = {}  # a trainable variable to its centre
        self._third_map: dict[Any, Any] = {}

    def __call__(
        self, getter: Callable[..., Any], name: str, trainable: bool, collections: Any, *args: Any, **kwargs: Any
    ) -> Any:
        """The variable `name`; what is not trainable is made as it would be without."""
        if not trainable:
            return self._plain(getter, name, collections, *args, **kwargs)
        local, shared = [tf.GraphKeys.LOCAL_VARIABLES], [tf.GraphKeys.GLOBAL_VARIABLES]
        with tf.device(self._worker_device):
            trained = getter(name, *args, trainable=True, collections=local, **kwargs)
        if kwargs["reuse"] is True:
            return trained
        center = getter(f"{CENTER}/{name}", *args, trainable=False, collections=shared, **kwargs)
        with tf.device(self._worker_device):
            third = getter(f"{self._prefix}/{name}", *args, trainable=False, collections=local, **kwargs)
        if kwargs["partitioner"] is None:
            self._global_map[trained], self._third_map[trained] = center, third
        else:
            self._global_map.update(zip(trained, center, strict=True))
            self._third_map.update(zip(trained, third, strict=True))
        return trained

    def _plain(self, getter: Callable[..., Any], name: str, collections: Any, *args: Any, **kwargs: Any) -> Any:
        return getter(name, *args, trainable=False, collections=collections, **kwargs)


def on_worker(worker_device: Any, collections: Sequence[str] | None, get: Callable[[], Any]) -> Any:
    """What `get` gives, made on the worker where it goes into the local variables."""
    if tf.GraphKeys.LOCAL_VARIABLES not in (collections or ()):
        return get()
    with tf.device(worker_device):
        return get()


def local_step() -> Any:
    """A new variable "local_step", int32, that counts a worker's steps."""
    return tf.get_variable(
        initializer=0, trainable=False, collections=[tf.GraphKeys.LOCAL_VARIABLES], name="local_step"
    )


def is_due(step: Any, period: Any) -> Any:
    """Whether `period` divides `step`, a bool scalar."""
    return tf.equal(tf.mod(step, period), 0)


class CopyHook(tf.train.SessionRunHook):
    """Lets the copies of a worker begin where the centre stands.

    Args:
      optimizer: whose `get_init_op(task_index)` that is.
      is_chief: whether the worker also makes the op that initialises what all share.
    """

    def __init__(self, optimizer: Any, is_chief: bool, task_index: int):
        self._optimizer, self._is_chief, self._task_index = optimizer, is_chief, task_index

    def begin(self) -> None:
        """Make the ops."""
        self._local_init_op = tf.local_variables_initializer()
        self._global_init_op = tf.global_variables_initializer() if self._is_chief else None
        self._variable_init_op = self._optimizer.get_init_op(self._task_index)

    def after_create_session(self, session: Any, coord: Any) -> None:
        """Run the op of the copies."""
        session.run(self._variable_init_op)
