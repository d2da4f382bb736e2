"""MNIST by the addresses of its old servers, asked for as programs did."""

import gzip
import io
import sys
import urllib.error
import urllib.request

import numpy as np
import pytest

from tf1graph.errors import UsageError
from tf1graph.run.main import run_script
from tf1graph.run.world import World
from tf1graph.tf.contrib.learn.datasets.base import maybe_download
from tf1graph.tf.examples.tutorials.mnist import addresses, idx, sources

LECUN = "http://yann.lecun.com/exdb/mnist/"
LABELS = "t10k-labels-idx1-ubyte"


@pytest.fixture(autouse=True)
def digits(tmp_path, monkeypatch):
    """A folder with a few digits in MNIST's form, which is where they are found."""
    folder = tmp_path / "digits"
    folder.mkdir()
    for name, count in zip(sources.FILES, (6, 6, 3, 3), strict=True):
        values = np.arange(count, dtype=np.uint8)
        idx.write(folder / f"{name}.gz", np.tile(values[:, None, None], (1, 28, 28)) if "images" in name else values)
    monkeypatch.setenv(sources.FOLDER_VARIABLE, str(folder))
    addresses._digits.cache_clear()
    yield folder
    addresses._digits.cache_clear()


def execute(text, **names):
    world = World()
    compiled = world.compile(text, "program.py")
    module = world.new_module("program", compiled.builtins)
    vars(module).update(names)
    exec(compiled.code, vars(module))
    return module


PROGRAMS = {
    "urllib.request.urlretrieve": "import urllib.request\nurllib.request.urlretrieve(url, path)",
    "urlretrieve into a file of its own": "from urllib.request import urlretrieve\n"
    "found, _ = urlretrieve(url)\nopen(path, 'wb').write(open(found, 'rb').read())",
    "urlopen": "from urllib.request import urlopen, Request\nwith urlopen(Request(url)) as answer:\n"
    "    assert int(answer.headers['Content-Length']) > 0\n    open(path, 'wb').write(answer.read())",
    "six.moves": "from six.moves import urllib, xrange\nurllib.request.urlretrieve(url, path)",
    "six.moves.urllib": "import six.moves.urllib.request as r\nr.urlretrieve(url, path)",
    "six": "import six\nfrom six.moves.urllib.request import urlretrieve\nurlretrieve(url, path)\nassert six.PY3",
    "Python 2": "import urllib, urllib2\nprint 'Python 2'\nurllib.urlretrieve(url, path)\n"
    "assert urllib2.urlopen(url).code == 200",
    "a hook": "import urllib.request\nseen = []\n"
    "urllib.request.urlretrieve(url, path, lambda *told: seen.append(told))\nassert seen[-1][0] == 1",
}


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("text", PROGRAMS.values(), ids=PROGRAMS)
def test_labels_are_downloaded_from_where_digits_are_found(text, tmp_path, capsys):
    path = tmp_path / "labels.gz"
    execute(text, url=f"{LECUN}{LABELS}.gz", path=str(path))
    assert idx.read_labels(path).tolist() == [0, 1, 2]
    assert "Data: " in capsys.readouterr().err


@pytest.mark.parametrize("name", sources.FILES)
@pytest.mark.parametrize("place", [LECUN, "https://storage.googleapis.com/cvdf-datasets/mnist/"])
def test_each_file_is_known_packed_and_unpacked(name, place):
    packed, plain = addresses.answer(f"{place}{name}.gz"), addresses.answer(place + name)
    assert gzip.decompress(packed) == plain


def test_keras_s_file_is_known_and_other_addresses_are_none_of_ours():
    with np.load(io.BytesIO(addresses.answer("https://s3.amazonaws.com/img-datasets/mnist.npz"))) as found:
        assert found["y_train"].tolist() == [0, 1, 2, 3, 4, 5]
    for other in (
        f"http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/{LABELS}.gz",
        f"file:///mnist/{LABELS}.gz",
        "http://mattmahoney.net/dc/text8.zip",
        "https://example.com/mnist/readme.txt",
    ):
        assert addresses.answer(other) is None
    assert urllib.request.urlopen is not execute("import urllib.request").urllib.request.urlopen


def test_other_addresses_are_asked_as_ever(tmp_path):
    source, path = tmp_path / "a", tmp_path / "b"
    source.write_text("text")
    program = execute(
        "import urllib.request as r\nr.urlretrieve(url, path)\nwith r.urlopen(url) as f: text = f.read()",
        url=source.as_uri(),
        path=str(path),
    )
    assert (path.read_text(), program.text) == ("text", b"text")


def test_a_pickle_is_refused_with_a_remedy():
    with pytest.raises(UsageError, match=r"is a pickle.*input_data"):
        addresses.answer("http://deeplearning.net/data/mnist/mnist.pkl.gz")


def test_contrib_learn_downloads_it_too(tmp_path):
    path = maybe_download("labels.gz", str(tmp_path / "data"), f"{LECUN}{LABELS}.gz")
    assert idx.read_labels(path).tolist() == [0, 1, 2]


@pytest.mark.parametrize("library", ["keras", "tf.keras"])
def test_keras_downloads_it_into_its_cache_and_holds_it_against_no_hash(library, tmp_path):
    text = (
        "import keras\nimport tensorflow as tf\n"
        + f"""
for _ in range(2):
    path = {library}.utils.get_file("mnist.npz", "https://s3.amazonaws.com/img-datasets/mnist.npz", md5_hash="0",
                                    cache_dir=folder)
"""
    )
    program = execute(text, folder=str(tmp_path))
    assert program.path == str(tmp_path / "datasets" / "mnist.npz")
    with np.load(program.path) as found:
        assert found["y_train"].tolist() == [0, 1, 2, 3, 4, 5]


UNREACHED = {
    "urlopen": "import urllib.request\nurllib.request.urlopen('http://127.0.0.1:9/a.zip')",
    "urlretrieve": "from six.moves import urllib\nurllib.request.urlretrieve('http://127.0.0.1:9/a.zip')",
    "keras": "from keras.utils import get_file\nget_file('a.zip', 'http://127.0.0.1:9/a.zip', cache_dir='.')",
    "requests": "import requests\nrequests.get('http://127.0.0.1:9/a.zip')",
}


@pytest.mark.parametrize("text", UNREACHED.values(), ids=UNREACHED)
def test_an_address_that_gives_nothing_is_told_in_a_sentence(text, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setattr(sys, "argv", [])
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    path = tmp_path / "program.py"
    path.write_text(text)
    assert run_script(World(), str(path), []) == 1
    said = capsys.readouterr().err.splitlines()[-1]
    assert said.startswith(f"tf1graph: {path}, line 2: http://127.0.0.1:9/a.zip cannot be downloaded (")
    assert ": get the file elsewhere" in said


def test_a_program_may_go_on_without_it():
    program = execute(
        "import urllib.request, urllib.error\ntry:\n    urllib.request.urlopen('http://127.0.0.1:9/a')\n"
        "except urllib.error.URLError as error:\n    kind = type(error)\n"
    )
    assert program.kind is urllib.error.URLError
