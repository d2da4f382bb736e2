"""What the message of an error in a session says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import tf1graph
from tf1graph.tf._private import error_interpolation, inside
from tf1graph.tf._tree import mirror

__getattr__, __dir__ = mirror(__name__)

_TAG = re.compile(r"\{\{(?P<type>node|function_node) (?P<name>[^{}]*)\}\}")
_PACKAGES = (Path(tf1graph.__file__).parent, Path(error_interpolation.__file__).parents[2])


@inside(error_interpolation)
def interpolate_graph(message: str, graph: Any) -> str:
    """The message with each op's place in the program; today's begins with the way there instead."""

    def told(tag: re.Match[str]) -> str:
        if tag["type"] == "function_node":
            return ""
        try:
            made = graph.get_operation_by_name(tag["name"]).traceback
        except KeyError:  # an op that the session added
            return tag[0]
        places = [
            frame for frame in made or () if not any(package in Path(frame.filename).parents for package in _PACKAGES)
        ]
        return f"node {tag['name']} (defined at {places[-1].filename}:{places[-1].lineno}) " if places else tag[0]

    return _TAG.sub(told, message)
