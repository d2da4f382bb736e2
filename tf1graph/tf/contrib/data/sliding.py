"""`tf.contrib.data.sliding_window_batch`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import data_nest as nest
from tf1graph.tf._private import dataset_ops, gen_experimental_dataset_ops
from tf1graph.tf.names import provide


class _Windows(dataset_ops.UnaryDataset):
    def __init__(self, dataset: Any, size: Any, shift: Any, stride: Any):
        size, stride, shift = (
            tf.convert_to_tensor(number, tf.int64, name=name)
            for number, name in ((size, "window_stride"), (stride, "window_stride"), (shift, "window_shift"))
        )
        spec = dataset_ops.get_structure(dataset)
        self._spec = nest.map_structure(lambda part: part._batch(None), spec)
        variant = gen_experimental_dataset_ops.sliding_window_dataset(
            dataset._variant_tensor,
            window_size=size,
            window_shift=shift,
            window_stride=stride,
            **self._flat_structure,
        )
        super().__init__(dataset, variant)

    @property
    def element_spec(self) -> Any:
        return self._spec


@provide("tf.contrib.data.sliding_window_batch", today="tf.data.Dataset.window", gone="2.0")
def sliding_window_batch(
    window_size: Any, stride: Any = None, window_shift: Any = None, window_stride: Any = 1
) -> Callable[[Any], Any]:
    """For `Dataset.apply`: batches of `window_size` elements that follow each other, and overlap.

    Args:
      stride: an older name of `window_shift`.
      window_shift: by how many elements a batch begins after the one before; 1 where it is not given.
      window_stride: how far apart the elements of a batch lie.

    Raises:
      ValueError: both `stride` and `window_shift` are given.
    """
    if stride is not None and window_shift is not None:
        raise ValueError("Cannot specify both `stride` and `window_shift`")
    shift = 1 if stride is None and window_shift is None else window_shift if stride is None else stride
    return lambda dataset: _as_v1(_Windows(dataset, window_size, shift, window_stride))


def _as_v1(dataset: Any) -> Any:
    return dataset_ops.DatasetV1Adapter(dataset)
