"""Draw the filters that a convolution has learned, as the CNN tutorial shows them.

python scripts/export_filters.py
python scripts/export_filters.py logs/cnn-001 --scale bank --output filters.svg
python scripts/export_filters.py logs/crnn-001 --kernel conv2d_1
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from tf1graph.chatter import load_tensorflow
from tf1graph.cli import finish
from tf1graph.tutorials.pictures.filters import FiltersSettings, export_filters
from tf1graph.tutorials.settings import add_options, settings_from


def main(argv: Sequence[str]) -> int:
    # Which checkpoint, which of its convolutions, and how the filters are scaled.
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    add_options(parser, FiltersSettings)
    settings = settings_from(parser.parse_args(argv), FiltersSettings)

    # The kernel is read from the checkpoint alone: no graph is built.
    load_tensorflow()
    export_filters(settings)
    return 0


if __name__ == "__main__":
    sys.exit(finish(main, sys.argv[1:]))
