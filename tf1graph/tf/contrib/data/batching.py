"""Batches of full size only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph.tf.names import provide


@provide("tf.contrib.data.batch_and_drop_remainder", today="dataset.batch(n, drop_remainder=True)", gone="2.0")
def batch_and_drop_remainder(batch_size: Any) -> Callable[[Any], Any]:
    """For `Dataset.apply`: batches of `batch_size`, without what is left over."""
    return lambda dataset: dataset.batch(batch_size, drop_remainder=True)


@provide(
    "tf.contrib.data.padded_batch_and_drop_remainder",
    today="dataset.padded_batch(n, shapes, drop_remainder=True)",
    gone="2.0",
)
def padded_batch_and_drop_remainder(
    batch_size: Any, padded_shapes: Any, padding_values: Any = None
) -> Callable[[Any], Any]:
    """For `Dataset.apply`: padded batches of `batch_size`, without what is left over."""
    return lambda dataset: dataset.padded_batch(
        batch_size, padded_shapes=padded_shapes, padding_values=padding_values, drop_remainder=True
    )
