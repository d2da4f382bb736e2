"""One step of a beam search: which beams go on, and with which words (beam_search_decoder.py of 1.15.5)."""

from __future__ import annotations

import collections
from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, math_ops, ops, tensor_shape, tensor_util
from tf1graph.tf.contrib.seq2seq.attention_wrapper import AttentionWrapperState
from tf1graph.tf.names import provide


@provide("tf.contrib.seq2seq.BeamSearchDecoderState", today="tfa.seq2seq.BeamSearchDecoderState", gone="2.0")
class BeamSearchDecoderState(
    collections.namedtuple(
        "BeamSearchDecoderState", ("cell_state", "log_probs", "finished", "lengths", "accumulated_attention_probs")
    )
):
    """The state of a search: of the cell, and of each beam [N, beams]."""


@provide("tf.contrib.seq2seq.BeamSearchDecoderOutput", today="tfa.seq2seq.BeamSearchDecoderOutput", gone="2.0")
class BeamSearchDecoderOutput(
    collections.namedtuple("BeamSearchDecoderOutput", ("scores", "predicted_ids", "parent_ids"))
):
    """What a search gives at a step, [N, beams] each: how good, which word, and from which beam it goes on."""


def search_step(
    time: Any,
    logits: Any,
    cell_state: Any,
    state: Any,
    batch_size: Any,
    beam_width: int,
    end_token: Any,
    length_penalty_weight: float,
    coverage_penalty_weight: float,
) -> Any:
    """The output of a step and the next state, of `logits` [N, beams, words] and the cell's next state."""
    rows = tensor_util.constant_value(batch_size)
    going = math_ops.logical_not(state.finished)
    log_probs = _only_the_end_where_finished(compat_v1.nn.log_softmax(logits), end_token, state.finished)
    log_probs = array_ops.expand_dims(state.log_probs, 2) + log_probs
    words = compat_v1.dimension_value(logits.shape[-1]) or array_ops.shape(logits)[-1]
    added = array_ops.one_hot(
        indices=compat_v1.fill([batch_size, beam_width], end_token),
        depth=words,
        on_value=compat_v1.to_int64(0),
        off_value=compat_v1.to_int64(1),
        dtype=compat_v1.int64,
    )
    added *= array_ops.expand_dims(math_ops.cast(going, compat_v1.int64), 2)
    lengths = added + array_ops.expand_dims(state.lengths, 2)
    seen = None
    shares = seen_shares(cell_state, coverage_penalty_weight)
    if shares is not None:
        shares *= array_ops.expand_dims(math_ops.cast(going, compat_v1.float32), 2)
        seen = state.accumulated_attention_probs + shares
    scores = _scores(log_probs, lengths, length_penalty_weight, coverage_penalty_weight, state.finished, seen)
    ops.convert_to_tensor(time, name="time")
    scores = array_ops.reshape(scores, [batch_size, -1])
    count = ops.convert_to_tensor(beam_width, dtype=compat_v1.int32, name="beam_width")
    best, places = compat_v1.nn.top_k(scores, k=count)
    best.set_shape([rows, beam_width])
    places.set_shape([rows, beam_width])

    def take(source: Any, chosen: Any, size: Any, shape: Any, name: str | None = None) -> Any:
        return _gathered(source, chosen, batch_size, size, shape, name)

    best_probs = take(log_probs, places, beam_width * words, [-1], "next_beam_probs")
    word = math_ops.mod(places, words, name="next_beam_word_ids")
    word = math_ops.cast(word, compat_v1.int32)
    beam = math_ops.cast(places / words, compat_v1.int32, name="next_beam_parent_ids")
    finished_before = take(state.finished, beam, beam_width, [-1])
    finished = math_ops.logical_or(finished_before, math_ops.equal(word, end_token), name="next_beam_finished")
    longer = math_ops.cast(math_ops.logical_not(finished_before), compat_v1.int64)
    lengths = take(state.lengths, beam, beam_width, [-1]) + longer
    if seen is None:
        seen = ()
    else:
        seen = take(seen, beam, beam_width, [batch_size * beam_width, -1], "next_accumulated_attention_probs")

    def take_part(part: Any) -> Any:
        of_beams = [batch_size * beam_width, -1]  # an op, for each part as in 1.15.5, used or not
        if isinstance(part, compat_v1.TensorArray) or known_rank(part) < len(of_beams):
            return part
        return take(part, beam, beam_width, of_beams)

    next_state = BeamSearchDecoderState(
        cell_state=compat_v1.nest.map_structure(take_part, cell_state),
        log_probs=best_probs,
        lengths=lengths,
        finished=finished,
        accumulated_attention_probs=seen,
    )
    return BeamSearchDecoderOutput(scores=best, predicted_ids=word, parent_ids=beam), next_state


def seen_shares(cell_state: Any, coverage_penalty_weight: float) -> Any:
    """How much of the memory each beam looks at, [N, beams, length]; None where it does not count.

    Raises:
      ValueError: no cell has attention.
    """
    if coverage_penalty_weight == 0.0:
        return None
    states = [cell_state]
    if isinstance(cell_state, tuple) and not isinstance(cell_state, AttentionWrapperState):
        states = list(cell_state)
    shares = []
    for state in states:
        if isinstance(state, AttentionWrapperState):
            several = isinstance(state.alignments, tuple)
            shares.append(_mean(state.alignments) if several else state.alignments)
    if not shares:
        raise ValueError("coverage_penalty_weight must be 0.0 if no cell is attentional.")
    return shares[0] if len(shares) == 1 else _mean(shares)


def known_rank(tensor: Any) -> int:
    """The number of axes of `tensor`.

    Raises:
      ValueError: it is not known.
    """
    if tensor.shape.ndims is None:
        raise ValueError(f"Expected tensor ({tensor}) to have known rank, but ndims == None.")
    rank: int = tensor.shape.ndims
    return rank


def _mean(parts: Any) -> Any:
    return math_ops.reduce_mean(array_ops.concat([array_ops.expand_dims(part, -1) for part in parts], -1), -1)


def _only_the_end_where_finished(log_probs: Any, end_token: Any, finished: Any) -> Any:
    words, dtype = array_ops.shape(log_probs)[2], log_probs.dtype
    zero = ops.convert_to_tensor(0.0, dtype=dtype)
    row = array_ops.one_hot(end_token, words, dtype=dtype, on_value=zero, off_value=dtype.min)
    row = array_ops.reshape(row, [1, 1, -1])
    rows = array_ops.tile(row, array_ops.concat([array_ops.shape(finished), [1]], 0))
    mask = array_ops.tile(array_ops.expand_dims(finished, 2), [1, 1, words])
    return compat_v1.where(mask, rows, log_probs)


def _scores(
    log_probs: Any, lengths: Any, length_penalty_weight: Any, coverage_penalty_weight: Any, finished: Any, seen: Any
) -> Any:
    scores = log_probs / math_ops.cast(_length_penalty(lengths, length_penalty_weight), dtype=log_probs.dtype)
    weight = ops.convert_to_tensor(coverage_penalty_weight, name="coverage_penalty_weight")
    if weight.shape.ndims != 0:
        raise ValueError(f"coverage_penalty_weight should be a scalar, but saw shape: {weight.shape}")
    if tensor_util.constant_value(weight) == 0.0:
        return scores
    seen = compat_v1.where(math_ops.equal(seen, 0.0), array_ops.ones_like(seen), seen)
    penalty = math_ops.reduce_sum(math_ops.log(math_ops.minimum(seen, 1.0)), 2)
    penalty *= math_ops.cast(finished, compat_v1.float32)
    return scores + array_ops.expand_dims(penalty * weight, 2)


def _length_penalty(lengths: Any, weight: Any) -> Any:
    """What the logarithms are divided by (arXiv:1609.08144)."""
    weight = ops.convert_to_tensor(weight, name="penalty_factor")
    weight.set_shape(())
    if tensor_util.constant_value(weight) == 0:
        return 1.0
    return compat_v1.div((5.0 + math_ops.cast(lengths, compat_v1.float32)) ** weight, (5.0 + 1.0) ** weight)


def _gathered(source: Any, chosen: Any, batch_size: Any, size: Any, shape: Any, name: str | None) -> Any:
    """Of each example of `source` what `chosen` [N, beams] says, where it has `size` of them."""
    with compat_v1.name_scope(name, "tensor_gather_helper"):
        start = array_ops.expand_dims(math_ops.range(batch_size) * size, 1)
        chosen = array_ops.reshape(chosen + start, [-1])
        found = array_ops.gather(array_ops.reshape(source, shape), chosen)
        axes = 1 + len(shape)
        final = array_ops.shape(source)[:axes]
        rows = tensor_shape.TensorShape([tensor_util.constant_value(batch_size)])
        found = array_ops.reshape(found, final, name="output")
        found.set_shape(rows.concatenate(source.shape[1:axes]))
        return found
