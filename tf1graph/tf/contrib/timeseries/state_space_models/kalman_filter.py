"""Kalman's filter."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf.contrib.timeseries.matrices import batch_times_matrix, mvn_tril_log_prob

ADVICE = (
    "This may occur due to numerically unstable filtering when there is a large difference in posterior variances, or "
    "when inferences are near-deterministic. Considering tuning the 'filtering_maximum_posterior_variance_ratio' or "
    "'filtering_minimum_posterior_variance' parameters in your StateSpaceModelConfiguration, or tuning the transition "
    "matrix."
)


class KalmanFilter:
    """Moves normal beliefs about states on over time and observations.

    States are means [batch, states] and covariances [batch, states, states], observations means [batch, features] and
    covariances [batch, features, features]; an observation model is [batch, features, states], and its noise has a
    covariance for each of the batch, or one for all.

    Args:
      dtype: of the numbers.
      simplified_posterior_covariance_computation: takes the shorter formula of a covariance after an observation,
        which is quicker, and less stable than Joseph's.
    """

    def __init__(self, dtype: Any = tf.float32, simplified_posterior_covariance_computation: bool = False):
        self._simplified_posterior_covariance_computation = simplified_posterior_covariance_computation
        self.dtype = dtype

    def do_filter(
        self,
        estimated_state: Any,
        estimated_state_covariance: Any,
        predicted_observation: Any,
        predicted_observation_covariance: Any,
        observation: Any,
        observation_model: Any,
        observation_noise: Any,
    ) -> tuple[Any, Any, Any]:
        """Mean and covariance of the state after an observation, and the logarithm [batch] of its density."""
        transposed = tf.matrix_transpose(predicted_observation_covariance)
        symmetric = 0.5 * (predicted_observation_covariance + transposed)
        symmetric = tf.verify_tensor_all_finite(symmetric, f"Predicted observation covariance was not finite. {ADVICE}")
        least = tf.reduce_min(tf.matrix_diag_part(symmetric))
        message = f"The predicted observation covariance has a negative diagonal entry. {ADVICE}"
        with tf.control_dependencies([tf.Assert(least >= 0.0, [message, least])]):
            factor = tf.cholesky(symmetric)
        log_density = mvn_tril_log_prob(loc=predicted_observation, scale_tril=factor, x=observation)
        mean, covariance = self.posterior_from_prior_state(
            prior_state=estimated_state,
            prior_state_var=estimated_state_covariance,
            observation=observation,
            observation_model=observation_model,
            predicted_observations=(predicted_observation, predicted_observation_covariance),
            observation_noise=observation_noise,
        )
        return mean, covariance, log_density

    def predict_state_mean(self, prior_state: Any, transition_matrices: Any) -> Any:
        """The mean of a state after transitions [batch, states, states]."""
        return tf.squeeze(tf.matmul(transition_matrices, prior_state[..., None]), axis=[-1])

    def predict_state_var(self, prior_state_var: Any, transition_matrices: Any, transition_noise_sums: Any) -> Any:
        """The covariance of a state after transitions, which have added that noise [batch, states, states]."""
        moved = tf.matmul(tf.matmul(transition_matrices, prior_state_var), transition_matrices, adjoint_b=True)
        return moved + transition_noise_sums

    def posterior_from_prior_state(
        self,
        prior_state: Any,
        prior_state_var: Any,
        observation: Any,
        observation_model: Any,
        predicted_observations: tuple[Any, Any],
        observation_noise: Any,
    ) -> tuple[Any, Any]:
        """Mean and covariance of the state after an observation, of which mean and covariance were predicted."""
        predicted, predicted_covariance = predicted_observations
        residual = observation - predicted
        observed_prior = tf.matmul(observation_model, prior_state_var, adjoint_b=True)
        # The covariance is symmetric but for rounding; TensorFlow 1 found series of several features stable only so.
        gain = tf.matrix_solve(matrix=predicted_covariance, rhs=observed_prior, adjoint=True)
        correction = tf.matmul(gain, tf.expand_dims(residual, -1), adjoint_a=True)
        mean = prior_state + tf.squeeze(correction, axis=[-1])
        explained = tf.matmul(gain, observation_model, adjoint_a=True)
        kept = tf.eye(tf.shape(explained)[1], dtype=explained.dtype)[None] - explained
        if self._simplified_posterior_covariance_computation:
            return mean, tf.matmul(kept, prior_state_var)
        return mean, _joseph(kept, prior_state_var, gain, tf.convert_to_tensor(observation_noise))

    def observed_from_state(
        self, state_mean: Any, state_var: Any, observation_model: Any, observation_noise: Any
    ) -> tuple[Any, Any]:
        """Mean and covariance of what is observed of a state."""
        rows = tf.matmul(tf.expand_dims(state_mean, 1), observation_model, adjoint_b=True)
        mean = tf.squeeze(rows, axis=[1])
        covariance = tf.matmul(tf.matmul(observation_model, state_var), observation_model, adjoint_b=True)
        return mean, covariance + observation_noise


def _joseph(kept: Any, prior_covariance: Any, gain: Any, noise: Any) -> Any:
    """Joseph's form of the covariance after an observation: right for every gain, so rounding does little to it."""
    left = tf.matmul(kept, prior_covariance)
    both = tf.matmul(kept, left, adjoint_b=True)

    if noise.get_shape().ndims == 2:  # one for all of the batch
        return both + tf.matmul(batch_times_matrix(gain, noise, adj_x=True), gain)
    return both + tf.matmul(tf.matmul(gain, noise, adjoint_a=True), gain)
