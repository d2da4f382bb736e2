"""Gradients of segments."""


def segments(tf):
    x = tf.placeholder(tf.float32, [4, 3], name="x")
    ids = tf.constant([0, 0, 1, 2])
    ops = (tf.segment_sum, tf.segment_mean, tf.segment_max, tf.segment_min)
    return [tf.gradients(op(x, ids), [x]) for op in ops]


def unsorted_segments(tf):
    x = tf.placeholder(tf.float32, [4, 3], name="x")
    ids = tf.constant([2, 0, 1, 2])
    ops = (
        tf.unsorted_segment_sum,
        tf.unsorted_segment_max,
        tf.unsorted_segment_min,
        tf.unsorted_segment_prod,
        tf.unsorted_segment_mean,
        tf.unsorted_segment_sqrt_n,
    )
    return [tf.gradients(op(x, ids, 3), [x]) for op in ops]


def sparse_segments(tf):
    x = tf.placeholder(tf.float32, [4, 3], name="x")
    indices, ids = tf.constant([0, 3, 1]), tf.constant([0, 0, 1])
    ops = (tf.sparse_segment_sum, tf.sparse_segment_mean, tf.sparse_segment_sqrt_n)
    return [tf.gradients(op(x, indices, ids, num_segments=count), [x]) for op in ops for count in (None, 3)]
