"""`reduction_indices`, `dim`, `dimension`, `squeeze_dims`, `keep_dims` and their like → `axis`, `keepdims`."""

from __future__ import annotations

from collections.abc import Iterator

from tf1graph.port.fixers import Call, Fixer
from tf1graph.port.source import Edit

fixer = Fixer("reduction-arguments")
REDUCTIONS = ("reduction_indices", "axis"), ("keep_dims", "keepdims")
# The arguments that have another name since, by the functions that have them.
RENAMED: dict[str, tuple[tuple[str, str], ...]] = {
    **{
        f"tf.{place}reduce_{name}": REDUCTIONS
        for name in ("all", "any", "logsumexp", "max", "mean", "min", "prod", "sum")
        for place in ("", "math.")
    },
    "tf.count_nonzero": REDUCTIONS,
    "tf.math.count_nonzero": REDUCTIONS,
    "tf.argmax": (("dimension", "axis"),),
    "tf.argmin": (("dimension", "axis"),),
    "tf.expand_dims": (("dim", "axis"),),
    "tf.squeeze": (("squeeze_dims", "axis"),),
    "tf.nn.softmax": (("dim", "axis"),),
    "tf.nn.log_softmax": (("dim", "axis"),),
    "tf.nn.l2_normalize": (("dim", "axis"),),
    "tf.nn.moments": (("keep_dims", "keepdims"),),
    "tf.nn.weighted_moments": (("keep_dims", "keepdims"),),
    "tf.norm": (("keep_dims", "keepdims"),),
    "tf.reverse_sequence": (("seq_dim", "seq_axis"), ("batch_dim", "batch_axis")),
    "tf.sparse_reduce_sum": (("reduction_axes", "axis"), ("keep_dims", "keepdims")),
}


@fixer.on_call(*RENAMED)
def rename_arguments(call: Call) -> Iterator[Edit]:
    """Edits that pass them under their names of today."""
    for old, new in RENAMED[call.use.legacy]:
        if not call.keyword(new):
            yield from call.rename_keyword(old, new)
