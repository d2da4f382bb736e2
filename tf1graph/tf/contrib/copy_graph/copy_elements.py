"""Copies of variables, ops and tensors in another graph, under the same names."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from tf1graph import tf
from tf1graph.tf.names import provide

PLACE = "tf.contrib.copy_graph."


def _scoped(name: str, scope: str) -> str:
    return f"{scope}/{name}" if scope else name


def _collections_of(thing: Any, scope: str, keeps: Iterable[str] = ()) -> list[str]:
    """The names of the collections that a thing is in, as they are in the scope."""
    graph = thing.graph
    names = [
        name for name in graph.get_all_collection_keys() if any(thing is each for each in graph.get_collection(name))
    ]
    return [name if name in keeps else _scoped(name, scope) for name in names]


@provide(PLACE + "copy_variable_to_graph", gone="2.0")
def copy_variable_to_graph(org_instance: Any, to_graph: Any, scope: str = "") -> Any:
    """A variable of the same name in another graph, which begins with the original's initial value.

    Args:
      org_instance: the variable.
      to_graph: the other graph.
      scope: where in it.

    Raises:
      TypeError: it is no variable.
    """
    if not isinstance(org_instance, tf.Variable):
        raise TypeError(f"{org_instance} is not a Variable")
    name = _scoped(org_instance.name.partition(":")[0], scope)
    kept = (tf.GraphKeys.GLOBAL_VARIABLES, tf.GraphKeys.TRAINABLE_VARIABLES)
    collections = _collections_of(org_instance, scope, kept)
    trainable = tf.GraphKeys.TRAINABLE_VARIABLES in collections
    with org_instance.graph.as_default(), tf.Session() as session:
        value = session.run(org_instance.initialized_value())
    with to_graph.as_default():
        return tf.Variable(value, trainable, name=name, collections=collections, validate_shape=False)


@provide(PLACE + "copy_op_to_graph", gone="2.0")
def copy_op_to_graph(org_instance: Any, to_graph: Any, variables: Any, scope: str = "") -> Any:
    """A copy of an op or a tensor, and of all that it is computed from, in another graph.

    Args:
      org_instance: the op or tensor.
      to_graph: the other graph; what it has of that name already is taken.
      variables: the variables copied before.
      scope: where in it.

    Raises:
      TypeError: it is neither an op nor a tensor.
    """
    if not isinstance(org_instance, (tf.Tensor, tf.Operation)):
        raise TypeError(f"Could not copy instance: {org_instance}")
    name = _scoped(org_instance.name, scope)
    if name in {variable.name for variable in variables}:
        return to_graph.get_tensor_by_name(name)
    try:
        return to_graph.as_graph_element(name, allow_tensor=True, allow_operation=True)
    except (KeyError, ValueError):
        pass  # it is not there yet
    if isinstance(org_instance, tf.Tensor):
        made = copy_op_to_graph(org_instance.op, to_graph, variables, scope)
        tensor = made.outputs[org_instance.value_index]
        for collection in _collections_of(org_instance, scope):
            to_graph.add_to_collection(collection, tensor)
        return tensor

    def copied(thing: Any) -> Any:
        return copy_op_to_graph(thing, to_graph, variables, scope)

    op = org_instance
    original = copied(op._original_op) if op._original_op is not None else None
    before = [copied(each) for each in op.control_inputs]
    inputs = [copied(each) for each in op.inputs]
    node = deepcopy(op.node_def)
    node.name = name
    made = tf.Operation.from_node_def(
        node,
        to_graph,
        inputs,
        control_inputs=before,
        input_types=list(op._input_types),
        original_op=original,
        op_def=deepcopy(op.op_def),
    )
    to_graph._record_op_seen_by_control_dependencies(made)
    return made


@provide(PLACE + "get_copied_op", gone="2.0")
def get_copied_op(org_instance: Any, graph: Any, scope: str = "") -> Any:
    """The copy of an op or tensor that is in another graph already."""
    return graph.as_graph_element(_scoped(org_instance.name, scope), allow_tensor=True, allow_operation=True)
