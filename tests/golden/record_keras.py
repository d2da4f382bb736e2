"""Record what models of the standalone Keras give with Keras 2.2.4 on TensorFlow 1.15.5, as `record_graphs.py` does.

    tf115/bin/pip install keras==2.2.4
    tf115/bin/python tests/golden/record_keras.py [--write]

Without `--write` it says which goldens would change.
"""

import argparse

import keras_of_its_time
from record_graphs import keep_or_write, load_tensorflow


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    tf = load_tensorflow()
    import keras

    if keras.__version__ != "2.2.4":
        raise SystemExit(f"This is Keras {keras.__version__}, not 2.2.4.")
    found = {name: keras_of_its_time.record(keras, tf, case) for name, case in keras_of_its_time.cases().items()}
    keep_or_write("keras_2.2.4.json", found, args.write)


if __name__ == "__main__":
    main()
