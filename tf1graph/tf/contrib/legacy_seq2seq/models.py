"""Whole nets from one sequence to another: an encoder whose last state a decoder starts from.

Throughout, `encoder_inputs` and `decoder_inputs` are lists over time, and outputs are such a list too. Where a net
takes words they are tensors [N] of numbers; `feed_previous` says whether the decoder's next input is the word that
it said, not the one of the list: a boolean, or a scalar tensor of one. A state is the decoder's last.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, variable_scope
from tf1graph.tf.contrib.legacy_seq2seq.decoders import (
    check_projection,
    embedding_attention_decoder,
    embedding_rnn_decoder,
    rnn_decoder,
    say_again,
)
from tf1graph.tf.contrib.rnn.core_rnn_cell import EmbeddingWrapper, OutputProjectionWrapper
from tf1graph.tf.names import provide
from tf1graph.tf.nn.rnn_cell.base import RNNCell


@provide("tf.contrib.legacy_seq2seq.basic_rnn_seq2seq", today="tf_keras.layers.RNN", gone="2.0")
def basic_rnn_seq2seq(
    encoder_inputs: list[Any], decoder_inputs: list[Any], cell: Any, dtype: Any = compat_v1.float32, scope: Any = None
) -> Any:
    """Outputs and state of an encoder and a decoder with a cell each; inputs are tensors [N, size]."""
    with variable_scope.variable_scope(scope or "basic_rnn_seq2seq"):
        _, state = compat_v1.nn.static_rnn(copy.deepcopy(cell), encoder_inputs, dtype=dtype)
        return rnn_decoder(decoder_inputs, state, cell)


@provide("tf.contrib.legacy_seq2seq.tied_rnn_seq2seq", today="tf_keras.layers.RNN", gone="2.0")
def tied_rnn_seq2seq(
    encoder_inputs: list[Any],
    decoder_inputs: list[Any],
    cell: Any,
    loop_function: Callable[[Any, int], Any] | None = None,
    dtype: Any = compat_v1.float32,
    scope: Any = None,
) -> Any:
    """Outputs and state of an encoder and a decoder that share one cell; inputs are tensors [N, size]."""
    with variable_scope.variable_scope("combined_tied_rnn_seq2seq"):
        scope = scope or "tied_rnn_seq2seq"
        _, state = compat_v1.nn.static_rnn(cell, encoder_inputs, dtype=dtype, scope=scope)
        variable_scope.get_variable_scope().reuse_variables()
        return rnn_decoder(decoder_inputs, state, cell, loop_function=loop_function, scope=scope)


@provide("tf.contrib.legacy_seq2seq.embedding_rnn_seq2seq", today="tf_keras.layers.RNN", gone="2.0")
def embedding_rnn_seq2seq(
    encoder_inputs: list[Any],
    decoder_inputs: list[Any],
    cell: Any,
    num_encoder_symbols: int,
    num_decoder_symbols: int,
    embedding_size: int,
    output_projection: Any = None,
    feed_previous: Any = False,
    dtype: Any = None,
    scope: Any = None,
) -> Any:
    """Outputs and state of words to words, with a table for each side.

    Args:
      encoder_inputs, decoder_inputs, feed_previous: see above.
      cell: the cell of both sides, copied for the encoder.
      num_encoder_symbols, num_decoder_symbols, embedding_size: the tables' sizes.
      output_projection: a pair of weights and biases by which the outputs become words; the decoder's cell is
        projected to `num_decoder_symbols` where it is None.
      dtype: of the encoder's first state; the scope's where it is None.
      scope: of the variables.
    """
    with variable_scope.variable_scope(scope or "embedding_rnn_seq2seq") as scope:
        if dtype is not None:
            scope.set_dtype(dtype)
        encoder = EmbeddingWrapper(copy.deepcopy(cell), num_encoder_symbols, embedding_size)
        _, start = compat_v1.nn.static_rnn(encoder, encoder_inputs, dtype=scope.dtype)
        if output_projection is None:
            cell = OutputProjectionWrapper(cell, num_decoder_symbols)

        def decode(feed: bool, **options: Any) -> Any:
            return embedding_rnn_decoder(
                decoder_inputs,
                start,
                cell,
                num_decoder_symbols,
                embedding_size,
                output_projection=output_projection,
                feed_previous=feed,
                **options,
            )

        return _fed(feed_previous, decode, start)


@provide("tf.contrib.legacy_seq2seq.embedding_tied_rnn_seq2seq", today="tf_keras.layers.RNN", gone="2.0")
def embedding_tied_rnn_seq2seq(
    encoder_inputs: list[Any],
    decoder_inputs: list[Any],
    cell: Any,
    num_symbols: int,
    embedding_size: int,
    num_decoder_symbols: int | None = None,
    output_projection: Any = None,
    feed_previous: Any = False,
    dtype: Any = None,
    scope: Any = None,
) -> Any:
    """Outputs and state of words to words, with one table and one cell for both sides.

    Args:
      encoder_inputs, decoder_inputs, feed_previous: see above.
      cell: the cell of both sides.
      num_symbols, embedding_size: the table's sizes.
      num_decoder_symbols: how many of the words may be said; all where it is None.
      output_projection, dtype, scope: as of `embedding_rnn_seq2seq`.
    """
    with variable_scope.variable_scope(scope or "embedding_tied_rnn_seq2seq", dtype=dtype) as scope:
        dtype = scope.dtype
        if output_projection is not None:
            check_projection(output_projection, num_symbols, dtype)
        table = variable_scope.get_variable("embedding", [num_symbols, embedding_size], dtype=dtype)
        heard = [compat_v1.nn.embedding_lookup(table, word) for word in encoder_inputs]
        to_say = [compat_v1.nn.embedding_lookup(table, word) for word in decoder_inputs]
        if output_projection is None:
            cell = OutputProjectionWrapper(cell, num_symbols if num_decoder_symbols is None else num_decoder_symbols)

        def decode(feed: bool, update_embedding_for_previous: bool = True) -> Any:
            loop = say_again(table, output_projection, update_embedding_for_previous) if feed else None
            return tied_rnn_seq2seq(heard, to_say, cell, loop_function=loop, dtype=dtype)

        if isinstance(feed_previous, bool):
            return decode(feed_previous)
        flat = _both_ways(feed_previous, decode)
        rows = compat_v1.dimension_value(encoder_inputs[0].shape[0])
        rows = array_ops.shape(encoder_inputs[0])[0] if rows is None else rows
        return _packed(flat, len(decoder_inputs), cell.zero_state(rows, dtype))


@provide("tf.contrib.legacy_seq2seq.embedding_attention_seq2seq", today="tf_keras.layers.AdditiveAttention", gone="2.0")
def embedding_attention_seq2seq(
    encoder_inputs: list[Any],
    decoder_inputs: list[Any],
    cell: Any,
    num_encoder_symbols: int,
    num_decoder_symbols: int,
    embedding_size: int,
    num_heads: int = 1,
    output_projection: Any = None,
    feed_previous: Any = False,
    dtype: Any = None,
    scope: Any = None,
    initial_state_attention: bool = False,
) -> Any:
    """Outputs and state of words to words, where the decoder looks at the encoder's outputs.

    Args:
      num_heads, initial_state_attention: as of `attention_decoder`.
      encoder_inputs, decoder_inputs, cell, num_encoder_symbols, num_decoder_symbols, embedding_size,
        output_projection, feed_previous, dtype, scope: as of `embedding_rnn_seq2seq`.
    """
    with variable_scope.variable_scope(scope or "embedding_attention_seq2seq", dtype=dtype) as scope:
        encoder = EmbeddingWrapper(copy.deepcopy(cell), num_encoder_symbols, embedding_size)
        outputs, start = compat_v1.nn.static_rnn(encoder, encoder_inputs, dtype=scope.dtype)
        seen = array_ops.concat([array_ops.reshape(output, [-1, 1, cell.output_size]) for output in outputs], 1)
        output_size = None
        if output_projection is None:
            cell = OutputProjectionWrapper(cell, num_decoder_symbols)
            output_size = num_decoder_symbols

        def decode(feed: bool, **options: Any) -> Any:
            return embedding_attention_decoder(
                decoder_inputs,
                start,
                seen,
                cell,
                num_decoder_symbols,
                embedding_size,
                num_heads=num_heads,
                output_size=output_size,
                output_projection=output_projection,
                feed_previous=feed,
                initial_state_attention=initial_state_attention,
                **options,
            )

        return _fed(feed_previous, decode, start)


@provide("tf.contrib.legacy_seq2seq.one2many_rnn_seq2seq", today="tf_keras.layers.RNN", gone="2.0")
def one2many_rnn_seq2seq(
    encoder_inputs: list[Any],
    decoder_inputs_dict: dict[Any, list[Any]],
    enc_cell: Any,
    dec_cells_dict: dict[Any, Any],
    num_encoder_symbols: int,
    num_decoder_symbols_dict: dict[Any, int],
    embedding_size: int,
    feed_previous: Any = False,
    dtype: Any = None,
    scope: Any = None,
) -> tuple[dict[Any, Any], dict[Any, Any]]:
    """Outputs and states by name, of one encoder and a decoder for each name.

    Raises:
      TypeError: a cell is no RNNCell.
      ValueError: the dictionaries have other names.
    """
    for which, cell in [("enc_cell", enc_cell), *(("dec_cell", cell) for cell in dec_cells_dict.values())]:
        if not isinstance(cell, RNNCell):
            raise TypeError(f"{which} is not an RNNCell: {type(cell)}")
    if set(dec_cells_dict) != set(decoder_inputs_dict):
        raise ValueError("keys of dec_cells_dict != keys of decodre_inputs_dict")
    outputs, states = {}, {}
    with variable_scope.variable_scope(scope or "one2many_rnn_seq2seq", dtype=dtype) as scope:
        encoder = EmbeddingWrapper(enc_cell, num_encoder_symbols, embedding_size)
        _, start = compat_v1.nn.static_rnn(encoder, encoder_inputs, dtype=scope.dtype)
        for name, inputs in decoder_inputs_dict.items():
            count = num_decoder_symbols_dict[name]
            with variable_scope.variable_scope(f"one2many_decoder_{name}"):
                cell = OutputProjectionWrapper(dec_cells_dict[name], count)
                decode = _decoder_of(inputs, start, cell, count, embedding_size)
                outputs[name], states[name] = _fed(feed_previous, decode, start)
    return outputs, states


def _decoder_of(inputs: list[Any], start: Any, cell: Any, count: int, size: int) -> Callable[..., Any]:
    def decode(feed: bool, update_embedding_for_previous: bool = True) -> Any:
        return embedding_rnn_decoder(inputs, start, cell, count, size, feed_previous=feed)

    return decode


def _fed(feed_previous: Any, decode: Callable[..., Any], start: Any) -> Any:
    """Outputs and state of `decode`, or of both its ways under a condition of the graph."""
    if isinstance(feed_previous, bool):
        return decode(feed_previous)
    flat = _both_ways(feed_previous, decode)
    return _packed(flat, len(flat) - len(compat_v1.nest.flatten(start)), start)


def _both_ways(condition: Any, decode: Callable[..., Any]) -> list[Any]:
    """Outputs, then the parts of the state; what was said teaches the table nothing here."""

    def branch(feed: bool) -> list[Any]:
        scope = variable_scope.get_variable_scope()
        with variable_scope.variable_scope(scope, reuse=None if feed else True):
            outputs, state = decode(feed, update_embedding_for_previous=False)
            return outputs + compat_v1.nest.flatten(state)

    return compat_v1.cond(condition, lambda: branch(True), lambda: branch(False))


def _packed(flat: list[Any], count: int, structure: Any) -> tuple[list[Any], Any]:
    state = flat[count]
    if compat_v1.nest.is_nested(structure):
        state = compat_v1.nest.pack_sequence_as(structure, flat[count:])
    return flat[:count], state
