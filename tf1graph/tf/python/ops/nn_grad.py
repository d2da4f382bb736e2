"""Gradients of the ops of neural networks."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, gen_nn_ops, gradient, math_ops, nn_grad, tensor_util


@gradient("Conv3D")
def conv3d_grad(op: Any, grad: Any) -> Any:
    """TensorFlow 1 took the two shapes by two nodes, today's takes them by one."""
    inputs, kernel = op.inputs
    shared = {"dilations": op.get_attr("dilations"), "strides": op.get_attr("strides")}
    shared |= {"padding": op.get_attr("padding"), "data_format": op.get_attr("data_format").decode()}
    return [
        gen_nn_ops.conv3d_backprop_input_v2(array_ops.shape(inputs), kernel, grad, **shared),
        gen_nn_ops.conv3d_backprop_filter_v2(inputs, array_ops.shape(kernel), grad, **shared),
    ]


@gradient("FusedBatchNormV3")
def fused_batch_norm_v3_grad(op: Any, *grads: Any) -> Any:
    """In training, TensorFlow 1 passed a gradient on to the unused mean and variance too."""
    if not op.get_attr("is_training"):
        return nn_grad._FusedBatchNormV3Grad(op, *grads)
    return gen_nn_ops.fused_batch_norm_grad_v3(
        y_backprop=grads[0],
        x=op.inputs[0],
        scale=op.inputs[1],
        reserve_space_1=op.outputs[3],
        reserve_space_2=op.outputs[4],
        reserve_space_3=op.outputs[5],
        epsilon=op.get_attr("epsilon"),
        data_format=op.get_attr("data_format"),
        is_training=True,
    )


@gradient("SoftmaxCrossEntropyWithLogits")
def softmax_cross_entropy_grad(op: Any, grad: Any, grad_of_derivative: Any) -> Any:
    derivative, logits = op.outputs[1], op.inputs[0]
    result = nn_grad._BroadcastMul(grad, derivative)
    if grad_of_derivative is not None and not _is_zero(grad_of_derivative):
        softmax = compat_v1.nn.softmax(logits)
        row = array_ops.expand_dims(grad_of_derivative, 1)
        total = math_ops.matmul(row, array_ops.expand_dims(softmax, 2))
        result += (grad_of_derivative - array_ops.squeeze(total, axis=1)) * softmax
    return result, nn_grad._BroadcastMul(grad, -compat_v1.nn.log_softmax(logits))


def _is_zero(grad: Any) -> bool:
    if grad.op.type in ("ZerosLike", "Zeros"):
        return True
    value = tensor_util.constant_value(grad)
    return value is not None and bool((value == 0).all())


@gradient("ReluGrad")
def relu_grad_grad(op: Any, grad: Any) -> Any:
    return gen_nn_ops.relu_grad(grad, op.inputs[1]), _zeros(op.inputs[1])


@gradient("Relu6Grad")
def relu6_grad_grad(op: Any, grad: Any) -> Any:
    return gen_nn_ops.relu6_grad(grad, op.inputs[1]), _zeros(op.inputs[1])


@gradient("LeakyReluGrad")
def leaky_relu_grad_grad(op: Any, grad: Any) -> Any:
    return gen_nn_ops.leaky_relu_grad(grad, op.inputs[1], alpha=op.get_attr("alpha")), _zeros(op.inputs[1])


def _pool_grad_grad(pool: Any) -> Any:
    """The gradient of a gradient of a maximum pooling: none for the two pictures, `pool` of the gradient."""

    def gradient_of(op: Any, grad: Any) -> Any:
        inputs, outputs = op.inputs[:2]
        window = op.get_attr("ksize"), op.get_attr("strides")
        zeros = _zeros(inputs), _zeros(outputs)
        layout = op.get_attr("data_format").decode()
        return *zeros, pool(inputs, outputs, grad, *window, padding=op.get_attr("padding"), data_format=layout)

    return gradient_of


gradient("MaxPoolGrad")(_pool_grad_grad(gen_nn_ops.max_pool_grad_grad))
gradient("MaxPoolGradGrad")(_pool_grad_grad(gen_nn_ops.max_pool_grad))
gradient("MaxPool3DGrad")(_pool_grad_grad(gen_nn_ops.max_pool3d_grad_grad))
gradient("MaxPool3DGradGrad")(_pool_grad_grad(gen_nn_ops.max_pool3d_grad))


@gradient("NthElement")
def nth_element_grad(op: Any, grad: Any) -> Any:
    """Shared evenly among the inputs that equal the chosen one."""
    chosen = array_ops.expand_dims(op.outputs[0], -1)
    grad = array_ops.expand_dims(grad, -1)
    equal = math_ops.cast(math_ops.equal(chosen, op.inputs[0]), grad.dtype)
    count = array_ops.expand_dims(math_ops.reduce_sum(equal, -1), -1)
    return [compat_v1.div(equal, count) * grad, None]


def _zeros(tensor: Any) -> Any:
    return array_ops.zeros(shape=array_ops.shape(tensor), dtype=tensor.dtype)
