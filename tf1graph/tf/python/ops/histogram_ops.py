"""Histograms."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, clip_ops, compat_v1, histogram_ops, inside, math_ops, ops
from tf1graph.tf.names import provide


@provide("tf.histogram_fixed_width_bins", today="tf.histogram_fixed_width_bins")
@inside(histogram_ops)
def histogram_fixed_width_bins(
    values: Any, value_range: Any, nbins: Any = 100, dtype: Any = compat_v1.int32, name: str | None = None
) -> Any:
    """For each of `values` the number of its bin among `nbins` of one width in `value_range` [2], as int32.

    What lies outside goes to the first or last bin. 1.15.5 ignored `dtype`, and did not check `nbins`.
    """
    with compat_v1.name_scope(name, "histogram_fixed_width_bins", [values, value_range, nbins]):
        values = ops.convert_to_tensor(values, name="values")
        shape = array_ops.shape(values)
        values = array_ops.reshape(values, [-1])
        value_range = ops.convert_to_tensor(value_range, name="value_range")
        count = math_ops.cast(ops.convert_to_tensor(nbins, dtype=compat_v1.int32, name="nbins"), values.dtype)
        from_start = values - value_range[0]
        scaled = math_ops.truediv(from_start, value_range[1] - value_range[0], name="scaled_values")
        bins = math_ops.floor(count * scaled, name="indices")
        return array_ops.reshape(math_ops.cast(clip_ops.clip_by_value(bins, 0, count - 1), compat_v1.int32), shape)
