"""How k-means chooses the centres that it starts from, over as many batches as it takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import embedding_ops, gen_clustering_ops, math_ops

SQUARED_EUCLIDEAN_DISTANCE = "squared_euclidean"
COSINE_DISTANCE = "cosine"
RANDOM_INIT = "random"
KMEANS_PLUS_PLUS_INIT = "kmeans_plus_plus"
KMC2_INIT = "kmc2"


@dataclass
class Choice:
    """What decides how centres are chosen.

    Attributes:
      initial: one of the names above, a function of rows and their number, or the centres.
      metric: one of the two distances.
      seed, retries, chain_length: of the chance in it.
    """

    initial: Any
    metric: str
    seed: int
    retries: int
    chain_length: int


def normalized(rows: Any) -> Any:
    """Rows of length one."""
    return tf.nn.l2_normalize(rows, dim=1)


class Centers:
    """Chooses centres until there are enough.

    Args:
      inputs: a list of rows.
      number: how many centres.
      centers, updated: their variable, and that of those that a mini batch moves, which may be the same.
      initialized: the variable that says whether there are enough.
    """

    def __init__(self, inputs: list[Any], number: Any, choice: Choice, centers: Any, updated: Any, initialized: Any):
        self._inputs, self._number, self._choice = inputs, number, choice
        self._centers, self._updated, self._initialized = centers, updated, initialized
        self._chosen = tf.shape(centers)[0]
        self._missing = number - self._chosen
        self._rows = tf.add_n([tf.shape(rows)[0] for rows in inputs])

    def choose(self) -> Any:
        """The op that chooses centres from a batch."""
        enough = math_ops.equal(self._missing, 0)
        return tf.cond(enough, lambda: tf.assert_equal(self._initialized, True), self._choose)

    def _choose(self) -> Any:
        with tf.control_dependencies([tf.assert_positive(self._missing)]):
            is_kmc2 = isinstance(self._choice.initial, str) and self._choice.initial == KMC2_INIT
            missing = self._by_chains() if is_kmc2 else self._add(self._from_batch())
            done = math_ops.equal(missing, 0)
            return tf.cond(done, lambda: tf.assign(self._initialized, True), tf.no_op)

    def _add(self, new: Any) -> Any:
        """Keep new centres; how many are missing then."""
        if self._choice.metric == COSINE_DISTANCE:
            new = normalized(new)
        first = math_ops.equal(self._chosen, 0)
        return self._number - tf.shape(self._keep(tf.cond(first, lambda: new, lambda: self._with(new))))[0]

    def _with(self, new: Any) -> Any:
        return tf.concat([self._centers, new], 0)

    def _keep(self, centers: Any) -> Any:
        kept = tf.assign(self._centers, centers, validate_shape=False)
        if self._updated is not self._centers:
            kept = tf.assign(self._updated, kept, validate_shape=False)
        return kept

    def _from_batch(self) -> Any:
        initial = self._choice.initial
        if callable(initial):
            return initial(self._inputs, self._missing)
        if not isinstance(initial, str):
            with tf.control_dependencies([tf.assert_equal(self._missing, tf.shape(initial)[0])]):
                return initial
        if initial == RANDOM_INIT:  # a batch that is too small is taken whole
            return tf.cond(self._rows <= self._missing, lambda: tf.concat(self._inputs, 0), self._at_random)
        with tf.control_dependencies([tf.assert_greater_equal(self._rows, self._missing)]):
            return self._far_apart()

    def _at_random(self) -> Any:
        rows = tf.random_uniform(
            tf.reshape(self._missing, [-1]),
            minval=0,
            maxval=math_ops.cast(self._rows, tf.int64),
            seed=self._choice.seed,
            dtype=tf.int64,
        )
        return embedding_ops.embedding_lookup(self._inputs, rows, partition_strategy="div")

    def _far_apart(self) -> Any:
        rows = self._inputs[0]
        if self._choice.metric == COSINE_DISTANCE:
            rows = normalized(rows)
        return gen_clustering_ops.kmeans_plus_plus_initialization(
            rows, math_ops.cast(self._missing, tf.int64), self._choice.seed, self._choice.retries
        )

    def _by_chains(self) -> Any:
        """Choose as many as the batch has chains for (Bachem et al., 2016); how many are missing then."""
        rows, length = self._inputs[0], self._choice.chain_length
        chains = math_ops.cast(tf.shape(rows)[0] / length, dtype=tf.int32)
        count = math_ops.maximum(math_ops.minimum(self._missing, chains), 1)

        def as_metric(center: Any) -> Any:
            return normalized(center) if self._choice.metric == COSINE_DISTANCE else center

        def of_chain(i: Any) -> Callable[[], Any]:
            def center() -> Any:
                start = i * length
                chain = rows[start : start + length]
                _, distances = gen_clustering_ops.nearest_neighbors(chain, self._centers, 1)
                place = gen_clustering_ops.kmc2_chain_initialization(tf.squeeze(distances), self._choice.seed)
                return self._with(as_metric(tf.reshape(chain[place], [1, -1])))

            return center

        def step(i: Any, _: Any) -> tuple[Any, Any]:
            first = math_ops.equal(self._chosen, 0)
            centers = tf.cond(first, lambda: as_metric(tf.reshape(rows[0], [1, -1])), of_chain(i))
            kept = self._keep(centers)
            return i + 1, self._number - tf.shape(kept)[0]

        _, missing = tf.while_loop(lambda i, _: math_ops.less(i, count), step, [0, 0])
        return missing
