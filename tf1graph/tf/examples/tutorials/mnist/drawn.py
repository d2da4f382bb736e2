"""Digits that this package draws itself, in MNIST's format: handwritten ones, and some of fonts.

A handwritten one follows a skeleton whose controls are moved at random; then both kinds are turned, slanted,
stretched and bent, fitted into 20x20 pixels, put into 28x28 with the centre of mass in the middle, as MNIST's are,
and inked, the handwritten ones with a pen of varying width.

The same seed gives the same digits on every machine. To that end only operations are used that IEEE 754 prescribes
to the last bit (+, -, *, /, square root): no sine, no logarithm, no matrix product.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

import numpy as np
from numpy.random import RandomState
from numpy.typing import NDArray

from tf1graph.tf.examples.tutorials.mnist.outlines import EXTENT, FIELD, FONTS, HELD_OUT_FONTS, Outline, outline
from tf1graph.tf.examples.tutorials.mnist.skeletons import POINTS, WAYS, Skeleton, skeleton

VERSION = 1  # names the cached files: to be raised with every change of what a seed gives
TRAIN, TEST = (60_000, 1), (10_000, 2)  # how many, and the seed

SIZE = 28
BOX = 20
FONT_SHARE = 0.25
HELD_OUT_SHARE = 0.2
CHUNK = 128  # digits drawn at once, which fit into the processor's cache; another number draws others

Bytes = NDArray[np.uint8]
Array = NDArray[np.floating]


def draw_both_sets() -> tuple[Bytes, Bytes, Bytes, Bytes]:
    """60,000 pictures, their labels, 10,000 other pictures and their labels; see `draw_digits`.

    A fifth of the 10,000 are written or printed in ways that do not occur among the 60,000.
    """
    from tqdm import tqdm

    with tqdm(total=TRAIN[0] + TEST[0], desc="Drawing digits", leave=False, disable=None) as bar:
        train = draw_digits(*TRAIN, progress=bar.update)
        test = draw_digits(*TEST, held_out=True, progress=bar.update)
    return *train, *test


def draw_digits(
    count: int, seed: int, held_out: bool = False, progress: Callable[[int], Any] = lambda drawn: None
) -> tuple[Bytes, Bytes]:
    """`count` digits: pictures uint8 [count, 28, 28], ink 255 on paper 0, and their labels uint8 [count].

    Args:
      count: how many.
      seed: of all that is random about them.
      held_out: draw a fifth of them in ways that are never used without this.
      progress: called now and then with how many more are drawn.
    """
    random = RandomState(seed)
    labels = random.randint(0, 10, count).astype(np.uint8)
    printed = random.random_sample(count) < FONT_SHARE
    unseen = random.random_sample(count) < (HELD_OUT_SHARE if held_out else 0)
    choice = random.random_sample(count)
    pictures = np.empty((count, SIZE, SIZE), np.uint8)
    for kind in range(40):
        digit, is_printed, is_unseen = kind // 4, kind // 2 % 2, kind % 2
        found = ways_of(digit, is_printed == 1, is_unseen == 1)
        members = np.flatnonzero((labels == digit) & (printed == is_printed) & (unseen == is_unseen))
        chosen = (choice[members] * len(found)).astype(int)
        for number, way in enumerate(found):
            draw: Any = print_digits if is_printed else write_digits
            for part in chunks(members[chosen == number]):
                pictures[part] = centre(ink(draw(way, len(part), random), random))
                progress(len(part))
    return pictures, labels


@cache
def ways_of(digit: int, printed: bool, unseen: bool) -> list[Outline] | list[Skeleton]:
    """The outlines or skeletons of `digit` that are for every set, or those that are kept for the test set."""
    if printed:
        return [outline(font, digit) for font in (HELD_OUT_FONTS if unseen else FONTS)]
    return [skeleton(way) for way in (WAYS[digit][-1:] if unseen else WAYS[digit][:-1])]


def chunks(members: NDArray[np.intp]) -> Iterator[NDArray[np.intp]]:
    for start in range(0, len(members), CHUNK):
        yield members[start : start + CHUNK]


def write_digits(way: Skeleton, count: int, random: RandomState) -> Array:
    """Distances [count, 28, 28] from the ink's edge, in pixels and negative inside, of handwritten digits."""
    moves = bell(random, count, *way.controls.shape)
    moves[:, 1:-1] = (moves[:, :-2] + 2 * moves[:, 1:-1] + moves[:, 2:]) / 2.45  # neighbours alike: no zigzag
    controls = way.controls + 0.09 * moves
    x, y = (weighted(way.weights.T, controls[:, :, axis].T[:, :, None]) for axis in (0, 1))
    x, y = transform(turn_and_slant(random, count, turn=0.17, slant=0.22, stretch=0.18), x, y)
    x, y = bend(x, y, 0.11 * bell(random, 2, 6, count, 1))

    thick, thin, least = random.random_sample((3, count, 1))
    radius = 0.75 + 0.25 * least + 1.35 * thick * thin  # mostly thin
    widths = radius * pressure(random, count)
    scale = (BOX - 2 * radius) / np.maximum(np.ptp(x, axis=1), np.ptp(y, axis=1))[:, None]
    mass = widths / widths.sum(axis=1, keepdims=True)
    x, y = ((place - (place * mass).sum(axis=1, keepdims=True)) * scale + SIZE / 2 for place in (x, y))
    return (nearest(x, y, widths) - 1) * radius[:, :, None].astype(np.float32)


def pressure(random: RandomState, count: int) -> Array:
    """Factors [count, POINTS] of the pen's width along its way: smooth, different in each digit."""
    t = np.arange(POINTS) / (POINTS - 1)
    fades, swells, turns = bell(random, 3, count, 1)
    change = fades * (1.5 * t - 0.75) + swells * (4 * t * (1 - t) - 0.6) + turns * 12 * (t - 0.5) * t * (1 - t)
    return np.clip(1 + 0.3 * random.random_sample((count, 1)) * change, 0.5, 1.7)


def nearest(x: Array, y: Array, widths: Array) -> NDArray[np.float32]:
    """The distance [count, 28, 28] from each pixel to the nearest of the points [count, POINTS], in its width."""
    grid = np.arange(SIZE, dtype=np.float32) + np.float32(0.5)
    x, y, inverse = (array.astype(np.float32)[:, :, None] for array in (x, y, 1 / widths))
    across, down = np.square((grid - x) * inverse), np.square((grid - y) * inverse)
    least = np.full((len(x), SIZE, SIZE), np.inf, np.float32)
    sums = np.empty_like(least)
    for point in range(POINTS):
        np.add(down[:, point, :, None], across[:, point, None, :], out=sums)
        np.minimum(least, sums, out=least)
    return np.sqrt(least)


def print_digits(glyph: Outline, count: int, random: RandomState) -> Array:
    """Distances [count, 28, 28] from the ink's edge, in pixels and negative inside, of a font's digit."""
    matrices = turn_and_slant(random, count, turn=0.16, slant=0.18, stretch=0.15)
    heavier = random.random_sample((count, 1)) - 0.3
    border = transform(matrices, *glyph.border.T[:, None])
    pixel = np.maximum(*(np.ptp(place, axis=1) for place in border))[:, None] / (BOX - 2 * heavier)

    # From each pixel back to the place in the field that it shows.
    grid = np.arange(SIZE) + 0.5 - SIZE / 2
    x, y = (line.reshape(1, -1) * pixel for line in np.meshgrid(grid, grid))
    x, y = bend(2 * x, 2 * y, 0.1 * bell(random, 2, 6, count, 1))
    x, y = transform(inverse_of(matrices), x / 2, y / 2)
    return (look_up(glyph.distances, x, y) / pixel - heavier).reshape(count, SIZE, SIZE)


def look_up(field: NDArray[np.float32], x: Array, y: Array) -> Array:
    """The values of `field` at the places (x, y) in -EXTENT…EXTENT, interpolated between its cells' centres."""
    x, y = (np.clip((place + EXTENT) * (FIELD / (2 * EXTENT)) - 0.5, 0, FIELD - 1.001) for place in (x, y))
    column, row = x.astype(np.intp), y.astype(np.intp)
    right, low = x - column, y - row
    flat, at = field.reshape(-1), row * FIELD + column
    above = flat[at] * (1 - right) + flat[at + 1] * right
    below = flat[at + FIELD] * (1 - right) + flat[at + FIELD + 1] * right
    return above * (1 - low) + below * low


def ink(distances: Array, random: RandomState) -> Bytes:
    """Pictures uint8 [count, 28, 28] of digits whose edges are at those distances in pixels, negative inside."""
    softness, strength = random.random_sample((2, len(distances), 1, 1)).astype(np.float32)
    softness, strength = 1 + softness, 1 + np.float32(0.7) * strength
    cover = np.clip(np.float32(0.5) - distances.astype(np.float32) / softness, 0, 1)
    return (np.minimum(cover * strength, 1) * 255 + np.float32(0.5)).astype(np.uint8)


def centre(pictures: Bytes) -> Bytes:
    """The pictures, each shifted by whole pixels so that its centre of mass is in pixel (14, 14), as in MNIST."""
    places = np.arange(SIZE)
    mass = pictures.sum(axis=(1, 2), dtype=np.int64)
    wide = np.pad(pictures, [(0, 0), (SIZE // 2, SIZE // 2), (SIZE // 2, SIZE // 2)])
    rows, columns = (
        places + np.rint((pictures.sum(axis=other, dtype=np.int64) * places).sum(axis=1) / mass).astype(int)[:, None]
        for other in (2, 1)
    )
    return wide[np.arange(len(pictures))[:, None, None], rows[:, :, None], columns[:, None, :]]


def turn_and_slant(random: RandomState, count: int, turn: float, slant: float, stretch: float) -> Array:
    """Matrices [2, 2, count, 1] that stretch, slant and turn; the amounts are standard deviations."""
    half = bell(random, count, 1) * (turn / 2)  # tangent of half the angle: no sine is needed
    cos, sin = (1 - half * half) / (1 + half * half), 2 * half / (1 + half * half)
    shear = slant * bell(random, count, 1)
    width = np.clip(1 + stretch * bell(random, count, 1), 0.5, 1.6)
    return np.stack([np.stack([cos * width, -shear * cos - sin]), np.stack([sin * width, cos - shear * sin])])


def inverse_of(matrices: Array) -> Array:
    """The inverse of each of the matrices [2, 2, count, 1]."""
    (a, b), (c, d) = matrices
    return np.stack([np.stack([d, -b]), np.stack([-c, a])]) / (a * d - b * c)


def transform(matrices: Array, x: Array, y: Array) -> tuple[Array, Array]:
    """The matrices [2, 2, count, 1] times the points [count or 1, N]."""
    (a, b), (c, d) = matrices
    return a * x + b * y, c * x + d * y


def bend(x: Array, y: Array, amounts: Array) -> tuple[Array, Array]:
    """The points [count, N] where a smooth bending of the plane moves them; beyond -1…1 it grows no more.

    `amounts` [2, 6, count, 1] are of the second- and third-order terms of x and of y.
    """
    u, v = np.clip(x, -1, 1), np.clip(y, -1, 1)
    terms = (u * v, u * u - 0.3, v * v - 0.3, u * v * v, v * u * u, v * v * v - 0.5 * v)
    return x + weighted(amounts[0], terms), y + weighted(amounts[1], terms)


def weighted(factors: Iterable[Array], terms: Iterable[Array]) -> Array:
    """The sum of `terms` times `factors`, added up in their order, which a matrix product would not promise."""
    total: Any = 0
    for factor, term in zip(factors, terms, strict=True):
        total = total + factor * term
    return total


def bell(random: RandomState, *shape: int) -> Array:
    """Random numbers of mean 0 and variance 1 within -3…3, nearly normal: sums of three uniform ones."""
    return (random.random_sample((3, *shape)).sum(axis=0) - 1.5) * 2
