"""The virtual environment of this checkout: `.venv`, made at the first use and kept."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOWEST = (3, 10)


def prepare(extra: str = "") -> Path:
    """The Python of `.venv`, with this package installed from the checkout and its dependencies beside it.

    Args:
      extra: a set of further dependencies in `setup.cfg`, `test`.
    """
    if sys.version_info < LOWEST:
        sys.exit(f"Python {sys.version.split()[0]} is too old: start this with Python 3.10 or newer.")
    python = ROOT / ".venv" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not python.exists():
        print("making the environment .venv", flush=True)
        venv.create(ROOT / ".venv", with_pip=True)
    package = f"{ROOT}[{extra}]" if extra else str(ROOT)
    run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--editable", package)
    return python


def run(*command: object) -> None:
    """Run a command in the checkout; where it fails, end with its exit code."""
    line = [str(part) for part in command]
    print("$", *(Path(line[0]).name, *line[1:]), flush=True)
    code = subprocess.run(line, cwd=ROOT).returncode
    if code:
        sys.exit(code)
