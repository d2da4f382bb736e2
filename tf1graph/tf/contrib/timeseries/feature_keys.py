"""The names by which time series models take and give features."""

from __future__ import annotations

from tf1graph import tf
from tf1graph.tf.names import provide

PLACE = "tf.contrib.timeseries."


class State:
    """Keys of a model's state: as one tuple, and the prefix of its numbered parts in a SavedModel."""

    STATE_TUPLE = "start_tuple"
    STATE_PREFIX = "model_state"


class Times:
    """Key of the times, integers that grow, [batch, window]."""

    TIMES = "times"


class Values:
    """Key of the values, [batch, window, features]."""

    VALUES = "values"


@provide(PLACE + "TrainEvalFeatures", gone="2.0")
class TrainEvalFeatures(Times, Values):
    """Keys of what a model is trained and evaluated on: `TIMES` and `VALUES`."""


class PredictionFeatures(Times, State):
    """Keys of what a prediction starts from: `TIMES` and `STATE_TUPLE`."""


class FilteringFeatures(Times, Values, State):
    """Keys of what a state is moved on by."""


class PredictionResults(Times):
    """Key of the times in what a prediction gives."""


@provide(PLACE + "FilteringResults", gone="2.0")
class FilteringResults(Times, State):
    """Keys of what an evaluation gives: `TIMES` and `STATE_TUPLE`."""


class SavedModelLabels:
    """Names of the signatures of an exported model."""

    PREDICT = tf.saved_model.signature_constants.DEFAULT_SERVING_SIGNATURE_DEF_KEY
    FILTER = "filter"
    COLD_START_FILTER = "cold_start_filter"


SERIES = (TrainEvalFeatures.TIMES, TrainEvalFeatures.VALUES)
NOT_EXOGENOUS = (*SERIES, State.STATE_TUPLE)
