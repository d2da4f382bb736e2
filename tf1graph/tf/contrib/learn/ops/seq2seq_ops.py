"""Sequences from sequences, unrolled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf.names import provide


@provide("tf.contrib.learn.ops.sequence_classifier", gone="2.0")
def sequence_classifier(
    decoding: Sequence[Any],
    labels: Sequence[Any],
    sampling_decoding: Sequence[Any] | None = None,
    name: str | None = None,
) -> tuple[Any, Any]:
    """The probabilities of each step, [examples, steps, classes], and the sum of their cross entropies.

    Args:
      decoding: logits of each step.
      labels: of each step, 1 for the class of each example.
      sampling_decoding: logits of each step that the probabilities are made of instead.
    """
    with tf.name_scope(name, "sequence_classifier", [decoding, labels]):
        predictions, losses = [], []
        for place, logits in enumerate(decoding):
            name = f"sequence_loss/xent_raw{place}"
            losses.append(tf.nn.softmax_cross_entropy_with_logits(labels=labels[place], logits=logits, name=name))
            predictions.append(tf.nn.softmax(sampling_decoding[place] if sampling_decoding else logits))
        total = tf.reduce_sum(tf.add_n(losses, name="sequence_loss/xent"), name="sequence_loss")
        return tf.stack(predictions, axis=1), total


@provide("tf.contrib.learn.ops.seq2seq_inputs", gone="2.0")
def seq2seq_inputs(
    x: Any, y: Any, input_length: int, output_length: int, sentinel: Any = None, name: str | None = None
) -> tuple[list[Any], list[Any], list[Any]]:
    """The steps of the encoder's input, of the decoder's input and of its output.

    Args:
      x, y: [examples, steps, features].
      input_length, output_length: are passed over.
      sentinel: stands before the decoder's input and behind its output; zeros where there is None.
    """
    with tf.name_scope(name, "seq2seq_inputs", [x, y]):
        steps_in, steps_out = tf.unstack(x, axis=1), tf.unstack(y, axis=1)
        if not sentinel:
            sentinel = tf.zeros(tf.stack([tf.shape(x)[0], steps_out[0].shape[1]]))
            sentinel.set_shape(steps_out[0].shape)
        return steps_in, [sentinel, *steps_out], [*steps_out, sentinel]


@provide("tf.contrib.learn.ops.rnn_decoder", gone="2.0")
def rnn_decoder(
    decoder_inputs: Sequence[Any], initial_state: Any, cell: Any, scope: Any = None
) -> tuple[list[Any], list[Any], list[Any], list[Any]]:
    """The outputs and states of a cell for the inputs given, and those where each output is the next input."""
    with tf.variable_scope(scope or "dnn_decoder"):
        outputs: list[Any] = []
        states = [initial_state]
        with tf.name_scope("training", values=[decoder_inputs, initial_state]):
            for place, step in enumerate(decoder_inputs):
                if place:
                    tf.get_variable_scope().reuse_variables()
                output, state = cell(step, states[-1])
                outputs.append(output)
                states.append(state)
        sampled, sampled_states = outputs[:1], [initial_state, *states[: len(outputs[:1])]]
        with tf.name_scope("sampling", values=[initial_state]):
            for _ in decoder_inputs[1:]:
                output, state = cell(sampled[-1], sampled_states[-1])
                sampled.append(output)
                sampled_states.append(state)
    return outputs, states, sampled, sampled_states


@provide("tf.contrib.learn.ops.rnn_seq2seq", gone="2.0")
def rnn_seq2seq(
    encoder_inputs: Sequence[Any],
    decoder_inputs: Sequence[Any],
    encoder_cell: Any,
    decoder_cell: Any = None,
    dtype: Any = tf.float32,
    scope: Any = None,
) -> tuple[list[Any], list[Any], list[Any], list[Any]]:
    """What `rnn_decoder` gives, from the last state of a cell that has run over the encoder's inputs."""
    with tf.variable_scope(scope or "rnn_seq2seq"):
        _, state = tf.nn.static_rnn(encoder_cell, encoder_inputs, dtype=dtype)
        return rnn_decoder(decoder_inputs, state, decoder_cell or encoder_cell)
