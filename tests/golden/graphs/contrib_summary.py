"""`tf.contrib.summary` in graphs: writers, what is written, and when."""

import os
import tempfile

FOLDER = os.path.join(tempfile.gettempdir(), "tf1graph_golden_events")


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def writers(tf):
    summary = tf.contrib.summary
    first = summary.create_file_writer("logs")
    second = summary.create_file_writer("logs", max_queue=3, flush_millis=7, filename_suffix=".end", name="mine")
    none = summary.create_file_writer(None)
    with first.as_default():
        summary.flush()
    first.flush()
    second.init()
    second.close()
    summary.flush(second, name="flushed")
    none.flush()
    summary.create_summary_file_writer("other")
    assert len(summary.summary_writer_initializer_op()) == 3
    assert isinstance(first, summary.SummaryWriter)


def scalars_always(tf):
    summary = tf.contrib.summary
    tf.train.create_global_step()
    x = _x(tf, 3)
    with summary.create_file_writer("logs").as_default(), summary.always_record_summaries():
        summary.scalar("loss", tf.reduce_sum(x))
        summary.scalar("loss", x[0], family="family", step=7)
        with tf.name_scope("inner"):
            summary.scalar("loss", x[1], step=tf.constant(8, tf.int64))
    assert len(summary.all_summary_ops()) == 3


def everything_every_second_step(tf):
    summary = tf.contrib.summary
    x = _x(tf, 2, 4, 4, 3)
    with summary.create_file_writer("logs").as_default(), summary.record_summaries_every_n_global_steps(2):
        summary.histogram("histogram", x)
        summary.image("image", x, max_images=1, step=3)
        summary.image("coloured", x, bad_color=tf.constant([0, 255, 0, 255], tf.uint8), family="family")
        summary.audio("sound", x[:, :, 0, 0], 16000.0, 2)
        summary.generic("tensor", x)
        summary.generic("described", x, metadata=tf.SummaryMetadata(summary_description="words"), step=1)
        summary.generic("raw", x, metadata=tf.constant("bytes"))


def every_third_step_of_ones_own(tf):
    summary = tf.contrib.summary
    step = tf.get_variable("step", [], tf.int64, tf.zeros_initializer(), trainable=False)
    with summary.create_file_writer("logs").as_default(), summary.record_summaries_every_n_global_steps(3, step):
        summary.scalar("x", _x(tf), step=step)
        summary.should_record_summaries()


def never_and_without_a_word(tf):
    summary = tf.contrib.summary
    x = _x(tf)
    summary.scalar("without a writer", x)
    with summary.create_file_writer("logs").as_default():
        summary.scalar("unasked", x)
        with summary.never_record_summaries():
            summary.scalar("never", x)
            summary.histogram("never either", x, family="family")


def graphs_and_events(tf):
    summary = tf.contrib.summary
    text = tf.placeholder(tf.string, [], name="text")
    summary.graph(text)
    with summary.create_file_writer("logs").as_default():
        summary.graph(text)
        summary.graph(text, step=2, name="mine")
        summary.import_event(text, name="event")
