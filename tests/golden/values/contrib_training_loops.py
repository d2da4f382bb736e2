"""Loops that train and evaluate, of `tf.contrib.training` and `tf.contrib.slim`: what they run, leave and give."""

import glob
import os


def _net(tf):
    """A loss, and an op that trains; one number."""
    step = tf.train.get_or_create_global_step()
    weight = tf.get_variable("weight", [], initializer=tf.constant_initializer(4.0), use_resource=True)
    loss = tf.square(weight)
    tf.summary.scalar("loss", loss)
    return weight, loss, step


def _files(folder):
    found = sorted(os.path.basename(path) for path in glob.glob(folder + "/*"))
    return ["events" if name.startswith("events") else name for name in found]


def _summaries(tf, folder):
    found = []
    for path in sorted(glob.glob(folder + "/events*")):
        for event in tf.train.summary_iterator(path):
            found += [[event.step, value.tag, value.simple_value] for value in event.summary.value]
    return [row for row in found if "sec" not in row[1]]


def training_trained(tf):
    training = tf.contrib.training
    _, loss, _ = _net(tf)
    train_op = training.create_train_op(loss, tf.train.GradientDescentOptimizer(0.25))
    last = training.train(
        train_op,
        "logs",
        hooks=[tf.train.StopAtStepHook(last_step=3)],
        save_summaries_steps=2,
        save_checkpoint_secs=600,
    )
    return [last, _files("logs"), _summaries(tf, "logs"), tf.train.load_variable("logs", "weight")]


def training_evaluated_once(tf):
    training = tf.contrib.training
    _, loss, step = _net(tf)
    count = tf.get_local_variable("count", [], initializer=tf.zeros_initializer())
    tf.train.Saver()
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        session.run(step.assign(7))
        tf.train.Saver().save(session, "logs/model", global_step=step, write_meta_graph=False)
    eval_step = training.get_or_create_eval_step()
    found = training.evaluate_once(
        tf.train.latest_checkpoint("logs"),
        eval_ops=count.assign_add(2.0),
        feed_dict=None,
        final_ops={"count": count, "loss": loss},
        hooks=[training.StopAfterNEvalsHook(3, log_progress=False), training.SummaryAtEndHook("evaluated")],
    )
    return [found, eval_step.op.name, _files("evaluated"), _summaries(tf, "evaluated")]


def training_evaluated_repeatedly(tf):
    training = tf.contrib.training
    weight, loss, step = _net(tf)
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        for number in range(2):
            session.run([step.assign(number), weight.assign(number + 1.0)])
            tf.train.Saver().save(session, "logs/model", global_step=step, write_meta_graph=False)
    called = []
    found = training.evaluate_repeatedly(
        "logs",
        eval_ops=tf.no_op(),
        final_ops=[loss],
        hooks=[training.StopAfterNEvalsHook(1)],
        eval_interval_secs=0,
        max_number_of_evaluations=1,
        timeout=0.1,
        timeout_fn=lambda: called.append(1) or True,
    )
    none = training.wait_for_new_checkpoint("logs", "logs/model-1", seconds_to_sleep=0.01, timeout=0.02)
    first = training.wait_for_new_checkpoint("logs", seconds_to_sleep=0.01, timeout=1)
    seen = list(training.checkpoints_iterator("logs", 0, timeout=0.1, timeout_fn=None))
    return [found, none, first, seen, len(called)]


def profiled(tf):
    _, loss, step = _net(tf)
    train_op = tf.train.GradientDescentOptimizer(0.25).minimize(loss, step)
    hook = tf.train.ProfilerHook(save_steps=2, output_dir="profiles", show_memory=True)
    with tf.train.SingularMonitoredSession([hook, tf.train.StopAtStepHook(num_steps=4)]) as session:
        while not session.should_stop():
            session.run(train_op)
    return [_files("profiles"), all(os.path.getsize(path) for path in glob.glob("profiles/*"))]


def slim_trained(tf):
    slim = tf.contrib.slim
    _, loss, _ = _net(tf)
    train_op = slim.learning.create_train_op(loss, tf.train.GradientDescentOptimizer(0.25))
    taken = []

    def one_step(session, train_op, global_step, arguments):
        taken.append(sorted(arguments))
        return slim.learning.train_step(session, train_op, global_step, arguments)

    last = slim.learning.train(
        train_op, "logs", train_step_fn=one_step, number_of_steps=3, summary_writer=None, save_interval_secs=600
    )
    kept = [name for name in _files("logs") if "ckpt-0" not in name and "ckpt-1" not in name]  # the first is a thread's
    return [last, taken, kept, tf.train.load_variable("logs", "weight")]


def slim_trained_without_a_folder(tf):
    slim = tf.contrib.slim
    _, loss, _ = _net(tf)
    train_op = slim.learning.create_train_op(loss, tf.train.GradientDescentOptimizer(0.25))
    said = [slim.learning.train(train_op, None, number_of_steps=2, log_every_n_steps=0)]
    for arguments in ({"train_op": None}, {"logdir": None, "summary_op": loss}, {"number_of_steps": 0}):
        given = dict({"train_op": train_op, "logdir": "logs"}, **arguments)
        try:
            slim.learning.train(**given)
        except ValueError as error:
            said.append(str(error))
    return said


def slim_evaluated(tf):
    slim = tf.contrib.slim
    _, loss, step = _net(tf)
    mean, update = slim.metrics.streaming_mean(loss)
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        tf.train.Saver().save(session, "logs/model", global_step=step, write_meta_graph=False)
    once = slim.evaluation.evaluate_once(
        "", tf.train.latest_checkpoint("logs"), "once", num_evals=2, eval_op=update, final_op=mean
    )
    loop = slim.evaluation.evaluation_loop(
        "",
        "logs",
        "loop",
        num_evals=3,
        eval_op=update,
        final_op=mean,
        eval_interval_secs=0,
        max_number_of_evaluations=1,
    )
    waited = slim.evaluation.wait_for_new_checkpoint("logs", seconds_to_sleep=0.01, timeout=1)
    seen = list(slim.evaluation.checkpoints_iterator("logs", 0, timeout=0.1))
    return [once, loop, waited, seen, _files("once"), _summaries(tf, "loop")]
