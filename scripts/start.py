#!/usr/bin/env python3
"""From a fresh machine to the pictures: make the environment, train the CNN, draw what it learned.

    python3 scripts/start.py               # on digits that the package draws itself: needs no download
    python3 scripts/start.py --data auto   # on real MNIST, if it is found or can be downloaded

Further arguments go to `tf1graph train cnn`. Needs Python 3.10 or newer with venv, and a package index.
"""

import sys

from environment import prepare, run

if __name__ == "__main__":
    python = prepare()
    run(python, "-m", "tf1graph", "train", "cnn", *(sys.argv[1:] or ["--data", "embedded"]))
    run(python, "-m", "tf1graph", "filters")
    run(python, "-m", "tf1graph", "features")
    run(python, "-m", "tf1graph", "recognize")
