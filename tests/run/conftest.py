"""Programs, written into a folder and run as a user runs them."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "TF_CPP_MIN_LOG_LEVEL": "3"}


class Programs:
    """A folder of programs."""

    def __init__(self, folder):
        self.folder = folder

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")
        return path

    def run(self, *line, launcher=("-m", "tf1graph", "run"), **options):
        """What `tf1graph run line…` gave, called in the folder."""
        return subprocess.run(
            [sys.executable, *launcher, *line],
            **{"cwd": self.folder, "env": ENVIRONMENT, "capture_output": True, "text": True, "timeout": 120, **options},
        )

    def run_plain(self, *line, **options):
        """What `python line…` gave."""
        return self.run(*line, launcher=(), **options)


@pytest.fixture
def programs(tmp_path):
    folder = tmp_path / "programs"
    folder.mkdir()
    return Programs(folder)
