"""Measure what porting a tree of programs costs, against tf_upgrade_v2 on the same tree.

    python scripts/benchmark_port.py
    python scripts/benchmark_port.py --tree FOLDER
    python scripts/benchmark_port.py --files 100

Both write a copy of the tree, each in one process on one core; CPU seconds count, with the start of the process and
without it, which is measured on an empty tree. Without --tree, the programs are made up: layers, losses and training
in many spellings. Figures go to stdout, progress to stderr.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HEAD = """import numpy as np
import tensorflow as tf
from tensorflow.contrib import slim

FLAGS = tf.app.flags.FLAGS
"""
LINES = (
    "x{0} = tf.placeholder(tf.float32, [None, {0}], name='x{0}')",
    "h{0} = tf.layers.dense(x{0}, {0}, activation=tf.nn.relu)  # hidden",
    "h{0} = tf.nn.dropout(h{0}, keep_prob=0.5)",
    "y{0} = tf.concat(1, [tf.mul(h{0}, h{0}), tf.sub(h{0}, 1.0)])",
    "y{0} = slim.fully_connected(y{0}, 10, weights_initializer=tf.contrib.layers.xavier_initializer())",
    "loss{0} = tf.reduce_mean(tf.square(y{0}), reduction_indices=[1])",
    "data{0} = np.array([row for row in range({0})]).astype(np.float32) / {0}",
    "step{0} = tf.train.AdamOptimizer(FLAGS.learning_rate).minimize(loss{0})",
)


def main() -> int:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.add_argument("--tree", metavar="FOLDER", help="a folder of programs; without it they are made up")
    parser.add_argument("--files", type=int, default=1000, metavar="N", help="how many programs are made up (1000)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder, "tree")
        if arguments.tree:
            shutil.copytree(arguments.tree, tree, symlinks=True)
        else:
            make_up(tree, arguments.files)
        count = len([*tree.rglob("*.py")])
        empty = Path(folder, "empty")
        empty.mkdir()
        (empty / "nothing.py").write_text("")
        spent = {}
        for name in ("tf1graph port", "tf_upgrade_v2"):
            print(f"{name}: {count} files", file=sys.stderr)
            spent[name] = (run(name, tree, Path(folder)), run(name, empty, Path(folder)))
    print(f"{'':<16}{'CPU s':>8}{'start s':>9}{'ms a file':>11}")
    each = {}
    for name, (whole, start) in spent.items():
        each[name] = (whole - start) / count * 1000
        print(f"{name:<16}{whole:>8.1f}{start:>9.1f}{each[name]:>11.1f}")
    print(f"{count} files: {each['tf_upgrade_v2'] / each['tf1graph port']:.1f} times as fast a file")
    return 0


def make_up(tree: Path, count: int) -> None:
    """Write `count` programs of some 20 to 300 lines."""
    tree.mkdir()
    draw = random.Random(1)
    for number in range(count):
        lines = [draw.choice(LINES).format(draw.randrange(1, 99)) for _ in range(draw.randrange(20, 300))]
        (tree / f"program{number}.py").write_text(HEAD + "\n".join(lines) + "\n")


def run(name: str, tree: Path, folder: Path) -> float:
    """The CPU seconds that a command spends on a copy of the tree."""
    target = folder / "ported"
    shutil.rmtree(target, ignore_errors=True)
    if name == "tf1graph port":
        shutil.copytree(tree, target)
        line = [sys.executable, "-m", "tf1graph", "port", str(target), "--write"]
    else:
        tool = Path(sys.executable).with_name(name)
        line = [str(tool), "--intree", str(tree), "--outtree", str(target), "--reportfile", str(folder / "report.txt")]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ}, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    sys.exit(main())
