"""`tf.layers.InputSpec` (python/keras/engine/input_spec.py of 1.15.5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tf1graph.tf._private import compat_v1
from tf1graph.tf.names import provide


@provide("tf.layers.InputSpec", today="tf_keras.layers.InputSpec", gone="2.16")
class InputSpec:
    """What a layer expects of an input: dtype, shape, rank or its bounds, and the sizes of some axes."""

    def __init__(
        self,
        dtype: Any = None,
        shape: Any = None,
        ndim: int | None = None,
        max_ndim: int | None = None,
        min_ndim: int | None = None,
        axes: Mapping[int, int | None] | None = None,
    ):
        self.dtype = compat_v1.as_dtype(dtype).name if dtype is not None else None
        self.shape = shape
        self.ndim = len(shape) if shape is not None else ndim
        self.max_ndim = max_ndim
        self.min_ndim = min_ndim
        self.axes = {int(axis): size for axis, size in (axes or {}).items()}

    def check(self, tensor: Any, index: int, layer: str) -> None:
        """Raise ValueError where `tensor`, input number `index` of the layer named `layer`, does not fit."""
        fault = self._fault(tensor.shape, tensor.dtype.name)
        if fault:
            raise ValueError(f"Input {index} of layer {layer} is incompatible with the layer: {fault}")

    def _fault(self, shape: Any, dtype: str) -> str | None:
        bounds = (self.ndim, self.min_ndim, self.max_ndim)
        if shape.ndims is None:
            undefined = any(bound is not None for bound in bounds)
            return "its rank is undefined, but the layer requires a defined rank." if undefined else None
        rank, sizes = shape.ndims, shape.as_list()
        if self.ndim is not None and rank != self.ndim:
            return f"expected ndim={self.ndim}, found ndim={rank}. Full shape received: {sizes}"
        if self.max_ndim is not None and rank > self.max_ndim:
            return f"expected max_ndim={self.max_ndim}, found ndim={rank}"
        if self.min_ndim is not None and rank < self.min_ndim:
            return f": expected min_ndim={self.min_ndim}, found ndim={rank}. Full shape received: {sizes}"
        if self.dtype is not None and dtype != self.dtype:
            return f"expected dtype={self.dtype}, found dtype={dtype}"
        for axis, size in self.axes.items():
            if size is not None and sizes[axis] not in (size, None):
                return f"expected axis {axis} of input shape to have value {size} but received input with shape {sizes}"
        if any(a != b for a, b in zip(self.shape or (), sizes, strict=False) if a is not None and b is not None):
            return f"expected shape={self.shape}, found shape={sizes}"
        return None
