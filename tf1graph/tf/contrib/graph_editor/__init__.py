"""`tf.contrib.graph_editor`: looks into graphs, copies parts of them, and rewires them in place."""

from tf1graph.tf import names
from tf1graph.tf._tree import load, mirror

names.add(
    *(
        names.Row(
            f"tf.contrib.graph_editor.{module}", "exact", f"tf1graph.tf.contrib.graph_editor.{module}", gone="2.0"
        )
        for module in ("edit", "reroute", "select", "subgraph", "transform", "util")
    )
)
__getattr__, __dir__ = mirror(__name__)

load(__name__)
