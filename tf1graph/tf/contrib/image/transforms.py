"""`tf.contrib.image`: projective transforms composed, and as matrices."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf.names import provide


@provide("tf.contrib.image.flat_transforms_to_matrices", gone="2.0")
def flat_transforms_to_matrices(transforms: Any) -> Any:
    """Transforms, [8] or [transforms, 8], as matrices, [transforms, 3, 3], of output to input coordinates.

    Raises:
      ValueError: they are of another rank.
    """
    with tf.name_scope("flat_transforms_to_matrices"):
        transforms = tf.convert_to_tensor(transforms, name="transforms")
        if transforms.shape.ndims not in (1, 2):
            raise ValueError(f"Transforms should be 1D or 2D, got: {transforms}")
        transforms = tf.reshape(transforms, tf.constant([-1, 8]))
        number = tf.shape(transforms)[0]
        return tf.reshape(tf.concat([transforms, tf.ones([number, 1])], axis=1), tf.constant([-1, 3, 3]))


@provide("tf.contrib.image.matrices_to_flat_transforms", gone="2.0")
def matrices_to_flat_transforms(transform_matrices: Any) -> Any:
    """Matrices, [3, 3] or [transforms, 3, 3], as what `transform` takes, [transforms, 8].

    Raises:
      ValueError: they are of another rank.
    """
    with tf.name_scope("matrices_to_flat_transforms"):
        matrices = tf.convert_to_tensor(transform_matrices, name="transform_matrices")
        if matrices.shape.ndims not in (2, 3):
            raise ValueError(f"Matrices should be 2D or 3D, got: {matrices}")
        flat = tf.reshape(matrices, tf.constant([-1, 9]))
        flat /= flat[:, 8:9]
        return flat[:, :8]


@provide("tf.contrib.image.compose_transforms", gone="2.0")
def compose_transforms(*transforms: Any) -> Any:
    """One transform, [transforms, 8], that does what all do in this order."""
    assert transforms, "transforms cannot be empty"
    with tf.name_scope("compose_transforms"):
        composed = flat_transforms_to_matrices(transforms[0])
        for transform in transforms[1:]:
            composed = tf.matmul(composed, flat_transforms_to_matrices(transform))
        return matrices_to_flat_transforms(composed)
