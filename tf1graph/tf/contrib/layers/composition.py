"""`tf.contrib.layers.repeat` and `stack`: a layer applied again and again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tf1graph.tf._private import ops, variable_scope
from tf1graph.tf.contrib.layers.names import layer as layer_name


@layer_name("repeat")
def repeat(inputs: Any, repetitions: int, layer: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """`layer(inputs, *args, **kwargs)`, applied to its own output, `repetitions` times.

    Args:
      scope: the outer scope, and with `_1`, `_2`, … the scope of each; `Repeat` and the layer's name without one.
      The others go to the layer.
    """
    return _apply("Repeat", "repeat", inputs, layer, [args] * repetitions, kwargs)


@layer_name("stack")
def stack(inputs: Any, layer: Callable[..., Any], stack_args: Sequence[Any], **kwargs: Any) -> Any:
    """`layer(inputs, *stack_args[0], **kwargs)`, and so on of its output, once for each of `stack_args`.

    Args:
      stack_args: for each layer one argument, or a list or tuple of several.
      scope: as for `repeat`; `Stack` without one.

    Raises:
      ValueError: `stack_args` is no list or tuple.
    """
    if not isinstance(stack_args, (list, tuple)):
        raise ValueError("stack_args need to be a list or tuple")
    rows = [args if isinstance(args, (list, tuple)) else [args] for args in stack_args]
    return _apply("Stack", "stack", inputs, layer, rows, kwargs)


def _apply(
    default_scope: str,
    without_name: str,
    inputs: Any,
    layer: Callable[..., Any],
    rows: Sequence[Sequence[Any]],
    kwargs: dict[str, Any],
) -> Any:
    scope = kwargs.pop("scope", None)
    with variable_scope.variable_scope(scope, default_scope, [inputs]):
        outputs = ops.convert_to_tensor(inputs)
        named = layer if hasattr(layer, "__name__") else getattr(layer, "func", None)  # a partial has no name
        prefix = getattr(named, "__name__", without_name) if scope is None else scope
        for i, args in enumerate(rows, 1):
            outputs = layer(outputs, *args, **{**kwargs, "scope": f"{prefix}_{i}"})
        return outputs
