"""The columns of `tf.contrib.layers` for linear models, and crosses."""

import os
import tempfile


def _features(tf):
    return {
        "age": tf.placeholder(tf.float32, [4, 1], name="age"),
        "city": tf.constant([["Rom"], ["Bonn"], ["Ulm"], [""]], name="city"),
        "words": tf.SparseTensor([[0, 0], [0, 1], [2, 0], [3, 2]], ["a", "b", "c", "a"], [4, 3]),
        "weights": tf.SparseTensor([[0, 0], [0, 1], [2, 0], [3, 2]], [0.5, 2.0, 1.0, -1.0], [4, 3]),
    }


def a_weighted_sum(tf):
    layers = tf.contrib.layers
    age = layers.real_valued_column("age")
    words = layers.sparse_column_with_keys("words", ["a", "b", "c"])
    columns = [age, words, layers.bucketized_column(age, [0.0])]
    predictions, variables, bias = layers.weighted_sum_from_feature_columns(_features(tf), columns, 2)
    assert sorted(len(variable) for variable in variables.values()) == [1, 1, 1]
    return [predictions, bias]


def a_weighted_sum_of_weights(tf):
    layers = tf.contrib.layers
    words = layers.sparse_column_with_hash_bucket("words", 6, combiner="mean")
    columns = [layers.weighted_sparse_column(words, "weights")]
    predictions, _, _ = layers.weighted_sum_from_feature_columns(
        _features(tf), columns, 1, weight_collections=["mine"], scope="linear"
    )
    return predictions


def a_joint_weighted_sum(tf):
    layers = tf.contrib.layers
    columns = [
        layers.sparse_column_with_keys("words", ["a", "b", "c"]),
        layers.sparse_column_with_hash_bucket("city", 4),
    ]
    return layers.joint_weighted_sum_from_feature_columns(_features(tf), columns, 1)[0]


def a_vocabulary_in_a_file(tf):
    layers = tf.contrib.layers
    path = os.path.join(tempfile.gettempdir(), "tf1graph_golden_cities.txt")
    with open(path, "w") as file:
        file.write("Rom\nUlm\n")
    column = layers.sparse_column_with_vocabulary_file("city", path, num_oov_buckets=1, vocab_size=2)
    return layers.weighted_sum_from_feature_columns(_features(tf), [column], 1)[0]
