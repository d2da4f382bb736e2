"""`tf.contrib.factorization.KMeans`: the graph of k-means."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import compat_v1, gen_clustering_ops, math_ops
from tf1graph.tf.contrib.factorization.centers import (
    COSINE_DISTANCE,
    KMC2_INIT,
    KMEANS_PLUS_PLUS_INIT,
    RANDOM_INIT,
    SQUARED_EUCLIDEAN_DISTANCE,
    Centers,
    Choice,
    normalized,
)
from tf1graph.tf.names import provide

CLUSTERS_VAR_NAME = "clusters"


def at(tensor: Any) -> Any:
    """A block whose ops lie where `tensor` does, and nowhere else."""
    return compat_v1.get_default_graph().colocate_with(tensor, ignore_existing=True)


@provide("tf.contrib.factorization.KMeans", today="sklearn.cluster.KMeans", gone="2.0")
class KMeans:
    """The graph of k-means.

    Args:
      inputs: rows, or a list of them.
      num_clusters: how many clusters.
      initial_clusters: `random`, `kmeans_plus_plus`, `kmc2`, a tensor of centres, or a function of rows and number.
      distance_metric: `squared_euclidean` or `cosine`.
      use_mini_batch: whether a batch moves the centres only by its share of all rows so far.
      mini_batch_steps_per_iteration: after how many batches the centres of a mini batch take effect.
      random_seed: of the choice of centres.
      kmeans_plus_plus_num_retries: how many candidates of `kmeans_plus_plus` are compared for each centre.
      kmc2_chain_length: of the chains of `kmc2`.

    Raises:
      ValueError: there is no such choice or distance.
    """

    def __init__(
        self,
        inputs: Any,
        num_clusters: Any,
        initial_clusters: Any = RANDOM_INIT,
        distance_metric: str = SQUARED_EUCLIDEAN_DISTANCE,
        use_mini_batch: bool = False,
        mini_batch_steps_per_iteration: int = 1,
        random_seed: int = 0,
        kmeans_plus_plus_num_retries: int = 2,
        kmc2_chain_length: int = 200,
    ):
        known = (RANDOM_INIT, KMEANS_PLUS_PLUS_INIT, KMC2_INIT)
        if isinstance(initial_clusters, str) and initial_clusters not in known:
            raise ValueError(f"Unsupported initialization algorithm '{initial_clusters}'")
        if distance_metric not in (SQUARED_EUCLIDEAN_DISTANCE, COSINE_DISTANCE):
            raise ValueError(f"Unsupported distance metric '{distance_metric}'")
        self._inputs = inputs if isinstance(inputs, list) else [inputs]
        self._num_clusters = num_clusters
        self._choice = Choice(
            initial_clusters, distance_metric, random_seed, kmeans_plus_plus_num_retries, kmc2_chain_length
        )
        self._is_cosine = distance_metric == COSINE_DISTANCE
        self._mini_batch, self._steps = use_mini_batch, int(mini_batch_steps_per_iteration)
        self._delays = use_mini_batch and self._steps > 1
        self._keeps_length = self._is_cosine and (not use_mini_batch or self._delays)  # centres are of length one

    def training_graph(self) -> tuple[Any, Any, Any, Any, Any, Any]:
        """The distances of rows from all centres, their clusters, their distances from these, and three ops.

        The first three are tuples with an entry for each of the inputs. The ops are whether the centres are chosen,
        the choice from a batch, which is run until they are, and a step of training.
        """
        number = self._num_clusters
        if isinstance(self._choice.initial, str) or callable(self._choice.initial):
            number = tf.convert_to_tensor(number)
        else:
            self._choice.initial = tf.convert_to_tensor(self._choice.initial)
            number = tf.shape(self._choice.initial)[0]
        inputs = self._inputs
        self._create_variables(number)
        start = Centers(inputs, number, self._choice, self._centers, self._updated, self._initialized).choose()
        centers = self._centers
        if self._is_cosine:
            inputs = [_normalized_at(rows) for rows in inputs]
            if not self._keeps_length:
                centers = normalized(centers)
        scores, distances, clusters = self._infer(inputs, centers)
        if self._mini_batch:
            with tf.control_dependencies([self._take_effect()]):
                train = self._move_by_share(inputs, clusters)
        else:
            train = self._move_to_means(inputs, number, clusters)
        return scores, clusters, distances, self._initialized, start, train

    def _create_variables(self, number: Any) -> None:
        nothing = self._nothing()
        self._centers = tf.Variable(nothing, name=CLUSTERS_VAR_NAME, validate_shape=False)
        self._initialized = tf.Variable(False, dtype=tf.bool, name="initialized")
        self._updated: Any = self._centers
        self._counts: Any = None
        if self._delays:
            self._updated = tf.Variable(nothing, name="clusters_updated", validate_shape=False)
            self._left = tf.Variable(self._steps, dtype=tf.int64, name="update_in_steps")
            self._counts = tf.Variable(tf.zeros([number], dtype=tf.int64))
        elif self._mini_batch:
            self._counts = tf.Variable(tf.ones([number], dtype=tf.int64))

    @staticmethod
    def _nothing() -> Any:
        """What the variables of centres are made of, before there are any."""
        return tf.constant([], dtype=tf.float32)

    def _infer(self, inputs: list[Any], centers: Any) -> Any:
        scores = []
        for rows in inputs:
            with at(rows):
                scores.append(_cosine(rows, centers) if self._is_cosine else _euclidean(rows, centers))
        if self._is_cosine and not self._keeps_length:
            with at(centers):
                centers = normalized(centers)
        found = []
        for rows, score in zip(inputs, scores, strict=True):
            with at(rows):
                nearest, distances = gen_clustering_ops.nearest_neighbors(rows, centers, 1)
                if self._is_cosine:
                    distances *= 0.5
                found.append((score, tf.squeeze(distances, [-1]), tf.squeeze(nearest, [-1])))
        return zip(*found, strict=True)

    def _take_effect(self) -> Any:
        """The op that lets the moved centres take effect, after the steps of an iteration."""
        if not self._delays:
            return tf.no_op()

        def now() -> Any:
            with tf.control_dependencies([tf.assign(self._left, self._steps - 1)]):
                with at(self._updated):
                    centers = normalized(self._updated) if self._is_cosine else self._updated
                with at(self._centers), tf.control_dependencies([tf.assign(self._centers, centers)]), at(None):
                    forgotten = tf.assign(self._counts, tf.zeros_like(self._counts))
                    with tf.control_dependencies([forgotten]):
                        return tf.identity(self._left)

        with at(self._left):
            return tf.cond(self._left <= 0, now, lambda: tf.assign_sub(self._left, 1))

    def _move_by_share(self, inputs: list[Any], clusters: Any) -> Any:
        updates = []
        for rows, cluster in zip(inputs, clusters, strict=True):
            with at(rows):
                present, place = tf.unique(tf.reshape(cluster, [-1]))
                number = tf.size(present)
                with at(self._counts):
                    before = tf.gather(self._counts, present)
                with at(self._updated):
                    centers = tf.gather(self._updated, present)
                counts = tf.unsorted_segment_sum(tf.ones_like(place, dtype=self._counts.dtype), place, number)
                moves = tf.unsorted_segment_sum(rows, place, number)
                column = tf.concat(
                    [tf.reshape(number, [1]), tf.ones(tf.reshape(tf.rank(rows) - 1, [1]), dtype=tf.int32)], 0
                )
                moves -= math_ops.cast(tf.reshape(counts, column), rows.dtype) * centers
                moves *= tf.reshape(tf.reciprocal(math_ops.cast(before + counts, rows.dtype)), column)
            updates.append(tf.scatter_add(self._counts, present, counts))
            updates.append(tf.scatter_add(self._updated, present, moves))
        return tf.group(*updates)

    def _move_to_means(self, inputs: list[Any], number: Any, clusters: Any) -> Any:
        sums, counts = [], []
        epsilon = tf.constant(1e-6, dtype=inputs[0].dtype)  # an empty cluster goes to 0
        for rows, cluster in zip(inputs, clusters, strict=True):
            with at(rows):
                sums.append(tf.unsorted_segment_sum(rows, cluster, number))
                ones = tf.reshape(tf.ones(tf.reshape(tf.shape(rows)[0], [-1])), [-1, 1])
                counts.append(tf.unsorted_segment_sum(ones, cluster, number))
        with at(self._centers):
            means = tf.add_n(sums) / (math_ops.cast(tf.add_n(counts), sums[0].dtype) + epsilon)
            if self._keeps_length:
                means = normalized(means)
        return tf.assign(self._centers, means)


def _normalized_at(rows: Any) -> Any:
    with at(rows):
        return normalized(rows)


def _euclidean(rows: Any, centers: Any) -> Any:
    """The squared distances of rows from centres."""
    squares = math_ops.reduce_sum(math_ops.square(rows), 1, keepdims=True)
    products = 2 * tf.matmul(rows, centers, transpose_b=True)
    squares = squares - products
    return squares + tf.transpose(math_ops.reduce_sum(math_ops.square(centers), 1, keepdims=True))


def _cosine(rows: Any, centers: Any) -> Any:
    """The cosine distances of rows from centres of length one."""
    return 1 - tf.matmul(rows, centers, transpose_b=True)
