"""How people write digits: for each digit several ways, each the lines that a pen follows.

A way is a text: points "x,y" in a field 10 wide and 14 high, y downwards; a smooth curve goes through them, with a
corner at points marked "*"; "|" lifts the pen. The last way of each digit is kept for the test set.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

POINTS = 64  # a way's lines as that many points, evenly spaced

WAYS: tuple[tuple[str, ...], ...] = (
    (
        "6,0 2,2.5 0,7 2,12 5,14 8.5,11.5 10,7 8.5,2 5.5,0",
        "5,1 1,3 0,7 1,11 5,13 9,11 10,7 9,3 5,1",
        "7.5,0.5 3,1 0.5,6 1.5,12 5,14 8.5,11 9.5,6 8,1.5 4.5,0.2 2.5,2",
        "6.5,0 3.5,2 2,7 2.5,12 4.5,14 7,12 8.5,7 8.5,2 6.5,0",
        "3.5,1 6.5,0 9.5,4 9.5,10 5.5,14 1,11.5 0.5,5 3,1 5,2.2",
    ),
    (
        "5,0 5,14",
        "2,3.5 5.5,0* 5.5,14",
        "2.5,3 5.5,0* 5.5,14 | 2,14 9,14",
        "6.5,0 5.2,6 4.2,14",
        "5,0 5,14 | 2.5,14 7.8,13.6",
    ),
    (
        "0.5,3.5 3,0.3 7,0.5 9,3.5 6.5,8 0,14* 10,13.5",
        "1,3 4,0 8.5,2 7.5,7 3,12.5 0.5,13.2 1.3,11 4.5,12 7,13.5 10,12.5",
        "1,2.5 5,0 9,3 5,8.5 1,13.5* 5,13 9.5,13.8",
        "1.5,4 2.5,1 6,0 9,2.5 8,6.5 4.5,10.5 0.5,14* 9.5,14",
        "0.5,1.5 6,0 9.5,2.5 7,7.5 0,13.8* 5,12.8 10,14",
    ),
    (
        "1,2 4.5,0 8.5,2 7.5,5.5 4,6.8* 8.5,8.5 9.5,11.5 6,14 0.5,12.5",
        "1,0.3 9,0.3* 4.5,5.8* 8,7 9.5,10.5 6.5,14 0.5,12.5",
        "1,2.5 5,0 8.5,2.5 6,6 4,6.9 3.8,6.1 6.5,6.8 9.5,10 6,14 0.5,12",
        "1.5,1 6,0.2 8.5,3 5.5,6.5 9,10 6,13.8 1,13",
        "0.5,0.5 6,0 9,2 4.5,6* 9.5,8.5 8.5,12.5 4.5,14 0,13.8",
    ),
    (
        "2.5,0 0.5,8* 9.5,8 | 7.5,3.5 7,14",
        "7.5,14 7.5,0* 0,9.5* 10,9.5",
        "1.5,0 1,5.5 3.5,8 8.5,6.5 | 8.5,0 8.2,14",
        "4.5,0 0,8* 10,7.5 | 6,4.5 5,14",
        "1.5,0 1.5,7* 9,7 | 8.5,0 8.5,14",
    ),
    (
        "2.5,0.5 1.5,6.3* 6.5,5 9.5,9 6.5,13.7 0.5,12.5 | 2.5,0.5 9.5,0.3",
        "9,0.5 3,0.8* 2,6* 7,5.5 9,9.5 6,14 0.5,12.5",
        "9,1 5,0.5 2.5,3.5 5.5,6.5 8.5,9.5 6.5,13.5 1,13",
        "2,1.5 2,7* 6,6 9,9.5 6,14 0.5,13 | 3.5,0.2 10,0",
        "9.5,0 1.5,0.3* 1,6.5* 5.5,6.5 9,8.5 8.5,12.5 4.5,14 0,13.5",
    ),
    (
        "7.5,0 2.5,4 0.5,9.5 3,13.8 7.5,13.5 9.5,10 6.5,7.3 2.5,8.8 1,11",
        "5.5,0 1,8 1.5,13 6,14 9,11 7,7.8 2,9.5",
        "8.5,1 4,1 0.8,6 1,12 5,14 9,11.5 8,7 4,6.8 1,9.5",
        "6,0 3,5 2,10.5 4,14 7,13 7.5,10 5.5,8.5 2.8,11",
        "8,0.5 3.5,3 0.5,8.5 2,13 6,14 9,12 8.5,8.5 5,7.5 2,9.5 3,12.5",
    ),
    (
        "0.5,0.5 9.5,0.5* 4,14",
        "0.5,1 9.5,0.5* 4,14 | 2.5,7 8,6.5",
        "0,2 1,0.5 9,0.8* 6.5,5 4.5,14",
        "0.5,2.5 0.5,0.5* 9.5,0.5* 5,7 4,14",
        "0.5,2 3,0 6,1.5 9.5,0.5* 5.5,6 4,14",
    ),
    (
        "8.5,2 5,0 1.5,2.5 4.5,6.5 9,10.5 5,14 0.8,11 5,6.8 8.5,3.5 7.5,1",
        "5,0 1.5,3 5,6.3 8.5,3 5,0 | 5,6.3 0.8,10 5,14 9.2,10 5,6.3",
        "5,6.5 1.5,3.5 5,0 8.5,3 5,6.5 1,10.5 5,14 9,10.5 5.5,6.8",
        "9.5,1 5,0.3 1.5,3 5,6.5 8.5,10.5 5,14 1,10.5 5.5,6 10,0.5",
        "7,0.5 3.5,1.5 3.5,4.5 7,8 8,12 4.5,14 2,11.5 4.5,7.5 8.5,3.5 7,0.5",
    ),
    (
        "8.5,3.5 5.5,0.2 1,3 2.5,7 7,6.5 8.8,2.5* 8.5,8 7.5,14",
        "8.5,2 4.5,0 1,3.5 4,7.3 8.5,3 8.7,1* 8,14",
        "8.5,4.5 6.5,0.3 1.5,1.5 1,5.5 5,7.5 8.5,4.5 9,2.5 8.8,9 6.5,13.5 1.5,13",
        "7.5,2.5 4,0.5 1.5,4 4.5,6.5 7.5,3 7.5,1* 7,7 5.5,14",
        "8.8,3.5 5,0 1,3.5 5,7.2 8.8,3.5* 8.8,11 5.5,14 1,12.5",
    ),
)


@dataclass(frozen=True)
class Skeleton:
    """A way to write a digit: `controls` [C, 2], about -1…1, and `weights` [POINTS, C].

    `weights @ controls` are the points along the pen's lines, so that whoever moves the controls bends the lines.
    """

    controls: NDArray[np.float64]
    weights: NDArray[np.float64]


def skeleton(way: str) -> Skeleton:
    """The skeleton that the text `way` describes."""
    lines = [[point.strip("*").split(",") for point in line.split()] for line in way.split("|")]
    corners = [[point.endswith("*") for point in line.split()] for line in way.split("|")]
    controls = (np.array([point for line in lines for point in line], float) - [5, 7]) / 7
    curves, first = [], 0
    for line_corners in corners:
        breaks = [0, *(i for i, corner in enumerate(line_corners) if corner), len(line_corners) - 1]
        spans = [np.arange(a, b + 1) + first for a, b in pairwise(breaks)]
        curves.append(np.concatenate([interpolation(span, len(controls)) for span in spans]))
        first += len(line_corners)
    return Skeleton(controls, spaced_evenly(curves, controls))


def interpolation(span: NDArray[np.intp], count: int, steps: int = 16) -> NDArray[np.float64]:
    """Weights [points, count] of a Catmull-Rom curve through the controls numbered `span`, finely stepped."""
    identity = np.eye(count)[span]
    knots = np.concatenate([2 * identity[:1] - identity[1:2], identity, 2 * identity[-1:] - identity[-2:-1]])
    t = (np.arange(steps) / steps)[:, None]
    cubic = [-t + 2 * t * t - t * t * t, 2 - 5 * t * t + 3 * t * t * t, t + 4 * t * t - 3 * t * t * t, t * t * (t - 1)]
    pieces = [sum(factor * knots[i + j] for j, factor in enumerate(cubic)) / 2 for i in range(len(span) - 1)]
    return np.concatenate([*pieces, identity[-1:]])


def spaced_evenly(curves: list[NDArray[np.float64]], controls: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights [POINTS, C] of points evenly spaced on all `curves` together, each a table of weights [points, C]."""
    lengths = []
    for curve in curves:
        steps = np.diff(sum(curve[:, c, None] * controls[c] for c in range(len(controls))), axis=0)
        lengths.append(np.concatenate([[0], np.cumsum(np.sqrt(steps[:, 0] ** 2 + steps[:, 1] ** 2))]))
    total = sum(length[-1] for length in lengths)
    counts = [max(2, round(POINTS * length[-1] / total)) for length in lengths]
    counts[int(np.argmax(counts))] += POINTS - sum(counts)
    found = []
    for curve, length, count in zip(curves, lengths, counts, strict=True):
        at = np.arange(count) / (count - 1) * length[-1]
        found.append(np.stack([np.interp(at, length, column) for column in curve.T], axis=1))
    return rounded(np.concatenate(found))


def rounded(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """`values` to 20 binary places: what compilers and libraries compute differently is gone."""
    return np.rint(values * 2**20) / 2**20
