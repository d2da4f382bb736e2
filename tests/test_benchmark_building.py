"""`scripts/benchmark_building.py` says what it can do, and compares."""

import re
import subprocess
import sys
from pathlib import Path

BENCHMARK = Path(__file__).resolve().parent.parent / "scripts" / "benchmark_building.py"


def benchmark(*arguments):
    return subprocess.run([sys.executable, BENCHMARK, *arguments], capture_output=True, text=True, timeout=300)


def test_help_shows_examples_and_every_option_with_a_line():
    done = benchmark("--help")
    assert done.returncode == 0, done.stderr
    for part in ("python scripts/benchmark_building.py --ops", "--ops N", "--rounds N"):
        assert part in done.stdout


def test_small_graphs_of_every_program_are_compared_on_stdout():
    done = benchmark("--ops", "200", "--rounds", "1")
    found = re.findall(r"^(\w+) +[\d.]+ s   seed rule × ([\d.]+)   compat.v1 × ([\d.]+)", done.stdout, re.MULTILINE)
    assert [name for name, *_ in found] == ["chain_of_sums", "random_draws", "layers_and_gradients"], done.stderr
    assert all(float(ratio) > 0 for _, *ratios in found for ratio in ratios)
    assert done.returncode == ("The seed rule costs more" in done.stdout)
