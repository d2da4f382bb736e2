"""What builds no graph gives the values, and prints the lines, that TensorFlow 1.15.5 gave and printed."""

import importlib
import json
from pathlib import Path

import pytest
from golden import recording
from golden.closeness import assert_close

from tf1graph import tf

FOLDER = Path(recording.__file__).parent / "values"
TOPICS = {
    path.stem: importlib.import_module(f"golden.values.{path.stem}")
    for path in sorted(FOLDER.glob("*.py"))
    if path.stem != "__init__"
}
RECORDS = {topic: json.loads((FOLDER / f"{topic}_tf1.15.5.json").read_text()) for topic in TOPICS}
CASES = [
    pytest.param(topic, case, id=f"{topic}: {case.__name__.replace('_', ' ')}")
    for topic, module in TOPICS.items()
    for case in recording.cases(module)
]


@pytest.mark.parametrize(("topic", "case"), CASES)
def test_gives_the_values_of_tensorflow_1(topic, case):
    built = recording.record_values(tf, case, getattr(TOPICS[topic], "EAGERLY", False))
    golden = RECORDS[topic][case.__name__]
    assert built["printed"] == golden["printed"]
    assert_close(built["returned"], golden["returned"])


@pytest.mark.parametrize("topic", TOPICS)
def test_each_case_has_a_golden_and_each_golden_a_case(topic):
    assert list(RECORDS[topic]) == [case.__name__ for case in recording.cases(TOPICS[topic])]
