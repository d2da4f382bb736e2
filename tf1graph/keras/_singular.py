"""Singular vectors with the signs that LAPACK chose before version 3.10.

Singular vectors are determined but for a sign each. LAPACK finds them in a bidiagonal matrix, by plane rotations; its
version 3.10 gave the rotations' lengths other signs (`dlartg`), and with them the vectors. Here the rotations of small
bidiagonal matrices (`dbdsqr`) are made as before, on Python's numbers; of larger ones LAPACK divides and conquers,
where a vector's sign is that of one of its components, unless it came unchanged from a part (`dlasd2`, deflation).
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

EPSILON = 2.0**-53
TOLERANCE = 2.0 ** (53 / 8) * EPSILON
LARGEST_UNDIVIDED = 25
MUCH_LONGER = 11 / 6  # a matrix that is longer than this many times its breadth is made triangular first
SWEEPS = 6  # for each pair of columns, after which LAPACK gives up

Rotations = list[tuple[int, float, float]]


def svd(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The left and right singular vectors of a matrix, thin, as `numpy.linalg.svd` gave them up to NumPy 1.21.

    Args:
      matrix: float64 [rows, columns].

    Returns:
      [rows, smaller] and [smaller, columns].
    """
    left, _, right = np.linalg.svd(matrix, full_matrices=False)
    before, diagonal, beside, lower = _bidiagonal(matrix)
    inner = _left_vectors(diagonal, beside, lower)
    flipped = np.where(np.sum((before @ inner) * left, axis=0) < 0, -1.0, 1.0)
    return left * flipped, right * flipped[:, None]


def _bidiagonal(matrix: np.ndarray) -> tuple[np.ndarray, list[float], list[float], bool]:
    """The orthogonal matrix left of a bidiagonal one, its diagonal, what is beside it, and whether that is below."""
    rows, columns = matrix.shape
    small = min(rows, columns)
    before = None
    if rows > columns and rows >= int(small * MUCH_LONGER):
        before, matrix = np.linalg.qr(matrix)
    elif columns > rows and columns >= int(small * MUCH_LONGER):
        matrix = np.linalg.qr(matrix.T)[1].T
    work = np.array(matrix)
    lower = work.shape[0] < work.shape[1]
    mirrors: list[tuple[int, np.ndarray, float]] = []
    for i in range(small):
        if lower:
            _reflect(work.T, i, i)
            mirror = _reflect(work, i + 1, i)
        else:
            mirror = _reflect(work, i, i)
            _reflect(work.T, i + 1, i)
        mirrors.append(mirror)
    inner = np.eye(work.shape[0], small)
    for first, vector, factor in reversed(mirrors):
        inner[first:] -= np.outer(factor * vector, vector @ inner[first:])
    beside = np.diagonal(work, -1 if lower else 1)[: small - 1]
    return inner if before is None else before @ inner, np.diagonal(work).tolist(), beside.tolist(), lower


def _reflect(work: np.ndarray, row: int, column: int) -> tuple[int, np.ndarray, float]:
    """Make the numbers of a column below `row` zero by a reflection of the rows from there on."""
    part = work[row:, column]
    rest = float(np.linalg.norm(part[1:])) if part.size > 1 else 0.0
    if rest == 0.0:
        return row, np.zeros(part.size), 0.0
    first = float(part[0])
    new = -math.copysign(math.hypot(first, rest), first)
    vector = np.array(part) / (first - new)
    vector[0] = 1.0
    factor = (new - first) / new
    work[row:, column:] -= np.outer(factor * vector, vector @ work[row:, column:])
    return row, vector, factor


def _left_vectors(diagonal: list[float], beside: list[float], lower: bool) -> np.ndarray:
    """The left singular vectors of a square bidiagonal matrix, in the order of falling singular values."""
    size = len(diagonal)
    if size == 1:
        return np.array([[math.copysign(1.0, diagonal[0])]])
    turned: Rotations = []
    if lower:
        diagonal, beside, turned = _raised(diagonal, beside)
    if size <= LARGEST_UNDIVIDED:
        found = _by_rotations(diagonal, beside)
    else:
        found, values, right = np.linalg.svd(np.diag(diagonal) + np.diag(beside, 1))
        levels = int(math.log2(size / (LARGEST_UNDIVIDED + 1))) + 1
        for i in range(size):
            found[:, i] *= _sign(found[:, i], right[i], values[0], diagonal, beside, levels)
    for i, cosine, sine in reversed(turned):
        above, below = found[i].copy(), found[i + 1].copy()
        found[i], found[i + 1] = cosine * above - sine * below, cosine * below + sine * above
    return found


def _sign(
    left: np.ndarray, right: np.ndarray, largest: float, diagonal: list[float], beside: list[float], levels: int
) -> float:
    """What a pair of singular vectors of a matrix that LAPACK divides is to be multiplied by.

    The row in the middle binds two parts together. The left vector is negative there, unless the pair is one of a part
    alone, which this row touches no more than rounding does. Today's LAPACK takes eight times as much for nothing.
    """
    if levels == 0:
        products = left @ _by_rotations(diagonal, beside)
        return math.copysign(1.0, products[np.argmax(np.abs(products))])
    middle = len(diagonal) // 2
    if left[middle] != 0:
        return -math.copysign(1.0, left[middle])
    above, below = slice(middle), slice(middle + 1, None)
    if np.abs(left[above]).max() > np.abs(left[below]).max(initial=0):
        part, columns, touched = above, slice(middle + 1), diagonal[middle] * right[middle]
    else:
        part, columns, touched = below, below, beside[middle] * right[middle + 1]
    if abs(touched) > 8 * EPSILON * largest:
        return -math.copysign(1.0, touched)
    return _sign(left[part], right[columns], largest, diagonal[part], beside[part], levels - 1)


def _rotation(f: float, g: float) -> tuple[float, float, float]:
    """Cosine, sine and length of the rotation that turns (f, g) into (length, 0), as before LAPACK 3.10."""
    if g == 0.0:
        return 1.0, 0.0, f
    if f == 0.0:
        return 0.0, 1.0, g
    length = math.hypot(f, g)
    if abs(f) > abs(g) and f < 0:
        length = -length
    return f / length, g / length, length


def _raised(diagonal: list[float], beside: list[float]) -> tuple[list[float], list[float], Rotations]:
    """A lower bidiagonal matrix as an upper one, and the rotations of its rows that make it so."""
    d, e, made = list(diagonal), list(beside), Rotations()
    for i in range(len(d) - 1):
        cosine, sine, d[i] = _rotation(d[i], e[i])
        e[i], d[i + 1] = sine * d[i + 1], cosine * d[i + 1]
        made.append((i, cosine, sine))
    return d, e, made


def _by_rotations(diagonal: list[float], beside: list[float]) -> np.ndarray:
    """The left singular vectors of an upper bidiagonal matrix, which may have one column more than rows."""
    d, e = list(diagonal), list(beside)
    left = np.eye(len(d))
    if len(e) == len(d):
        last = len(d) - 1
        for i in range(last):
            cosine, sine, d[i] = _rotation(d[i], e[i])
            e[i], d[i + 1] = sine * d[i + 1], cosine * d[i + 1]
        d[last] = _rotation(d[last], e.pop())[2]
        d, e, made = _raised(d, e)
        _turn(left, made)
    _Iteration(d, e, left).run()
    order = sorted(range(len(d)), key=lambda i: -abs(d[i]))
    return left[:, order]


def _turn(left: np.ndarray, made: Rotations) -> None:
    """Rotate pairs of neighbouring columns."""
    for i, cosine, sine in made:
        one, other = left[:, i].copy(), left[:, i + 1].copy()
        left[:, i], left[:, i + 1] = cosine * one + sine * other, cosine * other - sine * one


class _Iteration:
    """The implicit QR iteration on an upper bidiagonal matrix, with its left rotations gathered in `left`."""

    def __init__(self, d: list[float], e: list[float], left: np.ndarray):
        self.d, self.e, self.left = d, e, left
        size = len(d)
        smallest = grown = abs(d[0])
        for i in range(1, size):
            grown = abs(d[i]) * (grown / (grown + abs(e[i - 1]))) if grown else 0.0
            smallest = min(smallest, grown)
        self.threshold = max(
            TOLERANCE * smallest / math.sqrt(size), SWEEPS * size * size * float(np.finfo(np.float64).tiny)
        )

    def run(self) -> None:
        """Diagonalise."""
        d, e = self.d, self.e
        end, old_start, old_end, down = len(d) - 1, -2, -2, True
        for _ in range(SWEEPS * len(d) ** 2 + len(d)):
            if end < 1:
                return
            start = end
            largest = abs(d[end])
            while start > 0 and abs(e[start - 1]) > self.threshold:
                start -= 1
                largest = max(largest, abs(d[start]), abs(e[start]))
            if start > 0:
                e[start - 1] = 0.0
            if start == end:
                end -= 1
            elif start == end - 1:
                self._two(start)
                end -= 2
            else:
                if start > old_end or end < old_start:
                    down = abs(d[start]) >= abs(d[end])
                smallest = self._checked(start, end, down)
                if smallest is not None:
                    old_start, old_end = start, end
                    self._sweep(start, end, down, self._shift(start, end, down, smallest, largest))
        raise ArithmeticError("The singular values of an orthogonal initialiser's matrix did not converge.")

    def _checked(self, start: int, end: int, down: bool) -> float | None:
        """A lower bound of the block's singular values; None where the block falls apart."""
        d, e = self.d, self.e
        last, at = (end - 1, end) if down else (start, start)
        if abs(e[last]) <= TOLERANCE * abs(d[at]):
            e[last] = 0.0
            return None
        grown = smallest = abs(d[start if down else end])
        for i in range(start, end) if down else range(end - 1, start - 1, -1):
            if abs(e[i]) <= TOLERANCE * grown:
                e[i] = 0.0
                return None
            grown = abs(d[i + 1 if down else i]) * (grown / (grown + abs(e[i])))
            smallest = min(smallest, grown)
        return smallest

    def _shift(self, start: int, end: int, down: bool, smallest: float, largest: float) -> float:
        d, e = self.d, self.e
        if len(d) * TOLERANCE * (smallest / largest) <= max(EPSILON, 0.01 * TOLERANCE):
            return 0.0
        corner = end - 1 if down else start
        shift = _smaller_singular_value(d[corner], e[corner], d[corner + 1])
        first = abs(d[start if down else end])
        return 0.0 if first > 0 and (shift / first) ** 2 < EPSILON else shift

    def _sweep(self, start: int, end: int, down: bool, shift: float) -> None:
        """Chase the bulge once through the block; upwards it is the same on the block turned round."""
        d, e = self.d, self.e
        span = slice(start, end + 1)
        if down:
            part, between = d[span], e[start:end]
        else:
            part, between = d[span][::-1], e[start:end][::-1]
        rights, lefts = _chase(part, between, shift)
        if abs(between[-1]) <= self.threshold:
            between[-1] = 0.0
        if down:
            d[span], e[start:end] = part, between
            _turn(self.left, [(start + i, cosine, sine) for i, (cosine, sine) in enumerate(lefts)])
        else:
            d[span], e[start:end] = part[::-1], between[::-1]
            _turn(self.left, [(end - 1 - i, cosine, -sine) for i, (cosine, sine) in enumerate(rights)])

    def _two(self, start: int) -> None:
        d, e = self.d, self.e
        d[start], d[start + 1], cosine, sine = _two_by_two(d[start], e[start], d[start + 1])
        e[start] = 0.0
        _turn(self.left, [(start, cosine, sine)])


def _chase(d: list[float], e: list[float], shift: float) -> tuple[list[Any], list[Any]]:
    """One sweep from the first to the last; the rotations of columns, and those of rows, as cosine and sine."""
    rights, lefts = list[Any](), list[Any]()
    last = len(d) - 1
    if shift == 0.0:
        cosine, old_cosine, old_sine = 1.0, 1.0, 0.0
        for i in range(last):
            cosine, sine, length = _rotation(d[i] * cosine, e[i])
            if i:
                e[i - 1] = old_sine * length
            old_cosine, old_sine, d[i] = _rotation(old_cosine * length, d[i + 1] * sine)
            rights.append((cosine, sine))
            lefts.append((old_cosine, old_sine))
        rest = d[last] * cosine
        d[last], e[last - 1] = rest * old_cosine, rest * old_sine
        return rights, lefts
    f = (abs(d[0]) - shift) * (math.copysign(1.0, d[0]) + shift / d[0])
    g = e[0]
    for i in range(last):
        cosine, sine, length = _rotation(f, g)
        if i:
            e[i - 1] = length
        f, e[i] = cosine * d[i] + sine * e[i], cosine * e[i] - sine * d[i]
        g, d[i + 1] = sine * d[i + 1], cosine * d[i + 1]
        rights.append((cosine, sine))
        cosine, sine, d[i] = _rotation(f, g)
        f, d[i + 1] = cosine * e[i] + sine * d[i + 1], cosine * d[i + 1] - sine * e[i]
        if i < last - 1:
            g, e[i + 1] = sine * e[i + 1], cosine * e[i + 1]
        lefts.append((cosine, sine))
    e[last - 1] = f
    return rights, lefts


def _smaller_singular_value(f: float, g: float, h: float) -> float:
    """Of the matrix [[f, g], [0, h]]."""
    f, g, h = abs(f), abs(g), abs(h)
    small, large = min(f, h), max(f, h)
    if small == 0:
        return 0.0
    scale = max(large, g)
    small_, large_, g_ = small / scale, large / scale, g / scale
    plus, minus = math.hypot(large_ + small_, g_), math.hypot(large_ - small_, g_)
    return scale * 2 * small_ * large_ / (plus + minus)


def _two_by_two(f: float, g: float, h: float) -> tuple[float, float, float, float]:
    """Both singular values of [[f, g], [0, h]], with signs, and cosine and sine of the rotation of its rows."""
    one = math.copysign
    swapped = abs(h) > abs(f)
    ft, ht = (h, f) if swapped else (f, h)
    fa, ha, ga = abs(ft), abs(ht), abs(g)
    if ga == 0.0:
        large, small, cl, cr, sl, sr, part = fa, ha, 1.0, 1.0, 0.0, 0.0, "f"
    elif ga > fa and fa / ga < EPSILON:
        large, small, cl, sl, sr, cr, part = ga, fa * ha / ga, 1.0, ht / g, 1.0, ft / g, "g"
    else:
        part = "g" if ga > fa else "f"
        difference = fa - ha
        ratio = 1.0 if difference == fa else difference / fa
        m = g / ft
        t = 2.0 - ratio
        s, r = math.hypot(t, m), math.hypot(ratio, m)
        a = 0.5 * (s + r)
        small, large = ha / a, fa * a
        if m * m == 0.0:
            t = one(2.0, ft) * one(1.0, g) if ratio == 0.0 else g / one(difference, ft) + m / t
        else:
            t = (m / (s + t) + m / (r + ratio)) * (1.0 + a)
        root = math.hypot(t, 2.0)
        cr, sr = 2.0 / root, t / root
        cl, sl = (cr + sr * m) / a, (ht / ft) * sr / a
    if swapped:
        cl, sl, cr, sr = sr, cr, sl, cl
    if part == "g":
        sign = one(1.0, sr) * one(1.0, cl) * one(1.0, g)
    elif swapped:
        sign = one(1.0, sr) * one(1.0, sl) * one(1.0, h)
    else:
        sign = one(1.0, cr) * one(1.0, cl) * one(1.0, f)
    return one(large, sign), one(small, sign * one(1.0, f) * one(1.0, h)), cl, sl
