"""Pillow: the names of filters that version 10 took away."""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import Any

FILTERS = {"ANTIALIAS": "LANCZOS", "CUBIC": "BICUBIC", "LINEAR": "BILINEAR"}


def image(module: Any) -> dict[str, Any]:
    """The names that `PIL.Image` lost."""
    return {
        **{old: getattr(module.Resampling, new) for old, new in FILTERS.items()},
        **_pil(importlib.import_module("PIL")),
        "VERSION": "1.1.7",  # of the library that Pillow was made from
        "fromstring": module.frombytes,
        "isImageType": lambda thing: isinstance(thing, module.Image),
    }


def _pil(module: Any) -> dict[str, Any]:
    return {"PILLOW_VERSION": module.__version__}


def _top(name: str) -> Any:
    """What makes the names of `import Image`, as the library before Pillow was imported."""

    def names(module: ModuleType) -> dict[str, Any]:
        found: Any = importlib.import_module(f"PIL.{name}")
        kept = {key: thing for key, thing in vars(found).items() if key[:1] != "_"}
        return {**kept, **(image(found) if name == "Image" else {})}

    return names


MODULES = {
    "PIL": _pil,
    "PIL.Image": image,
    **{name: _top(name) for name in ("Image", "ImageDraw", "ImageFilter", "ImageFont", "ImageOps")},
}
