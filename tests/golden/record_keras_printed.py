"""Record what tf.keras of TensorFlow 1.15.5 prints, as `record_graphs.py` does: a dry run without `--write`.

tf115/bin/python tests/golden/record_keras_printed.py [--write]
"""

import sys

import keras_printed
from record_graphs import keep_or_write, load_tensorflow


def main():
    tf = load_tensorflow()
    record = {case.__name__: keras_printed.printed(case, tf) for case in keras_printed.CASES}
    keep_or_write("keras_printed_tf1.15.5.json", record, "--write" in sys.argv)


if __name__ == "__main__":
    main()
