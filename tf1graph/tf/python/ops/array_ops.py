"""Ops on the shape and order of tensors."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, gen_array_ops, inside, ops, original
from tf1graph.tf.names import provide


@provide("tf.transpose", today="tf.transpose")
@inside(array_ops)
def transpose(a: Any, perm: Any = None, name: str = "transpose", conjugate: bool = False) -> Any:
    """`a` with its axes in the order `perm`, reversed where it is None; conjugated too where that is asked for.

    With `perm` given, TensorFlow 1 left a list to the op, which names it `x`; today it is converted first, as `a`.
    """
    if perm is None or conjugate:
        return original(array_ops.transpose)(a, perm, name, conjugate)
    with compat_v1.name_scope(name, "transpose", [a]) as scope:
        return gen_array_ops.transpose(ops.convert_to_tensor(a, name="x"), perm, name=scope)
