"""Record what `read_data_sets` of the real TensorFlow 1.15.5 gives.

    python3.7 -m venv tf115 && tf115/bin/pip install -U "pip<24"
    tf115/bin/pip install "tensorflow==1.15.5" "protobuf<3.21"
    tf115/bin/python tests/golden/record_batches.py [--mnist FOLDER] [--write]

Without `--write` it says whether the golden file would change and leaves it. `--mnist` names the folder with the
real MNIST files; without it what was recorded of these is kept.
"""

import argparse
import json
import os
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
GOLDEN = os.path.join(HERE, "batches_tf1.15.5.json")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mnist", metavar="FOLDER")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()

    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    sys.path.insert(0, HERE)
    import batches
    import tensorflow as tf
    from tensorflow.examples.tutorials.mnist import input_data

    assert tf.__version__ == "1.15.5", f"this is TensorFlow {tf.__version__}"
    tf.logging.set_verbosity(tf.logging.ERROR)

    recorded = {}
    if os.path.exists(GOLDEN):
        with open(GOLDEN) as file:
            recorded = json.load(file)
    found = {"cases": {}, "tutorial": recorded.get("tutorial")}
    with tempfile.TemporaryDirectory() as folder:
        batches.write_files(folder)
        for name, case in batches.CASES.items():
            found["cases"][name] = batches.run_case(tf, input_data.read_data_sets, folder, case)
    if args.mnist:
        found["tutorial"] = batches.run_case(tf, input_data.read_data_sets, args.mnist, batches.TUTORIAL)

    same = found == recorded
    print(f"{GOLDEN}: {'as it is' if same else 'written' if args.write else 'would change'}")
    if args.write and not same:
        with open(GOLDEN + ".tmp", "w") as file:
            json.dump(found, file, indent=1)
            file.write("\n")
        os.replace(GOLDEN + ".tmp", GOLDEN)
    return 0 if same or args.write else 1


if __name__ == "__main__":
    sys.exit(main())
