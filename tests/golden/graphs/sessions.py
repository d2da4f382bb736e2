"""What supervisors, monitored sessions, hooks and step counters add to a graph."""

import atexit
import shutil
import tempfile


def _folder():
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder)
    return folder


def _reopen(tf):
    """A session of these closes the graph; what is recorded of it wants initialisers added."""
    tf.get_default_graph()._unsafe_unfinalize()


def _model(tf):
    step = tf.train.get_or_create_global_step()
    w = tf.get_variable("w", [2, 2])
    loss = tf.reduce_sum(w * w)
    return loss, tf.train.GradientDescentOptimizer(0.1).minimize(loss, global_step=step)


def global_steps(tf):
    assert tf.train.get_global_step() is None
    step = tf.train.create_global_step()
    assert tf.train.get_or_create_global_step() is step
    tf.train.assert_global_step(step)
    return step


def supervisor(tf):
    _model(tf)
    tf.summary.scalar("two", tf.constant(2.0))
    tf.train.Supervisor(logdir=_folder())
    _reopen(tf)


def supervisor_with_its_own(tf):
    _model(tf)
    ready = tf.report_uninitialized_variables()
    tf.train.Supervisor(
        ready_op=ready, init_op=tf.global_variables_initializer(), summary_op=None, saver=None, local_init_op=None
    )
    _reopen(tf)


def scaffold(tf):
    _model(tf)
    tf.get_variable("local", [2], trainable=False, collections=[tf.GraphKeys.LOCAL_VARIABLES])
    tf.summary.histogram("h", tf.global_variables()[0])
    tf.train.Scaffold().finalize()
    _reopen(tf)


def scaffold_with_parts_given(tf):
    _model(tf)
    scaffold = tf.train.Scaffold(
        init_op=tf.global_variables_initializer(), init_feed_dict={}, init_fn=lambda s, session: None, saver=None
    )
    scaffold.finalize()
    assert tf.get_default_graph().finalized
    _reopen(tf)


def monitored_training(tf):
    loss, train = _model(tf)
    hooks = [
        tf.train.StopAtStepHook(last_step=3),
        tf.train.NanTensorHook(loss),
        tf.train.LoggingTensorHook({"loss": loss}, every_n_iter=2),
        tf.train.StepCounterHook(every_n_steps=2),
        tf.train.SummarySaverHook(save_steps=2, output_dir=_folder(), scaffold=tf.train.Scaffold()),
    ]
    with tf.train.MonitoredTrainingSession(hooks=hooks, checkpoint_dir=_folder(), save_checkpoint_secs=60) as session:
        while not session.should_stop():
            session.run(train)
    _reopen(tf)


def feeding_and_final_hooks(tf):
    x = tf.placeholder(tf.float32, [], name="x")
    loss, train = _model(tf)
    hooks = [
        tf.train.FeedFnHook(lambda: {x: 1.0}),
        tf.train.FinalOpsHook(loss),
        tf.train.GlobalStepWaiterHook(0),
        tf.train.CheckpointSaverHook(_folder(), save_steps=1),
    ]
    with tf.train.MonitoredSession(hooks=hooks) as session:
        session.run([train, x])
    _reopen(tf)


def uninitialized_variables(tf):
    tf.get_variable("a", [2])
    tf.get_variable("b", [2], use_resource=True)
    tf.report_uninitialized_variables()
    tf.report_uninitialized_variables([])
    tf.assert_variables_initialized()
    tf.is_variable_initialized(tf.global_variables()[0])
    tf.variables_initializer([], name="nothing")
    tf.local_variables_initializer()


def devices_of_replicas(tf):
    with tf.Graph().as_default(), tf.device(tf.train.replica_device_setter(ps_tasks=2)):
        first, second, third = [tf.get_variable(name, [2]) for name in "abc"]
        total = first + second
    assert [thing.device for thing in (first, second, third, total)] == [
        "/job:ps/task:0",
        "/job:ps/task:1",
        "/job:ps/task:0",
        "/job:worker",
    ]
