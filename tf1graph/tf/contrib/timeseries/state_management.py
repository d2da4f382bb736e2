"""Where the state comes from that a window begins in."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import math_ops, nest
from tf1graph.tf.contrib.timeseries.feature_keys import State, TrainEvalFeatures
from tf1graph.tf.contrib.timeseries.math_utils import InputStatistics, TupleOfTensorsLookup, replicate_state
from tf1graph.tf.contrib.timeseries.model import ModelOutputs


class PassthroughStateManager:
    """Each window begins in the model's start state."""

    def __init__(self) -> None:
        self._input_statistics: InputStatistics | None = None
        self._graph_initialized = False

    def initialize_graph(self, model: Any, input_statistics: InputStatistics | None = None) -> None:
        """Take the statistics of the series; comes before `define_loss`."""
        self._graph_initialized, self._input_statistics = True, input_statistics

    def define_loss(self, model: Any, features: dict[str, Any], mode: str) -> ModelOutputs:
        """The loss of windows.

        Raises:
          ValueError: the features name a state to begin in.
        """
        if State.STATE_TUPLE in features:
            raise ValueError("Overriding start state is not supported for this model.")
        return model.define_loss(features, mode)


class FilteringOnlyStateManager(PassthroughStateManager):
    """A window begins in the state that the features name, outside training, else in the model's start state."""

    def define_loss(self, model: Any, features: dict[str, Any], mode: str) -> ModelOutputs:
        """The loss of windows; takes the state out of the features.

        Raises:
          ValueError: the features name a state to train from.
        """
        if State.STATE_TUPLE not in features:
            return self._define_loss_with_saved_state(model, features, mode)
        if mode == tf.estimator.ModeKeys.TRAIN:
            raise ValueError(
                "Overriding saved state for training is not supported (but a value for feature "
                f"{State.STATE_TUPLE} was specified)."
            )
        return model.get_batch_loss(features=features, mode=mode, state=features.pop(State.STATE_TUPLE))

    def _define_loss_with_saved_state(self, model: Any, features: dict[str, Any], mode: str) -> ModelOutputs:
        return model.define_loss(features, mode)


class ChainingStateManager(FilteringOnlyStateManager):
    """A window begins in the state that the one before it has last ended in: for sequential models.

    Args:
      state_saving_interval: a state is kept for each so many times.
      checkpoint_state: whether the states are saved in checkpoints.
    """

    def __init__(self, state_saving_interval: int = 20, checkpoint_state: bool = False):
        super().__init__()
        self._checkpoint_state, self._state_saving_interval = checkpoint_state, state_saving_interval
        self._start_state: Any = None
        self._cached_states: Any = None

    def initialize_graph(self, model: Any, input_statistics: InputStatistics | None = None) -> None:
        """Make the tables of states."""
        super().initialize_graph(model, input_statistics)
        self._start_state = model.get_start_state()
        self._cached_states = TupleOfTensorsLookup(
            key_dtype=tf.int64,
            default_values=self._start_state,
            empty_key=-1,
            deleted_key=-2,
            name="cached_states",
            checkpoint=self._checkpoint_state,
        )

    def _define_loss_with_saved_state(self, model: Any, features: dict[str, Any], mode: str) -> ModelOutputs:
        if not self._graph_initialized:
            raise ValueError("ChainingStateManager requires initialize_graph() to be called before use.")
        times = features[TrainEvalFeatures.TIMES]
        state = self._states_before(times[:, 0])
        loss, states, predictions = model.per_step_batch_loss(features=features, mode=mode, state=state)
        saved = self._save(times, states)
        end = [part[:, -1] for part in nest.flatten(states)]
        with tf.control_dependencies([saved]):
            loss = tf.identity(loss)
        predictions["observed"] = features[TrainEvalFeatures.VALUES]
        last = nest.pack_sequence_as(states, [part[-1][None] for part in end])
        return ModelOutputs(loss, last, predictions, times)

    def _chunk(self, time: Any) -> Any:
        return time // self._state_saving_interval

    def _states_before(self, times: Any) -> Any:
        """The states kept for times [batch]; the model's own at the start of the series, which is trained so."""
        chunks = self._chunk(times)
        kept = tuple(self._cached_states.lookup(tf.cast(chunks, tf.int64)))
        start_time: Any = 0 if self._input_statistics is None else self._input_statistics.start_time
        at_start = math_ops.equal(chunks, self._chunk(start_time))
        starts = nest.flatten(replicate_state(self._start_state, tf.shape(times)[0]))
        chosen = [tf.where(at_start, start, found) for start, found in zip(starts, nest.flatten(kept), strict=True)]
        return nest.pack_sequence_as(kept, chosen)

    def _save(self, times: Any, states: Any) -> Any:
        """The op that keeps each state for the window that would begin after it."""
        at_least = self._chunk(times) + 1
        following = tf.concat([times[:, 1:], times[:, -1:] + 1], axis=1)
        chunks = tf.maximum(self._chunk(following), at_least)
        return self._cached_states.insert(keys=chunks, values=states)
