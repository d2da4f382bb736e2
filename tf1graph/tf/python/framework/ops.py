"""`tf.Graph`."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import TF1Graph, compat_v1, inside, ops, original, tensor_util
from tf1graph.tf.names import provide


class _AnyGraph(type(compat_v1.Graph)):  # type: ignore[misc]
    """The default graph is not made by this package, and is a `tf.Graph` all the same."""

    def __instancecheck__(cls, thing: Any) -> bool:
        return isinstance(thing, compat_v1.Graph)


@provide("tf.Graph")
class Graph(compat_v1.Graph, TF1Graph, metaclass=_AnyGraph):
    """A graph to build a TensorFlow 1 program in: its seeds, names and gradients are TensorFlow 1.15.5's."""


@inside(ops.Operation, "_set_attr")
def set_attribute(op: Any, name: str, value: Any) -> None:
    """Sets an attribute of a node, but for a note of today's runtime.

    `tf.control_dependencies` marks what it is given, for statistics. No node of TensorFlow 1 has the mark, and one that
    a session has run cannot take it: there the runtime would warn, once for each.
    """
    if name != "_has_manual_control_dependencies":
        original(ops.Operation._set_attr)(op, name, value)


class RegisterShape:
    """A decorator for the shape function of an op of the program's own; none is asked since TensorFlow 1.0.

    An op's shape function is part of its library, in C++.
    """

    def __init__(self, op_type: str):
        if not isinstance(op_type, str):
            raise TypeError("op_type must be a string")

    def __call__(self, function: Any) -> Any:
        return function


@provide("tf.python.framework.ops.register_dense_tensor_like_type", note="`tf.is_tensor` knows the type")
def register_dense_tensor_like_type(tensor_type: type) -> None:
    """Let instances of a class of the program's own count as dense tensors.

    Raises:
      TypeError: the class lacks one of the properties `name` and `dtype`.
    """
    for name in ("name", "dtype"):
        if not isinstance(getattr(tensor_type, name, None), property):
            raise TypeError(f"Type {tensor_type.__name__} does not define a `{name}` property")
    tensor_util.tf_type_classes += (tensor_type,)
