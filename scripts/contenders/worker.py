"""The process of a contender: it reads a request a line and writes an answer a line, both in JSON.

Plain Python 3.7 and NumPy: the real TensorFlow 1.15.5 runs here too.
"""

import json
import os
import sys

import numpy as np

ARRAYS = ("train_images", "train_labels", "test_images", "test_labels")
SIZES = {"cnn": 100, "crnn": 128}  # examples in a step of each tutorial


def serve(measure):
    """Answer each request with `measure(folder, **request)`; `folder`, the first argument, holds the digits as .npy.

    What is measured may print as it likes: stdout is not where the answers go.
    """
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    for line in sys.stdin:
        answer = measure(sys.argv[1], **json.loads(line))
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


def read_digits(folder):
    """Training pictures uint8 [N, 28, 28] and their labels, test pictures and their labels."""
    return tuple(np.load(os.path.join(folder, name + ".npy")) for name in ARRAYS)


def draw_batches(folder, tutorial):
    """Endless batches as a tutorial feeds them, in float32.

    CNN: pictures [100, 784] in 0…1, one-hot labels [100, 10]. CRNN: pairs of pictures [2, 128, 28, 28, 1] in
    0…255, one-hot differences [128, 19].
    """
    images, labels = read_digits(folder)[:2]
    size = SIZES[tutorial]
    while True:
        if tutorial == "cnn":
            chosen = np.random.randint(0, len(images), size)
            pictures, classes = images[chosen].reshape(size, 784) * np.float32(1 / 255), np.eye(10)[labels[chosen]]
        else:
            chosen = np.random.randint(0, len(images), (2, size))
            first, second = labels[chosen].astype(int)
            pictures, classes = images[chosen][..., None].astype(np.float32), np.eye(19)[first - second + 9]
        yield pictures, classes.astype(np.float32)
