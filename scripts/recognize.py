"""Recognise pictures of digits with a trained CNN: your own handwriting, or the ten samples of the package.

    python scripts/recognize.py
    python scripts/recognize.py --pictures my_digits --table my_digits.csv
    python scripts/recognize.py logs/cnn-001 --pictures my_digits --prepare tutorial

Where a file's name begins with its digit (3.png, 7_a.jpg, "7 (2).png"), the accuracy is printed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from tf1graph.chatter import load_tensorflow
from tf1graph.cli import finish
from tf1graph.tutorials.recognition import RecognizeSettings, recognize
from tf1graph.tutorials.settings import add_options, settings_from


def main(argv: Sequence[str]) -> int:
    # Which pictures, which checkpoint of the CNN, and how a picture becomes 28x28 pixels.
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    add_options(parser, RecognizeSettings)
    settings = settings_from(parser.parse_args(argv), RecognizeSettings)

    # A line for each picture, the accuracy where it is known, and a grid with the predictions.
    load_tensorflow()
    recognize(settings)
    return 0


if __name__ == "__main__":
    sys.exit(finish(main, sys.argv[1:]))
