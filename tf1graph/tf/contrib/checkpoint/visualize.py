"""`tf.contrib.checkpoint.dot_graph_from_checkpoint`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tf1graph.tf._private import compat_v1, trackable
from tf1graph.tf.names import provide
from tf1graph.tf.python.checkpoint import checkpoint


@provide(
    "tf.contrib.checkpoint.dot_graph_from_checkpoint",
    fidelity="approximate",
    gone="2.0",
    note="a text about a checkpoint, which a test holds to 1.15.5's",
)
def dot_graph_from_checkpoint(save_path: str) -> str:
    """A picture of a checkpoint by object in the language of Graphviz: variables blue, slots orange.

    Args:
      save_path: what `tf.train.Checkpoint.save` gave.
    """
    reader = compat_v1.train.NewCheckpointReader(save_path)
    lines = _lines(checkpoint.object_metadata(save_path), reader)
    return "digraph {\n" + "".join(f"{line}\n" for line in lines) + "}\n"


def _lines(objects: Any, reader: Any) -> Iterator[str]:
    slots = {slot.slot_variable_node_id for node in objects.nodes for slot in node.slot_variables}
    for number, node in enumerate(objects.nodes):
        yield f'N_{number} [shape=point label="" {_look(node, number in slots, reader)}]'
        for child in node.children:
            yield f'N_{number} -> N_{child.node_id} [label="{_escape(child.local_name)}"]'
        for slot in node.slot_variables:
            place = slot.slot_variable_node_id
            yield f'N_{number} -> N_{place} [label="{_escape(slot.slot_name)}" style=dotted]'
            yield f"N_{slot.original_variable_node_id} -> N_{place} [style=dotted]"


def _look(node: Any, is_slot: bool, reader: Any) -> str:
    if len(node.attributes) == 1 and node.attributes[0].name == trackable.VARIABLE_VALUE_KEY:
        (about,) = node.attributes
        color, kind = ("orange", "Slot variable") if is_slot else ("blue", "Variable")
        shape = reader.get_variable_to_shape_map()[about.checkpoint_key]
        dtype = reader.get_variable_to_dtype_map()[about.checkpoint_key].name
        return f'color={color} width=.25 tooltip="{kind} {_escape(about.full_name)} shape={shape} {dtype}"'
    return 'width=.25 color=red,tooltip="Optimizer"' if node.slot_variables else "width=.25"


def _escape(name: str) -> str:
    return name.replace('"', '\\"')
