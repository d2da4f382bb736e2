"""Ops on the shape and order of tensors."""

from __future__ import annotations

import functools
import numbers
import operator
from typing import Any

from tf1graph.tf._private import (
    array_ops,
    compat_v1,
    data_random_seed,
    gen_array_ops,
    gen_math_ops,
    inside,
    ops,
    original,
    seen_by,
    tensor_shape,
)
from tf1graph.tf.names import provide


@provide("tf.transpose", today="tf.transpose")
@inside(array_ops)
def transpose(a: Any, perm: Any = None, name: str = "transpose", conjugate: bool = False) -> Any:
    """`a` with its axes in the order `perm`, reversed where it is None; conjugated too where that is asked for.

    With `perm` given, TensorFlow 1 left a list to the op, which names it `x`; today it is converted first, as `a`.
    """
    if perm is None and isinstance(a, compat_v1.Tensor) and not a.shape.ndims:
        with compat_v1.name_scope(name, "transpose", [a]) as scope:
            rank = gen_array_ops.rank(a)
            backwards = (rank - 1) - gen_math_ops._range(0, rank, 1)
            is_complex = conjugate and a.dtype.is_complex
            return (gen_array_ops.conjugate_transpose if is_complex else gen_array_ops.transpose)(
                a, backwards, name=scope
            )
    if perm is None or conjugate:
        return original(array_ops.transpose)(a, perm, name, conjugate)
    with compat_v1.name_scope(name, "transpose", [a]) as scope:
        return gen_array_ops.transpose(ops.convert_to_tensor(a, name="x"), perm, name=scope)


@inside(array_ops)
def size_internal(input: Any, name: str | None = None, optimize: bool = True, out_type: Any = None) -> Any:
    """What `tf.size` calls; where the size is left to a node, TensorFlow 1 converted the input a second time."""
    unconverted = not isinstance(input, (compat_v1.Tensor, compat_v1.SparseTensor, compat_v1.SparseTensorValue))
    if unconverted:
        with compat_v1.name_scope(name, "Size", [input]) as scope:
            shape = ops.convert_to_tensor(input).shape
            if not (optimize and (shape.is_fully_defined() or 0 in (shape.dims or ()))):
                return gen_array_ops.size(input, name=scope, out_type=out_type or compat_v1.int32)
            count = shape.num_elements() if shape.is_fully_defined() else 0
            return compat_v1.constant(count, out_type or compat_v1.int32, name=scope)
    return original(array_ops.size_internal)(input, name, optimize, out_type or compat_v1.int32)


@inside(array_ops)
def rank_internal(input: Any, name: str | None = None, optimize: bool = True) -> Any:
    """What `tf.rank` calls; where the rank is left to a node, TensorFlow 1 converted the input a second time."""
    unconverted = not isinstance(input, (compat_v1.Tensor, compat_v1.SparseTensor, compat_v1.SparseTensorValue))
    if unconverted:
        with compat_v1.name_scope(name, "Rank", [input]) as scope:
            rank = ops.convert_to_tensor(input).shape.ndims
            if optimize and rank is not None:
                return compat_v1.constant(rank, compat_v1.int32, name=scope)
            return gen_array_ops.rank(input, name=scope)
    return original(array_ops.rank_internal)(input, name, optimize)


@inside(array_ops)
def shape_internal(input: Any, name: str | None = None, optimize: bool = True, out_type: Any = None) -> Any:
    """The shape of `input`: where no type was asked for, today's makes the constant by a way that names it anew."""
    return original(array_ops.shape_internal)(input, name, optimize, out_type or compat_v1.int32)


@seen_by(data_random_seed, "array_ops", "where_v2")
def where(condition: Any, x: Any = None, y: Any = None, name: str | None = None) -> Any:
    """`x` where `condition`, else `y`, by `Select`; the seeds of data sets came to use `SelectV2` later."""
    return array_ops.where(condition, x, y, name)


@inside(array_ops, "_constant_if_small")
def constant_if_small(value: Any, shape: Any, dtype: Any, name: str | None, layout: Any = None) -> Any:
    """A constant of `shape` where that has fewer than 1000 elements, else None.

    Of a shape with tensors in it TensorFlow 1 asked the same, which left the nodes of the question in the graph.
    """
    if isinstance(shape, list | tuple) and any(isinstance(size, compat_v1.Tensor) for size in shape):
        functools.reduce(operator.mul, shape) < 1000  # noqa: B015
        return None
    return original(array_ops._constant_if_small)(value, shape, dtype, name, layout)


@provide("tf.matrix_diag", "tf.linalg.diag", today="tf.linalg.diag")
@inside(array_ops)
def matrix_diag(diagonal: Any, name: str = "diag", **later: Any) -> Any:
    """Matrices [..., n, n] with `diagonal` [..., n] on their main diagonal.

    Args:
      later: `k`, `num_rows`, `num_cols` and `padding_value`: 1.15.5 takes them and ignores them.
    """
    return gen_array_ops.matrix_diag(diagonal, name=name)


@provide("tf.matrix_diag_part", "tf.linalg.diag_part", today="tf.linalg.diag_part")
@inside(array_ops)
def matrix_diag_part(input: Any, name: str = "diag_part", **later: Any) -> Any:
    """The main diagonals [..., min(m, n)] of the matrices `input` [..., m, n]; `later` is ignored, as 1.15.5 did."""
    return gen_array_ops.matrix_diag_part(input, name=name)


@provide("tf.matrix_set_diag", "tf.linalg.set_diag", today="tf.linalg.set_diag")
@inside(array_ops)
def matrix_set_diag(input: Any, diagonal: Any, name: str = "set_diag", k: Any = 0, **later: Any) -> Any:
    """The matrices `input` with `diagonal` on their main diagonals; `k` is ignored, as 1.15.5 did."""
    return gen_array_ops.matrix_set_diag(input, diagonal, name=name)


@inside(array_ops)
def split(value: Any, num_or_size_splits: Any, axis: Any = 0, num: int | None = None, name: str = "split") -> Any:
    """`value` cut along `axis`, into `num_or_size_splits` equal parts, or into parts of these sizes.

    TensorFlow 1 made a constant of a number of parts too, which nothing reads and each later seed counts.
    """
    if isinstance(num_or_size_splits, numbers.Integral | tensor_shape.Dimension):
        ops.convert_to_tensor(num_or_size_splits)
    return original(array_ops.split)(value, num_or_size_splits, axis, num, name)


@provide("tf.one_hot", today="tf.one_hot")
@inside(array_ops)
def one_hot(
    indices: Any,
    depth: Any,
    on_value: Any = None,
    off_value: Any = None,
    axis: int | None = None,
    dtype: Any = None,
    name: str | None = None,
) -> Any:
    """`indices` with an axis of size `depth` more: `on_value` where it counts the index, else `off_value`.

    A value that is given costs a constant more than today: one to learn its dtype, one for the op.

    Raises:
      TypeError: the dtypes of the two values differ from each other or from `dtype`.
    """
    with compat_v1.name_scope(name, "one_hot", [indices, depth, on_value, off_value, axis, dtype]) as scope:
        given = {"on_value": on_value, "off_value": off_value}
        found = {
            key: ops.convert_to_tensor(value).dtype.base_dtype for key, value in given.items() if value is not None
        }
        for key, its in found.items():
            if dtype is not None and its != dtype:
                raise TypeError(f"dtype {its} of {key} does not match dtype parameter {dtype}")
        dtype = next(iter(found.values()), dtype or compat_v1.float32)
        for key, default in (("on_value", 1), ("off_value", 0)):
            if given[key] is None:
                given[key] = ops.convert_to_tensor(default, dtype, name=key)
        kinds = {**dict.fromkeys(given, dtype), **found}
        if kinds["on_value"] != kinds["off_value"]:
            on, off = kinds["on_value"], kinds["off_value"]
            raise TypeError(f"dtype {on} of on_value does not match dtype {off} of off_value")
        return gen_array_ops.one_hot(indices, depth, given["on_value"], given["off_value"], axis, scope)
