"""The graph of boosted trees, which grow in NumPy beside it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from tf1graph import tf
from tf1graph.tf._session_objects import SessionObject
from tf1graph.tf.estimator.canned import boosted_trees_columns as columns_lib
from tf1graph.tf.estimator.canned.boosted_trees_growth import LEAF, Ensemble, Tree, TreeHParams
from tf1graph.tf.estimator.mode_keys import ModeKeys

NAME = "boosted_trees:0_serialized"
CHECKPOINT_KEY = NAME


class Growth:
    """An ensemble, and what has been gathered for its next layer.

    Args:
      hparams: what the trees are to be like.
      sizes: the number of buckets of each feature; 0 where they are quantiles, to be found first.
      order: the features in the order in which their splits are compared.
      batches: how many make a layer, and the quantiles.
    """

    def __init__(self, hparams: TreeHParams, sizes: Sequence[int], order: Sequence[int], batches: int):
        self._hparams, self._sizes, self._order, self._batches = hparams, sizes, order, batches
        self.ensemble = Ensemble(hparams)
        self._centers = hparams.center_bias
        self._boundaries: list[Any] | None = None if 0 in sizes else [None] * len(sizes)
        self._seen: list[list[Any]] = []
        self._sums: list[Any] = []

    def _buckets(self, values: Sequence[Any]) -> Any:
        """The buckets of each example, [features, examples]; 0 while quantiles are not found."""
        bounds = self._boundaries or [None] * len(values)
        return np.stack(
            [
                np.zeros(len(one), int)
                if size == 0 and bound is None
                else np.asarray(one, int)
                if bound is None
                else np.minimum(np.searchsorted(bound, one), len(bound) - 1)
                for one, bound, size in zip(values, bounds, self._sizes, strict=True)
            ]
        )

    def predict(self, *values: Any) -> Any:
        """The logits [examples, 1] of the values of each feature."""
        return self.ensemble.predict(self._buckets(values)).astype(np.float32)[:, None]

    def step(self, gradients: Any, hessians: Any, *values: Any) -> Any:
        """Take a batch in; 1 if it was for the trees, 0 if it was for the quantiles."""
        if self._boundaries is None:
            self._find_boundaries(values)
            return np.int64(0)
        buckets, both = self._buckets(values), np.concatenate([gradients, hessians], axis=1).astype(float)
        self._sums.append(both.mean(0) if self._centers else self._summaries(buckets, both))
        if len(self._sums) >= self._batches:
            taken, self._sums = self._sums, []
            if self._centers:
                self._centers = self.ensemble.center(*np.mean(taken, axis=0))
            else:
                self.ensemble.grow(
                    [np.mean(of_batches, axis=0) for of_batches in zip(*taken, strict=True)], self._order
                )
        return np.int64(1)

    def _find_boundaries(self, values: Sequence[Any]) -> None:
        self._seen.append(list(values))
        if len(self._seen) < self._batches:
            return
        shares = np.linspace(0, 1, int(1 / self._hparams.quantile_sketch_epsilon) + 1)
        whole = [np.concatenate(of_batches) for of_batches in zip(*self._seen, strict=True)]
        self._boundaries = [
            np.unique(np.quantile(one, shares, method="inverted_cdf")) if size == 0 else None
            for one, size in zip(whole, self._sizes, strict=True)
        ]
        self._seen = []

    def _summaries(self, buckets: Any, both: Any) -> list[Any]:
        """Of each feature the sums of gradients and hessians by node and bucket."""
        nodes = self.ensemble.last_nodes(buckets)
        bounds = self._boundaries or []
        found = []
        for one, size, bound in zip(buckets, self._sizes, bounds, strict=True):
            sums = np.zeros((2 ** (self._hparams.max_depth + 1), size or len(bound), 2))
            np.add.at(sums, (nodes, one), both)
            found.append(sums)
        return found

    def explain(self, *values: Any, is_classification: bool) -> tuple[Any, Any]:
        """What each example begins with, and what each feature adds to it."""

        def sigmoid(logits: Any) -> Any:
            return 1 / (1 + np.exp(-logits))

        begun, added = self.ensemble.explain(self._buckets(values), sigmoid if is_classification else np.asarray)
        return begun.astype(np.float32), added.astype(np.float32)

    def dump(self) -> bytes:
        """The trees, the quantiles and whether the first root is centred; what was gathered is left out."""
        bounds = self._boundaries and [None if bound is None else bound.tolist() for bound in self._boundaries]
        trees = [asdict(tree) for tree in self.ensemble.trees]
        about = {"trees": trees, "attempts": self.ensemble.attempts, "boundaries": bounds, "centers": self._centers}
        return json.dumps(about).encode()

    def load(self, dumped: bytes) -> None:
        """Become what was dumped."""
        about = json.loads(dumped)
        self.ensemble.trees = [Tree(**{**tree, "last_layer": tuple(tree["last_layer"])}) for tree in about["trees"]]
        self.ensemble.attempts, self._centers = about["attempts"], about["centers"]
        bounds = about["boundaries"]
        self._boundaries = bounds and [None if bound is None else np.array(bound, np.float32) for bound in bounds]

    @staticmethod
    def gains(dumped: bytes, features: int) -> Any:
        """How much the splits of each feature gained."""
        found = np.zeros(features)
        for tree in json.loads(dumped)["trees"]:
            for feature, gain in zip(tree["feature"], tree["gain"], strict=True):
                if feature != LEAF:
                    found[feature] += gain
        return found


class _StopAtAttemptsHook(tf.train.SessionRunHook):
    """Ends training when there are enough trees, or twice as many layers were tried as they can have."""

    def __init__(self, finished: Any, attempts: Any, hparams: TreeHParams):
        self._counts = [finished, attempts]
        self._trees, self._layers = hparams.n_trees, 2 * hparams.n_trees * hparams.max_depth

    def after_run(self, run_context: Any, run_values: Any) -> None:
        finished, attempts = run_context.session.run(self._counts)
        if finished >= self._trees or attempts > self._layers:
            run_context.request_stop()


def _planted(columns: Sequence[Any], hparams: TreeHParams, batches: int) -> SessionObject:
    if hparams.tree_complexity > 0 and hparams.pruning_mode == "none":
        raise ValueError("Tree complexity have no effect unless pruning mode is chosen.")
    if hparams.tree_complexity <= 0 and hparams.pruning_mode != "none":
        raise ValueError("For pruning, tree_complexity must be positive.")
    sizes, order = columns_lib.sizes(columns), columns_lib.in_order_of_groups(columns)
    return SessionObject("boosted_trees", lambda: Growth(hparams, sizes, order, batches), NAME)


def _start(
    features: Any, columns: Sequence[Any], hparams: TreeHParams, batches: int
) -> tuple[SessionObject, list[Any], Any]:
    """The trees, the scalar features, and the logits."""
    growth = _planted(columns, hparams, batches)
    values = columns_lib.scalars(features, columns)
    logits = growth.call(lambda growth, *values: growth.predict(*values), tf.float32, [None, 1], *values)
    return growth, values, logits


def model_fn(
    features: Any,
    labels: Any,
    mode: str,
    head: Any,
    feature_columns: Sequence[Any],
    hparams: TreeHParams,
    batches_per_layer: int,
    config: Any,
    closed_form: Callable[..., Any] | None = None,
) -> Any:
    """The `EstimatorSpec` of boosted trees.

    Args:
      closed_form: gives gradients and hessians of logits and labels; they are derived from the loss without one.
      others: as of `BoostedTreesClassifier`.
    """
    columns = sorted(feature_columns, key=lambda column: column.name)
    with tf.name_scope("boosted_trees"):
        step = tf.train.get_or_create_global_step()
        growth, values, logits = _start(features, columns, hparams, batches_per_layer)
        finished = growth.call(lambda growth: np.int64(growth.ensemble.finished), tf.int64, [])
        attempts = growth.call(lambda growth: np.int64(growth.ensemble.attempts), tf.int64, [])
        if mode == ModeKeys.TRAIN:
            trees = growth.call(lambda growth: np.int64(len(growth.ensemble.trees)), tf.int64, [])
            tf.summary.scalar("ensemble/num_trees", trees)
            tf.summary.scalar("ensemble/num_finalized_trees", finished)
            tf.summary.scalar("ensemble/num_attempted_layers", attempts)

        def train_op_fn(loss: Any) -> Any:
            if closed_form:
                gradients, hessians = closed_form(logits, labels)
            else:
                gradients = tf.gradients(loss, logits, name="Gradients")[0]
                hessians = tf.gradients(gradients, logits, name="Hessians")[0]
            with tf.control_dependencies([loss]):
                grown = growth.call(
                    lambda growth, *tensors: growth.step(*tensors), tf.int64, [], gradients, hessians, *values
                )
            return tf.assign_add(step, grown).op

        spec = head.create_estimator_spec(
            features=features, mode=mode, labels=labels, train_op_fn=train_op_fn, logits=logits
        )
    if mode != ModeKeys.TRAIN:
        return spec
    return spec._replace(training_hooks=(*spec.training_hooks, _StopAtAttemptsHook(finished, attempts, hparams)))


def explaining_model_fn(
    features: Any, head: Any, columns: Sequence[Any], hparams: TreeHParams, is_classification: bool
) -> Any:
    """The spec of predictions with `bias`, and `dfc` of each scalar feature."""
    growth, values, logits = _start(features, columns, hparams, 1)
    spec = head.create_estimator_spec(
        features=features, mode=ModeKeys.PREDICT, labels=None, train_op_fn=tf.no_op, logits=logits
    )

    def explained(part: int) -> Callable[..., Any]:
        return lambda growth, *values: growth.explain(*values, is_classification=is_classification)[part]

    spec.predictions["bias"] = growth.call(explained(0), tf.float32, [None], *values)
    spec.predictions["dfc"] = growth.call(explained(1), tf.float32, [None, None], *values)
    return spec
