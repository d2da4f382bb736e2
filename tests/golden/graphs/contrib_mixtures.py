"""Mixtures of Gaussians: full and diagonal covariances, what is fitted, and means that are given."""

import numpy as np


def _rows(tf):
    draw = np.random.RandomState(1)
    return tf.constant(np.concatenate([draw.randn(8, 2), draw.randn(8, 2) * 0.5 + 3]).astype("float32"))


def full_covariances_of_random_rows(tf):
    tf.contrib.factorization.gmm(_rows(tf), "random", 2, 5)


def diagonal_covariances_and_given_means(tf):
    means = [[0.0, 0.1], [3.0, 2.9]]
    tf.contrib.factorization.gmm(_rows(tf), means, 2, 0, covariance_type="diag", params="mc")


def weights_alone_of_two_shards(tf):
    shards = [_rows(tf)[:8], _rows(tf)[8:]]
    mixture = tf.contrib.factorization.GmmAlgorithm(shards, 2, params="w", random_seed=3)
    return mixture.init_ops()
