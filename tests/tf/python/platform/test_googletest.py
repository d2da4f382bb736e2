"""What `tf.test.main` exits with."""

import subprocess
import sys

import pytest

PROGRAM = """\
from tf1graph import tf
class Case(tf.test.TestCase):
{}
tf.test.main()
"""


@pytest.mark.parametrize(
    ("body", "code"),
    [("    pass", 0), ("    def test_it(self):\n        self.fail()", 1)],
    ids=["no tests are no failure", "a test that fails is one"],
)
def test_a_program_of_tests_exits_with(tmp_path, body, code):
    path = tmp_path / "program.py"
    path.write_text(PROGRAM.format(body), encoding="utf-8")
    found = subprocess.run([sys.executable, path], cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert found.returncode == code, found.stderr
