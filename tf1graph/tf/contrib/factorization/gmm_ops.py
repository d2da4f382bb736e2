"""The graph of mixtures of Gaussians, fitted by expectation and maximisation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from tf1graph import tf
from tf1graph.tf._private import control_flow_ops, embedding_ops, math_ops
from tf1graph.tf.names import provide

FULL_COVARIANCE = "full"
DIAG_COVARIANCE = "diag"
LEAST_VARIANCE = 1e-3
TINY = np.finfo(float).eps
TODAY = "sklearn.mixture.GaussianMixture"


@provide("tf.contrib.factorization.GmmAlgorithm", today=TODAY, gone="2.0")
class GmmAlgorithm:
    """The graph of a mixture.

    Args:
      data: a list of tensors of rows.
      num_classes: how many Gaussians.
      initial_means: their means to begin with [classes, features]; rows drawn at random where they are not given.
      params: what is fitted: `w`eights, `m`eans, `c`ovariances.
      covariance_type: `full`, or `diag`.
      random_seed: of the rows drawn.

    Raises:
      ValueError: there is no such type of covariance.
    """

    CLUSTERS_WEIGHT = "alphas"
    CLUSTERS_VARIABLE = "clusters"
    CLUSTERS_COVS_VARIABLE = "clusters_covs"

    def __init__(
        self,
        data: Sequence[Any],
        num_classes: int,
        initial_means: Any = None,
        params: str = "wmc",
        covariance_type: str = FULL_COVARIANCE,
        random_seed: int = 0,
    ):
        if covariance_type not in (DIAG_COVARIANCE, FULL_COVARIANCE):
            raise ValueError(f"programmer error: Invalid covariance type: {covariance_type}")
        self._is_full = covariance_type == FULL_COVARIANCE
        self._params, self._seed, self._num_classes = params, random_seed, num_classes
        self._dimensions = tf.shape(data[0])[1]
        self._least = tf.diag(tf.ones(tf.stack([self._dimensions]))) * LEAST_VARIANCE
        nothing = tf.constant([], dtype=tf.float32)
        self._means = tf.Variable(nothing, name=self.CLUSTERS_VARIABLE, validate_shape=False)
        self._covs = tf.Variable(nothing, name=self.CLUSTERS_COVS_VARIABLE, validate_shape=False)
        shares = tf.tile([1.0 / num_classes], [num_classes])
        self._alpha = tf.Variable(shares, name=self.CLUSTERS_WEIGHT, validate_shape=False)
        self._initialized = tf.Variable(False, dtype=tf.bool, name="initialized")
        self._init_ops = self._start(data, initial_means)
        self._priors: list[Any] = []
        self._shares: list[Any] = []
        sums: list[Any] = []
        moments: list[Any] = []
        squares: list[Any] = []
        for shard in data:
            count = tf.shape(shard)[0]
            rows = tf.expand_dims(shard, 0)
            logs = self._log_probabilities(rows) + tf.log(self._alpha)
            self._priors.append(tf.reduce_logsumexp(logs, axis=1, keepdims=True))
            shares = tf.exp(tf.expand_dims(logs, 0) - self._priors[-1])
            self._shares.append(tf.reshape(shares, tf.stack([count, num_classes])))
            for found, more in zip((sums, moments, squares), self._sums(self._shares[-1], rows), strict=True):
                found.append(more)
        self._train_ops = self._maximize(sums, moments, squares)
        self._log_likelihood = tf.reduce_logsumexp([tf.reduce_logsumexp(prior) for prior in self._priors])
        scores = [prior + tf.log(shares) for prior, shares in zip(self._priors, self._shares, strict=True)]
        self._scores = tf.squeeze(tf.reduce_logsumexp(scores, axis=2, keepdims=True), axis=0)

    def init_ops(self) -> Any:
        """The op that begins with means and covariances, where none are there yet."""
        return tf.group(*self._init_ops)

    def training_ops(self) -> Any:
        """The op of one step."""
        return tf.group(*self._train_ops)

    def is_initialized(self) -> Any:
        """The variable that says whether there are means and covariances."""
        return self._initialized

    def alphas(self) -> Any:
        """The weights of the Gaussians."""
        return self._alpha

    def clusters(self) -> Any:
        """Their means, [classes, 1, features]."""
        return self._means

    def covariances(self) -> Any:
        """Their covariances, [classes, features, features], or [classes, features] of the diagonals."""
        return self._covs

    def assignments(self) -> list[Any]:
        """Of each row the likeliest Gaussian, for each tensor."""
        return [tf.argmax(shares, 1) for shares in self._shares]

    def scores(self) -> Any:
        """The log likelihood of each row."""
        return self._scores

    def log_likelihood_op(self) -> Any:
        """That of all rows, as the models took it: the logarithm of the sum of likelihoods."""
        return self._log_likelihood

    def _start(self, data: Sequence[Any], initial_means: Any) -> list[Any]:
        means = tf.expand_dims(self._rows_at_random(data) if initial_means is None else initial_means, 1)
        cov = self._covariance(data[0]) + self._least
        if self._is_full:
            covs = tf.tile(tf.expand_dims(cov, 0), [self._num_classes, 1, 1])
        else:
            covs = tf.tile(tf.expand_dims(tf.diag_part(cov), 0), [self._num_classes, 1])
        with tf.colocate_with(self._initialized):
            known = tf.identity(self._initialized)
            initialized = control_flow_ops.with_dependencies([means, covs], known)
        started = []
        for variable, value in ((self._means, means), (self._covs, covs)):
            with tf.colocate_with(variable):
                assigned = tf.assign(variable, value, validate_shape=False)
                done = control_flow_ops.with_dependencies([assigned], tf.assign(self._initialized, True))
                started.append(_unless(initialized, done))
        return started

    def _rows_at_random(self, data: Sequence[Any]) -> Any:
        count = math_ops.add_n([tf.shape(rows)[0] for rows in data])
        with tf.control_dependencies([tf.assert_less_equal(self._num_classes, count)]):
            places = tf.random_uniform(
                [self._num_classes], minval=0, maxval=tf.cast(count, tf.int64), seed=self._seed, dtype=tf.int64
            )
        places %= tf.cast(count, tf.int64)
        return embedding_ops.embedding_lookup(list(data), places, partition_strategy="div")

    def _covariance(self, rows: Any) -> Any:
        """The covariance of all rows; of diagonal ones, the variances [1, features]."""
        count = tf.cast(tf.shape(rows)[0], tf.float32)
        rows -= tf.reduce_mean(rows, 0, keepdims=True)
        if self._is_full:
            return tf.matmul(rows, rows, transpose_a=True) / (count - 1)
        return tf.reduce_sum(tf.square(rows), 0, keepdims=True) / (count - 1)

    def _log_probabilities(self, rows: Any) -> Any:
        """The logarithm of each Gaussian's density, [rows, classes], of rows [1, rows, features]."""
        if not self._is_full:
            determinant = tf.reduce_sum(tf.log(self._covs + LEAST_VARIANCE), 1, keepdims=True)
            squares = tf.squared_difference(rows, self._means)
            inverse = tf.expand_dims(1.0 / (self._covs + LEAST_VARIANCE), 2)
            distances = tf.transpose(tf.squeeze(tf.matmul(squares, inverse), [2]))
            constant = tf.cast(self._dimensions, tf.float32) * tf.log(2.0 * np.pi)
            return -0.5 * (constant + tf.transpose(determinant) + distances)
        apart = rows - self._means
        cholesky = tf.cholesky(self._covs + self._least)
        determinant = 2.0 * tf.reduce_sum(tf.log(tf.matrix_diag_part(cholesky)), 1)
        apart = tf.transpose(apart, perm=[0, 2, 1])
        solved = tf.matrix_triangular_solve(cholesky, apart, lower=True)
        solved.set_shape([None] * 3)  # as 1.15.5 knew it
        squares = tf.square(solved)
        distances = tf.transpose(tf.reduce_sum(squares, 1))
        return -0.5 * (distances + tf.cast(self._dimensions, tf.float32) * tf.log(2 * np.pi) + determinant)

    def _sums(self, shares: Any, rows: Any) -> tuple[Any, Any, Any]:
        """The sums of shares, of rows and of squared rows by their shares, of each Gaussian."""
        points = tf.reduce_sum(shares, 0, keepdims=True)
        moments = tf.expand_dims(tf.matmul(shares, tf.squeeze(rows, [0]), transpose_a=True), 1)
        repeated = tf.concat([rows for _ in range(self._num_classes)], 0)
        across = tf.transpose(repeated, perm=[0, 2, 1])
        weighted = tf.concat([tf.expand_dims(across[k, :, :] * shares[:, k], 0) for k in range(self._num_classes)], 0)
        return points, moments, tf.matmul(weighted, repeated)

    def _maximize(self, sums: list[Any], moments: list[Any], squares: list[Any]) -> list[Any]:
        """The ops that fit what is to be fitted."""
        with tf.control_dependencies(self._shares):
            points = tf.squeeze(math_ops.add_n(sums), axis=[0])
            if "w" in self._params:
                mean_points = points / len(sums)
                examples = tf.cast(tf.reduce_sum(mean_points), tf.float32)
                trained = [self._alpha.assign(mean_points / (examples + TINY))]
            else:
                trained = [tf.no_op()]
            spread = tf.reshape(points, [self._num_classes, 1, 1])
            if "m" in self._params:
                new_means = self._means.assign(tf.div(math_ops.add_n(moments), spread + TINY))
            else:
                new_means = tf.no_op()
            with tf.control_dependencies([new_means]):
                mean_squares = math_ops.add_n(squares) / (spread + TINY)
                covs = []
                for k in range(self._num_classes):
                    mean = self._means.value()[k, :, :]
                    product = tf.matmul(mean, mean, transpose_a=True)
                    cov = mean_squares[k, :, :] - product + self._least
                    covs.append(tf.expand_dims(cov if self._is_full else tf.diag_part(cov), 0))
                new_covs = tf.concat(covs, 0)
                if "c" in self._params:
                    with tf.control_dependencies([new_means, new_covs]):
                        trained.append(tf.assign(self._covs, new_covs, validate_shape=False))
        return trained


def _unless(condition: Any, done: Any) -> Any:
    return tf.cond(condition, tf.no_op, lambda: done).op


@provide("tf.contrib.factorization.gmm", today=TODAY, gone="2.0")
def gmm(
    inp: Any,
    initial_clusters: Any,
    num_clusters: int,
    random_seed: int,
    covariance_type: str = FULL_COVARIANCE,
    params: str = "wmc",
) -> tuple[Any, Any, list[list[Any]], Any, Any, Any]:
    """The log likelihood, each row's, its likeliest Gaussian (in lists), and three of the graph's ops.

    These are a step, the one to begin with, and the variable that says whether it has begun.

    Args:
      inp: rows, or a list of them.
      initial_clusters: `random`, or means. A tensor of means is passed over, as 1.15.5 passes it over.
      others: as of `GmmAlgorithm`.
    """
    means = None
    if not isinstance(initial_clusters, tf.Tensor) and not (
        isinstance(initial_clusters, str) and initial_clusters == "random"
    ):
        means = tf.constant(initial_clusters, dtype=tf.float32)
    rows = inp if isinstance(inp, list) else [inp]
    graph = GmmAlgorithm(rows, num_clusters, means, params, covariance_type, random_seed)
    found = [graph.assignments()]
    scores, loss = graph.scores(), graph.log_likelihood_op()
    return loss, scores, found, graph.training_ops(), graph.init_ops(), graph.is_initialized()
