"""How the axes of a tensor fall into samples, batch and event (contrib/distributions/python/ops/shape.py of 1.15.5)."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from tf1graph.tf._private import (
    array_ops,
    check_ops,
    compat_v1,
    control_flow_ops,
    distribution_util,
    math_ops,
    ops,
    tensor_util,
)


class DistributionShape:
    """The axes [samples, batch, event] of a distribution with so many axes of a batch and of an event."""

    def __init__(self, batch_ndims: Any, event_ndims: Any, validate_args: bool = False):
        self._validate_args = validate_args
        with compat_v1.name_scope("DistributionShape"), compat_v1.name_scope("init"):
            self.batch_ndims, self._no_batch = self._counted(batch_ndims, "batch_ndims")
            self.event_ndims, self._no_event = self._counted(event_ndims, "event_ndims")

    def make_batch_of_event_sample_matrices(self, x: Any, expand_batch_dim: bool = True) -> Any:
        """`x` as [batch, event, samples], all samples in the last axis, and the shape of the samples."""
        with self._scope("make_batch_of_event_sample_matrices"):
            x = ops.convert_to_tensor(x, name="x")
            samples, batch, event = self._parts(x)
            event = distribution_util.pick_vector(self._no_event, [1], event)
            if expand_batch_dim:
                batch = distribution_util.pick_vector(self._no_batch, [1], batch)
            x = array_ops.reshape(x, array_ops.concat([[-1], batch, event], 0))
            return distribution_util.rotate_transpose(x, shift=-1), samples

    def undo_make_batch_of_event_sample_matrices(self, x: Any, samples: Any, expand_batch_dim: bool = True) -> Any:
        """What `make_batch_of_event_sample_matrices` was given, of what it gave."""
        with self._scope("undo_make_batch_of_event_sample_matrices"):
            x = ops.convert_to_tensor(x, name="x")
            samples = ops.convert_to_tensor(samples, name="sample_shape")
            x = distribution_util.rotate_transpose(x, shift=1)
            if _known(self.batch_ndims, self.event_ndims):
                lost = [-1] * bool(self._no_event) + [1] * bool(self._no_batch and expand_batch_dim)
                if lost:
                    x = array_ops.squeeze(x, axis=lost)
                _, batch, event = self._parts(x)
            else:
                shape = x.shape.as_list() if x.shape.is_fully_defined() else array_ops.shape(x)
                batch = shape[1 : 1 + self.batch_ndims]
                expanded = math_ops.logical_and(expand_batch_dim, self._no_batch)
                start = compat_v1.where_v2(expanded, 2, 1 + self.batch_ndims)
                event = shape[start : start + self.event_ndims]
            return array_ops.reshape(x, array_ops.concat([samples, batch, event], 0))

    @contextlib.contextmanager
    def _scope(self, name: str) -> Iterator[None]:
        with compat_v1.name_scope("DistributionShape"), compat_v1.name_scope(name):
            yield

    def _parts(self, x: Any) -> tuple[Any, Any, Any]:
        """The shapes of samples, batch and event."""
        with self._scope("get_shape"):
            count = self._sample_ndims(x)
            return (
                _slice(x, [], count, "sample_shape"),
                _slice(x, [count], self.batch_ndims, "batch_shape"),
                _slice(x, [count, self.batch_ndims], self.event_ndims, "event_shape"),
            )

    def _sample_ndims(self, x: Any) -> Any:
        with self._scope("get_shape"):
            with self._scope("get_shape"):
                ndims = x.shape.ndims
                if ndims is None:
                    ndims = array_ops.rank(x, name="ndims")
                else:
                    ndims = ops.convert_to_tensor(ndims, dtype=compat_v1.int32, name="ndims")
            if _known(ndims, self.batch_ndims, self.event_ndims):
                total, batch, event = map(tensor_util.constant_value, (ndims, self.batch_ndims, self.event_ndims))
                if total < batch + event:
                    raise ValueError(f"expected batch_ndims({batch}) + event_ndims({event}) <= ndims({total})")
                return ops.convert_to_tensor(total - batch - event, name="sample_ndims")
            with compat_v1.name_scope("sample_ndims"):
                count = ndims - self.batch_ndims - self.event_ndims
                if self._validate_args:
                    count = control_flow_ops.with_dependencies([check_ops.assert_non_negative(count)], count)
            return count

    def _counted(self, given: Any, name: str) -> tuple[Any, Any]:
        """The number of axes as a tensor, and whether it is zero."""
        count = ops.convert_to_tensor(given, name=name)
        if count.dtype.base_dtype != compat_v1.int32:
            raise TypeError(f"{count.name}.dtype={count.dtype} is not {compat_v1.int32}")
        value = tensor_util.constant_value(count)
        if value is None:
            if self._validate_args:
                checks = [check_ops.assert_rank(count, 0), check_ops.assert_non_negative(count)]
                count = control_flow_ops.with_dependencies(checks, count)
            return count, math_ops.equal(count, 0)
        if count.shape.ndims != 0:
            raise ValueError(f"{count.name}.ndims={count.shape.ndims} is not 0 (scalar)")
        if value < 0:
            raise ValueError(f"{count.name}.value={value} cannot be negative")
        return count, value == 0


def _known(*tensors: Any) -> bool:
    return all(tensor_util.constant_value(tensor) is not None for tensor in tensors)


def _slice(x: Any, before: list[Any], size: Any, name: str) -> Any:
    """The shape of `size` axes of `x` after so many others."""
    before = before or [array_ops.zeros([], dtype=compat_v1.int32, name="zero")]
    if x.shape.ndims is not None and _known(size, *before):
        start = sum(tensor_util.constant_value(count) for count in before)
        sizes = x.shape.as_list()[start : start + tensor_util.constant_value(size)]
        if None not in sizes:
            return ops.convert_to_tensor(sizes, dtype=compat_v1.int32, name=name)
    return array_ops.slice(array_ops.shape(x), [sum(before)], [size])
