"""Functions whose gradient calls them again, so that nothing between their inputs and outputs is kept for it."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any

import numpy as np

from tf1graph import tf
from tf1graph.tf._private import control_flow_util
from tf1graph.tf.contrib.framework.arg_scope import arg_scope, current_arg_scope
from tf1graph.tf.contrib.layers.names import layer

Function = Callable[..., Any]
UNSAID = "__rev_block_lib_default"
OTHER_VARIABLES = (
    "The function under recompute_grad used other variables when it was called again for its gradient: its scope got "
    "another name, most likely because it was called twice in one scope. Call it in a variable scope of its own."
)


@layer("recompute_grad")
def recompute_grad(
    fn: Function | None = None, use_data_dep: bool | str = UNSAID, tupleize_grads: bool = False
) -> Function:
    """`fn`, whose gradient computes it anew from its inputs; a decorator, with or without arguments.

    Its variables have to be resource variables: `tf.variable_scope(name, use_resource=True)`. It is called again, in
    the variable and argument scopes of its call, when a gradient is asked for.

    Args:
      fn: takes tensors by position, and returns one or several. Where it has an argument `is_recomputing`, that is
        False at the first call and True for the gradient.
      use_data_dep: whether the inputs computed on depend on the gradient by a sum with 0, where a control dependency
        does not serve; unless given, within XLA alone.
      tupleize_grads: whether no gradient is used before all are there.

    Raises:
      ValueError: `fn` uses a tensor or variable from outside, is given something else than tensors, or used other
        variables the second time.
    """
    if fn is None:
        return functools.partial(recompute_grad, use_data_dep=use_data_dep, tupleize_grads=tupleize_grads)
    code = getattr(fn, "__code__", None)
    for name, cell in zip(getattr(code, "co_freevars", ()), getattr(fn, "__closure__", None) or (), strict=True):
        if isinstance(value := cell.cell_contents, (tf.Tensor, tf.Variable)):
            raise ValueError(
                f"fn decorated with @recompute_grad closes over Tensor {value.name} (local variable name: {name}): it "
                "would get no gradient. Make it an input of fn."
            )

    def call(*args: Any) -> Any:
        return _call(fn, args, use_data_dep, tupleize_grads)

    return call if isinstance(fn, functools.partial) else functools.wraps(fn)(call)


def _call(fn: Function, args: tuple[Any, ...], use_data_dep: bool | str, tupleize_grads: bool) -> Any:
    is_told = "is_recomputing" in inspect.getfullargspec(fn).args
    if not all(isinstance(arg, tf.Tensor) for arg in args):
        raise ValueError("All inputs to function must be Tensors")
    by_data = _is_in_xla() if use_data_dep == UNSAID else use_data_dep

    @tf.custom_gradient
    def compute(*args: Any) -> Any:
        scope, arguments = tf.get_variable_scope(), current_arg_scope()
        with tf.GradientTape() as tape:
            outputs = fn(*args, **({"is_recomputing": False} if is_told else {}))
        used = _references(tape)

        def gradient_of(output_grads: tuple[Any, ...], variables: list[Any]) -> tuple[list[Any], list[Any]]:
            if used and {variable.ref() for variable in variables} != used:
                raise ValueError(OTHER_VARIABLES)
            inputs = [tf.identity(arg) for arg in args]
            with tf.control_dependencies([grad for grad in output_grads if grad is not None]):
                if by_data:
                    inputs = _depending(output_grads, inputs)
                with arg_scope(arguments), tf.variable_scope(scope, reuse=True), tf.GradientTape() as again:
                    anew = fn(*inputs, **({"is_recomputing": True} if is_told else {}))
                if _references(again) != used:
                    raise ValueError(OTHER_VARIABLES)
            anew = list(anew) if isinstance(anew, (list, tuple)) else [anew]
            grads = tf.gradients(anew, inputs + variables, list(output_grads))
            if tupleize_grads:
                grads = _depending(grads, grads) if by_data else tf.tuple(grads)
            return grads[: len(inputs)], grads[len(inputs) :]

        def with_variables(*output_grads: Any, **kwargs: Any) -> Any:
            return gradient_of(output_grads, kwargs["variables"])

        def without_variables(*output_grads: Any) -> Any:
            return gradient_of(output_grads, [])[0]

        return outputs, with_variables if used else without_variables

    return compute(*args)


def _references(tape: Any) -> set[Any]:
    return {variable.ref() for variable in tape.watched_variables()}


def _is_in_xla() -> bool:
    context = tf.get_default_graph()._get_control_flow_context()
    return control_flow_util.GetContainingXLAContext(context) is not None


def _depending(first: Any, then: Any) -> list[Any]:
    """The tensors of `then`, computed after all of `first` are; None stays None in both."""

    def one_number(tensor: Any) -> Any:
        rank = tensor.shape.ndims
        if rank is None:
            raise ValueError(f"Rank of Tensor {tensor} must be known")
        begin, size = (tf.convert_to_tensor([number] * rank, tf.int32) for number in (0, 1))
        return tf.reshape(tf.slice(tensor, begin, size), [])

    total = tf.add_n([one_number(tensor) for tensor in first if tensor is not None])
    if not total.dtype.is_floating:
        raise ValueError("Only tensors of floats can wait for one another by a sum: leave use_data_dep out.")
    zero = tf.stop_gradient(np.finfo(total.dtype.as_numpy_dtype).tiny * total)
    return [None if tensor is None else tf.identity(tensor) + zero for tensor in then]
