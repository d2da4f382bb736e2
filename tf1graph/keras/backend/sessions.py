"""The session of a graph, in which every variable is initialised before it is used, and functions that run in it."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf.python.keras import _tf_keras


def get_session() -> Any:
    """The session in use; variables of the program's own are initialised as well."""
    session = tf.keras.backend.get_session()
    if _tf_keras.backend._MANUAL_VAR_INIT:
        return session
    with session.graph.as_default():
        new = [v for v in tf.global_variables() if not getattr(v, "_keras_initialized", False)]
        if new:
            flags = session.run([tf.is_variable_initialized(v) for v in new])
            for variable in new:
                variable._keras_initialized = True
            session.run([v.initializer for v, initialized in zip(new, flags, strict=True) if not initialized])
    return session


class Function(_tf_keras.backend.GraphExecutionFunction):
    """Takes a list of arrays for its inputs and gives one of its outputs, after the updates are made."""

    def __call__(self, inputs: Any) -> list[Any]:
        if not isinstance(inputs, (list, tuple)):
            raise TypeError("`inputs` should be a list or tuple.")
        get_session()
        return super().__call__(list(inputs))


def function(inputs: Any, outputs: Any, updates: Any = None, **kwargs: Any) -> Function:
    """A function of placeholders; `kwargs` are for the session's runs.

    Raises:
      ValueError: an argument that the session does not take.
    """
    for name in kwargs:
        if name not in ("feed_dict", "fetches", "name", "options", "run_metadata"):
            raise ValueError(f'Invalid argument "{name}" passed to K.function with TensorFlow backend')
    outputs = outputs if isinstance(outputs, (list, tuple)) else [outputs]
    return Function(list(inputs), list(outputs), updates=updates, **kwargs)


def eval(x: Any) -> Any:
    """The value of a tensor or variable."""
    return tf.keras.backend.to_dense(x).eval(session=get_session())


def get_value(x: Any) -> Any:
    """The value of a variable."""
    get_session()
    return tf.keras.backend.get_value(x)


def batch_get_value(ops: Any) -> list[Any]:
    """The values of several variables."""
    get_session()
    return tf.keras.backend.batch_get_value(ops)
