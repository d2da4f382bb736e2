"""`tf.contrib.eager`: variables, iterators, savers and programs of eager execution."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable
from collections.abc import Iterator as PythonIterator
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import compat_v1, eager_context, iterator_ops, resource_variable_ops
from tf1graph.tf.names import provide

ABOUT: dict[str, Any] = {"gone": "2.0"}


@provide("tf.contrib.eager.Variable", today="tf.Variable", **ABOUT)
class Variable(resource_variable_ops.ResourceVariable):
    """A variable that eager execution takes. The arguments are those of `tf.Variable`."""


@provide("tf.contrib.eager.Iterator", today="iter(dataset)", **ABOUT)
class Iterator:
    """The elements of a data set: `next()`, or a `for` loop.

    Args:
      dataset: a `tf.data.Dataset`.

    Raises:
      RuntimeError: eager execution is off.
    """

    def __init__(self, dataset: Any):
        if not tf.executing_eagerly():
            raise RuntimeError("tfe.Iterator needs eager execution; in graphs use Dataset.make_one_shot_iterator.")
        self._elements = iterator_ops.OwnedIterator(dataset)

    def __iter__(self) -> PythonIterator[Any]:
        return self

    def __next__(self) -> Any:
        return next(self._elements)

    next = __next__

    def get_next(self, name: str | None = None) -> Any:
        """The next element; `tf.errors.OutOfRangeError` where there is none."""
        return self._elements.get_next()


@provide("tf.contrib.eager.Saver", today="tf.train.Checkpoint", **ABOUT)
class Saver:
    """Saves variables by name, and restores them.

    Args:
      var_list: a list, or a dictionary by name.

    Raises:
      RuntimeError: eager execution is off.
    """

    def __init__(self, var_list: Any):
        if not tf.executing_eagerly():
            raise RuntimeError(
                "tfe.Saver can only be used when eager execution is enabled. Use tf.train.Saver when building graphs."
            )
        self._saver = tf.train.Saver(var_list=var_list)

    def save(self, file_prefix: str, global_step: Any = None) -> str:
        """Write a checkpoint; its path."""
        with tf.device("/device:CPU:0"):
            return self._saver.save(None, file_prefix, write_meta_graph=False, global_step=global_step)

    def restore(self, file_prefix: str) -> None:
        """Set the variables to what a checkpoint holds."""
        with tf.device("/device:CPU:0"):
            self._saver.restore(None, file_prefix)


@provide("tf.contrib.eager.restore_variables_on_create", today="tf.train.Checkpoint", **ABOUT)
@contextlib.contextmanager
def restore_variables_on_create(
    save_path: str | None, map_func: Callable[[str], str] | None = None
) -> PythonIterator[None]:
    """Let each variable that is made in the block begin with what a checkpoint holds under its name, the first time.

    Args:
      save_path: of the checkpoint; variables begin as they are told where it is None.
      map_func: takes a variable's name, gives the one in the checkpoint.

    Raises:
      ValueError: eager execution is off, or `map_func` cannot be called.
      NotFoundError: the checkpoint has no variable of the name.
    """
    if not tf.executing_eagerly():
        raise ValueError("Currently, restore_variables_on_create can only be used with eager execution enabled.")
    if not save_path:
        yield
        return
    if map_func is not None and not callable(map_func):
        raise ValueError("map_func must be callable.")
    reader = tf.train.load_checkpoint(save_path)
    waiting = set(reader.get_variable_to_shape_map())
    kept = frozenset(waiting)
    original = resource_variable_ops.ResourceVariable._init_from_args

    def begin(variable: Any, *args: Any, **kwargs: Any) -> None:
        original(variable, *args, **kwargs)
        name = variable._shared_name if map_func is None else map_func(variable._shared_name)
        if name not in kept:
            raise tf.errors.NotFoundError(None, None, f"{name} not found in checkpoint")
        if name in waiting:
            variable.assign(reader.get_tensor(name))
            waiting.remove(name)

    resource_variable_ops.ResourceVariable._init_from_args = begin
    try:
        yield
    finally:
        resource_variable_ops.ResourceVariable._init_from_args = original


@provide("tf.contrib.eager.get_optimizer_variables", today="optimizer.variables()", **ABOUT)
def get_optimizer_variables(optimizer: Any) -> list[Any]:
    """The slots of an optimiser, and what else it counts."""
    return optimizer.variables()


@provide("tf.contrib.eager.defun", today="tf.function(autograph=False)", **ABOUT)
def defun(
    func: Callable[..., Any] | None = None,
    input_signature: Any = None,
    autograph: bool = True,
    experimental_autograph_options: Any = None,
    experimental_relax_shapes: bool = False,
) -> Any:
    """`func` as a graph function, or a decorator."""
    return tf.function(
        func,
        input_signature=input_signature,
        autograph=autograph,
        experimental_autograph_options=experimental_autograph_options,
        reduce_retracing=experimental_relax_shapes,
    )


@provide("tf.contrib.eager.list_devices", today="tf.config.list_logical_devices", **ABOUT)
def list_devices() -> list[str]:
    """The names of the devices."""
    return eager_context.context().devices()


@provide(
    "tf.contrib.eager.run",
    fidelity="approximate",
    gone="2.0",
    note="it changes the whole process: tests hold it, no golden",
)
def run(main: Callable[..., Any] | None = None, argv: list[str] | None = None) -> None:
    """Turn eager execution on and run a program's `main`, as `tf.app.run` does."""
    compat_v1.enable_eager_execution()
    tf.app.run(main or sys.modules["__main__"].main, argv)
