"""idx files: what is written is read, and what is malformed is named in one sentence."""

import errno
import gzip
import re

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tf1graph import files
from tf1graph.errors import CannotWrite, MalformedFile
from tf1graph.tf.examples.tutorials.mnist import idx

IMAGES = np.random.RandomState(0).randint(0, 256, (5, 4, 3)).astype(np.uint8)
LABELS = np.uint8([0, 9, 5, 1, 1])


def header(magic, *sizes):
    return np.array([magic, *sizes], ">u4").tobytes()


VALID_IMAGES = header(2051, 5, 4, 3) + IMAGES.tobytes()
VALID_LABELS = header(2049, 5) + LABELS.tobytes()
PACKED = gzip.compress(VALID_IMAGES, mtime=0)


@pytest.mark.parametrize("name", ["file", "file.gz"])
def test_what_is_written_is_read(name, tmp_path):
    idx.write(tmp_path / name, IMAGES)
    np.testing.assert_array_equal(idx.read_images(tmp_path / name), IMAGES)
    idx.write(tmp_path / name, LABELS)
    np.testing.assert_array_equal(idx.read_labels(tmp_path / name), LABELS)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_plain_file_is_the_header_and_the_values(tmp_path):
    idx.write(tmp_path / "images", IMAGES[:, ::-1])
    assert (tmp_path / "images").read_bytes() == header(2051, 5, 4, 3) + IMAGES[:, ::-1].tobytes()
    idx.write(tmp_path / "labels", LABELS)
    assert (tmp_path / "labels").read_bytes() == VALID_LABELS


def test_equal_values_give_equal_compressed_files_whatever_their_names_and_time(tmp_path):
    idx.write(tmp_path / "a.gz", IMAGES)
    idx.write(tmp_path / "b.gz", IMAGES)
    packed = (tmp_path / "a.gz").read_bytes()
    assert packed == (tmp_path / "b.gz").read_bytes()
    assert packed[3:8] == bytes(5)  # no name in it, and the time 0


@pytest.mark.parametrize(
    ("name", "content"), [("images.gz", VALID_IMAGES), ("images", PACKED)], ids=["unpacked", "packed"]
)
def test_whether_a_file_is_compressed_is_seen_from_its_content(name, content, tmp_path):
    (tmp_path / name).write_bytes(content)
    np.testing.assert_array_equal(idx.read_images(tmp_path / name), IMAGES)


def test_labels_of_more_classes_are_read_where_these_are_allowed(tmp_path):
    idx.write(tmp_path / "labels", np.uint8([25]))
    assert idx.read_labels(tmp_path / "labels", classes=26) == [25]


MALFORMED_IMAGES = {
    "is empty": b"",
    "ends within its header, after 3 bytes": b"\0\0\x08",
    "ends within its header, after 10 bytes": VALID_IMAGES[:10],
    "has magic number 2049, that of labels, where an idx file of pictures has 2051": VALID_LABELS,
    "has magic number 1347093252, where an idx file of pictures has 2051": b"PK\3\4" + bytes(100),
    "has magic number 3331, where an idx file of pictures has 2051": header(0x0D03, 1, 1, 1) + bytes(4),
    "is cut off: it holds 59 of the 60 values of 5 pictures of 4x3 in its header": VALID_IMAGES[:-1],
    "is cut off: it holds 0 of the 60 values of 5 pictures of 4x3 in its header": VALID_IMAGES[:16],
    "goes on after the 60 values of 5 pictures of 4x3 in its header": VALID_IMAGES + b"\0",
    "holds no pictures: its header says 5 pictures of 0x3": header(2051, 5, 0, 3),
    "is cut off: its gzip data ends early": PACKED[:-9],
    "is damaged: its gzip data cannot be unpacked (CRC check failed": PACKED[:-8] + b"abcd" + PACKED[-4:],
    "is damaged: its gzip data cannot be unpacked (Not a gzipped file": PACKED + b"more",
    "is damaged: its gzip data cannot be unpacked (Error -3": PACKED[:10] + b"\x07" * 20,
}


@pytest.mark.parametrize("found", MALFORMED_IMAGES)
def test_a_malformed_file_of_pictures(found, tmp_path):
    path = tmp_path / "images"
    path.write_bytes(MALFORMED_IMAGES[found])
    with pytest.raises(MalformedFile, match="^" + re.escape(f"{path}: {found}")) as caught:
        idx.read_images(path)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (VALID_LABELS[:-1] + b"\x0a", "has the label 10 at position 4, where labels are 0 to 9"),
        (VALID_IMAGES, "has magic number 2051, that of pictures, where an idx file of labels has 2049"),
        (VALID_LABELS[:-2], "is cut off: it holds 3 of the 5 values of 5 labels in its header"),
        (header(2049, 0), "holds no labels: its header says 0 labels"),
    ],
    ids=["a label out of range", "pictures", "cut off", "no labels"],
)
def test_a_malformed_file_of_labels(content, found, tmp_path):
    path = tmp_path / "labels"
    path.write_bytes(content)
    with pytest.raises(MalformedFile, match="^" + re.escape(f"{path}: {found}.") + "$"):
        idx.read_labels(path)


def test_a_header_that_claims_more_than_any_memory_holds_asks_for_no_memory(tmp_path):
    (tmp_path / "images").write_bytes(header(2051, *[2**32 - 1] * 3))
    with pytest.raises(MalformedFile, match=r"holds 0 of the 79,228,162,458,924,105,385,300,197,375 values"):
        idx.read_images(tmp_path / "images")


def test_a_file_that_cannot_be_read_is_named_with_the_reason(tmp_path):
    with pytest.raises(MalformedFile, match=r"none: cannot be read \(No such file or directory\)\.$"):
        idx.read_images(tmp_path / "none")
    with pytest.raises(MalformedFile, match=r"cannot be read \("):
        idx.read_images(tmp_path)


def test_a_place_that_takes_no_file_is_named_and_nothing_is_left_behind(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(CannotWrite, match="cannot be written: "):
        idx.write(tmp_path / "file" / "images", IMAGES)
    (tmp_path / "images").mkdir()
    with pytest.raises(CannotWrite, match="cannot be written: "):
        idx.write(tmp_path / "images", IMAGES)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "images"]


def test_a_write_that_fails_leaves_the_file_that_was_there(tmp_path, monkeypatch):
    path = tmp_path / "images"
    path.write_bytes(b"before")
    monkeypatch.setattr(files.os, "replace", no_space)
    with pytest.raises(CannotWrite, match=r"images cannot be written: No space left on device\.$"):
        idx.write(path, IMAGES)
    assert path.read_bytes() == b"before"
    assert [found.name for found in tmp_path.iterdir()] == ["images"]


@pytest.mark.parametrize("values", [IMAGES.astype(np.float32), IMAGES[0]], ids=["float32", "two dimensions"])
def test_only_bytes_in_one_or_three_dimensions_are_written(values, tmp_path):
    with pytest.raises(ValueError, match="uint8 in 1 or 3 dimensions"):
        idx.write(tmp_path / "file", values)
    assert not list(tmp_path.iterdir())


def no_space(*args):
    raise OSError(errno.ENOSPC, "No space left on device")


def read_or_refuse(content, path):
    """Both readers on `content`: each gives an array or raises MalformedFile, and nothing else."""
    path.write_bytes(content)
    for reader, dimensions in ((idx.read_images, 3), (idx.read_labels, 1)):
        sentence = ""
        try:
            values = reader(path)
        except MalformedFile as error:
            sentence = str(error)
        if sentence:
            assert sentence.startswith(f"{path}: ")
            assert "\n" not in sentence
        else:
            assert values.dtype == np.uint8
            assert values.ndim == dimensions


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("fuzz") / "file"


@given(content=st.binary(max_size=200))
@example(content=b"\x1f\x8b")
def test_arbitrary_bytes_are_read_or_refused(content, path):
    read_or_refuse(content, path)
    read_or_refuse(header(2051, 2, 2, 2) + content, path)
    read_or_refuse(b"\x1f\x8b\x08\0" + content, path)


@given(valid=st.sampled_from([VALID_IMAGES, VALID_LABELS, PACKED]), length=st.integers(0, 200))
def test_a_file_cut_off_anywhere_is_read_or_refused(valid, length, path):
    read_or_refuse(valid[:length], path)


@given(valid=st.sampled_from([VALID_IMAGES, VALID_LABELS, PACKED]), bit=st.integers(0, 8 * 200))
def test_a_file_with_a_flipped_bit_is_read_or_refused(valid, bit, path):
    content = bytearray(valid)
    content[bit // 8 % len(content)] ^= 1 << bit % 8
    read_or_refuse(bytes(content), path)
