"""The report accounts for every name, in three forms."""

import json

import pytest
from port.porting import port

from tf1graph import cli
from tf1graph.port import report
from tf1graph.port.outcome import STATES

PROGRAM = """import tensorflow as tf
from tensorflow.contrib.layers import flatten, no_such_name
x = tf.placeholder(tf.float32); y = tf.mul(x, x)
z = tf.no_such_name(flatten(y))
tf.layers.experimental.set_keras_style(z)
"""


@pytest.fixture
def found(tmp_path, capsys):
    """What the command reports of the program, by the form."""
    path = tmp_path / "train.py"
    path.write_text(PROGRAM)

    def run(form):
        assert cli.main(["port", str(path), "--report", form]) == 0
        return capsys.readouterr().out

    return run


def test_the_sum_is_all_names(found):
    content = json.loads(found("json"))
    totals = content["totals"]
    (file,) = content["files"]
    assert totals["names"] == len(file["names"]) == sum(totals[state] for state in STATES)
    assert {name["name"]: name["state"] for name in file["names"]} == {
        "tf": "ported",
        "tf.contrib.layers.flatten": "ported",
        "tf.contrib.layers.no_such_name": "needs you",
        "tf.placeholder": "same",
        "tf.float32": "same",
        "tf.mul": "ported",
        "tf.no_such_name": "needs you",
        "tf.layers.experimental.set_keras_style": "refused",
    }
    places = {name["name"]: (name["line"], name["column"]) for name in file["names"]}
    assert places["tf.mul"] == (3, 37)


def test_sarif_has_a_result_for_each_name(found):
    content = json.loads(found("sarif"))
    assert content["version"] == "2.1.0"
    (run,) = content["runs"]
    ids = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    results = run["results"]
    assert len(results) == len(port(PROGRAM).outcomes)
    assert {result["ruleId"] for result in results} <= ids
    for result in results:
        assert result["message"]["text"]
        assert (result["level"] == "none") == (result["kind"] != "fail")
        region = result["locations"][0]["physicalLocation"]["region"]
        assert region["startLine"] >= 1
        assert region["startColumn"] >= 1


def test_the_text_names_what_is_left_and_why(found):
    said = found("text")
    assert "4:5: needs you: tf.no_such_name:" in said
    assert "5:1: refused: tf.layers.experimental.set_keras_style:" in said
    assert "1 files, 1 changed, 0 left alone; 9 names: 2 same, 4 ported, 2 needs you, 1 refused" in said


def test_the_report_goes_to_a_file(tmp_path, capsys):
    path = tmp_path / "train.py"
    path.write_text(PROGRAM)
    target = tmp_path / "report.json"
    assert cli.main(["port", str(path), "--report", "json", "--report-file", str(target)]) == 0
    assert capsys.readouterr().out == ""
    assert json.loads(target.read_text())["totals"]["files"] == 1


def test_a_file_that_was_left_alone_is_in_every_form():
    files = [report.FileReport("a.py", failure="cannot be read: why", line=3)]
    for form in report.FORMATS.values():
        assert "cannot be read: why" in form(files)
