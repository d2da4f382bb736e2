"""`tf.contrib.data`: batches of full size only, elements of known shape or in any order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import data_nest as nest
from tf1graph.tf._private import data_structure as structure
from tf1graph.tf._private import dataset_ops
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


@provide("tf.contrib.data.sloppy_interleave", today="tf.data.Dataset.interleave(…, deterministic=False)", gone="2.0")
def sloppy_interleave(map_func: Callable[..., Any], cycle_length: Any, block_length: Any = 1) -> Callable[[Any], Any]:
    """For `Dataset.apply`: elements of several data sets, in any order that is quick."""
    return tf.data.experimental.parallel_interleave(map_func, cycle_length, block_length, sloppy=True)


class _WithShapes(dataset_ops.UnaryDataset):
    """A data set whose elements are known to have some shapes."""

    def __init__(self, dataset: Any, shapes: Any):
        types = tf.data.get_output_types(dataset)
        classes = tf.data.get_output_classes(dataset)
        self._spec = structure.convert_legacy_structure(types, shapes, classes)
        super().__init__(dataset, dataset._variant_tensor)

    @property
    def element_spec(self) -> Any:
        return self._spec


@provide("tf.contrib.data.assert_element_shape", gone="2.0")
def assert_element_shape(expected_shapes: Any) -> Callable[[Any], Any]:
    """For `Dataset.apply`: elements of another shape are an error at run time, and their shape is known then.

    Args:
      expected_shapes: a shape for each part of an element, None where any will do.
    """

    def check(*parts: Any) -> Any:
        shapes = nest.flatten(expected_shapes)
        checked = [
            tf.contrib.framework.with_shape(shape, part) if shape else part
            for shape, part in zip(shapes, nest.flatten(parts), strict=True)
        ]
        return nest.pack_sequence_as(parts, checked)

    def transform(dataset: Any) -> Any:
        known = tf.data.get_output_shapes(dataset)
        expected = nest.flatten_up_to(known, expected_shapes)
        merged = [shape.merge_with(other) for shape, other in zip(nest.flatten(known), expected, strict=True)]
        shapes = nest.pack_sequence_as(known, merged)
        return dataset_ops.DatasetV1Adapter(_WithShapes(dataset.map(check), shapes))

    return transform
