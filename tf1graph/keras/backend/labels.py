"""Labels of sequences that are not aligned with them."""

from __future__ import annotations

from typing import Any

from tf1graph import tf


def ctc_decode(
    y_pred: Any, input_length: Any, greedy: bool = True, beam_width: int = 100, top_paths: int = 1
) -> tuple[list[Any], Any]:
    """The likeliest labellings of sequences, each [batch, longest] with -1 behind its end, and their log likelihoods.

    Args:
      y_pred: probabilities [batch, steps, classes], the last class for none.
      input_length: the steps of each sequence, [batch].
      greedy: whether the best class of each step is taken; else `beam_width` labellings are followed.
    """
    logits = tf.log(tf.transpose(y_pred, [1, 0, 2]) + tf.keras.backend.epsilon())
    lengths = tf.cast(input_length, "int32")
    if greedy:
        decoded, likely = tf.nn.ctc_greedy_decoder(logits, lengths)
    else:
        decoded, likely = tf.nn.ctc_beam_search_decoder(logits, lengths, beam_width, top_paths, merge_repeated=False)
    dense = [tf.sparse_to_dense(one.indices, one.dense_shape, one.values, default_value=-1) for one in decoded]
    return dense, likely
