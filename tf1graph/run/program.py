"""Which modules are the program: all that are neither Python's own nor installed, and what is named besides."""

from __future__ import annotations

import os
from collections.abc import Iterable

import tf1graph

STDLIB = os.path.dirname(os.__file__) + os.sep
OURS = os.path.dirname(tf1graph.__file__) + os.sep
INSTALLED = ("site-packages", "dist-packages")


class Program:
    """The program that is run.

    Args:
      packages: names of installed packages that belong to it too, such as a legacy library.
    """

    def __init__(self, packages: Iterable[str] = ()):
        self.packages = tuple(packages)

    def owns(self, name: str, path: str) -> bool:
        """Whether the module `name`, whose source is the file `path`, belongs to the program."""
        if path.startswith(OURS):
            return False
        if name.partition(".")[0] in self.packages:
            return True
        installed = any(f"{os.sep}{folder}{os.sep}" in path for folder in INSTALLED)
        return not installed and not path.startswith(STDLIB)
