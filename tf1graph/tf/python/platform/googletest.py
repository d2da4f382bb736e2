"""`tf.test.main`, for which a program without tests did not fail."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import compat_v1
from tf1graph.tf.names import provide

NO_TESTS = 5  # the exit code since Python 3.12


@provide(
    "tf.test.main",
    "tf.python.platform.googletest.main",
    fidelity="approximate",
    today="tf.test.main",
    note="exits with 0 where there are no tests, as under Python 3.7; reports in the words of today's unittest",
)
def main(argv: Any = None) -> None:
    """Run the tests of the program, and exit: with 1 where one of them failed, with 0 where there are none."""
    try:
        compat_v1.test.main(argv)
    except SystemExit as ended:
        if ended.code == NO_TESTS:
            ended.code = 0
        raise
