"""The signs of left singular vectors, which NumPy 1.18.5 chose by the LAPACK of its OpenBLAS. Plain Python 3.7."""

import numpy as np

SIZES = (2, 3, 5, 8, 13, 20, 24, 25, 26, 30, 40, 64, 100)


def record(left):
    """The signs of the vectors' sums weighted by place."""
    sums = np.cos(np.arange(left.shape[0])).dot(left)
    return "".join("-" if value < 0 else "+" for value in sums)


def cases():
    """Matrices by names: square, as recurrent layers draw them, long, and nearly square."""
    shapes = [(size, size * times) for size in SIZES for times in (1, 3, 4)]
    shapes += [(12, 3), (40, 10), (27, 16), (16, 27), (9, 8), (8, 9), (75, 64), (50, 70)]
    return {"%d x %d" % shape: np.random.RandomState(sum(shape)).normal(0.0, 1.0, shape) for shape in shapes}
