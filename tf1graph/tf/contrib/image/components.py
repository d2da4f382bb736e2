"""`tf.contrib.image.connected_components`, in NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np

from tf1graph import tf
from tf1graph.tf.names import provide


@provide(
    "tf.contrib.image.connected_components",
    fidelity="approximate",
    gone="2.0",
    note="the same numbers, computed in Python: a graph with it cannot be exported",
)
def connected_components(images: Any) -> Any:
    """The number of the component that each pixel belongs to, an int32 tensor of the pictures' shape.

    A component is made of pixels of one value that lie side by side or one above the other. Components are numbered
    from 1 on through all pictures, in the order of their first pixels; where a picture is 0 the number is 0.

    Args:
      images: [height, width], or [N, height, width].

    Raises:
      TypeError: the rank is another, or is not known.
    """
    with tf.name_scope("connected_components"):
        images = tf.convert_to_tensor(images, name="images")
        if images.get_shape().ndims not in (2, 3):
            raise TypeError(f"images should have rank 2 (HW) or 3 (NHW). Static shape is {images.get_shape()}")
        components = tf.py_func(_label, [images], tf.int32, stateful=False, name="ImageConnectedComponents")
        components.set_shape(images.get_shape())
        return components


def _label(images: Any) -> Any:
    """Each pixel takes the smallest place of its neighbours of the same value, until nothing changes."""
    places = np.arange(images.size).reshape(images.shape)
    joins = []
    for axis in (-1, -2):
        before, after = (np.moveaxis(images, axis, 0)[part] for part in (slice(-1), slice(1, None)))
        first, second = (np.moveaxis(places, axis, 0)[part] for part in (slice(-1), slice(1, None)))
        joins.append(np.stack([first[before == after], second[before == after]]))
    one, other = np.concatenate(joins, axis=1)
    root = places.ravel().copy()
    while True:
        least = np.minimum(root[one], root[other])
        new = root.copy()
        np.minimum.at(new, root[one], least)
        np.minimum.at(new, root[other], least)
        new = new[new]
        if np.array_equal(new, root):
            break
        root = new
    is_some = np.ravel(images != np.zeros((), images.dtype))
    numbers = np.zeros(images.size, np.int32)
    _, numbers[is_some] = np.unique(root[is_some], return_inverse=True)
    numbers[is_some] += 1
    return numbers.reshape(images.shape)
