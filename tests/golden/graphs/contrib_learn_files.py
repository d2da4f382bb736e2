"""`tf.contrib.learn`: files read by queues, and graphs run in sessions of their own."""

import os
import tempfile


def _lines(name, lines):
    path = os.path.join(tempfile.gettempdir(), "tf1graph_golden_" + name)
    with open(path, "w") as file:
        file.write("".join(line + "\n" for line in lines))
    return path


def _records(tf):
    path = os.path.join(tempfile.gettempdir(), "tf1graph_golden_learn.tfrecord")
    with tf.python_io.TFRecordWriter(path) as writer:
        for number in range(4):
            feature = tf.train.Feature(float_list=tf.train.FloatList(value=[number]))
            example = tf.train.Example(features=tf.train.Features(feature={"x": feature, "s": feature}))
            writer.write(example.SerializeToString())
    return path


def _features(tf):
    return {"x": tf.FixedLenFeature([1], tf.float32), "s": tf.VarLenFeature(tf.float32)}


def lines_in_order(tf):
    path = _lines("learn.txt", ["a", "b", "c", "d"])
    return tf.contrib.learn.read_batch_examples(path, 2, tf.TextLineReader, False, num_epochs=1)


def lines_parsed(tf):
    path = _lines("learn.txt", ["1", "2", "3", "4"])
    keys, parsed = tf.contrib.learn.read_keyed_batch_examples(
        [path],
        2,
        tf.TextLineReader,
        randomize_input=False,
        read_batch_size=2,
        parse_fn=lambda lines: {"n": tf.string_to_number(lines)},
        name="mine",
    )
    return parsed["n"], tf.size(keys)


def lines_shuffled(tf):
    path = _lines("learn.txt", ["a", "b", "c", "d"])
    tf.contrib.learn.io.read_keyed_batch_examples(path, 2, tf.TextLineReader, queue_capacity=10, num_threads=2, seed=3)
    tf.contrib.learn.io.read_batch_examples(path, tf.constant(2), tf.TextLineReader, queue_capacity=10)


def records_in_order(tf):
    read = tf.contrib.learn.read_batch_features(
        _records(tf), 2, _features(tf), tf.TFRecordReader, False, num_epochs=2, num_enqueue_threads=1
    )
    return read["x"], read["s"].values


def records_shuffled(tf):
    tf.contrib.learn.read_batch_record_features(_records(tf), 2, _features(tf), queue_capacity=10)
    tf.contrib.learn.read_keyed_batch_features(
        _records(tf), 2, _features(tf), tf.TFRecordReader, feature_queue_capacity=7, reader_num_threads=2
    )


def features_in_a_queue(tf):
    features = {"b": tf.ones([2]), "a": tf.zeros([3])}
    _, queued = tf.contrib.learn.io.queue_parsed_features(features, num_enqueue_threads=1)
    return queued["a"], queued["b"]


def runs_in_sessions_of_their_own(tf):
    """What they give, and the graph that is left: the initialisers of each."""
    learn = tf.contrib.learn
    with tf.Graph().as_default() as graph:
        x = tf.placeholder(tf.float32, [], name="x")
        y = tf.Variable(2.0) * x
        found = [run["y"] for run in learn.run_n({"y": y}, {x: 3.0}, n=2)]
        found += [run["y"] for run in learn.run_feeds({"y": y}, [{x: 4.0}, {x: 5.0}])]
        found.append(learn.infer(None, {"y": y}, {x: 6.0})["y"])
        nodes = [" ".join([op.name, op.type]) for op in graph.get_operations()]
    return tf.constant(found), tf.constant(nodes)
