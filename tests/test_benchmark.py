"""`scripts/benchmark.py` says what it can do, and measures."""

import json
import os
import subprocess
import sys
from pathlib import Path

BENCHMARK = Path(__file__).resolve().parent.parent / "scripts" / "benchmark.py"


def benchmark(*arguments):
    return subprocess.run(
        [sys.executable, BENCHMARK, *arguments],
        capture_output=True,
        text=True,
        timeout=300,
        env={**os.environ, "COLUMNS": "80"},
    )


def test_help_shows_examples_and_every_option_with_a_line():
    done = benchmark("--help")
    assert done.returncode == 0, done.stderr
    for part in ("python scripts/benchmark.py --accuracy", "--steps N", "--tensorflow1 PYTHON", "--json"):
        assert part in done.stdout


def test_an_unknown_contender_is_refused_with_those_there_are():
    done = benchmark("--only", "steps,theano")
    assert done.returncode == 2
    assert "there is no theano among program, train, steps" in done.stderr


def test_two_steps_of_the_sampler_and_the_training_step_are_measured():
    done = benchmark(
        *("--tutorials", "crnn", "--only", "sampling,steps", "--steps", "2", "--rounds", "2"),
        *("--data", "synthetic", "--json"),
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)["tutorials"]["crnn"]
    assert list(found) == ["steps", "sampling"]
    for rounds in found.values():
        assert [answer["steps"] for answer in rounds] == [2, 2]
        assert all(answer["ms"] > 0 for answer in rounds)
    first, second = (answer["losses"] for answer in found["steps"])
    assert first == second, "each round trains anew from the same seed"


def test_a_contender_that_cannot_run_ends_the_benchmark_with_what_it_said():
    done = benchmark("--only", "pytorch", "--data", "synthetic", "--pytorch", "/no/such/python")
    assert done.returncode == 1
    assert done.stderr.strip().endswith("/no/such/python cannot be started: No such file or directory.")
