"""Filtering and predicting with an exported model of time series."""

from __future__ import annotations

from typing import Any

from tf1graph.tf.contrib.timeseries.feature_keys import FilteringFeatures, FilteringResults, SavedModelLabels
from tf1graph.tf.contrib.timeseries.head import state_to_dictionary
from tf1graph.tf.contrib.timeseries.model_utils import canonicalize_times_or_steps_from_output
from tf1graph.tf.contrib.timeseries.readers import _canonicalize_numpy_data
from tf1graph.tf.names import provide

PLACE = "tf.contrib.timeseries.saved_model_utils."
TIMES = FilteringFeatures.TIMES


def _run(
    label: str, signatures: Any, session: Any, features: dict[str, Any], continue_from: dict[str, Any] | None = None
) -> dict[str, Any]:
    """What a signature gives for features and a state, and the times."""
    signature = signatures.signature_def[label]
    state: dict[str, Any] = continue_from or {}
    if FilteringResults.STATE_TUPLE in state:  # of an estimator's evaluation
        state = state_to_dictionary(state[FilteringResults.STATE_TUPLE])
    graph = session.graph
    inputs = {key: graph.as_graph_element(about.name) for key, about in signature.inputs.items()}
    outputs = {key: graph.as_graph_element(about.name) for key, about in signature.outputs.items()}
    fed = {inputs[key]: value for key, value in {**state, **features}.items()}
    found = session.run(outputs, feed_dict=fed)
    found[TIMES] = features[TIMES]
    return found


@provide(PLACE + "predict_continuation", gone="2.0")
def predict_continuation(
    continue_from: dict[str, Any],
    signatures: Any,
    session: Any,
    steps: int | None = None,
    times: Any = None,
    exogenous_features: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """What an exported model predicts to follow an evaluation or a filtering.

    Args:
      continue_from: what `evaluate` or a filtering gave.
      signatures: what `tf.saved_model.loader.load` gave.
      session: with that graph.
      steps: how many times after it; or
      times: these, [batch, window].
      exogenous_features: by their keys, [batch, window, …].

    Raises:
      ValueError: both or none of `steps` and `times`, or times that do not lie after it.
    """
    features = {TIMES: canonicalize_times_or_steps_from_output(times, steps, continue_from)}
    features.update(exogenous_features or {})
    return _run(SavedModelLabels.PREDICT, signatures, session, features, continue_from)


@provide(PLACE + "cold_start_filter", gone="2.0")
def cold_start_filter(signatures: Any, session: Any, features: dict[str, Any]) -> dict[str, Any]:
    """The state of an exported model after values, from its start state, and their times.

    Args:
      signatures: what `tf.saved_model.loader.load` gave.
      session: with that graph.
      features: arrays as of `NumpyReader`, of one series or several.
    """
    given = _canonicalize_numpy_data(features, require_single_batch=False)
    return _run(SavedModelLabels.COLD_START_FILTER, signatures, session, given)


@provide(PLACE + "filter_continuation", gone="2.0")
def filter_continuation(
    continue_from: dict[str, Any], signatures: Any, session: Any, features: dict[str, Any]
) -> dict[str, Any]:
    """Like `cold_start_filter`, from the state of an evaluation or an earlier filtering."""
    given = _canonicalize_numpy_data(features, require_single_batch=False)
    return _run(SavedModelLabels.FILTER, signatures, session, given, continue_from)
