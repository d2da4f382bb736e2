"""`Node`: one call of a layer, which models are walked by. Everything of it is a list, one input's too."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf.python.keras._tf_keras import node


class Node(node.Node):
    """A call of `outbound_layer` on the tensors that `inbound_layers` gave."""

    @property
    def inbound_layers(self) -> list[Any]:
        """The layers that gave the inputs; of an input none."""
        return [layer for layer, _, _, _ in self.iterate_inbound()]

    @property
    def node_indices(self) -> list[int]:
        """For each input, the call of its layer that gave it."""
        return [index for _, index, _, _ in self.iterate_inbound()]

    @property
    def tensor_indices(self) -> list[int]:
        """For each input, which of the tensors of that call it is."""
        return [index for _, _, index, _ in self.iterate_inbound()]

    @property
    def input_tensors(self) -> list[Any]:
        return self.output_tensors if self.is_input else list(self.keras_inputs)

    @property
    def output_tensors(self) -> list[Any]:
        return tf.nest.flatten(self.outputs)

    @property
    def input_shapes(self) -> list[Any]:
        return [tf.keras.backend.int_shape(tensor) for tensor in self.input_tensors]

    @property
    def output_shapes(self) -> list[Any]:
        return [tf.keras.backend.int_shape(tensor) for tensor in self.output_tensors]

    @property
    def input_masks(self) -> list[Any]:
        return [getattr(tensor, "_keras_mask", None) for tensor in self.input_tensors]

    @property
    def output_masks(self) -> list[Any]:
        return [getattr(tensor, "_keras_mask", None) for tensor in self.output_tensors]

    def get_config(self) -> dict[str, Any]:
        """The call by the names of its layers."""
        return {
            "outbound_layer": self.layer.name,
            "inbound_layers": [layer.name for layer in self.inbound_layers],
            "node_indices": self.node_indices,
            "tensor_indices": self.tensor_indices,
        }


def note(layer: Any) -> None:
    """Make the last call of a layer one of ours."""
    if layer._inbound_nodes:
        layer._inbound_nodes[-1].__class__ = Node
