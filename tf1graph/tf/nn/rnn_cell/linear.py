"""The linear map with a variable that cells of programs were written with (contrib/rnn/python/ops/core_rnn_cell.py).

TensorFlow 1.0 to 1.4 had it as `rnn_cell_impl._linear` and `_Linear`, and before that as `rnn_cell._linear`.
"""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, math_ops, variable_scope
from tf1graph.tf.names import provide


class Linear:
    """The map `concat(args, 1) · kernel + bias`, whose variables are made at once.

    Args:
      args: a tensor [N, size] or a list of such.
      output_size: how many columns the result has.
      build_bias: whether there is a bias.
      bias_initializer: of the bias; zeros where it is None.
      kernel_initializer: of the kernel; the scope's where it is None.

    Raises:
      ValueError: `args` is empty, or holds something else than matrices whose width is known.
    """

    def __init__(
        self,
        args: Any,
        output_size: int,
        build_bias: bool,
        bias_initializer: Any = None,
        kernel_initializer: Any = None,
    ):
        self._build_bias = build_bias
        self._is_sequence = compat_v1.nest.is_nested(args)
        tensors = _tensors(args)
        scope = variable_scope.get_variable_scope()
        with variable_scope.variable_scope(scope) as outer:
            self._weights = _kernel(tensors, output_size, kernel_initializer)
            if build_bias:
                self._biases = _bias(outer, output_size, tensors[0].dtype, bias_initializer)

    def __call__(self, args: Any) -> Any:
        tensors = args if self._is_sequence else [args]
        if len(tensors) > 1:  # with a constant of its own, unlike `linear`
            axis = compat_v1.constant(1, dtype=compat_v1.int32)
            product = math_ops.matmul(array_ops.concat(tensors, axis), self._weights)
        else:
            product = math_ops.matmul(tensors[0], self._weights)
        return compat_v1.nn.bias_add(product, self._biases) if self._build_bias else product


@provide(
    "tf.nn.rnn_cell.linear",
    fidelity="approximate",
    today="tf_keras.layers.Dense",
    gone="1.0",
    note="what 1.15.5 calls tensorflow.contrib.rnn.python.ops.core_rnn_cell._linear",
)
def linear(
    args: Any,
    output_size: int,
    bias: bool,
    bias_initializer: Any = None,
    kernel_initializer: Any = None,
    scope: Any = None,
    bias_start: float | None = None,
) -> Any:
    """`concat(args, 1) · kernel + bias` with variables of the scope.

    Args:
      args: a tensor [N, size] or a list of such.
      output_size: how many columns the result has.
      bias: whether there is a bias.
      bias_initializer: of the bias; zeros where it is None. Before 1.0 a number stood here, its first value.
      kernel_initializer: of the kernel; the scope's where it is None. Before 1.0 the scope stood here.
      scope, bias_start: as they were named before 1.0.

    Raises:
      ValueError: `args` is empty, or holds something else than matrices whose width is known.
    """
    if isinstance(kernel_initializer, str | variable_scope.VariableScope):
        scope, kernel_initializer = kernel_initializer, None
    start = bias_initializer if isinstance(bias_initializer, int | float) else bias_start
    if start is not None:
        bias_initializer = compat_v1.constant_initializer(start)
    tensors = _tensors(args)
    with variable_scope.variable_scope(variable_scope.get_variable_scope() if scope is None else scope) as outer:
        kernel = _kernel(tensors, output_size, kernel_initializer)
        product = math_ops.matmul(tensors[0] if len(tensors) == 1 else array_ops.concat(tensors, 1), kernel)
        if not bias:
            return product
        return compat_v1.nn.bias_add(product, _bias(outer, output_size, tensors[0].dtype, bias_initializer))


def _tensors(args: Any) -> list[Any]:
    if args is None or (compat_v1.nest.is_nested(args) and not args):
        raise ValueError("`args` must be specified")
    return args if compat_v1.nest.is_nested(args) else [args]


def _kernel(tensors: list[Any], output_size: int, initializer: Any) -> Any:
    shapes = [tensor.shape for tensor in tensors]
    for shape in shapes:
        if shape.ndims != 2:
            raise ValueError(f"linear is expecting 2D arguments: {shapes}")
        if compat_v1.dimension_value(shape[1]) is None:
            raise ValueError(f"linear expects shape[1] to be provided for shape {shape}, but saw {shape[1]}")
    depth = sum(compat_v1.dimension_value(shape[1]) for shape in shapes)
    return variable_scope.get_variable("kernel", [depth, output_size], dtype=tensors[0].dtype, initializer=initializer)


def _bias(scope: Any, output_size: int, dtype: Any, initializer: Any) -> Any:
    with variable_scope.variable_scope(scope) as inner:
        inner.set_partitioner(None)
        initializer = compat_v1.constant_initializer(0.0) if initializer is None else initializer
        return variable_scope.get_variable("bias", [output_size], dtype=dtype, initializer=initializer)
