"""Counting numbers."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, bincount_ops, compat_v1, dtypes, gen_math_ops, inside, math_ops, ops


@inside(bincount_ops)
def bincount(
    arr: Any,
    weights: Any = None,
    minlength: Any = None,
    maxlength: Any = None,
    dtype: Any = dtypes.int32,
    name: str | None = None,
    **later: Any,
) -> Any:
    """What `tf.bincount` calls: how often each number occurs, or the sum of its weights; `later` came later."""
    with compat_v1.name_scope(name or "bincount"):
        arr = ops.convert_to_tensor(arr, name="arr", dtype=dtypes.int32)
        there = math_ops.reduce_prod(array_ops.shape(arr)) > 0
        size = math_ops.cast(there, dtypes.int32) * (math_ops.reduce_max(arr) + 1)
        if minlength is not None:
            size = gen_math_ops.maximum(ops.convert_to_tensor(minlength, dtypes.int32, name="minlength"), size)
        if maxlength is not None:
            size = gen_math_ops.minimum(ops.convert_to_tensor(maxlength, dtypes.int32, name="maxlength"), size)
        if weights is not None:
            weights = ops.convert_to_tensor(weights, name="weights")
            return gen_math_ops.unsorted_segment_sum(weights, arr, size)
        return gen_math_ops.bincount(arr, size, compat_v1.constant([], dtype))
