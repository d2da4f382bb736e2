"""Transformations of `tf.data`: shuffling, batching, mapping, interleaving, from every source."""


def _next(tf, dataset):
    return dataset.repeat().make_one_shot_iterator().get_next()


def _several(tf, dataset, count):
    iterator = dataset.make_one_shot_iterator()
    taken = [iterator.get_next()]
    for _ in range(count - 1):
        with tf.control_dependencies([taken[-1]]):
            taken.append(iterator.get_next())
    return taken


def sources(tf):
    D = tf.data.Dataset
    return [
        _next(tf, D.from_tensors([1, 2])),
        _next(tf, D.from_tensor_slices(([1, 2], ["a", "b"]))),
        _next(tf, D.range(2, 10, 3)),
        _next(tf, D.zip((D.range(3), D.range(5)))),
        _next(tf, D.range(3).concatenate(D.range(5))),
    ]


def a_generator(tf):
    def numbers():
        for i in range(5):
            yield i, [float(i)] * 2

    return _next(tf, tf.data.Dataset.from_generator(numbers, (tf.int32, tf.float32), ([], [2])))


def shuffled(tf):
    return _several(tf, tf.data.Dataset.range(10).shuffle(10), 4)


def shuffled_by_a_seed(tf):
    return _several(tf, tf.data.Dataset.range(10).shuffle(4, seed=5), 4)


def shuffled_once_and_repeated(tf):
    return _several(tf, tf.data.Dataset.range(3).shuffle(3, seed=5, reshuffle_each_iteration=False).repeat(), 6)


def repeated_and_shuffled(tf):
    return _next(tf, tf.data.Dataset.range(10).repeat(3).shuffle(10).batch(8))


def shuffled_and_repeated(tf):  # its order differs: the kernel of the two fused into one draws otherwise since
    tf.data.Dataset.range(10).shuffle(10).repeat().batch(4).make_one_shot_iterator().get_next()


def shuffled_and_repeated_without_fusion(tf):
    options = tf.data.Options()
    options.experimental_optimization.apply_default_optimizations = False
    return _several(tf, tf.data.Dataset.range(3).shuffle(3).repeat().with_options(options), 6)


def batched(tf):
    D = tf.data.Dataset
    return [
        _next(tf, D.range(10).batch(4)),
        _next(tf, D.range(3).batch(4, drop_remainder=False)),
        _next(tf, D.range(10).batch(4, drop_remainder=True)),
        _next(tf, D.range(10).skip(2).take(3).prefetch(1).cache()),
        _next(tf, D.range(10).shard(3, 1).repeat(2)),
    ]


def padded(tf):
    D = tf.data.Dataset
    ragged = D.range(1, 5).map(lambda i: tf.fill([tf.cast(i, tf.int32)], i))
    return [
        _next(tf, ragged.padded_batch(2, [None])),
        _next(tf, ragged.padded_batch(2, padded_shapes=[6], padding_values=tf.constant(-1, tf.int64))),
        _next(tf, D.zip((ragged, ragged)).padded_batch(3, ([None], [4]), drop_remainder=True)),
    ]


def mapped(tf):
    D = tf.data.Dataset
    return [
        _next(tf, D.range(5).map(lambda i: (i, tf.cast(i, tf.float32) * 2.0))),
        _next(tf, D.range(5).map(lambda i: i + 1, num_parallel_calls=2)),
        _next(tf, D.range(9).filter(lambda i: tf.equal(i % 3, 2))),
        _next(tf, D.range(5).flat_map(lambda i: tf.data.Dataset.from_tensors(i).repeat(2)).skip(1)),
    ]


def mapped_at_random(tf):
    def draw(i):
        tf.set_random_seed(4)
        return tf.random_uniform([2])

    D = tf.data.Dataset
    return [
        _several(tf, D.range(5).map(draw), 2),
        _next(tf, D.range(5).map(lambda i: tf.random_normal([], seed=3)).batch(3)),
    ]


def interleaved(tf):
    D = tf.data.Dataset
    return [
        _several(tf, D.range(3).interleave(lambda i: D.from_tensors(i).repeat(4), cycle_length=2, block_length=2), 5),
        _next(tf, D.range(3).interleave(lambda i: D.from_tensors(i), 2, num_parallel_calls=2)),
    ]


def interleaved_by_the_older_name(tf):
    D = tf.data.Dataset
    readers = tf.data.experimental.parallel_interleave(lambda i: D.from_tensors(i).repeat(2), cycle_length=2)
    return _next(tf, D.range(3).apply(readers))


def windows_and_reductions(tf):
    D = tf.data.Dataset
    return [
        _next(tf, D.range(7).window(3).flat_map(lambda window: window.batch(3))),
        D.range(5).reduce(tf.constant(0, tf.int64), lambda total, i: total + i),
    ]


def experimental(tf):
    D, E = tf.data.Dataset, tf.data.experimental
    return [
        _next(tf, D.range(9).apply(E.map_and_batch(lambda i: i * 2, 3))),
        _next(tf, D.range(9).batch(3).apply(E.unbatch()).skip(1)),
        _next(tf, D.range(9).apply(E.group_by_window(lambda i: i % 2, lambda key, window: window.batch(4), 4))),
        _next(tf, D.range(9).apply(E.ignore_errors())),
        _next(tf, D.range(9).apply(E.scan(tf.constant(0, tf.int64), lambda total, i: (total + i, total + i))).skip(3)),
    ]


def experimental_by_chance(tf):
    D, E = tf.data.Dataset, tf.data.experimental
    return [
        _several(tf, E.sample_from_datasets([D.range(5), D.range(10, 15)], [0.5, 0.5], seed=3), 3),
        _several(tf, E.RandomDataset(seed=4), 2),
        _next(
            tf,
            E.choose_from_datasets([D.range(5), D.range(10, 15)], D.from_tensor_slices(tf.constant([1, 0], tf.int64))),
        ),
    ]


def experimental_shuffle_and_repeat(tf):
    tf.data.Dataset.range(9).apply(tf.data.experimental.shuffle_and_repeat(5, seed=3)).make_one_shot_iterator()


def lines_of_files(tf):
    _next(tf, tf.data.TextLineDataset(["a.txt", "b.txt"]).skip(1))
    _next(tf, tf.data.TFRecordDataset("a.tfrecord", compression_type="GZIP", buffer_size=100))
    _next(tf, tf.data.FixedLengthRecordDataset(["a.bin"], 4, header_bytes=2))


def files_of_a_pattern(tf):
    tf.data.Dataset.list_files("/nowhere/*.txt", shuffle=False).make_initializable_iterator()


def files_of_a_pattern_shuffled(tf):
    tf.data.Dataset.list_files("/nowhere/*.txt", seed=3).make_initializable_iterator()
