"""Copies parts of graphs: as they are, with other inputs, or changed on the way."""

from __future__ import annotations

import functools
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from tf1graph import tf
from tf1graph.tf.contrib.graph_editor import reroute, select, subgraph, util
from tf1graph.tf.names import provide

PLACE = "tf.contrib.graph_editor."


@provide(PLACE + "replace_t_with_placeholder_handler", gone="2.0")
def replace_t_with_placeholder_handler(info: Any, t: Any) -> Any:
    """A placeholder in the place of a tensor."""
    with info.graph_.as_default():
        return util.make_placeholder_from_tensor(t, scope=info.scope_)


@provide(PLACE + "keep_t_if_possible_handler", gone="2.0")
def keep_t_if_possible_handler(info: Any, t: Any) -> Any:
    """The tensor itself within one graph, else a placeholder."""
    return t if info.graph is info.graph_ else replace_t_with_placeholder_handler(info, t)


@provide(PLACE + "assign_renamed_collections_handler", gone="2.0")
def assign_renamed_collections_handler(info: Any, elem: Any, elem_: Any) -> None:
    """Put a copy into the collections that the original is in; those of one's own are renamed as ops are."""
    known = util.get_predefined_collection_names()
    for name, collection in info.collections.items():
        if elem in collection:
            info.graph_.add_to_collection(name if name in known else info.new_name(name), elem_)


@provide(PLACE + "transform_op_if_inside_handler", gone="2.0")
def transform_op_if_inside_handler(info: Any, op: Any, keep_if_possible: bool = True) -> Any:
    """The copy of an op in the part that is copied; outside it the op itself within one graph, else None."""
    if op in info.ops:
        return info.transformed_ops[op]
    return op if keep_if_possible and info.graph is info.graph_ else None


@provide(PLACE + "copy_op_handler", gone="2.0")
def copy_op_handler(
    info: Any, op: Any, new_inputs: Any, copy_shape: bool = False, nodedef_fn: Callable[[Any], Any] | None = None
) -> tuple[Any, Any]:
    """A copy of an op with other inputs, and its outputs.

    Args:
      copy_shape: whether they have the shapes of the original's.
      nodedef_fn: changes the copy's NodeDef.

    Raises:
      TypeError: the inputs are a boolean.
    """
    if isinstance(new_inputs, bool):
        raise TypeError("the `new_inputs` argument must be an iterable.")
    node = deepcopy(op.node_def)
    node.name = info.graph_.unique_name(info.new_name(op.name))
    if nodedef_fn is not None:
        node = nodedef_fn(node)
    made = tf.Operation.from_node_def(
        node, info.graph_, list(new_inputs), input_types=list(op._input_types), op_def=deepcopy(op.op_def)
    )
    if copy_shape:
        for tensor, copied in zip(op.outputs, made.outputs, strict=True):
            copied.set_shape(tensor.get_shape())
    if op._original_op:
        made._original_op = op._original_op
    return made, made.outputs


class _Info:
    """What is known while a part is copied: names with a trailing underscore are the copy's."""

    def __init__(self, sgv: Any, dst_graph: Any, dst_scope: str, src_scope: str):
        self.sgv, self.ops, self.inputs = sgv, frozenset(sgv.ops), frozenset(sgv.inputs)
        self.graph, self.scope = sgv.graph, src_scope
        self.graph_, self.scope_ = dst_graph, dst_scope
        self.transformed_ops: dict[Any, Any] = {}
        self.transformed_ts: dict[Any, Any] = {}
        self.cyclic: list[tuple[Any, Any, Any]] = []
        self.collections = {key: self.graph.get_collection(key) for key in self.graph.get_all_collection_keys()}

    def new_name(self, name: str) -> str:
        """The name of a copy.

        Raises:
          ValueError: the name does not lie in the scope that is copied from.
        """
        if not name.startswith(self.scope):
            raise ValueError(f"{name} does not belong to source scope: {self.scope}.")
        return self.scope_ + name[len(self.scope) :]


@provide(PLACE + "TransformerInfo", gone="2.0")
class TransformerInfo:
    """Which copy belongs to which original."""

    def __init__(self, info: Any):
        self._info = info

    def _map(self, top: Any) -> dict[Any, Any]:
        if isinstance(top, tf.Operation):
            return self._info.transformed_ops
        if isinstance(top, tf.Tensor):
            return self._info.transformed_ts
        raise TypeError(f"Expected a tf.Tensor or a tf.Operation, got a {type(top)}")

    def _transformed(self, top: Any, missing_fn: Callable[[Any], Any] | None) -> Any:
        found = self._map(top)
        if top in found:
            return found[top]
        return None if missing_fn is None else missing_fn(top)

    def _original(self, top: Any, missing_fn: Callable[[Any], Any] | None) -> Any:
        for original, copied in self._map(top).items():
            if copied is top:
                return original
        return None if missing_fn is None else missing_fn(top)

    def transformed(self, original: Any, missing_fn: Callable[[Any], Any] | None = None) -> Any:
        """The copies of a tree of ops and tensors; what `missing_fn` gives, or None, of those that have none."""
        return util.transform_tree(original, functools.partial(self._transformed, missing_fn=missing_fn))

    def original(self, transformed: Any, missing_fn: Callable[[Any], Any] | None = None) -> Any:
        """The originals of a tree of copies."""
        return util.transform_tree(transformed, functools.partial(self._original, missing_fn=missing_fn))

    def __str__(self) -> str:
        info = self._info
        lines = ["Transform result info:"]
        if info.graph == info.graph_:
            lines.append(f"  Within graph[{id(info.graph)}]{'' if info.scope_ else ' IN-PLACE'}")
        else:
            lines.append(f"  graph[{id(info.graph)}] => graph[{id(info.graph_)}]")
        if info.scope:
            lines.append(f"  Relative to source scope: {info.scope}")
        if info.scope_:
            lines.append(f"  Scope destination: {info.scope_}")
        lines.append("Operations mapping:")
        lines += [f"  {op.name} => {copied.name}" for op, copied in info.transformed_ops.items()]
        return "\n".join((*lines, ""))


@provide(PLACE + "Transformer", gone="2.0")
class Transformer:
    """Copies a part of a graph; what it does with ops, inputs and collections are functions that may be replaced."""

    def __init__(self) -> None:
        self.transform_op_handler: Callable[..., Any] = copy_op_handler
        self.transform_control_input_handler: Callable[..., Any] = transform_op_if_inside_handler
        self.assign_collections_handler: Callable[..., Any] = assign_renamed_collections_handler
        self.transform_external_input_handler: Callable[..., Any] = replace_t_with_placeholder_handler
        self.transform_external_hidden_input_handler: Callable[..., Any] = keep_t_if_possible_handler
        self.transform_original_op_handler: Callable[..., Any] = transform_op_if_inside_handler

    def __call__(
        self, sgv: Any, dst_graph: Any, dst_scope: str, src_scope: str = "", reuse_dst_scope: bool = False
    ) -> tuple[Any, TransformerInfo]:
        """A view of the copy, and which copy belongs to which original.

        Args:
          sgv: what is to be copied.
          dst_graph, dst_scope: where to.
          src_scope: the scope that the copies' names leave out.
          reuse_dst_scope: whether the scope may be there already.

        Raises:
          TypeError: `dst_graph` is no graph.
          ValueError: an op would be its own copy.
        """
        view = subgraph.make_view(sgv)
        if not isinstance(dst_graph, tf.Graph):
            raise TypeError(f"Expected a tf.Graph, got: {type(dst_graph)}")
        dst_scope = util.scope_finalize(dst_scope)
        if dst_scope and not reuse_dst_scope:
            dst_scope = util.scope_finalize(dst_graph.unique_name(dst_scope[:-1]))
        info = _Info(view, dst_graph, dst_scope, util.scope_finalize(src_scope))
        self._copy_ops(info)
        self._close_cycles(info)
        self._connect_control_inputs(info)
        return self._view(info, view), TransformerInfo(info)

    def _copy_ops(self, info: Any) -> None:
        for op in sorted(info.sgv.ops, key=lambda op: op._id):
            inputs = [self._transformed(info, tensor, op) for tensor in op.inputs]
            made, outputs = self.transform_op_handler(info, op, inputs)
            if op is made:
                raise ValueError("In-place transformation not allowed.")
            info.transformed_ops[op] = made
            self.assign_collections_handler(info, op, made)
            for tensor, copied in zip(op.outputs, outputs, strict=True):
                info.transformed_ts[tensor] = copied
                self.assign_collections_handler(info, tensor, copied)

    def _transformed(self, info: Any, tensor: Any, consumer: Any) -> Any:
        """What stands for an input in the copy; of a loop's backward edge something else for the time being."""
        if tensor in info.transformed_ts:
            return info.transformed_ts[tensor]
        if tensor in info.inputs:
            return self.transform_external_input_handler(info, tensor)
        if tensor.op not in info.ops:
            return self.transform_external_hidden_input_handler(info, tensor)
        if consumer.type == "Merge":
            meanwhile = self._transformed(info, consumer.inputs[0], consumer)
        elif tensor.op.type == "Enter":
            meanwhile = self._transformed(info, tensor.op.inputs[0], consumer)
        else:
            with info.graph_.as_default():
                meanwhile = util.make_placeholder_from_tensor(tensor, scope=info.scope_, prefix="geph_tmp")
        info.cyclic.append((tensor, meanwhile, consumer))
        return meanwhile

    def _close_cycles(self, info: Any) -> None:
        for tensor, meanwhile, consumer in info.cyclic:
            copied = info.transformed_ops[consumer]
            place = next(place for place, given in enumerate(copied.inputs) if given is meanwhile)
            copied._update_input(place, info.transformed_ts[tensor])

    def _connect_control_inputs(self, info: Any) -> None:
        for op in info.sgv.ops:
            copied = info.transformed_ops[op]
            if op._original_op:
                original = self.transform_original_op_handler(info, op._original_op)
                if original is not None:
                    copied._original_op = original
            before = [self.transform_control_input_handler(info, each) for each in op.control_inputs]
            reroute.add_control_inputs(copied, [each for each in before if each is not None])

    def _view(self, info: Any, view: Any) -> Any:
        """A view of the copies, its inputs and outputs in the order of the original's."""
        found = subgraph.SubGraphView(list(info.transformed_ops.values()))

        def places(tensors: Any, copies: Any) -> list[int]:
            known = list(copies)
            copied = [info.transformed_ts.get(tensor) for tensor in tensors]
            return [known.index(tensor) for tensor in copied if tensor is not None and tensor in known]

        return found.remap(places(view.inputs, found.inputs), places(view.outputs, found.outputs))


def _destination(view: Any, dst_graph: Any) -> Any:
    graph = view.graph if dst_graph is None else dst_graph
    if not isinstance(graph, tf.Graph):
        raise TypeError(f"Expected a tf.Graph, got: {type(graph)}")
    return graph


@provide(PLACE + "copy", gone="2.0")
def copy(
    sgv: Any, dst_graph: Any = None, dst_scope: str = "", src_scope: str = "", reuse_dst_scope: bool = False
) -> tuple[Any, TransformerInfo]:
    """A copy of a part of a graph, with placeholders for its inputs; arguments as of a `Transformer`."""
    view = subgraph.make_view(sgv)
    return Transformer()(view, _destination(view, dst_graph), dst_scope, src_scope, reuse_dst_scope)


@provide(PLACE + "copy_with_input_replacements", gone="2.0")
def copy_with_input_replacements(
    sgv: Any,
    replacement_ts: dict[Any, Any],
    dst_graph: Any = None,
    dst_scope: str = "",
    src_scope: str = "",
    reuse_dst_scope: bool = False,
) -> tuple[Any, TransformerInfo]:
    """A copy in which some inputs are others.

    Args:
      replacement_ts: from an input to what it is to be; the rest are kept, or placeholders in another graph.
      others: as of a `Transformer`.
    """
    view = subgraph.make_view(sgv)

    def replaced(info: Any, tensor: Any) -> Any:
        return replacement_ts[tensor] if tensor in replacement_ts else keep_t_if_possible_handler(info, tensor)

    copier = Transformer()
    copier.transform_external_input_handler = replaced
    return copier(view, _destination(view, dst_graph), dst_scope, src_scope, reuse_dst_scope)


def _with_loops(ops: list[Any], control_ios: Any) -> list[Any]:
    """The ops, and all of the loops that some of them lie in."""
    found = list(ops)
    for context in dict.fromkeys(op._get_control_flow_context() for op in ops):
        if context is not None and context.IsWhileContext():
            enters, exits = ([tensor.op for tensor in ends] for ends in (context.loop_enters, context.loop_exits))
            util.concatenate_unique(found, select.get_walks_intersection_ops(enters, exits, control_ios=control_ios))
    return found


@provide(PLACE + "graph_replace", gone="2.0")
def graph_replace(
    target_ts: Any,
    replacement_ts: dict[Any, Any],
    dst_scope: str = "",
    src_scope: str = "",
    reuse_dst_scope: bool = False,
) -> Any:
    """What tensors would be if others were others: copies of all that lies between.

    Args:
      target_ts: a tensor, or a tree of them.
      replacement_ts: from a tensor to what is to stand in its place.
      dst_scope, src_scope, reuse_dst_scope: as of a `Transformer`.

    Raises:
      ValueError: none of the targets depends on what is replaced.
    """
    targets = util.flatten_tree(target_ts)
    graph = util.get_unique_graph(targets, check_types=tf.Tensor)
    control_ios = util.ControlOutputs(graph)
    ops = select.get_walks_intersection_ops(list(replacement_ts), targets, control_ios=control_ios)
    if not ops:
        raise ValueError("Targets and replacements are not connected!")
    ops = _with_loops(ops, control_ios)
    _, info = copy_with_input_replacements(ops, replacement_ts, None, dst_scope, src_scope, reuse_dst_scope)
    return info.transformed(target_ts, lambda tensor: tensor)
