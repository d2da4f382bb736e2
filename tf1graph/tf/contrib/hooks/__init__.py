"""`tf.contrib.hooks`: hooks of sessions."""

from tf1graph.tf import names
from tf1graph.tf._tree import mirror

names.add(
    *names.moved(
        "tf.contrib.hooks",
        "tf1graph.tf:train.",
        "ProfilerHook",
        gone="2.0",
    )
)
__getattr__, __dir__ = mirror(__name__)
