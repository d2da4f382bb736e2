"""What ops gave that are made by other means now: recorded by TensorFlow 1.15.5 under Python 3.7.

    tf115/bin/python tests/golden/kernels.py [--write]

A case takes `tf` and returns tensors; `kernels_tf1.15.5.json` keeps their values. Without `--write` it says whether
that file would change.
"""

import importlib
import json
import os
import sys

import numpy as np

PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "kernels_tf1.15.5.json")


def _draw(seed, *shape):
    return np.random.RandomState(seed).randn(*shape).astype(np.float32)


def resampled_pictures(tf):
    data = tf.constant(_draw(0, 2, 3, 4, 2))
    warp = tf.constant(_draw(1, 2, 3, 5, 2) * 2 + 1)
    found = tf.contrib.resampler.resampler(data, warp)
    return [found, *tf.gradients(found**2, [data, warp])]


def resampled_at_edges(tf):
    points = [[0, 0], [1.5, 1.5], [-0.5, 0.5], [-1, 0], [3, 2], [3.5, 2.5], [4, 3], [-0.999, -0.999], [3.2, 2]]
    data, warp = tf.constant(_draw(0, 1, 3, 4, 1)), tf.constant([points], tf.float32)
    found = tf.contrib.resampler.resampler(data, warp)
    return [found, *tf.gradients(found, [data, warp])]


def matches(tf):
    distances = tf.constant(_draw(2, 6, 4))
    arguments = ((-1, -1), (3, -1), ([5], 2), (0, -1), (-1, 0), (-1, 99))
    return [part for own in arguments for part in tf.contrib.image.bipartite_match(distances, *own)]


def matches_of_equal_distances(tf):
    found = []
    for seed, shape in enumerate(((2, 3), (5, 5), (4, 30), (30, 7), (16, 16))):
        distances = np.random.RandomState(seed).randint(0, 3, size=shape).astype(np.float32)
        found += tf.contrib.image.bipartite_match(tf.constant(distances), -1)
    return found


def components(tf):
    numbers = np.random.RandomState(3).randint(0, 3, size=(3, 6, 7))
    kinds = (np.int32, np.float32, np.uint8, bool)
    stacks = [tf.contrib.image.connected_components(tf.constant(numbers.astype(kind))) for kind in kinds]
    return [*stacks, tf.contrib.image.connected_components(tf.constant(numbers[0] > 0))]


def components_without_a_zero(tf):
    snake = np.array([[1, 1, 1, 1], [2, 2, 2, 1], [1, 1, 2, 1], [1, 2, 2, 1], [1, 1, 1, 1]])
    return tf.contrib.image.connected_components(tf.constant(snake))


def _recurrence(tf, **options):
    theta = {"w": tf.constant(_draw(5, 2, 2)), "b": tf.constant(_draw(6, 2))}
    state, inputs = [tf.constant(_draw(7, 3, 2))], tf.constant(_draw(8, 4, 3, 2))

    def cell(theta, state, x):
        return [tf.tanh(tf.matmul(state[0] + x, theta["w"]) + theta["b"])], []

    stacked, last = tf.contrib.recurrent.Recurrent(theta, state, inputs, cell, **options)
    loss = tf.reduce_sum(stacked[0] ** 2) + tf.reduce_sum(last[0])
    return [*stacked, *last, *tf.gradients(loss, [theta["w"], theta["b"], state[0], inputs])]


def a_recurrence(tf):
    return _recurrence(tf)


def a_part_of_a_recurrence(tf):
    length = tf.constant(2)
    # of the steps at the end the states alone: 1.15.5 took zeros for the first state in their gradients
    at_end = _recurrence(tf, max_input_length=length, aligned_end=True)[:2]
    return _recurrence(tf, max_input_length=length) + at_end


def a_recurrence_with_its_own_gradient(tf):
    def cell(theta, state, x):
        return state + theta * x, 2.0 * x

    def gradient(theta, state, x, extras, grad):
        return grad * extras, grad * 0.5, None

    theta, state, inputs = tf.constant([1.5, 0.5]), tf.constant(_draw(9, 2)), tf.constant(_draw(10, 3, 2))
    stacked, last = tf.contrib.recurrent.Recurrent(theta, state, inputs, cell, gradient)
    return [stacked, last, *tf.gradients(tf.reduce_sum(last * stacked[1]), [theta, state, inputs])]


def _cells(tf):
    return [tf.nn.rnn_cell.BasicLSTMCell(2), tf.nn.rnn_cell.GRUCell(2)]


def rnns_by_recurrence(tf):
    x, lengths, found = tf.constant(_draw(11, 3, 4, 2)), tf.constant([4, 2, 1]), []
    rnn = tf.contrib.recurrent.functional_rnn
    for number, options in enumerate(({}, {"sequence_length": lengths}, {"reverse": True})):
        for cell in _cells(tf):
            outputs, state = rnn(cell, x, dtype=tf.float32, scope="net%d" % number, **options)
            found += [outputs, state[0] if isinstance(state, tuple) else state]
    outputs, _ = rnn(_cells(tf)[0], x, tf.constant([3, 2, 1]), dtype=tf.float32, scope="last", reverse=True)
    return [*found, outputs]


def rnns_both_ways_by_recurrence(tf):
    x = tf.constant(_draw(12, 4, 3, 2))
    outputs, (_, state) = tf.contrib.recurrent.bidirectional_functional_rnn(
        *_cells(tf), x, dtype=tf.float32, sequence_length=tf.constant([4, 2, 3]), time_major=True
    )
    quick, _ = tf.contrib.recurrent.bidirectional_functional_rnn(
        *_cells(tf), x, dtype=tf.float32, time_major=True, fast_reverse=True, scope="quick"
    )
    names = sorted(variable.name for variable in tf.trainable_variables())
    return [*outputs, state, *quick, tf.constant(names)]


def reduced_slices(tf):
    slices = importlib.import_module(tf.contrib.reduce_slice_ops.__name__ + ".python.ops.reduce_slice_ops")
    found, numbers = [], np.arange(1, 13).reshape(4, 3)
    for reduce in (slices.reduce_slice_sum, slices.reduce_slice_prod, slices.reduce_slice_max, slices.reduce_slice_min):
        found += [
            reduce(tf.constant(numbers), tf.constant([[0, 1], [1, 4], [2, 2], [3, 9], [3, 1]]), 0),
            reduce(tf.constant(numbers), tf.constant([0, 2, 4, 9]), 0),
            reduce(tf.constant(numbers, tf.float32), tf.constant([[0, 2], [1, 3]]), 1),
            reduce(tf.constant(numbers.reshape(2, 3, 2)), tf.constant([[0, 2], [1, 3], [2, 3]], tf.int64), 1),
        ]
    return found


CASES = [
    resampled_pictures,
    resampled_at_edges,
    matches,
    matches_of_equal_distances,
    components,
    components_without_a_zero,
    a_recurrence,
    a_part_of_a_recurrence,
    a_recurrence_with_its_own_gradient,
    rnns_by_recurrence,
    rnns_both_ways_by_recurrence,
    reduced_slices,
]


def run(tf, case):
    """The values of a case, as lists."""
    with tf.Graph().as_default(), tf.Session() as session:
        outputs = case(tf)
        session.run(tf.global_variables_initializer())
        for seed, variable in enumerate(sorted(tf.trainable_variables(), key=lambda variable: variable.name)):
            variable.load(_draw(seed, *variable.shape.as_list()), session)
        values = session.run(outputs if isinstance(outputs, list) else [outputs])
    return [(value.astype(str) if value.dtype == object else value).tolist() for value in map(np.asarray, values)]


def record(tf):
    """The values of all cases by their names."""
    return {case.__name__: run(tf, case) for case in CASES}


if __name__ == "__main__":
    import tensorflow

    assert tensorflow.__version__ == "1.15.5"
    with open(PATH, "a+") as file:
        file.seek(0)
        text, old = json.dumps(record(tensorflow), indent=0) + "\n", file.read()
        print("as it is" if text == old else "changed")
        if "--write" in sys.argv and text != old:
            file.truncate(0)
            file.write(text)
