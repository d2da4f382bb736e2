"""Lists of ops and tensors, control outputs, trees, and placeholders in place of tensors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf.names import provide

PLACE = "tf.contrib.graph_editor."
PREFIX = "geph"


def concatenate_unique(la: list[Any], lb: Iterable[Any]) -> list[Any]:
    """The list `la`, with what of `lb` is not in it yet put at its end."""
    known = set(la)
    for thing in lb:
        if thing not in known:
            la.append(thing)
            known.add(thing)
    return la


class ListView:
    """A list that can be looked at, not changed.

    Raises:
      TypeError: it is made of something else than a list.
    """

    def __init__(self, list_: list[Any]):
        if not isinstance(list_, list):
            raise TypeError(f"Expected a list, got: {type(list_)}.")
        self._list = list_

    def __iter__(self) -> Iterator[Any]:
        return iter(self._list)

    def __len__(self) -> int:
        return len(self._list)

    def __getitem__(self, index: Any) -> Any:
        return self._list[index]

    def __add__(self, other: Iterable[Any]) -> list[Any]:
        return [*self._list, *other]


def is_iterable(obj: Any) -> bool:
    """Whether something can be iterated over, and is no tensor."""
    if isinstance(obj, tf.Tensor):
        return False
    try:
        iter(obj)
    except TypeError:
        return False
    return True


def flatten_tree(tree: Any, leaves: list[Any] | None = None) -> list[Any]:
    """The leaves of dictionaries and iterables within one another, put at the end of `leaves`."""
    leaves = [] if leaves is None else leaves
    if is_iterable(tree):
        for child in tree.values() if isinstance(tree, dict) else tree:
            flatten_tree(child, leaves)
    else:
        leaves.append(tree)
    return leaves


def transform_tree(tree: Any, fn: Callable[[Any], Any], iterable_type: Any = tuple) -> Any:
    """The tree with a function's result in place of each leaf; iterables of no known kind become `iterable_type`."""
    if not is_iterable(tree):
        return fn(tree)
    if isinstance(tree, dict):
        return type(tree)((key, transform_tree(child, fn, iterable_type)) for key, child in tree.items())
    children = (transform_tree(child, fn, iterable_type) for child in tree)
    if isinstance(tree, tuple) and hasattr(tree, "_fields"):
        return type(tree)(*children)
    kind: Any = type(tree) if isinstance(tree, Sequence) else iterable_type
    return kind(children)


def check_graphs(*args: Any) -> None:
    """Raise a ValueError where views are of different graphs."""
    graph = None
    for number, view in enumerate(args):
        if graph is None:
            graph = view.graph
        elif view.graph is not None and view.graph is not graph:
            raise ValueError(f"Argument[{number}]: Wrong graph!")


def get_unique_graph(tops: Any, check_types: Any = None, none_if_empty: bool = False) -> Any:
    """The graph of ops and tensors.

    Raises:
      TypeError: something else is among them.
      ValueError: they are of several graphs, or there are none.
    """
    if isinstance(tops, tf.Graph):
        return tops
    if not is_iterable(tops):
        raise TypeError(f"{type(tops)} is not iterable")
    types = (tf.Operation, tf.Tensor) if check_types is None else check_types
    types = tuple(types) if is_iterable(types) else (types,)
    graph = None
    for op in tops:
        if not isinstance(op, types):
            raise TypeError(f"Expected a type in ({', '.join(str(kind) for kind in types)}), got: {type(op)}")
        if graph is None:
            graph = op.graph
        elif graph is not op.graph:
            raise ValueError(f"Operation {op} does not belong to given graph")
    if graph is None and not none_if_empty:
        raise ValueError("Can't find the unique graph of an empty list")
    return graph


def _listed(things: Any, kind: Any, all_of: Callable[[Any], list[Any]], check: bool, graph: bool, mixed: bool) -> Any:
    if isinstance(things, tf.Graph):
        if not graph:
            raise TypeError("allow_graph is False: cannot convert a tf.Graph.")
        return all_of(things)
    if not is_iterable(things):
        things = [things]
    if not things:
        return []
    if check:
        get_unique_graph(things, check_types=None if mixed else kind)
    return [thing for thing in things if isinstance(thing, kind)]


@provide(PLACE + "make_list_of_op", gone="2.0")
def make_list_of_op(ops: Any, check_graph: bool = True, allow_graph: bool = True, ignore_ts: bool = False) -> list[Any]:
    """A list of ops, of one, several or a graph.

    Args:
      check_graph: whether they must be of one graph.
      allow_graph: whether a graph may be given.
      ignore_ts: whether tensors among them are left out; else they are a TypeError.
    """
    return _listed(ops, tf.Operation, lambda graph: graph.get_operations(), check_graph, allow_graph, ignore_ts)


@provide(PLACE + "get_tensors", gone="2.0")
def get_tensors(graph: Any) -> list[Any]:
    """All tensors of a graph."""
    if not isinstance(graph, tf.Graph):
        raise TypeError(f"Expected a graph, got: {type(graph)}")
    return [tensor for op in graph.get_operations() for tensor in op.outputs]


@provide(PLACE + "make_list_of_t", gone="2.0")
def make_list_of_t(ts: Any, check_graph: bool = True, allow_graph: bool = True, ignore_ops: bool = False) -> list[Any]:
    """A list of tensors; arguments as of `make_list_of_op`."""
    return _listed(ts, tf.Tensor, get_tensors, check_graph, allow_graph, ignore_ops)


@provide(PLACE + "get_generating_ops", gone="2.0")
def get_generating_ops(ts: Any) -> list[Any]:
    """The op of each tensor."""
    return [tensor.op for tensor in make_list_of_t(ts, allow_graph=False)]


@provide(PLACE + "get_consuming_ops", gone="2.0")
def get_consuming_ops(ts: Any) -> list[Any]:
    """The ops that tensors go into, each once."""
    found: list[Any] = []
    for tensor in make_list_of_t(ts, allow_graph=False):
        concatenate_unique(found, tensor.consumers())
    return found


@provide(PLACE + "ControlOutputs", gone="2.0")
class ControlOutputs:
    """The ops that wait for each op of a graph.

    Raises:
      TypeError: it is made of something else than a graph.
    """

    def __init__(self, graph: Any):
        if not isinstance(graph, tf.Graph):
            raise TypeError(f"Expected a tf.Graph, got: {type(graph)}")
        self._graph = graph
        self._control_outputs: dict[Any, list[Any]] = {}
        self._version: int | None = None
        self.update()

    def update(self) -> ControlOutputs:
        """Look at the graph again where ops were added."""
        if self._version != self._graph.version:
            self._control_outputs.clear()
            for op in self._graph.get_operations():
                for before in op.control_inputs:
                    concatenate_unique(self._control_outputs.setdefault(before, []), [op])
            self._version = self._graph.version
        return self

    def get_all(self) -> dict[Any, list[Any]]:
        """The ops that wait, by the op they wait for."""
        return self._control_outputs

    def get(self, op: Any) -> Any:
        """The ops that wait for one."""
        return self._control_outputs.get(op, ())

    @property
    def graph(self) -> Any:
        """The graph."""
        return self._graph


def scope_finalize(scope: str) -> str:
    """The scope with a slash at its end, if it is not empty."""
    return scope + "/" if scope and scope[-1] != "/" else scope


def scope_dirname(scope: str) -> str:
    """The name up to its last slash, with it."""
    return scope[: scope.rfind("/") + 1]


def scope_basename(scope: str) -> str:
    """The name from its last slash on, without it."""
    return scope[scope.rfind("/") + 1 :]


@provide(PLACE + "placeholder_name", gone="2.0")
def placeholder_name(t: Any = None, scope: str | None = None, prefix: str = PREFIX) -> str:
    """The name of a placeholder in place of a tensor, in the tensor's scope where none is given.

    Raises:
      TypeError: it is no tensor.
    """
    if scope is not None:
        scope = scope_finalize(scope)
    if t is None:
        return f"{scope or ''}{prefix}"
    if not isinstance(t, tf.Tensor):
        raise TypeError(f"Expected a tf.Tensor, got: {type(t)}")
    base = scope_basename(t.op.name)
    if scope is None:
        scope = scope_dirname(t.op.name)
    return scope + (base if base.startswith(f"{prefix}__") else f"{prefix}__{base}_{t.value_index}")


@provide(PLACE + "make_placeholder_from_tensor", gone="2.0")
def make_placeholder_from_tensor(t: Any, scope: str | None = None, prefix: str = PREFIX) -> Any:
    """A placeholder of a tensor's type and shape."""
    return tf.placeholder(dtype=t.dtype, shape=t.get_shape(), name=placeholder_name(t, scope=scope, prefix=prefix))


@provide(PLACE + "make_placeholder_from_dtype_and_shape", PLACE + "ph", gone="2.0")
def make_placeholder_from_dtype_and_shape(
    dtype: Any, shape: Any = None, scope: str | None = None, prefix: str = PREFIX
) -> Any:
    """A placeholder of a type and a shape."""
    return tf.placeholder(dtype=dtype, shape=shape, name=placeholder_name(scope=scope, prefix=prefix))


def get_predefined_collection_names() -> list[str]:
    """The names of TensorFlow's own collections."""
    return [getattr(tf.GraphKeys, key) for key in dir(tf.GraphKeys) if not key.startswith("__")]


def find_corresponding_elem(target: Any, dst_graph: Any, dst_scope: str = "", src_scope: str = "") -> Any:
    """The op or tensor of another graph with the same name, from one scope to another.

    Raises:
      ValueError: the name does not lie in `src_scope`.
      TypeError: it is neither an op nor a tensor.
    """
    source = scope_finalize(src_scope)
    if not target.name.startswith(source):
        raise ValueError(f"{target.name} does not start with {source}")
    name = scope_finalize(dst_scope) + target.name[len(source) :]
    if isinstance(target, tf.Tensor):
        return dst_graph.get_tensor_by_name(name)
    if isinstance(target, tf.Operation):
        return dst_graph.get_operation_by_name(name)
    raise TypeError(f"Expected tf.Tensor or tf.Operation, got: {type(target)}")


def find_corresponding(targets: Any, dst_graph: Any, dst_scope: str = "", src_scope: str = "") -> Any:
    """The same of a tree of ops and tensors."""
    return transform_tree(targets, lambda top: find_corresponding_elem(top, dst_graph, dst_scope, src_scope))
