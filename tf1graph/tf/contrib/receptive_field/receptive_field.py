"""The receptive field of a net."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tf1graph import tf
from tf1graph.tf.contrib.receptive_field.graph_compute_order import NodeInfo, get_compute_order
from tf1graph.tf.contrib.receptive_field.parse_layer_parameters import Axis, get_axes
from tf1graph.tf.names import provide


class ReceptiveField:
    """Which part of a picture a feature sees, each attribute an array of x and y.

    Attributes:
      size: how many pixels.
      stride: how many pixels lie between the parts of two neighbouring features.
      padding: how many pixels outside the picture the first feature sees.
    """

    def __init__(self, size: Any, stride: Any, padding: Any):
        self.size, self.stride, self.padding = np.asarray(size), np.asarray(stride), np.asarray(padding)

    def compute_input_center_coordinates(self, y: Any, axis: Sequence[int] | None = None) -> Any:
        """The middles of what the features at `y` see, an array [..., axes].

        Args:
          axis: which axes the coordinates are of; all where it is None.

        Raises:
          ValueError: there are not as many coordinates as axes.
        """
        axes, y = self._axes(y, axis, "feature coordinates `y`")
        return -self.padding[axes] + y * self.stride[axes] + (self.size[axes] - 1) / 2

    def compute_feature_coordinates(self, x: Any, axis: Sequence[int] | None = None) -> Any:
        """Where the features are that see a part with its middle at `x`: the inverse."""
        axes, x = self._axes(x, axis, "input center coordinates `x`")
        return (x + self.padding[axes] + (1 - self.size[axes]) / 2) / self.stride[axes]

    def _axes(self, given: Any, axis: Sequence[int] | None, what: str) -> tuple[list[int], Any]:
        axes, given = list(range(self.size.size) if axis is None else axis), np.asarray(given)
        if given.shape[-1] != len(axes):
            raise ValueError(
                f"Dimensionality of the {what} ({given.shape[-1]}) does not match dimensionality of `axis` "
                f"({len(axes)})"
            )
        return axes, given

    def __iter__(self) -> Iterator[Any]:
        return iter(np.concatenate([self.size, self.stride, self.padding]))


@dataclass
class _Field:
    """Along one axis, of the output as a node sees it."""

    size: int = 1
    stride: int = 1
    padding: int | None = 0

    def before(self, axis: Axis, is_known: bool) -> _Field:
        """As the node before a layer sees it."""
        assert axis.kernel is not None
        assert axis.stride is not None
        padding = None
        if is_known and axis.padding is not None and self.padding is not None:
            padding = axis.stride * self.padding + axis.padding
        return _Field(axis.stride * self.size + axis.kernel - axis.stride, axis.stride * self.stride, padding)

    @property
    def shift(self) -> float:
        return (self.size - 1) / 2 - (self.padding or 0)


@provide(
    "tf.contrib.receptive_field.compute_receptive_field_from_graph_def",
    fidelity="approximate",
    gone="2.0",
    note="numbers about a graph, which the tests hold to 1.15.5's; takes FusedBatchNormV3 too, at which 1.15.5 ended",
)
def compute_receptive_field_from_graph_def(
    graph_def: Any,
    input_node: Any,
    output_node: Any,
    stop_propagation: Sequence[str] | None = None,
    input_resolution: Sequence[int] | None = None,
) -> ReceptiveField:
    """What a feature of `output_node` sees of `input_node`: six numbers, or a `ReceptiveField` of them.

    Args:
      graph_def: a graph or a `tf.GraphDef`.
      input_node, output_node: names of nodes, or tensors.
      stop_propagation: beginnings of names of nodes beyond which nothing counts.
      input_resolution: height and width of the picture, on which paddings depend.

    Raises:
      ValueError: a node is not there or is of an unknown kind, or two ways through the net do not fit together.
    """
    if isinstance(graph_def, tf.Graph):
        graph_def = graph_def.as_graph_def()
    input_node, output_node = (getattr(node, "op", node) for node in (input_node, output_node))
    input_name, output_name = (getattr(node, "name", node) for node in (input_node, output_node))
    infos, nodes = get_compute_order(graph_def, input_name, input_resolution)
    fields = {output_name: (_Field(), _Field())}
    is_known, is_found = True, False
    for info in sorted(infos.values(), key=lambda info: -info.order):
        name = info.node.name
        if name == input_name:
            break
        is_found = is_found or name == output_name
        if not is_found or name not in fields:
            continue
        axes = get_axes(info.node, nodes, info.input_size)
        is_known = is_known and all(axis.padding is not None for axis in axes)
        seen = [field.before(axis, is_known) for field, axis in zip(fields[name], axes, strict=True)]
        for before in _counting(info, stop_propagation or ()):
            fields[before] = _joined(fields[before], seen, is_known) if before in fields else (seen[0], seen[1])
    if not is_found:
        raise ValueError("Output node was not found")
    if input_name not in fields:
        raise ValueError("Input node was not found")
    x, y = fields[input_name]
    return ReceptiveField((x.size, y.size), (x.stride, y.stride), (x.padding, y.padding))


def _counting(info: NodeInfo, stop: Sequence[str]) -> list[str]:
    return [name for name in info.node.input if not name.startswith(("^", *stop))]


def _joined(old: Sequence[_Field], new: Sequence[_Field], is_known: bool) -> tuple[_Field, _Field]:
    """The larger field of two ways that meet, along each axis.

    Raises:
      ValueError: they have other strides, or other middles.
    """
    chosen = []
    for one, other, direction in zip(old, new, ("horizontal", "vertical"), strict=True):
        for what, differ in (
            ("effective stride", one.stride != other.stride),
            ("center shift", one.shift != other.shift),
        ):
            if is_known and differ:
                raise ValueError(
                    f"Graph is not aligned since {what} from different paths is different in {direction} direction"
                )
        chosen.append(other if one.size < other.size else one)
    return chosen[0], chosen[1]
