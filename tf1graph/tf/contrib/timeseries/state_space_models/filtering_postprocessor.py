"""What is done to a state after a value was filtered: anomalies are passed over."""

from __future__ import annotations

import abc
from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import nest
from tf1graph.tf.contrib.timeseries.math_utils import cauchy_log_prob, entropy_matched_cauchy_scale


class FilteringStepPostprocessor(abc.ABC):
    """Base of what changes states and losses after each filtering."""

    @abc.abstractmethod
    def process_filtering_step(
        self, current_times: Any, current_values: Any, predicted_state: Any, filtered_state: Any, outputs: Any
    ) -> Any:
        """The state and the outputs to go on with, of the state before and after values [batch, features].

        Args:
          outputs: `mean`, `covariance`, `log_likelihood`, `loss`; what is added is named by `output_names`.
        """

    @property
    @abc.abstractmethod
    def output_names(self) -> Any:
        """The names of the outputs that are added, each [batch, …]."""


def cauchy_alternative_to_gaussian(current_times: Any, current_values: Any, outputs: dict[str, Any]) -> Any:
    """The logarithm [batch] of Cauchy's density of values, about the mean predicted and as wide as its covariance."""
    scale = entropy_matched_cauchy_scale(outputs["covariance"])
    return tf.reduce_sum(cauchy_log_prob(loc=outputs["mean"], scale=scale, x=current_values), axis=1)


def _interpolate_state_linear(first_state: Any, second_state: Any, first_responsibility: Any) -> Any:
    """Between two states, at a share [batch] of the first; what is no float must be equal in both."""
    between = []
    for first, second in zip(nest.flatten(first_state), nest.flatten(second_state), strict=True):
        assert first.dtype == second.dtype
        if not first.dtype.is_floating:
            with tf.control_dependencies([tf.assert_equal(first, second)]):
                between.append(tf.identity(first))
            continue
        shape = tf.shape(first_responsibility)
        ones = tf.ones([tf.rank(first) - 1], dtype=tf.int32)
        share = tf.reshape(first_responsibility, shape=tf.concat([shape, ones], 0))
        mixed = share * first + (1.0 - share) * second
        mixed.set_shape(first.get_shape())
        between.append(mixed)
    return nest.pack_sequence_as(first_state, between)


class StateInterpolatingAnomalyDetector(FilteringStepPostprocessor):
    """Takes a value for an anomaly by the odds of it, and moves the state on by the value only as far as it is none.

    Adds the output `anomaly_score` [batch], the logarithm of the odds.

    Args:
      anomaly_log_likelihood: a function of `current_times`, `current_values` and `outputs` that gives the logarithm
        [batch] of the density of anomalies.
      anomaly_prior_probability: of a value to be an anomaly.
      responsibility_scaling: above 1 the odds decide more sharply.
    """

    def __init__(
        self,
        anomaly_log_likelihood: Callable[..., Any] = cauchy_alternative_to_gaussian,
        anomaly_prior_probability: float = 0.01,
        responsibility_scaling: float = 1.0,
    ):
        self._anomaly_log_likelihood = anomaly_log_likelihood
        self._responsibility_scaling = responsibility_scaling
        self._anomaly_prior_probability = anomaly_prior_probability

    @property
    def output_names(self) -> list[str]:
        return ["anomaly_score"]

    def process_filtering_step(
        self, current_times: Any, current_values: Any, predicted_state: Any, filtered_state: Any, outputs: Any
    ) -> Any:
        of_anomaly = self._anomaly_log_likelihood(
            current_times=current_times, current_values=current_values, outputs=outputs
        )
        prior = tf.convert_to_tensor(self._anomaly_prior_probability, dtype=current_values.dtype)
        anomaly = of_anomaly + tf.log(prior)
        none = outputs["log_likelihood"] + tf.log(1.0 - prior)
        odds = anomaly - none
        share = tf.sigmoid(-self._responsibility_scaling * odds)
        state = _interpolate_state_linear(filtered_state, predicted_state, share)
        outputs["loss"] = -(share * none + (1.0 - share) * anomaly)
        outputs["anomaly_score"] = odds
        return state, outputs
