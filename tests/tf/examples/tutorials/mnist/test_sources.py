"""Where the digits come from: the order of the sources, and what is said of them."""

import sys
from pathlib import Path

import numpy as np
import pytest

from tf1graph.errors import CannotDownload, MalformedFile, UsageError
from tf1graph.tf.examples.tutorials.mnist import drawn, idx, sources
from tf1graph.tf.examples.tutorials.mnist.download import File, Mirror
from tf1graph.tf.examples.tutorials.mnist.sources import EMBEDDED, FILES, cache_folder, find_digits

pytestmark = pytest.mark.usefixtures("alone")


def mirror_of(folder):
    return Mirror(folder.as_uri() + "/", tuple(File(f"{name}.gz", 100, None) for name in FILES))


def assert_are(digits, arrays):
    found = (digits.train_images, digits.train_labels, digits.test_images, digits.test_labels)
    for array, expected in zip(found, arrays, strict=True):
        np.testing.assert_array_equal(array, expected)


def save_npz(path, arrays):
    np.savez(path, **dict(zip(("x_train", "y_train", "x_test", "y_test"), arrays, strict=True)))


def test_a_folder_is_read_and_named(digits_folder, arrays, capsys):
    digits = find_digits(digits_folder)
    assert_are(digits, arrays)
    assert digits.source == f"digits in MNIST's format (not MNIST) from {digits_folder}"
    assert capsys.readouterr() == ("", f"Data: {digits.source}.\n")


def test_plain_files_and_those_with_a_dot_for_a_hyphen_are_read(digits_folder, arrays):
    for name, values in zip(FILES, arrays, strict=True):
        (digits_folder / f"{name}.gz").unlink()
        idx.write(digits_folder / (name.replace("-idx", ".idx") if "images" in name else name), values)
    assert_are(find_digits(str(digits_folder)), arrays)


def test_a_folder_with_kerass_archive_is_read_and_the_archive_itself(tmp_path, arrays):
    save_npz(tmp_path / "mnist.npz", arrays)
    assert_are(find_digits(tmp_path), arrays)
    save_npz(tmp_path / "other.npz", arrays)
    assert_are(find_digits(tmp_path / "other.npz"), arrays)


@pytest.mark.parametrize("source", ["auto", "mnist"])
def test_the_folder_that_the_environment_names_is_used(source, digits_folder, arrays, monkeypatch):
    monkeypatch.setenv("TF1GRAPH_MNIST", str(digits_folder))
    assert_are(find_digits(source, mirrors=[]), arrays)


def test_a_folder_given_goes_before_that_of_the_environment(digits_folder, arrays, monkeypatch):
    monkeypatch.setenv("TF1GRAPH_MNIST", "/none")
    assert_are(find_digits(digits_folder), arrays)
    assert find_digits("embedded").source == EMBEDDED


@pytest.mark.parametrize("by", ["option", "environment"])
@pytest.mark.parametrize(
    ("break_it", "error", "sentence"),
    [
        (
            lambda folder: [path.unlink() for path in folder.iterdir()],
            UsageError,
            "{} holds no MNIST: neither train-images-idx3-ubyte.gz and its three companions, nor mnist.npz.",
        ),
        (
            lambda folder: (folder / "t10k-labels-idx1-ubyte.gz").unlink(),
            UsageError,
            "{} lacks t10k-labels-idx1-ubyte, plain or .gz.",
        ),
        (
            lambda folder: (folder / "train-labels-idx1-ubyte.gz").write_bytes(b"?"),
            MalformedFile,
            "{}/train-labels-idx1-ubyte.gz: ends within its header, after 1 bytes.",
        ),
        (
            lambda folder: idx.write(folder / "t10k-labels-idx1-ubyte.gz", np.uint8([1, 2])),
            MalformedFile,
            "{}/t10k-labels-idx1-ubyte.gz: holds 2 labels for the 5 pictures of t10k-images-idx3-ubyte.gz.",
        ),
        (
            lambda folder: idx.write(folder / "t10k-images-idx3-ubyte.gz", np.zeros((5, 32, 30), np.uint8)),
            UsageError,
            "{} holds pictures of 32x30 pixels, where the tutorials need 28x28.",
        ),
    ],
    ids=["an empty folder", "a missing file", "a malformed file", "too few labels", "pictures of another size"],
)
def test_a_folder_that_was_named_and_is_not_right_is_an_error(
    by, break_it, error, sentence, digits_folder, monkeypatch, capsys
):
    break_it(digits_folder)
    if by == "environment":
        monkeypatch.setenv("TF1GRAPH_MNIST", str(digits_folder))
    with pytest.raises(error) as caught:
        find_digits("auto" if by == "environment" else digits_folder)
    assert str(caught.value) == sentence.format(digits_folder)
    assert capsys.readouterr().err == ""


def test_a_source_that_is_neither_a_word_nor_a_folder_is_a_usage_error():
    with pytest.raises(UsageError) as caught:
        find_digits("embeded")
    assert str(caught.value) == (
        "embeded is no source of digits: neither auto, mnist, embedded, nor a folder or .npz file that is there."
    )


def test_a_folder_of_the_environment_that_is_not_there_is_a_usage_error(tmp_path, monkeypatch):
    monkeypatch.setenv("TF1GRAPH_MNIST", str(tmp_path / "none"))
    with pytest.raises(UsageError) as caught:
        find_digits("auto")
    assert str(caught.value) == f"TF1GRAPH_MNIST names {tmp_path / 'none'}, which is not there."


def test_what_was_downloaded_once_is_taken_from_the_cache(digits_folder, arrays, alone, capsys):
    for mirrors in ([mirror_of(digits_folder)], []):
        digits = find_digits("auto", mirrors=mirrors)
        assert_are(digits, arrays)
        assert digits.source.endswith(f" from {alone / 'mnist'}")
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_a_damaged_cache_is_downloaded_anew(digits_folder, arrays, alone):
    (alone / "mnist").mkdir(parents=True)
    for name in FILES:
        (alone / "mnist" / f"{name}.gz").write_bytes(b"\x1f\x8b")
    assert_are(find_digits("mnist", mirrors=[mirror_of(digits_folder)]), arrays)


def test_mnist_is_downloaded_also_where_no_cache_can_be(digits_folder, arrays, alone):
    alone.write_bytes(b"")
    assert_are(find_digits("mnist", mirrors=[mirror_of(digits_folder)]), arrays)


def test_without_a_network_auto_draws_digits_and_says_so(tmp_path, capsys):
    digits = find_digits("auto", mirrors=[mirror_of(tmp_path)])
    assert digits.source == EMBEDDED
    assert digits.train_images.shape == (60, 28, 28)
    assert capsys.readouterr().err == (f"Data: {EMBEDDED}, as MNIST is neither in the cache nor can be downloaded.\n")


def test_without_a_network_mnist_is_an_error(tmp_path, capsys):
    with pytest.raises(CannotDownload, match=r"^MNIST cannot be downloaded: ") as caught:
        find_digits("mnist", mirrors=[mirror_of(tmp_path)])
    assert str(caught.value).endswith("also with TF1GRAPH_MNIST, or take the embedded digits.")
    assert caught.value.exit_code == 1
    assert capsys.readouterr().err == ""


def test_embedded_digits_are_drawn_once_and_then_cached(alone, monkeypatch, capsys):
    first = find_digits("embedded")
    folder = alone / f"drawn-{drawn.VERSION}"
    assert sorted(path.name for path in folder.iterdir()) == sorted(f"{name}.gz" for name in FILES)
    monkeypatch.setattr(drawn, "draw_both_sets", lambda: pytest.fail("drawn again"))
    second = find_digits("embedded")
    assert_are(second, (first.train_images, first.train_labels, first.test_images, first.test_labels))
    assert capsys.readouterr().err == f"Data: {EMBEDDED}.\n" * 2


def test_damaged_embedded_digits_are_drawn_anew(alone):
    first = find_digits("embedded")
    (alone / f"drawn-{drawn.VERSION}" / f"{FILES[0]}.gz").write_bytes(b"")
    np.testing.assert_array_equal(find_digits("embedded").train_images, first.train_images)
    assert sources.read_folder(alone / f"drawn-{drawn.VERSION}").train_images.shape == (60, 28, 28)


def test_embedded_digits_need_no_cache(alone):
    alone.write_bytes(b"")
    assert find_digits("embedded").test_labels.shape == (20,)


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {}, "~/.cache/tf1graph"),
        ("linux", {"XDG_CACHE_HOME": "/xdg"}, "/xdg/tf1graph"),
        ("darwin", {}, "~/Library/Caches/tf1graph"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/tf1graph"),
        ("linux", {"XDG_CACHE_HOME": "/xdg", "TF1GRAPH_CACHE": "~/mine"}, "~/mine"),
    ],
    ids=["Linux", "Linux with XDG_CACHE_HOME", "macOS", "Windows", "TF1GRAPH_CACHE"],
)
def test_the_cache_is_where_the_platform_has_it(platform, environment, expected, monkeypatch):
    for name in ("TF1GRAPH_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    assert cache_folder() == Path(expected).expanduser()


def test_without_a_home_folder_it_says_what_to_set(monkeypatch):
    def no_home():
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("TF1GRAPH_CACHE")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", no_home)
    with pytest.raises(UsageError, match="name one with TF1GRAPH_CACHE"):
        cache_folder()
