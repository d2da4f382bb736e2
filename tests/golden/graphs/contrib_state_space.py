"""State space models by themselves: a level with a slope, a moving average, an autoregression."""

import importlib


def _inside(tf, name):
    return importlib.import_module(tf.contrib.timeseries.__name__ + ".python.timeseries." + name)


def _of(tf, name):
    return _inside(tf, "state_space_models." + name)


def _settings(tf, **about):
    return _of(tf, "state_space_model").StateSpaceModelConfiguration(**dict({"dtype": tf.float64}, **about))


def _matrices(tf, model):
    """What a model does to a state in some times."""
    with tf.variable_scope("begun"):
        model.initialize_graph()
    steps = tf.constant([1, 3, 0, 14, 7], tf.int64)
    found = [model.transition_to_powers(steps), model.transition_power_noise_accumulator(steps)]
    return found + list(model.get_start_state()) + [model.get_broadcasted_observation_model(steps)]


def a_level_with_a_slope(tf):
    return _matrices(tf, _of(tf, "level_trend").AdderStateSpaceModel(configuration=_settings(tf)))


def a_slope_alone_has_noise(tf):
    return _matrices(tf, _of(tf, "level_trend").AdderStateSpaceModel(use_level_noise=False))


def an_average_that_moves(tf):
    about = _settings(tf, trainable_start_state=True)
    return _matrices(tf, _of(tf, "varma").VARMA(0, 2, configuration=about))


def an_autoregression_of_two_features(tf):
    about = _settings(tf, num_features=2, dtype=tf.float32)
    return _matrices(tf, _of(tf, "varma").VARMA(2, 1, configuration=about))
