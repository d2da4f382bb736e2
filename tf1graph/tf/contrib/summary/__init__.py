"""`tf.contrib.summary`: summaries that are written by ops, in graphs and eagerly."""

from tf1graph.tf import names
from tf1graph.tf._tree import mirror

NAMES = """SummaryWriter all_summary_ops always_record_summaries create_file_writer create_summary_file_writer eval_dir
    import_event never_record_summaries record_summaries_every_n_global_steps summary_writer_initializer_op"""
STANDS = {"all_summary_ops": "all_v2_summary_ops"}

names.add(
    *(
        names.Row(
            f"tf.contrib.summary.{name}",
            "exact",
            f"tf1graph.tf._private:summary_ops_v2.{STANDS.get(name, name)}",
            gone="2.0",
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
