"""Resource variables."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, inside, original, resource_variable_ops

# In TensorFlow 1 every variable was a `tf.Variable`; compat.v1 derives this class from the one of TensorFlow 2 alone.
compat_v1.Variable.register(resource_variable_ops.BaseResourceVariable)


@inside(resource_variable_ops.BaseResourceVariable)
def sparse_read(variable: Any, indices: Any, name: str | None = None) -> Any:
    """The rows `indices` of the variable; TensorFlow 1 passed them on through an `Identity`."""
    rows = original(resource_variable_ops.BaseResourceVariable.sparse_read)(variable, indices, name)
    return array_ops.identity(rows)
