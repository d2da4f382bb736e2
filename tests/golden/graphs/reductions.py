"""Reductions by every spelling of their arguments."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def every_reduction(tf):
    x = _x(tf, 4, 3)
    p = x > 0.0
    ops = (tf.reduce_sum, tf.reduce_mean, tf.reduce_max, tf.reduce_min, tf.reduce_prod, tf.reduce_logsumexp)
    found = [op(x) for op in ops] + [op(x, 1, name="rows") for op in ops]
    more = (tf.math.reduce_euclidean_norm, tf.math.reduce_std, tf.math.reduce_variance)
    return found + [op(x, axis=0) for op in more] + [tf.reduce_all(p), tf.reduce_any(p, 1), tf.reduce_all(p, [0, 1])]


def every_spelling(tf):
    x = _x(tf, 4, 3)
    return [
        tf.reduce_sum(x, 0),
        tf.reduce_sum(x, [0]),
        tf.reduce_sum(x, axis=-1),
        tf.reduce_sum(x, axis=(0, 1)),
        tf.reduce_sum(x, reduction_indices=[1]),
        tf.reduce_sum(x, reduction_indices=1, keep_dims=True),
        tf.reduce_sum(x, 1, True),
        tf.reduce_sum(x, keepdims=True),
        tf.reduce_sum(x, axis=[]),
        tf.reduce_sum(x, tf.constant([0])),
        tf.reduce_sum(x, tf.placeholder_with_default(tf.constant(1), [])),
        tf.reduce_sum([[1, 2], [3, 4]], 0),
        tf.reduce_sum(3.0),
        tf.reduce_mean(5.0),
        tf.reduce_mean(x, axis=[0, -1], keep_dims=True, name="named"),
    ]


def of_unknown_shapes(tf):
    x, u = _x(tf, None, 3), tf.placeholder_with_default(tf.ones([2, 3]), None)
    return [
        tf.reduce_sum(x),
        tf.reduce_mean(x, 0),
        tf.reduce_sum(u),
        tf.reduce_max(u, keepdims=True),
        tf.reduce_logsumexp(u),
        tf.reduce_logsumexp(x, 1),
    ]


def counts(tf):
    x = _x(tf, 4, 3)
    return [
        tf.count_nonzero(x),
        tf.count_nonzero(x, 1),
        tf.count_nonzero(x, axis=0, keep_dims=True, dtype=tf.int32),
        tf.count_nonzero(x > 0.0),
        tf.count_nonzero(input_tensor=[0, 1, 2]),
        tf.math.count_nonzero(tf.constant(["", "a"])),
    ]


def extremes(tf):
    x = _x(tf, 4, 3)
    return [
        tf.argmax(x),
        tf.argmax(x, 1),
        tf.argmax(x, axis=-1, output_type=tf.int32),
        tf.argmax(x, dimension=1, name="named"),
        tf.argmin(x, 0),
        tf.arg_max(x, 1),
        tf.arg_min(x, 1),
        tf.nn.in_top_k(x, [0, 1, 2, 0], 2),
    ]


def joined_strings(tf):
    s = tf.constant([["a", "b"], ["c", "d"]])
    return [
        tf.reduce_join(s),
        tf.reduce_join(s, 0),
        tf.reduce_join(s, axis=[0, 1], separator="-"),
        tf.reduce_join(s, [1], keep_dims=True),
    ]


def segments(tf):
    x = _x(tf, 4, 3)
    ids = tf.constant([0, 0, 1, 2])
    ordered = [op(x, ids) for op in (tf.segment_sum, tf.segment_mean, tf.segment_max, tf.segment_min, tf.segment_prod)]
    unordered = (
        tf.unsorted_segment_sum,
        tf.unsorted_segment_mean,
        tf.unsorted_segment_max,
        tf.unsorted_segment_min,
        tf.unsorted_segment_prod,
        tf.unsorted_segment_sqrt_n,
    )
    return (
        ordered + [op(x, ids, 3) for op in unordered] + [tf.unsorted_segment_mean(x, ids, tf.constant(4), name="mean")]
    )


def sparse_segments(tf):
    x = _x(tf, 4, 3)
    ops = (tf.sparse_segment_sum, tf.sparse_segment_mean, tf.sparse_segment_sqrt_n)
    return [op(x, [0, 1, 3], [0, 0, 1]) for op in ops] + [op(x, [0, 1], [0, 2], num_segments=4) for op in ops]


def histograms(tf):
    x = _x(tf, 6)
    i = tf.placeholder(tf.int32, [6], name="below_4")
    return [
        tf.histogram_fixed_width(x, [-1.0, 1.0], 5),
        tf.histogram_fixed_width(x, [-1.0, 1.0], nbins=3, dtype=tf.int64, name="named"),
        tf.histogram_fixed_width_bins(x, [-1.0, 1.0], 5),
        tf.bincount(i),
        tf.bincount(i, minlength=6, maxlength=8),
        tf.bincount(i, weights=tf.ones([6])),
        tf.bincount(i, dtype=tf.float32),
    ]


def norms(tf):
    x = _x(tf, 4, 3)
    return [
        tf.norm(x),
        tf.norm(x, axis=1),
        tf.norm(x, 1),
        tf.norm(x, 2, axis=0, keep_dims=True),
        tf.norm(x, 3),
        tf.norm(x, "fro", axis=[0, 1]),
        tf.norm(x, 1, axis=[0, 1]),
        tf.norm(x, float("inf"), axis=1, name="named"),
        tf.norm(x, 2, axis=[-2, -1]),
        tf.nn.l2_normalize(x, 1),
        tf.nn.l2_loss(x),
    ]
