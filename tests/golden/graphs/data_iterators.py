"""Iterators of `tf.data`: one-shot, initializable, reinitializable and feedable, with options."""


def _initialized(tf, dataset):
    iterator = dataset.make_initializable_iterator()
    with tf.control_dependencies([iterator.initializer]):
        return iterator.get_next()


def one_shot(tf):
    return tf.data.Dataset.range(10).batch(3).make_one_shot_iterator().get_next()


def one_shot_of_a_function(tf):
    return tf.data.make_one_shot_iterator(tf.data.Dataset.from_tensor_slices([1.0, 2.0, 3.0])).get_next(name="own")


def initializable(tf):
    return _initialized(tf, tf.data.Dataset.range(10).batch(3))


def initializable_by_name(tf):
    iterator = tf.data.make_initializable_iterator(tf.data.Dataset.range(10), shared_name="shared")
    with tf.control_dependencies([iterator.initializer]):
        return iterator.get_next()


def initializable_on_a_placeholder(tf):
    x = tf.placeholder(tf.float32, [None, 3], name="x")
    return _initialized(tf, tf.data.Dataset.from_tensor_slices(x).repeat().batch(2))


def initializable_on_a_variable(tf):
    x = tf.get_variable("x", [4, 3])
    tf.data.Dataset.from_tensor_slices(x).make_initializable_iterator().get_next()


def initializable_whose_function_reads_a_variable(tf):
    x = tf.get_variable("x", [], initializer=tf.ones_initializer())
    dataset = tf.data.Dataset.range(3).map(lambda i: tf.cast(i, tf.float32) * x)
    dataset.make_initializable_iterator().get_next()


def reinitializable(tf):
    first, second = tf.data.Dataset.range(10), tf.data.Dataset.range(100, 110)
    iterator = tf.data.Iterator.from_structure(first.output_types, first.output_shapes)
    with tf.control_dependencies([iterator.make_initializer(first)]):
        one = iterator.get_next()
    with tf.control_dependencies([one]), tf.control_dependencies([iterator.make_initializer(second, name="own")]):
        return [one, iterator.get_next()]


def feedable(tf):
    handle = tf.placeholder_with_default(tf.data.Dataset.range(4).make_one_shot_iterator().string_handle(), [])
    iterator = tf.data.Iterator.from_string_handle(handle, tf.int64, tf.TensorShape([]))
    return iterator.get_next()


def of_pairs_and_dictionaries(tf):
    dataset = tf.data.Dataset.from_tensor_slices({"a": [1, 2, 3], "b": [[1.0], [2.0], [3.0]]})
    pairs = tf.data.Dataset.zip((dataset, tf.data.Dataset.range(3)))
    record, number = pairs.make_one_shot_iterator().get_next()
    return [record["a"], record["b"], number]


def with_options(tf):
    options = tf.data.Options()
    options.experimental_optimization.apply_default_optimizations = False
    options.experimental_optimization.autotune = False
    return _initialized(tf, tf.data.Dataset.range(10).with_options(options))


def with_options_of_optimization(tf):
    options = tf.data.Options()
    options.experimental_optimization.map_parallelization = True
    options.experimental_optimization.noop_elimination = False
    return _initialized(tf, tf.data.Dataset.range(10).map(lambda i: i * 2).with_options(options).batch(2))


def with_options_of_threads(tf):
    options = tf.data.Options()
    options.experimental_threading.private_threadpool_size = 2
    options.experimental_threading.max_intra_op_parallelism = 1
    options.experimental_deterministic = True
    return _initialized(tf, tf.data.Dataset.range(10).with_options(options))


def in_name_scopes(tf):
    with tf.name_scope("input"):
        return _initialized(tf, tf.data.Dataset.range(10))


def beside_random_ops(tf):
    first = tf.random_uniform([2])
    x = _initialized(tf, tf.data.Dataset.range(10))
    return [first, x, tf.random_uniform([2])]
