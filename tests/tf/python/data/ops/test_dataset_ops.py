"""Datasets: what their options do, and why a shuffled and repeated one has another order than it had."""

import pytest

from tf1graph import tf

# What 1.15.5 gives for `tf.data.Dataset.range(10).shuffle(10, seed=5).repeat(2)` with the graph's seed 1234, where it
# fuses the two into one op, and where options forbid that
FUSED = [4, 2, 6, 1, 3, 9, 7, 8, 5, 0, 1, 2, 4, 3, 6, 0, 9, 8, 7, 5]
UNFUSED = [8, 7, 0, 2, 1, 3, 5, 6, 9, 4, 9, 3, 1, 5, 0, 2, 8, 4, 6, 7]


@pytest.fixture(autouse=True)
def graph():
    with tf.Graph().as_default() as graph:
        tf.set_random_seed(1234)
        yield graph


def elements(dataset):
    following = dataset.make_one_shot_iterator().get_next()
    found = []
    with tf.Session() as session:
        while True:
            try:
                found.append(int(session.run(following)))
            except tf.errors.OutOfRangeError:
                return found


class TestShuffleAndRepeat:
    """The order that cannot be had: the kernel of the fused op began every epoch with the generator of the last.

    Today's kernel draws new seeds at each epoch, as two ops do, so that fusing changes nothing any more.
    """

    def test_the_order_is_that_of_1_15_5_where_the_two_are_not_fused(self):
        found = elements(tf.data.Dataset.range(10).shuffle(10, seed=5).repeat(2))
        assert found == UNFUSED
        assert found != FUSED

    def test_todays_fused_op_gives_the_order_of_two_ops(self):
        fused = tf.data.experimental.shuffle_and_repeat(10, 2, seed=5)
        assert elements(tf.data.Dataset.range(10).apply(fused)) == UNFUSED

    def test_the_seeds_and_the_generator_are_those_of_1_15_5(self):
        """The fused kernel took the seeds as they are; so does a shuffle that keeps its order."""
        found = elements(tf.data.Dataset.range(10).shuffle(10, seed=5, reshuffle_each_iteration=False))
        assert found == FUSED[:10]


def test_an_option_of_no_name_is_refused():
    options = tf.data.Options()
    with pytest.raises(AttributeError, match="Cannot set the property fast on Options"):
        options.fast = True
    with pytest.raises(AttributeError, match="Options has no property fast"):
        _ = options.fast
    with pytest.raises(TypeError, match='Property "experimental_slack" must be of type'):
        options.experimental_slack = "a lot"


def test_options_of_two_datasets_are_merged_and_may_not_contradict_each_other():
    def with_autotune(value):
        options = tf.data.Options()
        options.experimental_optimization.autotune = value
        return tf.data.Dataset.range(3).with_options(options)

    with_autotune(False).concatenate(with_autotune(False)).make_initializable_iterator()
    kinds = [op.type for op in tf.get_default_graph().get_operations()]
    assert "ModelDataset" not in kinds
    assert "OptimizeDataset" in kinds
    with pytest.raises(ValueError, match="Cannot merge incompatible values of option: autotune"):
        with_autotune(False).concatenate(with_autotune(True)).make_initializable_iterator()


def test_a_function_of_interleave_gives_a_dataset():
    with pytest.raises(TypeError, match="`map_func` must return a `Dataset` object"):
        tf.data.Dataset.range(3).interleave(lambda i: i, 2, num_parallel_calls=2)


@pytest.mark.parametrize(
    ("make", "printed"),
    [
        (lambda data: data.Dataset.range(3), "<DatasetV1Adapter shapes: (), types: tf.int64>"),
        (lambda data: data.Dataset.range(3).batch(2), "<DatasetV1Adapter shapes: (?,), types: tf.int64>"),
        (
            lambda data: data.Dataset.from_tensor_slices(([1.0, 2.0], [1, 2])).batch(2),
            "<DatasetV1Adapter shapes: ((?,), (?,)), types: (tf.float32, tf.int32)>",
        ),
        (
            lambda data: data.Dataset.from_tensors({"a": [1.0], "b": "text"}),
            "<DatasetV1Adapter shapes: {a: (1,), b: ()}, types: {a: tf.float32, b: tf.string}>",
        ),
        (lambda data: data.TFRecordDataset("file"), "<TFRecordDatasetV1 shapes: (), types: tf.string>"),
        (lambda data: data.TextLineDataset("file"), "<TextLineDatasetV1 shapes: (), types: tf.string>"),
    ],
    ids=["numbers", "batches", "pairs", "named parts", "records", "lines"],
)
def test_a_dataset_is_printed_with_shapes_and_types_as_1_15_5_printed_it(make, printed):
    with tf.Graph().as_default():
        assert str(make(tf.data)) == printed
