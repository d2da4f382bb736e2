"""The head that `estimator_head_distribution_regression` gives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph.tf._private import array_ops, compat_v1
from tf1graph.tf.contrib.distributions.scalar import joined
from tf1graph.tf.contrib.learn.estimators.head import _RegressionHead
from tf1graph.tf.contrib.learn.estimators.head_losses import weighted


class DistributionRegressionHead(_RegressionHead):
    """A head whose loss is the likelihood of a distribution, and whose prediction is its mean."""

    def __init__(self, make_distribution_fn: Callable[[Any], Any], logits_dimension: int, *given: Any):
        self._make_distribution_fn = make_distribution_fn
        self._distributions: dict[Any, Any] = {}
        super().__init__(self._mean, logits_dimension, "regression_head", self._likelihood, *given)

    @property
    def distributions(self) -> dict[Any, Any]:
        """The distributions made so far, by the last layers that they were made of."""
        return self._distributions

    def distribution(self, logits: Any, name: str | None = None) -> Any:
        """The distribution of a last layer, made once."""
        with compat_v1.name_scope(name, "distribution", [logits]):
            if logits not in self._distributions:
                self._distributions[logits] = self._make_distribution_fn(logits)
            return self._distributions[logits]

    def _mean(self, logits: Any) -> Any:
        return self.distribution(logits).mean()

    def _likelihood(self, labels: Any, logits: Any, weights: Any = None) -> tuple[Any, Any]:
        made = self.distribution(logits)
        batch = labels.shape.with_rank_at_least(1)[:-1]
        batch = batch.as_list() if batch.is_fully_defined() else array_ops.shape(labels)[:-1]
        labels = array_ops.reshape(labels, shape=joined(batch, made.event_shape_tensor()))
        return weighted(-made.log_prob(labels), weights)
