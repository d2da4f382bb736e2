"""Gradient boosted trees: what TensorFlow 1's kernels of boosted trees did, in NumPy.

A tree grows by a layer at a time. Of each node of the last layer the best split of all features is taken, by the gain
of a second order expansion of the loss; its children begin with what the node had, and a share of their own optimum.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

Array = Any
LEAF = -1
ENOUGH_CENTERED = 0.01


class TreeHParams(NamedTuple):
    """What the trees are to be like; as of `BoostedTreesClassifier`."""

    n_trees: int
    max_depth: int
    learning_rate: float
    l1: float
    l2: float
    tree_complexity: float
    min_node_weight: float
    center_bias: bool
    pruning_mode: str
    quantile_sketch_epsilon: float


@dataclass
class Tree:
    """One tree: of each node its feature, its threshold (a bucket), its left child, value and gain."""

    feature: list[int] = field(default_factory=lambda: [LEAF])
    threshold: list[int] = field(default_factory=lambda: [0])
    child: list[int] = field(default_factory=lambda: [0])
    value: list[float] = field(default_factory=lambda: [0.0])
    gain: list[float] = field(default_factory=lambda: [0.0])
    last_layer: tuple[int, int] = (0, 1)
    layers: int = 0
    finished: bool = False

    def leaves(self, buckets: Array) -> Array:
        """The leaf of each example of buckets [features, examples]."""
        feature, threshold, child = np.array(self.feature), np.array(self.threshold), np.array(self.child)
        at = np.zeros(buckets.shape[1], int)
        while (moving := np.flatnonzero(feature[at] != LEAF)).size:
            node = at[moving]
            at[moving] = child[node] + (buckets[feature[node], moving] > threshold[node])
        return at

    def predict(self, buckets: Array) -> Array:
        """The value of each example's leaf."""
        return np.array(self.value)[self.leaves(buckets)]

    def split(self, node: int, feature: int, threshold: int, gain: float, values: Sequence[float]) -> None:
        """Give a leaf two children, whose values are added to its own."""
        self.feature[node], self.threshold[node], self.gain[node] = feature, threshold, gain
        self.child[node] = len(self.feature)
        for value in values:
            self.feature.append(LEAF)
            self.threshold.append(0)
            self.child.append(0)
            self.gain.append(0.0)
            self.value.append(self.value[node] + value)


class Ensemble:
    """Trees one after the other.

    Args:
      hparams: what they are to be like.
    """

    def __init__(self, hparams: TreeHParams):
        self._hparams = hparams
        self.trees: list[Tree] = []
        self.attempts = 0

    @property
    def finished(self) -> int:
        """How many trees are grown."""
        return sum(tree.finished for tree in self.trees)

    def predict(self, buckets: Array) -> Array:
        """The sum of the trees' values of each example of buckets [features, examples]."""
        return sum((tree.predict(buckets) for tree in self.trees), np.zeros(buckets.shape[1]))

    def center(self, gradients: Array, hessians: Array) -> bool:
        """Move the first root to the optimum; whether it is to be moved again."""
        weight, _ = self._optimum(np.sum(gradients), np.sum(hessians))
        if not self.trees:
            self.trees.append(Tree())
        self.trees[0].value[0] += float(weight)
        return bool(abs(weight) > ENOUGH_CENTERED)

    def _optimum(self, gradient: Array, hessian: Array) -> tuple[Array, Array]:
        """The value that is best for sums of gradients and hessians, and its gain."""
        gradient = np.sign(gradient) * np.maximum(np.abs(gradient) - self._hparams.l1, 0)
        below = hessian + self._hparams.l2
        weight = np.divide(-gradient, below, out=np.zeros_like(np.asarray(below, float)), where=below > 0)
        return weight, -gradient * weight

    def last_nodes(self, buckets: Array) -> Array:
        """The leaf of each example in the tree that grows."""
        growing = bool(self.trees) and not self.trees[-1].finished
        return self.trees[-1].leaves(buckets) if growing else np.zeros(buckets.shape[1], int)

    def grow(self, summaries: Sequence[Array], order: Sequence[int]) -> None:
        """Grow a layer.

        Args:
          summaries: of each feature the sums of gradients and hessians, [nodes, buckets, 2].
          order: the features in the order in which splits are compared, the first of equal ones being taken.

        A split may leave one side empty, as in TensorFlow 1.
        """
        if not self.trees or self.trees[-1].finished:
            self.trees.append(Tree())
        tree = self.trees[-1]
        first, end = len(tree.feature), len(tree.feature)
        for node in range(*tree.last_layer):
            best = self._best(node, summaries, order)
            if best is None or (self._hparams.pruning_mode == "pre" and best[0] < 0):
                continue
            gain, feature, threshold, values = best
            tree.split(node, feature, threshold, gain, values)
            end = len(tree.feature)
        self.attempts += 1
        tree.layers += 1
        split = end > first
        tree.last_layer = (first, end)
        if tree.layers >= self._hparams.max_depth or not split:
            tree.finished = True
            if self._hparams.pruning_mode == "post":
                self._prune(tree)

    def _best(
        self, node: int, summaries: Sequence[Array], order: Sequence[int]
    ) -> tuple[float, int, int, list[float]] | None:
        """Gain, feature, threshold and children's values of a node's best split."""
        hparams = self._hparams
        found: tuple[float, int, int, list[float]] | None = None
        for feature in order:
            left = np.cumsum(summaries[feature][node], axis=0)
            total = left[-1]
            right = total - left
            left_weight, left_gain = self._optimum(left[:, 0], left[:, 1])
            right_weight, right_gain = self._optimum(right[:, 0], right[:, 1])
            gains = left_gain + right_gain - self._optimum(*total)[1] - hparams.tree_complexity
            if total[1] < hparams.min_node_weight:
                continue
            place = int(np.argmax(gains))
            if found is None or gains[place] > found[0]:
                rate = hparams.learning_rate
                values = [rate * float(left_weight[place]), rate * float(right_weight[place])]
                found = (float(gains[place]), feature, place, values)
        return found

    def explain(self, buckets: Array, activation: Any) -> tuple[Array, Array]:
        """Of each example what it begins with, and what each feature adds [examples, features] on its way."""
        count = buckets.shape[1]
        base = np.full(count, self.trees[0].value[0] if self.trees else 0.0)
        begun, before = activation(base), np.zeros(count)
        added, seen = np.zeros((count, len(buckets))), np.array(begun)
        for tree in self.trees:
            feature, threshold, child = np.array(tree.feature), np.array(tree.threshold), np.array(tree.child)
            value, at = np.array(tree.value), np.zeros(count, int)
            while (moving := np.flatnonzero(feature[at] != LEAF)).size:
                node = at[moving]
                at[moving] = child[node] + (buckets[feature[node], moving] > threshold[node])
                now = activation(before[moving] + value[at[moving]])
                added[moving, feature[node]] += now - seen[moving]
                seen[moving] = now
            before += value[at]
        return begun, added

    def _prune(self, tree: Tree) -> None:
        """Make leaves of nodes whose split, with all below it, gained nothing."""
        for node in reversed(range(len(tree.feature))):
            if tree.feature[node] == LEAF:
                continue
            children = (tree.child[node], tree.child[node] + 1)
            if all(tree.feature[child] == LEAF for child in children) and tree.gain[node] <= 0:
                tree.feature[node] = LEAF
                tree.gain[node] = 0.0
