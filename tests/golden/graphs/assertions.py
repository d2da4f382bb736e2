"""Assertions and checks, of known and unknown shapes."""


def of_values(tf):
    x = tf.placeholder(tf.float32, [4, 3], name="x")
    return [
        tf.assert_equal(x, x),
        tf.assert_none_equal(x, x + 1.0),
        tf.assert_less(x, x + 1.0),
        tf.assert_less_equal(x, x),
        tf.assert_greater(x + 1.0, x, message="a message"),
        tf.assert_greater_equal(x, x, data=[x]),
        tf.assert_positive(tf.abs(x) + 1.0),
        tf.assert_negative(-tf.abs(x) - 1.0),
        tf.assert_non_negative(tf.abs(x), name="named"),
        tf.assert_non_positive(-tf.abs(x)),
        tf.assert_near(x, x),
        tf.Assert(tf.reduce_all(x < 100.0), [x]),
        tf.verify_tensor_all_finite(x, "not finite"),
    ]


def of_types_and_ranks(tf):
    x = tf.placeholder(tf.float32, [4, 3], name="x")
    u = tf.placeholder_with_default(tf.ones([2, 2]), None)
    rank = tf.placeholder_with_default(2, [])
    return [
        tf.assert_rank(x, 2),
        tf.assert_rank_at_least(x, 1),
        tf.assert_rank_in(x, (1, 2)),
        tf.assert_integer(tf.constant(1)),
        tf.assert_type(x, tf.float32),
        tf.assert_rank(u, 2),
        tf.assert_rank_at_least(u, 1),
        tf.assert_rank_in(u, [1, 2]),
        tf.assert_rank(u, rank),
        tf.assert_scalar(tf.constant(1.0)),
    ]


def of_order(tf):
    n = tf.placeholder(tf.float32, [None], name="n")
    return [
        tf.is_non_decreasing(n),
        tf.is_strictly_increasing([1, 2, 2]),
        tf.is_strictly_increasing(tf.constant([1.0, 2.0]), name="named"),
        tf.ensure_shape(n, [3]),
    ]
