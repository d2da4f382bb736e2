"""`tensor[…]`."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

from tf1graph.tf._private import (
    array_ops,
    compat_v1,
    gen_math_ops,
    inside,
    tensor_getitem_override,
)


@inside(tensor_getitem_override, "_slice_helper")
@inside(compat_v1.Tensor, "__getitem__")
def slice_tensor(tensor: Any, spec: Any, var: Any = None) -> Any:
    """The part of `tensor` that `spec` names as NumPy's basic indexing does; a mask of bools picks as `boolean_mask`.

    Where an end is left open today's makes a tensor of it if another end is one; here it is a number.

    Args:
      var: the variable that `tensor` is the value of, so that the slice can be assigned to.

    Raises:
      TypeError: an index is no integer.
    """
    if isinstance(spec, bool) or (
        isinstance(spec, compat_v1.Tensor | np.ndarray) and spec.dtype in (compat_v1.bool, np.bool_)
    ):
        return compat_v1.boolean_mask(tensor, spec)
    ends: list[tuple[Any, Any, Any]] = []
    masks = dict.fromkeys(("begin_mask", "end_mask", "shrink_axis_mask", "new_axis_mask", "ellipsis_mask"), 0)
    for i, part in enumerate(spec if isinstance(spec, list | tuple) else [spec]):
        if isinstance(part, slice):
            open_ends = [name for name in ("start", "stop") if _is_open(getattr(part, name))]
            masks["begin_mask"] |= ("start" in open_ends) << i
            masks["end_mask"] |= ("stop" in open_ends) << i
            start, stop = (0 if name in open_ends else _checked(getattr(part, name)) for name in ("start", "stop"))
            ends.append((start, stop, 1 if part.step is None else _checked(part.step)))
        elif part is Ellipsis or part is None:
            masks["ellipsis_mask" if part is Ellipsis else "new_axis_mask"] |= 1 << i
            ends.append((0, 0, 1))
        else:
            masks["shrink_axis_mask"] |= 1 << i
            ends.append((_checked(part), part + 1, 1))
    begin, end, strides = ([three[k] for three in ends] for k in range(3))
    with compat_v1.name_scope(None, "strided_slice", [tensor, *begin, *end, *strides]) as scope:
        if ends:
            packed = [compat_v1.stack(part) for part in (begin, end, strides)]
            if any(part.dtype == compat_v1.int64 for part in packed):
                wide = compat_v1.int64
                packed = [part if part.dtype == wide else gen_math_ops.cast(part, wide) for part in packed]
        else:
            packed = [compat_v1.constant([], compat_v1.int32)] * 3
        return array_ops.strided_slice(tensor, *packed, **masks, var=var, name=scope)


def _is_open(end: Any) -> bool:
    return end is None or (not isinstance(end, compat_v1.Tensor) and end == sys.maxsize)


def _checked(index: Any) -> Any:
    tensor_getitem_override._check_index(index)
    return index
