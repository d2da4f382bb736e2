"""`tf.contrib.summary`: the events that it writes, in graphs."""

import glob


def _events(tf, folder):
    """What the event files of a folder say, step by step."""
    found = []
    for path in sorted(glob.glob(folder + "/*")):
        for event in tf.train.summary_iterator(path):
            kind = event.WhichOneof("what")
            found.append([event.step, kind])
            for value in event.summary.value:
                found.append([event.step, value.tag, value.WhichOneof("value"), value.simple_value])
    return sorted(found, key=str)  # those of one run come in any order


def a_training_run(tf):
    summary = tf.contrib.summary
    step = tf.train.create_global_step()
    advance = step.assign_add(1)
    x = tf.placeholder(tf.float32, [3])
    writer = summary.create_file_writer("logs", flush_millis=10000)
    with writer.as_default(), summary.record_summaries_every_n_global_steps(2):
        summary.scalar("sum", tf.reduce_sum(x))
        summary.histogram("values", x, family="family")
        summary.generic("tensor", x, step=step + 10)
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        with writer.as_default():
            summary.initialize(graph=tf.get_default_graph(), session=session)
            for number in range(4):
                session.run(summary.all_summary_ops(), {x: [number, 1.0, 2.0]})
                session.run(advance)
            session.run(writer.flush())
        session.run(writer.close())
    return _events(tf, "logs")


def without_a_session_or_a_writer(tf):
    summary = tf.contrib.summary
    said = []
    for writer in (summary.create_file_writer(None), summary.create_file_writer("logs")):
        with writer.as_default():
            try:
                summary.initialize()
            except (RuntimeError, ValueError) as error:
                said.append(type(error).__name__)
    try:
        summary.graph(tf.get_default_graph())
    except TypeError as error:
        said.append(type(error).__name__)
    return [*said, summary.eval_dir("model"), summary.eval_dir("model", "name")]
