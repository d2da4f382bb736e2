"""`scripts/benchmark_loops.py` says what it can do, and compares."""

import re
import subprocess
import sys
from pathlib import Path

BENCHMARK = Path(__file__).resolve().parent.parent / "scripts" / "benchmark_loops.py"


def benchmark(*arguments):
    return subprocess.run([sys.executable, BENCHMARK, *arguments], capture_output=True, text=True, timeout=300)


def test_help_shows_examples_and_every_option_with_a_line():
    done = benchmark("--help")
    assert done.returncode == 0, done.stderr
    for part in ("python scripts/benchmark_loops.py --rounds", "--rounds N", "--only"):
        assert part in done.stdout


def test_a_loop_is_compared_on_stdout():
    done = benchmark("--only", "arrays", "--rounds", "1")
    assert done.returncode == 0, done.stderr
    line = r"20,000 turns with arrays of five: python [\d.]+ ms, tf1graph run [\d.]+ ms, ratio ([\d.]+)\n"
    found = re.fullmatch(line, done.stdout)
    assert found
    assert float(found[1]) > 0
