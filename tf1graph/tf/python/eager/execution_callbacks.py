"""`tf.contrib.eager`: functions that are told of each op that eager execution ran."""

from __future__ import annotations

import contextlib
import enum
import functools
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from tf1graph.tf._private import compat_v1, eager_context, op_callbacks
from tf1graph.tf.names import provide

PLACE = "tf.contrib.eager."
TODAY = "tf.debugging.enable_check_numerics"
ABOUT: dict[str, Any] = {
    "fidelity": "approximate",
    "gone": "2.0",
    "note": "told of the same ops; an op's name is the one that the program gave it, where 1.15.5 said that of the "
    "function's scope if it gave none",
}
Callback = Callable[[str, Sequence[Any], Any, Sequence[Any], str | None], Any]


@provide(PLACE + "ExecutionCallback", gone="2.0")
class ExecutionCallback(enum.Enum):
    """What is done where a number is infinite or none: nothing, print, raise `InfOrNanError`, or warn in the log."""

    IGNORE = "ignore"
    PRINT = "print"
    RAISE = "raise"
    WARN = "warn"


class InfOrNanError(Exception):
    """An op gave what is infinite or no number.

    Attributes:
      op_type, op_name: of the op; the name is None where it has none.
      output_index, num_outputs: which of its outputs, from 0, and how many it has.
      value: the output, an array.
    """

    def __init__(self, op_type: str, op_name: str | None, output_index: int, num_outputs: int, value: Any):
        self.op_type, self.op_name = op_type, op_name
        self.output_index, self.num_outputs, self.value = output_index, num_outputs, value
        counts = {"inf(s)": np.count_nonzero(np.isinf(value)), "nan(s)": np.count_nonzero(np.isnan(value))}
        found = " and ".join(f"{count} {what}" for what, count in counts.items() if count) or "0 nan(s)"
        name = None if op_name is None else f"'{op_name}'"
        super().__init__(
            f"Output {output_index + 1} of {num_outputs} of TFE operation {op_type} (name: {name}) contains {found} "
            f"out of a total of {np.size(value)} element(s). Tensor value: {value}"
        )


@provide(PLACE + "inf_nan_callback", today=TODAY, **ABOUT)
def inf_nan_callback(
    op_type: str,
    inputs: Sequence[Any],
    attrs: Any,
    outputs: Sequence[Any],
    op_name: str | None,
    check_inf: bool = True,
    check_nan: bool = True,
    action: Any = ExecutionCallback.RAISE,
) -> None:
    """A callback that looks for outputs that are infinite or no numbers.

    Args:
      op_type, inputs, attrs, outputs, op_name: of the op.
      check_inf, check_nan: what is looked for.
      action: an `ExecutionCallback`, or its value.

    Raises:
      InfOrNanError: one was found, and `action` is RAISE.
      ValueError: there is no such action.
    """
    del inputs, attrs
    action = ExecutionCallback(action)
    for index, output in enumerate(outputs):
        if not (output.dtype.is_floating or output.dtype.is_complex):
            continue
        value = output.numpy()
        if not (check_inf and np.any(np.isinf(value))) and not (check_nan and np.any(np.isnan(value))):
            continue
        error = InfOrNanError(op_type, op_name, index, len(outputs), value)
        if action is ExecutionCallback.PRINT:
            print(f"Warning: {error}")
        elif action is ExecutionCallback.WARN:
            compat_v1.logging.warn(str(error))
        elif action is ExecutionCallback.RAISE:
            raise error
        else:
            raise ValueError(
                f"Invalid action for inf_nan_callback: {action}. Valid actions are: {{PRINT | WARN | RAISE}}"
            )


@provide(PLACE + "inf_callback", today=TODAY, **ABOUT)
def inf_callback(
    op_type: str,
    inputs: Sequence[Any],
    attrs: Any,
    outputs: Sequence[Any],
    op_name: str | None,
    action: Any = ExecutionCallback.RAISE,
) -> None:
    """`inf_nan_callback` for what is infinite."""
    inf_nan_callback(op_type, inputs, attrs, outputs, op_name, check_nan=False, action=action)


@provide(PLACE + "nan_callback", today=TODAY, **ABOUT)
def nan_callback(
    op_type: str,
    inputs: Sequence[Any],
    attrs: Any,
    outputs: Sequence[Any],
    op_name: str | None,
    action: Any = ExecutionCallback.RAISE,
) -> None:
    """`inf_nan_callback` for what is no number."""
    inf_nan_callback(op_type, inputs, attrs, outputs, op_name, check_inf=False, action=action)


class _Told:
    """A callback of TensorFlow 1 as today's eager execution calls one."""

    def __init__(self, callback: Callback):
        self.callback = callback

    def __call__(
        self, op_type: str, inputs: Any, attrs: Any, outputs: Any, op_name: str | None = None, graph: Any = None
    ) -> None:
        if graph is None:  # TensorFlow 1 told nothing of ops in graphs
            name = op_name.decode() if isinstance(op_name, bytes) else op_name
            self.callback(op_type, inputs, attrs, outputs, name)


@provide(PLACE + "add_execution_callback", **ABOUT)
def add_execution_callback(callback: Callback) -> None:
    """Let `callback` be told of each op or function after eager execution ran it.

    Args:
      callback: takes the op's type, inputs, attributes, outputs and its name, None where it has none.
    """
    op_callbacks.add_op_callback(_Told(callback))


@provide(PLACE + "clear_execution_callbacks", gone="2.0")
def clear_execution_callbacks() -> None:
    """Let no callback be told any more."""
    for told in _told():
        op_callbacks.remove_op_callback(told)


def _told() -> list[_Told]:
    return [told for told in eager_context.context().op_callbacks if isinstance(told, _Told)]


@provide(PLACE + "seterr", today=TODAY, **ABOUT)
def seterr(inf_or_nan: Any = None) -> dict[str, ExecutionCallback]:
    """Choose what is done where a number is infinite or none; what was done before.

    Args:
      inf_or_nan: an `ExecutionCallback`, or its value; all stays as it is where it is None.

    Raises:
      ValueError: there is no such action.
    """
    chosen = None if inf_or_nan is None else ExecutionCallback(inf_or_nan)
    before, others = ExecutionCallback.IGNORE, []
    for told in _told():
        callback: Any = told.callback
        if getattr(callback, "func", callback) is inf_nan_callback:
            before = getattr(callback, "keywords", {}).get("action", ExecutionCallback.RAISE)
        else:
            others.append(callback)
    if chosen is not None:
        clear_execution_callbacks()
        for callback in others:
            add_execution_callback(callback)
        if chosen is not ExecutionCallback.IGNORE:
            add_execution_callback(functools.partial(inf_nan_callback, action=chosen))
    return {"inf_or_nan": before}


@provide(PLACE + "errstate", today=TODAY, **ABOUT)
@contextlib.contextmanager
def errstate(inf_or_nan: Any = None) -> Iterator[None]:
    """`seterr` for the time of a block; in a graph it does nothing."""
    if not compat_v1.executing_eagerly():
        yield
        return
    before = seterr(inf_or_nan)
    yield
    seterr(**before)
