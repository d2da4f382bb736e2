"""Series drawn from a state space model, by NumPy's generator."""

from __future__ import annotations

from typing import Any

import numpy as np

from tf1graph import tf
from tf1graph.tf.contrib.timeseries.feature_keys import TrainEvalFeatures
from tf1graph.tf.contrib.timeseries.model_utils import parameter_switch


def _need_one_feature(model: Any) -> None:
    if model.num_features != 1:
        raise NotImplementedError("Generation for multivariate state space models is not currently implemented.")


def draw_parameters(model: Any, seed: int | None) -> dict[Any, Any]:
    """What `StateSpaceModel.random_model_parameters` gives."""
    _need_one_feature(model)
    if seed:
        np.random.seed(seed)
    states, noises = tf.convert_to_tensor(model.get_noise_transform()).get_shape().as_list()
    variances = 1.0 / np.random.gamma(shape=10.0, scale=10.0, size=[noises])
    start = np.random.normal(size=[states])
    drawn: list[tuple[Any, Any]] = [
        (model.prior_state_mean, start),
        (model.state_transition_noise_covariance, np.diag(variances)),
        (model.prior_state_var, np.zeros([states, states])),
    ]
    found: dict[Any, Any] = {tensor: value for tensor, value in drawn if tensor is not None}
    if model._configuration.use_observation_noise:
        found[model._observation_noise_covariance] = [[1.0 / np.random.gamma(shape=4, scale=4)]]
    return found


def draw_series(
    model: Any, count: int, length: int, parameters: dict[Any, Any], seed: int | None, noisy: bool | None
) -> dict[str, Any]:
    """What `StateSpaceModel.generate` gives."""
    if seed is not None:
        np.random.seed(seed)
    _need_one_feature(model)
    if noisy is None:
        noisy = model._configuration.use_observation_noise
    value_of = parameter_switch(parameters)
    transition = tf.convert_to_tensor(model.get_state_transition(), dtype=model.dtype).eval(feed_dict=parameters)
    transform = tf.convert_to_tensor(model.get_noise_transform()).eval(feed_dict=parameters)
    deviations = np.sqrt(np.diag(value_of(model.state_transition_noise_covariance)))
    of_values: Any = np.sqrt(value_of(model._observation_noise_covariance)[0][0]) if noisy else None
    state = np.tile(value_of(model.prior_state_mean)[None], [count, 1])
    models = model.get_broadcasted_observation_model(times=tf.range(length)).eval(feed_dict=parameters)
    values = np.zeros([count, length])
    for step, observed in enumerate(models):
        noise = np.random.normal(np.zeros([count, transform.shape[1]]), np.tile(deviations[None], [count, 1]))
        state = np.dot(state, transition.T)
        state += np.dot(noise, transform.T)  # in place: the state keeps the model's type
        mean = np.dot(state, observed[0].T)
        values[:, step] = np.random.normal(loc=mean, scale=of_values) if noisy else mean
    times = np.tile(np.arange(length)[None], [count, 1])
    return {TrainEvalFeatures.TIMES: times, TrainEvalFeatures.VALUES: values[..., None]}
