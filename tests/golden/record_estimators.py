"""Record what estimators do with the real TensorFlow 1.15.5, as `record_graphs.py` does.

    tf115/bin/python tests/golden/record_estimators.py [--only MODULE,...] [--write]

Each module of `estimators/` gives a golden `MODULE_tf1.15.5.json` beside it. Without `--write` it says which would
change.
"""

import argparse
import importlib
import os
import shutil
import sys
import tempfile

from record_graphs import HERE, keep_or_write, load_tensorflow

sys.path.insert(0, os.path.dirname(HERE))  # for `golden`, the name of this folder in the tests


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", help="modules of estimators/, with commas between them")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    tf = load_tensorflow()
    from golden import estimator_recording, recording

    files = sorted(name[:-3] for name in os.listdir(os.path.join(HERE, "estimators")) if name.endswith(".py"))
    topics = args.only.split(",") if args.only else [name for name in files if name != "__init__"]
    for topic in topics:
        found = {}
        for case in recording.cases(importlib.import_module("golden.estimators." + topic)):
            folder = tempfile.mkdtemp()
            try:
                found[case.__name__], _ = estimator_recording.record(tf, case, folder)
            finally:
                shutil.rmtree(folder)
        keep_or_write(os.path.join("estimators", topic + "_tf1.15.5.json"), found, args.write)
    if "custom" in topics:
        record_begun_folder(tf, importlib.import_module("golden.estimators.custom"), estimator_recording, args.write)


def record_begun_folder(tf, custom, estimator_recording, write):
    """A folder of checkpoints that TensorFlow 1.15.5 has begun, which is written once, and where going on leads to."""
    begun = os.path.join(HERE, "estimators", "begun_tf1.15.5")
    folder = tempfile.mkdtemp()
    try:
        if write and not os.path.exists(begun):
            custom._begun(tf, folder)
            os.makedirs(begun)
            for name in os.listdir(folder):
                if name == "checkpoint" or name.endswith((".index", "-00001")):
                    shutil.copy(os.path.join(folder, name), begun)
        shutil.rmtree(folder)
        shutil.copytree(begun, folder)
        found = estimator_recording.plain(custom._gone_on_with(tf, folder))
    finally:
        shutil.rmtree(folder)
    keep_or_write(os.path.join("estimators", "begun_tf1.15.5", "gone_on_with.json"), found, write)


if __name__ == "__main__":
    main()
