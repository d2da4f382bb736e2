"""Reversible residual layers (Gomez et al., 2017), which compute their inputs anew from their outputs."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import nest, variable_scope
from tf1graph.tf.contrib.layers.names import layer

Function = Callable[..., Any]
NOTE = "forwards node for node; its gradients read the variables in the order of their names, 1.15.5 in that of a set"
PLACE = re.compile(r".*revlayer_([0-9]*)/([fg])/.*")


@layer("RevBlock", fidelity="approximate", note=NOTE)
class RevBlock(tf.layers.Layer):
    """A row of reversible layers; see `rev_block`.

    Args:
      use_efficient_backprop: whether gradients compute the inputs anew.
    """

    def __init__(
        self,
        f: Function | list[Function],
        g: Function | list[Function],
        num_layers: int = 1,
        f_side_input: Sequence[Any] | None = None,
        g_side_input: Sequence[Any] | None = None,
        use_efficient_backprop: bool = True,
        name: str = "revblock",
        **kwargs: Any,
    ):
        super().__init__(name=name, **kwargs)
        self.num_layers = num_layers
        self.f, self.g = (self._in_scopes(functions, key) for functions, key in ((f, "f"), (g, "g")))
        self.f_side_input, self.g_side_input = list(f_side_input or []), list(g_side_input or [])
        self._use_efficient_backprop = use_efficient_backprop

    def _in_scopes(self, functions: Any, key: str) -> list[Function]:
        functions = functions if isinstance(functions, list) else [functions] * self.num_layers
        if len(functions) != self.num_layers:
            raise ValueError(f"RevBlock has {self.num_layers} layers and {len(functions)} functions {key}.")
        return [_in_scope(function, f"revlayer_{number}/{key}") for number, function in enumerate(functions)]

    def build(self, input_shape: Any) -> None:
        tf.logging.warn("RevBlock constructs its variables on first call, not on build.")
        self.built = True

    def call(self, inputs: Any, forward: bool = True) -> Any:
        scope = tf.get_variable_scope()
        before = len(scope.global_variables())
        outputs = self._forward(*inputs) if forward else self._backward(*inputs)
        trained = scope.trainable_variables()
        for variable in scope.global_variables()[before:]:
            is_trained = any(variable is other for other in trained)
            (self._trainable_weights if is_trained else self._non_trainable_weights).append(variable)
        return outputs

    def forward(self, x1: Any, x2: Any) -> Any:
        """The outputs of two inputs."""
        return self.apply([x1, x2])

    def backward(self, y1: Any, y2: Any) -> Any:
        """The inputs of two outputs."""
        return self.apply([y1, y2], forward=False)

    def _forward(self, x1: Any, x2: Any) -> Any:
        sides = [self.f_side_input, self.g_side_input]

        def compute(y1: Any, y2: Any, *flat_sides: Any) -> Any:
            f_side, g_side = nest.pack_sequence_as(sides, flat_sides)
            for f, g in zip(self.f, self.g, strict=True):
                y1 = y1 + _call(f, y2, f_side)
                y2 = y2 + _call(g, y1, g_side)
                if self._use_efficient_backprop:
                    y1, y2 = tf.tuple([y1, y2])
            return y1, y2

        @tf.custom_gradient
        def compute_with_gradient(*inputs: Any) -> Any:
            outputs = compute(*inputs)
            return outputs, self._gradient(inputs, outputs)

        function = compute_with_gradient if self._use_efficient_backprop else compute
        return function(x1, x2, *nest.flatten(sides))

    def _backward(self, y1: Any, y2: Any) -> Any:
        for f, g in zip(reversed(self.f), reversed(self.g), strict=True):
            y2 = y2 - _call(g, y1, self.g_side_input)
            y1 = y1 - _call(f, y2, self.f_side_input)
        return y1, y2

    def _gradient(self, inputs: Any, outputs: Any) -> Function:
        """The gradient of the block, which takes the outputs' and the variables, and goes back layer by layer."""

        def gradient(*grads: Any, **kwargs: Any) -> Any:
            variables = kwargs["variables"]
            places: dict[tuple[int, str], list[int]] = {}
            for index, variable in enumerate(variables):
                number, key = _place(variable.name)
                places.setdefault((number, key), []).append(index)
            ys, grad_ys = outputs, grads
            of_variables: list[Any] = [None] * len(variables)
            of_sides: dict[str, list[Any]] = {"f": [], "g": []}
            with tf.variable_scope(self.scope_name, reuse=True):
                for number in reversed(range(self.num_layers)):
                    own = {key: places.get((number, key), []) for key in "fg"}
                    ys, grad_ys, found = _layer_backward(
                        ys,
                        grad_ys,
                        (self.f[number], [variables[index] for index in own["f"]], self.f_side_input),
                        (self.g[number], [variables[index] for index in own["g"]], self.g_side_input),
                    )
                    for key, (for_variables, for_sides) in zip("fg", found, strict=True):
                        for index, grad in zip(own[key], for_variables, strict=True):
                            of_variables[index] = grad
                        of_sides[key].append(for_sides)
            sums = [*_sums(*of_sides["f"]), *_sums(*of_sides["g"])]
            return [*grad_ys, *sums], of_variables

        return gradient


def _place(name: str) -> tuple[int, str]:
    match = PLACE.match(name)
    if match is None:
        raise ValueError(f"The variable {name} was not made by a layer of this block; give f and g none from outside.")
    return int(match[1]), match[2]


def _in_scope(function: Function, scope: str) -> Function:
    def call(*args: Any, **kwargs: Any) -> Any:
        with variable_scope.variable_scope(scope, use_resource=True):
            return function(*args, **kwargs)

    return call if isinstance(function, functools.partial) else functools.wraps(function)(call)


def _call(function: Function, x: Any, side: Sequence[Any]) -> Any:
    return function(x, side) if side else function(x)


def _sums(*several: Sequence[Any]) -> list[Any]:
    """The gradients of the same things added up; None where there is none."""
    kept = [[grad for grad in grads if grad is not None] for grads in zip(*several, strict=True)]
    return [tf.add_n(grads) if grads else None for grads in kept]


def _layer_backward(ys: Any, grad_ys: Any, of_f: Any, of_g: Any) -> Any:
    """The inputs of a layer, their gradients, and those of the variables and side inputs of f and of g."""
    (f, f_variables, f_side), (g, g_variables, g_side) = of_f, of_g
    (y1, y2), (grad_y1, grad_y2) = ys, grad_ys
    # computed anew from what is told apart from the graph before, lest the gradient come here again
    y1_alone = tf.stop_gradient(y1)
    g_side = [tf.stop_gradient(tensor) for tensor in g_side]
    g_of_y1 = _call(g, y1_alone, g_side)
    x2 = y2 - g_of_y1
    x2_alone = tf.stop_gradient(x2)
    f_side = [tf.stop_gradient(tensor) for tensor in f_side]
    f_of_x2 = _call(f, x2_alone, f_side)
    x1 = y1 - f_of_x2

    by_g = tf.gradients(g_of_y1, y1_alone, grad_y2)[0]
    grad_x1 = grad_y1 + by_g
    grad_x2 = tf.gradients(f_of_x2, x2_alone, grad_y1)[0] + grad_y2 + tf.gradients(f_of_x2, x2_alone, by_g)[0]

    for_g = tf.gradients(g_of_y1, [*g_variables, *g_side], grad_y2)
    by_y1 = tf.gradients(f_of_x2, [*f_variables, *f_side], grad_y1)
    by_y2 = tf.gradients(f_of_x2, [*f_variables, *f_side], by_g)
    count = len(f_variables)
    for_f = (_sums(by_y1[:count], by_y2[:count]), _sums(by_y1[count:], by_y2[count:]))
    found = ((x1, x2), (grad_x1, grad_x2), (for_f, (for_g[: len(g_variables)], for_g[len(g_variables) :])))
    # all at once: what comes next is not to begin with a part of them, which would cost memory
    return nest.pack_sequence_as(found, tf.tuple(nest.flatten(found)))


@layer("rev_block", fidelity="approximate", note=NOTE)
def rev_block(
    x1: Any,
    x2: Any,
    f: Function | list[Function],
    g: Function | list[Function],
    num_layers: int = 1,
    f_side_input: Sequence[Any] | None = None,
    g_side_input: Sequence[Any] | None = None,
    is_training: bool = True,
) -> tuple[Any, Any]:
    """`y1 = x1 + f(x2)`, `y2 = x2 + g(y1)`, layer after layer, without keeping what is between for the gradients.

    Args:
      x1, x2: tensors of one shape.
      f, g: functions that keep the shape, or a list of one a layer; they may call `tf.get_variable`, and take no
        tensor from outside.
      num_layers: how many layers there are, each with variables of its own.
      f_side_input, g_side_input: lists of tensors, given to `f` and `g` as a second argument.
      is_training: whether gradients are to compute the inputs anew.

    Raises:
      ValueError: the lists have another length than there are layers.
    """
    reuse = tf.get_variable_scope().reuse
    block = RevBlock(f, g, num_layers, f_side_input, g_side_input, is_training, _reuse=reuse)
    return block.forward(x1, x2)
