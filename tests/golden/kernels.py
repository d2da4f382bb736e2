"""What ops gave whose kernels today's TensorFlow lacks: recorded by TensorFlow 1.15.5 under Python 3.7.

    tf115/bin/python tests/golden/kernels.py [--write]

A case takes `tf` and returns tensors; `kernels_tf1.15.5.json` keeps their values. Without `--write` it says whether
that file would change.
"""

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


CASES = [
    resampled_pictures,
    resampled_at_edges,
    matches,
    matches_of_equal_distances,
    components,
    components_without_a_zero,
]


def record(tf):
    """The values of all cases by their names, as lists."""
    found = {}
    for case in CASES:
        with tf.Graph().as_default(), tf.Session() as session:
            outputs = case(tf)
            values = session.run(outputs if isinstance(outputs, list) else [outputs])
        found[case.__name__] = [np.asarray(value).tolist() for value in values]
    return found


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
