"""`gym.make(name)` → `tf1graph.era.gym.make(gym, name)`: `reset` gives an observation, `step` four values, as then."""

from __future__ import annotations

from collections.abc import Iterator

from tf1graph.port.fixers import Call, Fixer
from tf1graph.port.source import Edit

fixer = Fixer("gym-environments")
OURS = "tf1graph.era.gym.make"


@fixer.on_call("gym.make")
def make_as_then(call: Call) -> Iterator[Edit]:
    """Edits that have the environment made as before gym 0.26; a `make` that was imported by name is left alone."""
    name = call.use.node
    if call.use.base is None or not call.use.chain or not call.module.is_in_place(call.use):
        return
    source = call.module.source
    owner = source.segment(name.value)  # type: ignore[attr-defined]
    yield Edit(source.start(name), source.end(name), call.module.imported(OURS, "make"), call.rule)
    opened = source.data.index(b"(", source.end(name)) + 1
    more = ", " if call.node.args or call.node.keywords else ""
    yield Edit(opened, opened, owner + more, call.rule)
