"""`tf.contrib.summary`: summaries that are written by ops, in graphs and eagerly."""

from tf1graph.tf import names
from tf1graph.tf._tree import mirror

NAMES = """SummaryWriter all_summary_ops always_record_summaries audio create_file_writer create_summary_file_writer
    eval_dir flush generic graph histogram image import_event initialize never_record_summaries
    record_summaries_every_n_global_steps scalar should_record_summaries summary_writer_initializer_op"""
STANDS = {"all_summary_ops": "all_v2_summary_ops"}

names.add(
    *(
        names.Row(
            f"tf.contrib.summary.{name}",
            "approximate",
            f"tf1graph.tf.python.ops.summary_ops_v2:{STANDS.get(name, name)}",
            gone="2.0",
            note="what today's TensorFlow keeps of it: the same events",
        )
        for name in NAMES.split()
    ),
    names.Row(
        "tf.contrib.summary.create_db_writer",
        "refused",
        gone="2.0",
        note="Today's TensorFlow writes no summaries into a database; write them with create_file_writer.",
    ),
)
__getattr__, __dir__ = mirror(__name__)
