"""Training the network on digits, stopped and gone on with at any step.

logs/numpy-001/
  settings.json, history.csv       as every run has them; a row for each epoch
  checkpoint.npz                   parameters, their average, Adam's means, the random state, the place in the epoch
  filters.png, curves.png          what the filters look like before and after, loss and accuracy
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from tf1graph.errors import CannotResume, CannotWrite, MalformedFile, Stopped, UsageError
from tf1graph.files import replaced
from tf1graph.tutorials.numpy_cnn.adam import Adam
from tf1graph.tutorials.numpy_cnn.layers import Arrays
from tf1graph.tutorials.numpy_cnn.network import Network, Shape
from tf1graph.tutorials.pictures.curves import draw_curves
from tf1graph.tutorials.pictures.figures import save
from tf1graph.tutorials.pictures.filters import draw_filters
from tf1graph.tutorials.runs import (
    command,
    fingerprint_of,
    how_to_go_on,
    new_run,
    refuse_other_digits,
    write_history,
    write_settings,
)
from tf1graph.tutorials.settings import EpochSettings, option, positive
from tf1graph.tutorials.terminal import StopRequest, say

CHECKPOINT = "checkpoint.npz"
AVERAGED_EVERY = 10  # steps between two weights that are averaged
AVERAGED_LAST = 100  # of them the mean goes back, 1,000 steps


@dataclass
class NumpySettings(EpochSettings):
    """What the NumPy CNN is trained with; the defaults are the tutorial's."""

    epochs: int = option(20, "how often training goes through all its digits", check=positive)
    batch_size: int = option(100, "pictures in a training step", check=positive)
    init: str = option(
        "tutorial",
        "deviation of the first weights: tutorial, 0.01 everywhere; he, the root of 2 / inputs of a unit",
        choices=("tutorial", "he"),
    )


@dataclass
class Progress:
    """How far a run has come.

    `order` [digits]: in which order this epoch takes the digits. `losses`, `accuracies`: of this epoch's steps.
    `history`: (step, loss, accuracy, test accuracy) of each epoch.
    """

    order: np.ndarray
    epoch: int = 0
    losses: list[float] = field(default_factory=list)
    accuracies: list[float] = field(default_factory=list)
    history: list[tuple[int, float, float, float]] = field(default_factory=list)


@dataclass
class Result:
    """What a finished run has given: its folder, a row for each epoch, and the accuracy on all test digits.

    `averaged_accuracy` is that of the mean of the last 1,000 steps' weights, which training does not look at: the
    tutorial's learning rate stays the same to the end, and its last weights are those of a walk around the best.
    """

    run: Path
    history: list[tuple[int, float, float, float]]
    test_accuracy: float
    averaged_accuracy: float


def train_tutorial(name: str, settings: NumpySettings, run: Path | None = None) -> Result:
    """Train the network on the digits that the settings name; `run` is the folder of a run to go on with."""
    from tf1graph.tf.examples.tutorials.mnist.sources import find_digits

    return train(settings, find_digits(settings.data), run)


def train(settings: NumpySettings, digits: Any, run: Path | None = None) -> Result:
    """Train the tutorial's network for as many epochs as the settings say, a line for each.

    Args:
      settings: the tutorial's.
      digits: `Digits`, of 28x28 pixels; a last batch that is not full is left out, as the tutorial does.
      run: the folder of a run to go on with; without it a new one is made under `settings.log_dir`.

    Raises:
      UsageError: there are fewer digits than a batch takes.
      CannotResume: the run was trained on other digits, or has already made these epochs.
      MalformedFile: its checkpoint is damaged.
      CannotWrite: the disk is full or the folder takes no files; the last checkpoint is intact.
      Stopped: by Ctrl-C or SIGTERM, after a checkpoint was written.
    """
    if len(digits.train_labels) < settings.batch_size:
        raise UsageError(f"A batch of {settings.batch_size} takes more than the {len(digits.train_labels)} digits.")
    resumed = run is not None
    if run is None:
        run = new_run(settings.log_dir, "numpy")
    else:
        refuse_other_digits(run, digits.source, fingerprint_of(digits))
    loop = Loop(settings, digits, run)
    if resumed:
        loop.restore()
    write_settings(run, "numpy", settings, digits.source, fingerprint_of(digits))
    try:
        loop.run_epochs()
        loop.draw()
    except CannotWrite as error:
        raise CannotWrite(f"{error} {how_to_go_on(run, 'numpy', loop.saved)}") from error
    accuracy, averaged = loop.progress.history[-1][3], loop.test_averaged()
    say(
        f"Test accuracy after {settings.epochs} epochs: {accuracy:.4f}, of the averaged weights {averaged:.4f} "
        f"({len(digits.test_labels):,} test digits)"
    )
    return Result(run, loop.progress.history, accuracy, averaged)


def where_to_look(result: Result) -> str:
    """What to tell the user at the end; its last line is a command that shows more of the run."""
    return (
        f"Everything is in {result.run}, with the pictures filters.png and curves.png. Draw the curves as SVG with\n"
        f"{command('tf1graph', 'curves', result.run, '--output', 'curves.svg')}"
    )


class Loop:
    """The epochs of one run, and what is written on the way."""

    def __init__(self, settings: NumpySettings, digits: Any, run: Path):
        self.settings, self.run = settings, run
        self.pictures, self.labels = as_batch(digits.train_images), digits.train_labels.astype(np.intp)
        self.test_pictures, self.test_labels = as_batch(digits.test_images), digits.test_labels
        self.random = np.random.RandomState(settings.seed)
        self.network = Network(Shape(weight_scale=None) if settings.init == "he" else Shape(), self.random)
        self.average = {name: array.copy() for name, array in self.network.parameters.items()}
        self.first_filters = self.filters()
        self.adam = Adam(settings.learning_rate)
        self.steps = len(self.labels) // settings.batch_size  # in an epoch
        self.progress = Progress(self.random.permutation(len(self.labels)))
        self.saved = 0

    def run_epochs(self) -> None:
        """Go through the epochs that are left.

        Raises:
          Stopped: a signal asked for it.
        """
        from tqdm import tqdm

        progress, steps = self.progress, self.steps
        with (
            StopRequest() as stop,
            tqdm(
                total=self.settings.epochs * steps,
                initial=self.done(),
                desc=self.run.name,
                unit="step",
                mininterval=0.25,
                disable=None,
                dynamic_ncols=True,
            ) as bar,
        ):
            while progress.epoch < self.settings.epochs:
                self.step()
                bar.update()
                if len(progress.losses) == steps:
                    self.end_epoch()
                if stop.signal_number:
                    if self.saved != self.done():
                        self.save()
                    raise Stopped(
                        f"Stopped after step {self.done()}. {how_to_go_on(self.run, 'numpy', self.saved)}",
                        stop.signal_number,
                    )

    def step(self) -> None:
        """One batch: its loss, its gradients, Adam."""
        start = len(self.progress.losses) * self.settings.batch_size
        chosen = self.progress.order[start : start + self.settings.batch_size]
        loss, accuracy, gradients = self.network.loss_and_gradients(self.pictures[chosen], self.labels[chosen])
        self.adam.update(self.network.parameters, gradients)
        self.progress.losses.append(loss)
        self.progress.accuracies.append(accuracy)
        if self.adam.steps % AVERAGED_EVERY == 0:
            share = 1 / min(self.adam.steps // AVERAGED_EVERY, AVERAGED_LAST)
            for name, mean in self.average.items():
                mean += mean.dtype.type(share) * (self.network.parameters[name] - mean)

    def end_epoch(self) -> None:
        """Test on all test digits, print the epoch's line, draw the next epoch's order, save."""
        progress = self.progress
        loss, accuracy = float(np.mean(progress.losses)), float(np.mean(progress.accuracies))
        test, averaged = self.test(), self.test_averaged()
        progress.epoch += 1
        progress.history.append((progress.epoch * self.steps, loss, accuracy, test))
        say(
            f"epoch {progress.epoch}: loss {loss:.4f}, training accuracy {accuracy:.4f}, test accuracy {test:.4f}, "
            f"of the averaged weights {averaged:.4f}"
        )
        progress.losses, progress.accuracies = [], []
        progress.order = self.random.permutation(len(self.labels))
        self.save()
        write_history(self.run, progress.history)

    def test(self) -> float:
        """The accuracy on all test digits."""
        return float((self.network.predict(self.test_pictures) == self.test_labels).mean())

    def test_averaged(self) -> float:
        """The accuracy of the averaged weights on all test digits."""
        trained = {name: array.copy() for name, array in self.network.parameters.items()}
        self.network.load(self.average)
        accuracy = self.test()
        self.network.load(trained)
        return accuracy

    def done(self) -> int:
        """How many steps the run has made."""
        return self.progress.epoch * self.steps + len(self.progress.losses)

    def filters(self) -> np.ndarray:
        """The filters as they are drawn, [height, width, channels, filters]."""
        return self.network.parameters["conv/weight"].transpose(2, 3, 1, 0).copy()

    def draw(self) -> None:
        """Write the pictures of the filters, before and after, and of the curves."""
        save(draw_filters(self.first_filters, "conv before training"), self.run / "filters_before.png")
        save(draw_filters(self.filters(), "conv after training"), self.run / "filters.png")
        columns = np.array(self.progress.history).T
        names = ("step", "loss", "accuracy", "test_accuracy")
        save(draw_curves(dict(zip(names, columns, strict=True)), self.run.name), self.run / "curves.png")

    def save(self) -> None:
        """Write `checkpoint.npz`, whole or not at all."""
        state: Any = self.random.get_state(legacy=False)
        progress = self.progress
        arrays: Arrays = {
            "epoch": np.array(progress.epoch),
            "order": progress.order,
            "losses": np.array(progress.losses, np.float64),
            "accuracies": np.array(progress.accuracies, np.float64),
            "history": np.array(progress.history, np.float64).reshape(-1, 4),
            "adam_steps": np.array(self.adam.steps),
            "random_key": state["state"]["key"],
            "random_rest": np.array([state["state"]["pos"], state["has_gauss"], state["gauss"]]),
            "first_filters": self.first_filters,
        }
        for kind, values in self.kept().items():
            arrays.update({f"{kind}/{name}": value for name, value in values.items()})
        with replaced(self.run / CHECKPOINT) as temporary, open(temporary, "wb") as file:
            np.savez(file, allow_pickle=False, **arrays)
        self.saved = self.done()

    def kept(self) -> dict[str, Arrays]:
        """What training changes, by kind and name."""
        return {
            "parameter": self.network.parameters,
            "average": self.average,
            "first": self.adam.first,
            "second": self.adam.second,
        }

    def restore(self) -> None:
        """Bring back the checkpoint; a run that has none yet starts from its beginning.

        Raises:
          CannotResume: it has already made the epochs that are asked for.
          MalformedFile: it is damaged.
        """
        path = self.run / CHECKPOINT
        if not path.exists():
            say(f"{self.run} has no checkpoint yet: starting from its beginning.")
            return
        try:
            with open(path, "rb") as file, np.load(file, allow_pickle=False) as archive:
                self.unpack({name: archive[name] for name in archive.files})
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
            raise MalformedFile(path, "is damaged or of another network; start a new run") from error
        if self.progress.epoch >= self.settings.epochs:
            raise CannotResume(
                f"{self.run} has already made {self.progress.epoch} epochs; give --epochs {self.progress.epoch + 1} "
                "or more, or start a new run."
            )
        self.saved = self.done()
        say(f"Going on with {self.run} after step {self.saved}.")

    def unpack(self, arrays: Arrays) -> None:
        """Take the state that `save` wrote."""
        progress = Progress(arrays["order"], int(arrays["epoch"]))
        progress.losses, progress.accuracies = arrays["losses"].tolist(), arrays["accuracies"].tolist()
        progress.history = [(int(step), *rest) for step, *rest in arrays["history"].tolist()]
        self.network.load(part(arrays, "average"))  # which checks their names and shapes
        self.average = part(arrays, "average")
        self.network.load(part(arrays, "parameter"))
        self.adam.first, self.adam.second = part(arrays, "first"), part(arrays, "second")
        self.adam.steps = int(arrays["adam_steps"])
        self.first_filters = arrays["first_filters"]
        position, has_gauss, gauss = arrays["random_rest"].tolist()
        self.random.set_state(("MT19937", arrays["random_key"], int(position), int(has_gauss), gauss))
        self.progress = progress

    def how_to_go_on(self) -> str:
        """Where the run is saved, and the command that resumes it."""
        return how_to_go_on(self.run, "numpy", self.saved)


def as_batch(images: np.ndarray) -> np.ndarray:
    """Pictures uint8 [N, 28, 28] as the network reads them: float32 [N, 1, 28, 28] in 0…1."""
    return images[:, None].astype(np.float32) / np.float32(255)


def part(arrays: Arrays, kind: str) -> Arrays:
    """The arrays named `kind/NAME`, by NAME."""
    return {name.removeprefix(f"{kind}/"): array for name, array in arrays.items() if name.startswith(f"{kind}/")}
