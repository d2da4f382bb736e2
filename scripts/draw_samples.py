"""Draw the ten samples that the package brings for the recogniser: dark ink on white paper, 112x112 pixels.

python scripts/draw_samples.py            say which files would change
python scripts/draw_samples.py --write    write them to tf1graph/tutorials/samples
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence

import numpy as np
from PIL import Image

from tf1graph.cli import finish
from tf1graph.files import replaced
from tf1graph.tf.examples.tutorials.mnist.skeletons import WAYS, skeleton
from tf1graph.tutorials.recognition import SAMPLES

SIZE = 112
FINER = 4  # drawn that much larger, and shrunk: smooth edges
SEED = 20171001
CHOSEN = (2, 3, 1, 0, 2, 0, 2, 1, 0, 4)  # the way in which each digit is written
INK, PAPER = 25, 255


def draw_digit(way: str, random: np.random.RandomState) -> Image.Image:
    """The digit that the text `way` describes, written by an unsteady hand with a felt pen."""
    drawn = skeleton(way)
    points = drawn.weights @ (drawn.controls + random.normal(0, 0.045, drawn.controls.shape))
    points = points @ np.array([[1, 0], [random.uniform(-0.25, -0.05), 1]])  # slanted to the right
    middle = (points.max(axis=0) + points.min(axis=0)) / 2
    points = (points - middle) * random.uniform(0.33, 0.38) * SIZE * FINER + SIZE * FINER / 2
    radius = random.uniform(4, 5.2) * FINER * np.linspace(1.1, 0.9, len(points))
    y, x = np.mgrid[0 : SIZE * FINER, 0 : SIZE * FINER] + 0.5
    inked = np.zeros((SIZE * FINER, SIZE * FINER), bool)
    for (across, down), width in zip(points, radius, strict=True):
        inked |= (x - across) ** 2 + (y - down) ** 2 < width**2
    cover = inked.reshape(SIZE, FINER, SIZE, FINER).mean(axis=(1, 3))
    return Image.fromarray(np.uint8(PAPER + (INK - PAPER) * cover))


def main(argv: Sequence[str]) -> int:
    random = np.random.RandomState(SEED)
    changed = 0
    for digit, chosen in enumerate(CHOSEN):
        path = SAMPLES / f"{digit}.png"
        png = io.BytesIO()
        draw_digit(WAYS[digit][chosen], random).save(png, "png", optimize=True)
        if path.exists() and path.read_bytes() == png.getvalue():
            continue
        changed += 1
        print(f"{path} {'written' if '--write' in argv else 'differs; --write writes it'}")
        if "--write" in argv:
            SAMPLES.mkdir(exist_ok=True)
            with replaced(path) as temporary:
                temporary.write_bytes(png.getvalue())
    print(f"{changed} of {len(CHOSEN)} differ")
    return 0


if __name__ == "__main__":
    sys.exit(finish(main, sys.argv[1:]))
