"""Linear-chain conditional random fields: likelihood, normaliser, scores, and the best tags."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from tf1graph import tf
from tf1graph.tf._private import array_ops, gen_array_ops, math_ops, smart_cond, variable_scope
from tf1graph.tf.names import provide

PLACE = "tf.contrib.crf."


def _by_length(inputs: Any, one: Callable[[], Any], several: Callable[[], Any]) -> Any:
    """What `one` gives for sequences of length 1, else what `several` gives; the graph decides if it must."""
    length = tf.dimension_value(inputs.shape[1]) or array_ops.shape(inputs)[1]
    return smart_cond.smart_cond(math_ops.equal(length, 1), one, several)


def _zero_if_empty(values: Any, sequence_lengths: Any) -> Any:
    is_empty = math_ops.less_equal(sequence_lengths, 0)
    return tf.where(is_empty, tf.zeros_like(values), values)


@provide(PLACE + "crf_sequence_score", gone="2.0")
def crf_sequence_score(inputs: Any, tag_indices: Any, sequence_lengths: Any, transition_params: Any) -> Any:
    """The unnormalised score [N] of tags.

    Args:
      inputs: scores of the tags [N, length, tags].
      tag_indices: [N, length] integers.
      sequence_lengths: [N].
      transition_params: scores of going from one tag to another [tags, tags].
    """

    def one() -> Any:
        batch_size = array_ops.shape(inputs, out_type=tag_indices.dtype)[0]
        examples = array_ops.reshape(math_ops.range(batch_size, dtype=tag_indices.dtype), [-1, 1])
        squeezed = array_ops.squeeze(inputs, [1])
        scores = array_ops.gather_nd(squeezed, array_ops.concat([examples, tag_indices], axis=1))
        return _zero_if_empty(scores, sequence_lengths)

    def several() -> Any:
        unary = crf_unary_score(tag_indices, sequence_lengths, inputs)
        return unary + crf_binary_score(tag_indices, sequence_lengths, transition_params)

    return _by_length(inputs, one, several)


@provide(PLACE + "crf_multitag_sequence_score", gone="2.0")
def crf_multitag_sequence_score(inputs: Any, tag_bitmap: Any, sequence_lengths: Any, transition_params: Any) -> Any:
    """The unnormalised score [N] of all tag sequences that a Boolean `tag_bitmap` [N, length, tags] allows."""

    def allowed() -> Any:
        return tf.where(tag_bitmap, inputs, tf.fill(array_ops.shape(inputs), float("-inf")))

    def one() -> Any:
        return tf.reduce_logsumexp(allowed(), axis=[1, 2], keepdims=False)

    return _by_length(inputs, one, lambda: crf_log_norm(allowed(), sequence_lengths, transition_params))


@provide(PLACE + "crf_log_norm", gone="2.0")
def crf_log_norm(inputs: Any, sequence_lengths: Any, transition_params: Any) -> Any:
    """The logarithm [N] of the sum over all tag sequences; the arguments are those of `crf_sequence_score`."""
    first = array_ops.squeeze(array_ops.slice(inputs, [0, 0, 0], [-1, 1, -1]), [1])

    def one() -> Any:
        return _zero_if_empty(tf.reduce_logsumexp(first, [1]), sequence_lengths)

    def several() -> Any:
        rest = array_ops.slice(inputs, [0, 1, 0], [-1, -1, -1])
        cell = CrfForwardRnnCell(transition_params)
        lengths = math_ops.maximum(tf.constant(0, dtype=sequence_lengths.dtype), sequence_lengths - 1)
        _, alphas = tf.nn.dynamic_rnn(cell, rest, lengths, initial_state=first, dtype=tf.float32)
        return _zero_if_empty(tf.reduce_logsumexp(alphas, [1]), sequence_lengths)

    return _by_length(inputs, one, several)


@provide(PLACE + "crf_log_likelihood", gone="2.0")
def crf_log_likelihood(
    inputs: Any, tag_indices: Any, sequence_lengths: Any, transition_params: Any = None
) -> tuple[Any, Any]:
    """The log-likelihood [N] of tags, and the transition scores: a variable `transitions` where none are given."""
    tags = tf.dimension_value(inputs.shape[2])
    if transition_params is None:
        transition_params = variable_scope.get_variable("transitions", [tags, tags])
    scores = crf_sequence_score(inputs, tag_indices, sequence_lengths, transition_params)
    return scores - crf_log_norm(inputs, sequence_lengths, transition_params), transition_params


@provide(PLACE + "crf_unary_score", gone="2.0")
def crf_unary_score(tag_indices: Any, sequence_lengths: Any, inputs: Any) -> Any:
    """The sum [N] of the scores of the tags themselves."""
    batch_size = array_ops.shape(inputs)[0]
    length = array_ops.shape(inputs)[1]
    tags = array_ops.shape(inputs)[2]
    flat = array_ops.reshape(inputs, [-1])
    offsets = array_ops.expand_dims(math_ops.range(batch_size) * length * tags, 1)
    offsets += array_ops.expand_dims(math_ops.range(length) * tags, 0)
    if tag_indices.dtype == tf.int64:
        offsets = math_ops.cast(offsets, tf.int64)
    places = array_ops.reshape(offsets + tag_indices, [-1])
    scores = array_ops.reshape(tf.gather(flat, places), [batch_size, length])
    return math_ops.reduce_sum(scores * _mask(tag_indices, sequence_lengths), 1)


@provide(PLACE + "crf_binary_score", gone="2.0")
def crf_binary_score(tag_indices: Any, sequence_lengths: Any, transition_params: Any) -> Any:
    """The sum [N] of the scores of going from tag to tag."""
    tags = tf.dimension_value(transition_params.get_shape()[0])
    steps = array_ops.shape(tag_indices)[1] - 1
    starts = array_ops.slice(tag_indices, [0, 0], [-1, steps])
    ends = array_ops.slice(tag_indices, [0, 1], [-1, steps])
    places = starts * tags + ends
    scores = tf.gather(array_ops.reshape(transition_params, [-1]), places)
    mask = array_ops.slice(_mask(tag_indices, sequence_lengths), [0, 1], [-1, -1])
    return math_ops.reduce_sum(scores * mask, 1)


def _mask(tag_indices: Any, sequence_lengths: Any) -> Any:
    return tf.sequence_mask(sequence_lengths, maxlen=array_ops.shape(tag_indices)[1], dtype=tf.float32)


class _TagCell(tf.nn.rnn_cell.RNNCell):
    """A cell whose state has a number a tag, and which makes no variables."""

    def __init__(self, transition_params: Any):
        self._transition_params = array_ops.expand_dims(transition_params, 0)
        self._num_tags = tf.dimension_value(transition_params.shape[0])

    @property
    def state_size(self) -> int:
        return self._num_tags

    @property
    def output_size(self) -> int:
        return self._num_tags


@provide(PLACE + "CrfForwardRnnCell", gone="2.0")
class CrfForwardRnnCell(_TagCell):
    """A step of the forward algorithm: output and state are the alphas [N, tags]."""

    def __call__(self, inputs: Any, state: Any, scope: Any = None) -> tuple[Any, Any]:
        scores = array_ops.expand_dims(state, 2) + self._transition_params
        alphas = inputs + tf.reduce_logsumexp(scores, [1])
        return alphas, alphas


@provide(PLACE + "CrfDecodeForwardRnnCell", gone="2.0")
class CrfDecodeForwardRnnCell(_TagCell):
    """A step of Viterbi's algorithm: where the best way came from, and its score, for each tag."""

    def __call__(self, inputs: Any, state: Any, scope: Any = None) -> tuple[Any, Any]:
        scores = array_ops.expand_dims(state, 2) + self._transition_params
        best = inputs + math_ops.reduce_max(scores, [1])
        return math_ops.cast(tf.argmax(scores, 1), dtype=tf.int32), best


@provide(PLACE + "CrfDecodeBackwardRnnCell", gone="2.0")
class CrfDecodeBackwardRnnCell(tf.nn.rnn_cell.RNNCell):
    """A step back along the best way: output and state are the tag [N, 1]."""

    state_size = output_size = 1

    def __init__(self, num_tags: int):
        self._num_tags = num_tags

    def __call__(self, inputs: Any, state: Any, scope: Any = None) -> tuple[Any, Any]:
        state = array_ops.squeeze(state, axis=[1])
        examples = math_ops.range(array_ops.shape(inputs)[0])
        places = tf.stack([examples, state], axis=1)
        tags = array_ops.expand_dims(gen_array_ops.gather_nd(inputs, places), axis=-1)
        return tags, tags


@provide(PLACE + "crf_decode", gone="2.0")
def crf_decode(potentials: Any, transition_params: Any, sequence_length: Any) -> tuple[Any, Any]:
    """The best tags [N, length] and their scores [N].

    Args:
      potentials: scores of the tags [N, length, tags].
      transition_params: [tags, tags].
      sequence_length: [N].
    """

    def one() -> Any:
        squeezed = array_ops.squeeze(potentials, [1])
        tags = array_ops.expand_dims(tf.argmax(squeezed, axis=1), 1)
        score = math_ops.reduce_max(squeezed, axis=1)
        return math_ops.cast(tags, dtype=tf.int32), score

    def several() -> Any:
        forward = CrfDecodeForwardRnnCell(transition_params)
        first = array_ops.squeeze(array_ops.slice(potentials, [0, 0, 0], [-1, 1, -1]), axis=[1])
        rest = array_ops.slice(potentials, [0, 1, 0], [-1, -1, -1])
        lengths = math_ops.maximum(tf.constant(0, dtype=sequence_length.dtype), sequence_length - 1)
        common = {"sequence_length": lengths, "time_major": False, "dtype": tf.int32}
        pointers, last = tf.nn.dynamic_rnn(forward, rest, initial_state=first, **common)
        pointers = gen_array_ops.reverse_sequence(pointers, lengths, seq_dim=1)
        backward = CrfDecodeBackwardRnnCell(tf.dimension_value(potentials.shape[2]))
        end = array_ops.expand_dims(math_ops.cast(tf.argmax(last, axis=1), dtype=tf.int32), axis=-1)
        tags, _ = tf.nn.dynamic_rnn(backward, pointers, initial_state=end, **common)
        tags = array_ops.concat([end, array_ops.squeeze(tags, axis=[2])], axis=1)
        tags = gen_array_ops.reverse_sequence(tags, sequence_length, seq_dim=1)
        return tags, math_ops.reduce_max(last, axis=1)

    return _by_length(potentials, one, several)


@provide(PLACE + "viterbi_decode", gone="2.0")
def viterbi_decode(score: Any, transition_params: Any) -> tuple[list[Any], Any]:
    """The best tags and their score, of arrays: scores [length, tags] and transition scores [tags, tags]."""
    best = np.array(score[0])
    pointers = []
    for step in score[1:]:
        ways = best[:, np.newaxis] + transition_params
        pointers.append(np.argmax(ways, 0))
        best = step + np.max(ways, 0)
    tags = [np.argmax(best)]
    for pointer in reversed(pointers):
        tags.append(pointer[tags[-1]])
    return tags[::-1], np.max(best)
