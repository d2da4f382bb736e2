"""`ConditionalTransformedDistribution`: one whose distribution and bijector take arguments by name."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import math_ops
from tf1graph.tf.contrib.distributions.conditional_distribution import ConditionalDistribution
from tf1graph.tf.contrib.distributions.transformed_distribution import TransformedDistribution
from tf1graph.tf.names import provide


@provide("tf.contrib.distributions.ConditionalTransformedDistribution", gone="2.0")
class ConditionalTransformedDistribution(ConditionalDistribution, TransformedDistribution):
    """`TransformedDistribution` whose methods take `bijector_kwargs` and `distribution_kwargs`, a dict each."""

    # 1.15.5 adds and multiplies the other way round here
    def _plus_log_det(self, p: Any, ildj: Any) -> Any:
        return math_ops.cast(ildj, p.dtype) + p

    def _times_det(self, p: Any, ildj: Any) -> Any:
        return math_ops.exp(math_ops.cast(ildj, p.dtype)) * p
