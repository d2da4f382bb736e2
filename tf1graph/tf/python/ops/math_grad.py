"""Gradients of arithmetic."""

from __future__ import annotations

from typing import Any

import numpy as np

from tf1graph.tf._private import (
    array_ops,
    compat_v1,
    dtypes,
    gen_array_ops,
    gen_math_ops,
    gen_special_math_ops,
    gradient,
    math_ops,
)
from tf1graph.tf.python.ops.broadcasting import plain_sides, reduce_both, same_known_shape, sides


@gradient("Add", "AddV2")
def add_grad(op: Any, grad: Any) -> Any:
    x, y = op.inputs
    if same_known_shape(x, y, grad):
        return grad, grad
    side_x, side_y = sides(x, y, grad)
    return side_x.reduce(grad), side_y.reduce(grad)


@gradient("Sub")
def sub_grad(op: Any, grad: Any) -> Any:
    x, y = op.inputs
    if same_known_shape(x, y, grad):
        return grad, -grad
    side_x, side_y = sides(x, y, grad)
    return side_x.reduce(grad), side_y.reduce(-grad)


@gradient("Mul")
def mul_grad(op: Any, grad: Any) -> Any:
    x, y = op.inputs
    if same_known_shape(x, y, grad) and grad.dtype in (dtypes.int32, dtypes.float32):
        return gen_math_ops.mul(grad, y), gen_math_ops.mul(grad, x)
    side_x, side_y = sides(x, y, grad)
    x, y = math_ops.conj(x), math_ops.conj(y)
    return side_x.reduce(gen_math_ops.mul(grad, y)), side_y.reduce(gen_math_ops.mul(x, grad))


@gradient("MatMul")
def matmul_grad(op: Any, grad: Any) -> Any:
    # 2.x writes the attributes grad_a and grad_b besides, which no TensorFlow 1 reads
    ta, tb = op.get_attr("transpose_a"), op.get_attr("transpose_b")
    a, b = math_ops.conj(op.inputs[0]), math_ops.conj(op.inputs[1])
    matmul = gen_math_ops.mat_mul
    if not ta and not tb:
        return matmul(grad, b, transpose_b=True), matmul(a, grad, transpose_a=True)
    if not ta:
        return matmul(grad, b), matmul(grad, a, transpose_a=True)
    if not tb:
        return matmul(b, grad, transpose_b=True), matmul(a, grad)
    return (
        matmul(b, grad, transpose_a=True, transpose_b=True),
        matmul(grad, a, transpose_a=True, transpose_b=True),
    )


@gradient("BatchMatMul")
def batch_matmul_grad(op: Any, grad: Any) -> Any:
    x, y = op.inputs
    adjoint_x, adjoint_y = op.get_attr("adj_x"), op.get_attr("adj_y")
    matmul = math_ops.matmul
    if not adjoint_x and not adjoint_y:
        return matmul(grad, y, adjoint_b=True), matmul(x, grad, adjoint_a=True)
    if not adjoint_x:
        return matmul(grad, y), matmul(grad, x, adjoint_a=True)
    if not adjoint_y:
        return matmul(y, grad, adjoint_b=True), matmul(x, grad)
    return matmul(y, grad, adjoint_a=True, adjoint_b=True), matmul(grad, x, adjoint_a=True, adjoint_b=True)


@gradient("BatchMatMulV2")
def batch_matmul_v2_grad(op: Any, grad: Any) -> Any:
    x, y = op.inputs
    grads = batch_matmul_grad(op, grad)
    if x.shape.is_fully_defined() and y.shape.is_fully_defined() and x.shape.as_list() == y.shape.as_list():
        return grads
    shape_x, shape_y = array_ops.shape(x), array_ops.shape(y)
    axes_x, axes_y = gen_array_ops.broadcast_gradient_args(shape_x[:-2], shape_y[:-2])
    return (
        array_ops.reshape(math_ops.reduce_sum(grads[0], axes_x), shape_x),
        array_ops.reshape(math_ops.reduce_sum(grads[1], axes_y), shape_y),
    )


@gradient("MulNoNan")
def mul_no_nan_grad(op: Any, grad: Any) -> Any:
    x, y = op.inputs
    product = gen_math_ops.mul_no_nan
    if same_known_shape(x, y, grad):
        return product(grad, y), product(x, grad)
    return reduce_both(x, y, lambda: product(grad, y), lambda: product(x, grad))


@gradient("Div")
def div_grad(op: Any, grad: Any) -> Any:
    return _quotient_grad(op, grad, math_ops.divide)


@gradient("RealDiv")
def real_div_grad(op: Any, grad: Any) -> Any:
    return _quotient_grad(op, grad, math_ops.realdiv)


@gradient("DivNoNan")
def div_no_nan_grad(op: Any, grad: Any) -> Any:
    return _quotient_grad(op, grad, math_ops.div_no_nan)


def _quotient_grad(op: Any, grad: Any, divide: Any) -> Any:
    x, y = op.inputs
    side_x, side_y = plain_sides(x, y)
    x, y = math_ops.conj(x), math_ops.conj(y)
    return side_x.sum(divide(grad, y)), side_y.sum(grad * divide(divide(-x, y), y))


@gradient("FloorMod")
def floor_mod_grad(op: Any, grad: Any) -> Any:
    x, y = math_ops.conj(op.inputs[0]), math_ops.conj(op.inputs[1])
    side_x, side_y = plain_sides(x, y)
    quotient = math_ops.floor_div(x, y)
    return side_x.sum(grad), side_y.sum(grad * math_ops.negative(quotient))


@gradient("Pow")
def pow_grad(op: Any, grad: Any) -> Any:
    x, y = op.inputs
    side_x, side_y = sides(x, y, grad)
    x, y = math_ops.conj(x), math_ops.conj(y)
    grad_x = side_x.sum(grad * y * math_ops.pow(x, y - 1))
    power = math_ops.conj(op.outputs[0])
    defined = math_ops.not_equal(x, 0) if x.dtype.is_complex else x > 0
    safe = compat_v1.where(defined, x, array_ops.ones_like(x))
    log = compat_v1.where(defined, math_ops.log(safe), array_ops.zeros_like(x))
    return grad_x, side_y.sum(grad * power * log)


@gradient("Maximum")
def maximum_grad(op: Any, grad: Any) -> Any:
    return _chosen_grad(op, grad, math_ops.greater_equal)


@gradient("Minimum")
def minimum_grad(op: Any, grad: Any) -> Any:
    return _chosen_grad(op, grad, math_ops.less_equal)


def _chosen_grad(op: Any, grad: Any, chooses_first: Any) -> Any:
    x, y = op.inputs
    shape_x, shape_y = array_ops.shape(x), array_ops.shape(y)
    zeros = array_ops.zeros(array_ops.shape(grad), grad.dtype)
    first = chooses_first(x, y)
    axes_x, axes_y = gen_array_ops.broadcast_gradient_args(shape_x, shape_y)
    grad_x = math_ops.reduce_sum(compat_v1.where(first, grad, zeros), axes_x)
    grad_x = array_ops.reshape(grad_x, shape_x)
    grad_y = math_ops.reduce_sum(compat_v1.where(first, zeros, grad), axes_y)
    return grad_x, array_ops.reshape(grad_y, shape_y)


@gradient("SquaredDifference")
def squared_difference_grad(op: Any, grad: Any) -> Any:
    x, y = op.inputs
    with compat_v1.control_dependencies([grad]):
        grad_x = compat_v1.scalar_mul(2.0, grad) * (x - y)
    if same_known_shape(x, y, grad):
        return grad_x, -grad_x
    side_x, side_y = sides(x, y, grad)
    return side_x.sum(grad_x), -side_y.sum(grad_x)


@gradient("SelectV2")
def select_v2_grad(op: Any, grad: Any) -> Any:
    condition, x, y = op.inputs
    zeros = array_ops.zeros([], grad.dtype.base_dtype)
    chosen = compat_v1.where_v2(condition, grad, zeros)
    shape_x, shape = array_ops.shape(x), array_ops.shape(op.outputs[0])
    axes = gen_array_ops.broadcast_gradient_args(shape_x, shape)[0]
    grad_x = array_ops.reshape(math_ops.reduce_sum(chosen, axes, keepdims=True), shape_x)
    left = compat_v1.where_v2(condition, zeros, grad)
    shape_y = array_ops.shape(y)
    axes = gen_array_ops.broadcast_gradient_args(shape_y, shape)[0]
    return None, grad_x, array_ops.reshape(math_ops.reduce_sum(left, axes, keepdims=True), shape_y)


@gradient("Complex")
def complex_grad(op: Any, grad: Any) -> Any:
    x, y = op.inputs
    return reduce_both(x, y, lambda: math_ops.real(grad), lambda: math_ops.imag(grad))


@gradient("Sign")
def sign_grad(op: Any, grad: Any) -> Any:
    x = op.inputs[0]
    return array_ops.zeros(array_ops.shape(x), x.dtype)


@gradient("Atan2")
def atan2_grad(op: Any, grad: Any) -> Any:
    """TensorFlow 1 did not sum where an input was broadcast."""
    y, x = op.inputs
    with compat_v1.control_dependencies([grad]):
        share = grad / (math_ops.square(x) + math_ops.square(y))
        return x * share, -y * share


@gradient("BesselI1e")
def bessel_i1e_grad(op: Any, grad: Any) -> Any:
    x, y = op.inputs[0], op.outputs[0]
    with compat_v1.control_dependencies([grad]):
        tiny = np.finfo(x.dtype.as_numpy_dtype).eps
        zeros = array_ops.zeros_like(x)
        defined = math_ops.abs(x) > tiny
        safe = compat_v1.where(defined, x, tiny + zeros)
        slope = gen_special_math_ops.bessel_i0e(safe) - y * (math_ops.sign(safe) + math_ops.reciprocal(safe))
        return grad * compat_v1.where(defined, slope, 0.5 + zeros)


@gradient("Betainc")
def betainc_grad(op: Any, grad: Any) -> Any:
    a, b, x = op.inputs
    side_x = plain_sides(a, x)[1]
    log_beta = compat_v1.lgamma(a) + compat_v1.lgamma(b) - compat_v1.lgamma(a + b)
    slope = math_ops.exp((b - 1) * math_ops.log(1 - x) + (a - 1) * math_ops.log(x) - log_beta)
    return None, None, side_x.sum(slope * grad)
