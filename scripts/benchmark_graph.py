"""Measure what loading and summing up a graph costs, against parsing its file.

    python scripts/benchmark_graph.py
    python scripts/benchmark_graph.py --nodes 100000,1000000 --rounds 3
    python scripts/benchmark_graph.py --constant 1024

    python scripts/benchmark_graph.py --file graph.pb

Both read the file; the one lets protobuf parse it, the other is `summarise(load(file))`. They take turns, round by
round, so that what else the machine does meets both alike; the ratio is the median of those within a round, of the
processor's time: both run in one thread. 3.0 is allowed; the exit code is 1 where it is more. `diff` is timed after
them, since parsing is faster by a third in the memory that it leaves. `--constant` asks instead how much memory a
graph with constants of that many MiB takes. Figures go to stdout, progress to stderr.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from tensorboard.compat.proto.graph_pb2 import GraphDef
from tqdm import tqdm

from tf1graph.cli import finish
from tf1graph.graph import diff, load, summarise

ALLOWED = 3.0
WIDTH = 64
LAYER: tuple[tuple[str, str, tuple[str, ...], tuple[int, ...]], ...] = (  # name, op, inputs, shape
    ("kernel", "VariableV2", (), (WIDTH, WIDTH)),
    ("kernel/read", "Identity", ("kernel",), (WIDTH, WIDTH)),
    ("bias", "VariableV2", (), (WIDTH,)),
    ("bias/read", "Identity", ("bias",), (WIDTH,)),
    ("MatMul", "MatMul", ("BEFORE", "kernel/read"), (-1, WIDTH)),
    ("BiasAdd", "BiasAdd", ("MatMul", "bias/read"), (-1, WIDTH)),
    ("Relu", "Relu", ("BiasAdd",), (-1, WIDTH)),
    ("scale", "Const", (), ()),
    ("mul", "Mul", ("Relu", "scale"), (-1, WIDTH)),
    ("add", "AddV2", ("mul", "BEFORE"), (-1, WIDTH)),
)


def layers(nodes: int) -> Iterator[GraphDef]:
    """Graphs of a layer each, which follow each other, of `nodes` nodes together."""
    before = "x"
    first = GraphDef()
    node = first.node.add(name="x", op="Placeholder")
    node.attr["dtype"].type = 1
    yield first
    for number in range(nodes // len(LAYER)):
        scope = f"net/block_{number // 100}/layer_{number}"
        graph = GraphDef()
        for name, op, inputs, shape in LAYER:
            node = graph.node.add(name=f"{scope}/{name}", op=op)
            node.input.extend(before if one == "BEFORE" else f"{scope}/{one}" for one in inputs)
            node.attr["dtype" if op in ("VariableV2", "Const") else "T"].type = 1
            sizes = node.attr["_output_shapes"].list.shape.add()
            for size in shape:
                sizes.dim.add(size=size)
            if op == "VariableV2":
                node.attr["shape"].shape.CopyFrom(sizes)
                node.attr["container"].s = node.attr["shared_name"].s = b""
            elif op == "Identity":
                node.attr["_class"].list.s.append(f"loc:@{scope}/{inputs[0]}".encode())
            elif op == "Const":
                node.attr["value"].tensor.dtype = 1
                node.attr["value"].tensor.float_val.append(number)
            elif op == "MatMul":
                node.attr["transpose_a"].b = node.attr["transpose_b"].b = False
        before = f"{scope}/add"
        yield graph


def seconds(work: Callable[[], Any]) -> float:
    """The processor's seconds that the work takes, and what it has made takes to go."""
    start = time.process_time()
    work()
    return time.process_time() - start


def write(nodes: int, folder: Path) -> Path:
    """A graph of that size, as a file."""
    path = folder / f"{nodes}.pb"
    with path.open("wb") as file:
        for graph in tqdm(layers(nodes), total=nodes // len(LAYER) + 1, unit="layer", disable=None):
            file.write(graph.SerializeToString())
    return path


def measure(path: Path, rounds: int) -> bool:
    """Print the figures of the GraphDef in a file; whether they are as required."""
    nodes = len(load(path).nodes)
    work = {
        "parse": lambda: GraphDef.FromString(path.read_bytes()),
        "load": lambda: load(path),
        "look": lambda: summarise(load(path)),
    }
    times: dict[str, list[float]] = {name: [] for name in work}
    for at in tqdm(range(rounds + 1), unit="round", disable=None):
        for name, each in work.items():
            taken = seconds(each)
            if at:
                times[name].append(taken)
    ratio = median(look / parse for look, parse in zip(times["look"], times["parse"], strict=True))
    line = f"{nodes:>9,} nodes, {path.stat().st_size / (1 << 20):6.1f} MiB"
    for name in ("parse", "load", "look"):
        line += f"   {name} {median(times[name]):6.3f} s"
    print(f"{line}   look / parse {ratio:.2f}   {median(times['look']) / nodes * 1e6:.2f} µs a node")
    if nodes <= 200_000:
        print(f"{'':>9} diff with itself {seconds(lambda: diff(load(path), load(path))):.2f} s")
    return ratio <= ALLOWED


def weigh(mebibytes: int, folder: Path) -> None:
    """Print the memory that a graph with large constants takes, in a process of its own."""
    path = folder / "constants.pb"
    graph = GraphDef()
    node = graph.node.add(name="constant_0", op="Const")
    tensor = node.attr["value"].tensor
    tensor.dtype = 1
    tensor.tensor_shape.dim.add(size=16 << 18)
    tensor.tensor_content = bytes(16 << 20)
    with path.open("wb") as file:
        for number in range(max(mebibytes // 16, 1)):
            node.name = f"constant_{number}"
            file.write(graph.SerializeToString())
    line = [sys.executable, "-m", "tf1graph", "graph", str(path)]
    start = time.perf_counter()
    subprocess.run(line, check=True, capture_output=True)
    taken = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{path.stat().st_size >> 20:,} MiB of constants: {taken:.1f} s, {peak:,.0f} MiB at the peak")


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.add_argument("--nodes", default="100000,1000000", metavar="LIST", help="sizes, with commas between")
    parser.add_argument("--file", metavar="FILE", help="measure the GraphDef in this file instead")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="rounds of each size")
    parser.add_argument("--constant", type=int, metavar="MIB", help="measure memory instead, of constants of this size")
    arguments = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        if arguments.constant:
            weigh(arguments.constant, Path(folder))
            return 0
        files = (
            [Path(arguments.file)]
            if arguments.file
            else [write(int(nodes), Path(folder)) for nodes in arguments.nodes.split(",")]
        )
        good = [measure(path, arguments.rounds) for path in files]
    if not all(good):
        print(f"It takes more than {ALLOWED:g} times as long as parsing.")
    return int(not all(good))


if __name__ == "__main__":
    sys.exit(finish(main, sys.argv[1:]))
