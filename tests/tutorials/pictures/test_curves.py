import numpy as np
import pytest

from tf1graph.errors import MalformedFile, UsageError
from tf1graph.tutorials.pictures.curves import CurvesSettings, draw_curves, export_curves, find_history, read_history


def test_the_history_of_a_run_is_read_with_nan_where_a_field_is_empty(cnn_run):
    history = read_history(find_history(str(cnn_run)))
    np.testing.assert_array_equal(history["step"], [0, 100, 200])
    np.testing.assert_array_equal(history["test_accuracy"], [0.2, 0.94, np.nan])


def test_a_history_is_found_by_its_name_its_run_or_as_the_newest(runs, cnn_run, crnn_run):
    assert find_history(str(cnn_run / "history.csv")) == cnn_run / "history.csv"
    assert find_history(str(cnn_run)) == cnn_run / "history.csv"
    assert find_history(str(runs)) == crnn_run / "history.csv"
    with pytest.raises(UsageError, match=r"nowhere holds no run with a history\.csv"):
        find_history("nowhere")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(b"", "lacks one of the columns step, loss", id="an empty file"),
        pytest.param(b"a,b\n1,2\n", "lacks one of the columns step, loss", id="other columns"),
        pytest.param(b"step,loss,accuracy,test_accuracy\n", "has no row yet", id="a run that has just begun"),
        pytest.param(b"step,loss,accuracy,test_accuracy\n0,1,x,1\n", "line 2 has a field that is not", id="a word"),
        pytest.param(b"step,loss,accuracy,test_accuracy\n0,1,0.5,1\n1,2", "line 3 is cut off", id="half a line"),
        pytest.param(b"\xff\x00\xfe", "cannot be read as CSV", id="no text"),
    ],
)
def test_one_sentence_says_what_is_wrong_with(text, found, tmp_path):
    (tmp_path / "history.csv").write_bytes(text)
    with pytest.raises(MalformedFile, match=rf"history\.csv: {found}"):
        read_history(tmp_path / "history.csv")


def test_the_history_of_epochs_is_read_and_drawn(tmp_path):
    (tmp_path / "history.csv").write_text(
        "epoch,loss,accuracy,val_loss,val_accuracy\n1,2.1,0.2,2,0.3\n2,1.9,0.4,1.8,0.5\n"
    )
    history = read_history(tmp_path / "history.csv")
    loss, accuracy = draw_curves(history).axes
    assert (loss.get_xlabel(), accuracy.get_xlabel()) == ("epoch", "epoch")
    assert (loss.get_ylabel(), accuracy.get_ylabel()) == ("loss (nats)", "accuracy")
    assert [text.get_text() for text in loss.get_legend().get_texts()] == ["training", "held out"]
    np.testing.assert_array_equal([line.get_ydata() for line in loss.lines], [[2.1, 1.9], [2, 1.8]])
    np.testing.assert_array_equal([line.get_ydata() for line in accuracy.lines], [[0.2, 0.4], [0.3, 0.5]])


def history_of(loss):
    rows = len(loss)
    return {
        "step": np.arange(rows) * 100,
        "loss": np.array(loss),
        "accuracy": np.ones(rows),
        "test_accuracy": np.ones(rows),
    }


def test_the_axes_say_what_they_show():
    loss, accuracy = draw_curves(history_of([3.0, 2, 1]), "crnn-001").axes
    assert (loss.get_xlabel(), accuracy.get_xlabel()) == ("step", "step")
    assert (loss.get_ylabel(), accuracy.get_ylabel()) == ("loss of the training batch (nats)", "accuracy")
    assert [text.get_text() for text in accuracy.get_legend().get_texts()] == ["training batch", "test"]
    np.testing.assert_array_equal(loss.lines[0].get_ydata(), [3, 2, 1])


@pytest.mark.parametrize(
    ("loss", "scale"),
    [([230.0, 28, 9], "log"), ([3.0, 2, 0.5], "linear"), ([230.0, 1, 0], "linear"), ([np.nan], "linear")],
)
def test_a_loss_that_falls_far_is_drawn_on_a_logarithmic_axis(loss, scale):
    assert draw_curves(history_of(loss)).axes[0].get_yscale() == scale


def test_the_curves_of_a_run_are_written_into_it(cnn_run, capsys):
    assert export_curves(CurvesSettings(str(cnn_run))) == cnn_run / "curves.png"
    assert capsys.readouterr().out == f"wrote {cnn_run / 'curves.png'}\n"
