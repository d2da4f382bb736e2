"""`estimator_head_distribution_regression`: a head of `contrib.learn` whose predictions are distributions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph.tf.names import provide


@provide("tf.contrib.distributions.estimator_head_distribution_regression", gone="2.0")
def estimator_head_distribution_regression(
    make_distribution_fn: Callable[[Any], Any],
    label_dimension: int = 1,
    logits_dimension: int | None = None,
    label_name: str | None = None,
    weight_column_name: str | None = None,
    enable_centered_bias: bool = False,
    head_name: str | None = None,
) -> Any:
    """A head for numbers [batch, label_dimension], by the likelihood of a distribution made of the last layer.

    Args:
      make_distribution_fn: of the last layer [batch, logits_dimension], gives a distribution; its mean is predicted.
      label_dimension: how many numbers are predicted.
      logits_dimension: how many the last layer has; `label_dimension` where it is None.
      label_name: of the labels, where these are a dict.
      weight_column_name: of the weights among the features.
      enable_centered_bias: whether a bias is learned beside the model.
      head_name: of the head, behind the names of its metrics.

    Raises:
      TypeError: `make_distribution_fn` is no function.
    """
    from tf1graph.tf.contrib.distributions._regression_head import DistributionRegressionHead  # brings contrib.learn

    if not callable(make_distribution_fn):
        raise TypeError("`make_distribution_fn` must be a callable function.")
    width = label_dimension if logits_dimension is None else logits_dimension
    given = (label_name, weight_column_name, enable_centered_bias, head_name)
    return DistributionRegressionHead(make_distribution_fn, width, *given)
