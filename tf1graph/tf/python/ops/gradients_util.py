"""The gradients that backpropagation starts from."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, gradients_util, indexed_slices, inside, math_ops, original


@inside(gradients_util, "_DefaultGradYs")
def default_grad_ys(grad_ys: Any, ys: Any, colocate: bool, gradient_uid: str = "__unsupported__") -> list[Any]:
    """For each of `ys` the gradient given, or ones: TensorFlow 1 named the constant, today's names its `Fill`.

    Raises:
      ValueError: the two lists differ in length.
      TypeError: a gradient's dtype cannot be that of its `y`.
    """
    if len(grad_ys) != len(ys):
        raise ValueError(f"Passed {len(grad_ys)} grad_ys for {len(ys)} ys")
    grad_ys = indexed_slices.convert_n_to_tensor_or_indexed_slices(grad_ys, name="grad_y")
    started = []
    for i, (y, grad) in enumerate(zip(ys, grad_ys, strict=True)):
        with gradients_util._maybe_colocate_with(y.op, gradient_uid, colocate):
            started.append(_ones(y, i) if grad is None else _given(y, grad, f"grad_ys_{i}"))
    return started


def _ones(y: Any, index: int) -> Any:
    if y.dtype.is_complex:
        raise TypeError(f"Gradients of complex tensors must set grad_ys (y.dtype = {y.dtype!r})")
    shape = array_ops.shape(y)
    return compat_v1.fill(shape, compat_v1.constant(1, y.dtype, name=f"grad_ys_{index}"))


def _given(y: Any, grad: Any, name: str) -> Any:
    if _kind(y.dtype) != _kind(grad.dtype):
        raise TypeError(f"Gradient type {grad.dtype.name} generated for tensor {y} with type {y.dtype.name}")
    if not isinstance(grad, compat_v1.IndexedSlices):
        return compat_v1.identity(grad, name=name)
    parts = {"values": grad.values, "indices": grad.indices, "dense_shape": grad.dense_shape}
    short = {"values": "values", "indices": "indices", "dense_shape": "shape"}
    named = {
        part: tensor if tensor is None else compat_v1.identity(tensor, name=f"{name}_{short[part]}")
        for part, tensor in parts.items()
    }
    return compat_v1.IndexedSlices(**named)


def _kind(dtype: Any) -> str:
    if dtype.is_complex:
        return "complex"
    # the gradient of a resource variable is a number
    return "real" if dtype.is_floating or dtype.is_integer or dtype == compat_v1.resource else dtype.name


@inside(gradients_util, "_AggregatedGrads")
def aggregated_grads(grads: Any, op: Any, gradient_uid: Any, loop_state: Any, aggregation_method: Any = None) -> Any:
    """The sum of the gradients that reached each output of `op`.

    The method EXPERIMENTAL_ACCUMULATE_N adds more than two of a known shape by one op; today it adds in pairs.
    """
    if aggregation_method == compat_v1.AggregationMethod.EXPERIMENTAL_ACCUMULATE_N:
        for i, several in enumerate(gradients_util._GetGrads(grads, op) or ()):
            if isinstance(several, list) and _can_accumulate(several):
                grads[op][i] = [math_ops.accumulate_n([grad for grad in several if grad is not None])]
    return original(gradients_util._AggregatedGrads)(grads, op, gradient_uid, loop_state, aggregation_method)


def _can_accumulate(grads: list[Any]) -> bool:
    there = [grad for grad in grads if grad is not None]
    dense = all(isinstance(grad, compat_v1.Tensor) for grad in there)
    return len(there) > 2 and dense and gradients_util._AccumulatorShape(there).is_fully_defined()
