"""The functions of `tf.layers` that make a layer and apply it: `conv2d` of `Conv2D`."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from tf1graph.tf.names import provide

INPUTS = inspect.Parameter("inputs", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Any)
REUSE = inspect.Parameter("reuse", inspect.Parameter.POSITIONAL_OR_KEYWORD, default=None, annotation="bool | None")


def function_of(layer: type, name: str, about: str, shares: bool = True) -> Callable[..., Any]:
    """The function that makes a layer of a class and applies it to its first argument, as a row of the table.

    Args:
      layer: the class; the function takes its arguments, in their order.
      name: the function's name in `tf.layers`.
      about: the first line of its documentation.
      shares: whether it takes `reuse` too, and puts the variables in a scope of the layer's name.
    """
    own = list(inspect.signature(layer).parameters.values())[:-1]  # without **kwargs
    signature = inspect.Signature([INPUTS, *own, *([REUSE] if shares else [])])

    def function(*args: Any, **kwargs: Any) -> Any:
        given = signature.bind(*args, **kwargs).arguments
        inputs = given.pop("inputs")
        if shares:
            given["_reuse"] = given.pop("reuse", None)
            given["_scope"] = given.get("name")
            given["dtype"] = inputs.dtype.base_dtype
        return layer(**given)(inputs)

    function.__name__ = function.__qualname__ = name
    function.__module__ = layer.__module__
    of_layer = inspect.cleandoc(layer.__doc__ or "")
    function.__doc__ = f"{about}\n\nThe arguments after `inputs` are those of `{layer.__name__}`:\n\n{of_layer}"
    if shares:
        function.__doc__ += "\n  reuse: whether to take variables that exist."
    function.__signature__ = signature  # type: ignore[attr-defined]
    return provide(f"tf.layers.{name}", today=f"tf_keras.layers.{layer.__name__}(…)(inputs)", gone="2.16")(function)
