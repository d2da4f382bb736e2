"""The training loop that both tutorials share: watched in TensorBoard, stopped and gone on with at any step.

A run that was killed and resumed ends with the same bits in every weight and loss as one that was not: on today's
TensorFlow the tutorials' kernels give the same bits each time on one machine, with two threads as with one, and
`saving` keeps everything else that a step depends on. Another processor or number of threads may round otherwise.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tf1graph import tf
from tf1graph.errors import CannotWrite, Stopped
from tf1graph.tutorials.board import EMBEDDED, Board
from tf1graph.tutorials.lessons import LESSONS, Lesson
from tf1graph.tutorials.runs import (
    fingerprint_of,
    how_to_go_on,
    new_run,
    refuse_other_digits,
    tensorboard_command,
    write_history,
    write_settings,
)
from tf1graph.tutorials.saving import Checkpoints, Progress
from tf1graph.tutorials.speed import remark_on, session_config
from tf1graph.tutorials.terminal import StopRequest, say, warn

LINE_EVERY = 100  # steps between two of the tutorial's lines
POINT_EVERY = 10  # steps between two points of the training curves
TRACED = (2, 20, 200)  # steps whose nodes' compute time and memory are recorded
# Steps after which the weights are drawn, besides the last: they move fast at first.
DRAWN = (0, 10, 30, 100, 300, 1000, 3000, 10_000, 30_000)
BANK_IMAGES = 10  # TensorBoard keeps ten images of a tag


@dataclass
class Result:
    """What a finished run has given.

    `losses` and `accuracies` [steps] float32: each step's batch, before its update. `test_accuracy`: at the end.
    """

    run: Path
    losses: np.ndarray
    accuracies: np.ndarray
    history: list[tuple[int, float, float, float]]
    test_accuracy: float


def train_tutorial(name: str, settings: Any, run: Path | None = None) -> Result:
    """Train the tutorial `name`, "cnn" or "crnn", in a graph of its own; `run` is the folder of a run to go on with."""
    from tf1graph.tf.examples.tutorials.mnist.sources import find_digits

    digits = find_digits(settings.data)
    with tf.Graph().as_default():
        lesson = LESSONS[name](settings, digits)
        return train(lesson, run)


def train(lesson: Lesson, run: Path | None = None) -> Result:
    """Train the lesson's model, whose graph is the default graph, for as many steps as its settings say.

    Prints the tutorial's line every 100 steps, and at the end the test accuracy.

    Args:
      lesson: the tutorial with its settings, digits and graph.
      run: the folder of a run to go on with; without it a new one is made under `settings.log_dir`.

    Raises:
      CannotResume: the run was trained on other digits, or is already beyond `settings.steps`.
      CannotWrite: the disk is full or the folder takes no files; the last checkpoint is intact.
      Stopped: by Ctrl-C or SIGTERM, after a checkpoint was written.
    """
    settings = lesson.settings
    digits = lesson.digits
    data_fingerprint = fingerprint_of(digits)
    resumed = run is not None
    if run is None:
        run = new_run(settings.log_dir, lesson.name)
    else:
        refuse_other_digits(run, digits.source, data_fingerprint)

    initializer = tf.global_variables_initializer()
    graph = tf.get_default_graph()
    shown = graph.as_graph_def(add_shapes=True)  # without the Saver, whose edges would cover the model's
    checkpoints = Checkpoints(run, settings.seed, warn)
    graph.finalize()
    for op in random_ops_before([lesson.model.train_step]):
        warn(f"{op.name} draws random numbers from a state that no checkpoint can keep: a resumed run will differ.")

    if remark := remark_on(settings.fast):
        warn(remark)

    with tf.Session(config=session_config(settings.fast)) as session:
        restored = checkpoints.restore(session, settings.steps) if resumed else None
        if restored:
            progress, data = restored
            lesson.restore(data)
            say(f"Going on with {run} after step {progress.done}.")
        else:
            if resumed:
                say(f"{run} has no whole checkpoint yet: starting from its beginning.")
            progress = Progress.of(settings.steps)
            session.run(initializer)
        write_settings(run, lesson.name, settings, digits.source, data_fingerprint)
        loop = Loop(lesson, run, session, shown, checkpoints, progress)
        try:
            loop.start(resumed=restored is not None)
            loop.run_steps()
            accuracy, tested_on = lesson.test(session)
            loop.finish(accuracy)
        except CannotWrite as error:
            raise CannotWrite(f"{error} {loop.how_to_go_on()}") from error
    say(f"Test accuracy after {progress.done} steps: {accuracy:.4f} ({tested_on})")
    return Result(run, progress.losses, progress.accuracies, progress.history, accuracy)


def where_to_look(result: Any) -> str:
    """What to tell the user at the end; its last line is the command that shows the run in TensorBoard."""
    return f"Everything is in {result.run}. Look at it with\n{tensorboard_command(result.run)}"


class Loop:
    """The steps of one run, and what is written on the way."""

    def __init__(
        self, lesson: Lesson, run: Path, session: Any, shown: Any, checkpoints: Checkpoints, progress: Progress
    ):
        self.lesson, self.run, self.session, self.shown = lesson, run, session, shown
        self.checkpoints, self.progress = checkpoints, progress
        self.steps = lesson.settings.steps
        self.last_step = lesson.first_step + self.steps - 1
        self.saved = progress.done if progress.done else None
        self.weights = {variable.op.name: variable for variable in tf.trainable_variables()}
        self.lost = False  # a loss was not a number

    def start(self, resumed: bool) -> None:
        """Open TensorBoard's files, and write what a run has before its first step."""
        self.board = Board(self.run, self.progress.done + self.lesson.first_step)
        if not resumed:
            self.board.write_graph(self.shown)
            self.board.write_settings(
                {
                    "tutorial": self.lesson.name,
                    "digits": self.lesson.digits.source,
                    "TensorFlow": tf.version.VERSION,
                    **dataclasses.asdict(self.lesson.settings),
                }
            )
            self.write_embedding()
        write_history(self.run, self.progress.history)

    def run_steps(self) -> None:
        """Make the steps that are left.

        Raises:
          Stopped: a signal asked for it.
        """
        from tqdm import tqdm

        progress, session, lesson = self.progress, self.session, self.lesson
        model = lesson.model
        fetches = [model.train_step, model.loss, model.accuracy]
        every = lesson.settings.checkpoint_every
        with (
            StopRequest() as stop,
            tqdm(
                total=self.steps,
                initial=progress.done,
                desc=self.run.name,
                unit="step",
                mininterval=0.25,
                disable=None,
                dynamic_ncols=True,
            ) as bar,
        ):
            while progress.done < self.steps:
                step = progress.done + lesson.first_step
                feed = lesson.next_feed()
                if step in TRACED:
                    _, loss, accuracy = self.run_traced(step, fetches, feed)
                else:
                    _, loss, accuracy = session.run(fetches, feed)
                progress.losses[progress.done] = loss
                progress.accuracies[progress.done] = accuracy
                progress.done += 1
                bar.update()
                if loss != loss and not self.lost:
                    self.lost = True
                    warn(f"The loss of step {step} is not a number; the tutorial goes on, and so does this run.")
                if step % POINT_EVERY == 0:
                    self.board.write_training(step, loss, accuracy)
                    bar.set_postfix_str(f"loss {loss:.3g}, acc {accuracy:.2f}", refresh=False)
                if step % LINE_EVERY == 0:
                    self.report(step, feed, loss, accuracy)
                if step in DRAWN or step == self.last_step:
                    self.draw_weights(step)
                if progress.done % every == 0 or progress.done == self.steps:
                    self.save()
                if stop.signal_number:
                    self.stop(stop.signal_number)

    def run_traced(self, step: int, fetches: list[Any], feed: dict[Any, np.ndarray]) -> list[Any]:
        options = tf.RunOptions(trace_level=tf.RunOptions.FULL_TRACE)
        metadata = tf.RunMetadata()
        values = self.session.run(fetches, feed, options=options, run_metadata=metadata)
        self.board.write_run_metadata(step, metadata)
        return values

    def report(self, step: int, feed: dict[Any, np.ndarray], loss: float, accuracy: float) -> None:
        report = self.lesson.report(self.session, step, feed, loss, accuracy)
        say(report.line)
        self.board.write_test(step, loss=report.test_loss, accuracy=report.test_accuracy)
        self.progress.history.append((step, report.loss, report.accuracy, report.test_accuracy))
        write_history(self.run, self.progress.history)

    def draw_weights(self, step: int) -> None:
        # Not in the run of a training step: that updates the variables while they are read.
        weights = self.session.run(self.weights)
        self.board.write_weights(step, weights)
        if self.progress.bank_images < BANK_IMAGES:
            self.progress.bank_images += 1
            banks = {name: weights[variable.op.name] for name, variable in self.lesson.filters.items()}
            self.board.write_filters(step, banks)

    def write_embedding(self) -> None:
        digits = self.lesson.digits
        count = min(EMBEDDED, len(digits.test_images))
        vectors = self.lesson.hidden(self.session, count)
        self.board.write_embedding(vectors, digits.test_labels[:count], digits.test_images[:count])

    def save(self) -> None:
        self.board.flush()  # what the checkpoint has behind it must not be lost from the curves
        self.checkpoints.save(self.session, self.progress, self.lesson.state())
        self.saved = self.progress.done

    def stop(self, signal_number: int) -> None:
        if self.saved != self.progress.done:
            self.save()
        self.board.close()
        raise Stopped(f"Stopped after step {self.progress.done}. {self.how_to_go_on()}", signal_number)

    def finish(self, accuracy: float) -> None:
        self.board.write_test(self.last_step, accuracy=accuracy)
        self.write_embedding()
        self.board.close()

    def how_to_go_on(self) -> str:
        """Where the run is saved, and the command that resumes it."""
        return how_to_go_on(self.run, self.lesson.name, self.saved)


def random_ops_before(fetched: Iterable[Any]) -> list[Any]:
    """The ops that `fetched` depends on and that draw from a random state inside TensorFlow's kernels, by name."""
    seen: set[Any] = set()
    ahead = [getattr(node, "op", node) for node in fetched]
    while ahead:
        op = ahead.pop()
        if op not in seen:
            seen.add(op)
            ahead += [tensor.op for tensor in op.inputs] + list(op.control_inputs)
    drawing = [op for op in seen if op.op_def.is_stateful and "seed2" in op.node_def.attr]
    return sorted(drawing, key=lambda op: op.name)
