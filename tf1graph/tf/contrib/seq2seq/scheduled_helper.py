"""Helpers that now and then feed what was said in place of what should have been (helper.py of 1.15.5)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, gen_array_ops, math_ops, ops, rnn
from tf1graph.tf.contrib.seq2seq.helper import TrainingHelper
from tf1graph.tf.contrib.seq2seq.sampling import bernoulli_sample, categorical_sample, embedding_fn, unstacked
from tf1graph.tf.names import provide


@provide("tf.contrib.seq2seq.ScheduledEmbeddingTrainingHelper", today="tfa.seq2seq sampler", gone="2.0")
class ScheduledEmbeddingTrainingHelper(TrainingHelper):
    """The inputs are those of a list, or with some probability the vector of a word drawn by its likeness.

    The samples are -1 where none was drawn.

    Args:
      inputs, sequence_length, time_major: as of `TrainingHelper`.
      embedding: a table [words, size], or a function from numbers of words [N] to vectors.
      sampling_probability: a scalar or [N].
      seed: of the words.
      scheduling_seed: of whether one is drawn.
      name: of the scope.

    Raises:
      ValueError: `sampling_probability` has another rank.
    """

    def __init__(
        self,
        inputs: Any,
        sequence_length: Any,
        embedding: Any,
        sampling_probability: Any,
        time_major: bool = False,
        seed: int | None = None,
        scheduling_seed: int | None = None,
        name: str | None = None,
    ):
        with compat_v1.name_scope(name, "ScheduledEmbeddingSamplingWrapper", [embedding, sampling_probability]):
            self._embedding_fn = embedding_fn(embedding)
            self._sampling_probability = _probability(sampling_probability)
            self._seed = seed
            self._scheduling_seed = scheduling_seed
            super().__init__(inputs=inputs, sequence_length=sequence_length, time_major=time_major, name=name)

    def sample(self, time: Any, outputs: Any, state: Any = None, name: str | None = None) -> Any:
        with compat_v1.name_scope(name, "ScheduledEmbeddingTrainingHelperSample", [time, outputs, state]):
            chosen = bernoulli_sample(
                probs=self._sampling_probability,
                dtype=compat_v1.bool,
                sample_shape=self.batch_size,
                seed=self._scheduling_seed,
            )
            words = categorical_sample(logits=outputs, seed=self._seed)
            return compat_v1.where(chosen, words, gen_array_ops.fill([self.batch_size], -1))

    def next_inputs(self, time: Any, outputs: Any, state: Any, sample_ids: Any = None, name: str | None = None) -> Any:
        scope = "ScheduledEmbeddingTrainingHelperNextInputs"
        with compat_v1.name_scope(name, scope, [time, outputs, state, sample_ids]):
            finished, given, state = super().next_inputs(
                time=time, outputs=outputs, state=state, sample_ids=sample_ids, name=name
            )

            def choose() -> Any:
                said = _places(sample_ids > -1)
                unsaid = _places(sample_ids <= -1)
                words = array_ops.gather_nd(sample_ids, said)
                kept = array_ops.gather_nd(given, unsaid)
                return _scattered(said, self._embedding_fn(words), unsaid, kept, given)

            return finished, compat_v1.cond(math_ops.reduce_all(finished), lambda: given, choose), state


@provide("tf.contrib.seq2seq.ScheduledOutputTrainingHelper", today="tfa.seq2seq sampler", gone="2.0")
class ScheduledOutputTrainingHelper(TrainingHelper):
    """The inputs are those of a list, or with some probability the outputs themselves; the samples say which.

    Args:
      inputs, sequence_length, time_major: as of `TrainingHelper`.
      sampling_probability: a scalar or [N].
      seed: of whether the outputs are taken.
      next_inputs_fn: makes inputs of the outputs; they are the inputs where it is None.
      auxiliary_inputs: joined to inputs and outputs alike, of their shape but for the last axis.
      name: of the scope.

    Raises:
      ValueError: `sampling_probability` has another rank.
    """

    def __init__(
        self,
        inputs: Any,
        sequence_length: Any,
        sampling_probability: Any,
        time_major: bool = False,
        seed: int | None = None,
        next_inputs_fn: Callable[[Any], Any] | None = None,
        auxiliary_inputs: Any = None,
        name: str | None = None,
    ):
        nested = compat_v1.nest
        with compat_v1.name_scope(
            name, "ScheduledOutputTrainingHelper", [inputs, auxiliary_inputs, sampling_probability]
        ):
            self._sampling_probability = _probability(sampling_probability)
            self._auxiliary_input_tas = None
            if auxiliary_inputs is not None:
                inputs = ops.convert_to_tensor(inputs, name="inputs")
                auxiliary_inputs = ops.convert_to_tensor(auxiliary_inputs, name="auxiliary_inputs")
                inputs = nested.map_structure(_joined, inputs, auxiliary_inputs)
                if not time_major:
                    auxiliary_inputs = nested.map_structure(rnn._transpose_batch_time, auxiliary_inputs)
                self._auxiliary_input_tas = nested.map_structure(unstacked, auxiliary_inputs)
            self._seed = seed
            self._next_inputs_fn = next_inputs_fn
            super().__init__(inputs=inputs, sequence_length=sequence_length, time_major=time_major, name=name)

    def sample(self, time: Any, outputs: Any, state: Any = None, name: str | None = None) -> Any:
        with compat_v1.name_scope(name, "ScheduledOutputTrainingHelperSample", [time, outputs, state]):
            return bernoulli_sample(probs=self._sampling_probability, sample_shape=self.batch_size, seed=self._seed)

    def next_inputs(self, time: Any, outputs: Any, state: Any, sample_ids: Any = None, name: str | None = None) -> Any:
        scope = "ScheduledOutputTrainingHelperNextInputs"
        with compat_v1.name_scope(name, scope, [time, outputs, state, sample_ids]):
            finished, given, state = super().next_inputs(
                time=time, outputs=outputs, state=state, sample_ids=sample_ids, name=name
            )
            chosen = math_ops.cast(sample_ids, compat_v1.bool)

            def choose() -> Any:
                if self._next_inputs_fn is None:
                    return compat_v1.where(chosen, self._with_auxiliary(outputs, time), given)
                said, unsaid = _places(chosen), _places(math_ops.logical_not(chosen))
                taken = array_ops.gather_nd(outputs, said)
                kept = array_ops.gather_nd(given, unsaid)
                made = self._with_auxiliary(self._next_inputs_fn(taken), time, said)
                return _scattered(said, made, unsaid, kept, given)

            all_finished = math_ops.reduce_all(finished)
            none_chosen = math_ops.logical_not(math_ops.reduce_any(chosen))
            inputs = compat_v1.cond(math_ops.logical_or(all_finished, none_chosen), lambda: given, choose)
            return finished, inputs, state

    def _with_auxiliary(self, outputs: Any, time: Any, places: Any = None) -> Any:
        if self._auxiliary_input_tas is None:
            return outputs
        after = time + 1
        auxiliary = compat_v1.nest.map_structure(lambda array: array.read(after), self._auxiliary_input_tas)
        if places is not None:
            auxiliary = array_ops.gather_nd(auxiliary, places)
        return compat_v1.nest.map_structure(_joined, outputs, auxiliary)


def _probability(given: Any) -> Any:
    probability = ops.convert_to_tensor(given, name="sampling_probability")
    if probability.shape.ndims not in (0, 1):
        raise ValueError(f"sampling_probability must be either a scalar or a vector. saw shape: {probability.shape}")
    return probability


def _joined(one: Any, other: Any) -> Any:
    return array_ops.concat((one, other), -1)


def _places(chosen: Any) -> Any:
    return math_ops.cast(compat_v1.where(chosen), compat_v1.int32)


def _scattered(said: Any, made: Any, unsaid: Any, kept: Any, like: Any) -> Any:
    shape = array_ops.shape(like)
    return compat_v1.scatter_nd(said, made, shape) + compat_v1.scatter_nd(unsaid, kept, shape)
