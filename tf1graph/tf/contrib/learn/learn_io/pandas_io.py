"""Frames of pandas as arrays, and as a model's input."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

from tf1graph import tf
from tf1graph.tf.names import provide

HAS_PANDAS = find_spec("pandas") is not None

PANDAS_DTYPES = {
    **{f"{sign}int{bits}": "int" for sign in ("", "u") for bits in (8, 16, 32, 64)},
    **{f"float{bits}": "float" for bits in (16, 32, 64)},
    "bool": "i",
}


@provide(
    "tf.contrib.learn.io.pandas_input_fn", fidelity="approximate", gone="2.0", note="tf.estimator.inputs', shuffled"
)
def pandas_input_fn(
    x: Any,
    y: Any = None,
    batch_size: int = 128,
    num_epochs: int | None = 1,
    shuffle: bool = True,
    queue_capacity: int = 1000,
    num_threads: int = 1,
    target_column: str = "target",
) -> Callable[[], Any]:
    """`tf.estimator.inputs.pandas_input_fn`, which shuffles unless it is told not to."""
    return tf.estimator.inputs.pandas_input_fn(
        x=x,
        y=y,
        batch_size=batch_size,
        shuffle=shuffle,
        num_epochs=num_epochs,
        queue_capacity=queue_capacity,
        num_threads=num_threads,
        target_column=target_column,
    )


def is_frame(data: Any, *kinds: str) -> bool:
    """Whether `data` is a frame of pandas, or one of the other `kinds`; that library is not imported for it."""
    pandas = sys.modules.get("pandas")
    return pandas is not None and isinstance(data, tuple(getattr(pandas, kind) for kind in ("DataFrame", *kinds)))


@provide("tf.contrib.learn.extract_pandas_data", "tf.contrib.learn.io.extract_pandas_data", gone="2.0")
def extract_pandas_data(data: Any) -> Any:
    """The values of a frame as float64; what is no frame as it is.

    Raises:
      ValueError: a column holds no numbers.
    """
    if not is_frame(data):
        return data
    _check(data, "Data types for extracting pandas data must be int, float, or bool. Found: ", "'{0}' type='{1}'")
    return data.values.astype("float")


@provide("tf.contrib.learn.extract_pandas_matrix", "tf.contrib.learn.io.extract_pandas_matrix", gone="2.0")
def extract_pandas_matrix(data: Any) -> Any:
    """The values of a frame; what is no frame as it is."""
    return data.values if is_frame(data) else data


@provide("tf.contrib.learn.extract_pandas_labels", "tf.contrib.learn.io.extract_pandas_labels", gone="2.0")
def extract_pandas_labels(labels: Any) -> Any:
    """The values of a frame of one column; what is no frame as it is.

    Raises:
      ValueError: there are more columns, or it holds no numbers.
    """
    if not is_frame(labels):
        return labels
    if len(labels.columns) > 1:
        raise ValueError("Only one column for labels is allowed.")
    _check(labels, "Data types for extracting labels must be int, float, or bool. Found: ", "'{0}' type={1}")
    return labels.values


def _check(frame: Any, complaint: str, wording: str) -> None:
    bad = [column for column in frame if frame[column].dtype.name not in PANDAS_DTYPES]
    if bad:
        raise ValueError(complaint + ", ".join(wording.format(column, frame[column].dtype.name) for column in bad))
