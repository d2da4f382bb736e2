"""Covariances, and powers of matrices, that state space models are made of."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from tf1graph import tf


def mvn_tril_log_prob(loc: Any, scale_tril: Any, x: Any) -> Any:
    """The log of the normal density of `x` [..., size], by Cholesky's factor of a covariance [..., size, size]."""
    whitened = tf.matrix_triangular_solve(scale_tril, (x - loc)[..., tf.newaxis])[..., 0]
    log_determinant = 2.0 * tf.reduce_sum(tf.log(tf.matrix_diag_part(scale_tril)), axis=-1)
    size = tf.cast(tf.shape(scale_tril)[-1], log_determinant.dtype)
    return -0.5 * (tf.reduce_sum(tf.square(whitened), axis=-1) + size * np.log(2.0 * np.pi) + log_determinant)


def clip_covariance(covariance_matrix: Any, maximum_variance_ratio: float, minimum_variance: float) -> Any:
    """Covariances whose variances are not below a minimum, nor below the largest of them divided by the ratio."""
    variances = tf.matrix_diag_part(covariance_matrix)
    largest = tf.reduce_max(variances, axis=-1, keepdims=True)
    raised = tf.maximum(variances, largest / maximum_variance_ratio)
    return tf.matrix_set_diag(covariance_matrix, tf.maximum(raised, minimum_variance))


def block_diagonal(matrices: Sequence[Any], dtype: Any = tf.float32, name: str = "block_diagonal") -> Any:
    """One matrix [..., rows, columns] with these along its diagonal."""
    blocks = [tf.convert_to_tensor(matrix, dtype=dtype) for matrix in matrices]
    rows = columns = tf.Dimension(0)
    batch = tf.TensorShape(None)
    for block in blocks:
        shape = block.get_shape().with_rank_at_least(2)
        batch = batch.merge_with(shape[:-2])
        rows, columns = rows + shape[-2], columns + shape[-1]
    width = tf.add_n([tf.shape(block)[-1] for block in blocks])
    before: Any = 0
    padded = []
    for block in blocks:
        until = before + tf.shape(block)[-1]
        after = width - until
        untouched = tf.zeros([tf.rank(block) - 1, 2], dtype=tf.int32)
        padded.append(tf.pad(block, paddings=tf.concat([untouched, [(before, after)]], axis=0)))
        before = until
    whole = tf.concat(padded, -2, name=name)
    whole.set_shape(batch.concatenate((rows, columns)))
    return whole


def power_sums_tensor(array_size: Any, power_matrix: Any, multiplier: Any) -> Any:
    """The sums of `A^i M (A^i)^T` over i below 0, 1, …, `array_size`: [array_size + 1, size, size]."""
    array_size = tf.cast(array_size, tf.int32)
    power_matrix = tf.convert_to_tensor(power_matrix)
    identity = tf.eye(tf.shape(power_matrix)[0], dtype=power_matrix.dtype)
    identity.set_shape(power_matrix.get_shape())
    powers = tf.scan(lambda power, _: tf.matmul(power, power_matrix), tf.range(array_size - 1), initializer=identity)
    first = tf.expand_dims(multiplier, 0)
    others = tf.matmul(batch_times_matrix(powers, multiplier), powers, adjoint_b=True)
    sums = tf.cumsum(tf.concat([first, others], 0))
    return tf.concat([tf.expand_dims(tf.zeros_like(multiplier), 0), sums], 0)


def matrix_to_powers(matrix: Any, powers: Any) -> Any:
    """One matrix to each of the powers [batch]."""
    return batch_matrix_pow(tf.tile(tf.expand_dims(matrix, 0), [tf.size(powers), 1, 1]), powers)


def batch_matrix_pow(matrices: Any, powers: Any) -> Any:
    """Each matrix [batch, size, size] to its own power [batch], an integer not below 0, by repeated squaring."""

    def any_left(base: Any, left: Any, collected: Any) -> Any:
        return tf.reduce_any(tf.greater(left, tf.ones_like(left)))

    def square(base: Any, left: Any, collected: Any) -> Any:
        even = tf.equal(left % 2, tf.zeros(tf.shape(left), dtype=tf.int32))
        taken = tf.where(even, collected, tf.matmul(collected, base))
        squared = tf.matmul(base, base)
        goes_on = tf.greater(left, 1)
        halved = (left - left % 2) // 2
        collected = tf.where(goes_on, taken, collected)
        base = tf.where(goes_on, squared, base)
        return base, tf.where(goes_on, halved, left), collected

    matrices = tf.convert_to_tensor(matrices)
    powers = tf.cast(powers, dtype=tf.int32)
    identity = tf.expand_dims(tf.diag(tf.ones([tf.shape(matrices)[1]], dtype=matrices.dtype)), 0)
    identities = tf.tile(identity, [tf.shape(matrices)[0], 1, 1])
    base, left, collected = tf.while_loop(any_left, square, [matrices, powers, identities])
    nothing_left = tf.equal(left, tf.zeros_like(left, dtype=tf.int32))
    return tf.where(nothing_left, identities, tf.matmul(base, collected))


def batch_times_matrix(batch: Any, matrix: Any, adj_x: bool = False, adj_y: bool = False) -> Any:
    """Each of a batch of matrices, or its adjoint, times one matrix, or its adjoint, as one product."""
    batch, matrix = tf.convert_to_tensor(batch), tf.convert_to_tensor(matrix)
    assert batch.get_shape().ndims == 3
    assert matrix.get_shape().ndims == 2
    if adj_x:
        batch = tf.transpose(batch, [0, 2, 1])
    sizes = batch.get_shape().as_list()[:2]
    shape = tf.shape(batch)
    sizes = [shape[axis] if size is None else size for axis, size in enumerate(sizes)]
    rows = tf.reshape(batch, [-1, shape[2]])
    axis = 0 if adj_y else 1
    last = tf.dimension_value(matrix.shape[axis])
    if last is None:
        last = tf.shape(matrix)[axis]
    return tf.reshape(tf.matmul(rows, matrix, adjoint_b=adj_y), [*sizes, last])


def matrix_times_batch(matrix: Any, batch: Any, adj_x: bool = False, adj_y: bool = False) -> Any:
    """One matrix, or its adjoint, times each of a batch of matrices, or its adjoint."""
    product = batch_times_matrix(batch=batch, matrix=matrix, adj_x=not adj_y, adj_y=not adj_x)
    return tf.transpose(product, [0, 2, 1])


def make_toeplitz_matrix(inputs: Any, name: str | None = None) -> Any:
    """A symmetric matrix whose block [i, j] is `inputs[abs(i - j)]`, of [blocks, size, size]."""
    count = tf.shape(inputs)[0]
    size = tf.shape(inputs)[1] * count
    places = tf.reshape(tf.range(count), shape=[1, -1])
    blocks = tf.gather(inputs, tf.abs(places - tf.transpose(places)))
    return tf.identity(tf.reshape(tf.transpose(blocks, [0, 2, 1, 3]), [size, size]), name=name)


def sign_magnitude_positive_definite(raw: Any, off_diagonal_scale: Any = 0.0, overall_scale: Any = 0.0) -> Any:
    """Positive definite matrices of any [..., size, size]: the upper half gives magnitudes, the lower signs.

    Args:
      raw: logarithms of variances on the diagonal.
      off_diagonal_scale, overall_scale: logarithms that are added, of fewer axes than `raw`.
    """
    raw = tf.convert_to_tensor(raw)
    log_variances = tf.matrix_diag_part(raw)

    def lengthened(scale: Any, rank: Any) -> Any:
        scale = tf.convert_to_tensor(scale, dtype=raw.dtype.base_dtype)
        shape = tf.shape(scale)
        ones = tf.ones([rank - tf.rank(scale)], dtype=rank.dtype)
        return tf.reshape(scale, tf.concat([shape, ones], axis=0))

    scaled = raw + lengthened(off_diagonal_scale, tf.rank(raw)) + lengthened(overall_scale, tf.rank(raw))
    signed = tf.exp(scaled / 2.0) * tf.nn.softsign(tf.matrix_transpose(raw))
    signed.set_shape(raw.get_shape())
    upper = tf.matrix_band_part(signed, 0, -1)
    deviations = tf.exp((log_variances + lengthened(overall_scale, tf.rank(log_variances))) / 2.0)
    factor = tf.matrix_set_diag(input=upper, diagonal=deviations)
    return tf.matmul(factor, factor, transpose_a=True)


def transform_to_covariance_matrices(input_vectors: Any, matrix_size: int) -> Any:
    """Covariances [..., matrix_size, matrix_size] that a dense layer makes of vectors."""
    values = tf.contrib.layers.fully_connected(input_vectors, matrix_size**2 + 2, activation_fn=None)
    raw = values[..., :-2]
    raw = tf.reshape(raw, tf.concat([tf.shape(values)[:-1], [matrix_size, matrix_size]], 0))
    return sign_magnitude_positive_definite(raw=raw, off_diagonal_scale=values[..., -2], overall_scale=values[..., -1])


def variable_covariance_matrix(
    size: int, name: str, dtype: Any, initial_diagonal_values: Any = None, initial_overall_scale_log: Any = 0.0
) -> Any:
    """A covariance [size, size] of variables `NAME_pre_transform`, `NAME_off_diagonal_scale`, `NAME_overall_scale`.

    Args:
      initial_diagonal_values: variances [size] before training, beside their scale.
      initial_overall_scale_log: logarithm of their scale before training.
    """
    zeros = tf.zeros_initializer()
    raw = tf.get_variable(f"{name}_pre_transform", dtype=dtype, shape=[size, size], initializer=zeros)
    if initial_diagonal_values is not None:
        raw += tf.matrix_diag(tf.log(initial_diagonal_values))
    off_diagonal = tf.get_variable(
        f"{name}_off_diagonal_scale", dtype=dtype, initializer=tf.constant(-5.0, dtype=dtype)
    )
    start = tf.convert_to_tensor(initial_overall_scale_log, dtype=dtype)
    overall = start + tf.get_variable(f"{name}_overall_scale", dtype=dtype, shape=[], initializer=zeros)
    made = sign_magnitude_positive_definite(raw=raw, off_diagonal_scale=off_diagonal, overall_scale=overall)
    return tf.identity(made, name=name)


def log_noninformative_covariance_prior(covariance: Any) -> Any:
    """The logarithm of Jeffreys' prior of a covariance [size, size], but for a constant."""
    covariance += tf.diag(1e-8 * tf.ones(shape=[tf.shape(covariance)[0]], dtype=covariance.dtype))
    power = -(tf.cast(tf.shape(covariance)[0] + 1, covariance.dtype) / 2.0)
    return power * tf.log(tf.matrix_determinant(covariance))


def entropy_matched_cauchy_scale(covariance: Any) -> Any:
    """Scales [..., size] of Cauchy distributions with the entropy of normal ones of these variances."""
    return tf.sqrt(math.e / (8.0 * math.pi) * tf.matrix_diag_part(covariance))
