"""Measure what `tf1graph run` costs before a program's first line, against `python -c "import tensorflow"`.

    python scripts/benchmark_start.py
    python scripts/benchmark_start.py --rounds 15 --only empty

The two are started one after the other, round by round, so that what else the machine does meets both alike; the
ratio is the median of those within a round. 1.10 is allowed; the exit code is 1 where it is more. Figures go to
stdout, progress to stderr.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from tqdm import tqdm

from tf1graph.cli import finish

ALLOWED = 1.10
PROGRAMS = {
    "empty": ("an empty program", ""),
    "tf": ("a program that imports tf and uses it", "import tensorflow as tf\ntf.constant(1)\n"),
}
BASE = [sys.executable, "-c", "import tensorflow"]


def seconds(line: Sequence[str]) -> float:
    """How long the command runs."""
    start = time.perf_counter()
    subprocess.run(line, check=True, capture_output=True)
    return time.perf_counter() - start


def measure(name: str, rounds: int, folder: Path) -> bool:
    """Print the figures of one program; whether its ratio is allowed."""
    title, text = PROGRAMS[name]
    program = folder / f"{name}.py"
    program.write_text(text, encoding="utf-8")
    ours = [sys.executable, "-m", "tf1graph", "run", str(program)]
    seconds(BASE), seconds(ours)  # what is read from disk for the first time counts for neither
    pairs = [(seconds(BASE), seconds(ours)) for _ in tqdm(range(rounds), desc=name, disable=not sys.stderr.isatty())]
    ratio = median(mine / base for base, mine in pairs)
    base, mine = median(base for base, _ in pairs), median(mine for _, mine in pairs)
    print(f"{title}: {mine:.2f} s, import tensorflow: {base:.2f} s, ratio {ratio:.2f} (allowed {ALLOWED:.2f})")
    return ratio <= ALLOWED


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7, metavar="N", help="pairs to be measured (default: 7)")
    parser.add_argument("--only", choices=PROGRAMS, help="measure this program alone")
    arguments = parser.parse_args(argv)
    names = [arguments.only] if arguments.only else list(PROGRAMS)
    with tempfile.TemporaryDirectory() as folder:
        good = [measure(name, arguments.rounds, Path(folder)) for name in names]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(finish(main, sys.argv[1:]))
