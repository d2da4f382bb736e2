"""What an estimator leaves behind: its graphs, its log, its event files and its checkpoints. Plain Python 3.7.

A case takes `tf`, a folder and a hook that watches the sessions it is given to, and returns figures.
"""

import hashlib
import json
import logging
import os
import re

import numpy as np

from golden import recording

# Of the log: what is deprecated, what depends on the time, what is said once a process, or of a graph when it is freed.
PASSED_OVER = ("From ", "\n", "It seems that global step", "Directory ", "Variable += will be deprecated", "=====")


def record(tf, case, folder):
    """What `case` returns and leaves in the empty folder `folder`, and a list of its graphs' nodes beside it."""
    tf.reset_default_graph()
    watch = _watch(tf)
    log = _Log()
    logger = logging.getLogger("tensorflow")
    level, propagates = logger.level, logger.propagate
    handlers, logger.handlers = logger.handlers, [log]
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        figures = case(tf, folder, watch)
    finally:
        logger.handlers = handlers
        logger.setLevel(level)
        logger.propagate = propagates
    found = {
        "graphs": [_fingerprint(nodes) for nodes in watch.graphs],
        "log": [_without_figures(line, folder) for line in log.lines],
        "events": _events(tf, folder),
        "checkpoints": _checkpoints(tf, folder),
        "figures": plain(figures),
    }
    return found, watch.graphs


def plain(value):
    """Figures as JSON holds them: arrays as lists."""
    if isinstance(value, dict):
        return {str(key): plain(value[key]) for key in sorted(value)}
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    if isinstance(value, np.generic):
        value = value.item()
    return float("%.9g" % value) if isinstance(value, float) else value


def _watch(tf):
    class Watch(tf.train.SessionRunHook):
        """Keeps the nodes of each session's graph; those of one that does not build them again are kept once."""

        def __init__(self):
            self.graphs = []

        def after_create_session(self, session, coord):
            self.graphs.append(recording.describe(session.graph)["nodes"])

    return Watch()


def _fingerprint(nodes):
    text = json.dumps(nodes, sort_keys=True)
    return {"nodes": len(nodes), "sha256": hashlib.sha256(text.encode()).hexdigest()}


class _Log(logging.Handler):
    def __init__(self):
        logging.Handler.__init__(self)
        self.lines = []

    def emit(self, record):
        line = record.getMessage()
        if record.levelno >= logging.INFO and not line.startswith(PASSED_OVER):
            self.lines.append(line)


def _without_figures(line, folder):
    line = line.replace(folder, "FOLDER").replace(os.path.realpath(folder), "FOLDER")
    line = re.sub(r"\d{4}-\d\d-\d\d.\d\d:\d\d:\d\d", "TIME", line)
    line = re.sub(r"(temp-b?'?)?\b\d{10}\b'?", "EXPORT", line)
    line = re.sub(r"<tensorflow[^>]*ClusterSpec[^>]*>", "ClusterSpec({})", line)
    line = re.sub(r"global_step/sec: \S+", "global_step/sec: #", line)
    line = re.sub(r"-?\d+\.\d+(e[-+]?\d+)?", "#", line)
    return re.sub(r"\s*(#|\[|\])\s*", r"\1", line) if "[[" in line else line  # an array's columns, set by its digits


def _events(tf, folder):
    """Tags and steps in the order in which they were written, by the event files' folders."""
    found = {}
    for place, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(file for file in files if "tfevents" in file):
            lines = found.setdefault(os.path.relpath(place, folder), [])
            for event in tf.train.summary_iterator(os.path.join(place, name)):
                tags = sorted(value.tag for value in event.summary.value)
                if tags:
                    lines.append([event.step, *tags])
    return {place: sorted(lines) for place, lines in found.items()}


def _checkpoints(tf, folder):
    """Of the first checkpoint each value's hash, of the last each value's size and sum of squares."""
    state = tf.train.get_checkpoint_state(folder)
    if not state:
        return {}
    paths = list(state.all_model_checkpoint_paths)
    found = {"all": [os.path.basename(path) for path in paths]}
    first = tf.train.load_checkpoint(paths[0])
    last = tf.train.load_checkpoint(paths[-1])
    if paths[0].endswith("-0"):
        found["initial"] = {
            name: recording.sha256(first.get_tensor(name))
            for name in sorted(first.get_variable_to_shape_map())
            if first.get_tensor(name).dtype.kind in "fib"
        }
    found["final"] = {
        name: [list(shape), plain(np.square(np.asarray(last.get_tensor(name), np.float64)).sum())]
        for name, shape in sorted(last.get_variable_to_shape_map().items())
        if last.get_tensor(name).dtype.kind in "fib"
    }
    return found
