"""Pillow: the names of filters that version 10 took away."""

from __future__ import annotations

from types import ModuleType
from typing import Any

FILTERS = {"ANTIALIAS": "LANCZOS", "CUBIC": "BICUBIC", "LINEAR": "BILINEAR"}


def image(module: ModuleType) -> dict[str, Any]:
    """The names that `PIL.Image` lost."""
    return {old: getattr(module.Resampling, new) for old, new in FILTERS.items()}


MODULES = {"PIL.Image": image}
