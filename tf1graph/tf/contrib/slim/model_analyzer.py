"""`tf.contrib.slim.model_analyzer`: how large a graph's ops and variables are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tf1graph.tf.names import provide

RULE = "---------"


@provide("tf.contrib.slim.model_analyzer.tensor_description", gone="2.0")
def tensor_description(var: Any) -> str:
    """Dtype and shape, as `(float32 3x4)`."""
    return f"({var.dtype.name} {'x'.join(str(size) for size in var.get_shape().as_list())})"


@provide("tf.contrib.slim.model_analyzer.analyze_ops", gone="2.0")
def analyze_ops(graph: Any, print_info: bool = False) -> int:
    """How many elements the outputs of all ops have, as far as their shapes are known.

    Args:
      print_info: whether to print a line an op, with its outputs' dtypes and shapes.
    """
    if print_info:
        print(RULE, "Operations: name -> (type shapes) [size]", RULE, sep="\n")
    total = 0
    for op in graph.get_operations():
        size = sum(output.get_shape().num_elements() or 0 for output in op.outputs)
        if print_info:
            shapes = ", ".join(tensor_description(output) for output in op.outputs if output.get_shape())
            print(op.name, "\t->", shapes, f"[{size}]")
        total += size
    return total


@provide("tf.contrib.slim.model_analyzer.analyze_vars", gone="2.0")
def analyze_vars(variables: Iterable[Any], print_info: bool = False) -> tuple[int, int]:
    """How many elements and bytes the variables have.

    Args:
      print_info: whether to print a line a variable.
    """
    if print_info:
        print(RULE, "Variables: name (type shape) [size]", RULE, sep="\n")
    elements = size = 0
    for var in variables:
        count = var.get_shape().num_elements() or 0
        if print_info:
            print(var.name, tensor_description(var), f"[{count}, bytes: {count * var.dtype.size}]")
        elements += count
        size += count * var.dtype.size
    if print_info:
        print(f"Total size of variables: {elements}")
        print(f"Total bytes of variables: {size}")
    return elements, size
