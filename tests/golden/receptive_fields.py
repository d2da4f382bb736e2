"""The receptive fields of a few nets: recorded by TensorFlow 1.15.5 under Python 3.7.

    tf115/bin/python tests/golden/receptive_fields.py [--write]

`receptive_fields_tf1.15.5.json` keeps what `compute_receptive_field_from_graph_def` and `get_compute_order` gave.
Without `--write` it says whether that file would change.
"""

import json
import os
import sys

PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "receptive_fields_tf1.15.5.json")


def _conv(tf, x, size, stride, padding, name):
    return tf.contrib.slim.conv2d(x, 1, size, stride=stride, padding=padding, scope=name, normalizer_fn=None)


def valid_paddings(tf, x):
    left = _conv(tf, x, 1, 4, "VALID", "left")
    right = _conv(tf, tf.pad(x, [[0, 0], [1, 0], [1, 0], [0, 0]]), 5, 2, "VALID", "right")
    right = _conv(tf, right, 3, 2, "VALID", "more")
    return tf.add(tf.nn.relu(left, name="one"), right, name="output")


def same_paddings(tf, x):
    net = _conv(tf, x, [3, 5], 1, "SAME", "first")
    net = tf.nn.max_pool(net, [1, 2, 2, 1], [1, 2, 2, 1], "SAME")
    net = _conv(tf, net, 3, 2, "SAME", "second")
    return tf.identity(tf.nn.avg_pool(net, [1, 3, 3, 1], [1, 1, 1, 1], "VALID"), name="output")


def two_ways(tf, x):
    left = _conv(tf, x, 1, 2, "SAME", "left")
    right = _conv(tf, _conv(tf, x, 3, 2, "SAME", "right"), 3, 1, "SAME", "more")
    return tf.add(left, right, name="output")


CASES = [
    (valid_paddings, {}),
    (valid_paddings, {"stop_propagation": ["right"]}),
    (same_paddings, {}),
    (same_paddings, {"input_resolution": [33, 40]}),
    (two_ways, {"input_resolution": [25, 25]}),
    (two_ways, {"input_resolution": [24, 24]}),
]


def record(tf):
    """Of each case the six numbers, or the error's text, and the order and the sizes of the nodes."""
    found = []
    for build, options in CASES:
        with tf.Graph().as_default() as graph:
            build(tf, tf.placeholder(tf.float32, [1, None, None, 1], name="input"))
            field = tf.contrib.receptive_field
            try:
                numbers = list(field.compute_receptive_field_from_graph_def(graph, "input", "output", **options))
                result = [None if number is None else int(number) for number in numbers]
            except ValueError as error:
                result = str(error)
            order, _ = field.get_compute_order(graph.as_graph_def(), "input", options.get("input_resolution"))
            sizes = {name: [info.order, info.input_size, info.output_size] for name, info in sorted(order.items())}
            found.append([build.__name__, result, sizes])
    return json.loads(json.dumps(found))


if __name__ == "__main__":
    import tensorflow

    assert tensorflow.__version__ == "1.15.5"
    with open(PATH, "a+") as file:
        file.seek(0)
        text, old = json.dumps(record(tensorflow), indent=0, sort_keys=True) + "\n", file.read()
        print("as it is" if text == old else "changed")
        if "--write" in sys.argv and text != old:
            file.truncate(0)
            file.write(text)
