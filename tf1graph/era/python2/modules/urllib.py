"""`urllib` and `urllib2`: what they held, in one module."""

import urllib.error
import urllib.parse
import urllib.request
from typing import Any

from tf1graph.era.downloads import urlopen, urlretrieve

__all__ = ["urlopen", "urlretrieve"]


def __getattr__(name: str) -> Any:
    for module in (urllib.request, urllib.parse, urllib.error):
        if hasattr(module, name):
            return getattr(module, name)
    raise AttributeError(f"module 'urllib' has no attribute {name!r}")
