"""Measure what porting a tree of programs costs, against tf_upgrade_v2 on the same tree.

    python scripts/benchmark_port.py
    python scripts/benchmark_port.py --tree FOLDER
    python scripts/benchmark_port.py --files 100 --rounds 5

Both write a copy of the tree, each in one process on one core, one after the other, round by round; CPU seconds count,
with the start of the process and without it, which is measured on an empty tree. The ratio is the median of those of
the rounds. Without --tree, the programs are made up: layers, losses and training in many spellings. Figures go to
stdout, progress to stderr.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

NAMES = ("tf1graph port", "tf_upgrade_v2")
# What `tf_upgrade_v2 --intree` does, which ends at the first file that it cannot read.
UPGRADE = """
import sys
from pathlib import Path

from tensorflow.tools.compatibility import ast_edits, tf_upgrade_v2

tree, target = map(Path, sys.argv[1:])
upgrade = ast_edits.ASTCodeUpgrader(tf_upgrade_v2.TFAPIChangeSpec())
failed = 0
for path in sorted(tree.rglob("*.py")):
    place = target / path.relative_to(tree)
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        upgrade.process_file(str(path), str(place))
    except Exception:
        failed += 1
print(failed or "")
"""
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
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="how often both are run (3)")
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
        start = {name: run(name, empty, Path(folder)) for name in NAMES}
        whole: dict[str, list[float]] = {name: [] for name in NAMES}
        for number in range(arguments.rounds):
            for name in NAMES:
                print(f"round {number + 1}, {name}: {count} files", file=sys.stderr)
                whole[name].append(run(name, tree, Path(folder)))
    each = {name: [(spent - start[name]) / count * 1000 for spent in whole[name]] for name in NAMES}
    print(f"{'':<16}{'CPU s':>8}{'start s':>9}{'ms a file':>11}")
    for name in NAMES:
        print(f"{name:<16}{median(whole[name]):>8.1f}{start[name]:>9.1f}{median(each[name]):>11.1f}")
    ratios = [theirs / ours for ours, theirs in zip(*(each[name] for name in NAMES), strict=True)]
    print(f"{count} files: {median(ratios):.1f} times as fast a file ({min(ratios):.1f} to {max(ratios):.1f})")
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
        line = [sys.executable, "-c", UPGRADE, str(tree), str(target)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    ended = subprocess.run(line, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    last = ended.stdout.strip().rpartition("\n")[2]
    if name == "tf_upgrade_v2" and last.isdigit():
        print(f"    it could not read {last} of them", file=sys.stderr)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    sys.exit(main())
