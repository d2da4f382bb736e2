"""`xml.etree.cElementTree`, which Python 3.9 took away: the C accelerator is `ElementTree` itself now."""

from __future__ import annotations

import xml.etree.ElementTree
from types import ModuleType
from typing import Any


def c_element_tree(module: ModuleType) -> dict[str, Any]:
    """The names of `xml.etree.cElementTree`."""
    return {name: thing for name, thing in vars(xml.etree.ElementTree).items() if not name.startswith("_")}


MODULES = {"xml.etree.cElementTree": c_element_tree}
