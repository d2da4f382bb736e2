"""Ensembles of a level with a slope, a moving average, and periods."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import nest
from tf1graph.tf.contrib.timeseries.state_space_models.configuration import StateSpaceModelConfiguration
from tf1graph.tf.contrib.timeseries.state_space_models.ensembles import (
    StateSpaceCorrelatedFeaturesEnsemble,
    StateSpaceIndependentEnsemble,
)
from tf1graph.tf.contrib.timeseries.state_space_models.level_trend import AdderStateSpaceModel
from tf1graph.tf.contrib.timeseries.state_space_models.periodic import CycleStateSpaceModel, ResolutionCycleModel
from tf1graph.tf.contrib.timeseries.state_space_models.state_space_model import StateSpaceModel
from tf1graph.tf.contrib.timeseries.state_space_models.varma import VARMA


def _for_each_feature(
    scope: str, make: Callable[[StateSpaceModelConfiguration], StateSpaceModel], about: StateSpaceModelConfiguration
) -> StateSpaceModel:
    """A model of each feature alone, their noises correlated."""
    with tf.variable_scope(scope):
        of_features = []
        for feature in range(about.num_features):
            with tf.variable_scope(f"feature{feature}"):
                of_features.append(make(about._replace(num_features=1)))
        return StateSpaceCorrelatedFeaturesEnsemble(ensemble_members=of_features, configuration=about)


def _parts(
    moving_average_order: int,
    autoregressive_order: int,
    cycles: Sequence[Callable[[StateSpaceModelConfiguration], StateSpaceModel]],
    configuration: StateSpaceModelConfiguration,
) -> list[StateSpaceModel]:
    """The members of an ensemble, which leave the noise of the values to it."""
    about = configuration._replace(use_observation_noise=False)
    trend = _for_each_feature("adder", lambda of_one: AdderStateSpaceModel(configuration=of_one), about)
    with tf.variable_scope("varma"):
        varma = VARMA(autoregressive_order, moving_average_order, configuration=about)
    return [trend, varma, *(_for_each_feature(f"cycle{number}", make, about) for number, make in enumerate(cycles))]


class StructuralEnsemble(StateSpaceIndependentEnsemble):
    """The sum of a level with a slope, a vector autoregression with a moving average, and periods of as many values.

    Args:
      periodicities: times in a period, one or several.
      moving_average_order, autoregressive_order: as of `VARMA`.
      use_level_noise: TensorFlow 1 did nothing with it.
      configuration: a `StateSpaceModelConfiguration`.
    """

    def __init__(
        self,
        periodicities: Any,
        moving_average_order: int,
        autoregressive_order: int,
        use_level_noise: bool = True,
        configuration: StateSpaceModelConfiguration = StateSpaceModelConfiguration(),  # noqa: B008
    ):
        def cycle(periodicity: int) -> Callable[[StateSpaceModelConfiguration], StateSpaceModel]:
            return lambda about: CycleStateSpaceModel(periodicity=periodicity, configuration=about)

        cycles = [cycle(periodicity) for periodicity in nest.flatten(periodicities)]
        parts = _parts(moving_average_order, autoregressive_order, cycles, configuration)
        super().__init__(ensemble_members=parts, configuration=configuration)


class MultiResolutionStructuralEnsemble(StateSpaceIndependentEnsemble):
    """Like `StructuralEnsemble`, with periods of fewer values than times.

    Args:
      cycle_num_latent_values: values in a period, an odd number: one for all periods, or one for each.
      moving_average_order, autoregressive_order: as of `VARMA`.
      periodicities: times in a period, one or several; None is no period.
      use_level_noise: TensorFlow 1 did nothing with it.
      configuration: a `StateSpaceModelConfiguration`.

    Raises:
      ValueError: neither one number of values nor one for each period.
    """

    def __init__(
        self,
        cycle_num_latent_values: Any,
        moving_average_order: int,
        autoregressive_order: int,
        periodicities: Any,
        use_level_noise: bool = True,
        configuration: StateSpaceModelConfiguration = StateSpaceModelConfiguration(),  # noqa: B008
    ):
        def cycle(periodicity: Any, values: int) -> Callable[[StateSpaceModelConfiguration], StateSpaceModel]:
            return lambda about: ResolutionCycleModel(values, periodicity, configuration=about)

        periods = [] if periodicities is None else nest.flatten(periodicities)
        values = nest.flatten(cycle_num_latent_values)
        if len(values) == 1:
            values *= len(periods)
        if len(values) != len(periods):
            raise ValueError(
                "`cycle_num_latent_values` must either be a list with the same size as `periodicity` or a scalar. "
                f"Received length {len(values)} `cycle_num_latent_values`, while `periodicities` has length "
                f"{len(periods)}."
            )
        cycles = [cycle(period, number) for period, number in zip(periods, values, strict=True)]
        parts = _parts(moving_average_order, autoregressive_order, cycles, configuration)
        super().__init__(ensemble_members=parts, configuration=configuration)
