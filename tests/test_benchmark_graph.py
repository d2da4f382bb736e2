"""`scripts/benchmark_graph.py` says what it can do, and measures."""

import re
import subprocess
import sys
from pathlib import Path

BENCHMARK = Path(__file__).resolve().parent.parent / "scripts" / "benchmark_graph.py"


def benchmark(*arguments):
    return subprocess.run([sys.executable, BENCHMARK, *arguments], capture_output=True, text=True, timeout=300)


def test_help_shows_examples_and_every_option_with_a_line():
    done = benchmark("--help")
    assert done.returncode == 0, done.stderr
    for part in ("python scripts/benchmark_graph.py --nodes", "--nodes LIST", "--rounds N", "--constant MIB"):
        assert part in done.stdout


def test_a_small_graph_is_measured():
    done = benchmark("--nodes", "2000", "--rounds", "1")
    (ratio,) = re.findall(r"2,00\d nodes, .* look / parse ([\d.]+) ", done.stdout)
    assert float(ratio) > 0
    assert done.returncode == ("It takes more" in done.stdout)
