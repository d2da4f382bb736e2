"""`tf.pywrap_tensorflow`: what today's TensorFlow still wraps of the functions that SWIG wrapped in one module."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from tf1graph.errors import AttributeNotProvided
from tf1graph.tf import names
from tf1graph.tf._private import pywrap_modules


def __getattr__(name: str) -> Any:
    if not name.startswith("__"):
        for path in pywrap_modules:
            module = import_module(path)
            if hasattr(module, name):
                return getattr(module, name)
        full = f"tf.pywrap_tensorflow.{name}"
        row = names.refusal(full)
        raise AttributeNotProvided(full, row.note if row else "")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
