"""Downloads: from servers on this machine that answer, refuse, lie, stall or say nothing."""

import gzip
import hashlib
import os
import socket
import threading
import time
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest

from tf1graph.errors import CannotDownload, CannotWrite
from tf1graph.tf.examples.tutorials.mnist import download as module
from tf1graph.tf.examples.tutorials.mnist.download import MIRRORS, File, Mirror, download
from tf1graph.tf.examples.tutorials.mnist.sources import FILES, find_digits

MNIST = os.environ.get("TF1GRAPH_MNIST")
PATIENCE = 0.4
CONTENTS = {"small.gz": gzip.compress(b"small", mtime=0), "large.gz": gzip.compress(b"large" * 9999, mtime=0)}
EXPECTED = tuple(
    File(name, len(content), hashlib.sha256(gzip.decompress(content)).hexdigest()) for name, content in CONTENTS.items()
)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


class Server:
    """A server on a free port of this machine, for the length of a `with` block; gives its address."""

    def __init__(self, handler):
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.server.daemon_threads = True

    def __enter__(self):
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01})
        self.thread.start()
        return f"http://127.0.0.1:{self.server.server_address[1]}/"

    def __exit__(self, *problem):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


def serving(folder):
    return Server(partial(Quiet, directory=str(folder)))


def answering(answer):
    """A server that answers every request by `answer(handler)`."""
    return Server(type("Handler", (BaseHTTPRequestHandler,), {"do_GET": answer, "log_message": lambda *args: None}))


@pytest.fixture
def offered(tmp_path):
    """A folder with the right files."""
    folder = tmp_path / "offered"
    folder.mkdir()
    for name, content in CONTENTS.items():
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture
def silent():
    """The address of a server that takes connections and never says a word, as behind a firewall that drops packets."""
    with socket.create_server(("127.0.0.1", 0), backlog=50) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"


@pytest.fixture
def refused():
    """An address where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    return f"http://127.0.0.1:{port}/"


def content_of(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_files_come_as_they_are_offered(offered, tmp_path):
    with serving(offered) as address:
        download(tmp_path / "new" / "folder", [Mirror(address, EXPECTED)], PATIENCE)
    assert content_of(tmp_path / "new" / "folder") == CONTENTS


def test_a_mirror_that_works_makes_up_for_those_that_do_not(offered, tmp_path, silent, refused):
    mirrors = [Mirror(address, EXPECTED) for address in (silent, refused)]
    with serving(offered) as address, serving(tmp_path) as without_files:
        download(tmp_path / "new", [*mirrors, Mirror(without_files, EXPECTED), Mirror(address, EXPECTED)], 5)
    assert content_of(tmp_path / "new") == CONTENTS


def test_a_mirror_with_other_content_is_passed_over(offered, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "small.gz").write_bytes(CONTENTS["small.gz"])
    (other / "large.gz").write_bytes(gzip.compress(b"forged"))
    with serving(other) as forged, serving(offered) as address:
        download(tmp_path / "new", [Mirror(forged, EXPECTED), Mirror(address, EXPECTED)], 5)
    assert content_of(tmp_path / "new") == CONTENTS


def refusal(folder, address, patience=PATIENCE):
    """The sentence that ends a download from `address` alone, without the mirror's name, and what it has left."""
    with pytest.raises(CannotDownload) as caught:
        download(folder, [Mirror(address, EXPECTED)], patience)
    assert not list(folder.iterdir())
    start = f"MNIST cannot be downloaded: {urlsplit(address).netloc} "
    assert str(caught.value).startswith(start)
    return str(caught.value).removeprefix(start)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (gzip.compress(b"forged"), "sends another large.gz than MNIST's (its SHA-256 differs)."),
        (CONTENTS["large.gz"][:-20], "sends a damaged file."),
        (CONTENTS["large.gz"] + b"more", "sends a damaged file."),
        (b"\x1f\x8b" + bytes(100), "sends a damaged file."),
        (None, "answers 404 File not found."),
    ],
    ids=["another file", "a cut-off file", "a file that goes on", "garbage", "no file"],
)
def test_what_is_not_mnist_is_refused_and_nothing_of_it_kept(content, sentence, offered, tmp_path):
    (offered / "large.gz").unlink()
    if content is not None:
        (offered / "large.gz").write_bytes(content)
    with serving(offered) as address:
        assert refusal(tmp_path / "new", address, 5) == sentence


def test_a_file_that_unpacks_to_more_than_mnist_is_not_unpacked_further(offered, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "LARGEST_UNPACKED", 1000)
    with serving(offered) as address:
        assert refusal(tmp_path / "new", address, 5) == "sends a damaged file."


def test_a_file_that_does_not_end_is_given_up(offered, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "LARGEST", 20)
    with serving(offered) as address:
        assert refusal(tmp_path / "new", address, 5) == "sends more than MNIST."


def test_a_connection_that_is_cut_is_a_refusal(tmp_path):
    def cut(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b"\x1f\x8b")

    with answering(cut) as address:
        assert refusal(tmp_path / "new", address, 5) == "sends a damaged file."


def test_an_answer_that_is_no_http_is_a_refusal(tmp_path):
    with answering(lambda handler: handler.wfile.write(b"what?\r\n\r\n")) as address:
        assert "sends none that is HTTP" in refusal(tmp_path / "new", address, 5)


def test_nobody_there_is_a_refusal_at_once(tmp_path, refused):
    assert refusal(tmp_path / "new", refused, 60) == "cannot be reached (Connection refused)."


def test_silence_is_waited_for_no_longer_than_patience_lasts_for_all_mirrors_together(tmp_path, silent):
    mirrors = [Mirror(f"{silent}{number}/", EXPECTED) for number in range(5)]
    started = time.monotonic()
    with pytest.raises(CannotDownload, match=r"127\.0\.0\.1:\d+ "):
        download(tmp_path / "new", mirrors, PATIENCE)
    assert PATIENCE * 0.9 < time.monotonic() - started < PATIENCE + 1.5


def test_a_name_that_is_looked_up_for_ever_is_waited_for_no_longer_than_patience_lasts(tmp_path, monkeypatch):
    over = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: over.wait(30) and [])
    started = time.monotonic()
    try:
        sentence = refusal(tmp_path / "new", "http://mirror.invalid/")
    finally:
        over.set()
    assert sentence == "does not answer."
    assert time.monotonic() - started < PATIENCE + 1.5


def test_a_file_that_stalls_is_given_up_when_patience_ends(tmp_path):
    over = threading.Event()

    def stall(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b"\x1f")
        handler.wfile.flush()
        over.wait(30)

    with answering(stall) as address:
        started = time.monotonic()
        try:
            assert refusal(tmp_path / "new", address) == "is too slow."
        finally:
            over.set()
    assert time.monotonic() - started < 2 * PATIENCE + 1.5


def test_a_file_that_trickles_is_given_up(offered, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "SLOWEST", 1e12)
    clock = iter(range(0, 10_000, 3))
    monkeypatch.setattr(module.time, "monotonic", lambda: next(clock))
    bar = type("Bar", (), {"update": lambda *args: None})
    with (offered / "large.gz").open("rb") as response, pytest.raises(TimeoutError):
        module.receive(response, 2, bar)


def test_a_folder_that_takes_no_files_is_named(offered, tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with serving(offered) as address, pytest.raises(CannotWrite, match="file cannot be made: "):
        download(tmp_path / "file", [Mirror(address, EXPECTED)], PATIENCE)


def test_mnist_is_offered_encrypted_by_two_hosts_or_more_each_file_with_its_checksum():
    addresses = [urlsplit(mirror.address) for mirror in MIRRORS]
    assert {address.scheme for address in addresses} == {"https"}
    assert len({address.netloc for address in addresses}) >= 2
    assert all(len(file.sha256) == 64 for mirror in MIRRORS for file in mirror.files)
    for mirror in MIRRORS:
        assert {file.name for file in mirror.files} in ({f"{name}.gz" for name in FILES}, {"mnist.npz"})


@pytest.mark.mnist
@pytest.mark.skipif(not MNIST, reason="TF1GRAPH_MNIST does not name the folder of the real MNIST files")
def test_the_checksums_are_those_of_real_mnist(alone, capsys):
    with serving(MNIST) as address:
        mirror = Mirror(address, MIRRORS[0].files)
        digits = find_digits("mnist", mirrors=[mirror])
    assert digits.source == f"real MNIST from {alone / 'mnist'}"
    assert digits.train_images.shape == (60000, 28, 28)
