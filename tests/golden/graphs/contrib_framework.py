"""`tf.contrib.framework`: argument scopes, variables, values given to them, checks of shapes."""

import os
import tempfile

import numpy as np


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def arg_scopes_nested(tf):
    framework = tf.contrib.framework

    @framework.add_arg_scope
    def scale(x, by=1.0, shift=0.0):
        return x * by + shift

    x = _x(tf, 3)
    with framework.arg_scope([scale], by=3.0) as outer:
        with framework.arg_scope([scale], shift=2.0):
            inner = scale(x)
            given = scale(x, by=5.0)
        after = scale(x)
    with framework.arg_scope(outer):
        again = scale(x)
    return [inner, given, after, again, scale(x), framework.has_arg_scope(scale) and tf.constant(1.0)]


def variables_of_all_kinds(tf):
    framework = tf.contrib.framework
    framework.variable("a", [2, 3], initializer=tf.zeros_initializer())
    framework.variable("b", [2, 3], collections=["mine"], regularizer=tf.nn.l2_loss, trainable=False)
    with tf.variable_scope("scope"):
        framework.model_variable("c", [4, 3], device="/cpu:0")
        framework.model_variable("d", [4], collections=["mine"], initializer=tf.ones_initializer())
    with tf.variable_scope("scope", reuse=True):
        framework.model_variable("c", [4, 3])
    framework.local_variable(tf.constant(3), name="e")
    framework.global_variable([1.0, 2.0], name="f")
    framework.add_model_variable(framework.get_unique_variable("a"))
    with framework.arg_scope([framework.model_variable, framework.variable], device="/cpu:0"):
        framework.model_variable("g", [2, 2])
    return [tf.constant([v.op.name for v in found]) for found in _found(framework)]


def _found(framework):
    return [
        framework.get_variables(),
        framework.get_variables("scope", suffix="c"),
        framework.get_model_variables(),
        framework.get_local_variables(),
        framework.get_trainable_variables("scope"),
        framework.get_variables_by_name("d"),
        framework.get_variables_by_suffix("e") + framework.get_variables_by_suffix("f"),
        framework.get_variables_to_restore(["a", "scope"], ["scope/d"]),
        framework.filter_variables(framework.get_variables(), ["c", "d"], ["^scope/d"]),
    ]


def a_partitioned_variable(tf):
    framework = tf.contrib.framework
    framework.model_variable("whole", [4, 3], partitioner=tf.fixed_size_partitioner(2))
    return [tf.constant([framework.get_variable_full_name(v) for v in framework.get_variables()])]


def a_global_step(tf):
    framework = tf.contrib.framework
    step = framework.get_or_create_global_step()
    framework.assert_or_get_global_step(global_step_tensor=step)
    framework.assert_global_step(framework.get_global_step())
    return framework.get_or_create_global_step()


def values_assigned(tf):
    framework = tf.contrib.framework
    with tf.variable_scope("s"):
        a = tf.get_variable("a", [2, 2])
        tf.get_variable("ab", [3])
    op, feed = framework.assign_from_values({"s/a": np.ones([2, 2]), "s/ab": np.zeros([3])})
    assert len(feed) == 2
    assert op.name == "group_deps"
    framework.assign_from_values_fn({"s/a": np.ones([2, 2])})
    return a


def _checkpoint(tf):
    """The path of a checkpoint that holds a/w [2, 3] and a/b [3]."""
    folder = tempfile.mkdtemp()
    with tf.Graph().as_default():
        with tf.variable_scope("a"):
            w = tf.get_variable("w", initializer=np.arange(6, dtype=np.float32).reshape(2, 3))
            b = tf.get_variable("b", initializer=np.ones(3, np.float32))
        with tf.Session() as session:
            session.run(tf.global_variables_initializer())
            return tf.train.Saver([w, b]).save(session, os.path.join(folder, "model"))


def values_from_a_checkpoint(tf):
    framework = tf.contrib.framework
    path = _checkpoint(tf)
    with tf.variable_scope("a"):
        w, b = tf.get_variable("w", [2, 3]), tf.get_variable("b", [3])
    with tf.variable_scope("z"):
        missing = tf.get_variable("missing", [2])
    parts = tf.get_variable("parts", [2, 3], partitioner=tf.fixed_size_partitioner(2))
    _, feed = framework.assign_from_checkpoint(path, [w, b])
    assert len(feed) == 2
    assert framework.assign_from_checkpoint(path, [w, missing], ignore_missing_vars=True)[1].keys() != feed.keys()
    framework.assign_from_checkpoint(path, {"a/w": list(parts), "a/b": b})
    assert framework.list_variables(path) == [("a/b", [3]), ("a/w", [2, 3])]
    assert framework.load_variable(path, "a/b:0").tolist() == [1, 1, 1]
    assert framework.load_checkpoint(os.path.dirname(path)).has_tensor("a/w")
    return w


def variables_restored_by_a_saver(tf):
    framework = tf.contrib.framework
    path = _checkpoint(tf)
    with tf.variable_scope("a"):
        w, b = tf.get_variable("w", [2, 3]), tf.get_variable("b", [3])
    assert framework.assign_from_checkpoint_fn(path, [b, w]) is not None
    other = tf.get_variable("other", [3])
    assert framework.assign_from_checkpoint_fn(path, [other], ignore_missing_vars=True) is None
    framework.assign_from_checkpoint_fn(path, {"a/b": other, "q": w}, ignore_missing_vars=True)
    framework.assign_from_checkpoint_fn(path, [w], reshape_variables=True)


def variables_initialised_from_a_checkpoint(tf):
    framework = tf.contrib.framework
    path = _checkpoint(tf)
    with tf.variable_scope("n"):
        tf.get_variable("w", [2, 3])
    c = tf.get_variable("c", [3])
    p = tf.get_variable("p", [2, 3], partitioner=tf.fixed_size_partitioner(2))
    framework.init_from_checkpoint(path, {"a/": "n/"})
    framework.init_from_checkpoint(os.path.dirname(path), {"a/b": c, "a/w": list(p)})


def shapes_checked(tf):
    framework = tf.contrib.framework
    known, unknown = tf.placeholder(tf.float32, [2, 3], name="known"), tf.placeholder(tf.float32, [None, 3], name="un")
    one = tf.placeholder(tf.float32, [1], name="one")
    return [
        framework.with_shape([2, 3], known),
        framework.with_shape((), one),
        framework.with_shape([3, 3], unknown),
        framework.with_shape(tf.constant([2, 3]), known),
        framework.with_same_shape(known, known),
        framework.reduce_sum_n([known, unknown]),
        framework.reduce_sum_n([known]),
        framework.assert_scalar_int(tf.constant(3)),
    ]


def squeezable_dimensions(tf):
    framework = tf.contrib.framework
    a, b = tf.placeholder(tf.float32, [3, 1], name="a"), tf.placeholder(tf.float32, [3], name="b")
    some = tf.placeholder_with_default(tf.zeros([3, 1]), None, name="some")
    return [
        framework.remove_squeezable_dimensions(a, b),
        framework.remove_squeezable_dimensions(b, a),
        framework.remove_squeezable_dimensions(some, b),
        framework.remove_squeezable_dimensions(a, some),
    ]


def a_python_function_of_structures(tf):
    x = _x(tf, 2, 3)
    return tf.contrib.framework.py_func(
        lambda pair, scale: {"sum": pair[0] + pair[1], "scaled": pair[0] * scale},
        args=([(x, 2 * x)]),
        kwargs={"scale": tf.constant(3.0)},
        output_types={"sum": tf.float32, "scaled": tf.float32},
        output_shapes={"sum": tf.TensorShape([2, 3]), "scaled": tf.TensorShape([2, 3])},
    )


def sorted_values(tf):
    x = _x(tf, 2, 5)
    framework = tf.contrib.framework
    return [framework.sort(x), framework.argsort(x, direction="DESCENDING")]


def scopes_of_names(tf):
    framework = tf.contrib.framework
    with tf.name_scope("here"):
        scope = framework.get_name_scope()
    assert framework.get_graph_from_inputs([_x(tf, 2)]) is tf.get_default_graph()
    return tf.constant([scope, framework.prepend_name_scope("a", "b"), framework.strip_name_scope("b/a", "b")])


def a_smart_choice(tf):
    framework = tf.contrib.framework
    x = _x(tf, 2)
    known = framework.smart_cond(True, lambda: x + 1.0, lambda: x)
    asked = framework.smart_cond(tf.reduce_sum(x) > 0.0, lambda: x + 1.0, lambda: x)
    assert framework.smart_constant_value(tf.constant(True)) == np.array(True)
    return [known, asked]
