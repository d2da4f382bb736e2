"""`tf.contrib.image.bipartite_match`, in NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np

from tf1graph import tf
from tf1graph.tf.names import provide


@provide(
    "tf.contrib.image.bipartite_match",
    fidelity="approximate",
    gone="2.0",
    note="the same matches, of equal distances too, computed in Python: a graph with it cannot be exported",
)
def bipartite_match(distance_mat: Any, num_valid_rows: Any, top_k: Any = -1, name: str = "bipartite_match") -> Any:
    """Rows matched with columns, the nearest two first: the column of each row and the row of each column, or -1.

    Args:
      distance_mat: a float32 tensor [rows, columns].
      num_valid_rows: how many rows count, a number or a vector of one; all where it is negative.
      top_k: how many matches there are at most; as many as there can be where it is negative.
      name: of the op.

    Returns:
      Two int32 tensors, [rows] and [columns].

    Raises:
      tf.errors.InvalidArgumentError: there are less rows than are said to count.
    """
    distances = tf.convert_to_tensor(distance_mat, dtype=tf.float32)
    inputs = [distances, *(tf.cast(number, tf.float32) for number in (num_valid_rows, top_k))]
    of_rows, of_columns = tf.py_func(_match, inputs, [tf.int32, tf.int32], stateful=False, name=name)
    of_rows.set_shape(distances.shape[:1])
    of_columns.set_shape(distances.shape[1:])
    return of_rows, of_columns


def _match(distances: Any, valid: Any, top_k: Any) -> tuple[Any, Any]:
    rows, columns = distances.shape
    valid, top_k = int(np.ravel(valid)[0]), int(top_k)
    if valid > rows:
        raise ValueError(f"There should be at least {valid} rows in distance_mat, but only got {rows} rows.")
    count = rows if valid < 0 else valid
    matches = min(count, columns) if top_k <= 0 else min(count, columns, top_k)
    of_rows, of_columns = np.full(rows, -1, np.int32), np.full(columns, -1, np.int32)
    nearest = _Heap(distances[:count].ravel().tolist())
    while matches:
        row, column = divmod(nearest.pop(), columns)
        if of_rows[row] < 0 and of_columns[column] < 0:
            of_rows[row], of_columns[column] = column, row
            matches -= 1
    return of_rows, of_columns


class _Heap:
    """Gives the places of numbers, the smallest first, and of equal ones in the order of C++'s heaps."""

    def __init__(self, numbers: list[float]):
        self._numbers = numbers
        self._places: list[int] = []
        for place in range(len(numbers)):
            self._places.append(place)
            self._rise(place, place)

    def pop(self) -> int:
        first, last = self._places[0], self._places.pop()
        if self._places:
            self._sink(last)
        return first

    def _sink(self, moved: int) -> None:
        """Put `moved` in place of the first: all smaller children come up, then it rises from the bottom."""
        numbers, places = self._numbers, self._places
        hole, size = 0, len(places)
        while (child := 2 * hole + 1) < size:
            if child + 1 < size and not numbers[places[child + 1]] > numbers[places[child]]:
                child += 1
            places[hole] = places[child]
            hole = child
        self._rise(hole, moved)

    def _rise(self, hole: int, moved: int) -> None:
        numbers, places = self._numbers, self._places
        while hole and numbers[places[above := (hole - 1) // 2]] > numbers[moved]:
            places[hole] = places[above]
            hole = above
        places[hole] = moved
