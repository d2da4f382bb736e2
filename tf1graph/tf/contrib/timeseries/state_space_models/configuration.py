"""The settings of state space models."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from tf1graph import tf
from tf1graph.tf.contrib.timeseries.math_utils import log_noninformative_covariance_prior


class _Settings(NamedTuple):
    num_features: int
    use_observation_noise: bool
    dtype: Any
    covariance_prior_fn: Callable[[Any], Any]
    bayesian_prior_weighting: bool
    filtering_postprocessor: Any
    trainable_start_state: bool
    exogenous_noise_increases: bool
    exogenous_noise_decreases: bool
    exogenous_feature_columns: Any
    exogenous_update_condition: Callable[..., Any] | None
    filtering_maximum_posterior_variance_ratio: float
    filtering_minimum_posterior_variance: float
    transition_covariance_initial_log_scale_bias: float
    static_unrolling_window_size_threshold: int | None


class StateSpaceModelConfiguration(_Settings):
    """What a state space model is told, as a tuple.

    Args:
      num_features: how many values each time has.
      use_observation_noise: whether values are states with noise, or states alone; of an ensemble as a whole.
      dtype: of the values.
      covariance_prior_fn: the logarithm of the prior density of a covariance; lower noise is likelier by default, and
        `lambda _: 0.0` favours none.
      bayesian_prior_weighting: whether the prior is weighted by the length of the series, or by that of a window.
      filtering_postprocessor: a `FilteringStepPostprocessor`.
      trainable_start_state: whether the state at the start of a series is trained.
      exogenous_noise_increases: whether what is known beside the values adds to a state.
      exogenous_noise_decreases: whether it sets a state, as an observation does.
      exogenous_feature_columns: feature columns of it.
      exogenous_update_condition: a function of `times` [batch] and `features` that says, [batch], whether a state is
        moved on by it; always without one.
      filtering_maximum_posterior_variance_ratio: of the variances of a state before it is filtered.
      filtering_minimum_posterior_variance: of them.
      transition_covariance_initial_log_scale_bias: logarithm of how much noise states have at first against values;
        0 or more goes with models without observation noise.
      static_unrolling_window_size_threshold: windows up to that size are unrolled; None unrolls none.
    """

    def __new__(
        cls,
        num_features: int = 1,
        use_observation_noise: bool = True,
        dtype: Any = tf.float32,
        covariance_prior_fn: Callable[[Any], Any] = log_noninformative_covariance_prior,
        bayesian_prior_weighting: bool = True,
        filtering_postprocessor: Any = None,
        trainable_start_state: bool = False,
        exogenous_noise_increases: bool = True,
        exogenous_noise_decreases: bool = False,
        exogenous_feature_columns: Any = None,
        exogenous_update_condition: Callable[..., Any] | None = None,
        filtering_maximum_posterior_variance_ratio: float = 1e6,
        filtering_minimum_posterior_variance: float = 0.0,
        transition_covariance_initial_log_scale_bias: float = -5.0,
        static_unrolling_window_size_threshold: int | None = None,
    ) -> StateSpaceModelConfiguration:
        return super().__new__(
            cls,
            num_features,
            use_observation_noise,
            dtype,
            covariance_prior_fn,
            bayesian_prior_weighting,
            filtering_postprocessor,
            trainable_start_state,
            exogenous_noise_increases,
            exogenous_noise_decreases,
            [] if exogenous_feature_columns is None else exogenous_feature_columns,
            exogenous_update_condition,
            filtering_maximum_posterior_variance_ratio,
            filtering_minimum_posterior_variance,
            transition_covariance_initial_log_scale_bias,
            static_unrolling_window_size_threshold,
        )
