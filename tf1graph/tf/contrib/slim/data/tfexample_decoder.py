"""`tf.contrib.slim.tfexample_decoder`: items from the features of a `tf.train.Example`."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import math_ops
from tf1graph.tf.contrib.slim.data.data_decoder import DataDecoder
from tf1graph.tf.names import provide

PLACE = "tf.contrib.slim.tfexample_decoder"


@provide(f"{PLACE}.ItemHandler", gone="2.0")
class ItemHandler(ABC):
    """Makes one item of parsed features.

    Args:
      keys: of the features that it takes; one, or several.
    """

    def __init__(self, keys: Any):
        self._keys = keys if isinstance(keys, (tuple, list)) else [keys]

    @property
    def keys(self) -> Sequence[str]:
        """The keys of the features that it takes."""
        return self._keys

    @abstractmethod
    def tensors_to_item(self, keys_to_tensors: Mapping[str, Any]) -> Any:
        """The item of the features."""


@provide(f"{PLACE}.ItemHandlerCallback", gone="2.0")
class ItemHandlerCallback(ItemHandler):
    """An item that a function makes of a dictionary of features."""

    def __init__(self, keys: Any, func: Callable[[Mapping[str, Any]], Any]):
        super().__init__(keys)
        self._func = func

    def tensors_to_item(self, keys_to_tensors: Mapping[str, Any]) -> Any:
        return self._func(keys_to_tensors)


@provide(f"{PLACE}.BoundingBox", gone="2.0")
class BoundingBox(ItemHandler):
    """Boxes, [boxes, 4], of the four features of their sides.

    Args:
      keys: of the sides; `ymin`, `xmin`, `ymax`, `xmax` where it is None.
      prefix: of the keys.

    Raises:
      ValueError: there are not four of them.
    """

    def __init__(self, keys: Sequence[str] | None = None, prefix: str = ""):
        sides = ["ymin", "xmin", "ymax", "xmax"] if keys is None else keys
        if len(sides) != 4:
            raise ValueError(f"BoundingBox expects 4 keys but got {len(sides)}")
        super().__init__([prefix + side for side in sides])

    def tensors_to_item(self, keys_to_tensors: Mapping[str, Any]) -> Any:
        sides = []
        for key in self._keys:
            side = keys_to_tensors[key]
            sides.append(tf.expand_dims(side.values if isinstance(side, tf.SparseTensor) else side, 0))
        return tf.transpose(tf.concat(sides, 0))


@provide(f"{PLACE}.Tensor", gone="2.0")
class Tensor(ItemHandler):
    """A feature as a dense tensor.

    Args:
      shape_keys: of the features that say its shape.
      shape: its shape, where it is always the same.
      default_value: of what a sparse feature lacks.

    Raises:
      ValueError: both say the shape.
    """

    def __init__(self, tensor_key: str, shape_keys: Any = None, shape: Any = None, default_value: Any = 0):
        if shape_keys and shape is not None:
            raise ValueError("Cannot specify both shape_keys and shape parameters.")
        if shape_keys and not isinstance(shape_keys, list):
            shape_keys = [shape_keys]
        self._tensor_key, self._shape_keys, self._shape = tensor_key, shape_keys, shape
        self._default_value = default_value
        super().__init__([tensor_key, *(shape_keys or [])])

    def tensors_to_item(self, keys_to_tensors: Mapping[str, Any]) -> Any:
        tensor = keys_to_tensors[self._tensor_key]
        shape = self._shape
        if self._shape_keys:
            sizes = [_dense(keys_to_tensors[key]) for key in self._shape_keys]
            shape = tf.reshape(tf.stack(sizes), [-1])
        if isinstance(tensor, tf.SparseTensor):
            if shape is not None:
                tensor = tf.sparse_reshape(tensor, shape)
            return tf.sparse_tensor_to_dense(tensor, self._default_value)
        return tensor if shape is None else tf.reshape(tensor, shape)


def _dense(feature: Any) -> Any:
    return tf.sparse_tensor_to_dense(feature) if isinstance(feature, tf.SparseTensor) else feature


@provide(f"{PLACE}.LookupTensor", gone="2.0")
class LookupTensor(Tensor):
    """What a table holds for a feature."""

    def __init__(self, tensor_key: str, table: Any, shape_keys: Any = None, shape: Any = None, default_value: Any = ""):
        self._table = table
        super().__init__(tensor_key, shape_keys, shape, default_value)

    def tensors_to_item(self, keys_to_tensors: Mapping[str, Any]) -> Any:
        return self._table.lookup(super().tensors_to_item(keys_to_tensors))


@provide(f"{PLACE}.BackupHandler", gone="2.0")
class BackupHandler(ItemHandler):
    """The item of `handler`, or that of `backup` where the first is empty.

    Raises:
      ValueError: one of them is no `ItemHandler`.
    """

    def __init__(self, handler: ItemHandler, backup: ItemHandler):
        for which, given in (("Primary", handler), ("Backup", backup)):
            if not isinstance(given, ItemHandler):
                raise ValueError(f"{which} handler is of type {type(given)} instead of ItemHandler")
        self._handler, self._backup = handler, backup
        super().__init__([*handler.keys, *backup.keys])

    def tensors_to_item(self, keys_to_tensors: Mapping[str, Any]) -> Any:
        item = self._handler.tensors_to_item(keys_to_tensors)
        is_empty = math_ops.equal(math_ops.reduce_prod(tf.shape(item)), 0)
        return tf.cond(is_empty, lambda: self._backup.tensors_to_item(keys_to_tensors), lambda: item)


@provide(f"{PLACE}.SparseTensor", gone="2.0")
class SparseTensor(ItemHandler):
    """A sparse tensor whose last indices and values are features.

    Args:
      indices_key, values_key: of them; `indices` and `values` where they are None.
      shape_key: of the feature that says the shape.
      shape: the shape, where it is always the same.
      densify: whether it is made dense, with `default_value` where there is nothing.
    """

    def __init__(
        self,
        indices_key: str | None = None,
        values_key: str | None = None,
        shape_key: str | None = None,
        shape: Any = None,
        densify: bool = False,
        default_value: Any = 0,
    ):
        self._indices_key, self._values_key = indices_key or "indices", values_key or "values"
        self._shape_key, self._shape = shape_key, shape
        self._densify, self._default_value = densify, default_value
        super().__init__([self._indices_key, self._values_key, *([shape_key] if shape_key else [])])

    def tensors_to_item(self, keys_to_tensors: Mapping[str, Any]) -> Any:
        indices, values = keys_to_tensors[self._indices_key], keys_to_tensors[self._values_key]
        shape = _dense(keys_to_tensors[self._shape_key]) if self._shape_key else self._shape or indices.dense_shape
        rank = tf.shape(indices.indices)[1]
        last = math_ops.cast(indices.values, tf.int64)
        others = tf.slice(indices.indices, [0, 0], tf.stack([-1, rank - 1]))
        tensor = tf.SparseTensor(tf.concat([others, tf.reshape(last, [-1, 1])], 1), values.values, shape)
        return tf.sparse_tensor_to_dense(tensor, self._default_value) if self._densify else tensor


@provide(f"{PLACE}.Image", gone="2.0")
class Image(ItemHandler):
    """A picture, [height, width, channels], of its encoded bytes.

    Args:
      image_key, format_key: of bytes and format; `image/encoded` and `image/format` where they are None.
      shape: where it is always the same.
      dtype: of the pixels, which are not scaled.
      repeated: whether the feature holds many pictures, which are then [pictures, …].
      dct_method: of JPEG.
    """

    def __init__(
        self,
        image_key: str | None = None,
        format_key: str | None = None,
        shape: Any = None,
        channels: int = 3,
        dtype: Any = tf.uint8,
        repeated: bool = False,
        dct_method: str = "",
    ):
        self._image_key, self._format_key = image_key or "image/encoded", format_key or "image/format"
        super().__init__([self._image_key, self._format_key])
        self._shape, self._channels, self._dtype = shape, channels, dtype
        self._repeated, self._dct_method = repeated, dct_method

    def tensors_to_item(self, keys_to_tensors: Mapping[str, Any]) -> Any:
        encoded, encoding = keys_to_tensors[self._image_key], keys_to_tensors[self._format_key]
        if self._repeated:
            return tf.map_fn(lambda picture: self._decode(picture, encoding), encoded, dtype=self._dtype)
        return self._decode(encoded, encoding)

    def _decode(self, encoded: Any, encoding: Any) -> Any:
        def jpeg() -> Any:
            pixels = tf.image.decode_jpeg(encoded, channels=self._channels, dct_method=self._dct_method)
            return math_ops.cast(pixels, self._dtype)

        def other() -> Any:
            return math_ops.cast(tf.image.decode_image(encoded, channels=self._channels), self._dtype)

        is_raw = math_ops.logical_or(math_ops.equal(encoding, "raw"), math_ops.equal(encoding, "RAW"))
        picture = tf.case(
            [(is_raw, lambda: tf.decode_raw(encoded, out_type=self._dtype))],
            default=lambda: tf.cond(tf.image.is_jpeg(encoded), jpeg, other, name="cond_jpeg"),
            exclusive=True,
        )
        picture.set_shape([None, None, self._channels])
        return picture if self._shape is None else tf.reshape(picture, self._shape)


@provide(f"{PLACE}.TFExampleDecoder", gone="2.0")
class TFExampleDecoder(DataDecoder):
    """Decodes a serialised `tf.train.Example`.

    Args:
      keys_to_features: what `tf.parse_single_example` takes.
      items_to_handlers: an `ItemHandler` for each item.
    """

    def __init__(self, keys_to_features: Mapping[str, Any], items_to_handlers: Mapping[str, ItemHandler]):
        self._keys_to_features, self._items_to_handlers = keys_to_features, items_to_handlers

    def list_items(self) -> list[str]:
        """The names of all items."""
        return [*self._items_to_handlers]

    def decode(self, serialized_example: Any, items: Any = None) -> list[Any]:
        """The tensors of `items`, of all where it is None, from a string scalar."""
        example = tf.parse_single_example(serialized_example, self._keys_to_features)
        for key, feature in sorted(self._keys_to_features.items()):
            if isinstance(feature, tf.FixedLenFeature):
                example[key] = tf.reshape(example[key], feature.shape)
        handlers = [self._items_to_handlers[item] for item in items or self._items_to_handlers]
        return [handler.tensors_to_item({key: example[key] for key in handler.keys}) for handler in handlers]
