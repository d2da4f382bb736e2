"""Base of linear state space models."""

from __future__ import annotations

import abc
from typing import Any

from tf1graph import tf
from tf1graph.tf.contrib.timeseries.math_utils import (
    InputStatistics,
    clip_covariance,
    log_noninformative_covariance_prior,
    matrix_to_powers,
    power_sums_tensor,
    transform_to_covariance_matrices,
    variable_covariance_matrix,
)
from tf1graph.tf.contrib.timeseries.sequential import SequentialTimeSeriesModel
from tf1graph.tf.contrib.timeseries.state_space_models import drawing
from tf1graph.tf.contrib.timeseries.state_space_models.configuration import StateSpaceModelConfiguration
from tf1graph.tf.contrib.timeseries.state_space_models.kalman_filter import KalmanFilter

ENSEMBLES = ("StateSpaceCorrelatedFeaturesEnsemble", "StateSpaceEnsemble", "StateSpaceIndependentEnsemble")
__all__ = ["StateSpaceModel", "StateSpaceModelConfiguration", "log_noninformative_covariance_prior", *ENSEMBLES]


class StateSpaceModel(SequentialTimeSeriesModel):
    """Base of models with a normal state, which each time a matrix moves on and of which a matrix gives the values.

    A derived class says what the matrices are: `get_state_transition`, `get_noise_transform`, `get_observation_model`.
    Its variables lie in the variable scope that it was made in. After `initialize_graph`, `prior_state_mean` [states]
    and `prior_state_var` [states, states] are the state before a series, and `state_transition_noise_covariance`
    [noises, noises] is what a time adds to it.

    Args:
      configuration: a `StateSpaceModelConfiguration`.
    """

    def __init__(self, configuration: StateSpaceModelConfiguration):
        self._configuration = configuration
        postprocessor = configuration.filtering_postprocessor
        added = [] if postprocessor is None else postprocessor.output_names
        super().__init__(
            train_output_names=["mean", "covariance", "log_likelihood", *added],
            predict_output_names=["mean", "covariance"],
            num_features=configuration.num_features,
            normalize_features=True,
            dtype=configuration.dtype,
            exogenous_feature_columns=configuration.exogenous_feature_columns,
            exogenous_update_condition=configuration.exogenous_update_condition,
            static_unrolling_window_size_threshold=configuration.static_unrolling_window_size_threshold,
        )
        self._kalman_filter: Any = None
        self.prior_state_mean: Any = None
        self.prior_state_var: Any = None
        self.state_transition_noise_covariance: Any = None
        self._observation_noise_covariance: Any = None
        self._observation_transition_tradeoff_log_scale: Any = None
        self._variable_scope = tf.get_variable_scope()

    @abc.abstractmethod
    def get_state_transition(self) -> Any:
        """The matrix [states, states] that moves a state on by one time."""

    @abc.abstractmethod
    def get_noise_transform(self) -> Any:
        """The matrix [states, noises] by which noise comes into a state."""

    @abc.abstractmethod
    def get_observation_model(self, times: Any) -> Any:
        """What gives values of states: [states], [features, states], or at these times [batch, features, states]."""

    # Powers of the transition, once for all gaps of a window.

    def transition_to_powers(self, powers: Any) -> Any:
        """The transition matrix to each of the powers [batch]."""
        return matrix_to_powers(tf.convert_to_tensor(self.get_state_transition(), dtype=self.dtype), powers)

    def _transformed_noise(self, **transposed: bool) -> Any:
        """The noise [states, states] that one time adds to a state."""
        transform = tf.convert_to_tensor(self.get_noise_transform(), self.dtype)
        return tf.matmul(tf.matmul(transform, self.state_transition_noise_covariance), transform, **transposed)

    def transition_power_noise_accumulator(self, num_steps: Any) -> Any:
        """The noise [batch, states, states] that a state has gathered after each number of times [batch]."""
        noise = self._transformed_noise(transpose_b=True)
        most = tf.reduce_max(num_steps) + 1
        sums = power_sums_tensor(most, tf.convert_to_tensor(self.get_state_transition(), dtype=self.dtype), noise)
        return tf.gather(sums, indices=num_steps)

    def _window_initializer(self, times: Any, state: Any) -> None:
        _, _, before = state
        times, before = tf.convert_to_tensor(times), tf.convert_to_tensor(before)
        inside = tf.reshape(times[:, 1:] - times[:, :-1], [-1])
        at_start = tf.maximum(times[:, 0] - before, 0)  # a start time that is not learned yet may lie later
        gaps, _ = tf.unique(tf.concat([inside, at_start], axis=0))
        self._window_power_sums = self.transition_power_noise_accumulator(gaps)
        self._window_transition_powers = self.transition_to_powers(gaps)
        self._window_gap_sizes = gaps

    def _of_window(self, gaps: Any) -> list[Any]:
        """The transitions over gaps [batch] of the window, and the noise that they gather."""
        known = self._window_gap_sizes
        _, places = tf.unique(tf.concat([known, tf.cast(gaps, known.dtype)], axis=0))
        found = []
        for kept in (self._window_transition_powers, self._window_power_sums):
            matrices = tf.gather(kept, places[-tf.shape(gaps)[0] :])
            matrices.set_shape(gaps.get_shape().concatenate(matrices.get_shape()[-2:]))
            found.append(matrices)
        return found

    # The steps of a window.

    def _imputation_step(self, current_times: Any, state: Any) -> Any:
        mean, covariance, before = state
        gaps = tf.maximum(current_times - before, 0)
        transitions, noise = self._of_window(gaps)
        mean = self._kalman_filter.predict_state_mean(mean, transitions)
        covariance = self._kalman_filter.predict_state_var(covariance, transitions, noise)
        return mean, covariance, before + gaps

    def _prediction_step(self, current_times: Any, state: Any) -> Any:
        mean, covariance, before = state
        arrived = tf.reduce_all(tf.less_equal(current_times, before))
        with tf.control_dependencies([tf.Assert(arrived, ["Attempted to predict without imputation"])]):
            values, values_covariance = self._kalman_filter.observed_from_state(
                state_mean=mean,
                state_var=covariance,
                observation_model=self.get_broadcasted_observation_model(current_times),
                observation_noise=self._observation_noise_covariance,
            )
        batch, count = tf.convert_to_tensor(current_times).get_shape(), self.num_features
        values.set_shape(batch.concatenate((count,)))
        values_covariance.set_shape(batch.concatenate((count, count)))
        return (mean, covariance, current_times), {"mean": values, "covariance": values_covariance}

    def _filtering_step(self, current_times: Any, current_values: Any, state: Any, predictions: Any) -> Any:
        mean, covariance, before = state
        about = self._configuration
        model = self.get_broadcasted_observation_model(current_times)
        arrived = tf.reduce_all(tf.equal(current_times, before))
        message = "Attempted to perform filtering without imputation/prediction"
        with tf.control_dependencies([tf.Assert(arrived, [message])]):
            covariance = clip_covariance(
                covariance,
                about.filtering_maximum_posterior_variance_ratio,
                about.filtering_minimum_posterior_variance,
            )
            mean, covariance, log_density = self._kalman_filter.do_filter(
                estimated_state=mean,
                estimated_state_covariance=covariance,
                predicted_observation=predictions["mean"],
                predicted_observation_covariance=predictions["covariance"],
                observation=current_values,
                observation_model=model,
                observation_noise=self._observation_noise_covariance,
            )
        filtered = (mean, covariance, current_times)
        log_density.set_shape(current_times.get_shape())
        predictions["loss"] = -log_density
        predictions["log_likelihood"] = log_density
        if about.filtering_postprocessor is None:
            return filtered, predictions
        return about.filtering_postprocessor.process_filtering_step(
            current_times=current_times,
            current_values=current_values,
            predicted_state=state,
            filtered_state=filtered,
            outputs=predictions,
        )

    def _scale_back_predictions(self, predictions: dict[str, Any]) -> dict[str, Any]:
        predictions["mean"] = self._scale_back_data(predictions["mean"])
        predictions["covariance"] = self._scale_back_variance(predictions["covariance"])
        return predictions

    def _exogenous_input_step(self, current_times: Any, current_exogenous_regressors: Any, state: Any) -> Any:
        if self._configuration.exogenous_noise_decreases:
            state = self._exogenous_noise_decreasing(current_times, current_exogenous_regressors, state)
        if self._configuration.exogenous_noise_increases:
            state = self._exogenous_noise_increasing(current_times, current_exogenous_regressors, state)
        return state

    def _exogenous_noise_decreasing(self, current_times: Any, exogenous_values: Any, state: Any) -> Any:
        """The state after the exogenous values were taken for an observation of it."""
        mean, covariance, before = state
        size = tf.dimension_value(tf.convert_to_tensor(self.get_state_transition(), dtype=self.dtype).shape[0])
        model = tf.eye(size, batch_shape=tf.shape(exogenous_values)[:-1], dtype=self.dtype)
        with tf.variable_scope("exogenous_noise_decreasing_covariance"):
            noise = transform_to_covariance_matrices(exogenous_values, size)
        with tf.variable_scope("exogenous_noise_decreasing_observation"):
            observation = tf.contrib.layers.fully_connected(exogenous_values, size, activation_fn=None)
        mean, covariance = self._kalman_filter.posterior_from_prior_state(
            prior_state=mean,
            prior_state_var=covariance,
            observation=observation,
            observation_model=model,
            predicted_observations=(mean, noise + covariance),
            observation_noise=noise,
        )
        return mean, covariance, before

    def _exogenous_noise_increasing(self, current_times: Any, exogenous_values: Any, state: Any) -> Any:
        """The state with what the exogenous values add to its mean and covariance."""
        mean, covariance, before = state
        with tf.variable_scope("exogenous_noise_increasing_mean"):
            size = tf.dimension_value(mean.shape[1])
            moved = tf.contrib.layers.fully_connected(exogenous_values, size, activation_fn=None)
        with tf.variable_scope("exogenous_noise_increasing_covariance"):
            added = transform_to_covariance_matrices(exogenous_values, tf.dimension_value(covariance.shape[1]))
        return mean + moved, covariance + added, before

    # What is trained.

    def _loss_additions(self, times: Any, values: Any, mode: str) -> Any:
        about, prior = self._configuration, self._configuration.covariance_prior_fn
        if mode != tf.estimator.ModeKeys.TRAIN:
            return tf.zeros([], dtype=self.dtype)
        if self._input_statistics is not None and about.bayesian_prior_weighting:
            share = 1.0 / tf.cast(self._input_statistics.total_observation_count, self.dtype)
        else:
            share = 1.0 / tf.cast(tf.shape(times)[1], self.dtype)
        log_prior = tf.convert_to_tensor(prior(self.state_transition_noise_covariance), dtype=self.dtype)
        if about.use_observation_noise and self._observation_noise_covariance is not None:
            log_prior += tf.convert_to_tensor(prior(self._observation_noise_covariance), dtype=self.dtype)
        return -share * log_prior

    def _variable_observation_transition_tradeoff_log(self) -> Any:
        start = -self._configuration.transition_covariance_initial_log_scale_bias
        return tf.get_variable(
            name="observation_transition_tradeoff_log_scale",
            initializer=tf.constant(start, dtype=self.dtype),
            dtype=self.dtype,
        )

    def _define_parameters(self, observation_transition_tradeoff_log: Any = None) -> None:
        """Make the variables of the noise of states; members of an ensemble get its tradeoff."""
        with tf.variable_scope(self._variable_scope):
            if observation_transition_tradeoff_log is None:
                observation_transition_tradeoff_log = self._variable_observation_transition_tradeoff_log()
            self._observation_transition_tradeoff_log_scale = observation_transition_tradeoff_log
            self.state_transition_noise_covariance = self.get_state_transition_noise_covariance()

    def _set_input_statistics(self, input_statistics: InputStatistics | None = None) -> None:
        super().initialize_graph(input_statistics=input_statistics)

    def initialize_graph(self, input_statistics: InputStatistics | None = None) -> None:
        self._set_input_statistics(input_statistics=input_statistics)
        self._define_parameters()
        with tf.variable_scope(self._variable_scope):
            noise = self.get_observation_noise_covariance()
            self._observation_noise_covariance = tf.convert_to_tensor(noise, dtype=self.dtype)
        self._kalman_filter = KalmanFilter(dtype=self.dtype)
        self.prior_state_mean, self.prior_state_var = self._make_priors()

    def _make_priors(self) -> tuple[Any, Any]:
        covariance = self.get_prior_covariance()
        return self.get_prior_mean(), covariance

    def _start_variance(self) -> Any:
        """The variance of each feature in the first values of the series, None where it is not known."""
        statistics = self._input_statistics
        return None if statistics is None else self._scale_variance(statistics.series_start_moments.variance)

    def get_prior_covariance(self) -> Any:
        """The covariance [states, states] of the state before a series."""
        with tf.variable_scope(self._variable_scope):
            size = tf.dimension_value(tf.convert_to_tensor(self.get_state_transition()).shape[0])
            if not self._configuration.trainable_start_state:
                return tf.eye(size, dtype=self.dtype)
            base = variable_covariance_matrix(size, "prior_state_var", dtype=self.dtype)
            variance = self._start_variance()
            return base if variance is None else base * tf.maximum(tf.reduce_max(variance), 1.0)

    def get_prior_mean(self) -> Any:
        """The mean [states] of the state before a series."""
        with tf.variable_scope(self._variable_scope):
            transition = tf.convert_to_tensor(self.get_state_transition(), dtype=self.dtype)
            return tf.get_variable(
                name="prior_state_mean",
                shape=[tf.dimension_value(transition.shape[0])],
                dtype=self.dtype,
                trainable=self._configuration.trainable_start_state,
            )

    def get_state_transition_noise_covariance(self, minimum_initial_variance: float = 1e-5) -> Any:
        """The covariance [noises, noises] of what a time adds to a state; starts low, as little noise is wanted."""
        transform = tf.convert_to_tensor(self.get_noise_transform(), dtype=self.dtype)
        log_scale: Any = 0.0
        variance = self._start_variance()
        if variance is not None and self._input_statistics is not None:
            count = self._input_statistics.total_observation_count
            mean = tf.reduce_mean(variance) / tf.cast(count, self.dtype)
            log_scale = tf.log(tf.maximum(mean, minimum_initial_variance))
        return variable_covariance_matrix(
            tf.dimension_value(transform.shape[1]),
            "state_transition_noise",
            dtype=self.dtype,
            initial_overall_scale_log=log_scale - self._observation_transition_tradeoff_log_scale,
        )

    def get_observation_noise_covariance(self, minimum_initial_variance: float = 1e-5) -> Any:
        """The covariance [features, features] of values about what their state gives."""
        name = "observation_noise_covariance"
        if not self._configuration.use_observation_noise:
            return tf.zeros(shape=[self.num_features, self.num_features], name=name, dtype=self.dtype)
        variance = self._start_variance()
        return variable_covariance_matrix(
            size=self.num_features,
            dtype=self.dtype,
            name=name,
            initial_diagonal_values=None if variance is None else tf.maximum(variance, minimum_initial_variance),
            initial_overall_scale_log=self._observation_transition_tradeoff_log_scale,
        )

    def get_start_state(self) -> Any:
        statistics = self._input_statistics
        start: Any = tf.zeros([], dtype=tf.int64) if statistics is None else statistics.start_time
        return self.prior_state_mean, self.prior_state_var, start - 1

    def get_features_for_timesteps(self, timesteps: Any) -> Any:
        """What is known of times: nothing, [times, 0]."""
        return tf.zeros([tf.shape(timesteps)[0], 0], dtype=self.dtype)

    def get_broadcasted_observation_model(self, times: Any) -> Any:
        """The observation model [batch, features, states] at times [batch]."""
        model = tf.convert_to_tensor(self.get_observation_model(times), dtype=self.dtype)
        rank = model.get_shape().with_rank_at_least(1).with_rank_at_most(3).ndims
        if rank is None:
            of_rank_3 = tf.equal(tf.rank(model), 3)
            with tf.control_dependencies([tf.Assert(of_rank_3, [tf.shape(model)])]):
                return tf.identity(model)
        if rank == 1:
            model = tf.reshape(model, shape=[1, 1, -1])
            return tf.tile(model, [tf.shape(times)[0], self.num_features, 1])
        return tf.tile(tf.expand_dims(model, axis=0), [tf.shape(times)[0], 1, 1]) if rank == 2 else model

    # Series that are drawn from the model.

    def random_model_parameters(self, seed: int | None = None) -> dict[Any, Any]:
        """Random values of what `generate` draws from: a start and variances of the noise, by the tensor of each.

        Raises:
          NotImplementedError: the model has several features.
        """
        return drawing.draw_parameters(self, seed)

    def generate(
        self,
        number_of_series: int,
        series_length: int,
        model_parameters: dict[Any, Any] | None = None,
        seed: int | None = None,
        add_observation_noise: bool | None = None,
    ) -> dict[str, Any]:
        """`times` [series, length] and `values` [series, length, 1] drawn from the model in the default session.

        Args:
          number_of_series, series_length: how many, and how long.
          model_parameters: values that stand in place of tensors.
          seed: of NumPy's generator; without one it goes on.
          add_observation_noise: None is what the configuration says.

        Raises:
          NotImplementedError: the model has several features.
        """
        return drawing.draw_series(
            self, number_of_series, series_length, model_parameters or {}, seed, add_observation_noise
        )


def __getattr__(name: str) -> Any:
    if name in ENSEMBLES:
        from tf1graph.tf.contrib.timeseries.state_space_models import ensembles

        return getattr(ensembles, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
