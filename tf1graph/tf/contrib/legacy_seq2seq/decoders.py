"""Decoders: cells unrolled over the words to say, with attention or without.

Throughout, `cell` is an RNN cell, `decoder_inputs` a list over time, outputs are such a list too, `scope` is that of
the variables, and a `loop_function(previous_output, i)` gives the i-th input in place of the one in the list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, math_ops, ops, variable_scope
from tf1graph.tf.names import provide
from tf1graph.tf.nn.rnn_cell.linear import Linear


@provide("tf.contrib.legacy_seq2seq.rnn_decoder", today="tf_keras.layers.RNN", gone="2.0")
def rnn_decoder(
    decoder_inputs: Iterable[Any],
    initial_state: Any,
    cell: Any,
    loop_function: Callable[[Any, int], Any] | None = None,
    scope: Any = None,
) -> Any:
    """The outputs [N, size] of a cell that starts from `initial_state`, and its last state."""
    with variable_scope.variable_scope(scope or "rnn_decoder"):
        state = initial_state
        outputs: list[Any] = []
        for i, inputs in enumerate(decoder_inputs):
            if loop_function is not None and outputs:
                inputs = _looped(loop_function, outputs[-1], i)
            if i > 0:
                variable_scope.get_variable_scope().reuse_variables()
            output, state = cell(inputs, state)
            outputs.append(output)
    return outputs, state


@provide("tf.contrib.legacy_seq2seq.embedding_rnn_decoder", today="tf_keras.layers.RNN", gone="2.0")
def embedding_rnn_decoder(
    decoder_inputs: list[Any],
    initial_state: Any,
    cell: Any,
    num_symbols: int,
    embedding_size: int,
    output_projection: Any = None,
    feed_previous: bool = False,
    update_embedding_for_previous: bool = True,
    scope: Any = None,
) -> Any:
    """`rnn_decoder` of words, which are looked up in a table [num_symbols, embedding_size].

    Args:
      decoder_inputs: tensors [N] of numbers of words.
      initial_state, cell, scope: as of `rnn_decoder`.
      num_symbols, embedding_size: the table's sizes.
      output_projection: a pair of weights [size, num_symbols] and biases [num_symbols] by which the outputs become
        words, or None.
      feed_previous: whether the word that was said is the next input, not the one of the list.
      update_embedding_for_previous: whether the table then learns from it.
    """
    with variable_scope.variable_scope(scope or "embedding_rnn_decoder") as scope:
        if output_projection is not None:
            check_projection(output_projection, num_symbols, scope.dtype)
        table = variable_scope.get_variable("embedding", [num_symbols, embedding_size])
        loop = None
        if feed_previous:
            loop = say_again(table, output_projection, update_embedding_for_previous)
        words = (compat_v1.nn.embedding_lookup(table, word) for word in decoder_inputs)
        return rnn_decoder(words, initial_state, cell, loop_function=loop)


@provide("tf.contrib.legacy_seq2seq.attention_decoder", today="tf_keras.layers.AdditiveAttention", gone="2.0")
def attention_decoder(
    decoder_inputs: list[Any],
    initial_state: Any,
    attention_states: Any,
    cell: Any,
    output_size: int | None = None,
    num_heads: int = 1,
    loop_function: Callable[[Any, int], Any] | None = None,
    dtype: Any = None,
    scope: Any = None,
    initial_state_attention: bool = False,
) -> Any:
    """`rnn_decoder` that looks at `attention_states` [N, length, size] at each step (arXiv:1412.7449).

    Args:
      decoder_inputs, initial_state, cell, loop_function, scope: as of `rnn_decoder`.
      attention_states: what is looked at; its size is known.
      output_size: of the outputs; that of the cell where it is None.
      num_heads: how many looks are taken at a step.
      dtype: of the variables; the scope's where it is None.
      initial_state_attention: whether a look is taken before the first step; else it sees zeros.

    Raises:
      ValueError: there is no input or no head, or the size of what is looked at is not known.
    """
    if not decoder_inputs:
        raise ValueError("Must provide at least 1 input to attention decoder.")
    if num_heads < 1:
        raise ValueError("With less than 1 heads, use a non-attention decoder.")
    if compat_v1.dimension_value(attention_states.shape[2]) is None:
        raise ValueError(f"Shape[2] of attention_states must be known: {attention_states.shape}")
    output_size = cell.output_size if output_size is None else output_size
    with variable_scope.variable_scope(scope or "attention_decoder", dtype=dtype) as scope:
        rows = array_ops.shape(decoder_inputs[0])[0]
        heads = _Heads(attention_states, num_heads, scope.dtype)
        state = initial_state
        outputs: list[Any] = []
        looks = heads.blank(rows)
        if initial_state_attention:
            looks = heads.look(initial_state)
        for i, inputs in enumerate(decoder_inputs):
            if i > 0:
                variable_scope.get_variable_scope().reuse_variables()
            if loop_function is not None and outputs:
                inputs = _looped(loop_function, outputs[-1], i)
            size = inputs.shape.with_rank(2)[1]
            if compat_v1.dimension_value(size) is None:
                raise ValueError(f"Could not infer input size from input: {inputs.name}")
            seen = [math_ops.cast(tensor, scope.dtype) for tensor in [inputs, *looks]]
            output, state = cell(Linear(seen, size, True)(seen), state)
            if i == 0 and initial_state_attention:
                with variable_scope.variable_scope(variable_scope.get_variable_scope(), reuse=True):
                    looks = heads.look(state)
            else:
                looks = heads.look(state)
            with variable_scope.variable_scope("AttnOutputProjection"):
                seen = [math_ops.cast(output, scope.dtype), *looks]
                outputs.append(Linear(seen, output_size, True)(seen))
    return outputs, state


@provide("tf.contrib.legacy_seq2seq.embedding_attention_decoder", today="tf_keras.layers.AdditiveAttention", gone="2.0")
def embedding_attention_decoder(
    decoder_inputs: list[Any],
    initial_state: Any,
    attention_states: Any,
    cell: Any,
    num_symbols: int,
    embedding_size: int,
    num_heads: int = 1,
    output_size: int | None = None,
    output_projection: Any = None,
    feed_previous: bool = False,
    update_embedding_for_previous: bool = True,
    dtype: Any = None,
    scope: Any = None,
    initial_state_attention: bool = False,
) -> Any:
    """`attention_decoder` of words; see it and `embedding_rnn_decoder` for the arguments."""
    output_size = cell.output_size if output_size is None else output_size
    if output_projection is not None:
        bias = ops.convert_to_tensor(output_projection[1], dtype=dtype)
        bias.shape.assert_is_compatible_with([num_symbols])
    with variable_scope.variable_scope(scope or "embedding_attention_decoder", dtype=dtype):
        table = variable_scope.get_variable("embedding", [num_symbols, embedding_size])
        loop = None
        if feed_previous:
            loop = say_again(table, output_projection, update_embedding_for_previous)
        return attention_decoder(
            [compat_v1.nn.embedding_lookup(table, word) for word in decoder_inputs],
            initial_state,
            attention_states,
            cell,
            output_size=output_size,
            num_heads=num_heads,
            loop_function=loop,
            initial_state_attention=initial_state_attention,
        )


class _Heads:
    """What looks at states [N, length, size]: a kernel and a vector a head."""

    def __init__(self, states: Any, count: int, dtype: Any):
        length, size = states.shape.as_list()[1:]
        self.length = array_ops.shape(states)[1] if length is None else length
        self.size = size
        self.dtype = dtype
        self.hidden = array_ops.reshape(states, [-1, self.length, 1, size])
        self.features, self.vectors = [], []
        for head in range(count):
            kernel = variable_scope.get_variable(f"AttnW_{head}", [1, 1, size, size], dtype=dtype)
            self.features.append(compat_v1.nn.conv2d(self.hidden, kernel, [1, 1, 1, 1], "SAME"))
            self.vectors.append(variable_scope.get_variable(f"AttnV_{head}", [size], dtype=dtype))

    def blank(self, rows: Any) -> list[Any]:
        """What is seen before the first look."""
        shape = compat_v1.stack([rows, self.size])
        looks = [array_ops.zeros(shape, dtype=self.dtype) for _ in self.vectors]
        for look in looks:
            look.set_shape([None, self.size])
        return looks

    def look(self, query: Any) -> list[Any]:
        """The mean of the states by their likeness to `query`, one a head."""
        if compat_v1.nest.is_nested(query):
            query = array_ops.concat(compat_v1.nest.flatten(query), 1)
        return [self._look_of(head, query) for head in range(len(self.vectors))]

    def _look_of(self, head: int, query: Any) -> Any:
        with variable_scope.variable_scope(f"Attention_{head}"):
            asked = array_ops.reshape(Linear(query, self.size, True)(query), [-1, 1, 1, self.size])
            asked = math_ops.cast(asked, self.dtype)
            likeness = self.vectors[head] * math_ops.tanh(self.features[head] + asked)
            likeness = math_ops.cast(math_ops.reduce_sum(likeness, [2, 3]), compat_v1.float32)
            shares = math_ops.cast(compat_v1.nn.softmax(likeness), self.dtype)
            mean = math_ops.reduce_sum(array_ops.reshape(shares, [-1, self.length, 1, 1]) * self.hidden, [1, 2])
            return array_ops.reshape(mean, [-1, self.size])


def say_again(table: Any, projection: Any = None, update: bool = True) -> Callable[[Any, int], Any]:
    """A loop function: the likeliest word of the last output, looked up in `table`."""

    def loop(previous: Any, _: int) -> Any:
        if projection is not None:
            previous = compat_v1.nn.xw_plus_b(previous, projection[0], projection[1])
        word = compat_v1.nn.embedding_lookup(table, math_ops.argmax(previous, 1))
        return word if update else array_ops.stop_gradient(word)

    return loop


def check_projection(projection: Any, num_symbols: int, dtype: Any) -> None:
    """Raise ValueError where a pair of weights and biases does not lead to `num_symbols`."""
    weights = ops.convert_to_tensor(projection[0], dtype=dtype)
    weights.shape.assert_is_compatible_with([None, num_symbols])
    bias = ops.convert_to_tensor(projection[1], dtype=dtype)
    bias.shape.assert_is_compatible_with([num_symbols])


def _looped(loop_function: Callable[[Any, int], Any], previous: Any, index: int) -> Any:
    with variable_scope.variable_scope("loop_function", reuse=True):
        return loop_function(previous, index)
