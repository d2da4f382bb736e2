"""`tf.contrib.bayesflow.monte_carlo`: expectations of functions, by samples."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, math_ops, ops
from tf1graph.tf.names import provide


@provide("tf.contrib.bayesflow.monte_carlo.expectation", today="tfp.monte_carlo.expectation", gone="2.0")
def expectation(
    f: Callable[[Any], Any],
    samples: Any,
    log_prob: Callable[[Any], Any] | None = None,
    use_reparametrization: bool = True,
    axis: Any = 0,
    keep_dims: bool = False,
    name: str | None = None,
) -> Any:
    """The mean of `f(samples)` over `axis`.

    Args:
      f: of the samples.
      samples: a tensor, drawn from the distribution in question.
      log_prob: the logarithm of its density, where the samples have no gradient themselves.
      use_reparametrization: whether they have.
      axis, keep_dims: as `tf.reduce_mean` takes them.
      name: of the scope.

    Raises:
      ValueError: `f` is no function, or `log_prob` where it is needed.
    """
    with compat_v1.name_scope(name, "expectation", [samples]):
        if not callable(f):
            raise ValueError("`f` must be a callable function.")
        if use_reparametrization:
            return math_ops.reduce_mean(f(samples), axis=axis, keepdims=keep_dims)
        if not callable(log_prob):
            raise ValueError("`log_prob` must be a callable function.")
        x = array_ops.stop_gradient(samples)
        likeness = log_prob(x)
        values = f(x)
        # adds zero, whose gradient is that of the density
        values += array_ops.stop_gradient(values) * (likeness - array_ops.stop_gradient(likeness))
        return math_ops.reduce_mean(values, axis=axis, keepdims=keep_dims)


@provide("tf.contrib.bayesflow.monte_carlo.expectation_importance_sampler", gone="2.0")
def expectation_importance_sampler(
    f: Callable[[Any], Any],
    log_p: Callable[[Any], Any],
    sampling_dist_q: Any,
    z: Any = None,
    n: Any = None,
    seed: int | None = None,
    name: str = "expectation_importance_sampler",
) -> Any:
    """The mean of `f` under a density `exp(log_p)`, by samples of another distribution.

    Args:
      f: of samples [n, ...].
      log_p: likewise.
      sampling_dist_q: the distribution of the samples.
      z: samples of it, or
      n: how many are drawn.
      seed: of the draws.
      name: of the scope.

    Raises:
      ValueError: both `z` and `n` are given, or neither.
    """
    with compat_v1.name_scope(name, values=[z, n]):
        z = _samples(sampling_dist_q, z, n, seed)
        likeness, drawn = log_p(z), sampling_dist_q.log_prob(z)
        values = f(z)
        logarithms = [math_ops.log(compat_v1.nn.relu(values) + 1.0)]
        logarithms.append(math_ops.log(compat_v1.nn.relu(-1.0 * values) + 1.0))
        means = [_log_mean(logarithm + likeness - drawn) for logarithm in logarithms]
    return math_ops.exp(means[0]) - math_ops.exp(means[1])


@provide("tf.contrib.bayesflow.monte_carlo.expectation_importance_sampler_logspace", gone="2.0")
def expectation_importance_sampler_logspace(
    log_f: Callable[[Any], Any],
    log_p: Callable[[Any], Any],
    sampling_dist_q: Any,
    z: Any = None,
    n: Any = None,
    seed: int | None = None,
    name: str = "expectation_importance_sampler_logspace",
) -> Any:
    """The logarithm of the mean of `exp(log_f)`; arguments as of `expectation_importance_sampler`."""
    with compat_v1.name_scope(name, values=[z, n]):
        z = _samples(sampling_dist_q, z, n, seed)
        return _log_mean(log_f(z) + log_p(z) - sampling_dist_q.log_prob(z))


def _log_mean(logarithms: Any) -> Any:
    top = array_ops.stop_gradient(math_ops.reduce_max(logarithms, axis=[0]))
    return math_ops.log(math_ops.reduce_mean(math_ops.exp(logarithms - top), axis=[0])) + top


def _samples(distribution: Any, z: Any, n: Any, seed: int | None) -> Any:
    with compat_v1.name_scope("get_samples", values=[z, n]):
        if (n is None) == (z is None):
            raise ValueError(f'Must specify exactly one of arguments "n" and "z".  Found: n = {n}, z = {z}')
        return ops.convert_to_tensor(z, name="z") if n is None else distribution.sample(n, seed=seed)
