"""Record what the programs in `python2/` print under the real Python 2.7; says what would change unless told to write.

    python2.7 tests/golden/record_python2.py [--write]

Those in `python2/with_tensorflow/` are recorded where this Python has TensorFlow 1.15.0, the last one for Python 2.
This file runs under Python 2.7.
"""

from __future__ import print_function

import argparse
import glob
import io
import os
import platform
import subprocess
import sys

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "python2")


def record(write):
    if sys.version_info[0] != 2:
        sys.exit("This is Python %s; the goldens are Python 2.7's." % platform.python_version())
    programs = glob.glob(os.path.join(FOLDER, "*.py2"))
    if has_tensorflow():
        programs += glob.glob(os.path.join(FOLDER, "with_tensorflow", "*.py2"))
    for program in sorted(programs):
        printed = subprocess.check_output([sys.executable, program]).decode("utf-8")
        path = "%s_%s.txt" % (program[: -len(".py2")], platform.python_version())
        known = None
        if os.path.exists(path):
            with io.open(path, encoding="utf-8") as f:
                known = f.read()
        print("%-40s %s" % (os.path.basename(path), "same" if printed == known else "new" if write else "would change"))
        if write and printed != known:
            with io.open(path, "w", encoding="utf-8") as f:
                f.write(printed)


def has_tensorflow():
    try:
        import tensorflow
    except ImportError:
        return False
    return tensorflow.__version__ == "1.15.0"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true")
    record(parser.parse_args().write)
