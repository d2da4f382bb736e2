#!/usr/bin/env python3
"""Make the environment and run every check: style, types, tests.

    python3 scripts/test.py                     # all of it
    python3 scripts/test.py tests/tf -k seeds   # arguments go to pytest; then only pytest runs

Needs Python 3.10 or newer with venv, and a package index.
"""

import sys

from environment import prepare, run

if __name__ == "__main__":
    python = prepare("test")
    if len(sys.argv) == 1:
        run(python, "-m", "ruff", "check")
        run(python, "-m", "ruff", "format", "--check")
        run(python, "-m", "mypy")
    run(python, "-m", "pytest", *sys.argv[1:])
