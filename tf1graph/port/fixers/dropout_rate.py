"""`tf.nn.dropout(x, keep_prob)` → `tf.nn.dropout(x, rate=1 - keep_prob)`."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tf1graph.port.fixers import Call, Fixer, constant
from tf1graph.port.source import Edit

fixer = Fixer("dropout-rate")
AFTER = ("noise_shape", "seed", "name")
SIMPLE = (ast.Name, ast.Attribute, ast.Subscript, ast.Call, ast.Constant)


@fixer.on_call("tf.nn.dropout")
def pass_rate(call: Call) -> Iterator[Edit]:
    """Edits that pass the share to drop for the share to keep."""
    if call.has_starred() or call.keyword("rate"):
        return
    keyword = call.keyword("keep_prob")
    kept = keyword.value if keyword else call.positional(1)
    if kept is None or (isinstance(kept, ast.Constant) and not isinstance(constant(kept), (int, float))):
        return
    start = call.module.source.before_brackets(kept, call.node) if not keyword else call.module.source.start(keyword)
    bare = isinstance(kept, SIMPLE) or start != call.module.source.start(kept)
    opening, closing = ("", "") if (bare and not keyword) or isinstance(kept, SIMPLE) else ("(", ")")
    if keyword:
        yield Edit(start, start + len(b"keep_prob"), "rate", call.rule)
        value = call.module.source.behind_equals(keyword)
        yield Edit(value, value, f"1 - {opening}", call.rule)
    else:
        yield Edit(start, start, f"rate=1 - {opening}", call.rule)
    if closing:
        yield call.append(kept, closing)
    for name, value_of in zip(AFTER, call.node.args[2:], strict=False):
        yield from call.name_argument(value_of, name)
