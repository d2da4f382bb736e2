"""Trees that grow while examples pass by: what TensorFlow 1's kernels of tensor_forest did, in NumPy.

A leaf makes a candidate of a split from each of its first examples, a random feature at that example's value. When
there are enough, it counts on which side of each candidate further examples lie, and of which classes they are (their
sums and squares, in regression); after as many as `split_after_samples` it becomes the best candidate's node.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Any

import numpy as np

LEAF = -1
Array = Any


@dataclass
class Growth:
    """What a tree is grown by.

    Attributes:
      outputs: how many classes or numbers.
      regression: whether they are numbers.
      max_nodes: how many nodes a tree has at most.
      candidates: how many splits a leaf compares.
      split_after: of how many examples.
      is_strict: whether an example at a split's very value goes right.
    """

    outputs: int
    regression: bool
    max_nodes: int
    candidates: int
    split_after: int
    is_strict: bool = False

    @property
    def width(self) -> int:
        """How many figures are kept of examples: their counts by class, or number, sums and sums of squares."""
        return 1 + 2 * self.outputs if self.regression else self.outputs

    def figures(self, labels: Array, weights: Array) -> Array:
        """Those of each example, [examples, width]."""
        if self.regression:
            labels = labels.reshape(len(weights), self.outputs)
            found = np.concatenate([np.ones((len(weights), 1)), labels, labels**2], axis=1)
            return found * weights[:, None]
        found = np.zeros((len(weights), self.outputs))
        found[np.arange(len(weights)), labels.astype(int).ravel()] = weights
        return found

    def count(self, figures: Array) -> Array:
        """The number of examples that figures are of."""
        return figures[..., 0] if self.regression else figures.sum(-1)

    def impurity(self, figures: Array) -> Array:
        """How mixed the examples are: smoothed Gini times their number, or the sum of variances."""
        if self.regression:
            number = np.maximum(figures[..., :1], 1e-12)
            sums, squares = np.split(figures[..., 1:], 2, axis=-1)
            return (squares / number - (sums / number) ** 2).sum(-1)
        number = figures.sum(-1)
        shares = (figures + 1) / (number + figures.shape[-1])[..., None]
        return number * (1 - (shares**2).sum(-1))

    def prediction(self, figures: Array) -> Array:
        """The shares of classes, or the mean."""
        if self.regression:
            return figures[..., 1 : 1 + self.outputs] / np.maximum(figures[..., :1], 1e-12)
        number = figures.sum(-1, keepdims=True)
        return np.divide(figures, number, out=np.zeros_like(figures), where=number > 0)


@dataclass
class _Candidates:
    """The splits that a leaf compares, and the figures of examples since, left of each and in all."""

    features: list[int] = field(default_factory=list)
    thresholds: list[float] = field(default_factory=list)
    left: Array = None
    total: Array = None


class Tree:
    """One tree.

    Args:
      growth: what it is grown by.
      seed: of the choice of features; 0 is another each time.
    """

    def __init__(self, growth: Growth, seed: int):
        self._growth = growth
        self._random = np.random.RandomState(seed or None)
        self.feature = np.full(1, LEAF)
        self.threshold = np.zeros(1, np.float32)
        self.child = np.zeros(1, int)  # the left one; the right one comes after it
        self.figures = np.zeros((1, growth.width))
        self._growing: dict[int, _Candidates] = {0: _Candidates()}

    @property
    def size(self) -> int:
        """How many nodes it has."""
        return len(self.feature)

    def leaves(self, data: Array) -> Array:
        """The leaf of each row."""
        at = np.zeros(len(data), int)
        moving = np.arange(len(data)) if self.feature[0] != LEAF else np.zeros(0, int)
        while len(moving):
            nodes = at[moving]
            values = data[moving, self.feature[nodes]]
            at[moving] = self.child[nodes] + ~self._is_left(values, self.threshold[nodes])
            moving = moving[self.feature[at[moving]] != LEAF]
        return at

    def _is_left(self, values: Array, thresholds: Array) -> Array:
        return values < thresholds if self._growth.is_strict else values <= thresholds

    def predict(self, data: Array) -> Array:
        """The predictions of rows, [rows, outputs]."""
        return self._growth.prediction(self.figures[self.leaves(data)])

    def train(self, data: Array, labels: Array, weights: Array) -> None:
        """Take examples in, and split the leaves that have seen enough."""
        if not len(data):
            return
        figures = self._growth.figures(labels, weights)
        leaves = self.leaves(data)
        if not self._growth.regression:  # there a leaf predicts the mean it began with, the root nothing
            np.add.at(self.figures, leaves, figures)
        finished = [
            leaf for leaf in np.unique(leaves) if self._count(int(leaf), data[leaves == leaf], figures[leaves == leaf])
        ]
        for leaf in finished:
            if self.size + 2 > self._growth.max_nodes:
                break
            self._split(int(leaf))

    def _count(self, leaf: int, data: Array, figures: Array) -> bool:
        """Take a leaf's examples in; whether it has seen enough."""
        growing = self._growing[leaf]
        new = data[: self._growth.candidates - len(growing.features)]
        features = self._random.randint(data.shape[1], size=len(new))
        growing.features += features.tolist()
        growing.thresholds += new[np.arange(len(new)), features].tolist()
        if len(growing.features) < self._growth.candidates:
            return False
        if growing.left is None:
            growing.left = np.zeros((self._growth.candidates, self._growth.width))
            growing.total = np.zeros(self._growth.width)
        data, figures = data[len(new) :], figures[len(new) :]
        is_left = self._is_left(data[:, growing.features], np.array(growing.thresholds, np.float32))
        growing.left += is_left.T.astype(float) @ figures
        growing.total += figures.sum(0)
        return bool(self._growth.count(growing.total) >= self._growth.split_after)

    def _split(self, leaf: int) -> None:
        """Make the best candidate a node; without one that parts the examples the leaf begins anew."""
        growth, growing = self._growth, self._growing.pop(leaf)
        left, right = growing.left, growing.total - growing.left
        scores = growth.impurity(left) + growth.impurity(right)
        scores[(growth.count(left) <= 0) | (growth.count(right) <= 0)] = np.inf
        best = int(np.argmin(scores))
        if not np.isfinite(scores[best]):
            self._growing[leaf] = _Candidates()
            return
        self.feature[leaf], self.threshold[leaf] = growing.features[best], growing.thresholds[best]
        self.child[leaf] = self.size
        self._growing.update({self.size: _Candidates(), self.size + 1: _Candidates()})
        self.feature = np.append(self.feature, [LEAF, LEAF])
        self.threshold = np.append(self.threshold, np.zeros(2, np.float32))
        self.child = np.append(self.child, [0, 0])
        self.figures = np.concatenate([self.figures, left[best : best + 1], right[best : best + 1]])

    def used(self, features: int) -> Array:
        """How often each feature is split."""
        return np.bincount(self.feature[self.feature != LEAF], minlength=features)

    def dump(self) -> bytes:
        """The nodes; what leaves are still counting is left out."""
        file = io.BytesIO()
        np.savez(file, feature=self.feature, threshold=self.threshold, child=self.child, figures=self.figures)
        return file.getvalue()

    def load(self, dumped: bytes) -> None:
        """Become the tree of such nodes; its leaves begin to count anew."""
        with np.load(io.BytesIO(dumped), allow_pickle=False) as found:
            self.feature, self.threshold = found["feature"], found["threshold"]
            self.child, self.figures = found["child"], found["figures"]
        self._growing = {int(leaf): _Candidates() for leaf in np.flatnonzero(self.feature == LEAF)}
