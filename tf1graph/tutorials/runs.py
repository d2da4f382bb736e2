"""The folder of a run: its name, its settings, how it is written to, and the commands that open it.

logs/cnn-001/
  settings.json                    what the run was started with, and on which digits
  history.csv                      a row every 100 steps, or each epoch
  events.out.tfevents…             TensorBoard: training; test/ holds the test set's
  model.ckpt-<step>.*              checkpoints; the .npz beside each is what TensorFlow's Saver does not keep
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import re
import shlex
import shutil
import sys
import typing
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from tf1graph import __version__
from tf1graph.errors import CannotResume, CannotWrite, MalformedFile
from tf1graph.files import replaced, writing_to

T = TypeVar("T")

SETTINGS_FILE = "settings.json"
HISTORY_FILE = "history.csv"
STEP_COLUMNS = ("step", "loss", "accuracy", "test_accuracy")
EPOCH_COLUMNS = ("epoch", "loss", "accuracy", "val_loss", "val_accuracy")


def new_run(log_dir: str | os.PathLike[str], tutorial: str) -> Path:
    """A new, empty folder `log_dir/<tutorial>-<number>`, one number above the highest that is there.

    Raises:
      CannotWrite: the folder cannot be made.
    """
    with writing(log_dir):
        Path(log_dir).mkdir(parents=True, exist_ok=True)
        number = max((number for number, _ in _numbered(log_dir, tutorial)), default=0)
        while True:
            number += 1
            run = Path(log_dir, f"{tutorial}-{number:03d}")
            try:
                run.mkdir()  # never one that is there: two runs may start in the same moment
                return run
            except FileExistsError:
                continue


def newest_run(log_dir: str | os.PathLike[str], tutorial: str) -> Path:
    """The run of `tutorial` with the highest number under `log_dir` that got as far as having settings.

    Raises:
      CannotResume: there is none.
    """
    runs = [run for _, run in sorted(_numbered(log_dir, tutorial)) if (run / SETTINGS_FILE).is_file()]
    if not runs:
        raise CannotResume(f"{log_dir} holds no run of the {tutorial} tutorial to go on with; start one.")
    return runs[-1]


def write_settings(run: Path, tutorial: str, settings: Any, source: str, fingerprint: str) -> None:
    """Write `settings.json`: every field of `settings`, the tutorial, the digits, and this package's version."""
    record = {
        "tutorial": tutorial,
        "tf1graph": __version__,
        "data_source": source,
        "data_fingerprint": fingerprint,
        "settings": dataclasses.asdict(settings),
    }
    with replaced(run / SETTINGS_FILE) as temporary:
        temporary.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")


def read_record(run: str | os.PathLike[str]) -> dict[str, Any]:
    """What `write_settings` wrote in the folder `run`.

    Raises:
      CannotResume: `run` is no folder of a run.
      MalformedFile: its `settings.json` is not what this package writes.
    """
    path = Path(run, SETTINGS_FILE)
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(record["settings"], dict):
            raise TypeError
        return {key: record[key] for key in ("tutorial", "data_source", "data_fingerprint", "settings")}
    except OSError:
        raise CannotResume(f"{run} is not the folder of a run: it has no {SETTINGS_FILE}.") from None
    except (ValueError, KeyError, TypeError):
        raise MalformedFile(path, "is not the settings of a run") from None


def settings_of(
    run: str | os.PathLike[str], tutorial: str, settings_class: type[T], given: dict[str, Any] | None = None
) -> T:
    """The settings with which the run goes on: its own, with more `steps` or `epochs` if `given` says so.

    Args:
      run: its folder.
      tutorial: "cnn", "numpy", …
      settings_class: the dataclass of that tutorial's settings.
      given: what the command line named. `steps` and `epochs` count from the run's beginning; `data` may say where
        the same digits lie now; `log_dir` is where runs are looked for. Anything else must equal what the run has.

    Raises:
      CannotResume: the run is another tutorial's, or a given setting contradicts the run's.
      MalformedFile: `settings.json` has a field missing or of the wrong type.
    """
    record = read_record(run)
    if record["tutorial"] != tutorial:
        raise CannotResume(f"{run} is a run of the {record['tutorial']} tutorial, not of {tutorial}.")
    hints = typing.get_type_hints(settings_class)
    stored = record["settings"]
    for field in dataclasses.fields(settings_class):  # type: ignore[arg-type]
        kinds = typing.get_args(hints[field.name]) or (hints[field.name],)
        if type(stored.get(field.name)) not in kinds:
            raise MalformedFile(Path(run, SETTINGS_FILE), f"has no usable value for {field.name!r}")
    settings = settings_class(**{name: stored[name] for name in hints})
    given = {"log_dir": str(Path(run).parent), **(given or {})}
    for name, value in given.items():
        if name not in ("steps", "epochs", "data", "log_dir") and value != stored[name]:
            flag = "--" + name.replace("_", "-")
            raise CannotResume(
                f"{run} was started with {flag} {stored[name]}, and goes on with that, not with {value}: "
                "leave the option out, or start a new run."
            )
    return dataclasses.replace(settings, **given)  # type: ignore[type-var]


def refuse_other_digits(run: Path, source: str, data_fingerprint: str) -> None:
    """Raise CannotResume unless the run was trained on the digits with this fingerprint."""
    record = read_record(run)
    if record["data_fingerprint"] != data_fingerprint:
        raise CannotResume(
            f"{run} was trained on {record['data_source']}, and cannot go on with {source}: "
            "name its own digits with --data, or start a new run."
        )


def write_history(run: Path, history: Sequence[tuple[Any, ...]], columns: Sequence[str] = STEP_COLUMNS) -> None:
    """Write `history.csv`: the names of the columns, and a row for each of `history`."""
    rows = [columns, *(map(repr, row) for row in history)]
    with replaced(run / HISTORY_FILE) as temporary:
        temporary.write_text("".join(",".join(row) + "\n" for row in rows))


def fingerprint_of(digits: Any) -> str:
    """The fingerprint of the training and test digits, pictures and labels."""
    return fingerprint(digits.train_images, digits.train_labels, digits.test_images, digits.test_labels)


def fingerprint(*arrays: Any) -> str:
    """32 hexadecimal digits that differ where the arrays' contents do."""
    digest = hashlib.blake2b(digest_size=16)
    for array in arrays:
        digest.update(str((array.dtype.str, array.shape)).encode())
        digest.update(memoryview(array.reshape(-1)).cast("B"))
    return digest.hexdigest()


def command(program: str, *arguments: str | os.PathLike[str]) -> str:
    """A line for the shell that calls `program`, by its path where the shell would not find it by name."""
    beside = Path(sys.executable).with_name(program)
    found = program if shutil.which(program) or not beside.exists() else str(beside)
    return shlex.join([found, *map(str, arguments)])


def tensorboard_command(run: Path) -> str:
    """The line that shows the run in TensorBoard, beside the other runs of its folder."""
    return command("tensorboard", "--logdir", run.parent)


def how_to_go_on(run: Path, tutorial: str, saved: int | None) -> str:
    """Up to which step the run is `saved`, and the command that resumes it."""
    line = command("tf1graph", "train", tutorial, "--resume", run)
    found = f"Everything up to step {saved} is saved" if saved else "No checkpoint was written yet"
    return f"{found}; go on with: {line}"


@contextmanager
def writing(path: str | os.PathLike[str]) -> Iterator[None]:
    """Turn a failure of the system or of TensorFlow to write under `path` into one sentence, `CannotWrite`."""
    from tf1graph import tf

    try:
        with writing_to(path):
            yield
    except tf.errors.OpError as error:
        # "…path; No space left on device\n\t [[{{node save/SaveV2}}]]": the clause is the user's, the rest is not.
        reason = re.search(r"; ([A-Z][a-z][\w ,'-]+)$", error.message, re.MULTILINE)
        raise CannotWrite(f"{path} cannot be written: {reason[1] if reason else type(error).__name__}.") from error


def _numbered(log_dir: str | os.PathLike[str], tutorial: str) -> list[tuple[int, Path]]:
    pattern = re.compile(re.escape(tutorial) + r"-(\d+)")
    try:
        found = [(pattern.fullmatch(entry.name), entry) for entry in Path(log_dir).iterdir()]
    except (FileNotFoundError, NotADirectoryError):
        return []
    return [(int(match[1]), entry) for match, entry in found if match]
