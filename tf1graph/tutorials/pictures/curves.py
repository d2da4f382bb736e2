"""Loss and accuracy over the steps or epochs of a run (the CRNN article's figure 3, the Kaggle article's curves)."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tf1graph.errors import MalformedFile, UsageError
from tf1graph.tutorials.checkpoints import LOG_DIR
from tf1graph.tutorials.pictures.figures import picture_path, printable, save
from tf1graph.tutorials.runs import EPOCH_COLUMNS, HISTORY_FILE, STEP_COLUMNS
from tf1graph.tutorials.settings import option

UNITS = {STEP_COLUMNS[0]: "100 steps", EPOCH_COLUMNS[0]: "epoch"}


@dataclass
class CurvesSettings:
    """Of which run the curves are drawn."""

    run: str | None = option(
        None, f"run folder, or its {HISTORY_FILE} (default: the newest run under logs)", positional=True
    )
    output: str | None = option(
        None, "picture to write, .png, .svg or .pdf (default: curves.png in the run)", metavar="FILE"
    )


def export_curves(settings: CurvesSettings) -> Path:
    """Draw a run's loss and accuracy and print where; returns the picture's path.

    Raises:
      UsageError: there is no such run.
      MalformedFile: its history is damaged.
      CannotWrite: the picture cannot be written.
    """
    history = find_history(settings.run)
    path = picture_path(settings.output, history.parent, "curves.png")
    save(draw_curves(read_history(history), printable(history.absolute().parent.name)), path)
    print(f"wrote {path}")
    return path


def find_history(run: str | None = None) -> Path:
    """The `history.csv` of the run `run`; of a folder of runs, the one that was written last.

    Raises:
      UsageError: there is none.
    """
    place = Path(run or LOG_DIR)
    if place.is_file():
        return place
    if (place / HISTORY_FILE).is_file():
        return place / HISTORY_FILE
    found = max(place.glob(f"*/{HISTORY_FILE}"), key=lambda path: (path.stat().st_mtime_ns, str(path)), default=None)
    if found is None:
        raise UsageError(
            f"{place} holds no run with a {HISTORY_FILE}; name the folder of a run, or make one with "
            "`tf1graph train crnn`."
        )
    return found


def read_history(path: Path) -> dict[str, np.ndarray]:
    """The columns of the file `path`, those of a run by steps or by epochs, float64; NaN where a field is empty.

    Raises:
      MalformedFile: it is no history, or has no row.
    """
    try:
        with open(path, newline="", encoding="utf-8") as file:
            table = csv.DictReader(file)
            names, rows = table.fieldnames or [], list(table)
    except (OSError, ValueError, csv.Error):
        raise MalformedFile(path, "cannot be read as CSV") from None
    columns = EPOCH_COLUMNS if EPOCH_COLUMNS[0] in names else STEP_COLUMNS
    if not set(columns) <= set(names):
        raise MalformedFile(path, f"lacks one of the columns {', '.join(columns)}")
    if not rows:
        raise MalformedFile(path, f"has no row yet; a run writes one every {UNITS[columns[0]]}")
    numbers = np.empty((len(rows), len(columns)))
    for number, row in enumerate(rows):
        if None in row.values():
            raise MalformedFile(path, f"line {number + 2} is cut off")
        try:
            numbers[number] = [float(row[name] or "nan") for name in columns]
        except ValueError:
            raise MalformedFile(path, f"line {number + 2} has a field that is not a number") from None
    return dict(zip(columns, numbers.T, strict=True))


def draw_curves(history: dict[str, np.ndarray], title: str = "") -> Any:
    """A Matplotlib `Figure` with the loss (nats) and the accuracy over the steps or epochs.

    Args:
      history: [rows] of each column, as `read_history` gives them.
      title: what stands above both.

    The loss is on a logarithmic axis where it falls by more than a factor of 20.
    """
    from matplotlib.figure import Figure

    by_epochs = EPOCH_COLUMNS[0] in history
    unit, trained, tested, measured, what = (
        ("epoch", "training", "held out", "val_accuracy", "loss (nats)")
        if by_epochs
        else ("step", "training batch", "test", "test_accuracy", "loss of the training batch (nats)")
    )
    figure = Figure((9, 3.6), facecolor="white", layout="constrained")
    left, right = figure.subplots(1, 2)
    style: dict[str, Any] = {"linewidth": 1.4, "marker": "o" if len(history[unit]) < 30 else "", "markersize": 3}
    left.plot(history[unit], history["loss"], color="C0", label=trained, **style)
    left.set(xlabel=unit, ylabel=what, title="Loss")
    if by_epochs:
        left.plot(history[unit], history["val_loss"], color="C1", label=tested, **style)
        left.legend(loc="upper right", frameon=False)
    loss = history["loss"][np.isfinite(history["loss"])]
    if loss.size and loss.min() > 0 and loss.max() > 20 * loss.min():
        left.set_yscale("log")
    right.plot(history[unit], history["accuracy"], color="C0", label=trained, **style)
    right.plot(history[unit], history[measured], color="C1", label=tested, **style)
    right.set(xlabel=unit, ylabel="accuracy", title="Accuracy")
    if not by_epochs:
        right.set_ylim(0, 1.02)  # a single batch reaches 1
    right.legend(loc="lower right", frameon=False)
    for axes in (left, right):
        axes.grid(color="0.9")
        axes.spines[["top", "right"]].set_visible(False)
        axes.locator_params(axis="x", integer=True)
    figure.suptitle(title, fontsize=11, parse_math=False)
    return figure
