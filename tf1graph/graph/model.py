"""A graph as it came in: its nodes, and what came with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tf1graph.graph.nodes import Nodes, Shape

if TYPE_CHECKING:
    from tensorboard.compat.proto.graph_pb2 import GraphDef

VARIABLE_OPS = ("Variable", "VariableV2", "VarHandleOp", "AutoReloadVariable")


@dataclass(frozen=True)
class Source:
    """Where a graph came from.

    Attributes:
      kind: "GraphDef", "GraphDef as text", "MetaGraph", "MetaGraph as text", "SavedModel", "event file",
        "checkpoint", "program" or "live graph".
      path: of the file or program; "" for a live graph.
      notes: sentences about how it was read: which of several graphs was taken, where a program was stopped.
    """

    kind: str
    path: str = ""
    notes: tuple[str, ...] = ()


class Variable(NamedTuple):
    """A variable of the graph, or, where only a checkpoint was given, of that.

    Attributes:
      name: of its node; without one, its key in the checkpoint.
      shape: None where the rank is unknown, None in it for a size that is.
      dtype: as TensorFlow spells it, "float32".
      node: its node's number, -1 where there is none.
      trainable: None where the source does not say, as a bare GraphDef does not.
      slot: whether an optimiser keeps it, such as `w/Adam` or `beta1_power`.
    """

    name: str
    shape: Shape
    dtype: str
    node: int = -1
    trainable: bool | None = None
    slot: bool = False


@dataclass(frozen=True)
class Recorded:
    """A RunMetadata that came with the graph, in a log.

    Attributes:
      tag: under which the program recorded it.
      step: of the training.
      data: the serialised `RunMetadata`.
    """

    tag: str
    step: int
    data: bytes


@dataclass
class LoadedGraph:
    """What `tf1graph.graph.load` gives.

    Attributes:
      source: where it came from.
      nodes: the nodes, as columns.
      functions: the function library's, by name.
      trainable: names of the trainable variables' nodes, None where the source does not say.
      queues_run: names of the queues' nodes that a queue runner fills, None where the source does not say.
      tensorflow: the version that wrote it, "" where the source does not say.
      run_metadata: what a log holds of the times of steps, in its order.
      checkpoint: prefix of the checkpoint with the variables' values, None where there is none.
      serialized: gives the bytes of the GraphDef.
      remainder: the bytes of the GraphDef without its nodes: function library and versions.
    """

    source: Source
    nodes: Nodes
    functions: dict[str, Nodes]
    serialized: Callable[[], bytes]
    remainder: bytes = b""
    trainable: frozenset[str] | None = None
    queues_run: frozenset[str] | None = None
    tensorflow: str = ""
    run_metadata: list[Recorded] = field(default_factory=list)
    checkpoint: Path | None = None

    def graph_def(self) -> GraphDef:
        """The whole GraphDef, as protobuf has it: TensorBoard's class, which is TensorFlow's byte for byte.

        It takes several times the memory of the file.
        """
        from tensorboard.compat.proto.graph_pb2 import GraphDef

        return GraphDef.FromString(self.serialized())

    @cached_property
    def variables(self) -> list[Variable]:
        """The variables, in the order of the graph; of a bare checkpoint those that it holds, by name."""
        from tf1graph.graph.variables import variables_in, variables_of

        if not len(self.nodes) and self.checkpoint is not None:
            return variables_in(self.checkpoint)
        return variables_of(self.nodes, self.trainable)

    def value(self, variable: Variable | str) -> Any:
        """The value of a variable in the checkpoint, as a NumPy array; read when it is asked for.

        Raises:
          MalformedFile: there is no checkpoint, or it has no such variable.
        """
        from tf1graph.graph.variables import value_in

        return value_in(self.checkpoint, variable if isinstance(variable, str) else variable.name, self.source.path)
