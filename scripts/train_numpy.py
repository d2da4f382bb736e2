"""Train the NumPy CNN: one convolution and two affine layers, gradients written out; which digit is it?

python scripts/train_numpy.py
python scripts/train_numpy.py --data embedded --epochs 2
python scripts/train_numpy.py --resume
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from tf1graph.cli import finish, read_run_options
from tf1graph.tf.examples.tutorials.mnist.sources import find_digits
from tf1graph.tutorials.numpy_cnn.training import NumpySettings, train, where_to_look


def main(argv: Sequence[str]) -> int:
    # The settings are the tutorial's unless an option says otherwise; a run that is resumed brings its own.
    settings, run = read_run_options("numpy", NumpySettings, argv, __doc__)

    # 60,000 training and 10,000 test digits: real MNIST if it can be had, else digits that the package draws.
    digits = find_digits(settings.data)

    # 20 epochs of 600 batches; after each a line with the accuracy on all test digits.
    result = train(settings, digits, run)

    # Where the pictures of filters and curves are.
    print(where_to_look(result))
    return 0


if __name__ == "__main__":
    sys.exit(finish(main, sys.argv[1:]))
