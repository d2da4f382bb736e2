"""What layers that a program wrote count on: shapes are tuples, weights may be set, nothing is traced."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.keras.layers import nodes

WITH_SHAPES = ("build", "compute_output_shape")


def above(self: Any, name: str) -> Any:
    """A method, or a property's value, as the class of `tf.keras` has it: the first of the line that is not ours."""
    for owner in type(self).__mro__:
        if owner.__module__.startswith("tf_keras.") and name in vars(owner):
            return vars(owner)[name].__get__(self)
    raise AttributeError(name)


def as_tuples(shape: Any) -> Any:
    """A shape as a tuple of whole numbers and None, several as a list of such."""
    if isinstance(shape, tf.TensorShape):
        return None if shape.ndims is None else tuple(shape.as_list())
    if isinstance(shape, (list, tuple)):
        if all(size is None or isinstance(size, int) or hasattr(size, "value") for size in shape):
            return tuple(getattr(size, "value", size) for size in shape)
        return [as_tuples(part) for part in shape]
    return shape


def take_shapes(cls: Any) -> None:
    """Let the methods of a program's class that take a shape have it as a tuple."""
    for name in WITH_SHAPES:
        if name in vars(cls):
            setattr(cls, name, _with_tuples(vars(cls)[name]))


def _with_tuples(method: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(method)
    def taken(self: Any, input_shape: Any, *args: Any, **kwargs: Any) -> Any:
        return method(self, as_tuples(input_shape), *args, **kwargs)

    return taken


def call(self: Any, inputs: Any, *args: Any, **kwargs: Any) -> Any:
    """What a layer gives, each tensor with its `_keras_shape`; the program's code is called as it is written."""
    inputs = list(inputs) if type(inputs) is tuple else inputs
    for given in inputs if isinstance(inputs, list) else [inputs]:
        note_shape(given)
    outputs = tf.autograph.experimental.do_not_convert(above(self, "__call__"))(inputs, *args, **kwargs)
    if _says_shapes(self):
        _take_shapes_said(self, inputs, outputs)
    for output in outputs if isinstance(outputs, (list, tuple)) else [outputs]:
        note_shape(output)
    nodes.note(self)
    return outputs


def compute_output_shape(self: Any, input_shape: Any) -> Any:
    """The shape that a layer of the program's own gives, where it does not say another: that of what it is given."""
    return input_shape


def _says_shapes(layer: Any) -> bool:
    """Whether the program says the shape of what the layer gives."""
    says = next(owner for owner in type(layer).__mro__ if "compute_output_shape" in vars(owner))
    own = not says.__module__.startswith(("tf_keras.", "tf1graph."))
    return own or getattr(layer, "_output_shape", None) is not None


def _take_shapes_said(layer: Any, inputs: Any, outputs: Any) -> None:
    """Let tensors have what the layer's `compute_output_shape` says of their shapes, as far as it can be true.

    The layers that followed went by that, so that a program could tell what its operations left open.
    """
    given = [getattr(tensor, "_keras_shape", None) for tensor in (inputs if isinstance(inputs, list) else [inputs])]
    if None in given:
        return
    said = layer.compute_output_shape(given if isinstance(inputs, list) else given[0])
    several = isinstance(outputs, (list, tuple))
    for output, shape in zip(outputs if several else [outputs], said if several else [said], strict=False):
        shape = as_tuples(shape)
        if isinstance(output, tf.Tensor) and isinstance(shape, tuple) and output.shape.is_compatible_with(shape):
            output.set_shape(shape)


def set_attribute(self: Any, name: str, value: Any) -> None:
    """Keep an attribute. No weights come by it: a layer has those that it added, a program's own no other's either."""
    is_layer = isinstance(value, tf.keras.layers.Layer)
    if isinstance(value, tf.Variable) or (is_layer and type(self).theirs is tf.keras.layers.Layer):
        object.__setattr__(self, name, value)
    else:
        tf.keras.layers.Layer.__setattr__(self, name, value)


def penalize_activity(self: Any, inputs: Any, outputs: Any) -> None:
    """Add the penalty on what a layer gives: the whole batch's, which `tf.keras` divides by its size."""
    if self._activity_regularizer:
        for output in outputs if isinstance(outputs, (list, tuple)) else [outputs]:
            self.add_loss(self._activity_regularizer(output), inputs=inputs)


def note_shape(tensor: Any) -> None:
    """Give a tensor the `_keras_shape` that programs ask it for."""
    if isinstance(tensor, tf.Tensor) and tensor.shape.ndims is not None:
        tensor._keras_shape = tuple(tensor.shape.as_list())


def output_shape(self: Any) -> Any:
    """The shape of what a layer gives, of several tensors a list; also of an input, which today is a list of one."""
    shape = above(self, "output_shape")
    return shape[0] if isinstance(shape, list) and len(shape) == 1 else shape


def settable(attribute: str, name: str) -> property:
    """A list of weights that a layer's `build` may set, as it did."""

    def get(self: Any) -> list[Any]:
        return above(self, name)

    def set(self: Any, weights: list[Any]) -> None:
        vars(self)[attribute] = list(weights)

    return property(get, set)
