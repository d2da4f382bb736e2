"""Train the CNN tutorial: 16 filters and two dense layers; which digit is it?

python scripts/train_cnn.py
python scripts/train_cnn.py --data embedded --steps 500
python scripts/train_cnn.py --resume
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from tf1graph import tf
from tf1graph.cli import finish, read_run_options
from tf1graph.tf.examples.tutorials.mnist.sources import find_digits
from tf1graph.tutorials.cnn import CNNSettings
from tf1graph.tutorials.lessons import CNNLesson
from tf1graph.tutorials.training import train, where_to_look


def main(argv: Sequence[str]) -> int:
    # The settings are the tutorial's unless an option says otherwise; a run that is resumed brings its own.
    settings, run = read_run_options("cnn", CNNSettings, argv, __doc__)

    # 60,000 training and 10,000 test digits: real MNIST if it can be had, else digits that the package draws.
    digits = find_digits(settings.data)

    # As in the tutorial: the seeds are set, the data sets are read, and then the graph is built.
    with tf.Graph().as_default():
        lesson = CNNLesson(settings, digits)

        # 2,000 steps of 100 digits; every 100 steps a line with the accuracy on all test digits.
        result = train(lesson, run)

    # Where the checkpoints and the figures are, and the command that shows the run in TensorBoard.
    print(where_to_look(result))
    return 0


if __name__ == "__main__":
    sys.exit(finish(main, sys.argv[1:]))
