"""Today's TensorFlow in graph mode: the training loop of the tutorials, and the same graph in bare loops."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from worker import ARRAYS, SIZES, read_digits, serve

from tf1graph.chatter import load_tensorflow

load_tensorflow()

from tf1graph import tf  # noqa: E402
from tf1graph.tf.examples.tutorials.mnist.sources import Digits  # noqa: E402
from tf1graph.tutorials import training  # noqa: E402
from tf1graph.tutorials.board import Board  # noqa: E402
from tf1graph.tutorials.lessons import LESSONS, Lesson  # noqa: E402
from tf1graph.tutorials.speed import session_config  # noqa: E402

DRAWS = 200  # of the CRNN's sampler, timed in each round


def measure(
    folder: str, contender: str, tutorial: str, steps: int, fast: str | None = None, seed: int | None = None
) -> dict[str, Any]:
    """What the contender's function gives for a newly built graph; `fast` and `seed` as the training takes them."""
    gc.collect()  # the graphs of the rounds before
    with TemporaryDirectory() as log_dir, tf.Graph().as_default():
        settings = LESSONS[tutorial].settings_class(steps=steps, batch_size=SIZES[tutorial], log_dir=log_dir, fast=fast)
        if seed is not None:
            settings.seed = seed
        digits = Digits(**dict(zip(ARRAYS, read_digits(folder), strict=True)), source="the benchmark's digits")
        lesson = LESSONS[tutorial](settings, digits)
        return CONTENDERS[contender](lesson)


def train(lesson: Lesson) -> dict[str, Any]:
    """The training loop as a user runs it: the seconds of its steps, of their parts, and of all around them."""
    parts: dict[str, float] = {}
    with terminal(), timed_parts(lesson, parts):
        start = time.perf_counter()
        training.train(lesson)
        whole = time.perf_counter() - start
    steps = parts.pop("steps")
    around = whole - steps - parts.pop("warm-up")
    parts["progress bar and the rest"] = steps - sum(parts.values())
    return {"seconds": steps, "parts": parts, "around": around}


def program(lesson: Lesson) -> dict[str, Any]:
    """The tutorial's own program: bare runs, and what it measures and prints every 100 steps."""
    return run_bare(lesson, evaluate=EVALUATIONS[lesson.name])


def steps(lesson: Lesson) -> dict[str, Any]:
    """Bare runs, and nothing else."""
    return run_bare(lesson)


def sampling(lesson: Lesson) -> dict[str, Any]:
    """The seconds that `steps` feeds take to be drawn, and converted as `Session.run` converts them."""
    start = time.perf_counter()
    for _ in range(DRAWS):
        for tensor, value in lesson.next_feed().items():
            np.asarray(value, tensor.dtype.as_numpy_dtype)
    return {"seconds": (time.perf_counter() - start) / DRAWS * lesson.settings.steps}


def accuracy(lesson: Lesson) -> dict[str, Any]:
    """The test accuracy after all steps."""
    with tf.Session(config=session_config(lesson.settings.fast)) as session:
        session.run(tf.global_variables_initializer())
        for _ in range(lesson.settings.steps):
            session.run(lesson.model.train_step, lesson.next_feed())
        return {"accuracy": lesson.test(session)[0]}


def evaluate_cnn(lesson: Any, session: Any, feed: dict[Any, np.ndarray]) -> None:
    """What the CNN tutorial does every 100 steps: the batch measured anew, and all test digits."""
    session.run([lesson.model.loss, lesson.model.accuracy], feed)
    session.run(lesson.model.accuracy, lesson.test_feed)


def evaluate_crnn(lesson: Any, session: Any, feed: dict[Any, np.ndarray]) -> None:
    """What the CRNN tutorial does every 100 steps: a batch of test pairs."""
    session.run([lesson.model.accuracy], lesson._draw(lesson.digits.test_images, lesson.digits.test_labels))


EVALUATIONS: dict[str, Callable[..., None]] = {"cnn": evaluate_cnn, "crnn": evaluate_crnn}


def run_bare(lesson: Lesson, evaluate: Callable[..., None] | None = None) -> dict[str, Any]:
    """The seconds and losses of the steps; the CNN tutorial fetches the accuracy too, for its summary."""
    model = lesson.model
    fetches = [model.train_step, model.loss] + ([model.accuracy] if lesson.name == "cnn" else [])
    losses = []
    with tf.Session(config=session_config(lesson.settings.fast)) as session:
        session.run(tf.global_variables_initializer())
        warm_up(lesson, session, fetches, evaluate)
        start = time.perf_counter()
        for step in range(lesson.settings.steps):
            feed = lesson.next_feed()
            losses.append(session.run(fetches, feed)[1])
            if evaluate and (step + lesson.first_step) % 100 == 0:
                evaluate(lesson, session, feed)
        return {"seconds": time.perf_counter() - start, "losses": [float(loss) for loss in losses]}


def warm_up(lesson: Lesson, session: Any, fetches: list[Any], evaluate: Callable[..., Any] | None) -> None:
    """A step and an evaluation, untimed: TensorFlow prepares what it runs when it runs it first."""
    feed = lesson.next_feed()
    session.run(fetches, feed)
    if evaluate:
        evaluate(lesson, session, feed)


@contextmanager
def timed_parts(lesson: Lesson, seconds: dict[str, float]) -> Iterator[None]:
    """While open, adds up in `seconds` how long the training loop is in its parts, none of which counts twice.

    "steps" is the whole loop, from the end of a warm-up that it gets here; "warm-up" is that.
    """
    inner = [0.0]  # seconds of the parts within each part that is running; the first: within the loop

    def timed(function: Callable[..., Any], part: str) -> Callable[..., Any]:
        def call(*arguments: Any, **keywords: Any) -> Any:
            if part == "runs" and len(inner) > 1:
                return function(*arguments, **keywords)  # the evaluations', the weights', …
            inner.append(0.0)
            start = time.perf_counter()
            try:
                return function(*arguments, **keywords)
            finally:
                whole = time.perf_counter() - start
                seconds[part] = seconds.get(part, 0.0) + whole - inner.pop()
                inner[-1] += whole

        return call

    def run_steps(loop: training.Loop) -> None:
        model = lesson.model
        start = time.perf_counter()
        warm_up(
            lesson,
            loop.session,
            [model.train_step, model.loss, model.accuracy],
            lambda lesson, session, feed: lesson.report(session, 0, feed, 0.0, 0.0),
        )
        warm = time.perf_counter()
        seconds.clear()
        seconds["warm-up"] = warm - start
        loop.session.run = timed(loop.session.run, "runs")
        start = time.perf_counter()
        original_run_steps(loop)
        seconds["steps"] = time.perf_counter() - start
        del loop.session.run

    original_run_steps = training.Loop.run_steps
    parts: list[tuple[Any, str, str]] = [
        (type(lesson), "next_feed", "feeds"),
        (type(lesson), "report", "evaluations"),
        (training.Loop, "run_traced", "traced steps"),
        (training.Loop, "save", "checkpoints"),
        (training.Loop, "draw_weights", "weights"),
        (training.Loop, "report", "lines and history"),
        (Board, "write_training", "curves"),
    ]
    originals = [(owner, name, getattr(owner, name)) for owner, name, _ in parts]
    for owner, name, part in parts:
        setattr(owner, name, timed(getattr(owner, name), part))
    training.Loop.run_steps = run_steps  # type: ignore[assignment, method-assign]
    try:
        yield
    finally:
        training.Loop.run_steps = original_run_steps  # type: ignore[method-assign]
        for owner, name, original in originals:
            setattr(owner, name, original)


@contextmanager
def terminal() -> Iterator[None]:
    """While open, stderr says that it is a terminal, so that the progress bar is drawn; nobody sees it."""
    kept = sys.stderr
    with open(os.devnull, "w") as nowhere:
        nowhere.isatty = lambda: True  # type: ignore[method-assign]
        sys.stderr = nowhere
        try:
            yield
        finally:
            sys.stderr = kept


CONTENDERS: dict[str, Callable[[Lesson], dict[str, Any]]] = {
    function.__name__: function for function in (train, program, steps, sampling, accuracy)
}

if __name__ == "__main__":
    serve(measure)
