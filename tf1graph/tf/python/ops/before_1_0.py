"""Functions whose arguments TensorFlow 1.0 put into another order, or gave another meaning.

TensorFlow 1.15.5 raises where it meets the older order; here the arguments' types tell the two apart.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from tf1graph.tf._private import array_ops, compat_v1, gen_array_ops
from tf1graph.tf.names import provide

OLDER = "before 1.0 the axis came first: such a call is known by its arguments' types"


@provide("tf.concat", today="tf.concat", note=OLDER)
def concat(values: Any, axis: Any = None, name: str = "concat", concat_dim: Any = None) -> Any:
    """The tensors `values` joined along `axis`, a scalar; `tf.concat(axis, values)` too."""
    axis = concat_dim if axis is None else axis
    if is_number(values) and isinstance(axis, (list, tuple)):
        values, axis = axis, values
    if axis is None:
        raise TypeError("concat() missing 1 required positional argument: 'axis'")
    return array_ops.concat(values, axis, name)


@provide("tf.split", today="tf.split", note=OLDER)
def split(
    value: Any,
    num_or_size_splits: Any = None,
    axis: Any = 0,
    num: int | None = None,
    name: str = "split",
    split_dim: Any = None,
    num_split: int | None = None,
) -> list[Any]:
    """`value` cut along `axis` into equal parts, or into parts of given sizes; `tf.split(axis, number, value)` too.

    Args:
      value: a tensor; the axis in a call of before 1.0.
      num_or_size_splits: how many parts, or a list or vector of their sizes.
      axis: a scalar; the tensor in a call of before 1.0.
      num: how many parts, where the sizes' tensor does not tell.
      name: of the op.
      split_dim, num_split: what `axis` and `num_or_size_splits` were called before 1.0.
    """
    if is_number(value) and not is_number(axis):
        value, axis = axis, value
    number = num_split if num_or_size_splits is None else num_or_size_splits
    return array_ops.split(value, number, axis if split_dim is None else split_dim, num, name)


@provide("tf.reverse", today="tf.reverse", note="before 1.0 a bool an axis said which ones; both are understood")
def reverse(tensor: Any, axis: Any = None, name: str | None = None, dims: Any = None) -> Any:
    """`tensor` turned round along the axes that `axis` numbers, or marks by a bool each as before 1.0."""
    axis = dims if axis is None else axis
    dtype = axis.dtype if isinstance(axis, compat_v1.Tensor) else np.asarray(axis).dtype
    if dtype == np.bool_:
        return gen_array_ops.reverse(tensor, axis, name=name)
    return array_ops.reverse(tensor, axis, name)


@provide("tf.select", fidelity="approximate", today="tf.compat.v1.where", gone="1.0", note="what 1.15.5 calls tf.where")
def select(condition: Any, t: Any = None, e: Any = None, name: str | None = None) -> Any:
    """`t` where `condition` holds, else `e`; a condition [n] chooses whole rows."""
    return compat_v1.where(condition, t, e, name)


@provide("tf.batch_matmul", fidelity="approximate", today="tf.matmul", gone="1.0", note="what 1.15.5 calls tf.matmul")
def batch_matmul(x: Any, y: Any, adj_x: bool = False, adj_y: bool = False, name: str | None = None) -> Any:
    """The products of the matrices `x` [..., m, k] and `y` [..., k, n], which `adj_x` and `adj_y` turn first."""
    return compat_v1.matmul(x, y, adjoint_a=adj_x, adjoint_b=adj_y, name=name)


@provide("tf.image.resize_images", today="tf.compat.v1.image.resize_images", note="before 1.0: (images, height, width)")
def resize_images(
    images: Any,
    size: Any = None,
    method: Any = 0,
    align_corners: Any = False,
    preserve_aspect_ratio: bool = False,
    name: str | None = None,
    new_height: Any = None,
    new_width: Any = None,
) -> Any:
    """`images` [N, height, width, channels] or one image, resized to `size`, the new height and width.

    A call of before 1.0 gives the height, the width, the method and whether to align corners.
    """
    if is_number(size) and np.ndim(size) == 0:
        older: dict[str, Any] = {"size": [size, method]}
        if align_corners is not False:
            older["method"] = align_corners
        if preserve_aspect_ratio:
            older["align_corners"] = preserve_aspect_ratio
        return compat_v1.image.resize_images(images, name=name, **older)
    if new_height is not None:
        size = [new_height, new_width]
    return compat_v1.image.resize_images(images, size, method, align_corners, preserve_aspect_ratio, name)


def is_number(thing: Any) -> bool:
    """Whether an argument is a whole number: Python's, NumPy's, or a scalar of the graph."""
    if isinstance(thing, compat_v1.Tensor):
        return thing.shape.ndims == 0 and thing.dtype.is_integer
    return isinstance(thing, (int, np.integer)) and not isinstance(thing, bool)
