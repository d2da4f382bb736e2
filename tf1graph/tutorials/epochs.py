"""Keras's tutorials are trained here: by epochs, as `fit` does it, but stopped and gone on with at any step.

The numbers are those of `fit` with the same seed, to the bit, and a run that was killed and resumed ends with the same
bits in every weight and loss as one that was not. What a step depends on is kept with each checkpoint: the order of the
epoch, NumPy's random state, and how often dropout was drawn, for its masks come from a state inside TensorFlow's
kernels that can be brought forward only by drawing as often again.
"""

from __future__ import annotations

import dataclasses
import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tf1graph import keras, tf
from tf1graph.errors import CannotWrite, Stopped
from tf1graph.files import make_folder
from tf1graph.tutorials.board import Board
from tf1graph.tutorials.runs import (
    EPOCH_COLUMNS,
    fingerprint,
    how_to_go_on,
    new_run,
    refuse_other_digits,
    write_history,
    write_settings,
    writing,
)
from tf1graph.tutorials.saving import PREFIX, Checkpoints, Progress
from tf1graph.tutorials.settings import FitSettings
from tf1graph.tutorials.terminal import StopRequest, say, warn
from tf1graph.tutorials.training import random_ops_before

BEST = "best"  # folder of a run with the checkpoint of its best epoch
DRAWN = (1, 3, 10, 30, 100, 300)  # epochs after which the weights are drawn, besides the last
LARGE_BATCH = 256  # pictures at a time where nothing is learned


@dataclass
class Examples:
    """Inputs of a model, arrays of N rows, and their labels [N] or [N, 10]."""

    inputs: list[np.ndarray]
    labels: np.ndarray

    def __len__(self) -> int:
        return len(self.labels)

    def __getitem__(self, rows: Any) -> Examples:
        return Examples([array[rows] for array in self.inputs], self.labels[rows])


@dataclass
class Course:
    """A tutorial of Keras, ready to be trained: its compiled model in the default graph, and what it learns from.

    `held_out` is what Keras calls validation data; `source` says in a phrase where all of them come from.
    """

    name: str
    settings: FitSettings
    model: Any
    training: Examples
    held_out: Examples
    source: str

    @property
    def steps_an_epoch(self) -> int:
        """Batches of an epoch, the last of which may be smaller."""
        return math.ceil(len(self.training) / self.settings.batch_size)


@dataclass
class EpochResult:
    """What a finished run has given.

    `losses` and `accuracies` [steps] float32: each batch's, before its update. `history`: a row an epoch of its number,
    loss, accuracy, loss and accuracy of the held-out examples. `best_epoch` is the first of the highest accuracy there.
    """

    run: Path
    losses: np.ndarray
    accuracies: np.ndarray
    history: list[tuple[float, ...]]
    best_epoch: int
    best_accuracy: float


@contextmanager
def keras_session(seed: int) -> Iterator[Any]:
    """A graph and a session for a model of Keras, and the seed of NumPy, from which Keras draws all others."""
    with tf.Graph().as_default(), tf.Session() as session:
        keras.backend.set_session(session)
        np.random.seed(seed)
        yield session
    keras.backend.clear_session()


def split(examples: Examples, share: float) -> tuple[Examples, Examples]:
    """All but the last `share` of the examples, and these, as Keras's `validation_split` does it."""
    kept = int(len(examples) * (1 - share))
    return examples[:kept], examples[kept:]


def train(course: Course, run: Path | None = None) -> EpochResult:
    """Train the course's model in the default session for as many epochs as its settings say; a line for each.

    Args:
      run: the folder of a run to go on with; without it a new one is made under `settings.log_dir`.

    Raises:
      CannotResume: the run was trained on other digits, or is already beyond `settings.epochs`.
      CannotWrite: the disk is full or the folder takes no files; the last checkpoint is intact.
      Stopped: by Ctrl-C or SIGTERM, after a checkpoint was written.
    """
    settings = course.settings
    examples = (course.training, course.held_out)
    mark = fingerprint(*(array for part in examples for array in (*part.inputs, part.labels)))
    resumed = run is not None
    if run is None:
        run = new_run(settings.log_dir, course.name)
    else:
        refuse_other_digits(run, course.source, mark)

    loop = EpochLoop(course, run)
    restored = loop.restore() if resumed else False
    if restored:
        say(f"Going on with {run} after step {loop.progress.done}, in epoch {loop.epoch + 1}.")
    elif resumed:
        say(f"{run} has no whole checkpoint yet: starting from its beginning.")
    write_settings(run, course.name, settings, course.source, mark)
    try:
        loop.start(resumed=restored)
        loop.run_epochs()
        loop.board.close()
    except CannotWrite as error:
        raise CannotWrite(f"{error} {loop.how_to_go_on()}") from error
    progress = loop.progress
    best = loop.best()
    say(f"Best epoch {int(best[0])}: accuracy {best[4]:.4f} on {len(course.held_out):,} held-out digits")
    return EpochResult(run, progress.losses, progress.accuracies, progress.history, int(best[0]), best[4])


class EpochLoop:
    """The epochs of one run, and what is written on the way."""

    def __init__(self, course: Course, run: Path):
        self.course, self.run, self.model = course, run, course.model
        self.size, self.per_epoch = course.settings.batch_size, course.steps_an_epoch
        self.steps = course.settings.epochs * self.per_epoch
        for function in ("train", "test", "predict"):  # and with them the optimiser's variables
            getattr(self.model, f"_make_{function}_function")()
        self.draws = random_ops_before(self.model.train_function.outputs)
        self.shown = tf.get_default_graph().as_graph_def(add_shapes=True)
        self.draw = tf.group(*self.draws)  # they stand in branches of conditions, where a session runs nothing by name
        self.checkpoints = Checkpoints(run, course.settings.seed, warn, unit="epochs", steps=self.per_epoch)
        self.best_saver = tf.train.Saver(self.model.weights, max_to_keep=1)
        self.session = keras.backend.get_session()  # every variable has its first value now
        self.progress = Progress.of(self.steps)
        self.order = np.arange(len(course.training))
        self.saved: int | None = None
        self.lost = False  # a loss was not a number

    @property
    def epoch(self) -> int:
        """How many epochs are over."""
        return self.progress.done // self.per_epoch

    def restore(self) -> bool:
        """Take up the newest whole checkpoint; whether there is one."""
        restored = self.checkpoints.restore(self.session, self.steps)
        if restored is None:
            return False
        self.progress, data = restored
        self.order = data["order"]
        self.saved = self.progress.done
        self.draw_again()
        kept = sorted((self.run / BEST).glob(f"{PREFIX}-*.index"))
        self.best_saver.recover_last_checkpoints([str(index.with_suffix("")) for index in kept])
        return True

    def draw_again(self) -> None:
        """Bring the random states of TensorFlow's kernels to where the steps so far have brought them."""
        from tqdm import trange

        shapes = [op.outputs[0].shape.as_list() for op in self.draws]
        for step in trange(self.progress.done if self.draws else 0, desc="dropout", unit="step", disable=None):
            rows = len(self.rows_of(step))
            feed = {op.inputs[0]: [rows, *shape[1:]] for op, shape in zip(self.draws, shapes, strict=True)}
            self.session.run(self.draw, feed)

    def rows_of(self, step: int) -> np.ndarray:
        """Which training examples are the batch of `step`, counted from 0, in the order of its epoch."""
        first = step % self.per_epoch * self.size
        return self.order[first : first + self.size]

    def start(self, resumed: bool) -> None:
        """Open TensorBoard's files, and write what a run has before its first step."""
        self.board = Board(self.run, self.epoch + 1)
        if not resumed:
            self.board.write_graph(self.shown)
            settings = {"tutorial": self.course.name, "digits": self.course.source, "TensorFlow": tf.version.VERSION}
            self.board.write_settings({**settings, **dataclasses.asdict(self.course.settings)})
        write_history(self.run, self.progress.history, EPOCH_COLUMNS)

    def run_epochs(self) -> None:
        """Make the steps that are left.

        Raises:
          Stopped: a signal asked for it.
        """
        from tqdm import tqdm

        progress, training = self.progress, self.course.training
        every = self.course.settings.checkpoint_every
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
            began = time.monotonic()
            while progress.done < self.steps:
                if progress.done % self.per_epoch == 0:
                    began = time.monotonic()
                    np.random.shuffle(self.order)  # as Keras did, an epoch's order is a shuffle of that before
                batch = training[self.rows_of(progress.done)]
                loss, accuracy = self.model.train_on_batch(batch.inputs, batch.labels)
                progress.losses[progress.done] = loss
                progress.accuracies[progress.done] = accuracy
                progress.done += 1
                bar.update()
                if loss != loss and not self.lost:
                    self.lost = True
                    warn(
                        f"The loss of step {progress.done} is not a number; the tutorial goes on, and so does this run."
                    )
                if progress.done % self.per_epoch == 0:
                    self.end_epoch(began)
                    self.save()
                elif progress.done % every == 0:
                    self.save()
                if stop.signal_number:
                    self.stop(stop.signal_number)

    def end_epoch(self, began: float) -> None:
        """Measure the epoch that is over, keep its weights if they are the best, and say so."""
        held_out, epoch = self.course.held_out, self.epoch
        loss, accuracy = self.means()
        test_loss, test_accuracy = map(
            float, self.model.evaluate(held_out.inputs, held_out.labels, batch_size=self.size, verbose=0)
        )
        best = not self.progress.history or test_accuracy > self.best()[4]
        self.progress.history.append((epoch, loss, accuracy, test_loss, test_accuracy))
        say(
            f"epoch {epoch}/{self.course.settings.epochs}: loss {loss:.4f}, acc {accuracy:.4f}, "
            f"val_loss {test_loss:.4f}, val_acc {test_accuracy:.4f}, {time.monotonic() - began:.0f} s"
        )
        write_history(self.run, self.progress.history, EPOCH_COLUMNS)
        self.board.write_training(epoch, loss, accuracy)
        self.board.write_test(epoch, loss=test_loss, accuracy=test_accuracy)
        if epoch in DRAWN or epoch == self.course.settings.epochs:
            self.draw_weights(epoch)
        if best:
            make_folder(self.run / BEST)
            with writing(self.run / BEST):
                self.best_saver.save(
                    self.session, str(self.run / BEST / PREFIX), global_step=epoch, write_meta_graph=False
                )

    def means(self) -> tuple[float, float]:
        """Loss and accuracy of the epoch that is over, means over its examples as Keras takes them."""
        steps = slice(self.progress.done - self.per_epoch, self.progress.done)
        sizes = [len(self.rows_of(step)) for step in range(self.per_epoch)]
        losses, accuracies = self.progress.losses[steps], self.progress.accuracies[steps]
        return float(np.average(losses, weights=sizes)), float(np.average(accuracies, weights=sizes))

    def best(self) -> tuple[float, ...]:
        """The row of the best epoch so far."""
        return max(self.progress.history, key=lambda row: row[4])

    def draw_weights(self, epoch: int) -> None:
        variables = {weight.op.name: weight for weight in self.model.trainable_weights}
        weights = self.session.run(variables)
        self.board.write_weights(epoch, weights)
        self.board.write_filters(
            epoch, {name: array for name, array in weights.items() if array.ndim == 4 and array.shape[2] == 1}
        )

    def save(self) -> None:
        self.board.flush()  # what the checkpoint has behind it must not be lost from the curves
        self.checkpoints.save(self.session, self.progress, {"order": self.order})
        self.saved = self.progress.done

    def stop(self, signal_number: int) -> None:
        if self.saved != self.progress.done:
            self.save()
        self.board.close()
        raise Stopped(f"Stopped after step {self.progress.done}. {self.how_to_go_on()}", signal_number)

    def how_to_go_on(self) -> str:
        """Where the run is saved, and the command that resumes it."""
        return how_to_go_on(self.run, self.course.name, self.saved)
