"""`tf.contrib.learn.monitors`: what they are told, say and leave behind while a session trains."""

import collections
import glob
import logging
import os

_Config = collections.namedtuple("_Config", "is_chief")
_Trained = collections.namedtuple("_Trained", "config model_dir")
_ESTIMATOR = _Trained(_Config(True), "model")  # as much of an estimator as monitors ask for


class _Log(logging.Handler):
    """Keeps what TensorFlow logs."""

    def __init__(self):
        super().__init__()
        self.lines = []

    def emit(self, record):
        self.lines.append(record.getMessage())


def _train(tf, monitors, steps):
    """Train a number for some steps, with monitors; what they logged."""
    step = tf.train.get_or_create_global_step()
    weight = tf.get_variable("weight", [], initializer=tf.constant_initializer(4.0), use_resource=True)
    loss = tf.square(weight, name="loss")
    tf.summary.scalar("loss", loss)
    with tf.control_dependencies([loss]):
        train_op = tf.train.GradientDescentOptimizer(0.25).minimize(loss, step)
    hooks = tf.contrib.learn.monitors.replace_monitors_with_hooks(monitors, _ESTIMATOR)
    level, log = tf.logging.get_verbosity(), _Log()
    logger = logging.getLogger("tensorflow")
    logger.addHandler(log)
    tf.logging.set_verbosity(tf.logging.INFO)
    try:
        with tf.train.SingularMonitoredSession(hooks) as session:
            for _ in range(steps):
                if not session.should_stop():
                    session.run([train_op, loss])
    finally:
        tf.logging.set_verbosity(level)
        logger.removeHandler(log)
    return [line for line in log.lines if "deprecat" not in line and "Instructions" not in line]


def _told(monitors):
    """A monitor that notes what it is told, and one for every second step."""
    told = []

    class All(monitors.BaseMonitor):
        def begin(self, max_steps=None):
            super().begin(max_steps)
            told.append(["begin", max_steps])

        def end(self, session=None):
            super().end(session)
            told.append(["end", session is not None])

        def step_begin(self, step):
            super().step_begin(step)
            return ["loss:0"]

        def step_end(self, step, output):
            told.append(["step", step, sorted(output), float(output["loss:0"])])
            return super().step_end(step, output)

        def post_step(self, step, session):
            told.append(["post", step])

    class Second(monitors.EveryN):
        def every_n_step_begin(self, step):
            super().every_n_step_begin(step)
            return ["loss:0"]

        def every_n_step_end(self, step, outputs):
            told.append(["second", step, float(outputs["loss:0"])])
            return step >= 5

        def every_n_post_step(self, step, session):
            told.append(["after second", step])

    return told, [All(), Second(every_n_steps=2, first_n_steps=1)]


def what_monitors_are_told(tf):
    told, watching = _told(tf.contrib.learn.monitors)
    _train(tf, watching, 9)
    return told


def stopped_at_a_step(tf):
    monitors = tf.contrib.learn.monitors
    told, watching = _told(monitors)
    _train(tf, [*watching, monitors.StopAtStep(last_step=3)], 9)
    said = []
    for arguments in ({}, {"num_steps": 1, "last_step": 2}):
        try:
            monitors.StopAtStep(**arguments)
        except ValueError as error:
            said.append(str(error))
    return [told[-2:], said]


def values_kept_and_logged(tf):
    monitors = tf.contrib.learn.monitors
    kept = monitors.CaptureVariable("loss:0", every_n=2, first_n=1)
    lines = _train(tf, [kept, monitors.PrintTensor({"now": "loss:0"}, every_n=3), monitors.NanLoss("loss:0", 1)], 5)
    return [kept.values, [line for line in lines if "now" in line]]


def summaries_and_checkpoints(tf):
    monitors = tf.contrib.learn.monitors
    merged = []
    early = tf.get_variable("early", [], initializer=tf.zeros_initializer())
    summary = tf.summary.scalar("ones", tf.ones([]))
    watching = [
        monitors.SummarySaver(summary, save_steps=2, output_dir="summaries"),
        monitors.CheckpointSaver("checkpoints", save_steps=2, saver=tf.train.Saver([early])),
    ]
    _train(tf, watching, 4)
    for path in sorted(glob.glob("summaries/*")):
        for event in tf.train.summary_iterator(path):
            merged += [[event.step, value.tag, value.simple_value] for value in event.summary.value]
    saved = sorted(name for name in os.listdir("checkpoints") if name.endswith(".index"))
    return [merged, saved]


def what_is_not_a_number(tf):
    monitors = tf.contrib.learn.monitors
    bad = tf.log(tf.constant(-1.0), name="bad")
    said = []
    try:
        _train(tf, [monitors.NanLoss(bad, every_n_steps=1)], 3)
    except RuntimeError as error:
        said.append([type(error).__name__, str(error)])
    return said


def the_usual_ones(tf):
    monitors = tf.contrib.learn.monitors
    loss = tf.constant(1.0)
    summary = tf.summary.scalar("one", loss)
    found = monitors.get_default_monitors(loss, summary, save_summary_steps=3, output_dir="logs")
    more = monitors.get_default_monitors()
    hooks = monitors.replace_monitors_with_hooks([found[0], tf.train.StopAtStepHook(num_steps=1)], _ESTIMATOR)
    none = monitors.replace_monitors_with_hooks(None, _ESTIMATOR)
    return [[type(thing).__name__ for thing in things] for things in (found, more, hooks, none)]
