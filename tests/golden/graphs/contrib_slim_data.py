"""`tf.contrib.slim`: data sets, providers, readers, queues, decoders of examples."""

import os
import tempfile


def _folder(tf):
    """A folder with two files of records, whose names are the same on every machine."""
    folder = os.path.join(tempfile.gettempdir(), "tf1graph_golden_records")
    if not os.path.isdir(folder):
        os.makedirs(folder)
    for part in range(2):
        with tf.python_io.TFRecordWriter(os.path.join(folder, "part-%d.tfrecord" % part)) as writer:
            for number in range(3):
                writer.write(_example(tf, number).SerializeToString())
    return folder


def _example(tf, number):
    def integers(*values):
        return tf.train.Feature(int64_list=tf.train.Int64List(value=values))

    def floats(*values):
        return tf.train.Feature(float_list=tf.train.FloatList(value=values))

    def texts(*values):
        return tf.train.Feature(bytes_list=tf.train.BytesList(value=values))

    features = {
        "label": integers(number),
        "height": integers(2),
        "width": integers(3),
        "values": floats(*[number + part / 8.0 for part in range(6)]),
        "indices": integers(0, 2, 3, 4, 5, 7),
        "ymin": floats(0.1, 0.2),
        "xmin": floats(0.3, 0.4),
        "ymax": floats(0.5, 0.6),
        "xmax": floats(0.7, 0.8),
        "image/encoded": texts(bytes(bytearray(range(12)))),
        "image/format": texts(b"raw"),
        "word": texts(b"two"),
    }
    return tf.train.Example(features=tf.train.Features(feature=features))


def _decoder(tf, **more):
    slim = tf.contrib.slim
    features = {
        "label": tf.FixedLenFeature([], tf.int64),
        "height": tf.FixedLenFeature([1], tf.int64),
        "width": tf.VarLenFeature(tf.int64),
        "values": tf.VarLenFeature(tf.float32),
        "indices": tf.VarLenFeature(tf.int64),
        "image/encoded": tf.FixedLenFeature([], tf.string),
        "image/format": tf.FixedLenFeature([], tf.string, default_value="raw"),
        "word": tf.FixedLenFeature([1], tf.string),
    }
    features.update({side: tf.VarLenFeature(tf.float32) for side in ("ymin", "xmin", "ymax", "xmax")})
    handlers = {
        "label": slim.tfexample_decoder.Tensor("label"),
        "values": slim.tfexample_decoder.Tensor("values", shape=[2, 3]),
    }
    handlers.update(more)
    return slim.tfexample_decoder.TFExampleDecoder(features, handlers)


def items_of_an_example(tf):
    decoding = tf.contrib.slim.tfexample_decoder
    decoder = _decoder(
        tf,
        shaped=decoding.Tensor("values", shape_keys=["height", "width"]),
        box=decoding.BoundingBox(),
        twice=decoding.ItemHandlerCallback(["label", "values"], lambda features: features["label"] * 2),
    )
    items = ["label", "values", "shaped", "box", "twice"]
    return decoder.decode(tf.constant(_example(tf, 5).SerializeToString()), items)


def sparse_items_and_backups(tf):
    decoding = tf.contrib.slim.tfexample_decoder
    decoder = _decoder(
        tf,
        sparse=decoding.SparseTensor(shape=[8]),
        dense=decoding.SparseTensor("indices", "values", shape=[9], densify=True, default_value=-1.0),
        either=decoding.BackupHandler(decoding.Tensor("values"), decoding.Tensor("ymin")),
    )
    sparse, dense, either = decoder.decode(
        tf.constant(_example(tf, 5).SerializeToString()), ["sparse", "dense", "either"]
    )
    return sparse.indices, sparse.values, dense, either


def pictures(tf):
    decoding = tf.contrib.slim.tfexample_decoder
    decoder = _decoder(tf, image=decoding.Image(shape=[2, 2, 3]))
    return decoder.decode(tf.constant(_example(tf, 5).SerializeToString()), ["image"])


def words_looked_up(tf):
    table = tf.contrib.lookup.index_table_from_tensor(tf.constant(["one", "two"]))
    decoder = _decoder(tf, word=tf.contrib.slim.tfexample_decoder.LookupTensor("word", table))
    return decoder.decode(tf.constant(_example(tf, 5).SerializeToString()), ["word"])


def a_provider_in_order(tf):
    slim = tf.contrib.slim
    data = slim.dataset.Dataset(
        os.path.join(_folder(tf), "part-*"), tf.TFRecordReader, _decoder(tf), 6, {"label": "a number"}, classes=3
    )
    provider = slim.dataset_data_provider.DatasetDataProvider(data, shuffle=False)
    label, values, _ = provider.get(["label", "values", "record_key"])
    return label, values


def a_provider_of_batches(tf):
    slim = tf.contrib.slim
    data = slim.dataset.Dataset([os.path.join(_folder(tf), "part-0.tfrecord")], tf.TFRecordReader, _decoder(tf), 3, {})
    provider = slim.dataset_data_provider.DatasetDataProvider(
        data, num_readers=2, common_queue_capacity=20, common_queue_min=4, seed=3, record_key="key", scope="data"
    )
    batch = tf.train.batch([provider.get(["label"])[0], tf.constant(1.0)], batch_size=2)
    slim.prefetch_queue.prefetch_queue(batch, capacity=2).dequeue()


def a_queue_of_a_dictionary(tf):
    number = tf.train.range_input_producer(5, shuffle=False).dequeue()
    queue = tf.contrib.slim.prefetch_queue.prefetch_queue(
        {"b": number, "a": tf.fill([number], 1)}, dynamic_pad=True, name="ahead"
    )
    return queue.dequeue()


def a_single_pass(tf):
    reading = tf.contrib.slim.parallel_reader
    _, value = reading.single_pass_read(os.path.join(_folder(tf), "part-0.tfrecord"), tf.TFRecordReader)
    return tf.parse_single_example(value, {"label": tf.FixedLenFeature([], tf.int64)})["label"]


def readers_at_once(tf):
    queue = tf.FIFOQueue(9, [tf.string, tf.string], name="behind")
    reader = tf.contrib.slim.parallel_reader.ParallelReader(tf.WholeFileReader, queue, 2)
    names = tf.train.string_input_producer(["a", "b"], shuffle=False)
    reader.read_up_to(names, 3)
    reader.num_records_produced(name="records")
    reader.num_work_units_completed()
