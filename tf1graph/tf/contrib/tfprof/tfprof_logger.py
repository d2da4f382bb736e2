"""`tf.contrib.tfprof.tfprof_logger`."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._tree import mirror
from tf1graph.tf.names import Row, add, provide

PLACE = "tf.contrib.tfprof.tfprof_logger."
add(Row(PLACE + "deprecated", "exact", "tf1graph.tf._private:deprecation.deprecated", gone="2.0"))


@provide(
    PLACE + "write_op_log",
    fidelity="approximate",
    today="tf.profiler.write_op_log",
    gone="2.0",
    note="today's tf.profiler.write_op_log",
)
def write_op_log(graph: Any, log_dir: str, op_log: Any = None, run_meta: Any = None, add_trace: bool = True) -> None:
    """Write what is known of a graph's ops to the file `tfprof_log` in the folder `log_dir`."""
    tf.profiler.write_op_log(graph, log_dir, op_log, run_meta, add_trace)


__getattr__, __dir__ = mirror(__name__)
