"""Measure what a program's own lines cost under `tf1graph run`, which gives them NumPy 1's arithmetic, against Python.

    python scripts/benchmark_loops.py
    python scripts/benchmark_loops.py --rounds 9 --only floats

Each loop is a program that takes its own time. It runs under `python` and under `tf1graph run` by turns, so that what
else the machine does meets both alike; the ratio is the median of those within a round. Figures go to stdout,
progress to stderr.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from tqdm import tqdm

from tf1graph.cli import finish

LOOPS = {
    "floats": ("300,000 turns with floats", "x, rate = 0.5, 0.9", "x = x * rate + (1.0 - rate) * 0.3", 300_000),
    "indices": (
        "100,000 turns with elements of lists",
        "values, total = [0.5] * 100, 0.0",
        "total = total + values[i % 100] * 2.0",
        100_000,
    ),
    "arrays": ("20,000 turns with arrays of five", "a = np.arange(5.0)", "a = (a * 0.9 + 0.1) / (1.0 + a)", 20_000),
    "scalars": ("50,000 turns with NumPy's scalars", "x = np.float32(0.5)", "x = x * np.float32(0.9) + 0.1", 50_000),
    "steps": (
        "1,000 steps of a session",
        "import tensorflow.compat.v1 as tf\ntf.disable_v2_behavior()\n"
        "w = tf.get_variable('w', [64, 64])\nstep = w.assign(tf.tanh(tf.matmul(w, w)))\n"
        "session = tf.Session()\nsession.run(tf.global_variables_initializer())\nlast = 0.0",
        "last = last * 0.9 + 0.1 * session.run(step)[0, 0]",
        1_000,
    ),
}
PROGRAM = """import time
import numpy as np
{before}
start = time.perf_counter()
for i in range({turns}):
    {line}
print(time.perf_counter() - start)
"""


def milliseconds(line: Sequence[str]) -> float:
    """What the program that the command runs says of its loop."""
    return float(subprocess.run(line, check=True, capture_output=True, text=True).stdout.split()[-1]) * 1000


def measure(name: str, rounds: int, folder: Path) -> None:
    """Print the figures of one loop."""
    title, before, line, turns = LOOPS[name]
    program = folder / f"{name}.py"
    program.write_text(PROGRAM.format(before=before, line=line, turns=turns), encoding="utf-8")
    base, ours = ([sys.executable, *how, str(program)] for how in ((), ("-m", "tf1graph", "run")))
    bar = tqdm(range(rounds), desc=name, disable=not sys.stderr.isatty())
    pairs = [(milliseconds(base), milliseconds(ours)) for _ in bar]
    ratio = median(mine / theirs for theirs, mine in pairs)
    theirs, mine = median(theirs for theirs, _ in pairs), median(mine for _, mine in pairs)
    print(f"{title}: python {theirs:.1f} ms, tf1graph run {mine:.1f} ms, ratio {ratio:.2f}")


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="pairs to be measured (default: 5)")
    parser.add_argument("--only", choices=LOOPS, help="measure this loop alone")
    arguments = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        for name in [arguments.only] if arguments.only else LOOPS:
            measure(name, arguments.rounds, Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(finish(main, sys.argv[1:]))
