"""Train the Keras CNN tutorial: two convolutions and dropout; which digit is it?

python scripts/train_keras.py
python scripts/train_keras.py --data embedded --epochs 2
python scripts/train_keras.py --resume
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from tf1graph.cli import finish, read_run_options
from tf1graph.tf.examples.tutorials.mnist.sources import find_digits
from tf1graph.tutorials.epochs import keras_session, train
from tf1graph.tutorials.keras_cnn.course import draw, prepare
from tf1graph.tutorials.keras_cnn.model import KerasSettings
from tf1graph.tutorials.training import where_to_look


def main(argv: Sequence[str]) -> int:
    # The settings are the tutorial's unless an option says otherwise; a run that is resumed brings its own.
    settings, run = read_run_options("keras", KerasSettings, argv, __doc__)

    # 60,000 training and 10,000 test digits: real MNIST if it can be had, else digits that the package draws.
    digits = find_digits(settings.data)

    # In a graph of its own: the seed of NumPy is set, from which Keras draws those of weights and dropout, ...
    with keras_session(settings.seed):
        # ... the model is built and compiled, the pictures scaled to 0…1, the labels made one-hot, ...
        course = prepare(settings, digits)

        # ... and 12 epochs of 469 batches follow, each with a line of its accuracy on all test digits.
        result = train(course, run)

    # The first 81 digits, and the curves.
    draw(digits, result.run)

    # Where the checkpoints and the figures are, and the command that shows the run in TensorBoard.
    print(where_to_look(result))
    return 0


if __name__ == "__main__":
    sys.exit(finish(main, sys.argv[1:]))
