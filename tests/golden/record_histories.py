"""Record what training `tf.keras` models gives with the real TensorFlow 1.15.5; see `record_graphs.py` for it.

    tf115/bin/python tests/golden/record_histories.py [--write]

Without `--write` it says whether the golden would change.
"""

import argparse

import histories
import recording
from record_graphs import keep_or_write, load_tensorflow


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    tf = load_tensorflow()
    cases = [case for case in recording.cases(histories) if case is not histories.record]
    found = {case.__name__: histories.record(tf, case) for case in cases}
    keep_or_write("histories_tf1.15.5.json", found, args.write)


if __name__ == "__main__":
    main()
