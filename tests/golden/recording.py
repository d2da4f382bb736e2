"""What a golden holds of a graph, taken the same way from TensorFlow 1.15.5 and from `tf1graph.tf`.

A case is a public function of a module in `graphs/`: it takes `tf`, builds into the default graph, and may return
the tensors and ops that are to be run twice. Placeholders are fed random numbers that depend on their place alone;
an integer placeholder named `below_9` gets numbers below 9, below 10 without such a name.

What has no graph of its own is held by its values: a case of a module in `values/` is a public function that takes
`tf` as well, and what it returns and prints is the golden. Plain Python 3.7.
"""

import contextlib
import hashlib
import io
import json
import os
import random
import re
import tempfile

import numpy as np

SEED = 1234
UNKNOWN = 3  # the size of an axis that a placeholder leaves open


def cases(module):
    """The cases of a module, in the order in which they stand there."""
    found = [thing for name, thing in vars(module).items() if callable(thing) and not name.startswith("_")]
    return [case for case in found if getattr(case, "__module__", None) == module.__name__]


def describe(graph):
    """Each node's name, op, inputs and seeds, in creation order; the collections."""
    by_name = {node.name: node for node in graph.as_graph_def().node}
    nodes = []
    for op in graph.get_operations():
        node = by_name[op.name]
        seeds = {key: node.attr[key].i for key in ("seed", "seed2") if key in node.attr}
        nodes.append(dict({"name": node.name, "op": node.op, "inputs": list(node.input)}, **seeds))
    collections = {
        key: [getattr(thing, "name", str(thing)) for thing in graph.get_collection(key)]
        for key in graph.get_all_collection_keys()
        if isinstance(key, str) and graph.get_collection(key) and key not in UNNAMED_COLLECTIONS
    }
    return {"nodes": nodes, "collections": collections}


UNNAMED_COLLECTIONS = ("cond_context", "while_context", "queue_runners", "savers")


def record(tf, build, seed=SEED, run=True):
    """The nodes and collections of the graph that `build` builds, its initial values, and what its outputs give.

    With `run` false what `build` returns is not run. Values are those of two runs, one after the other; what is not
    a number is kept as its text.
    """
    graph = tf.Graph()
    with graph.as_default():
        tf.set_random_seed(seed)
        outputs = build(tf)
        found = describe(graph)
        variables = tf.trainable_variables()
        if outputs is None or not run:
            outputs = []
        outputs = list(outputs) if isinstance(outputs, (list, tuple)) else [outputs]
        feed = _feed(graph)
        starts = [tf.global_variables_initializer(), tf.local_variables_initializer(), tf.tables_initializer()]
        with tf.Session() as session:
            session.run(starts[:1])
            values = session.run(variables)
            session.run(starts[1:])
            coordinator = tf.train.Coordinator()
            # Without anything to run nobody waits for the queues, and a case may name files that are not there.
            threads = tf.train.start_queue_runners(session, coordinator) if outputs else []
            runs = [session.run(outputs, feed) for _ in range(2)] if outputs else []
            coordinator.request_stop()
            coordinator.join(threads, stop_grace_period_secs=5, ignore_live_threads=True)
    found["variables"] = [
        {"name": variable.name, "shape": list(value.shape), "sha256_float32": sha256(value)}
        for variable, value in zip(variables, values)
    ]
    if runs:
        found["runs"] = [[_plain(value) for value in run] for run in runs]
    return found


def record_values(tf, case, eagerly=False):
    """What `case` returns, and the lines that it prints and logs, in an empty working folder.

    Args:
      eagerly: whether it runs under eager execution; a graph of its own is its default graph otherwise.
    """
    from tensorflow.python.eager import context

    printed = io.StringIO()
    before = os.getcwd()
    with tempfile.TemporaryDirectory() as folder, tf.Graph().as_default():
        os.chdir(folder)
        try:
            with contextlib.redirect_stdout(printed), context.eager_mode() if eagerly else context.graph_mode():
                np.random.seed(SEED)
                random.seed(SEED)
                tf.set_random_seed(SEED)
                returned = _plain(case(tf))
        finally:
            os.chdir(before)
    return {"returned": returned, "printed": printed.getvalue().splitlines()}


def sha256(array):
    """Of the array's numbers as little-endian float32."""
    return hashlib.sha256(np.ascontiguousarray(array, "<f4").tobytes()).hexdigest()


def _feed(graph):
    feed = {}
    for op in graph.get_operations():
        if op.type == "Placeholder":
            draw = np.random.RandomState(len(feed))
            tensor = op.outputs[0]
            shape = [UNKNOWN if size is None else size for size in tensor.shape.as_list()]
            dtype = tensor.dtype.as_numpy_dtype
            bound = re.search(r"below_(\d+)", op.name)
            if tensor.dtype.is_floating or tensor.dtype.is_complex:
                feed[tensor] = np.array(draw.randn(*shape), dtype)
            else:
                feed[tensor] = draw.randint(0, int(bound.group(1)) if bound else 10, size=shape).astype(dtype)
    return feed


def _plain(value):
    """A run's value as JSON holds it."""
    if value is None:
        return None
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return {str(key): _plain(value[key]) for key in sorted(value, key=str)}
    if isinstance(value, (bytes, str)):
        return repr(value) if isinstance(value, bytes) else value
    array = np.asarray(value.numpy() if hasattr(value, "numpy") else value)
    if array.dtype.kind in "iub":
        return array.tolist()
    if array.dtype.kind == "f":  # nine digits tell all floats of 32 bits apart
        return [float("%.9g" % part) for part in array.ravel().tolist()]
    return [repr(part) for part in array.ravel().tolist()]


def write(path, record):
    """A record as JSON: a line a node, so that a change can be read."""
    with open(path + ".new", "w") as file:
        file.write(_text(record) + "\n")
    os.replace(path + ".new", path)


def _text(value):
    if isinstance(value, dict) and any(isinstance(part, (dict, list)) for part in value.values()) and "op" not in value:
        return "{\n" + ",\n".join(json.dumps(key) + ": " + _text(part) for key, part in value.items()) + "\n}"
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "[\n" + ",\n".join(_text(part) for part in value) + "\n]"
    return json.dumps(value)
