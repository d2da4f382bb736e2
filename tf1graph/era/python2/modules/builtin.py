"""`__builtin__`: Python 2's builtins as a module."""

from __future__ import annotations

import builtins
from typing import Any

from tf1graph.era.python2.builtins import BUILTINS


def __getattr__(name: str) -> Any:
    return BUILTINS[name] if name in BUILTINS else getattr(builtins, name)
