"""Record the goldens of graphs and tutorials with the real TensorFlow 1.15.5.

    python3.7 -m venv tf115 && tf115/bin/pip install -U "pip<24"
    tf115/bin/pip install "tensorflow==1.15.5" "protobuf<3.21"
    tf115/bin/python tests/golden/record_graphs.py [--only MODULE,...] [--write]
    tf115/bin/python tests/golden/record_graphs.py --embedded FOLDER --mnist FOLDER [--write]

Each module of `graphs/` and of `values/` gives a golden `MODULE_tf1.15.5.json` beside it. Without `--write` it says
which files would change and leaves them. `--only` leaves the other modules and the tutorials alone. `--embedded`
names the folder with the embedded digits as idx files (the cache folder of tf1graph), `--mnist` the one with the real
MNIST
files; the losses on a data set that is not named are kept as they are.

The tutorials' models are recorded from the code of this project: a module `tf1graph` whose `tf` is the real
TensorFlow 1.15.5 stands in for the package while they are built.
"""

import argparse
import gzip
import hashlib
import importlib
import json
import os
import struct
import sys
import types

import numpy as np
import recording

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
BATCHES = 20


def load_tensorflow():
    """The real TensorFlow 1.15.5, standing in for `tf1graph.tf`."""
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    import tensorflow as tf

    assert tf.__version__ == "1.15.5", "this is TensorFlow %s" % tf.__version__
    tf.logging.set_verbosity(tf.logging.ERROR)
    package = types.ModuleType("tf1graph")
    package.__path__ = [os.path.join(ROOT, "tf1graph")]
    package.tf = tf
    sys.modules["tf1graph"] = package
    return tf


def read_idx(path):
    with gzip.open(path) as file:
        data = file.read()
    rank = data[3]
    return np.frombuffer(data, np.uint8, offset=4 + 4 * rank).reshape(
        struct.unpack(">%dI" % rank, data[4 : 4 + 4 * rank])
    )


def record_cnn_losses(tf, folder):
    """Loss and accuracy of the first batches, as the tutorial feeds them."""
    import tutorials
    from tensorflow.examples.tutorials.mnist import input_data

    with tf.Graph().as_default():
        np.random.seed(tutorials.SEEDS["cnn"])
        tf.set_random_seed(tutorials.SEEDS["cnn"])
        mnist = input_data.read_data_sets(folder, one_hot=True)
        net = tutorials.cnn(tf)
        return run_batches(tf, net, lambda: dict(zip((net.x, net.t), mnist.train.next_batch(100))))


def record_crnn_losses(tf, folder):
    """Loss and accuracy of the first batches, as the tutorial feeds them: one `randint` a picture."""
    import tutorials

    images = read_idx(os.path.join(folder, "train-images-idx3-ubyte.gz"))
    labels = read_idx(os.path.join(folder, "train-labels-idx1-ubyte.gz"))
    with tf.Graph().as_default():
        np.random.seed(tutorials.SEEDS["crnn"])
        tf.set_random_seed(tutorials.SEEDS["crnn"])
        net = tutorials.crnn(tf)

        def draw():
            chosen = np.array([[np.random.randint(0, len(images)) for _ in range(128)] for _ in range(2)])
            differences = labels[chosen[0]].astype(int) - labels[chosen[1]]
            return {net.input: images[chosen][..., None], net.correct: np.eye(19)[differences + 9]}

        return run_batches(tf, net, draw)


def run_batches(tf, net, draw):
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        pairs = [session.run([net.loss, net.accuracy, net.train_step], draw())[:2] for _ in range(BATCHES)]
    return {"loss": [float(loss) for loss, _ in pairs], "accuracy": [float(accuracy) for _, accuracy in pairs]}


def content_of(folder):
    """The SHA-256 of the training pictures and labels, without their headers."""
    names = ["train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz"]
    return {name: hashlib.sha256(read_idx(os.path.join(folder, name)).tobytes()).hexdigest() for name in names}


def read_record(name):
    """What the golden file `name` holds; nothing where there is none yet."""
    path = os.path.join(HERE, name)
    if not os.path.exists(path):
        return {}
    with open(path) as file:
        return json.load(file)


def keep_or_write(name, record, write):
    old, new = read_record(name), json.loads(json.dumps(record))
    same = old == new and list(old) == list(new)  # the cases' order counts; that of collections is Python's hashes'
    print("%s: %s" % (name, "as it is" if same else "written" if write else "would change"))
    if write and not same:
        recording.write(os.path.join(HERE, name), record)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", metavar="MODULE,...", help="modules of graphs/ and values/, without .py")
    parser.add_argument("--embedded", metavar="FOLDER")
    parser.add_argument("--mnist", metavar="FOLDER")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    tf = load_tensorflow()
    for folder in ("graphs", "values"):
        for name in sorted(name[:-3] for name in os.listdir(os.path.join(HERE, folder)) if name.endswith(".py")):
            if name != "__init__" and (not args.only or name in args.only.split(",")):
                module = importlib.import_module("%s.%s" % (folder, name))
                keep_or_write("%s/%s_tf1.15.5.json" % (folder, name), record_cases(tf, folder, module), args.write)
    if not args.only:
        record_tutorials(tf, args)


def record_cases(tf, folder, module):
    """The golden of each case of a module of `graphs` or `values`."""
    cases = recording.cases(module)
    if folder == "graphs":
        return {case.__name__: recording.record(tf, case) for case in cases}
    return {case.__name__: recording.record_values(tf, case, getattr(module, "EAGERLY", False)) for case in cases}


def record_tutorials(tf, args):
    import tutorials

    losses_of = {"cnn": record_cnn_losses, "crnn": record_crnn_losses}
    for name, build in (("cnn", tutorials.cnn), ("crnn", tutorials.crnn)):
        file = name + "_tf1.15.5.json"
        old = read_record(file)
        record = recording.record(tf, build, tutorials.SEEDS[name], run=False)
        for data, folder in (("embedded", args.embedded), ("mnist", args.mnist)):
            if folder:
                record[data] = dict(losses_of[name](tf, folder), files=content_of(folder))
            elif data in old:
                record[data] = old[data]
        keep_or_write(file, record, args.write)


if __name__ == "__main__":
    main()
