"""State space models made of several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf.contrib.timeseries.math_utils import block_diagonal
from tf1graph.tf.contrib.timeseries.state_space_models.configuration import StateSpaceModelConfiguration
from tf1graph.tf.contrib.timeseries.state_space_models.state_space_model import StateSpaceModel


class StateSpaceEnsemble(StateSpaceModel):
    """Base of models whose state is the states of their members one after the other.

    Args:
      ensemble_members: `StateSpaceModel`s.
      configuration: of the whole.
    """

    def __init__(self, ensemble_members: Sequence[StateSpaceModel], configuration: StateSpaceModelConfiguration):
        self._ensemble_members = ensemble_members
        super().__init__(configuration=configuration)

    def _set_input_statistics(self, input_statistics: Any = None) -> None:
        super()._set_input_statistics(input_statistics)
        for member in self._ensemble_members:
            member._set_input_statistics(input_statistics)

    def _loss_additions(self, times: Any, values: Any, mode: str) -> Any:
        own = super()._loss_additions(times, values, mode)
        return own + tf.add_n([member._loss_additions(times, values, mode) for member in self._ensemble_members])

    def _blocks(self, of_member: Callable[[Any], Any], name: str) -> Any:
        """What each member gives, along the diagonal of one matrix."""
        with tf.variable_scope(self._variable_scope):
            return block_diagonal([of_member(member) for member in self._ensemble_members], self.dtype, name)

    def transition_to_powers(self, powers: Any) -> Any:
        return self._blocks(lambda member: member.transition_to_powers(powers), "ensemble_transition_to_powers")

    def _define_parameters(self, observation_transition_tradeoff_log: Any = None) -> None:
        with tf.variable_scope(self._variable_scope):
            if observation_transition_tradeoff_log is None:
                observation_transition_tradeoff_log = self._variable_observation_transition_tradeoff_log()
            for member in self._ensemble_members:
                member._define_parameters(observation_transition_tradeoff_log=observation_transition_tradeoff_log)
            super()._define_parameters(observation_transition_tradeoff_log=observation_transition_tradeoff_log)

    def random_model_parameters(self, seed: int | None = None) -> dict[Any, Any]:
        found = {}
        for number, member in enumerate(self._ensemble_members):
            found.update(member.random_model_parameters(seed=seed + number if seed else None))
        found.update(super().random_model_parameters(seed=seed))
        return found

    def get_prior_mean(self) -> Any:
        means = [member.get_prior_mean() for member in self._ensemble_members]
        return tf.concat(values=means, axis=0, name="ensemble_prior_state_mean")

    def get_state_transition(self) -> Any:
        return self._blocks(lambda member: member.get_state_transition(), "ensemble_state_transition")

    def get_noise_transform(self) -> Any:
        return self._blocks(lambda member: member.get_noise_transform(), "ensemble_noise_transform")

    def get_observation_model(self, times: Any) -> Any:
        raise NotImplementedError("No un-broadcasted observation model defined for ensembles.")

    def _observation_model_of(self, member: StateSpaceModel, times: Any) -> Any:
        return tf.convert_to_tensor(member.get_broadcasted_observation_model(times), dtype=self.dtype)

    def get_broadcasted_observation_model(self, times: Any) -> Any:
        models = [self._observation_model_of(member, times) for member in self._ensemble_members]
        return tf.concat(values=models, axis=2)


class StateSpaceIndependentEnsemble(StateSpaceEnsemble):
    """A model whose values are the sum of what its members give; their noises have nothing to do with one another.

    Args:
      ensemble_members, configuration: as of `StateSpaceEnsemble`.
    """

    def transition_power_noise_accumulator(self, num_steps: Any) -> Any:
        return self._blocks(
            lambda member: member.transition_power_noise_accumulator(num_steps), "ensemble_power_noise_accumulator"
        )

    def get_prior_covariance(self) -> Any:
        return self._blocks(lambda member: member.get_prior_covariance(), "ensemble_prior_state_covariance")

    def get_state_transition_noise_covariance(self, minimum_initial_variance: float = 1e-5) -> Any:
        return self._blocks(lambda member: member.state_transition_noise_covariance, "ensemble_state_transition_noise")


class StateSpaceCorrelatedFeaturesEnsemble(StateSpaceEnsemble):
    """A model each of whose members gives one feature; their noises have a covariance that is learned.

    Args:
      ensemble_members: models of one feature, as many as the configuration has features.
      configuration: of the whole.

    Raises:
      ValueError: another number of members, or a member has several features.
    """

    def __init__(self, ensemble_members: Sequence[StateSpaceModel], configuration: StateSpaceModelConfiguration):
        if len(ensemble_members) != configuration.num_features:
            raise ValueError(
                "The number of members in a StateSpaceCorrelatedFeaturesEnsemble must equal the number of features in "
                "the time series."
            )
        if any(member.num_features != 1 for member in ensemble_members):
            raise ValueError("StateSpaceCorrelatedFeaturesEnsemble components must be univariate.")
        super().__init__(ensemble_members=ensemble_members, configuration=configuration)

    def transition_power_noise_accumulator(self, num_steps: Any) -> Any:
        if len(self._ensemble_members) == 1:  # nothing to be correlated with: the member's own, quicker way
            return self._ensemble_members[0].transition_power_noise_accumulator(num_steps=num_steps)
        return super().transition_power_noise_accumulator(num_steps=num_steps)

    def get_broadcasted_observation_model(self, times: Any) -> Any:
        return self._blocks(
            lambda member: self._observation_model_of(member, times), "feature_ensemble_observation_model"
        )
