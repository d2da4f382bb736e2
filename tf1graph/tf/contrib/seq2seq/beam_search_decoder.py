"""`BeamSearchDecoder`: the likeliest sequences of words, several at a time (beam_search_decoder.py of 1.15.5)."""

from __future__ import annotations

import collections
from typing import Any

import numpy as np

from tf1graph.tf._private import array_ops, compat_v1, math_ops, ops, tensor_shape, tensor_util
from tf1graph.tf.contrib.seq2seq.beam_search_ops import gather_tree
from tf1graph.tf.contrib.seq2seq.beam_search_step import (
    BeamSearchDecoderOutput,
    BeamSearchDecoderState,
    known_rank,
    search_step,
    seen_shares,
)
from tf1graph.tf.contrib.seq2seq.decoder import Decoder, layer_output_size
from tf1graph.tf.contrib.seq2seq.sampling import embedding_fn
from tf1graph.tf.layers.base import Layer
from tf1graph.tf.names import provide
from tf1graph.tf.nn.rnn_cell.base import assert_like_rnncell

TO_SWITCH_OFF = (
    "Consider setting reorder_tensor_arrays to False to disable TensorArray reordering during the beam search."
)


@provide(
    "tf.contrib.seq2seq.FinalBeamSearchDecoderOutput", today="tfa.seq2seq.FinalBeamSearchDecoderOutput", gone="2.0"
)
class FinalBeamSearchDecoderOutput(
    collections.namedtuple("FinalBeamDecoderOutput", ("predicted_ids", "beam_search_decoder_output"))
):
    """What a search gives at its end: the words [N, time, beams], the best beam first, and what its steps gave."""


@provide("tf.contrib.seq2seq.BeamSearchDecoder", today="tfa.seq2seq.BeamSearchDecoder", gone="2.0")
class BeamSearchDecoder(Decoder):
    """A decoder that follows the `beam_width` likeliest beginnings of each example.

    A cell with attention wants memory, lengths and first state from `tile_batch`, and a `zero_state` of
    N * `beam_width` examples.

    Args:
      cell: an RNN cell.
      embedding: a table [words, size], or a function from numbers of words to vectors.
      start_tokens: the first words, [N].
      end_token: the word that ends a sequence, a scalar.
      initial_state: the cell's first state, of N * `beam_width` examples.
      beam_width: how many beginnings are followed.
      output_layer: a layer that the outputs go through, or None.
      length_penalty_weight: how much shorter sequences are held back; not where it is 0.
      coverage_penalty_weight: how much is asked that all of the memory was looked at; not where it is 0.
      reorder_tensor_arrays: whether TensorArrays of the cell's state, as of a history of attention, are put into the
        order of the beams that were found, and stacked.

    Raises:
      TypeError: the cell or the layer is something else.
      ValueError: `start_tokens` is no vector, `end_token` no scalar, or the state has another number of examples.
    """

    def __init__(
        self,
        cell: Any,
        embedding: Any,
        start_tokens: Any,
        end_token: Any,
        initial_state: Any,
        beam_width: int,
        output_layer: Any = None,
        length_penalty_weight: float = 0.0,
        coverage_penalty_weight: float = 0.0,
        reorder_tensor_arrays: bool = True,
    ):
        assert_like_rnncell("cell", cell)
        if output_layer is not None and not isinstance(output_layer, Layer):
            raise TypeError(f"output_layer must be a Layer, received: {type(output_layer)}")
        self._cell = cell
        self._output_layer: Any = output_layer
        self._reorder_tensor_arrays = reorder_tensor_arrays
        self._beam_width = beam_width
        self._length_penalty_weight = length_penalty_weight
        self._coverage_penalty_weight = coverage_penalty_weight
        self._embedding_fn = embedding_fn(embedding)
        self._start_tokens = ops.convert_to_tensor(start_tokens, dtype=compat_v1.int32, name="start_tokens")
        if self._start_tokens.shape.ndims != 1:
            raise ValueError("start_tokens must be a vector")
        self._end_token = ops.convert_to_tensor(end_token, dtype=compat_v1.int32, name="end_token")
        if self._end_token.shape.ndims != 0:
            raise ValueError("end_token must be a scalar")
        self._batch_size = array_ops.size(start_tokens)
        self._initial_cell_state = self._split_state(initial_state)
        self._start_tokens = array_ops.tile(array_ops.expand_dims(self._start_tokens, 1), [1, self._beam_width])
        self._start_inputs = self._embedding_fn(self._start_tokens)
        # the beams of an example start alike: all but the first wait, else each would be found several times
        self._finished = array_ops.one_hot(
            self._first(), depth=self._beam_width, on_value=False, off_value=True, dtype=compat_v1.bool
        )

    @property
    def batch_size(self) -> Any:
        return self._batch_size

    @property
    def tracks_own_finished(self) -> bool:
        return True

    @property
    def output_size(self) -> Any:
        return BeamSearchDecoderOutput(*(tensor_shape.TensorShape([self._beam_width]) for _ in range(3)))

    @property
    def output_dtype(self) -> Any:
        dtype = compat_v1.nest.flatten(self._initial_cell_state)[0].dtype
        scores = compat_v1.nest.map_structure(lambda _: dtype, layer_output_size(self._cell, self._output_layer))
        return BeamSearchDecoderOutput(scores, compat_v1.int32, compat_v1.int32)

    def initialize(self, name: str | None = None) -> Any:
        dtype = compat_v1.nest.flatten(self._initial_cell_state)[0].dtype
        log_probs = array_ops.one_hot(
            self._first(),
            depth=self._beam_width,
            on_value=ops.convert_to_tensor(0.0, dtype=dtype),
            off_value=ops.convert_to_tensor(-np.inf, dtype=dtype),
            dtype=dtype,
        )
        shares = seen_shares(self._initial_cell_state, self._coverage_penalty_weight)
        state = BeamSearchDecoderState(
            cell_state=self._initial_cell_state,
            log_probs=log_probs,
            finished=self._finished,
            lengths=array_ops.zeros([self._batch_size, self._beam_width], dtype=compat_v1.int64),
            accumulated_attention_probs=() if shares is None else shares,
        )
        return self._finished, self._start_inputs, state

    def step(self, time: Any, inputs: Any, state: Any, name: str | None = None) -> Any:
        nested = compat_v1.nest
        with compat_v1.name_scope(name, "BeamSearchDecoderStep", (time, inputs, state)):
            inputs = nested.map_structure(lambda tensor: self._merged(tensor, tensor.shape[2:]), inputs)
            cell_state = nested.map_structure(self._maybe_merged, state.cell_state, self._cell.state_size)
            outputs, cell_state = self._cell(inputs, cell_state)
            outputs = nested.map_structure(lambda tensor: self._split(tensor, tensor.shape[1:]), outputs)
            cell_state = self._split_state(cell_state)
            if self._output_layer is not None:
                outputs = self._output_layer(outputs)
            output, state = search_step(
                time,
                outputs,
                cell_state,
                state,
                batch_size=self._batch_size,
                beam_width=self._beam_width,
                end_token=self._end_token,
                length_penalty_weight=self._length_penalty_weight,
                coverage_penalty_weight=self._coverage_penalty_weight,
            )
            next_inputs = compat_v1.cond(
                math_ops.reduce_all(state.finished),
                lambda: self._start_inputs,
                lambda: self._embedding_fn(output.predicted_ids),
            )
        return output, state, next_inputs, state.finished

    def finalize(self, outputs: Any, final_state: Any, sequence_lengths: Any) -> Any:
        """The paths of the beams; the lengths given are not those of the beams, which are in `final_state`."""
        longest = math_ops.cast(math_ops.reduce_max(final_state.lengths, axis=1), compat_v1.int32)
        words = gather_tree(
            outputs.predicted_ids, outputs.parent_ids, max_sequence_lengths=longest, end_token=self._end_token
        )
        if self._reorder_tensor_arrays:
            final_state = final_state._replace(
                cell_state=compat_v1.nest.map_structure(
                    lambda part: self._maybe_sorted(part, outputs.parent_ids, final_state.lengths),
                    final_state.cell_state,
                )
            )
        return FinalBeamSearchDecoderOutput(beam_search_decoder_output=outputs, predicted_ids=words), final_state

    def _first(self) -> Any:
        return array_ops.zeros([self._batch_size], dtype=compat_v1.int32)

    def _split_state(self, state: Any) -> Any:
        return compat_v1.nest.map_structure(self._maybe_split, state, self._cell.state_size)

    def _maybe_split(self, part: Any, size: Any) -> Any:
        if isinstance(part, compat_v1.TensorArray) or known_rank(part) < 1:
            return part
        return self._split(part, size)

    def _maybe_merged(self, part: Any, size: Any) -> Any:
        if isinstance(part, compat_v1.TensorArray) or known_rank(part) < 2:
            return part
        return self._merged(part, size)

    def _merged(self, tensor: Any, size: Any) -> Any:
        """[N, beams, ...] as [N * beams, ...]."""
        shape = array_ops.shape(tensor)
        rows = tensor_util.constant_value(self._batch_size)
        merged = array_ops.reshape(tensor, array_ops.concat(([self._batch_size * self._beam_width], shape[2:]), 0))
        rows = None if rows is None else rows * self._beam_width
        merged.set_shape(tensor_shape.TensorShape([rows]).concatenate(_static(size)))
        return merged

    def _split(self, tensor: Any, size: Any) -> Any:
        """[N * beams, ...] as [N, beams, ...]."""
        size = _static(size)
        shape = array_ops.shape(tensor)
        split = array_ops.reshape(tensor, array_ops.concat(([self._batch_size, self._beam_width], shape[1:]), 0))
        rows = tensor_util.constant_value(self._batch_size)
        expected = tensor_shape.TensorShape([rows, self._beam_width]).concatenate(size)
        if not split.shape.is_compatible_with(expected):
            raise ValueError(
                f"Unexpected behavior when reshaping between beam width and batch size.  The reshaped tensor has "
                f"shape: {split.shape}.  We expected it to have shape (batch_size, beam_width, depth) == {expected}.  "
                f"Perhaps you forgot to create a zero_state with batch_size=encoder_batch_size * beam_width?"
            )
        split.set_shape(expected)
        return split

    def _maybe_sorted(self, part: Any, parent_ids: Any, lengths: Any) -> Any:
        if not isinstance(part, compat_v1.TensorArray):
            return part
        shape = part.element_shape
        if not shape.ndims:
            compat_v1.logging.warn(
                f"The TensorArray {part.handle.name} in the cell state is not amenable to sorting based on the beam "
                f"search result. For a TensorArray to be sorted, its elements shape must be defined and have at least "
                f"a rank of 1, but saw shape: {shape}"
            )
            return part
        rows, beams = tensor_util.constant_value(self._batch_size), self._beam_width
        if not _may_be_of_beams(shape, rows, beams):
            wanted = tensor_shape.TensorShape([rows, beams, None])
            compat_v1.logging.warn(
                f"TensorArray reordering expects elements to be reshapable to {wanted} which is incompatible with the "
                f"current shape {shape}. {TO_SWITCH_OFF}"
            )
            return part
        stacked = part.stack()
        with compat_v1.control_dependencies([_check_of_beams(stacked, self._batch_size, beams)]):
            return gather_tree_from_array(stacked, parent_ids, lengths)


def _static(size: Any) -> Any:
    return tensor_shape.TensorShape(tensor_util.constant_value(size) if isinstance(size, compat_v1.Tensor) else size)


def _may_be_of_beams(shape: Any, rows: Any, beams: int) -> bool:
    """Whether elements of `shape` are taken for [N * beams, ...]: 1.15.5 asks more where a second size is known."""
    first, *rest = shape.as_list()
    if rows is None or first is None:
        return True
    return first == rows * beams and (not rest or rest[0] is None or (first == rows and rest[0] == beams))


def _check_of_beams(stacked: Any, rows: Any, beams: int) -> Any:
    words = (
        f"TensorArray reordering expects elements to be reshapable to [batch_size, beam_size, -1] which is "
        f"incompatible with the dynamic shape of {stacked.name} elements. {TO_SWITCH_OFF}"
    )
    shape = array_ops.shape(stacked)
    if stacked.shape.ndims == 2:
        fits = math_ops.equal(shape[1], rows * beams)
    else:
        merged = math_ops.equal(shape[1], rows * beams)
        fits = math_ops.logical_or(
            merged, math_ops.logical_and(math_ops.equal(shape[1], rows), math_ops.equal(shape[2], beams))
        )
    return compat_v1.Assert(fits, [words])


@provide("tf.contrib.seq2seq.gather_tree_from_array", gone="2.0")
def gather_tree_from_array(t: Any, parent_ids: Any, sequence_length: Any) -> Any:
    """`t` [time, N * beams, ...] with each step's beams in the order of the paths that were found."""
    time, rows, beams = (
        compat_v1.dimension_value(parent_ids.shape[axis]) or array_ops.shape(parent_ids)[axis] for axis in range(3)
    )
    own = array_ops.expand_dims(array_ops.expand_dims(math_ops.range(beams), 0), 0)
    own = array_ops.tile(own, [time, rows, 1])
    longest = math_ops.cast(math_ops.reduce_max(sequence_length, axis=1), compat_v1.int32)
    path = gather_tree(step_ids=own, parent_ids=parent_ids, max_sequence_lengths=longest, end_token=beams + 1)
    within = array_ops.transpose(array_ops.sequence_mask(sequence_length, maxlen=time), perm=[2, 0, 1])
    path = compat_v1.where(within, x=path, y=own)
    step = array_ops.tile(array_ops.reshape(math_ops.range(time), [-1, 1, 1]), [1, rows, beams])
    row = array_ops.tile(array_ops.reshape(math_ops.range(rows), [-1, 1, 1]), [1, time, beams])
    places = compat_v1.stack([step, array_ops.transpose(row, perm=[1, 0, 2]), path], -1)
    shape = array_ops.shape(t)
    found = array_ops.gather_nd(array_ops.reshape(t, [time, rows, beams, -1]), places)
    return array_ops.reshape(found, shape)
