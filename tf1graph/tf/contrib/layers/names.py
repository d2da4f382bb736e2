"""Under which names the layers stand: `tf.contrib.slim` gave all of `tf.contrib.layers` too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from tf1graph.tf.names import provide

F = TypeVar("F", bound=Callable[..., Any])


def layer(*names: str, **about: Any) -> Callable[[F], F]:
    """`provide` for names of `tf.contrib.layers`, which `tf.contrib.slim` has as well."""
    places = ("layers", "slim")
    return provide(*(f"tf.contrib.{place}.{name}" for place in places for name in names), gone="2.0", **about)
