"""`tf.feature_column.linear_model`, and vocabularies in files."""

import os
import tempfile


def _features(tf):
    return {
        "age": tf.placeholder(tf.float32, [4, 1], name="age"),
        "city": tf.constant([["Rom"], ["Bonn"], ["Ulm"], [""]], name="city"),
        "words": tf.SparseTensor([[0, 0], [0, 1], [2, 0], [3, 2]], ["a", "b", "c", "a"], [4, 3]),
        "weights": tf.SparseTensor([[0, 0], [0, 1], [2, 0], [3, 2]], [0.5, 2.0, 1.0, -1.0], [4, 3]),
    }


def _words(tf):
    return tf.feature_column.categorical_column_with_vocabulary_list("words", ["a", "b", "c"])


def a_linear_model(tf):
    fc = tf.feature_column
    return fc.linear_model(_features(tf), [fc.numeric_column("age"), _words(tf)])


def a_linear_model_of_two_units(tf):
    fc = tf.feature_column
    columns = [
        fc.numeric_column("age"),
        fc.weighted_categorical_column(_words(tf), "weights"),
        fc.bucketized_column(fc.numeric_column("age"), [0.0]),
        fc.crossed_column(["city", "words"], 5),
    ]
    variables = {}
    logits = fc.linear_model(_features(tf), columns, units=2, sparse_combiner="mean", cols_to_vars=variables)
    assert "bias" in variables
    assert len(variables) == 5
    return logits


def a_linear_model_of_an_embedding(tf):
    fc = tf.feature_column
    return fc.linear_model(_features(tf), [fc.embedding_column(_words(tf), 2), fc.indicator_column(_words(tf))])


def a_vocabulary_in_a_file(tf):
    fc = tf.feature_column
    path = os.path.join(tempfile.gettempdir(), "tf1graph_golden_cities.txt")
    with open(path, "w") as file:
        file.write("Rom\nUlm\n")
    plain = fc.categorical_column_with_vocabulary_file("city", path)
    buckets = fc.categorical_column_with_vocabulary_file("city", path, vocabulary_size=1, num_oov_buckets=2)
    features = _features(tf)
    return [
        fc.input_layer(features, [fc.indicator_column(plain)]),
        fc.linear_model(features, [buckets]),
    ]
