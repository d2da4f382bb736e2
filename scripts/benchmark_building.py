"""Measure what building a graph of TensorFlow 1 costs: its op-seed rule, and our bodies against compat.v1's own.

    python scripts/benchmark_building.py
    python scripts/benchmark_building.py --ops 5000 --rounds 3

Both sides of a comparison build the same program in turn, round by round, and start in turn; the ratio is the median
of those within a round. Our bodies may make more nodes than compat.v1's, where TensorFlow 1 made them: the time is
given for each node too. Figures go to stdout, progress to stderr; exit code 1 where the seed rule costs over 5 %.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median
from typing import Any

from tqdm import tqdm

from tf1graph import tf
from tf1graph.tf import _private

LIMIT = 1.05  # what the seed rule may cost: issue 3


def chain_of_sums(library: Any, ops: int) -> None:
    """A chain in which each op adds a tensor to the one before it."""
    one = total = library.constant(1.0)
    for _ in range(ops):
        total = total + one


def random_draws(library: Any, ops: int) -> None:
    """Random ops without seeds of their own, each with the nodes around it."""
    library.set_random_seed(1)
    while library.get_default_graph().version < ops:
        library.random_normal([2])


def layers_and_gradients(library: Any, ops: int) -> None:
    """Products, sums, activations and reductions, and the gradients of the whole."""
    library.set_random_seed(1)
    x = library.placeholder(library.float32, [None, 8])
    weights = []
    while library.get_default_graph().version < ops // 3:
        weights.append(library.Variable(library.truncated_normal([8, 8])))
        x = library.nn.relu(library.matmul(x, weights[-1]) + 1.0) - library.reduce_mean(x, 1, keepdims=True)
    library.gradients(library.reduce_mean(library.square(x)), weights)


PROGRAMS = (chain_of_sums, random_draws, layers_and_gradients)


@contextmanager
def without_seed_rule() -> Iterator[None]:
    """TensorFlow 2's numbering of random ops, in graphs of ours too."""
    ours = _private.random_seed.get_seed
    _private.random_seed.get_seed = _private.original(ours)
    try:
        yield
    finally:
        _private.random_seed.get_seed = ours


def build_ours(program: Callable[[Any, int], None], ops: int) -> int:
    with tf.Graph().as_default() as graph:
        program(tf, ops)
        return graph.num_operations()


def build_without_seed_rule(program: Callable[[Any, int], None], ops: int) -> int:
    with without_seed_rule():
        return build_ours(program, ops)


def build_compat_v1(program: Callable[[Any, int], None], ops: int) -> int:
    with _private.compat_v1.Graph().as_default() as graph:  # a graph that is none of ours: our bodies stand back
        program(_private.compat_v1, ops)
        return graph.num_operations()


def clock(build: Callable[..., int], program: Callable[[Any, int], None], ops: int) -> tuple[float, int]:
    """How many seconds of the processor a build takes, and how many nodes it makes."""
    gc.collect()
    start = time.process_time()  # building runs in one thread, and what else the machine does must not count
    nodes = build(program, ops)
    return time.process_time() - start, nodes


def compare(program: Callable[[Any, int], None], other: Callable[..., int], ops: int, rounds: int) -> dict[str, float]:
    """Medians over the rounds: our seconds, the ratio to the other's, the ratio for each node."""
    for build in (build_ours, other):
        build(program, ops // 10)  # so that imports and first calls are over
    times, ratios, per_node = [], [], []
    for i in tqdm(range(rounds), program.__name__, file=sys.stderr, disable=not sys.stderr.isatty(), leave=False):
        order = (build_ours, other) if i % 2 == 0 else (other, build_ours)
        found = {build: clock(build, program, ops) for build in order}
        (mine, my_nodes), (theirs, their_nodes) = found[build_ours], found[other]
        times.append(mine)
        ratios.append(mine / theirs)
        per_node.append(mine / my_nodes / (theirs / their_nodes))
    return {"seconds": median(times), "ratio": median(ratios), "per_node": median(per_node)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ops", metavar="N", type=int, default=20_000, help="size of the graphs (%(default)s)")
    parser.add_argument("--rounds", metavar="N", type=int, default=9, help="rounds of each comparison (%(default)s)")
    options = parser.parse_args()
    dear = []
    for program in PROGRAMS:
        rule = compare(program, build_without_seed_rule, options.ops, options.rounds)
        whole = compare(program, build_compat_v1, options.ops, options.rounds)
        if rule["ratio"] > LIMIT:
            dear.append(program.__name__)
        print(
            f"{program.__name__:<22} {whole['seconds']:6.2f} s   seed rule × {rule['ratio']:.3f}   "
            f"compat.v1 × {whole['ratio']:.3f}, for each node × {whole['per_node']:.3f}"
        )
    if dear:
        print(f"The seed rule costs more than {LIMIT - 1:.0%} in {', '.join(dear)}.")
    return 1 if dear else 0


if __name__ == "__main__":
    sys.exit(main())
