"""`keras.utils.generic_utils`: lists, shapes and arrays."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tf1graph.keras._tree import mirror
from tf1graph.keras.backend.shapes import transpose_shape
from tf1graph.keras.utils.progress import Progbar
from tf1graph.tf.python.keras._tf_keras import generic_utils

func_dump, func_load, has_arg = generic_utils.func_dump, generic_utils.func_load, generic_utils.has_arg
slice_arrays = generic_utils.slice_arrays

__all__ = ["Progbar", "is_all_none", "object_list_uid", "to_list", "transpose_shape", "unpack_singleton"]


def to_list(x: Any, allow_tuple: bool = False) -> list[Any]:
    """`x` in a list, unless it is one, or a tuple and may be."""
    if isinstance(x, list):
        return x
    return list(x) if allow_tuple and isinstance(x, tuple) else [x]


def unpack_singleton(x: Any) -> Any:
    """What a list of one thing holds; other things as they are."""
    return x[0] if len(x) == 1 else x


def object_list_uid(object_list: Any) -> str:
    """A name for these very objects."""
    return ", ".join(str(abs(id(thing))) for thing in to_list(object_list))


def is_all_none(iterable_or_element: Any) -> bool:
    """Whether there is nothing but None."""
    things = iterable_or_element if isinstance(iterable_or_element, Iterable) else [iterable_or_element]
    return all(thing is None for thing in things)


__getattr__, __dir__ = mirror(__name__)
