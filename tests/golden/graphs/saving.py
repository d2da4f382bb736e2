"""What `tf.train.Saver` and its relatives add to a graph."""

import atexit
import os
import shutil
import tempfile


def _variables(tf):
    tf.get_variable("a", [2, 3])
    with tf.variable_scope("scope"):
        tf.get_variable("b", [4], dtype=tf.float64)
        tf.get_variable("count", [], dtype=tf.int64, initializer=tf.zeros_initializer(), trainable=False)


def saver_of_all_variables(tf):
    _variables(tf)
    tf.train.Saver()


def saver_of_a_list_and_of_a_dictionary(tf):
    _variables(tf)
    first, second, third = tf.global_variables()
    tf.train.Saver([first, third], max_to_keep=2, name="some")
    tf.train.Saver({"other/name": second, "a": first})


def saver_in_shards(tf):
    with tf.device("/cpu:0"):
        _variables(tf)
    tf.train.Saver(sharded=True)


def saver_of_the_first_format(tf):
    _variables(tf)
    tf.train.Saver(write_version=tf.train.SaverDef.V1)


def saver_of_the_first_format_in_shards(tf):
    _variables(tf)
    tf.train.Saver(sharded=True, write_version=tf.train.SaverDef.V1)


def saver_that_reshapes(tf):
    _variables(tf)
    tf.train.Saver(reshape=True)


def saver_that_restores_one_by_one(tf):
    _variables(tf)
    tf.train.Saver(restore_sequentially=True)


def saver_of_parts(tf):
    tf.get_variable("parts", [6, 2], partitioner=tf.fixed_size_partitioner(3))
    tf.get_variable("whole", [2])
    tf.train.Saver()


def saver_of_resource_variables(tf):
    tf.get_variable("a", [2, 3], use_resource=True)
    tf.get_variable("b", [2], use_resource=True)
    tf.train.Saver()


def saver_made_later(tf):
    saver = tf.train.Saver(defer_build=True)
    _variables(tf)
    saver.build()


def two_savers_in_scopes(tf):
    _variables(tf)
    with tf.name_scope("outer"):
        tf.train.Saver()
        tf.train.Saver(tf.trainable_variables())


def saver_of_moving_averages(tf):
    weights = tf.get_variable("w", [2])
    average = tf.train.ExponentialMovingAverage(0.9)
    average.apply([weights])
    tf.train.Saver(average.variables_to_restore())


def saver_of_slots(tf):
    weights = tf.get_variable("w", [2])
    tf.train.AdamOptimizer().minimize(tf.reduce_sum(weights * weights))
    tf.train.Saver()


def metagraph_imported(tf):
    with tf.Graph().as_default():
        tf.set_random_seed(5)
        _variables(tf)
        tf.add_to_collection("mine", tf.get_variable("a2", [2]) + 1.0)
        saver = tf.train.Saver(max_to_keep=3)
        meta = tf.train.export_meta_graph(saver_def=saver.as_saver_def())
    saver = tf.train.import_meta_graph(meta)
    assert saver.saver_def.max_to_keep == 3
    tf.train.import_meta_graph(meta, import_scope="again")
    return tf.get_collection("mine")[0].op


def metagraph_of_a_scope(tf):
    with tf.variable_scope("left"):
        x = tf.get_variable("x", [2])
        tf.identity(x * 2.0, name="y")
    tf.get_variable("other", [1])
    meta = tf.train.export_meta_graph(export_scope="left")
    tf.train.import_meta_graph(meta, import_scope="right")


def _checkpoint(tf):
    """A checkpoint of the variables, which stays until the process ends: the graph reads it when it is initialised."""
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder)
    with tf.Graph().as_default(), tf.Session() as session:
        tf.set_random_seed(5)
        _variables(tf)
        session.run(tf.global_variables_initializer())
        return tf.train.Saver().save(session, os.path.join(folder, "model"))


def initialised_from_a_checkpoint(tf):
    path = _checkpoint(tf)
    with tf.variable_scope("mine"):
        tf.get_variable("a", [2, 3])
        tf.get_variable("b", [4], dtype=tf.float64)
    tf.train.init_from_checkpoint(path, {"a": "mine/a", "scope/b": "mine/b"})


def initialised_from_a_checkpoint_by_scopes(tf):
    path = _checkpoint(tf)
    with tf.variable_scope("mine"):
        b = tf.get_variable("b", [4], dtype=tf.float64)
    tf.get_variable("a", [2, 3], partitioner=tf.fixed_size_partitioner(2))
    tf.train.init_from_checkpoint(path, {"scope/": "mine/"})
    tf.train.init_from_checkpoint(path, {"a": "a"})
    return b


def warm_started(tf):
    path = _checkpoint(tf)
    tf.get_variable("a", [2, 3])
    tf.get_variable("mine", [4], dtype=tf.float64)
    tf.train.warm_start(path, vars_to_warm_start=".*", var_name_to_prev_var_name={"mine": "scope/b"})


def frozen(tf):
    x = tf.placeholder(tf.float32, [None, 3], name="x")
    w = tf.get_variable("w", [3, 2], initializer=tf.ones_initializer())
    y = tf.nn.relu(tf.matmul(x, w), name="y")
    tf.identity(y, name="unused")
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        frozen = tf.graph_util.convert_variables_to_constants(session, tf.get_default_graph().as_graph_def(), ["y"])
    tf.import_graph_def(tf.graph_util.remove_training_nodes(frozen), name="frozen")
    tf.import_graph_def(tf.graph_util.extract_sub_graph(frozen, ["w"]), name="cut")
