"""Crosses and scattered embeddings of contrib.layers, by numbers that TensorFlow 1.15.5 gave; and mistakes."""

import numpy as np
import pytest

from tf1graph import tf

layers = tf.contrib.layers


@pytest.fixture(autouse=True)
def graph():
    with tf.Graph().as_default() as graph:
        yield graph


def features():
    return {
        "w": tf.SparseTensor([[0, 0], [0, 1], [2, 0]], ["a", "b", "c"], [3, 2]),
        "c": tf.SparseTensor([[0, 0], [1, 0], [2, 0]], ["x", "y", "z"], [3, 1]),
        "i": tf.SparseTensor([[0, 0], [1, 0], [2, 0]], tf.constant([5, -3, 2], tf.int64), [3, 1]),
        "age": tf.constant([[0.5], [-1.0], [2.0]]),
    }


def words(name="w"):
    return layers.sparse_column_with_hash_bucket(name, 10)


def integers():
    return layers.sparse_column_with_integerized_feature("i", 10)


def buckets():
    return layers.bucketized_column(layers.real_valued_column("age"), [0.0, 1.0])


@pytest.mark.parametrize(
    ("columns", "hash_key", "ids"),
    [
        pytest.param(lambda: [words(), words("c")], None, [397, 202, 880], id="texts"),
        pytest.param(lambda: [words(), words("c")], 956888297470, [37, 647, 802], id="texts by the later hash"),
        pytest.param(lambda: [words(), words("c")], 7, [611, 998, 175], id="texts by another key"),
        pytest.param(lambda: [words(), integers()], None, [8, 975, 912], id="texts and integers"),
        pytest.param(lambda: [buckets(), integers(), words("c")], None, [136, 651, 580], id="three columns"),
        pytest.param(lambda: [buckets(), words()], 9, [584, 984, 484], id="buckets and texts"),
    ],
)
def test_crosses_are_hashed_as_the_op_of_1_15_5_did(columns, hash_key, ids):
    column = layers.crossed_column(columns(), 1000, hash_key=hash_key)
    found = layers.transform_features(features(), [column])[column]
    with tf.Session() as session:
        assert session.run(found.values).tolist() == ids


@pytest.mark.parametrize(
    ("values", "hash_key", "numbers"),
    [
        (["a", "b"], None, [[18, 0, 31], [45, 9, 34]]),
        (["a", "b"], 7, [[45, 10, 2], [45, 22, 0]]),
        ([4, 5], None, [[23, 1, 26], [22, 48, 25]]),
    ],
)
def test_scattered_embeddings_pick_what_1_15_5_picked(values, hash_key, numbers):
    params = tf.constant(np.arange(50, dtype=np.float32))
    from tf1graph.tf.contrib.layers.python.layers import embedding_ops

    found = embedding_ops.scattered_embedding_lookup(params, tf.constant(values), 3, hash_key=hash_key)
    with tf.Session() as session:
        assert session.run(found).tolist() == numbers


def test_a_scattered_column_has_a_row_for_each_example():
    column = layers.scattered_embedding_column("w", 20, 4, hash_key=3)
    layer = layers.input_from_feature_columns(features(), [column])
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        assert session.run(layer).shape == (3, 4)


def test_the_crosses_of_a_linear_model_have_weights():
    column = layers.crossed_column([words(), words("c")], 12)
    predictions, variables, _ = layers.weighted_sum_from_feature_columns(features(), [column], 2)
    assert variables[column][0].shape == (12, 2)
    assert predictions.shape[1] == 2


def test_columns_find_one_another_under_deep_paths():
    from tf1graph.tf.contrib.layers.python.layers import feature_column, feature_column_ops

    assert feature_column.real_valued_column is layers.real_valued_column
    assert feature_column_ops.check_feature_columns is layers.check_feature_columns
    assert isinstance(layers.real_valued_column("x"), feature_column._RealValuedColumn)


@pytest.mark.parametrize(
    ("make", "error", "complaint"),
    [
        pytest.param(lambda: layers.real_valued_column("x", 0), ValueError, "greater than 0", id="no numbers"),
        pytest.param(lambda: layers.real_valued_column("x", 2, [1.0]), ValueError, "length of default", id="too few"),
        pytest.param(lambda: layers.real_valued_column("x", default_value="1"), TypeError, "compatible", id="a text"),
        pytest.param(
            lambda: layers.bucketized_column(layers.real_valued_column("x"), [1, 0]), ValueError, "sorted", id="order"
        ),
        pytest.param(lambda: layers.crossed_column([words()], 5), ValueError, "at least 2", id="one crossed"),
        pytest.param(lambda: layers.sparse_column_with_hash_bucket("x", 0), ValueError, "at least 1", id="no buckets"),
        pytest.param(
            lambda: layers.input_from_feature_columns(features(), [words()]),
            ValueError,
            "not supported in DNN",
            id="ids",
        ),
        pytest.param(
            lambda: layers.weighted_sum_from_feature_columns(features(), [buckets(), buckets()], 1),
            ValueError,
            "Duplicate feature column",
            id="twice",
        ),
        pytest.param(
            lambda: layers.joint_weighted_sum_from_feature_columns(features(), [layers.real_valued_column("age")], 1),
            NotImplementedError,
            "Real-valued columns",
            id="numbers in a joint sum",
        ),
    ],
)
def test_a_column_that_cannot_be_meant_is_an_error(make, error, complaint):
    with pytest.raises(error, match=complaint):
        make()
