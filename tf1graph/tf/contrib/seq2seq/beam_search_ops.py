"""Paths through a beam: `gather_tree` (contrib/seq2seq/kernels/beam_search_ops.cc of 1.15.5)."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, function, math_ops, ops
from tf1graph.tf.names import provide


@provide("tf.contrib.seq2seq.gather_tree", today="tfa.seq2seq.gather_tree", gone="2.0")
def gather_tree(step_ids: Any, parent_ids: Any, max_sequence_lengths: Any, end_token: Any, name: Any = None) -> Any:
    """The words of each beam from its end back to its start, [time, N, beams], of int32.

    Args:
      step_ids: the words of each step, [time, N, beams], of int32.
      parent_ids: the beam that each goes on from, likewise.
      max_sequence_lengths: how long the longest beam of each example is, [N], of int32.
      end_token: the word that ends a beam; what comes after its first is made it too.
      name: of the op, which is a function of the graph: today's wheels lack the kernel.

    Raises:
      InvalidArgumentError: when it runs, a parent is no beam.
    """
    whole = compat_v1.int32
    with compat_v1.name_scope(name, "GatherTree") as scope:
        step_ids, parent_ids, max_sequence_lengths, end_token = (
            ops.convert_to_tensor(given, dtype=whole, name=called)
            for given, called in (
                (step_ids, "step_ids"),
                (parent_ids, "parent_ids"),
                (max_sequence_lengths, "max_sequence_lengths"),
                (end_token, "end_token"),
            )
        )
        paths = _gather(step_ids, parent_ids, max_sequence_lengths, end_token, name=scope)
    paths.set_shape(step_ids.shape)
    return paths


# A function stands in the graph as a node of the op that it is named after.
@function.Defun(*[compat_v1.int32] * 4, func_name="GatherTree")
def _gather(words: Any, parents: Any, lengths: Any, end: Any) -> Any:
    size = array_ops.shape(words)
    time, beams = size[0], size[2]
    start = array_ops.zeros_like(words[0]) + math_ops.range(beams)  # each path is followed from the beam it ends in
    found = compat_v1.TensorArray(compat_v1.int32, time)

    def go_back(step: Any, beam: Any, found: Any) -> Any:
        there = array_ops.tile((step < lengths)[:, None], [1, beams])
        word = array_ops.gather(words[step], beam, batch_dims=1)
        before = array_ops.gather(parents[step], beam, batch_dims=1)
        found = found.write(step, compat_v1.where(there, word, array_ops.zeros_like(word) + end))
        return step - 1, compat_v1.where(there, before, beam), found

    _, _, found = compat_v1.while_loop(lambda step, *_: step >= 0, go_back, (time - 1, start, found))
    paths = found.stack()
    ended = math_ops.cumsum(math_ops.cast(math_ops.equal(paths, end), compat_v1.int32), axis=0)
    return compat_v1.where(ended > 0, array_ops.zeros_like(paths) + end, paths)
