"""Batches of `read_data_sets` under many settings: run alike by TensorFlow 1.15.5, recorded, and by the tests.

Plain Python 3.7, which is what TensorFlow 1.15.5 runs on.
"""

import gzip
import hashlib
import os

import numpy as np

FILES = {
    "train-images-idx3-ubyte.gz": (350, 28, 28),
    "train-labels-idx1-ubyte.gz": (350,),
    "t10k-images-idx3-ubyte.gz": (60, 28, 28),
    "t10k-labels-idx1-ubyte.gz": (60,),
}

# Each case: options of read_data_sets; the graph's seed; NumPy's, set afterwards; and the batches as
# (size, options of next_batch).
EPOCHS = [(64, {})] * 12
CASES = {
    "labels as numbers": ({"validation_size": 50}, 7, None, EPOCHS),
    "one-hot labels": ({"validation_size": 50, "one_hot": True}, 7, None, EPOCHS),
    "pictures not reshaped": ({"validation_size": 50, "reshape": False}, 7, None, EPOCHS),
    "pixels as uint8": ({"validation_size": 50, "dtype": "uint8"}, 7, None, EPOCHS),
    "pixels as uint8, not reshaped": ({"validation_size": 50, "dtype": "uint8", "reshape": False}, 7, None, EPOCHS),
    "no validation set": ({"validation_size": 0}, 7, None, EPOCHS),
    "everything is the validation set": ({"validation_size": 350}, 7, None, []),
    "a seed and a graph seed": ({"validation_size": 50, "seed": 5}, 7, None, EPOCHS),
    "a seed alone": ({"validation_size": 50, "seed": 5}, None, None, EPOCHS),
    "the seed 0 and the graph seed 0": ({"validation_size": 50, "seed": 0}, 0, None, EPOCHS),
    "a seed of NumPy set afterwards": ({"validation_size": 50}, None, 11, EPOCHS),
    "not shuffled": ({"validation_size": 50}, 7, None, [(64, {"shuffle": False})] * 12),
    "shuffled now and then": (
        {"validation_size": 50},
        7,
        None,
        [(90, {"shuffle": i % 3 == 1}) for i in range(12)],
    ),
    "batches that end with the epoch": ({"validation_size": 50}, 7, None, [(100, {})] * 10),
    "a batch of a whole epoch": ({"validation_size": 50}, 7, None, [(300, {})] * 3),
    "batches larger than an epoch": ({"validation_size": 50}, 7, None, [(700, {}), (64, {}), (1000, {}), (10, {})]),
    "empty batches": ({"validation_size": 50}, 7, None, [(0, {}), (0, {}), (64, {}), (0, {})]),
    "made-up data": ({"fake_data": True}, 7, None, [(3, {"fake_data": True})] * 2),
    "made-up data, one-hot": ({"fake_data": True, "one_hot": True}, 7, None, [(3, {"fake_data": True})] * 2),
}
TUTORIAL = ({"one_hot": True}, 20171001, None, [(100, {})] * 20)


def write_files(folder):
    """Write small files in MNIST's format: pictures that all differ, labels 0 to 9."""
    for name, shape in FILES.items():
        random = np.random.RandomState(len(name) + shape[0])
        values = random.randint(0, 256 if len(shape) == 3 else 10, shape).astype(np.uint8)
        header = np.array([2048 + len(shape), *shape], ">u4").tobytes()
        with gzip.open(os.path.join(str(folder), name), "wb") as file:
            file.write(header + values.tobytes())


def run_case(tf, read_data_sets, folder, case):
    """What the case gives: a hash for each batch, and of the whole sets and NumPy's random state after the last."""
    options, graph_seed, numpy_seed, batches = case
    options = dict(options)
    if "dtype" in options:
        options["dtype"] = getattr(tf, options["dtype"])
    with tf.Graph().as_default():
        if graph_seed is not None:
            tf.set_random_seed(graph_seed)
        data = read_data_sets(str(folder), **options)
    if numpy_seed is not None:
        np.random.seed(numpy_seed)
    found = {"batches": [], "epochs completed": []}
    for size, how in batches:
        found["batches"].append([digest(part) for part in data.train.next_batch(size, **how)])
        found["epochs completed"].append(data.train.epochs_completed)
    if not options.get("fake_data"):
        found["sets"] = {
            name: [digest(part.images), digest(part.labels), part.num_examples] for name, part in data._asdict().items()
        }
    _, key, position = np.random.get_state()[:3]
    found["random state"] = [digest(key), int(position)]
    return found


def digest(array):
    """The type and shape of an array, or of nested lists, and a SHA-256 of its values."""
    kind = "list " if isinstance(array, list) else ""
    array = np.ascontiguousarray(array)
    content = hashlib.sha256(array.tobytes()).hexdigest()
    return f"{kind}{array.dtype} {list(array.shape)} {content}"
