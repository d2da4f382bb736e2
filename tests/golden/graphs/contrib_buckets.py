"""`tf.contrib.training`: examples batched with their like."""


def _counter(tf):
    """0, 1, 2, … a number a run."""
    numbers = tf.train.range_input_producer(8, shuffle=False)
    return numbers.dequeue()


def one_bucket(tf):
    number = _counter(tf)
    return tf.contrib.training.bucket([number, tf.fill([2], number)], number % 1, 3, 1)


def buckets_of_their_own_sizes(tf):
    number = _counter(tf)
    tf.contrib.training.bucket(
        {"n": number}, number % 3, [1, 2, 3], 3, capacity=9, bucket_capacities=[4, 5, 6], shared_name="b"
    )


def a_bucket_padded_with_a_smaller_end(tf):
    number = _counter(tf)
    tf.contrib.training.bucket(
        [tf.fill([number], 1.0)],
        number % 2,
        tf.constant(2),
        2,
        num_threads=2,
        dynamic_pad=True,
        allow_smaller_final_batch=True,
        keep_input=number > 1,
        name="padded",
    )


def a_bucket_of_sparse_tensors(tf):
    number = _counter(tf)
    sparse = tf.SparseTensor([[0], [1]], [number, number], [4])
    tf.contrib.training.bucket([number, sparse], number % 2, 2, 2)


def buckets_by_length(tf):
    number = _counter(tf)
    tf.contrib.training.bucket_by_sequence_length(
        number, [tf.range(number)], 2, [3, 5], dynamic_pad=True, shapes=[[None]]
    )


def buckets_by_length_of_a_dictionary(tf):
    number = _counter(tf)
    tf.contrib.training.bucket_by_sequence_length(
        number, {"x": tf.fill([3], number), "y": number}, [2, 1], [4], allow_smaller_final_batch=True, name="by_length"
    )
