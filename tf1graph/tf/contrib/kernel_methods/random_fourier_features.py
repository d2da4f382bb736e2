"""Random Fourier features (Rahimi and Recht, 2007)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from tf1graph import tf
from tf1graph.tf.names import provide


@provide("tf.contrib.kernel_methods.RandomFourierFeatureMapper", gone="2.0")
class RandomFourierFeatureMapper:
    """Maps rows so that their products come near a Gaussian kernel's values.

    Args:
      input_dim, output_dim: the sizes of rows before and after.
      stddev: of the kernel.
      seed: of the directions; NumPy's global generator is seeded with it, as in TensorFlow 1.
      name: of the mapper.
    """

    def __init__(self, input_dim: int, output_dim: int, stddev: float = 1.0, seed: int = 1, name: str | None = None):
        self._input_dim, self._output_dim, self._stddev = input_dim, output_dim, stddev
        self._seed, self._name = seed, name

    @property
    def name(self) -> str:
        """The name, or the object's number."""
        return self._name or str(id(self))

    @property
    def input_dim(self) -> int:
        """The size of rows before."""
        return self._input_dim

    @property
    def output_dim(self) -> int:
        """The size of rows after."""
        return self._output_dim

    def map(self, input_tensor: Any) -> Any:
        """The rows [rows, input_dim] as [rows, output_dim].

        Raises:
          ValueError: they are of another shape.
        """
        shape = input_tensor.get_shape()
        if len(shape) != 2:
            raise ValueError(f"The shape of the tensor should be 2. Got {len(shape)} instead.")
        if shape[1] != self._input_dim:
            raise ValueError(f"Invalid dimension: expected {self._input_dim} input features, got {shape[1]} instead.")
        np.random.seed(self._seed)
        directions = np.random.normal(scale=1.0 / self._stddev, size=[self._input_dim, self._output_dim])
        omega = tf.constant(directions, dtype=tf.float32)
        bias = tf.constant(np.random.uniform(low=0.0, high=2 * np.pi, size=[self._output_dim]), dtype=tf.float32)
        turned = tf.add(tf.matmul(input_tensor, omega), bias)
        return math.sqrt(2.0 / self._output_dim) * tf.cos(turned)
