import csv
import json
import os

import numpy as np
import pytest
from PIL import Image

from tf1graph.errors import Tf1graphError, UsageError
from tf1graph.tutorials import recognition
from tf1graph.tutorials.recognition import (
    SAMPLES,
    Recognition,
    RecognizeSettings,
    draw_recognitions,
    list_pictures,
    read_pictures,
    recognize,
    truth_in,
)


@pytest.fixture
def folder(tmp_path):
    """Two pictures, a broken one, a text, a hidden file and a folder."""
    folder = tmp_path / "pictures"
    (folder / "more").mkdir(parents=True)
    for name in ("3_b.png", "no digit.jpg", "more/5.png"):
        with Image.open(SAMPLES / "3.png") as picture:
            picture.save(folder / name)
    (folder / "1.png").write_bytes((SAMPLES / "1.png").read_bytes()[:200])
    (folder / "notes.txt").write_text("no picture")
    (folder / ".hidden.png").write_bytes(b"")
    return folder


@pytest.mark.parametrize(
    ("name", "digit"),
    [
        ("3.png", 3),
        ("7_a.jpg", 7),
        ("7 (2).png", 7),
        ("0-old.png", 0),
        ("8", 8),
        ("12.png", None),
        ("3a.png", None),
        ("2024-01-05.png", None),
        ("IMG_4.png", None),
        ("٣.png", None),
    ],
)
def test_a_name_gives_the_digit_where_one_digit_stands_alone_at_its_beginning(name, digit):
    assert truth_in(name) == digit


def test_pictures_are_sorted_and_neither_hidden_ones_nor_folders_are_opened(folder):
    assert [path.name for path in list_pictures(folder)] == ["1.png", "3_b.png", "no digit.jpg", "notes.txt"]
    assert list_pictures(folder / "3_b.png") == [folder / "3_b.png"]


@pytest.mark.parametrize("name", ["missing", "empty"])
def test_a_folder_without_pictures_is_a_mistake_of_the_call(name, tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match=f"{name}.*--pictures names a folder"):
        list_pictures(tmp_path / name)


def test_broken_files_are_named_and_passed_over(folder, capsys):
    names, pictures = read_pictures(list_pictures(folder))
    assert names == ["3_b.png", "no digit.jpg"]
    assert pictures.shape == (2, 28, 28)
    errors = capsys.readouterr().err
    assert "1.png: cannot be read as a picture" in errors
    assert "notes.txt: is no picture" in errors


def test_a_name_that_cannot_be_printed_is_changed_so_that_it_can(tmp_path):
    path = tmp_path / "3\udcff\n.png"
    try:
        path.write_bytes((SAMPLES / "3.png").read_bytes())
    except OSError:
        pytest.skip("this file system takes no such name")
    assert read_pictures([path])[0] == ["3\ufffd\ufffd.png"]


def test_it_fails_only_where_nothing_can_be_read(folder):
    with pytest.raises(Tf1graphError, match=r"None of the 1 files in .*pictures could be read") as error:
        read_pictures([folder / "notes.txt"])
    assert error.value.exit_code == 1


def test_a_folder_is_recognised_into_a_table_a_drawing_and_a_csv(folder, cnn_run, tmp_path, capsys):
    table, drawing = tmp_path / "digits.csv", tmp_path / "digits.png"
    assert recognize(RecognizeSettings(str(cnn_run), str(folder), table=str(table), output=str(drawing))) == drawing
    lines = capsys.readouterr().out.splitlines()
    # an untrained CNN's last layer is zeros: each digit has the probability 0.1, and the first wins
    assert lines[:4] == [
        "picture       digit  probability",
        "3_b.png           0       0.1000  is a 3",
        "no digit.jpg      0       0.1000",
        "accuracy 0.0000: 0 of 1 whose names give the digit",
    ]
    assert lines[4:] == [f"wrote {table}", f"wrote {drawing}"]
    with open(table, newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["file"] for row in rows] == ["3_b.png", "no digit.jpg"]
    assert [(row["truth"], row["p9"]) for row in rows] == [("3", "0.1"), ("", "0.1")]
    assert drawing.stat().st_size > 1000


def test_json_holds_the_same_table(folder, cnn_run, tmp_path):
    table = tmp_path / "t.json"
    recognize(RecognizeSettings(str(cnn_run), str(folder), table=str(table), output=str(tmp_path / "d.png")))
    first, second = json.loads(table.read_text())
    assert first == {"file": "3_b.png", "digit": 0, "probability": 0.1, "truth": 3, "probabilities": [0.1] * 10}
    assert second["truth"] is None


def test_the_ten_samples_are_the_default_and_the_next_command_is_named(cnn_run, tmp_path, capsys):
    recognize(RecognizeSettings(str(cnn_run), output=str(tmp_path / "d.svg")))
    out = capsys.readouterr().out
    assert "0 of 10" not in out  # each answer is 0, and one of the ten is a 0
    assert "1 of 10 whose names give the digit" in out
    assert "--pictures FOLDER_OF_YOURS" in out


def test_pictures_go_through_the_network_in_batches_without_changing_a_bit(cnn_run, monkeypatch):
    _, pictures = read_pictures(list_pictures(SAMPLES))
    prefix = recognition.find_checkpoint(cnn_run)
    whole = recognition.classify(prefix, pictures)
    monkeypatch.setattr(recognition, "BATCH", 3)
    np.testing.assert_array_equal(recognition.classify(prefix, pictures), whole)


def test_a_table_of_another_kind_is_refused_before_anything_is_read(cnn_run):
    with pytest.raises(UsageError, match=r"digits\.xlsx: tables are written as \.csv or \.json"):
        recognize(RecognizeSettings(str(cnn_run), table="digits.xlsx"))


def test_a_crnn_is_refused(crnn_run, tmp_path):
    with pytest.raises(UsageError, match="no checkpoint of the CNN tutorial"):
        recognize(RecognizeSettings(str(crnn_run), output=str(tmp_path / "d.png")))


def recognition_of(name, digit, truth):
    return Recognition(name, np.zeros((28, 28), np.float32), np.eye(10)[digit], truth)


def texts_of(figure):
    return [text.get_text() for text in figure.axes[0].texts]


def test_the_drawing_shows_name_digit_and_probability_and_wrong_ones_in_red():
    figure = draw_recognitions(
        [recognition_of("3.png", 3, 3), recognition_of("4.png", 9, 4), recognition_of("x.png", 1, None)]
    )
    texts = figure.axes[0].texts
    assert texts_of(figure) == ["3.png\n3  100.0 %", "4.png\n9 not 4  100.0 %", "x.png\n1  100.0 %", "1 of 2 right"]
    assert [text.get_color() == recognition.WRONG for text in texts[:3]] == [False, True, False]


def test_only_the_first_pictures_of_a_large_folder_are_drawn():
    figure = draw_recognitions([recognition_of(f"{n}.png", 1, None) for n in range(130)])
    assert len(figure.axes[0].images) == 100
    assert "the first 100 of 130 pictures" in texts_of(figure)


def test_names_that_are_long_or_full_of_signs_are_drawn_as_they_are(tmp_path):
    long = "a very long name of a picture_1.png"
    figure = draw_recognitions([recognition_of(name, 1, None) for name in (long, "$x$.png", "七.png")])
    assert texts_of(figure)[0].startswith("…")
    assert texts_of(figure)[0].endswith("picture_1.png\n1  100.0 %"[-20:])
    recognition.save(figure, tmp_path / "d.png")
    assert os.path.getsize(tmp_path / "d.png")


def test_the_samples_are_ten_pictures_named_by_their_digit():
    assert [path.name for path in list_pictures(SAMPLES)] == [f"{digit}.png" for digit in range(10)]
    for path in list_pictures(SAMPLES):
        with Image.open(path) as picture:
            assert (picture.mode, picture.size) == ("L", (112, 112))
