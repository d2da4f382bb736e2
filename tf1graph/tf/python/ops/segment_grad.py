"""Gradients of segments: TensorFlow 1 gathered what a segment got, and left out negative ids by `Select`."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, gen_math_ops, gradient, math_ops


@gradient("SegmentMean")
def segment_mean_grad(op: Any, grad: Any) -> Any:
    data, ids = op.inputs
    rank = array_ops.rank(data)
    shape = array_ops.shape(ids), compat_v1.fill(array_ops.expand_dims(rank - 1, 0), 1)
    ones = compat_v1.fill(array_ops.concat(shape, 0), compat_v1.constant(1, grad.dtype))
    return array_ops.gather(math_ops.divide(grad, math_ops.segment_sum(ones, ids)), ids), None


@gradient("SegmentMax", "SegmentMin")
def segment_extreme_grad(op: Any, grad: Any) -> Any:
    data, ids = op.inputs
    zeros = array_ops.zeros_like(data, data.dtype)
    chosen = math_ops.equal(data, array_ops.gather(op.outputs[0], ids))
    shares = math_ops.segment_sum(math_ops.cast(chosen, grad.dtype), ids)
    gathered = array_ops.gather(math_ops.divide(grad, shares), ids)
    return compat_v1.where(chosen, gathered, zeros), None


@gradient("SparseSegmentSum")
def sparse_segment_sum_grad(op: Any, grad: Any) -> Any:
    data, indices, ids = op.inputs[:3]
    rows = array_ops.shape(data)[0]
    return math_ops.unsorted_segment_sum(array_ops.gather(grad, ids), indices, rows), None, None


@gradient("SparseSegmentSumWithNumSegments")
def sparse_segment_sum_with_num_segments_grad(op: Any, grad: Any) -> Any:
    return *sparse_segment_sum_grad(op, grad), None


@gradient("UnsortedSegmentSum")
def unsorted_segment_sum_grad(op: Any, grad: Any) -> Any:
    return _gather(grad, op.inputs[1])[0], None, None


@gradient("UnsortedSegmentMax", "UnsortedSegmentMin")
def unsorted_segment_extreme_grad(op: Any, grad: Any) -> Any:
    data, ids, count = op.inputs
    extremes, clipped, valid = _gather(op.outputs[0], ids)
    chosen = math_ops.logical_and(math_ops.equal(data, extremes), valid)
    shares = math_ops.unsorted_segment_sum(math_ops.cast(chosen, grad.dtype), ids, count)
    gathered = _gather(math_ops.divide(grad, shares), None, clipped, valid)[0]
    return compat_v1.where(chosen, gathered, array_ops.zeros_like(gathered)), None, None


@gradient("UnsortedSegmentProd")
def unsorted_segment_prod_grad(op: Any, grad: Any) -> Any:
    """Each element's share is the product of the others: by division, but where it is zero itself."""
    data, ids, count = op.inputs
    zero = math_ops.equal(data, 0)
    zeros = gen_math_ops.unsorted_segment_sum(math_ops.cast(zero, compat_v1.int32), ids, count)
    grad = compat_v1.where(math_ops.greater(zeros, 1), array_ops.zeros_like(grad), grad)
    others = compat_v1.where(zero, array_ops.ones_like(data), data)
    product_of_others = gen_math_ops.unsorted_segment_prod(others, ids, count)
    clipped = math_ops.maximum(ids, array_ops.zeros_like(ids))
    product = array_ops.gather(op.outputs[0], clipped)
    product_of_others = array_ops.gather(product_of_others, clipped)
    share = compat_v1.where(zero, product_of_others, product / data)
    return _gather(grad, ids, clipped)[0] * share, None, None


def _gather(values: Any, ids: Any, clipped: Any = None, valid: Any = None) -> tuple[Any, Any, Any]:
    """What `values` holds for each id, zero for a negative one; the ids without those; and which are none."""
    if clipped is None:
        clipped = math_ops.maximum(ids, array_ops.zeros_like(ids))
    gathered = array_ops.gather(values, clipped)
    if valid is None:
        valid = math_ops.greater_equal(ids, 0)
        for _ in range(gathered.shape.ndims - valid.shape.ndims):
            valid = array_ops.expand_dims(valid, -1)
        valid = valid & array_ops.ones_like(gathered, dtype=compat_v1.bool)
    return compat_v1.where(valid, gathered, array_ops.zeros_like(gathered)), clipped, valid
