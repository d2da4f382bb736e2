"""What became of each name of TensorFlow 1 in a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["ported", "same", "needs you", "refused"]
STATES: dict[State, str] = {
    "refused": "raises an error that says what to do instead",
    "needs you": "is left as it is, for the reason given",
    "ported": "is written as today's, or comes from tf1graph",
    "same": "is today's own under the same name",
}


@dataclass(frozen=True)
class Outcome:
    """One place where a file spells a name of TensorFlow 1, or of what surrounded it.

    Attributes:
      name: as TensorFlow 1's documentation has it, `tf.contrib.layers.flatten`.
      state: one of `STATES`.
      line, column: where it stands, counted from 1; of its cell in a notebook.
      rule: the rule that ported it.
      written: what is written now, where it was ported.
      note: why it is not ported, or what differs.
      cell: the number of the notebook's code cell, counted from 1; 0 in other files.
    """

    name: str
    state: State
    line: int
    column: int
    rule: str = ""
    written: str = ""
    note: str = ""
    cell: int = 0
