"""Data sets whose elements are copied to another device."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph.tf._private import prefetching_ops
from tf1graph.tf.names import provide
from tf1graph.tf.python.data.ops.options import Options


@provide("tf.data.experimental.copy_to_device", "tf.contrib.data.copy_to_device")
def copy_to_device(target_device: str, source_device: str = "/cpu:0") -> Callable[[Any], Any]:
    """A transformation for `Dataset.apply`: the elements, copied to `target_device`.

    Nothing is rewritten or tuned before the iterator.

    Args:
      target_device: where the elements go, `/gpu:0`.
      source_device: where the data set stands.
    """

    def copy(dataset: Any) -> Any:
        options = Options()
        options.experimental_optimization.apply_default_optimizations = False
        options.experimental_optimization.autotune = False
        return prefetching_ops._CopyToDeviceDataset(dataset, target_device, source_device).with_options(options)

    return copy


@provide("tf.data.experimental.prefetch_to_device", "tf.contrib.data.prefetch_to_device")
def prefetch_to_device(device: str, buffer_size: int | None = None) -> Callable[[Any], Any]:
    """A transformation for `Dataset.apply`, the last one: the elements, waiting on `device`.

    Args:
      device: `/gpu:0`.
      buffer_size: how many wait there; chosen by the data set where it is None.
    """
    return lambda dataset: dataset.apply(copy_to_device(device)).prefetch(buffer_size)
