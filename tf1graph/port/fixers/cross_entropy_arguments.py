"""`softmax_cross_entropy_with_logits(logits, labels)` of before TensorFlow 1.0 → arguments by name."""

from __future__ import annotations

from collections.abc import Iterator

from tf1graph.port.fixers import Call, Fixer, constant
from tf1graph.port.source import Edit

fixer = Fixer("cross-entropy-arguments")
# What stood in which place before an argument came first that takes nothing.
ORDER = {
    "tf.nn.softmax_cross_entropy_with_logits": ("logits", "labels", "axis", "name"),
    "tf.nn.sparse_softmax_cross_entropy_with_logits": ("logits", "labels", "name"),
    "tf.nn.sigmoid_cross_entropy_with_logits": ("logits", "labels", "name"),
    "tf.nn.weighted_cross_entropy_with_logits": (),
}
RENAMED = {"targets": "labels", "dim": "axis"}


@fixer.on_call(*ORDER)
def name_arguments(call: Call) -> Iterator[Edit]:
    """Edits that name the arguments, and rename those that had other names."""
    for old, new in RENAMED.items():
        if not call.keyword(new):
            yield from call.rename_keyword(old, new)
    given = call.node.args
    if call.has_starred() or not given or (constant(given[0]) is None and len(given) < 2 and not call.node.keywords):
        return
    order = ORDER[call.use.legacy]
    if len(given) == 1 and (call.keyword("logits") or not call.keyword("labels")):
        return  # what the first argument is cannot be told
    for name, value in zip(order, given, strict=False):
        yield from call.name_argument(value, name)
