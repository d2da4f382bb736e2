"""Runs a notebook, cell by cell in order, in a TensorFlow 1 kernel, and saves an executed copy of it.

As in Jupyter, the kernel works in the notebook's folder. The copy lies beside the notebook unless told otherwise,
`train.ipynb` → `train.executed.ipynb`, and is saved after every cell; the notebook itself is never written.
"""

from __future__ import annotations

import ast
import os
import re
import sys
from pathlib import Path
from typing import Any

from tf1graph.errors import CellFailed, MalformedFile, MissingPackage, UsageError
from tf1graph.files import replaced
from tf1graph.run.world import WorldSettings

SUFFIX = ".ipynb"


def run_notebook(path: str, output: str | None, settings: WorldSettings, usage: Path | None = None) -> int:
    """Run the notebook `path`; its exit code. What it prints goes to stdout as it comes, pictures into the copy.

    Args:
      path: a notebook of any format that Jupyter has had.
      output: where the executed copy goes, beside the notebook where it is None.
      settings: of the world that the cells belong to.
      usage: a file that the kernel writes what the cells use of TensorFlow 1 to.

    Raises:
      UsageError: there is no such notebook, it is not Python, or the copy would be the notebook itself.
      MalformedFile: the file is no notebook.
      CellFailed: a cell raised an error, or the kernel ended; the copy is saved up to there.
    """
    notebook = read(path)
    copy = Path(output) if output else Path(path).with_suffix(f".executed{SUFFIX}")
    if copy.resolve() == Path(path).resolve():
        raise UsageError(f"--output {output}: that is the notebook itself; name another file.")
    python2 = is_python2(notebook, path)
    if python2:
        print(f"tf1graph: {os.path.basename(path)} is Python 2: translated in memory", file=sys.stderr)
    for cell in code_cells(notebook):
        cell.outputs, cell.execution_count = [], None
    save(notebook, copy)
    try:
        return execute(notebook, path, copy, settings, python2, usage)
    finally:
        save(notebook, copy)
        print(f"tf1graph: saved {copy}", file=sys.stderr)


def read(path: str) -> Any:
    """The notebook in the file `path`, brought to Jupyter's present format."""
    try:
        import ipykernel  # noqa: F401
        import nbclient  # noqa: F401
        import nbformat
    except ImportError as error:
        raise MissingPackage("Running a notebook", error.name or "nbclient") from None
    if not os.path.isfile(path):
        raise UsageError(f"{path}: there is no such notebook.")
    try:
        notebook = nbformat.read(path, as_version=4)
        notebook = nbformat.validator.normalize(notebook)[1]
    except (nbformat.reader.NotJSONError, nbformat.ValidationError, UnicodeDecodeError, KeyError, AttributeError):
        raise MalformedFile(path, "is not a notebook of Jupyter") from None
    about = {**notebook.metadata.get("kernelspec", {}), **notebook.metadata.get("language_info", {})}
    language = str(about.get("language") or about.get("name") or "python")
    if not language.lower().startswith(("python", "ipython")):
        raise UsageError(f"{path}: is a notebook in {language}; only Python can be run.")
    return notebook


def code_cells(notebook: Any) -> list[Any]:
    """The cells of a notebook that hold code."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def is_python2(notebook: Any, path: str) -> bool:
    """Whether the notebook is Python 2: what ran it last says so, or else its kernel, or else its cells do."""
    from IPython.core.inputtransformer2 import TransformerManager

    from tf1graph.era.python2.evidence import has_evidence, syntax_error

    version = str(notebook.metadata.get("language_info", {}).get("version", ""))
    kernel = str(notebook.metadata.get("kernelspec", {}).get("name", ""))
    if version.startswith("3") or (not version and kernel.startswith("python3")):
        return False
    transformer = TransformerManager()
    cells = [transformer.transform_cell(cell.source) for cell in code_cells(notebook)]
    if version.startswith("2") or kernel.startswith("python2") or any(map(syntax_error, cells)):
        return all_readable(cells)
    return has_evidence(ast.parse("\n".join(cells)), path)


def all_readable(cells: list[str]) -> bool:
    """Whether Python 2 could read the cells, one after the other."""
    from tf1graph.era.python2 import is_readable
    from tf1graph.era.python2.syntax import future_features

    features: frozenset[str] = frozenset()
    for cell in cells:
        if not is_readable(cell, features):
            return False
        features |= future_features(cell)
    return True


def save(notebook: Any, path: Path) -> None:
    """Write the notebook to `path`, whole or not at all."""
    import nbformat

    with replaced(path) as temporary:
        temporary.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")


def execute(
    notebook: Any, path: str, copy: Path, settings: WorldSettings, python2: bool, usage: Path | None = None
) -> int:
    """Run the cells of `notebook` and put their outputs into it; the exit code."""
    from nbclient.exceptions import CellExecutionError, DeadKernelError

    from tf1graph.run.kernel_client import Progress, running_kernel

    wanted = [
        (index, cell) for index, cell in enumerate(notebook.cells) if cell.cell_type == "code" and cell.source.strip()
    ]
    with (
        Progress(len(wanted)) as progress,
        running_kernel(notebook, path, progress, settings, python2, usage) as client,
    ):
        for number, (index, cell) in enumerate(wanted, 1):
            progress.begin(number)
            try:
                client.execute_cell(cell, index, execution_count=number)
            except CellExecutionError as error:
                if error.ename == "SystemExit":
                    return exit_code(error.evalue)
                if progress.interrupted:
                    raise KeyboardInterrupt from None
                progress.write_error(cell)
                raise CellFailed(f"{path}: cell {number} failed with {error.ename}.") from None
            except DeadKernelError:
                raise CellFailed(f"{path}: the kernel ended in cell {number}.") from None
            save(notebook, copy)
    return 0


def exit_code(value: str) -> int:
    """The exit code of a notebook that called `sys.exit(value)`."""
    if re.fullmatch(r"-?\d+", value):
        return int(value)
    if value not in ("", "None"):
        print(value, file=sys.stderr)
        return 1
    return 0
