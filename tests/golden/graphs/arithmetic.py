"""Operators and functions of arithmetic: with tensors, numbers, lists, arrays and variables, with and without names."""

import numpy as np


def _pair(tf, shape=(4, 3)):
    return tf.placeholder(tf.float32, shape, name="a"), tf.placeholder(tf.float32, shape, name="b")


def operators(tf):
    a, b = _pair(tf)
    return [
        a + b,
        a - b,
        a * b,
        a / b,
        a // b,
        a % b,
        tf.abs(a) ** b,
        -a,
        abs(a),
        a > b,
        a >= b,
        a < b,
        a <= b,
    ]


def operators_with_numbers_on_both_sides(tf):
    a, _ = _pair(tf)
    right = [a + 1, a - 1.0, a * 2, a / 2, a // 2, a % 2, a**2, a > 0, a + np.float32(1), a * np.ones(3, np.float32)]
    left = [1 + a, 1.0 - a, 2 * a, 2 / a, 2 // a, 2 % a, 2**a, np.float32(2) * tf.ones([])]
    return right + left


def operators_on_integers(tf):
    i = tf.placeholder(tf.int32, [4], name="i")
    j = i + 1
    return [i + j, i - j, i * j, i / j, i // j, i % j, i * i, -i, tf.cast(i, tf.int64) / 2, i / 2, 7 // j]


def operators_on_bools(tf):
    a, b = _pair(tf)
    p, q = a > 0.0, b > 0.0
    return [p & q, p | q, p ^ q, ~p, tf.logical_and(p, q), tf.logical_or(p, q), tf.logical_xor(p, q), tf.logical_not(p)]


def operators_on_variables(tf):
    v = tf.get_variable("v", [3], initializer=tf.ones_initializer())
    r = tf.get_variable("r", [3], initializer=tf.ones_initializer(), use_resource=True)
    return [v + 1.0, 1.0 - v, v * r, v / r, -v, v[1:], r[0], v**2.0, v > 0.5, r % 2.0, 2.0 // r, abs(v)]


def functions_of_two(tf):
    a, b = _pair(tf)
    return [
        tf.add(a, b),
        tf.subtract(a, b),
        tf.multiply(a, b),
        tf.divide(a, b),
        tf.div(a, b),
        tf.truediv(a, b),
        tf.realdiv(a, b),
        tf.floordiv(a, b),
        tf.floor_div(a, b),
        tf.mod(a, b),
        tf.floormod(a, b),
        tf.truncatemod(a, b),
        tf.maximum(a, b),
        tf.minimum(a, b),
        tf.squared_difference(a, b),
        tf.div_no_nan(a, b),
        tf.pow(tf.abs(a), b),
        tf.atan2(a, b),
    ]


def functions_of_two_with_names(tf):
    a, b = _pair(tf)
    return [
        tf.add(a, 1.0, name="one"),
        tf.subtract(a, b, "two"),
        tf.multiply(2.0, b, name="three"),
        tf.divide(a, 2.0, name="four"),
        tf.div(a, b, name="five"),
        tf.truediv(a, 3.0, name="six"),
        tf.floordiv(a, 2.0, name="seven"),
        tf.mod(a, 2.0, name="eight"),
        tf.maximum(a, 0.0, name="nine"),
        tf.pow(a, 2.0, name="ten"),
        tf.scalar_mul(2.0, a),
        tf.scalar_mul(tf.constant(3.0), a),
    ]


def comparisons(tf):
    a, b = _pair(tf)
    return [
        tf.equal(a, b),
        tf.not_equal(a, 0.0),
        tf.less(a, b, name="less"),
        tf.less_equal(a, b),
        tf.greater(a, 1),
        tf.greater_equal(a, b),
    ]


def functions_of_one(tf):
    a, _ = _pair(tf)
    p = tf.abs(a) + 0.5
    ops = (
        tf.negative, tf.abs, tf.sign, tf.square, tf.sqrt, tf.rsqrt, tf.exp, tf.log, tf.log1p, tf.expm1, tf.ceil,
        tf.floor, tf.round, tf.rint, tf.sin, tf.cos, tf.tan, tf.sinh, tf.cosh, tf.asinh, tf.atan, tf.erf, tf.erfc,
        tf.lgamma, tf.digamma, tf.reciprocal, tf.sigmoid, tf.tanh, tf.identity, tf.is_nan, tf.is_inf, tf.is_finite,
        tf.log_sigmoid, tf.math.softplus, tf.math.bessel_i0, tf.math.bessel_i1, tf.math.bessel_i0e, tf.math.bessel_i1e,
    )  # fmt: skip
    return [op(p) for op in ops] + [tf.exp(a, name="named"), tf.round(a), tf.math.sign(a)]


def casts(tf):
    a, _ = _pair(tf)
    return [
        tf.cast(a, tf.int32),
        tf.cast(a, tf.float32),
        tf.cast(a, "float64"),
        tf.to_float(tf.constant([1, 2])),
        tf.to_double(a),
        tf.to_int32(a),
        tf.to_int64(a),
        tf.cast(tf.to_bfloat16(a), tf.float32),
        tf.saturate_cast(a * 1000.0, tf.uint8),
        tf.saturate_cast(tf.constant([300, -5]), tf.int8),
        tf.cast([1, 0], tf.bool),
        tf.cast(1.5, tf.int32, name="named"),
        tf.bitcast(a, tf.int32),
        tf.real(tf.cast(tf.constant(3), tf.complex64)),
    ]


def sums_of_many(tf):
    a, b = _pair(tf)
    return [
        tf.add_n([a, b, a]),
        tf.add_n([a]),
        tf.add_n([a], name="one"),
        tf.add_n((a, b), name="two"),
        tf.accumulate_n([a, b]),
        tf.accumulate_n([a], name="acc"),
        tf.accumulate_n([a, b, b], shape=[4, 3], tensor_dtype=tf.float32),
        sum([a, b]),
    ]


def running_sums(tf):
    a, _ = _pair(tf)
    return [
        tf.cumsum(a),
        tf.cumsum(a, axis=1, exclusive=True, reverse=True, name="named"),
        tf.cumprod(a),
        tf.math.cumulative_logsumexp(a),
    ]


def complex_numbers(tf):
    a, b = _pair(tf)
    z = tf.complex(a, b)
    return [
        tf.real(z),
        tf.imag(z),
        tf.abs(z),
        tf.angle(z),
        tf.real(tf.conj(z)),
        tf.real(a),
        tf.conj(a),
        tf.abs(z * z + 1.0),
        tf.angle(a),
        tf.imag(a),
    ]


def clips(tf):
    a, b = _pair(tf)
    return [
        tf.clip_by_value(a, -1.0, 1.0),
        tf.clip_by_value(a, b - 1.0, b + 1.0, name="named"),
        tf.clip_by_norm(a, 2.0),
        tf.clip_by_norm(a, tf.constant(2.0), axes=[1], name="rows"),
        tf.clip_by_average_norm(a, 0.5),
        tf.clip_by_global_norm([a, None, b], 1.5, name="both")[0][0],
        tf.clip_by_global_norm([a, b], 1.5, use_norm=tf.constant(2.0))[1],
        tf.global_norm([a, b]),
        tf.linalg.global_norm([a], name="norm"),
    ]


def polynomials_and_divisions(tf):
    a, _ = _pair(tf)
    return [
        tf.math.polyval([1.0, 2.0, a], a),
        tf.math.xlogy(a, tf.abs(a)),
        tf.math.xdivy(a, a),
        tf.math.multiply_no_nan(a, a),
        tf.math.divide_no_nan(a, a),
        tf.math.reciprocal_no_nan(a),
        tf.math.nextafter(tf.to_double(a), tf.to_double(a)),
        tf.math.zero_fraction(a),
        tf.nn.zero_fraction(tf.to_int32(a)),
        tf.lbeta(tf.abs(a)),
    ]


def bits(tf):
    i, j = tf.constant([5, 6, 7]), tf.constant([1, 2, 3])
    b = tf.bitwise
    return [
        b.bitwise_and(i, j),
        b.bitwise_or(i, j),
        b.bitwise_xor(i, j),
        b.invert(i),
        b.left_shift(i, j),
        b.right_shift(i, j),
    ]
