"""Helpers: what a `BasicDecoder`'s next inputs are, and what is sampled of its outputs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, math_ops, ops, rnn, tensor_shape
from tf1graph.tf.contrib.seq2seq.sampling import categorical_sample, embedding_fn, unstacked
from tf1graph.tf.names import provide


@provide("tf.contrib.seq2seq.Helper", gone="2.0")
class Helper:
    """Base of the helpers: they give `batch_size`, `sample_ids_shape` and `sample_ids_dtype`, and write the rest."""

    @property
    def batch_size(self) -> Any:
        raise NotImplementedError("batch_size has not been implemented")

    @property
    def sample_ids_shape(self) -> Any:
        """The shape of a sample without the batch."""
        return tensor_shape.TensorShape([])

    @property
    def sample_ids_dtype(self) -> Any:
        return compat_v1.int32

    def initialize(self, name: str | None = None) -> Any:
        """(finished [N], first inputs)."""
        raise NotImplementedError

    def sample(self, time: Any, outputs: Any, state: Any, name: str | None = None) -> Any:
        """What is sampled of the outputs, [N]."""
        raise NotImplementedError

    def next_inputs(self, time: Any, outputs: Any, state: Any, sample_ids: Any, name: str | None = None) -> Any:
        """(finished [N], next inputs, state)."""
        raise NotImplementedError


@provide("tf.contrib.seq2seq.CustomHelper", today="tfa.seq2seq.CustomSampler", gone="2.0")
class CustomHelper(Helper):
    """A helper of three functions, which take what the three methods of `Helper` take, by name.

    Args:
      initialize_fn: gives (finished [N], first inputs).
      sample_fn: of `time`, `outputs` and `state`.
      next_inputs_fn: of these and `sample_ids`.
      sample_ids_shape: a sample's, without the batch; scalar where it is None.
      sample_ids_dtype: int32 where it is None.
    """

    def __init__(
        self,
        initialize_fn: Callable[[], Any],
        sample_fn: Callable[..., Any],
        next_inputs_fn: Callable[..., Any],
        sample_ids_shape: Any = None,
        sample_ids_dtype: Any = None,
    ):
        self._initialize_fn = initialize_fn
        self._sample_fn = sample_fn
        self._next_inputs_fn = next_inputs_fn
        self._batch_size: Any = None
        self._sample_ids_shape = tensor_shape.TensorShape(sample_ids_shape or [])
        self._sample_ids_dtype = sample_ids_dtype or compat_v1.int32

    @property
    def batch_size(self) -> Any:
        if self._batch_size is None:
            raise ValueError("batch_size accessed before initialize was called")
        return self._batch_size

    @property
    def sample_ids_shape(self) -> Any:
        return self._sample_ids_shape

    @property
    def sample_ids_dtype(self) -> Any:
        return self._sample_ids_dtype

    def initialize(self, name: str | None = None) -> Any:
        with compat_v1.name_scope(name, f"{type(self).__name__}Initialize"):
            finished, inputs = self._initialize_fn()
            if self._batch_size is None:
                self._batch_size = array_ops.size(finished)
        return finished, inputs

    def sample(self, time: Any, outputs: Any, state: Any, name: str | None = None) -> Any:
        with compat_v1.name_scope(name, f"{type(self).__name__}Sample", (time, outputs, state)):
            return self._sample_fn(time=time, outputs=outputs, state=state)

    def next_inputs(self, time: Any, outputs: Any, state: Any, sample_ids: Any, name: str | None = None) -> Any:
        with compat_v1.name_scope(name, f"{type(self).__name__}NextInputs", (time, outputs, state)):
            return self._next_inputs_fn(time=time, outputs=outputs, state=state, sample_ids=sample_ids)


@provide("tf.contrib.seq2seq.TrainingHelper", today="tfa.seq2seq.TrainingSampler", gone="2.0")
class TrainingHelper(Helper):
    """The inputs are those of a list, whatever the outputs are; the samples are the likeliest words.

    Args:
      inputs: a tensor [N, time, ...], or [time, N, ...] where `time_major` holds, or nested ones.
      sequence_length: how many steps each example has, [N].
      time_major: see above.
      name: of the scope.

    Raises:
      ValueError: `sequence_length` is no vector.
    """

    def __init__(self, inputs: Any, sequence_length: Any, time_major: bool = False, name: str | None = None):
        with compat_v1.name_scope(name, "TrainingHelper", [inputs, sequence_length]):
            self._inputs = inputs = ops.convert_to_tensor(inputs, name="inputs")
            if not time_major:
                inputs = compat_v1.nest.map_structure(rnn._transpose_batch_time, inputs)
            self._input_tas = compat_v1.nest.map_structure(unstacked, inputs)
            self._sequence_length = ops.convert_to_tensor(sequence_length, name="sequence_length")
            if self._sequence_length.shape.ndims != 1:
                raise ValueError(
                    f"Expected sequence_length to be a vector, but received shape: {self._sequence_length.shape}"
                )
            self._zero_inputs = compat_v1.nest.map_structure(lambda x: array_ops.zeros_like(x[0, :]), inputs)
            self._batch_size = array_ops.size(sequence_length)

    @property
    def inputs(self) -> Any:
        return self._inputs

    @property
    def sequence_length(self) -> Any:
        return self._sequence_length

    @property
    def batch_size(self) -> Any:
        return self._batch_size

    def initialize(self, name: str | None = None) -> Any:
        with compat_v1.name_scope(name, "TrainingHelperInitialize"):
            finished = math_ops.equal(0, self._sequence_length)
            return finished, self._read(0, finished)

    def sample(self, time: Any, outputs: Any, state: Any = None, name: str | None = None) -> Any:
        with compat_v1.name_scope(name, "TrainingHelperSample", [time, outputs]):
            return math_ops.cast(math_ops.argmax(outputs, axis=-1), compat_v1.int32)

    def next_inputs(self, time: Any, outputs: Any, state: Any, sample_ids: Any = None, name: str | None = None) -> Any:
        with compat_v1.name_scope(name, "TrainingHelperNextInputs", [time, outputs, state]):
            time = time + 1
            finished = time >= self._sequence_length
            return finished, self._read(time, finished), state

    def _read(self, time: Any, finished: Any) -> Any:
        """The inputs of a step, or zeros where all examples are finished."""
        return compat_v1.cond(
            math_ops.reduce_all(finished),
            lambda: self._zero_inputs,
            lambda: compat_v1.nest.map_structure(lambda array: array.read(time), self._input_tas),
        )


@provide("tf.contrib.seq2seq.GreedyEmbeddingHelper", today="tfa.seq2seq.GreedyEmbeddingSampler", gone="2.0")
class GreedyEmbeddingHelper(Helper):
    """The likeliest word is said, and is the next input.

    Args:
      embedding: a table [words, size], or a function from numbers of words [N] to vectors.
      start_tokens: the first words, [N].
      end_token: the word that finishes an example, a scalar.

    Raises:
      ValueError: `start_tokens` is no vector, or `end_token` no scalar.
    """

    def __init__(self, embedding: Any, start_tokens: Any, end_token: Any):
        self._embedding_fn = embedding_fn(embedding)
        self._start_tokens = ops.convert_to_tensor(start_tokens, dtype=compat_v1.int32, name="start_tokens")
        self._end_token = ops.convert_to_tensor(end_token, dtype=compat_v1.int32, name="end_token")
        if self._start_tokens.shape.ndims != 1:
            raise ValueError("start_tokens must be a vector")
        self._batch_size = array_ops.size(start_tokens)
        if self._end_token.shape.ndims != 0:
            raise ValueError("end_token must be a scalar")
        self._start_inputs = self._embedding_fn(self._start_tokens)

    @property
    def batch_size(self) -> Any:
        return self._batch_size

    def initialize(self, name: str | None = None) -> Any:
        return array_ops.tile([False], [self._batch_size]), self._start_inputs

    def sample(self, time: Any, outputs: Any, state: Any, name: str | None = None) -> Any:
        return math_ops.argmax(_one_tensor(outputs), axis=-1, output_type=compat_v1.int32)

    def next_inputs(self, time: Any, outputs: Any, state: Any, sample_ids: Any, name: str | None = None) -> Any:
        finished = math_ops.equal(sample_ids, self._end_token)
        inputs = compat_v1.cond(
            math_ops.reduce_all(finished), lambda: self._start_inputs, lambda: self._embedding_fn(sample_ids)
        )
        return finished, inputs, state


@provide("tf.contrib.seq2seq.SampleEmbeddingHelper", today="tfa.seq2seq.SampleEmbeddingSampler", gone="2.0")
class SampleEmbeddingHelper(GreedyEmbeddingHelper):
    """A word is drawn by its likeness, and is the next input.

    Args:
      embedding, start_tokens, end_token: as of `GreedyEmbeddingHelper`.
      softmax_temperature: divides the outputs; 1 where it is None.
      seed: an integer.
    """

    def __init__(
        self,
        embedding: Any,
        start_tokens: Any,
        end_token: Any,
        softmax_temperature: Any = None,
        seed: int | None = None,
    ):
        super().__init__(embedding, start_tokens, end_token)
        self._softmax_temperature = softmax_temperature
        self._seed = seed

    def sample(self, time: Any, outputs: Any, state: Any, name: str | None = None) -> Any:
        logits = _one_tensor(outputs)
        if self._softmax_temperature is not None:
            logits = logits / self._softmax_temperature
        return categorical_sample(logits, seed=self._seed)


@provide("tf.contrib.seq2seq.InferenceHelper", today="tfa.seq2seq.InferenceSampler", gone="2.0")
class InferenceHelper(Helper):
    """What was sampled, or a function of it, is the next input.

    Args:
      sample_fn: makes the samples of the outputs.
      sample_shape, sample_dtype: a sample's, without the batch.
      start_inputs: the first inputs.
      end_fn: says of the samples which examples are finished, [N].
      next_inputs_fn: makes the next inputs of the samples, or None.
    """

    def __init__(
        self,
        sample_fn: Callable[[Any], Any],
        sample_shape: Any,
        sample_dtype: Any,
        start_inputs: Any,
        end_fn: Callable[[Any], Any],
        next_inputs_fn: Callable[[Any], Any] | None = None,
    ):
        self._sample_fn = sample_fn
        self._end_fn = end_fn
        self._sample_shape = tensor_shape.TensorShape(sample_shape)
        self._sample_dtype = sample_dtype
        self._next_inputs_fn = next_inputs_fn
        self._batch_size = array_ops.shape(start_inputs)[0]
        self._start_inputs = ops.convert_to_tensor(start_inputs, name="start_inputs")

    @property
    def batch_size(self) -> Any:
        return self._batch_size

    @property
    def sample_ids_shape(self) -> Any:
        return self._sample_shape

    @property
    def sample_ids_dtype(self) -> Any:
        return self._sample_dtype

    def initialize(self, name: str | None = None) -> Any:
        return array_ops.tile([False], [self._batch_size]), self._start_inputs

    def sample(self, time: Any, outputs: Any, state: Any, name: str | None = None) -> Any:
        return self._sample_fn(outputs)

    def next_inputs(self, time: Any, outputs: Any, state: Any, sample_ids: Any, name: str | None = None) -> Any:
        inputs = sample_ids if self._next_inputs_fn is None else self._next_inputs_fn(sample_ids)
        return self._end_fn(sample_ids), inputs, state


def _one_tensor(outputs: Any) -> Any:
    if not isinstance(outputs, compat_v1.Tensor):
        raise TypeError(f"Expected outputs to be a single Tensor, got: {type(outputs)}")
    return outputs
