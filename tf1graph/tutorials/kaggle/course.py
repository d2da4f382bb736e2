"""The Kaggle tutorial from its digits to the file that is handed in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tf1graph import keras, tf
from tf1graph.errors import UsageError
from tf1graph.tutorials.checkpoints import LOG_DIR, find_checkpoint, reading, tutorial_of
from tf1graph.tutorials.epochs import BEST, LARGE_BATCH, Course, EpochResult, Examples, keras_session, split, train
from tf1graph.tutorials.kaggle.competition import Competition, find_competition
from tf1graph.tutorials.kaggle.inputs import inputs_for
from tf1graph.tutorials.kaggle.models import VARIANTS, KaggleSettings, Variant
from tf1graph.tutorials.kaggle.tables import read_submission, read_test, write_submission
from tf1graph.tutorials.pictures.curves import CurvesSettings, export_curves
from tf1graph.tutorials.runs import newest_run, read_record
from tf1graph.tutorials.settings import option
from tf1graph.tutorials.training import where_to_look as where_to_look

SUBMISSION_FILE = "submission.csv"


def train_tutorial(name: str, settings: KaggleSettings, run: Path | None = None) -> EpochResult:
    """Train a model, draw its curves, and write what its best epoch makes of the test digits.

    Args:
      name: the tutorial's.
      run: the folder of a run to go on with.

    Raises:
      what `epochs.train` does; UsageError and MalformedFile as well, where the digits cannot be had.
    """
    competition = find_competition(settings.data)
    with keras_session(settings.seed):
        course = prepare(settings, competition)
        result = train(course, run)
        hand_in(course, result, competition)
    export_curves(CurvesSettings(str(result.run)))
    return result


def prepare(settings: KaggleSettings, competition: Competition) -> Course:
    """The model that the settings name, in the default session, with what it learns from."""
    variant = VARIANTS[settings.model]
    model = variant.build(settings.learning_rate)
    examples = Examples(inputs_for(variant, competition.train_pictures), competition.train_labels.astype(np.int64))
    training, held_out = split(examples, settings.validation_split)
    if not len(training) or not len(held_out):
        raise UsageError(
            f"{len(examples)} digits cannot be split into some to learn from and {settings.validation_split} of them "
            "held out; give more, or another --validation-split."
        )
    return Course("kaggle", settings, model, training, held_out, competition.source)


def hand_in(course: Course, result: EpochResult, competition: Competition) -> None:
    """Write `submission.csv` by the best epoch's weights, and print where, and the score where it can be known."""
    variant = VARIANTS[course.settings.model]  # type: ignore[attr-defined]
    restore_best(course.model, result.run)
    if len(competition.test_pictures):
        labels = classify(course.model, variant, competition.test_pictures)
        write_labels(result.run / SUBMISSION_FILE, labels, competition.solution)


def restore_best(model: Any, run: Path) -> None:
    """Give the model of the default session the weights of the run's best epoch.

    Raises:
      UsageError: the run has none yet.
      MalformedFile: the checkpoint is damaged.
    """
    prefix = find_checkpoint(run / BEST, "kaggle")
    with reading(prefix):
        tf.train.Saver(model.weights).restore(keras.backend.get_session(), str(prefix))


def classify(model: Any, variant: Variant, pictures: np.ndarray) -> np.ndarray:
    """The most probable label of each picture [N, 28, 28] uint8, int64 [N]."""
    return model.predict(inputs_for(variant, pictures), batch_size=LARGE_BATCH).argmax(axis=1)


def write_labels(path: Path, labels: np.ndarray, solution: np.ndarray | None) -> None:
    """Write the labels to `path`, print that, and how many are right where the solution is known."""
    write_submission(path, labels)
    print(f"wrote {path}")
    if solution is not None:
        print(f"Score: {np.mean(labels == solution):.5f} on {len(labels):,} test digits")


@dataclass
class SubmitSettings:
    """Which run tells the digits of which file."""

    run: str | None = option(None, f"run folder (default: the newest Kaggle run under {LOG_DIR})", positional=True)
    test: str = option("test.csv", "the digits to tell, as Kaggle's test.csv", metavar="FILE")
    solution: str | None = option(
        None, "the right labels, as a submission.csv, where they are known: the score is printed", metavar="FILE"
    )
    output: str | None = option(
        None, f"file to write, with columns ImageId and Label (default: {SUBMISSION_FILE} in the run)", metavar="FILE"
    )


def submit(settings: SubmitSettings) -> Path:
    """Write what a run's best epoch makes of the digits of a `test.csv`, and print where; returns the file's path.

    Raises:
      UsageError: there is no such run, or it is no run of this tutorial, or has no whole epoch behind it.
      MalformedFile: a file or the checkpoint is damaged.
      CannotWrite: the file cannot be written.
    """
    run = Path(settings.run) if settings.run else newest_run(LOG_DIR, "kaggle")
    record = read_record(run)
    name = record["settings"].get("model")
    if tutorial_of(run) != "kaggle" or name not in VARIANTS:
        raise UsageError(f"{run} is a run of the {record['tutorial']} tutorial, not of kaggle.")
    pictures = read_test(settings.test)
    solution = read_submission(settings.solution, len(pictures)) if settings.solution else None
    variant = VARIANTS[name]
    with keras_session(0):
        model = variant.build(record["settings"]["learning_rate"])
        restore_best(model, run)
        labels = classify(model, variant, pictures)
    path = Path(settings.output) if settings.output else run / SUBMISSION_FILE
    write_labels(path, labels, solution)
    return path
