"""Kaggle's files: written, read back, and refused in a sentence."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tf1graph.errors import MalformedFile
from tf1graph.tutorials.kaggle import tables

ROWS = 3


@pytest.fixture
def digits():
    draw = np.random.RandomState(0)
    return draw.randint(0, 256, (ROWS, 28, 28)).astype(np.uint8), draw.randint(0, 10, ROWS).astype(np.uint8)


@pytest.fixture
def train(digits, tmp_path):
    tables.write_train(tmp_path / "train.csv", *digits)
    return tmp_path / "train.csv"


def test_train_csv_reads_back(digits, train):
    pictures, labels = tables.read_train(train, ROWS)
    np.testing.assert_array_equal(pictures, digits[0])
    np.testing.assert_array_equal(labels, digits[1])
    assert (pictures.dtype, labels.dtype) == (np.uint8, np.uint8)


def test_test_csv_reads_back(digits, tmp_path):
    tables.write_test(tmp_path / "test.csv", digits[0])
    np.testing.assert_array_equal(tables.read_test(tmp_path / "test.csv", ROWS), digits[0])


def test_submission_csv_reads_back(tmp_path):
    labels = np.arange(2500) % 10
    tables.write_submission(tmp_path / "submission.csv", labels)
    np.testing.assert_array_equal(tables.read_submission(tmp_path / "submission.csv", 2500), labels)
    assert (tmp_path / "submission.csv").read_text().startswith("ImageId,Label\n1,0\n2,1\n")


def test_the_files_are_as_kaggle_writes_them(digits, train):
    pictures, labels = digits
    lines = train.read_text().splitlines()
    assert lines[0] == ",".join(["label", *(f"pixel{number}" for number in range(784))])
    assert lines[1] == ",".join(map(str, [labels[0], *pictures[0].ravel()]))
    assert len(lines) == ROWS + 1


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="line ends of Windows"),
        pytest.param(lambda text: text.rstrip("\n"), id="no line end at the end"),
        pytest.param(lambda text: text + "\n\n", id="empty lines"),
        pytest.param(lambda text: text.replace("label", '"label"', 1), id="a quoted name"),
    ],
)
def test_it_is_read_with(change, digits, train):
    train.write_bytes(change(train.read_text()).encode())
    np.testing.assert_array_equal(tables.read_train(train)[0], digits[0])


def fields_of(text):
    return [line.split(",") for line in text.splitlines()]


def with_field(row, column, value):
    def change(text):
        table = fields_of(text)
        table[row][column] = value
        return "\n".join(",".join(fields) for fields in table)

    return change


@pytest.mark.parametrize(
    ("change", "found"),
    [
        pytest.param(lambda text: "", "has no header; its first line must be label,pixel0,…,pixel783", id="empty"),
        pytest.param(lambda text: text.split("\n")[0], "has no row below its header", id="a header alone"),
        pytest.param(lambda text: text.split("\n", 1)[1], "has '[0-9]' as column 1 of its header", id="no header"),
        pytest.param(lambda text: "id,label\n1,2\n", "has 2 columns in its header where label,.* are 785", id="others"),
        pytest.param(with_field(0, 5, "pixel9"), "has 'pixel9' as column 6 of its header, .* pixel4", id="a name"),
        pytest.param(with_field(2, 4, "256"), "row 2 has '256' as pixel3, which is no whole number of 0…255", id="256"),
        pytest.param(with_field(2, 4, "-1"), "row 2 has '-1' as pixel3", id="below 0"),
        pytest.param(with_field(3, 784, "1.5"), "row 3 has '1.5' as pixel783", id="a fraction"),
        pytest.param(with_field(1, 1, ""), "row 1 has '' as pixel0", id="an empty field"),
        pytest.param(with_field(1, 1, "#"), "row 1 has '#' as pixel0", id="a sign of comments"),
        pytest.param(with_field(1, 1, "9" * 99), f"row 1 has '{'9' * 40}' as pixel0", id="a long number"),
        pytest.param(with_field(3, 0, "10"), "row 3 has the label 10, which is no digit 0…9", id="a label"),
        pytest.param(lambda text: text[:-2000], "row 3 has [0-9]+ columns, its header 785", id="cut off"),
        pytest.param(lambda text: text + "7\n", "row 4 has 1 column, its header 785", id="a row of one"),
        pytest.param(with_field(1, 1, "é"), "holds other signs than ASCII's", id="no ASCII"),
        pytest.param(
            lambda text: text + text.split("\n")[1] + "\n", "holds 4 rows where 3 are expected", id="one more"
        ),
    ],
)
def test_one_sentence_says_what_is_wrong_with(change, found, train):
    train.write_bytes(change(train.read_text()).encode())
    with pytest.raises(MalformedFile, match=rf"train\.csv: .*{found}"):
        tables.read_train(train, ROWS)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("Id,Label\n1,2\n", "has 'Id' as column 1 of its header, which must be ImageId", id="a name"),
        pytest.param("ImageId,Label\n1,2\n3,4\n", "row 2 has the ImageId 3; they count from 1", id="a gap"),
        pytest.param("ImageId,Label\n1,2\n2,10\n", "row 2 has the Label 10, which is no digit", id="a label"),
        pytest.param("ImageId,Label\n1,2\n2,x\n", "row 2 has 'x' as Label, which is no whole number", id="a word"),
        pytest.param(f"ImageId,Label\n{2**70},2\n", "row 1 has '1180591620717411303424' as ImageId", id="beyond int64"),
    ],
)
def test_one_sentence_says_what_is_wrong_with_a_submission(text, found, tmp_path):
    (tmp_path / "submission.csv").write_text(text)
    with pytest.raises(MalformedFile, match=rf"submission\.csv: {found}"):
        tables.read_submission(tmp_path / "submission.csv")


def test_a_row_is_counted_beyond_a_block(tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "BLOCK", 4)
    lines = ["ImageId,Label", *(f"{number},1" for number in range(1, 12))]
    (tmp_path / "submission.csv").write_text("\n".join(lines))
    assert len(tables.read_submission(tmp_path / "submission.csv")) == 11
    lines[10] = "10,?"
    (tmp_path / "submission.csv").write_text("\n".join(lines))
    with pytest.raises(MalformedFile, match=r"row 10 has '\?' as Label"):
        tables.read_submission(tmp_path / "submission.csv")


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(MalformedFile, match=r"nowhere\.csv: cannot be read: No such file"):
        tables.read_test(tmp_path / "nowhere.csv")


def found_in(read, path):
    """What `read` gives of the file at `path`, or the sentence that says why it gives nothing."""
    try:
        return read(path)
    except MalformedFile as error:
        return str(error)


@given(body=st.text(alphabet=' ,.0123456789\n\r\t+-#"e_', max_size=40) | st.binary(max_size=30))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_digits_or_one_sentence(body, tmp_path):
    path = tmp_path / "submission.csv"
    path.write_bytes(b"ImageId,Label\n" + (body.encode() if isinstance(body, str) else body))
    found = found_in(tables.read_submission, path)
    if isinstance(found, str):
        assert found.startswith(f"{path}: ")
        assert "\n" not in found
    else:
        assert len(found)
        assert found.max() <= 9


@given(row=st.integers(0, ROWS), column=st.integers(0, 784), value=st.text(max_size=6))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_field_is_a_number_or_one_sentence(row, column, value, digits, tmp_path):
    path = tmp_path / "train.csv"
    tables.write_train(path, *digits)
    path.write_bytes(with_field(row, column, value)(path.read_text()).encode("utf-8", "surrogatepass"))
    found = found_in(tables.read_train, path)
    assert "\n" not in found if isinstance(found, str) else found[0].shape[1:] == (28, 28)
