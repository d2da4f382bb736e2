"""Names of `tensorflow.python` that stand in other modules today: what they give."""

import importlib
import os


def _inside(tf, place):
    root = "tf1graph.tf" if tf.__name__.startswith("tf1graph") else "tensorflow"
    return importlib.import_module("%s.python.%s" % (root, place))


def folders_of_a_saved_model(tf):
    inside = _inside(tf, "saved_model.utils_impl")
    return [
        inside.get_assets_dir("model"),
        inside.get_variables_dir("model"),
        inside.get_variables_path("model"),
        inside.get_or_create_assets_dir("model"),
        inside.get_or_create_variables_dir("model"),
        sorted(os.listdir("model")),
    ]


def structures(tf):
    nest = _inside(tf, "util.nest")
    given = [[1], (), {}, {"a": 1}, "text", 3, None, range(2)]
    return [nest.is_sequence(thing) for thing in given]


def sessions(tf):
    ops = _inside(tf, "framework.ops")
    with tf.Session() as session:
        found = [tf.get_default_session() is session]
    session = tf.Session()
    with ops.default_session(session):
        found.append(tf.get_default_session() is session)
    return [*found, tf.get_default_session() is None]


def options(tf):
    kind = _inside(tf, "data.ops.dataset_ops").Options
    made = kind()
    made.experimental_deterministic = False
    return [made.experimental_deterministic, kind is tf.data.Options]
