"""Keras's mnist.npz: read without unpickling, and what is malformed is named in one sentence."""

import io
import zipfile

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tf1graph.errors import MalformedFile
from tf1graph.tf.examples.tutorials.mnist import npz

ARRAYS = {
    "x_train": np.arange(24, dtype=np.uint8).reshape(2, 4, 3),
    "y_train": np.uint8([3, 9]),
    "x_test": np.zeros((1, 4, 3), np.uint8),
    "y_test": np.uint8([0]),
}


def archive(compressed=False, **changes):
    file = io.BytesIO()
    arrays = {name: array for name, array in {**ARRAYS, **changes}.items() if array is not None}
    (np.savez_compressed if compressed else np.savez)(file, **arrays)
    return file.getvalue()


class Trap:
    """Pickled, it would run code when it is unpickled."""

    def __reduce__(self):
        return pytest.fail, ("unpickled",)


@pytest.mark.parametrize("compressed", [False, True], ids=["stored", "compressed"])
def test_the_four_arrays_are_read(compressed, tmp_path):
    (tmp_path / "mnist.npz").write_bytes(archive(compressed))
    for found, expected in zip(npz.read(tmp_path / "mnist.npz"), ARRAYS.values(), strict=True):
        np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "is no .npz file: not a zip archive"),
        (b"nothing of the kind", "is no .npz file: not a zip archive"),
        (archive(y_test=None), "has no array 'y_test'"),
        (archive(y_train=np.array([1, "a"], object)), "cannot be read as an .npz file (Object arrays cannot be"),
        (archive(y_train=np.array([Trap(), Trap()])), "cannot be read as an .npz file (Object arrays cannot be"),
        (archive(x_test=np.zeros((1, 4, 3))), "has 'x_test' as float64 [1, 4, 3], where it must be uint8 [pictures, r"),
        (archive(x_test=np.zeros((1, 12), np.uint8)), "has 'x_test' as uint8 [1, 12], where it must be uint8 [pict"),
        (archive(y_test=np.int64([0])), "has 'y_test' as int64 [1], where it must be uint8 [labels]"),
        (archive(x_test=np.zeros((0, 4, 3), np.uint8)), "has 'x_test' as uint8 [0, 4, 3], where it must be"),
        (archive(y_train=np.uint8([3, 10])), "has the label 10 at position 1, where labels are 0 to 9"),
        (archive(y_train=np.uint8([3])), "holds 1 labels for the 2 pictures of x_train"),
        (archive()[:-30], "is no .npz file: not a zip archive"),
        (archive().replace(b"\x93NUMPY", b"\x93NOMPY"), "cannot be read as an .npz file ("),
    ],
    ids=[
        "an empty file",
        "another file",
        "a missing array",
        "an array of objects",
        "an array of objects that would run code",
        "pictures of floats",
        "flat pictures",
        "labels of a wide type",
        "no pictures",
        "a label out of range",
        "too few labels",
        "cut off",
        "a member that is no array",
    ],
)
def test_a_malformed_file(content, found, tmp_path):
    path = tmp_path / "mnist.npz"
    path.write_bytes(content)
    with pytest.raises(MalformedFile) as caught:
        npz.read(path)
    assert str(caught.value).startswith(f"{path}: {found}")
    assert str(caught.value).endswith(".")


def test_an_array_larger_than_memory_is_refused(tmp_path):
    header = io.BytesIO()
    np.lib.format.write_array_header_1_0(header, {"descr": "|u1", "fortran_order": False, "shape": (10**15, 1, 1)})
    with zipfile.ZipFile(tmp_path / "mnist.npz", "w") as file:
        file.writestr("x_train.npy", header.getvalue())
    with pytest.raises(MalformedFile, match=r"cannot be read as an \.npz file"):
        npz.read(tmp_path / "mnist.npz")


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(MalformedFile, match=r"none: cannot be read \(No such file or directory\)\.$"):
        npz.read(tmp_path / "none")


VALID = archive(compressed=True)


def read_or_refuse(content, path):
    path.write_bytes(content)
    sentence = ""
    try:
        found = npz.read(path)
    except MalformedFile as error:
        sentence = str(error)
    if sentence:
        assert sentence.startswith(f"{path}: ")
        assert "\n" not in sentence
    else:
        assert [array.dtype for array in found] == [np.uint8] * 4


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("fuzz") / "mnist.npz"


@given(content=st.binary(max_size=300))
def test_arbitrary_bytes_are_refused(content, path):
    read_or_refuse(content, path)
    read_or_refuse(b"PK\3\4" + content + VALID[-22:], path)


@given(start=st.integers(0, len(VALID)), length=st.integers(0, len(VALID)))
def test_a_file_cut_off_anywhere_is_refused(start, length, path):
    read_or_refuse(VALID[:length], path)
    read_or_refuse(VALID[:start] + VALID[start + length :], path)


@given(flips=st.lists(st.integers(0, 8 * len(VALID) - 1), min_size=1, max_size=3))
def test_a_file_with_flipped_bits_is_read_or_refused(flips, path):
    content = bytearray(VALID)
    for bit in flips:
        content[bit // 8] ^= 1 << bit % 8
    read_or_refuse(bytes(content), path)
