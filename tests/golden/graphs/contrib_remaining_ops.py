"""Ops of `tf.contrib` that few programs used: few bits, parts of checkpoints."""

import os
import tempfile


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def few_bits(tf):
    quantization = tf.contrib.quantization
    values, low, high = quantization.quantize_v2(_x(tf, 3), -2.0, 2.0, tf.quint8, name="few")
    other, _, _ = quantization.quantized_array_ops.quantize_v2(_x(tf, 3), -2.0, 2.0, tf.qint8, mode="SCALED")
    joined, _, _ = quantization.quantized_concat(0, [values, values], [low, low], [high, high])
    return [
        quantization.dequantize(values, low, high),
        quantization.quantized_array_ops.dequantize(other, -2.0, 2.0, mode="SCALED", name="many"),
        quantization.dequantize(joined, low, high),
    ]


def _checkpoint(tf):
    """A checkpoint of a matrix and the words of its rows, under names that are the same on every machine."""
    folder = os.path.join(tempfile.gettempdir(), "tf1graph_golden_remapped")
    if not os.path.isdir(folder):
        os.makedirs(folder)
    with tf.Graph().as_default(), tf.Session() as session:
        tf.get_variable("matrix", initializer=tf.reshape(tf.range(6.0), [3, 2]))
        session.run(tf.global_variables_initializer())
        path = tf.train.Saver().save(session, os.path.join(folder, "model"), write_meta_graph=False, write_state=False)
    for name, words in (("old", "a\nb\nc\n"), ("new", "c\nd\na\n"), ("columns", "u\nv\n")):
        with open(os.path.join(folder, name + ".txt"), "w") as file:
            file.write(words)
    return path, [os.path.join(folder, name + ".txt") for name in ("old", "new", "columns")]


def an_embedding_of_a_checkpoint(tf):
    path, (old, new, _) = _checkpoint(tf)
    framework = tf.contrib.framework
    loaded = framework.load_embedding_initializer(path, "matrix", 2, 2, old, new, num_oov_buckets=1)
    return tf.get_variable("embedding", [3, 2], initializer=loaded).read_value()


def a_matrix_of_a_checkpoint(tf):
    path, (old, new, columns) = _checkpoint(tf)
    loaded = tf.contrib.framework.load_and_remap_matrix_initializer(
        path,
        "matrix",
        new_row_vocab_size=2,
        new_col_vocab_size=2,
        old_row_vocab_size=3,
        old_row_vocab_file=old,
        new_row_vocab_file=new,
        old_col_vocab_file=columns,
        new_col_vocab_file=columns,
        num_row_oov_buckets=1,
        num_col_oov_buckets=0,
        initializer=tf.zeros_initializer(),
    )
    return tf.get_variable("matrix", [3, 2], initializer=loaded).read_value()


def sequences_of_a_vocabulary_file(tf):
    _, (old, _, _) = _checkpoint(tf)
    column = tf.contrib.feature_column.sequence_categorical_column_with_vocabulary_file("words", old, 3, 1)
    words = tf.SparseTensor([[0, 0], [0, 1], [1, 0]], ["a", "z", "c"], [2, 2])
    embedded = tf.feature_column.embedding_column(column, 2)
    layer, lengths = tf.contrib.feature_column.sequence_input_layer({"words": words}, [embedded])
    return [layer, lengths]


def a_layer_of_older_columns(tf):
    layers = tf.contrib.layers
    words = layers.feature_column.sparse_column_with_keys("words", ["a", "b"])
    made = layers.feature_column.InputLayer([tf.feature_column.numeric_column("n")])
    assert words.name == "words"
    return made({"n": _x(tf, 2, 1)})


def sequences_parsed_by_their_columns(tf):
    layers = tf.contrib.layers
    feature = tf.train.Feature(float_list=tf.train.FloatList(value=[1.0]))
    lists = tf.train.FeatureLists(feature_list={"steps": tf.train.FeatureList(feature=[feature, feature])})
    context = tf.train.Features(feature={"length": feature})
    example = tf.train.SequenceExample(context=context, feature_lists=lists).SerializeToString()
    found, steps = layers.parse_feature_columns_from_sequence_examples(
        example,
        [layers.real_valued_column("length")],
        [layers.real_valued_column("steps")],
        name="mine",
        example_name="example",
    )
    return [found, steps]


def batched_with_what_others_ask(tf):
    @tf.contrib.batching.batch_function(num_batch_threads=1, max_batch_size=3, batch_timeout_micros=1000)
    def double(x):
        return x * 2.0

    return double(_x(tf, 1, 2))
