"""`tf.contrib.tfprof.model_analyzer`: what became `tf.profiler.profile`, and options for it."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import profiler_model_analyzer
from tf1graph.tf._tree import mirror
from tf1graph.tf.names import Row, add, provide

PLACE = "tf.contrib.tfprof.model_analyzer."
NOTE = "today's tf.profiler: the same counts; it has learnt to count the operations of more kinds of ops"
ALL_ADVICE = profiler_model_analyzer.ALL_ADVICE


def _options(select: list[str], **others: Any) -> dict[str, Any]:
    return {
        "max_depth": 10000,
        "min_bytes": 0,
        "min_micros": 0,
        "min_params": 0,
        "min_float_ops": 0,
        "order_by": "name",
        "account_type_regexes": [".*"],
        "start_name_regexes": [".*"],
        "trim_name_regexes": [],
        "show_name_regexes": [".*"],
        "hide_name_regexes": [],
        "account_displayed_op_only": True,
        "select": select,
        "output": "stdout",
        "dump_to_file": "",
    } | others


TRAINABLE_VARS_PARAMS_STAT_OPTIONS = _options(["params"], account_type_regexes=["_trainable_variables"])
FLOAT_OPS_OPTIONS = _options(["float_ops"], min_float_ops=1, order_by="float_ops")
PRINT_ALL_TIMING_MEMORY = _options(["micros", "bytes"], min_bytes=1, min_micros=1)

OPTIONS = ("TRAINABLE_VARS_PARAMS_STAT_OPTIONS", "FLOAT_OPS_OPTIONS", "PRINT_ALL_TIMING_MEMORY", "ALL_ADVICE")
add(
    *(Row(PLACE + name, "approximate", f"{__name__}:{name}", gone="2.0", note=NOTE) for name in OPTIONS),
    Row(PLACE + "Profiler", "approximate", "tf1graph.tf:profiler.Profiler", "tf.profiler.Profiler", "2.0", NOTE),
    Row(PLACE + "deprecated", "exact", "tf1graph.tf._private:deprecation.deprecated", gone="2.0"),
)


@provide(PLACE + "print_model_analysis", fidelity="approximate", today="tf.profiler.profile", gone="2.0", note=NOTE)
def print_model_analysis(
    graph: Any, run_meta: Any = None, op_log: Any = None, tfprof_cmd: str = "scope", tfprof_options: Any = 0
) -> Any:
    """Print what a graph is made of, and return it: `total_parameters`, `total_float_ops` and so on, and the parts.

    Args:
      run_meta: a `tf.RunMetadata` of a step that was traced, for times and memory.
      op_log: an `OpLogProto` with what is known of ops.
      tfprof_cmd: `scope`, `graph`, `op` or `code`.
      tfprof_options: a dictionary like those of this module.
    """
    return tf.profiler.profile(graph, run_meta, op_log, tfprof_cmd, tfprof_options)


@provide(PLACE + "advise", fidelity="approximate", today="tf.profiler.advise", gone="2.0", note=NOTE)
def advise(graph: Any, run_meta: Any = None, tfprof_options: Any = 0) -> Any:
    """What of the graph could be quicker, printed and returned."""
    return tf.profiler.advise(graph, run_meta, tfprof_options)


__getattr__, __dir__ = mirror(__name__)
