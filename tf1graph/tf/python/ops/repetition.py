"""Elements of tensors that are repeated, and gathered batch by batch."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, gen_array_ops, gen_math_ops, inside, ops, original
from tf1graph.tf.names import provide


@provide("tf.repeat", today="tf.repeat")
def repeat(input: Any, repeats: Any, axis: int | None = None, name: str | None = None) -> Any:
    """`input` with each of its elements along `axis` as often as `repeats` says.

    Args:
      input: a tensor; it is flattened where `axis` is None.
      repeats: a number for all, or one for each element of the axis.
      axis: whose elements are repeated.
    """
    if axis is None:
        input, axis = array_ops.reshape(input, [-1]), 0
    return repeat_with_axis(input, repeats, axis, name)


@inside(array_ops)
def repeat_with_axis(data: Any, repeats: Any, axis: int, name: str | None = None) -> Any:
    """What `tf.repeat` calls where there is an axis, and arithmetic of ragged tensors."""
    if not isinstance(axis, int):
        raise TypeError(f"axis must be an int; got {type(axis).__name__}")
    with compat_v1.name_scope(name, "Repeat", [data, repeats]):
        data = ops.convert_to_tensor(data, name="data")
        repeats = array_ops.convert_to_int_tensor(repeats, name="repeats")
        repeats.shape.with_rank_at_most(1)
        data = array_ops._with_nonzero_rank(data)
        shape = array_ops.shape(data)
        axis = array_ops.get_positive_axis(axis, data.shape.ndims)

        def with_axis(flat: Any) -> Any:
            around = array_ops.concat([shape[:axis], [-1], shape[axis + 1 :]], axis=0)
            return array_ops.reshape(flat, around)

        if repeats.shape.ndims == 0:
            expanded = array_ops.expand_dims(data, axis + 1)
            return with_axis(array_ops.tile_one_dimension(expanded, axis + 1, repeats))
        data.shape.dims[axis].assert_is_compatible_with(repeats.shape[0])
        if repeats.shape.ndims != axis + 1:
            given, rank = array_ops.shape(repeats), array_ops.rank(repeats)
            broadcast = array_ops.concat([shape[: axis + 1 - rank], given], axis=0)
            repeats = array_ops.broadcast_to(repeats, broadcast)
            repeats.set_shape([None] * (axis + 1))
        most = gen_math_ops.maximum(0, gen_math_ops._max(repeats, array_ops._all_dimensions(repeats)))
        wanted = array_ops.sequence_mask(repeats, most)
        expanded = array_ops.expand_dims(data, axis + 1)
        tiled = array_ops.tile_one_dimension(expanded, axis + 1, most)
        result = array_ops.boolean_mask(tiled, wanted)
        if axis:
            result = with_axis(result)
        if data.shape.ndims is not None:
            size = 0 if repeats.shape[0] == 0 else None
            result.set_shape(data.shape[:axis].concatenate([size]).concatenate(data.shape[axis + 1 :]))
        return result


@inside(array_ops)
def batch_gather_nd(
    params: Any, indices: Any, batch_dims: int, name: str | None = None, bad_indices_policy: str = ""
) -> Any:
    """What `tf.gather_nd` calls where the first `batch_dims` axes of both are those of batches."""
    with compat_v1.name_scope(name, "BatchGatherND", [params, indices]):
        indices = ops.convert_to_tensor(indices, name="indices")
        params = ops.convert_to_tensor(params, name="params")
        if not isinstance(batch_dims, int) or batch_dims <= 0 or bad_indices_policy:
            return original(array_ops.batch_gather_nd)(params, indices, batch_dims, None, bad_indices_policy)
        for what, rank in (("indices", indices.shape.ndims), ("params", params.shape.ndims)):
            if rank is not None and batch_dims >= rank:
                raise ValueError(f"batch_dims = {batch_dims} must be less than rank({what}) = {rank}")
        shape, shape_of_indices = array_ops.shape(params), array_ops.shape(indices)
        batch = shape[:batch_dims]
        size = gen_math_ops.prod(batch, [0])
        between = array_ops.rank(indices) - batch_dims - 1
        shape_between = shape_of_indices[batch_dims:-1]
        places = [
            gen_math_ops.cast(gen_math_ops._range(0, number, 1), indices.dtype)
            for number in compat_v1.unstack(batch, axis=0)
        ]
        columns = [array_ops.reshape(grid, shape=(-1,)) for grid in array_ops.meshgrid(*places, indexing="ij")]
        grid = array_ops.transpose(compat_v1.stack(columns, axis=0))
        shape_of_grid = array_ops.shape(grid)
        around = [shape_of_grid[:1], array_ops.ones(between, dtype=compat_v1.int32), shape_of_grid[1:]]
        grid = array_ops.reshape(grid, array_ops.concat(around, axis=0))
        grid = array_ops.tile(grid, multiples=array_ops.concat(((1,), shape_between, (1,)), axis=0))
        flat = array_ops.concat(([size], shape_of_indices[batch_dims:]), axis=0)
        indices = array_ops.concat((grid, array_ops.reshape(indices, shape=flat)), axis=-1)
        found = gen_array_ops.gather_nd(params, indices)
        return array_ops.reshape(found, shape=array_ops.concat((batch, array_ops.shape(found)[1:]), axis=0))
