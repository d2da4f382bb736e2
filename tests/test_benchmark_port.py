"""`scripts/benchmark_port.py` says what it can do, and compares."""

import re
import subprocess
import sys
from pathlib import Path

BENCHMARK = Path(__file__).resolve().parent.parent / "scripts" / "benchmark_port.py"


def benchmark(*arguments):
    return subprocess.run([sys.executable, BENCHMARK, *arguments], capture_output=True, text=True, timeout=300)


def test_help_shows_examples_and_every_option_with_a_line():
    done = benchmark("--help")
    assert done.returncode == 0, done.stderr
    for part in ("python scripts/benchmark_port.py --tree FOLDER", "--tree FOLDER", "--files N"):
        assert part in done.stdout


def test_a_small_tree_is_ported_by_both():
    done = benchmark("--files", "3")
    assert done.returncode == 0, done.stderr
    found = re.findall(r"^(tf1graph port|tf_upgrade_v2) +[\d.]+ +[\d.]+ +-?[\d.]+$", done.stdout, re.MULTILINE)
    assert found == ["tf1graph port", "tf_upgrade_v2"]
    assert "3 files: " in done.stdout
