"""MNIST from the web: several mirrors, the first that answers, each file's SHA-256 checked.

Without a network this gives up within `PATIENCE` seconds, also where a firewall swallows every packet.
"""

from __future__ import annotations

import hashlib
import http.client
import queue
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import zlib
from collections.abc import Generator, Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tf1graph import __version__
from tf1graph.errors import CannotDownload
from tf1graph.files import make_folder, replaced

PATIENCE = 4.0  # seconds in all until the first mirror must have answered
SLOWEST = 50_000  # bytes a second; what comes slower is given up
LARGEST = 1 << 24  # bytes of one file as it comes
LARGEST_UNPACKED = 1 << 26


@dataclass(frozen=True)
class File:
    """A file of a mirror: its name, about how many bytes come, and the SHA-256 of its content.

    Of a .gz it is that of what is packed in it, which no recompression changes; None: any content is taken.
    """

    name: str
    size: int
    sha256: str | None


@dataclass(frozen=True)
class Mirror:
    """A place that offers MNIST: the address that its files' names are put behind, and these."""

    address: str
    files: tuple[File, ...]


# The smallest comes first: it is asked for at all mirrors at once.
IDX_FILES = (
    File("t10k-labels-idx1-ubyte.gz", 4_542, "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
    File("train-labels-idx1-ubyte.gz", 28_881, "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
    File("t10k-images-idx3-ubyte.gz", 1_648_877, "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
    File("train-images-idx3-ubyte.gz", 9_912_422, "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
)
NPZ_FILES = (File("mnist.npz", 11_490_434, "731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1"),)
MIRRORS = (
    Mirror("https://storage.googleapis.com/cvdf-datasets/mnist/", IDX_FILES),
    Mirror("https://ossci-datasets.s3.amazonaws.com/mnist/", IDX_FILES),
    Mirror("https://storage.googleapis.com/tensorflow/tf-keras-datasets/", NPZ_FILES),
)
# Of the 60,000 training labels followed by the 10,000 test labels, a byte each.
LABELS_SHA256 = "671ff9d70b4811116d55c3dd479efa7a981e2e62753ef7a6d5c15fea81e63d27"


def download(folder: Path, mirrors: Sequence[Mirror] = MIRRORS, patience: float = PATIENCE) -> None:
    """Put the files of the first mirror that gives them all into `folder`, each written whole or not at all.

    Raises:
      CannotDownload: no mirror answers in time, or none gives the right files.
      CannotWrite: `folder` takes no files.
    """
    make_folder(folder)
    by_address = {mirror.address + mirror.files[0].name: mirror for mirror in mirrors}
    problems = dict.fromkeys(by_address, "does not answer")
    with closing(answers(by_address, patience)) as arriving:
        for address, answer in arriving:
            try:
                contents = fetch(by_address[address], answer, patience)
            except (OSError, http.client.HTTPException, ValueError, EOFError, zlib.error) as problem:
                problems[address] = describe(problem)
                continue
            finally:
                close(answer)
            for name, content in contents.items():
                with replaced(folder / name) as temporary:
                    temporary.write_bytes(content)
            return
    tried = dict.fromkeys(f"{urllib.parse.urlsplit(address).netloc} {what}" for address, what in problems.items())
    raise CannotDownload(f"MNIST cannot be downloaded: {'; '.join(tried)}.")


def answers(addresses: Iterable[str], patience: float) -> Generator[tuple[str, Any], None, None]:
    """Each address with its response, or the exception met instead, as they come; those within `patience` seconds.

    All are asked at once, each in a thread of its own, as looking up a name has no time-out that could be set.
    """
    arrived: queue.SimpleQueue[tuple[str, Any]] = queue.SimpleQueue()
    over = threading.Event()
    addresses = list(addresses)

    def ask(address: str) -> None:
        answer: Any
        try:
            request = urllib.request.Request(address, headers={"User-Agent": f"tf1graph/{__version__}"})
            answer = urllib.request.urlopen(request, timeout=patience)
        except Exception as problem:
            answer = problem
        arrived.put((address, answer))
        if over.is_set():
            close_all()

    def close_all() -> None:
        with suppress(queue.Empty):
            while True:
                close(arrived.get_nowait()[1])

    deadline = time.monotonic() + patience
    for address in addresses:
        threading.Thread(target=ask, args=(address,), daemon=True).start()
    try:
        for _ in addresses:
            try:
                yield arrived.get(timeout=max(0.001, deadline - time.monotonic()))
            except queue.Empty:
                return
    finally:
        over.set()
        close_all()


def fetch(mirror: Mirror, first: Any, patience: float) -> dict[str, bytes]:
    """The content of the mirror's files by name; `first` is its answer to a request for the first of them.

    Raises:
      OSError, http.client.HTTPException: the connection failed, or is too slow.
      ValueError, EOFError, zlib.error: a file is not the one that was asked for.
    """
    from tqdm import tqdm

    contents = {}
    total = sum(file.size for file in mirror.files) or None
    with tqdm(total=total, desc="MNIST", unit="B", unit_scale=True, leave=False, disable=None) as bar:
        for file in mirror.files:
            answer = first
            if file is not mirror.files[0]:
                address = mirror.address + file.name
                answer = next((answer for _, answer in answers([address], patience)), TimeoutError())
            if isinstance(answer, Exception):
                close(answer)
                raise answer
            with closing(answer):
                content = receive(answer, patience, bar)
            check(file, content)
            contents[file.name] = content
    return contents


def receive(response: Any, patience: float, bar: Any) -> bytes:
    """The body of `response`, given up where it is too large or, after the first `patience` seconds, too slow."""
    received = bytearray()
    started = time.monotonic()
    while chunk := response.read1(1 << 16):
        received += chunk
        bar.update(len(chunk))
        if len(received) > LARGEST:
            raise ValueError("sends more than MNIST")
        if time.monotonic() - started > patience + len(received) / SLOWEST:
            raise TimeoutError
    return bytes(received)


def check(file: File, content: bytes) -> None:
    """Raise ValueError, EOFError or zlib.error where `content` is not that of `file`."""
    if file.sha256 is None:
        return
    if content[:2] == b"\x1f\x8b":
        unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
        content = unpacker.decompress(content, LARGEST_UNPACKED)
        if not unpacker.eof or unpacker.unused_data:
            raise EOFError
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise ValueError(f"sends another {file.name} than MNIST's (its SHA-256 differs)")


def describe(problem: Exception) -> str:
    """What is wrong with a mirror, a clause that follows its name."""
    if isinstance(problem, urllib.error.HTTPError):
        return f"answers {problem.code} {problem.reason}"
    if isinstance(problem, urllib.error.URLError) and isinstance(problem.reason, Exception):
        problem = problem.reason
    if isinstance(problem, TimeoutError):
        return "is too slow"
    if isinstance(problem, http.client.HTTPException):
        return "breaks off its answer, or sends none that is HTTP"
    if isinstance(problem, (zlib.error, EOFError)):
        return "sends a damaged file"
    if isinstance(problem, OSError):
        return f"cannot be reached ({problem.strerror or problem})"
    return str(problem)


def close(answer: Any) -> None:
    """Close a response, also one that came as an exception."""
    if not isinstance(answer, Exception) or isinstance(answer, urllib.error.HTTPError):
        answer.close()
