"""``python -m tf1graph`` is the command ``tf1graph``."""

import sys

from tf1graph.cli import main

if __name__ == "__main__":
    sys.exit(main())
