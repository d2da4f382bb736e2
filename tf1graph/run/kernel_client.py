"""The other end of a kernel that runs a notebook: starts it, and shows what its cells print."""

from __future__ import annotations

import json
import os
import re
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from tqdm import tqdm

from tf1graph.chatter import CHATTER
from tf1graph.errors import CellFailed
from tf1graph.run.kernel import SETTINGS
from tf1graph.run.world import WorldSettings

COLOURS = re.compile(r"\x1b\[[\d;]*m")
WANTS_CHATTER = os.environ.get("TF_CPP_MIN_LOG_LEVEL") == "0"
LONGEST_SOCKET = 90  # characters of the path of a Unix socket that every system takes


class Progress:
    """A line on stderr that says which cell runs, where stderr is a terminal; what the cells print goes round it.

    Args:
      count: how many cells will run.
    """

    def __init__(self, count: int):
        self.bar: Any = tqdm(total=count, desc="cell", unit="cell", file=sys.stderr, disable=None, leave=False)
        self.line_is_open = False
        self.interrupted = False

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *raised: Any) -> None:
        self.end_line()
        self.bar.close()

    def begin(self, number: int) -> None:
        """Cell `number` begins, the one before it is done."""
        self.end_line()
        self.bar.update(number - 1 - self.bar.n)

    def write(self, text: str, file: Any = None) -> None:
        """Write `text` to stdout or `file`; the progress line comes back when the text has ended its line."""
        file = file or sys.stdout
        shown = not self.bar.disable and file.isatty()
        if shown and not self.line_is_open:
            self.bar.clear()
        file.write(text)
        file.flush()
        if shown:
            self.line_is_open = not text.endswith("\n")
            if not self.line_is_open:
                self.bar.refresh()

    def end_line(self) -> None:
        """End a line that a cell has left open, where the progress line is to follow it."""
        if self.line_is_open:
            self.write("\n")

    def show(self, output: Any) -> None:
        """Print what a terminal can show of an output: its text."""
        if output.output_type == "stream":
            self.write(output.text, sys.stderr if output.name == "stderr" else None)
        elif output.output_type in ("execute_result", "display_data"):
            self.write(output.data.get("text/plain", "") + "\n")

    def write_error(self, cell: Any) -> None:
        """Write the traceback of a cell that failed to stderr."""
        for output in cell.outputs:
            if output.output_type == "error":
                text = "\n".join(output.traceback) + "\n"
                self.write(text if sys.stderr.isatty() else COLOURS.sub("", text), sys.stderr)


class Client(NotebookClient):
    """Runs cells, and shows their outputs as they come."""

    progress: Progress

    def output(self, outs: Any, msg: Any, display_id: Any, cell_index: int) -> Any:
        if msg["msg_type"] == "stream" and msg["content"]["name"] == "stderr" and not WANTS_CHATTER:
            text = CHATTER.sub(b"", msg["content"]["text"].encode()).decode()
            if not text:
                return None
            msg["content"]["text"] = text
        found = super().output(outs, msg, display_id, cell_index)
        if found:
            self.progress.show(found)
        return found


class Manager(AsyncKernelManager):
    """Starts our kernel with this Python, whichever kernels are installed."""

    @property
    def kernel_spec(self) -> KernelSpec:
        command = [sys.executable, "-m", "tf1graph.run.kernel", "-f", "{connection_file}"]
        return KernelSpec(argv=command, display_name="TensorFlow 1", language="python")


@contextmanager
def running_kernel(
    notebook: Any, path: str, progress: Progress, settings: WorldSettings, python2: bool, usage: Path | None = None
) -> Iterator[Client]:
    """The client of a kernel that was started in the folder of the notebook `path`, and ends with the block.

    Where `usage` is a file, the kernel writes there what the cells use of TensorFlow 1.
    """
    environment = dict(os.environ)
    path = os.path.abspath(path)
    environment[SETTINGS] = json.dumps(
        {
            "packages": settings.packages,
            "python2": python2,
            "notebook": path,
            "usage": str(usage) if usage else None,
        }
    )
    package = str(Path(__file__).parents[2])
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, (os.environ.get("PYTHONPATH"), package)))
    with tempfile.TemporaryDirectory(prefix="tf1graph-") as connection:
        manager = Manager(connection_file=os.path.join(connection, "kernel.json"))
        if os.name == "posix" and len(connection) < LONGEST_SOCKET:
            manager.transport = "ipc"  # no port, so none that is taken
            manager.ip = os.path.join(connection, "k")
        client = Client(
            notebook, km=manager, timeout=None, startup_timeout=600, coalesce_streams=True, allow_errors=False
        )
        client.progress = progress
        client.extra_arguments = ["--HistoryManager.hist_file=:memory:"]
        client.log.disabled = True  # what it has to say, our errors say
        with (
            open(os.path.join(connection, "log"), "w+") as log,  # what cells print comes as messages, this is the rest
            interrupting(manager, progress),
        ):
            try:
                client.start_new_kernel(cwd=os.path.dirname(path), env=environment, stdout=log, stderr=log)
                client.start_new_kernel_client()
            except RuntimeError as error:
                log.seek(0)
                raise CellFailed(f"The kernel did not start. {error}: {log.read().strip()}") from None
            with client.setup_kernel(cleanup_kc=True):
                assert client.kc is not None
                about = client.wait_for_reply(client.kc.kernel_info())
                if about:
                    notebook.metadata["language_info"] = about["content"]["language_info"]
                yield client


@contextmanager
def interrupting(manager: Manager, progress: Progress) -> Iterator[None]:
    """Let Ctrl-C end the cell that runs, as Jupyter's stop button does; a second one ends all at once."""

    def interrupt(*received: Any) -> None:
        process = getattr(manager.provisioner, "process", None)
        if progress.interrupted or process is None:
            raise KeyboardInterrupt
        progress.interrupted = True
        process.send_signal(signal.SIGINT)

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
