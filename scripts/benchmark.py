"""Measure the tutorials' training against the same graph in bare loops, and against other libraries.

    python scripts/benchmark.py
    python scripts/benchmark.py --tutorials cnn --only program,train --steps 2000
    python scripts/benchmark.py --tensorflow1 tf115/bin/python --pytorch torch/bin/python
    python scripts/benchmark.py --accuracy --data mnist

The contenders run one after the other, round by round, so that what else the machine does meets all of them alike;
each ratio is the median of those within a round. Each contender is warmed up before its clock starts. All of it
takes about twenty minutes on two cores; give them nothing else to do. Figures go to stdout, progress to stderr.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from tqdm import tqdm

from tf1graph.cli import finish
from tf1graph.errors import Tf1graphError
from tf1graph.tf.examples.tutorials.mnist.sources import find_digits
from tf1graph.tutorials.settings import add_options, option, positive, settings_from

CONTENDERS = Path(__file__).resolve().with_name("contenders")
TUTORIALS = ("cnn", "crnn")
ARRAYS = ("train_images", "train_labels", "test_images", "test_labels")
ACCURACY_SEEDS = (20171001, 1, 2)


@dataclass
class Contender:
    """Something that is measured: by which process, asked what, and against which other contender."""

    label: str
    process: str
    request: dict[str, Any] = field(default_factory=dict)
    against: str = "steps"
    limit: dict[str, float] = field(default_factory=dict)  # by tutorial: the ratio that is required
    steps: int = 300


WHOLE = 2000  # steps of a whole run: its checkpoints and pictures come at set steps
LIST = {
    "program": Contender("the tutorial's program, bare", "ours", against="program", steps=WHOLE),
    "train": Contender("our training, all included", "ours", {}, "program", {"cnn": 1.05, "crnn": 1.05}, WHOLE),
    "steps": Contender("the steps alone", "ours"),
    "matmul": Contender(
        "the steps, --fast matmul", "ours", {"contender": "steps", "fast": "matmul"}, limit={"cnn": 0.9}
    ),
    "bf16": Contender("the steps, --fast bf16", "ours", {"contender": "steps", "fast": "bf16"}, limit={"cnn": 0.68}),
    "sampling": Contender("drawing pairs and converting them", "ours", limit={"crnn": 0.03}),
    "tensorflow1": Contender("TensorFlow 1.15.5", "tensorflow1"),
    "keras3": Contender("Keras 3, fit", "keras3"),
    "pytorch": Contender("PyTorch, eager", "pytorch"),
}


def all_in(known: Iterable[str]) -> Callable[[str], str | None]:
    """For `option(check=…)`: what is named, with commas between, must be known."""

    def check(names: str) -> str | None:
        unknown = set(names.split(",")) - set(known)
        return f"there is no {', '.join(sorted(unknown))} among {', '.join(known)}" if unknown else None

    return check


@dataclass
class BenchmarkSettings:
    """What is measured, and how long."""

    tutorials: str = option(
        ",".join(TUTORIALS), "the tutorials, with a comma between", check=all_in(TUTORIALS), metavar="LIST"
    )
    steps: int | None = option(
        None, f"training steps in a round, by default {WHOLE} of program and train, 300 of the others", check=positive
    )
    rounds: int = option(5, "rounds", check=positive)
    only: str = option(",".join(LIST), "its contenders, with commas between", check=all_in(LIST), metavar="LIST")
    data: str = option(
        "auto", "as for the training: auto, mnist, embedded, a folder; or synthetic, bars in noise", metavar="SOURCE"
    )
    tensorflow1: str | None = option(None, "a Python that has TensorFlow 1.15.5", metavar="PYTHON")
    pytorch: str | None = option(None, "a Python that has PyTorch, by default this one", metavar="PYTHON")
    accuracy: bool = option(
        False, "instead, the CNN's test accuracy after 2,000 steps from three seeds, plain and with --fast bf16"
    )
    json: bool = option(False, "print JSON, with the figures of each round, in place of tables")


class ContenderFailed(Tf1graphError):
    """The process of a contender ended in place of giving an answer."""


class Process:
    """The process of one or more contenders, kept alive from round to round."""

    def __init__(self, name: str, python: str, digits: str):
        self.name = name
        self.errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
        try:
            self.process = subprocess.Popen(
                [python, str(CONTENDERS / f"{name}.py"), digits],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self.errors,
                text=True,
            )
        except OSError as error:
            self.errors.close()
            raise ContenderFailed(f"{python} cannot be started: {error.strerror}.") from None

    def ask(self, **request: Any) -> dict[str, Any]:
        """The answer to a request."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        try:
            self.process.stdin.write(json.dumps(request) + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            pass  # it has ended: there will be no answer
        answer = self.process.stdout.readline()
        if not answer:
            self.errors.seek(0)
            said = self.errors.read().decode(errors="replace").strip()
            raise ContenderFailed(f"{CONTENDERS.name}/{self.name}.py ended with:\n{said}")
        return json.loads(answer)

    def __enter__(self) -> Process:
        return self

    def __exit__(self, *error: object) -> None:
        if error[0]:
            self.process.terminate()
        self.process.communicate()
        self.errors.close()


class Processes(ExitStack):
    """The processes, each started when it is first asked for."""

    def __init__(self, settings: BenchmarkSettings, digits: str):
        super().__init__()
        self.digits = digits
        self.pythons = {"tensorflow1": settings.tensorflow1, "pytorch": settings.pytorch}
        self.started: dict[str, Process] = {}

    def ask(self, name: str, **request: Any) -> dict[str, Any]:
        if name not in self.started:
            python = self.pythons.get(name) or sys.executable
            self.started[name] = self.enter_context(Process(name, python, self.digits))
        return self.started[name].ask(**request)


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    add_options(parser, BenchmarkSettings)
    settings = settings_from(parser.parse_args(argv), BenchmarkSettings)
    with tempfile.TemporaryDirectory() as digits:
        write_digits(settings.data, Path(digits))
        with Processes(settings, digits) as processes:
            result = (
                measure_accuracy(settings.steps or WHOLE, processes)
                if settings.accuracy
                else measure_speed(settings, processes)
            )
    result["machine"] = describe_machine()
    if settings.json:
        print(json.dumps(result, indent=2))
    elif settings.accuracy:
        print_accuracy(result)
    else:
        print_speed(result)
    return 0


def write_digits(source: str, folder: Path) -> None:
    """Write the digits where every contender can read them, whatever its Python."""
    if source == "synthetic":
        draw = np.random.RandomState(0)
        arrays = []
        for count in (60_000, 10_000):
            labels = draw.randint(0, 10, count).astype(np.uint8)
            images = draw.randint(0, 60, (count, 28, 28)).astype(np.uint8)
            images[np.arange(count), 2 + 2 * labels] = 255  # a bar at the height that the label says
            arrays += [images, labels]
    else:
        found = find_digits(source)
        arrays = [found.train_images, found.train_labels, found.test_images, found.test_labels]
    for name, array in zip(ARRAYS, arrays, strict=True):
        np.save(folder / f"{name}.npy", array)


def measure_speed(settings: BenchmarkSettings, processes: Processes) -> dict[str, Any]:
    """The answers of all contenders, by tutorial and contender, round by round."""
    chosen = [name for name in LIST if name in settings.only.split(",")]
    if not settings.tensorflow1 and "tensorflow1" in chosen:
        chosen.remove("tensorflow1")
        remark("TensorFlow 1.15.5 is left out: name a Python 3.7 that has it with --tensorflow1.")
    if not settings.pytorch and "pytorch" in chosen and not importlib.util.find_spec("torch"):
        chosen.remove("pytorch")
        remark("PyTorch is left out: it is not installed here; name a Python that has it with --pytorch.")
    tutorials = settings.tutorials.split(",")
    answers: dict[str, Any] = {
        tutorial: {name: [] for name in chosen if tutorial == "crnn" or name != "sampling"} for tutorial in tutorials
    }
    with tqdm(total=settings.rounds * sum(map(len, answers.values())), unit="run", disable=None) as bar:
        for tutorial in tutorials:
            for _ in range(settings.rounds):
                for name, rounds in answers[tutorial].items():
                    bar.set_description(f"{tutorial}, {LIST[name].label}")
                    request = {"contender": name, **LIST[name].request}
                    steps = settings.steps or LIST[name].steps
                    answer = processes.ask(LIST[name].process, tutorial=tutorial, steps=steps, **request)
                    rounds.append({"ms": answer.pop("seconds") / steps * 1000, "steps": steps, **answer})
                    bar.update()
    return {"tutorials": answers}


def measure_accuracy(steps: int, processes: Processes) -> dict[str, Any]:
    """The CNN's test accuracy by seed, plain and in bf16."""
    found: dict[str, dict[str, float]] = {}
    with tqdm(total=2 * len(ACCURACY_SEEDS), unit="run", disable=None) as bar:
        for seed in ACCURACY_SEEDS:
            found[str(seed)] = {}
            for fast in (None, "bf16"):
                bar.set_description(f"seed {seed}, {fast or 'float32'}")
                answer = processes.ask("ours", contender="accuracy", tutorial="cnn", steps=steps, fast=fast, seed=seed)
                found[str(seed)][fast or "float32"] = answer["accuracy"]
                bar.update()
    return {"steps": steps, "accuracy": found}


def print_speed(result: dict[str, Any]) -> None:
    """A table for each tutorial, and what is behind its figures."""
    print(result["machine"])
    for tutorial, answers in result["tutorials"].items():
        print(f"\n{tutorial.upper():34}{'ms a step':>9}  {'min … max':<19}{'ratio':>7}  required")
        for name, rounds in answers.items():
            contender = LIST[name]
            times = [answer["ms"] for answer in rounds]
            line = f"{contender.label:34}{median(times):9.2f}  {f'{min(times):.2f} … {max(times):.2f}':<19}"
            if contender.against in answers:
                line += f"{ratio(rounds, answers[contender.against]):7.3f}"
                if tutorial in contender.limit:
                    line += f"  ≤ {contender.limit[tutorial]:g}"
            print(line)
        if "steps" in answers and "matmul" in answers:
            pairs = zip(answers["steps"], answers["matmul"], strict=True)
            same = all(np.array_equal(a["losses"], b["losses"], equal_nan=True) for a, b in pairs)
            print(f"The losses with --fast matmul are {'bit-identical' if same else 'NOT the same'}.")
        if "train" in answers:
            print_parts(answers)


def print_parts(answers: dict[str, Any]) -> None:
    """What the training loop spends its time on, and how much more it is than the bare program."""
    rounds = answers["train"]
    steps = rounds[0]["steps"]
    print("Our training, µs a step:")
    for part in rounds[0]["parts"]:
        print(f"  {part:32}{median(answer['parts'][part] for answer in rounds) / steps * 1e6:9,.0f}")
    print(f"Once a run, before and after the steps: {median(answer['around'] for answer in rounds):.2f} s")
    if "program" in answers:
        pairs = list(zip(rounds, answers["program"], strict=True))
        more = median(ours["ms"] - bare["ms"] for ours, bare in pairs) * 1000
        whole = median((ours["ms"] + ours["around"] / steps * 1000) / bare["ms"] for ours, bare in pairs)
        print(f"That is {more:,.0f} µs a step above the bare program; with what comes once a run, {whole:.3f} of it.")


def print_accuracy(result: dict[str, Any]) -> None:
    """A row for each seed, and the means."""
    print(result["machine"])
    print(f"\nCNN: test accuracy after {result['steps']:,} steps")
    print(f"{'seed':>10}{'float32':>10}{'bf16':>10}{'points':>10}")
    rows = [(seed, found["float32"], found["bf16"]) for seed, found in result["accuracy"].items()]
    rows.append(("mean", np.mean([row[1] for row in rows]), np.mean([row[2] for row in rows])))
    for seed, plain, bf16 in rows:
        print(f"{seed:>10}{plain:10.4f}{bf16:10.4f}{(bf16 - plain) * 100:+10.2f}")
    print("Required: the means within 0.3 points.")


def ratio(rounds: list[dict[str, Any]], reference: list[dict[str, Any]]) -> float:
    """The median over the rounds of how much longer the one took than the other."""
    return median(a["ms"] / b["ms"] for a, b in zip(rounds, reference, strict=True))


def describe_machine() -> str:
    """The processor, how many of its cores are ours, and whether it multiplies bfloat16 itself."""
    name, bf16 = platform.processor() or platform.machine(), ""
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        lines = [line.partition(":") for line in cpuinfo.read_text().splitlines()]
        fields = {key.strip(): value.strip() for key, _, value in lines}
        name = fields.get("model name", name)
        kinds = sorted({"avx512_bf16", "amx_bf16"} & set(fields.get("flags", "").split()))
        bf16 = f", {' and '.join(kinds)}" if kinds else ", no bfloat16 of its own"
    return f"{name}, {os.cpu_count()} cores{bf16}"


def remark(sentence: str) -> None:
    print(sentence, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(finish(main, sys.argv[1:]))
