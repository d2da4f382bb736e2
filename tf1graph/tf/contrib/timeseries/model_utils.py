"""Layers, parameters and times that models of time series share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from tf1graph import tf
from tf1graph.tf.contrib.timeseries.feature_keys import FilteringResults


def fully_connected(
    inp: Any, inp_size: int, layer_size: int, name: str, activation: Any = tf.nn.relu, dtype: Any = tf.float32
) -> Any:
    """A dense layer of rows [batch, inp_size], with variables `NAME_weight` and `NAME_bias`."""
    weight = tf.get_variable(name=f"{name}_weight", shape=[inp_size, layer_size], dtype=dtype)
    bias = tf.get_variable(name=f"{name}_bias", shape=[layer_size], initializer=tf.zeros_initializer())
    output = tf.nn.xw_plus_b(inp, weight, bias)
    return output if activation is None else activation(output)


def parameter_switch(parameter_overrides: dict[Any, Any]) -> Callable[[Any], Any]:
    """A function that gives what stands in place of a parameter, or its value in the default session."""

    def value_of(parameter: Any) -> Any:
        return tf.convert_to_tensor(parameter_overrides.get(parameter, parameter)).eval()

    return value_of


def canonicalize_times_or_steps_from_output(times: Any, steps: int | None, previous_model_output: Any) -> Any:
    """The times [batch, window] of a prediction, as they are given or as many as `steps`.

    Raises:
      ValueError: both or none are given, or times that do not lie after the output.
    """
    if steps is not None and times is not None:
        raise ValueError("Only one of `steps` and `times` may be specified.")
    if steps is None and times is None:
        raise ValueError("One of `steps` and `times` must be specified.")
    before = previous_model_output[FilteringResults.TIMES]
    if steps is not None:
        return before[:, -1:] + 1 + np.arange(steps)[None, ...]
    times = np.array(times)
    if times.ndim != 2:
        times = times[None, ...]
    if before.shape[0] != times.shape[0]:
        raise ValueError(
            "`times` must have a batch dimension matching the previous model output (got a batch dimension of "
            f"{times.shape[0]} for `times` and {before.shape[0]} for the previous model output)."
        )
    if not (before[:, -1] < times[:, 0]).all():
        raise ValueError("Prediction times must be after the corresponding previous model output.")
    return times
