"""TensorArrays of graphs: TensorFlow 1 asked the array for its size where today's remembers it."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import compat_v1, gen_data_flow_ops, inside, math_ops, ops, tensor_array_ops


@inside(tensor_array_ops._GraphTensorArray)
def size(array: Any, name: str | None = None) -> Any:
    return gen_data_flow_ops.tensor_array_size_v3(handle=array.handle, flow_in=array.flow, name=name)


@inside(tensor_array_ops._GraphTensorArray)
def stack(array: Any, name: str | None = None) -> Any:
    with ops.colocate_with(array.handle), compat_v1.name_scope(name, "TensorArrayStack", [array.handle]):
        return array.gather(math_ops.range(0, array.size()), name=name)


@inside(tensor_array_ops._GraphTensorArray)
def concat(array: Any, name: str | None = None) -> Any:
    rest = array.element_shape.dims[1:] if array.element_shape.ndims is not None else None
    value, _ = gen_data_flow_ops.tensor_array_concat_v3(
        handle=array.handle,
        flow_in=array.flow,
        dtype=array._dtype,
        name=name,
        element_shape_except0=compat_v1.TensorShape(rest),
    )
    if rest is not None:
        value.set_shape([None, *rest])
    return value
