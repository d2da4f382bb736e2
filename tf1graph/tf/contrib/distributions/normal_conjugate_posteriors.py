"""What is learned of a normal mean from observations whose scale is known."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import compat_v1, math_ops
from tf1graph.tf.names import provide

Normal = compat_v1.distributions.Normal


@provide("tf.contrib.distributions.normal_conjugates_known_scale_posterior", gone="2.0")
def normal_conjugates_known_scale_posterior(prior: Any, scale: Any, s: Any, n: Any) -> Any:
    """The `Normal` of the mean after `n` observations.

    Args:
      prior: the `Normal` of the mean before them.
      scale: the standard deviation of an observation.
      s: the sum of the observations, a tensor of the dtype of `prior`.
      n: how many there were.

    Raises:
      TypeError: `prior` is no `Normal`, or `s` of another dtype.
    """
    loc, variance, _ = _learned(prior, scale, s, n)
    return Normal(loc=loc, scale=math_ops.sqrt(variance))


@provide("tf.contrib.distributions.normal_conjugates_known_scale_predictive", gone="2.0")
def normal_conjugates_known_scale_predictive(prior: Any, scale: Any, s: Any, n: Any) -> Any:
    """The `Normal` of the next observation after `n`; arguments as of `normal_conjugates_known_scale_posterior`."""
    loc, variance, of_observation = _learned(prior, scale, s, n)
    return Normal(loc=loc, scale=math_ops.sqrt(variance + of_observation))


def _learned(prior: Any, scale: Any, s: Any, n: Any) -> tuple[Any, Any, Any]:
    """The mean, its variance, and that of one observation."""
    if not isinstance(prior, Normal):
        raise TypeError("Expected prior to be an instance of type Normal")
    if s.dtype != prior.dtype:
        raise TypeError(f"Observation sum s.dtype does not match prior dtype: {s.dtype} vs. {prior.dtype}")
    n = math_ops.cast(n, prior.dtype)
    before, of_observation = math_ops.square(prior.scale), math_ops.square(scale)
    after = 1.0 / (1 / before + n / of_observation)
    return (prior.loc / before + s / of_observation) * after, after, of_observation
