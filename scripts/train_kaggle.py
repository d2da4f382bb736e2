"""Train a model of the Kaggle tutorial, and write the file that is handed in.

python scripts/train_kaggle.py --data FOLDER_WITH_KAGGLES_FILES
python scripts/train_kaggle.py --model cnn --epochs 3
python scripts/train_kaggle.py --resume
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from tf1graph.cli import finish, read_run_options
from tf1graph.tutorials.epochs import keras_session, train
from tf1graph.tutorials.kaggle.competition import find_competition
from tf1graph.tutorials.kaggle.course import hand_in, prepare
from tf1graph.tutorials.kaggle.models import KaggleSettings
from tf1graph.tutorials.pictures.curves import CurvesSettings, export_curves
from tf1graph.tutorials.training import where_to_look


def main(argv: Sequence[str]) -> int:
    # The settings are the tutorial's unless an option says otherwise; a run that is resumed brings its own.
    settings, run = read_run_options("kaggle", KaggleSettings, argv, __doc__)

    # 42,000 digits to learn from and 28,000 to tell: Kaggle's train.csv and test.csv, or as many of MNIST's.
    competition = find_competition(settings.data)

    # In a graph of its own: the seed of NumPy is set, from which Keras draws those of weights and dropout, ...
    with keras_session(settings.seed):
        # ... the model is built, the last fifth of the digits held out, the ink of rows and columns summed up, ...
        course = prepare(settings, competition)

        # ... and 200 epochs follow, each with a line of its accuracy on the digits held out.
        result = train(course, run)

        # What the best epoch's weights make of the digits of test.csv goes into submission.csv.
        hand_in(course, result, competition)

    # Loss and accuracy over the epochs, as a picture.
    export_curves(CurvesSettings(str(result.run)))

    # Where the checkpoints and the figures are, and the command that shows the run in TensorBoard.
    print(where_to_look(result))
    return 0


if __name__ == "__main__":
    sys.exit(finish(main, sys.argv[1:]))
