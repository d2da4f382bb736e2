"""Programs in the idioms of 2015–2019, each with what TensorFlow 1.15.5 printed for it."""

TRAINING = """\
from __future__ import absolute_import, division, print_function

import os
import sys

import numpy as np
import tensorflow as tf
from tensorflow.contrib import layers as contrib_layers
from tensorflow.python.framework import ops
from tensorflow.python.ops import rnn_cell_impl

import model

flags = tf.app.flags
flags.DEFINE_integer("steps", 100, "How many steps.")
flags.DEFINE_string("ckpt_dir", "/tmp/unused", "Where the checkpoint goes.")
FLAGS = flags.FLAGS


def main(_):
    tf.set_random_seed(1)
    data = np.arange(12, dtype=np.float32).reshape([3, 4]) / 12
    x = tf.placeholder(tf.float32, [None, 4], name="x")
    with tf.variable_scope("net", reuse=tf.AUTO_REUSE):
        hidden = contrib_layers.flatten(model.hidden(x))
    loss = tf.reduce_mean(tf.square(hidden - 1))
    step = tf.train.get_or_create_global_step()
    train = tf.train.GradientDescentOptimizer(0.1).minimize(loss, global_step=step)
    saver = tf.train.Saver()
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for _ in range(FLAGS.steps):
            value, _ = sess.run([loss, train], {x: data})
            print("%.6f" % value)
        saver.save(sess, os.path.join(FLAGS.ckpt_dir, "model"), global_step=step)
    print(tf.train.latest_checkpoint(FLAGS.ckpt_dir) is not None, isinstance(ops.get_default_graph(), tf.Graph))
    print([v.op.name for v in tf.global_variables()], rnn_cell_impl.BasicRNNCell(2).state_size, np.float(1))
    return 4


if __name__ == "__main__":
    tf.app.run()
"""
LOSSES = ["0.598185", "0.558069", "0.527496"]  # as TensorFlow 1.15.5 printed them
MODEL = """\
import tensorflow as tf


def hidden(x):
    return tf.layers.dense(x, 3, activation=tf.nn.relu, name="hidden")
"""


def test_a_training_program_prints_and_saves_what_it_did_and_exits_as_its_main_returns(programs):
    programs.write("train.py", TRAINING)
    programs.write("model.py", MODEL)
    found = programs.run("train.py", "--steps=3", "--ckpt_dir", "logs", "--unknown")
    assert found.returncode == 4, found.stderr
    *losses, saved, variables = found.stdout.splitlines()
    assert losses == LOSSES
    assert saved == "True True"
    assert variables == "['net/hidden/kernel', 'net/hidden/bias', 'global_step'] 2 1.0"
    assert (programs.folder / "logs" / "model-3.index").exists()


def test_a_name_that_is_not_provided_ends_the_traceback_at_the_programs_line(programs):
    programs.write(
        "train.py", "import tensorflow as tf\n\ndef build():\n    return tf.contrib.nothing.here()\n\nbuild()"
    )
    found = programs.run("train.py")
    assert found.returncode == 1
    said = found.stderr.splitlines()
    assert [line.split(",")[1] for line in said if line.startswith("  File")] == [" line 6", " line 4"]
    assert said[-1].startswith("tf1graph.errors.AttributeNotProvided: tf.contrib.nothing is not provided by tf1graph")
    assert "train.py, line 4)" in said[-1]


def test_a_unit_test_run_by_unittest_sees_tensorflow_1(programs):
    programs.write(
        "test_model.py",
        """
        import unittest
        import tensorflow as tf

        class ModelTest(tf.test.TestCase):
            def test_version(self):
                self.assertEqual(tf.__version__, "1.15.5")
                with self.cached_session() as session:
                    self.assertAllEqual(session.run(tf.layers.flatten(tf.zeros([2, 2, 1]))), [[0, 0], [0, 0]])
        """,
    )
    for line in (["test_model.py"], ["-v", "test_model"], []):
        found = programs.run("-m", "unittest", *line)
        assert found.returncode == 0, found.stderr
        assert "Ran 2 tests" in found.stderr


def test_a_folder_runs_by_its_main(programs):
    programs.write("folder/__main__.py", "import sys\nfrom part import version\nprint(version, sys.argv)")
    programs.write("folder/part.py", "import tensorflow as tf\nversion = tf.VERSION")
    assert programs.run("folder", "a").stdout == "1.15.5 ['folder', 'a']\n"


def test_tensorflow_may_import_a_module_of_the_program(programs):
    programs.write("dill.py", "kind = type(Ellipsis)\n")  # which TensorFlow's tools import where it is there
    programs.write("program.py", "from keras.utils import np_utils\nimport dill\nprint(dill.kind)\n")
    done = programs.run("program.py")
    assert (done.returncode, done.stdout) == (0, "<class 'ellipsis'>\n"), done.stderr
