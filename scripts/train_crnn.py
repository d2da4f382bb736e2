"""Train the CRNN tutorial: a CNN and an RNN; which difference do two digits make?

python scripts/train_crnn.py
python scripts/train_crnn.py --scaled --steps 2500
python scripts/train_crnn.py --resume
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from tf1graph import tf
from tf1graph.cli import finish, read_run_options
from tf1graph.tf.examples.tutorials.mnist.sources import find_digits
from tf1graph.tutorials.crnn import CRNNSettings
from tf1graph.tutorials.lessons import CRNNLesson
from tf1graph.tutorials.training import train, where_to_look


def main(argv: Sequence[str]) -> int:
    # The settings are the tutorial's unless an option says otherwise; a run that is resumed brings its own.
    # The tutorial sets no seed, and with many a seed it never learns; the default is one with which it does.
    settings, run = read_run_options("crnn", CRNNSettings, argv, __doc__)

    # 60,000 training and 10,000 test digits: real MNIST if it can be had, else digits that the package draws.
    digits = find_digits(settings.data)

    # As in the tutorial: the graph is built before a number is drawn for the first batch.
    with tf.Graph().as_default():
        lesson = CRNNLesson(settings, digits)

        # 10,000 steps of 128 pairs; every 100 steps a line with the accuracy on 128 pairs of test digits.
        result = train(lesson, run)

    # Where the checkpoints and the figures are, and the command that shows the run in TensorBoard.
    print(where_to_look(result))
    return 0


if __name__ == "__main__":
    sys.exit(finish(main, sys.argv[1:]))
