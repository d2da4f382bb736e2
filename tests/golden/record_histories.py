"""Record what training and saving `tf.keras` models gives with the real TensorFlow 1.15.5, as `record_graphs.py` does.

    tf115/bin/python tests/golden/record_histories.py [--write]

Without `--write` it says which goldens would change.
"""

import argparse
import os

import histories
import keras_saved
import recording
from record_graphs import HERE, keep_or_write, load_tensorflow


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    tf = load_tensorflow()
    cases = [case for case in recording.cases(histories) if case is not histories.record]
    found = {case.__name__: histories.record(tf, case) for case in cases}
    keep_or_write("histories_tf1.15.5.json", found, args.write)
    record = keras_saved.configurations(tf)
    path = os.path.join(HERE, keras_saved.H5)
    if args.write and not os.path.exists(path):  # initial values differ from run to run: the file is written once
        keras_saved.trained(tf).save(path)
    model = tf.keras.models.load_model(path)
    record["predicted"] = model.predict(keras_saved.inputs()).ravel().tolist()
    keep_or_write("keras_saved_tf1.15.5.json", record, args.write)


if __name__ == "__main__":
    main()
