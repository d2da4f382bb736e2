"""One row of the tables of methods that classes have lost, or that take other arguments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple


class Method(NamedTuple):
    """What stands for a method.

    Attributes:
      owner: `module:Class`, whose instances had it.
      function: takes the instance first; of a method that changed, what today's class has of the name.
      changed: whether the class has it still, otherwise.
      value: whether it was no method but a value, which `function` gives.
    """

    owner: str
    function: Callable[..., Any]
    changed: bool = False
    value: bool = False
