"""State space models of periods by themselves."""

from .contrib_state_space import _matrices, _of, _settings


def a_period(tf):
    return _matrices(tf, _of(tf, "periodic").CycleStateSpaceModel(5, configuration=_settings(tf)))


def a_period_of_fewer_values(tf):
    return _matrices(tf, _of(tf, "periodic").ResolutionCycleModel(3, 6, configuration=_settings(tf)))


def a_period_that_is_not_whole(tf):
    model = _of(tf, "periodic").ResolutionCycleModel(5, 7.25, configuration=_settings(tf))
    return model.transition_to_powers(tf.constant([1, 3, 0, 14, 29], tf.int64))
