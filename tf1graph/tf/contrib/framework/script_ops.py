"""`tf.contrib.framework.py_func`: a Python function of nested structures as an op."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tf1graph import tf
from tf1graph.tf.names import provide

nest = tf.nest


@provide("tf.contrib.framework.py_func", today="tf.numpy_function", gone="2.0")
def py_func(
    func: Callable[..., Any],
    args: Any = (),
    kwargs: Mapping[str, Any] | None = None,
    output_types: Any = None,
    output_shapes: Any = None,
    stateful: bool = True,
    name: str | None = None,
) -> Any:
    """What `func` returns of arrays, as tensors in the structure of `output_types`.

    Args:
      func: takes arrays where `args` and `kwargs` hold tensors.
      args, kwargs: its arguments, nested as it likes.
      output_types: nested dtypes, or a function of the arguments that gives them.
      output_shapes: shapes in that structure, or a function of the arguments; unknown where it is None.
      stateful: whether two calls of equal arguments may differ.

    Raises:
      TypeError: `args` is no list or tuple, or `kwargs` no dictionary.
    """
    kwargs = {} if kwargs is None else kwargs
    if not isinstance(args, (list, tuple)):
        raise TypeError(f"args must be list and not {type(args)}. args: {args}")
    if not isinstance(kwargs, dict):
        raise TypeError(f"kwargs must be dict and not {type(kwargs)}. args: {kwargs}")
    types = output_types(*args, **kwargs) if callable(output_types) else output_types
    shapes = output_shapes(*args, **kwargs) if callable(output_shapes) else output_shapes
    given = (args, kwargs)

    def call(*arrays: Any) -> list[Any]:
        positional, named = nest.pack_sequence_as(given, arrays)
        return nest.flatten(func(*positional, **named))

    outputs = tf.py_func(call, nest.flatten(given), nest.flatten(types), stateful=stateful, name=name)
    if shapes is not None:
        flat = nest.flatten_up_to(types, shapes) if hasattr(nest, "flatten_up_to") else nest.flatten(shapes)
        for output, shape in zip(outputs, flat, strict=True):
            output.set_shape(shape)
    return nest.pack_sequence_as(types, outputs)
