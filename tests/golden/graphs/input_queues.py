"""Input pipelines of queues: producers, batches, readers, queue runners; and summaries."""

import os
import tempfile


def _file(name, lines):
    path = os.path.join(tempfile.gettempdir(), "tf1graph_golden_" + name)
    with open(path, "w") as file:
        file.write("".join(line + "\n" for line in lines))
    return path


def producers(tf):
    tf.train.range_input_producer(5, shuffle=False).dequeue()
    tf.train.string_input_producer(["a", "b"], num_epochs=1, shuffle=False)
    tf.train.slice_input_producer([tf.range(4), tf.range(8.0)[:4]], seed=3)
    tf.train.input_producer(tf.range(3), num_epochs=2, capacity=7, shared_name="shared", name="mine")


def producers_shuffled(tf):
    tf.train.range_input_producer(5)
    tf.train.string_input_producer(tf.constant(["a", "b", "c"]), capacity=3)
    tf.train.limit_epochs(tf.constant(1), num_epochs=3)


def batches(tf):
    numbers = tf.train.slice_input_producer([tf.range(4.0)], shuffle=False)[0]
    tf.train.batch([numbers, numbers * 2.0], 2)
    tf.train.batch({"a": numbers}, 3, allow_smaller_final_batch=True, enqueue_many=False, name="named")
    tf.train.maybe_batch([numbers], numbers > 1.0, 2)


def batches_shuffled(tf):
    numbers = tf.train.slice_input_producer([tf.range(4.0)], shuffle=False)[0]
    tf.train.shuffle_batch([numbers], 2, 10, 4)
    tf.train.shuffle_batch([numbers], 2, 10, 4, num_threads=2, seed=5, allow_smaller_final_batch=True)
    tf.train.maybe_shuffle_batch([numbers], 2, 10, 4, numbers > 1.0)


def batches_joined(tf):
    pair = [[tf.constant([1.0, 2.0])], [tf.constant([3.0, 4.0])]]
    tf.train.batch_join(pair, 2)
    tf.train.batch_join(
        [[tf.placeholder_with_default(tf.ones([n, 2]), [None, 2])] for n in (1, 2)], 2, dynamic_pad=True
    )
    tf.train.shuffle_batch_join(pair, 2, 10, 4, enqueue_many=True)


def sparse_batches(tf):
    sparse = tf.SparseTensor([[0, 1]], [5.0], [2, 3])
    tf.train.batch([sparse, tf.constant(1)], 2)


def readers(tf):
    path = _file("lines", ["1,2.5", "3,4.5", "5,6.5"])
    names = tf.train.string_input_producer([path], shuffle=False)
    _, line = tf.TextLineReader(skip_header_lines=1).read(names)
    number, real = tf.decode_csv(line, [[0], [0.0]])
    tf.WholeFileReader().read(names)
    tf.FixedLengthRecordReader(6, header_bytes=0).read_up_to(names, 2)
    tf.TFRecordReader().read(names)
    tf.IdentityReader().read(names)
    return tf.train.batch([number, real], 2)


def examples_parsed(tf):
    serialized = tf.placeholder_with_default([b""], [None])
    tf.parse_example(
        serialized,
        {
            "fixed": tf.FixedLenFeature([2], tf.float32, default_value=[0.0, 0.0]),
            "many": tf.VarLenFeature(tf.int64),
            "sequence": tf.FixedLenSequenceFeature([], tf.string, allow_missing=True),
            "sparse": tf.SparseFeature("index", "value", tf.float32, 10),
        },
    )
    tf.parse_single_example(tf.constant(b""), {"x": tf.FixedLenFeature([], tf.string, default_value="none")})
    tf.decode_raw(serialized, tf.uint8)


def queues(tf):
    first = tf.FIFOQueue(3, [tf.float32, tf.int32], shapes=[[], [2]], names=["a", "b"])
    put = first.enqueue({"a": 1.0, "b": [1, 2]})
    shuffled = tf.RandomShuffleQueue(5, 2, tf.float32, shapes=[[]])
    shuffled.enqueue_many([[1.0, 2.0]])
    shuffled.dequeue_up_to(2)
    padded = tf.PaddingFIFOQueue(3, tf.float32, shapes=[[None]])
    padded.enqueue([[1.0, 2.0]])
    padded.dequeue_many(2)
    priority = tf.PriorityQueue(3, [tf.string], [[]])
    priority.enqueue([tf.constant(1, tf.int64), "x"])
    chosen = tf.QueueBase.from_list(tf.constant(0), [shuffled, shuffled])
    chosen.size()
    first.close(cancel_pending_enqueues=True)
    first.is_closed()
    with tf.control_dependencies([put]):
        return first.size()


def queue_runner_by_hand(tf):
    queue = tf.FIFOQueue(3, tf.float32, shapes=[[]])
    runner = tf.train.QueueRunner(queue, [queue.enqueue(1.0)] * 2)
    tf.train.add_queue_runner(runner)
    return queue.dequeue_many(2)


def accumulators(tf):
    accumulator = tf.ConditionalAccumulator(tf.float32, shape=[2])
    accumulator.apply_grad([1.0, 2.0])
    accumulator.take_grad(1)
    accumulator.num_accumulated()
    sparse = tf.SparseConditionalAccumulator(tf.float32)
    sparse.apply_grad([0], [[1.0]])
    sparse.take_indexed_slices_grad(1)


def summaries(tf):
    x = tf.placeholder(tf.float32, [2, 4, 4, 3], name="x")
    with tf.name_scope("scope"):
        tf.summary.scalar("loss", tf.reduce_mean(x))
        tf.summary.scalar("with space", tf.constant(1.0), family="family")
    tf.summary.histogram("h", x, collections=["mine"])
    tf.summary.image("i", x, max_outputs=1)
    tf.summary.audio("a", x[:, :, 0, 0], 8000.0)
    tf.summary.text("t", tf.constant("hello"))
    tf.summary.tensor_summary("tensor", x, summary_description="all of it")
    tf.summary.merge([tf.summary.scalar("again", tf.constant(2.0))], collections=["merged"], name="both")
    assert tf.summary.merge_all("nothing here") is None
    return [tf.size(tf.summary.merge_all())]
