"""Data sets whose elements are batched with others of like length."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from tf1graph.tf._private import compat_v1, data_nest, math_ops, tensor_shape
from tf1graph.tf.names import provide


@provide("tf.data.experimental.bucket_by_sequence_length", "tf.contrib.data.bucket_by_sequence_length")
def bucket_by_sequence_length(
    element_length_func: Callable[..., Any],
    bucket_boundaries: Sequence[int],
    bucket_batch_sizes: Sequence[int],
    padded_shapes: Any = None,
    padding_values: Any = None,
    pad_to_bucket_boundary: bool = False,
    no_padding: bool = False,
    drop_remainder: bool = False,
) -> Callable[[Any], Any]:
    """A transformation for `Dataset.apply`: batches of elements whose lengths fall into one bucket.

    Args:
      element_length_func: an element's length, int32, from its parts.
      bucket_boundaries: [n] upper bounds, which are not in the bucket.
      bucket_batch_sizes: [n + 1] how many make a batch of each bucket.
      padded_shapes: of the elements; their own where it is None, open axes padded to the longest of the batch.
      padding_values: what is padded with; zeros.
      pad_to_bucket_boundary: whether open axes are padded to the bound less one.
      no_padding: whether the elements are batched as they are.
      drop_remainder: whether a last batch that is too small is left out.

    Raises:
      ValueError: there is not one batch size more than there are bounds.
    """
    with compat_v1.name_scope("bucket_by_seq_length"):
        bounds = list(bucket_boundaries)
        if len(bucket_batch_sizes) != len(bounds) + 1:
            raise ValueError("len(bucket_batch_sizes) must equal len(bucket_boundaries) + 1")
        sizes = compat_v1.constant(bucket_batch_sizes, dtype=compat_v1.int64)
        whole = np.iinfo(np.int32)

        def find_bucket(*element: Any) -> Any:
            length = element_length_func(*element)
            beyond = compat_v1.less_equal([whole.min, *bounds], length)
            below = compat_v1.less(length, [*bounds, whole.max])
            return math_ops.reduce_min(compat_v1.where(compat_v1.logical_and(beyond, below)))

        def make_batch(bucket: Any, elements: Any) -> Any:
            size = sizes[bucket]
            if no_padding:
                return elements.batch(size, drop_remainder=drop_remainder)
            longest = None
            if pad_to_bucket_boundary:
                within = compat_v1.assert_less(
                    bucket,
                    compat_v1.constant(len(bucket_batch_sizes) - 1, dtype=compat_v1.int64),
                    message="When pad_to_bucket_boundary=True, elements must have length < max(bucket_boundaries).",
                )
                with compat_v1.control_dependencies([within]):
                    longest = compat_v1.constant(bucket_boundaries, dtype=compat_v1.int64)[bucket] - 1
            own = padded_shapes or compat_v1.data.get_output_shapes(elements)
            filled = [
                [longest if n is None else n for n in tensor_shape.TensorShape(shape).as_list()]
                for shape in data_nest.flatten(own)
            ]
            shapes = data_nest.pack_sequence_as(own, filled)
            return elements.padded_batch(size, shapes, padding_values, drop_remainder=drop_remainder)

        group = compat_v1.data.experimental.group_by_window(
            find_bucket, make_batch, window_size_func=lambda bucket: sizes[bucket]
        )
        return lambda dataset: dataset.apply(group)
