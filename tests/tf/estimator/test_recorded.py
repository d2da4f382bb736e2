"""Estimators leave behind what TensorFlow 1.15.5's did: graphs, log, event files, checkpoints and figures."""

import importlib
import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from golden import estimator_recording, recording

from tf1graph import tf

GOLDEN = Path(recording.__file__).parent / "estimators"
TOPICS = {
    path.stem: importlib.import_module(f"golden.estimators.{path.stem}")
    for path in sorted(GOLDEN.glob("*.py"))
    if path.stem != "__init__"
}
RECORDS = {topic: json.loads((GOLDEN / f"{topic}_tf1.15.5.json").read_text()) for topic in TOPICS}
CASES = [
    pytest.param(topic, case, id=f"{topic}: {case.__name__.replace('_', ' ')}")
    for topic, module in TOPICS.items()
    for case in recording.cases(module)
]


@pytest.mark.parametrize(("topic", "case"), CASES)
def test_leaves_what_tensorflow_1_left(topic, case, tmp_path):
    found, _ = estimator_recording.record(tf, case, str(tmp_path))
    golden = RECORDS[topic][case.__name__]
    found = json.loads(json.dumps(found))
    assert found["graphs"] == golden["graphs"]
    assert found["log"] == golden["log"]
    assert found["events"] == golden["events"]
    for part in ("all", "initial"):
        assert found["checkpoints"].get(part) == golden["checkpoints"].get(part)
    assert_close(found["checkpoints"].get("final"), golden["checkpoints"].get("final"))
    assert_close(found["figures"], golden["figures"])


def assert_close(found, golden):
    """Numbers agree to 1e-5, everything else is equal."""
    if isinstance(golden, dict):
        assert list(found) == list(golden)
        found, golden = list(found.values()), list(golden.values())
    if isinstance(golden, list):
        assert len(found) == len(golden)
        for ours, theirs in zip(found, golden, strict=True):
            assert_close(ours, theirs)
    elif isinstance(golden, float):
        np.testing.assert_allclose(found, golden, rtol=1e-5, atol=1e-6)
    else:
        assert found == golden


def test_a_folder_of_the_real_tensorflow_1_is_gone_on_with(tmp_path):
    begun = GOLDEN / "begun_tf1.15.5"
    shutil.copytree(begun, tmp_path / "model")
    found = TOPICS["custom"]._gone_on_with(tf, str(tmp_path / "model"))
    assert_close(estimator_recording.plain(found), json.loads((begun / "gone_on_with.json").read_text()))


@pytest.mark.parametrize("topic", TOPICS)
def test_each_case_has_a_golden_and_each_golden_a_case(topic):
    assert list(RECORDS[topic]) == [case.__name__ for case in recording.cases(TOPICS[topic])]
