"""`tf.contrib.checkpoint`: what checkpoints by object are made of."""

from typing import Any

from tf1graph.tf import names
from tf1graph.tf._tree import load, mirror

ABOUT: dict[str, Any] = {"fidelity": "exact", "gone": "2.0"}
STANDS = {
    "CheckpointManager": "training.checkpoint_management:CheckpointManager",
    "Checkpointable": "trackable.autotrackable:AutoTrackable",
    "CheckpointableBase": "trackable.base:Trackable",
    "List": "trackable.data_structures:List",
    "Mapping": "trackable.data_structures:Mapping",
    "NoDependency": "trackable.data_structures:NoDependency",
    "PythonStateWrapper": "trackable.python_state:PythonState",
    "list_objects": "checkpoint.checkpoint:list_objects",
    "object_metadata": "checkpoint.checkpoint:object_metadata",
}
names.add(
    *(
        names.Row(f"tf.contrib.checkpoint.{name}", stands=f"tf1graph.tf.python.{stands}", **ABOUT)
        for name, stands in STANDS.items()
    ),
    names.Row(
        "tf.contrib.checkpoint.CheckpointableObjectGraph",
        stands="tf1graph.tf.core.protobuf.trackable_object_graph_pb2:TrackableObjectGraph",
        **ABOUT,
    ),
    names.Row(
        "tf.contrib.checkpoint.capture_dependencies",
        "approximate",
        "tf1graph.tf.python.checkpoint.checkpoint:capture_dependencies",
        gone="2.0",
        note="today's; no golden holds it",
    ),
)
__getattr__, __dir__ = mirror(__name__)

load(__name__)
