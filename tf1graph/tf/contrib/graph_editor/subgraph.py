"""Views of parts of a graph, with their inputs and outputs in an order of one's own."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf.contrib.graph_editor import select, util
from tf1graph.tf.names import provide

PLACE = "tf.contrib.graph_editor."


def _indices(given: Iterable[Any], tensors: Sequence[Any], may_repeat: bool) -> list[int]:
    """The places of tensors that are given by these or by themselves.

    Raises:
      ValueError: there is no such place, or one comes twice and may not.
    """
    found = [one if isinstance(one, int) else tensors.index(one) for one in given]
    for place in found:
        if not 0 <= place < len(tensors):
            raise ValueError(f"Out of [0, {len(tensors)}[ range: {place}")
    if not may_repeat and len(set(found)) != len(found):
        raise ValueError(f"Found repetition in mapping: {found}")
    return found


@provide(PLACE + "SubGraphView", gone="2.0")
class SubGraphView:
    """A part of a graph: ops, and tensors that only pass through.

    Args:
      inside_ops: the ops.
      passthrough_ts: tensors that are both inputs and outputs.

    What the methods `remap_…` and `remove_…` give is another view; this one stays.
    """

    def __init__(self, inside_ops: Any = (), passthrough_ts: Any = ()):
        self._ops = util.make_list_of_op(inside_ops)
        tensors = util.make_list_of_t(passthrough_ts)
        everything = self._ops + tensors
        self._graph = util.get_unique_graph(everything) if everything else None
        inputs, outputs, inside = select.compute_boundary_ts(self._ops)
        known = frozenset([*inputs, *outputs, *inside])
        self._passthrough_ts = [tensor for tensor in tensors if tensor not in known]
        self._input_ts = inputs + self._passthrough_ts
        self._output_ts = outputs + self._passthrough_ts

    def __copy__(self) -> SubGraphView:
        made = object.__new__(type(self))
        for name, value in vars(self).items():
            setattr(made, name, value if name == "_graph" else list(value))
        return made

    def copy(self) -> SubGraphView:
        """Another view of the same."""
        return copy.copy(self)

    def _assign_from(self, other: SubGraphView) -> None:
        if not isinstance(other, SubGraphView):
            raise TypeError(f"Expected SubGraphView, got: {type(other)}")
        vars(self).update(vars(other.copy()))

    def remap_default(self, remove_input_map: bool = True, remove_output_map: bool = True) -> SubGraphView:
        """A view with inputs or outputs as they were first."""
        found = self.copy()
        inputs, outputs, _ = select.compute_boundary_ts(self._ops)
        if remove_input_map:
            found._input_ts = inputs + self._passthrough_ts
        if remove_output_map:
            found._output_ts = outputs + self._passthrough_ts
        return found

    def remap_inputs(self, new_input_indices: Iterable[Any]) -> SubGraphView:
        """A view with these inputs alone, given by their places or themselves."""
        return self.remap(new_input_indices=new_input_indices)

    def remap_outputs(self, new_output_indices: Iterable[Any]) -> SubGraphView:
        """A view with these outputs alone, which may come more than once."""
        return self.remap(new_output_indices=new_output_indices)

    def remap(
        self, new_input_indices: Iterable[Any] | None = None, new_output_indices: Iterable[Any] | None = None
    ) -> SubGraphView:
        """A view with these inputs and outputs.

        Raises:
          ValueError: there are no such, or an input comes twice.
        """
        found = self.copy()
        if new_input_indices is not None:
            places = _indices(new_input_indices, self._input_ts, may_repeat=False)
            found._input_ts = [self._input_ts[place] for place in places]
        if new_output_indices is not None:
            places = _indices(new_output_indices, self._output_ts, may_repeat=True)
            found._output_ts = [self._output_ts[place] for place in places]
        return found

    def remap_outputs_make_unique(self) -> SubGraphView:
        """A view with each output once."""
        found = self.copy()
        found._output_ts = list(dict.fromkeys(self._output_ts))
        return found

    def remap_outputs_to_consumers(self) -> SubGraphView:
        """A view with each output as often as there are ops that it goes into."""
        found = self.remap_outputs_make_unique()
        found._output_ts = [tensor for tensor in found._output_ts for _ in tensor.consumers()]
        return found

    def remove_unused_ops(self, control_inputs: bool = True) -> SubGraphView:
        """A view without the ops that no input reaches and no output is computed from."""
        used = select.get_walks_union_ops(
            self.connected_inputs, self.connected_outputs, within_ops=self._ops, control_inputs=control_inputs
        )
        found = self.copy()
        found._ops = [op for op in self._ops if op in used]
        return found

    def find_op_by_name(self, op_name: str) -> Any:
        """The op of a name.

        Raises:
          ValueError: there is none.
        """
        for op in self._ops:
            if op.name == op_name:
                return op
        raise ValueError(f"{op_name} not in subgraph.")

    def __str__(self) -> str:
        if not self:
            return "SubGraphView: empty"
        lines = [f"SubGraphView (graphid={id(self.graph)}):"]
        for name, things in (("ops", self._ops), ("inputs", self._input_ts), ("outputs", self._output_ts)):
            lines.append(f"** {name}[{len(things)}]:" if things else f"** {name}: empty")
            lines += [f"  {thing.name}{' *' if thing in self._passthrough_ts else ''}" for thing in things]
        return "\n".join((*lines, ""))

    @property
    def graph(self) -> Any:
        """The graph, None of an empty view."""
        return self._graph

    @property
    def ops(self) -> list[Any]:
        """The ops."""
        return self._ops

    @property
    def inputs(self) -> util.ListView:
        """The tensors that come in."""
        return util.ListView(self._input_ts)

    @property
    def connected_inputs(self) -> list[Any]:
        """Those that go into ops."""
        return [tensor for tensor in self._input_ts if tensor not in self._passthrough_ts]

    @property
    def outputs(self) -> util.ListView:
        """The tensors that go out."""
        return util.ListView(self._output_ts)

    @property
    def connected_outputs(self) -> list[Any]:
        """Those that come out of ops."""
        return [tensor for tensor in self._output_ts if tensor not in self._passthrough_ts]

    @property
    def passthroughs(self) -> util.ListView:
        """The tensors that only pass through."""
        return util.ListView(self._passthrough_ts)

    def __bool__(self) -> bool:
        return self._graph is not None

    def op(self, op_id: int) -> Any:
        """The op at a place."""
        return self._ops[op_id]

    def is_passthrough(self, t: Any) -> bool:
        """Whether a tensor only passes through."""
        return t in self._passthrough_ts

    def __enter__(self) -> SubGraphView:
        return self

    def __exit__(self, *error: Any) -> None:
        pass

    def input_index(self, t: Any) -> int:
        """The place of an input.

        Raises:
          ValueError: it is none.
        """
        return self._index(self._input_ts, t, "inputs")

    def output_index(self, t: Any) -> int:
        """The place of an output.

        Raises:
          ValueError: it is none.
        """
        return self._index(self._output_ts, t, "outputs")

    def _index(self, tensors: list[Any], tensor: Any, name: str) -> int:
        if tensor not in tensors:
            raise ValueError(f"Can't find {tensor.name} in {name} of subgraph.")
        return tensors.index(tensor)

    def consumers(self) -> list[Any]:
        """The ops outside that the outputs go into."""
        inside = frozenset(self._ops)
        found = dict.fromkeys(op for tensor in self._output_ts for op in tensor.consumers())
        return [op for op in found if op not in inside]


def _check_graph(view: Any, graph: Any) -> SubGraphView:
    if not isinstance(view, SubGraphView):
        raise TypeError(f"Expected a SubGraphView, got: {type(view)}")
    if graph is not None and view.graph:
        if not isinstance(graph, tf.Graph):
            raise TypeError(f"Expected a tf.Graph, got: {type(graph)}")
        if view.graph is not graph:
            raise ValueError("Graph mismatch.")
    return view


@provide(PLACE + "make_view", PLACE + "sgv", gone="2.0")
def make_view(*args: Any, graph: Any = None, **kwargs: Any) -> SubGraphView:
    """A view of ops and tensors, chosen as by `select_ops_and_ts`; a view is itself."""
    if len(args) == 1 and isinstance(args[0], SubGraphView):
        return _check_graph(args[0], graph)
    ops, tensors = select.select_ops_and_ts(*args, graph=graph, **kwargs)
    return _check_graph(SubGraphView(ops, tensors), graph)


@provide(PLACE + "make_view_from_scope", PLACE + "sgv_scope", gone="2.0")
def make_view_from_scope(scope: str, graph: Any) -> SubGraphView:
    """A view of the ops in a name scope."""
    return SubGraphView(select.get_name_scope_ops(graph, scope))
