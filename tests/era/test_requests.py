"""`requests` and `wget`, where they are installed."""

import gzip

import pytest

from tf1graph.era.downloads import MODULES
from tf1graph.tf.examples.tutorials.mnist import addresses

ADDRESS = "http://yann.lecun.com/exdb/mnist/t10k-labels-idx1-ubyte.gz"


@pytest.fixture(autouse=True)
def labels(monkeypatch):
    monkeypatch.setattr(addresses, "_idx", lambda name, packed: gzip.compress(name.encode()))


def test_requests_gets_mnist():
    requests = pytest.importorskip("requests")
    get = MODULES["requests"](requests)["get"]
    found = get(ADDRESS, stream=True)
    found.raise_for_status()
    assert gzip.decompress(b"".join(found.iter_content(7))) == b"t10k-labels-idx1-ubyte"
    assert gzip.decompress(get(ADDRESS).content) == b"t10k-labels-idx1-ubyte"


def test_wget_downloads_mnist(tmp_path):
    class Wget:
        """The module, whose own download is not asked."""

    path = MODULES["wget"](Wget)["download"](ADDRESS, str(tmp_path))
    with gzip.open(path) as file:
        assert file.read() == b"t10k-labels-idx1-ubyte"
